"""Reading dates in prose: what is read, as which date, with which words; and what is none."""

from __future__ import annotations

import string
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from histbot.knowledge import Article
from histbot.knowledge.prose.passages import read_passages
from histbot.timeline.expressions import scan
from histbot.timeline.reading.collecting import events_of
from histbot.timeline.reading.reading import read_sentences


def article_of(text: str, title: str = "Notes") -> Article:
    return Article("notes", title, text, "notes.md", passages=read_passages("notes", text))


def dates(text: str, title: str = "Notes") -> list[tuple[str, str]]:
    """Give each date of a text: its words, and what they say."""
    article = article_of(text, title)
    sentences = read_sentences(article)
    return [(date.span.of(article.text), date.date.edtf) for sentence in sentences for date in sentence.dates]


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("9 May 1945", "1945-05-09"),
        ("19 August AD 14", "0014-08-19"),
        ("July AD 64", "0064-07"),
        ("January 1, A.D. 193", "0193-01-01"),
        ("May 9, 1945", "1945-05-09"),
        ("May 9th 1945", "1945-05-09"),
        ("the 9th of May, 1945", "1945-05-09"),
        ("9 of May 1945", "1945-05-09"),
        ("May9, 1945", "1945-05-09"),
        ("1945-05-09", "1945-05-09"),
        ("9.5.1945", "1945-05-09"),
        ("4-Jul-1776", "1776-07-04"),
        ("10/August/2012", "2012-08-10"),
        ("7/4/1776", "1776-07-04"),
        ("26/9/1999", "1999-09-26"),
        ("1776/07/04", "1776-07-04"),
        ("2014.12.28", "2014-12-28"),
        ("9.V.1945", "1945-05-09"),
        ("2018 March 18", "2018-03-18"),
        ("the fourth of July 1776", "1776-07-04"),
        ("May twenty-fourth, 2010", "2010-05-24"),
        ("31st march, 1816", "1816-03-31"),
        ("4 JULY 1776", "1776-07-04"),
        ("Sunday, March, 6th 2016", "2016-03-06"),
        ("1939-09", "1939-09"),
        ("nineteen ninety-one", "1991"),
        ("the nineteen seventies", "197X"),
        ("480 b.c.", "-0479"),
        ("BC 190", "-0189"),
        ("AD 1", "0001"),
        ("the AD 600s", "06XX"),
        ("the 90s BC", "-009X"),
        ("the year 90", "0090"),
        ("c1755", "1755~"),
        ("c.1860", "1860~"),
        ("1860 approx.", "1860~"),
        ("1500 (?)", "1500?"),
        ("the Ides of March 44 BC", "-0043-03-15"),
        ("Easter Monday 1916", "1916-04-24"),
        ("Good Friday 1865", "1865-04-14"),
        ("10 August 2555 BE", "2012-08-10"),
        ("656 AH", "1258"),
        ("29 February 1700", "1700-03-11"),
        ("30 January 1648/9", "1649-01-30"),
        ("25 October (7 November) 1917", "1917-11-07"),
        ("11/21 February 1600", "1600-02-21"),
        ("9 Sept. 1945", "1945-09-09"),
        ("7 November [O.S. 25 October] 1917", "1917-11-07"),
        ("May 1945", "1945-05"),
        ("January, 1918", "1918-01"),
        ("June of 1941", "1941-06"),
        ("1945", "1945"),
        ("early 1945", "1945"),
        ("the end of March 1917", "1917-03"),
        ("around 1938", "1938~"),
        ("c. 400 BC", "-0399~"),
        ("44 BC", "-0043"),
        ("15 March 44 BC", "-0043-03-15"),
        ("3,000 BCE", "-2999"),
        ("AD 79", "0079"),
        ("79 AD", "0079"),
        ("the 1930s", "193X"),
        ("the mid-1930s", "193X"),
        ("the 470s BC", "-047X"),
        ("the 19th century", "18XX"),
        ("the early nineteenth century", "18XX"),
        ("the XVI century", "15XX"),
        ("the 4th century BC", "-03XX"),
        ("the 1800s", "18XX"),
        ("spring 1944", "1944-21"),
        ("the summer of 1915", "1915-22"),
        ("the fall of 1917", "1917-23"),
        ("the winter of 1941–42", "1942-24"),
        ("Christmas Eve 1979", "1979-12-24"),
    ],
)
def test_a_date_is_read_with_its_words(words: str, edtf: str) -> None:
    assert dates(f"It ended in {words}, they say.") == [(words, edtf)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It lasted from 1939 to 1945.", ["1939", "1945"]),
        ("The war (1939–45) was long.", ["1939", "1945"]),
        ("It lasted from 499 to 493 BC.", ["-0498", "-0492"]),
        ("The revolt (499–493 BC) failed.", ["-0498", "-0492"]),
        ("The caliphate (661–750) fell.", ["0661", "0750"]),
        ("They ruled (37 BC–AD 668) there.", ["-0036", "0668"]),
        ("The battle of 9–12 May 1945 was the last.", ["1945-05-09", "1945-05-12"]),
        ("It was fought on 31 May-1 June 1916.", ["1916-05-31", "1916-06-01"]),
        ("It met on March 5-9, 1918.", ["1918-03-05", "1918-03-09"]),
        ("It was withdrawn from November 15 to February 15, 1989.", ["1988-11-15", "1989-02-15"]),
        ("Enver (16 October 190811 April 1985) ruled.", ["1908-10-16", "1985-04-11"]),
        ("It rose in May and June 1941.", ["1941-05", "1941-06"]),
        ("Joan (c. 1412 – 30 May 1431) fought.", ["1412~", "1431-05-30"]),
        ("The campaign of 1796–7 was short.", ["1796", "1797"]),
        ("Augustus ruled from 27 BC to 14.", ["-0026", "0014"]),
        ("He was born between 7 and 2 BC.", ["-0006", "-0001"]),
        ("In 1818 from February to December no ship came.", ["1818", "1818-02", "1818-12"]),
        ("Rome was rich in 100 BC, and Theodosius (379–395) ruled it.", ["-0099", "0379", "0395"]),
        ("Rome was rich in 100 BC, and Plato (427–348) was dead.", ["-0099", "-0426", "-0347"]),
        ("Plato (427–348) was dead.", []),
        ("Cities arose in the 3rd millennium BC.", ["-2999", "-2000"]),
        ("They met on 29/30 September 1938.", ["1938-09-29", "1938-09-30"]),
        ("It sat in August, September and October 1940.", ["1940-08", "1940-09", "1940-10"]),
        ("On 5, 6 and 7 May 1945 it rained.", ["1945-05-05", "1945-05-06", "1945-05-07"]),
        ("It fell from the 13th to the 19th of October 1950.", ["1950-10-13", "1950-10-19"]),
        ("It grew in the 19th and 20th centuries.", ["18XX", "19XX"]),
        ("It grew in the spring and summer of 1920.", ["1920-21", "1920-22"]),
    ],
)
def test_neighbours_fill_in_what_the_other_leaves_out(text: str, found: list[str]) -> None:
    assert [edtf for _, edtf in dates(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "The 1914 men of the regiment marched.",
        "About 1500 soldiers and 1,939 horses were lost.",
        "See p. 1938 and No. 1945 of the series.",
        "It cost $1914 or £1,915.",
        "It has 1945 inhabitants, nearly 1944 of them Czech.",
        "The treaty was for the next twenty years.",
        "He stayed for two years and six months.",
        "The meeting began at 19:45 and ended at 7.30 p.m.",
        "In the future this may march on.",
        "The 325th Rifle Division and the 20th Army met Company 200.",
        "The 600 men of Route 1 came within 300 miles.",
        "They fled shortly after the Munich Agreement.",
        "It was annexed two days after its liberation.",
        "It ran 0.1938 of the way, version 1.1945.",
        "It is kept every June 14 and each year in May.",
        "To this day nobody knows.",
        "In 3050 the sun will shine.",
        "Ernest August was a second cousin.",
        "On 31 February 1940 nothing happened.",
        "He sat in the 6th and 7th National Congress.",
        "They trapped the 19th, 20th, 24th and 32nd Armies.",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert dates(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The motion passed by 421 to 138 votes.",
        "About 1400 died of fever.",
        "Around 800 Swiss volunteers joined.",
        "Between 1200 and 1500 people lived there.",
        "The book has 1120 pp. of essays.",
        "The guns opened fire at 1430 and ceased at 1700.",
        "The temperature rose to 1538 °C.",
        "His number in the camp was 1943.",
        "He lived at 1600 Pennsylvania Avenue then.",
        "Orwell's novel *1984* shocked readers.",
        "After 1260 days the siege ended.",
        "It was made on February 20 - 29, 2022.",
        "It was made on 534th Jan 2010.",
        "Around 1200 Genoese crossbowmen fled.",
        "Public Law 1789 was repealed, and the overture 1812 played.",
        "Some 1900 men, 1650 horses and 1805 muskets were lost.",
    ],
)
def test_a_number_that_counts_or_names_is_no_year(text: str) -> None:
    assert dates(text) == []


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("On 23 February (8 March) 1917 women marched.", ["1917-03-08"]),
        ("It was told in winter 1988/9.", ["1989-24"]),
    ],
)
def test_what_follows_a_date_does_not_hide_it(text: str, edtf: list[str]) -> None:
    assert [date for _, date in dates(text)] == edtf


