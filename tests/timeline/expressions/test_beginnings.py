"""Where a date can begin: nothing that the grammar would find may be passed over."""

import pytest

from histbot.timeline.expressions.beginnings import BEGINNING
from histbot.timeline.expressions.rules import FIND, RULES

TEXTS = """
roman|He fell on the Ides of March, 44 BC, not on the kalends of May.
moving_feast|The rising began on Easter Monday 1916 and GOOD FRIDAY of 1865.
hijra|The dynasty fell in 656 AH and rose in AH 132.
buddhist|It was signed on 10 August 2555 BE.
figures|Born 1945-05-09, crowned 1776/07/04, died 9.V.1945.
joined|Signed 4-Jul-1776.
year_first|It is dated 2018 March 18.
month_of_year|It was founded in 7/1776.
day_month|On 9 May 1945, 12th of june, 1816 and the next 5 March.
month_day|On May 9, 1945, May9, JULY 4 1776 and the following March 6.
month_day|He was born in 1893January 26, 1893 in fact.
spelt_day|The fourth of July 1776 and July Fourth, 1776.
month_year|In May 1945, in january, 1918 and in Sept. 1939.
month|They left in May.
season_year|In spring 1944 and the winter of 1941–42.
season|They came back in the early summer.
century|In the 19th century, the nineteenth century and the XVI century, 15c., Fifth Century.
millennium|In the 3rd millennium BC and the fourth millennium.
decade|In the 1930s, the '30s, the thirties and the Nineteen seventies.
spelt_year|In nineteen ninety-one and Eighteen hundred and twelve.
era_pair|From 27 BC to 14.
years|The war of 1939–45.
era_year|In 44 BC, AD 79, A.D. 14, BC 190 and CE 14.
feast|At Christmas 1914, new year's eve 1999 and All Saints' Day 1755.
step|Two days later, a year earlier, an month before. Twenty-two years after; FIVE years later, 12 days later.
step|Two-and-a-half years later.
which|The next day, that very year, this same month, next month, THE FOLLOWING YEAR, the very same night.
which_part|The following spring, the previous April, that August.
after_next|The winter after next came.
day_after|The day after, the month before.
of_the|At the end of the month, later in the year, end of that year, early in the same century, month's end.
day|On the 20th, he left.
short|The men of '68 were there.
number|In 1945 and c1755.
"""
EACH = [line.split("|") for line in TEXTS.strip().splitlines()]


@pytest.mark.parametrize(("rule", "text"), EACH)
def test_a_date_is_found_only_where_one_can_begin_and_nowhere_less(rule: str, text: str) -> None:
    found = list(FIND.finditer(text))
    assert rule in {match.lastgroup for match in found}
    assert all(BEGINNING.match(text, match.start()) for match in found)


def test_every_rule_has_its_text() -> None:
    assert {rule for rule, _ in EACH} == set(RULES)


def test_most_words_begin_no_date() -> None:
    assert not list(BEGINNING.finditer("The king and his brothers met the envoys on a hill; nobody else was there."))