@pytest.mark.parametrize("text", ["The 1900 census was new.", "A 1950 law forbade it.", "In 1914 men volunteered."])
def test_a_year_before_what_it_dates_is_one(text: str) -> None:
    assert len(dates(text)) == 1


def test_an_address_in_a_link_is_no_date_and_the_words_keep_their_place() -> None:
    text = "The [Treaty of **1939**](https://example.org/1914/Treaty_of_1918) was signed.\n"
    article = article_of(text)
    (sentence,) = read_sentences(article)
    (date,) = sentence.dates
    assert (date.date.edtf, date.span.of(text)) == ("1939", "1939")


def test_a_sentence_that_says_a_date_by_the_next_words_says_it_twice() -> None:
    assert dates("It began on 12 July 1944. On the same day, 18 July 1944, it ended.")[1:] == [
        ("the same day", "1944-07-18"),
        ("18 July 1944", "1944-07-18"),
    ]


@given(st.text(max_size=300))
def test_no_text_raises_and_every_date_is_verbatim(text: str) -> None:
    check(text.replace("\r", "\n").replace("\0", " "))  # as an article is read


_PIECES = [
    "May", "9", "1945", "the", "44 BC", "–", "-", "/", ",", "and", "to", "from", "between", "of", "that year", "31",
    "the next day", "two years later", "'68", "19th century", "1930s", "(", ")", "[O.S. 1 May]", "spring", "AD", "0",
    "Christmas", "the 20th", "February", "29", "1900", ".", "in", "c.", "year", "months", "’99", "١٩٤٥", "**", "\n",
]  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=40).map(" ".join))
@settings(max_examples=300)
def test_nothing_made_of_dates_raises(text: str) -> None:
    check(text)


def check(text: str) -> None:
    article = article_of(text)
    for event in events_of(article):
        assert event.date_text.text == event.date_text.span.of(article.text)
        assert event.quote.span.holds(event.date_text.span)
        assert event.clause is None or event.quote.span.holds(event.clause)


@pytest.mark.parametrize(
    "piece", ["1", "1945 ", "9 ", "1, ", "May ", "the ", "1-", "5 and ", "(", "X", "war ", " ", "last year's ", "'68 "]
)
def test_no_run_of_anything_is_slow(piece: str) -> None:
    begun = time.process_time()
    scan(piece * (20_000 // len(piece)))
    assert time.process_time() - begun < 3


@given(st.text(alphabet=string.digits + " -–/.,", max_size=2_000))
@settings(max_examples=50, deadline=1_000)
def test_figures_of_any_kind_are_read_quickly(text: str) -> None:
    scan(text)


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("19 August AD 14", "0014-08-19"),
        ("June 9, A.D. 68", "0068-06-09"),
        ("July AD 64", "0064-07"),
        ("spring AD 69", "0069-21"),
        ("Christmas AD 800", "0800-12-25"),
    ],
)
def test_ad_in_front_of_a_year_holds_in_an_article_with_years_bc(words: str, edtf: str) -> None:
    assert [(words, edtf)] == dates(f"Caesar was killed on 15 March 44 BC. It ended in {words}.")[1:]


@pytest.mark.parametrize("words", ["July AD 0", "July AD 9999"])
def test_a_year_behind_ad_that_can_not_be_is_none(words: str) -> None:
    assert words not in dict(dates(f"It began in 44 BC. It ended in {words}."))
