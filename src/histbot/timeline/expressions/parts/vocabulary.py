"""The words of dates, what they stand for, and the pieces of patterns that several rules are made of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from histbot.retrieval.words import numbers

if TYPE_CHECKING:
    from collections.abc import Iterable

LAST_YEAR = 2030  # histories end here: what looks like a later year is a count, or a forecast
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
MONTHS = {name.lower(): number for number, name in enumerate(MONTH_NAMES, 1)} | {
    name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, 1)
}
MONTHS["sept"] = 9
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
NUMBERS = {word: number for number, word in enumerate(numbers.CARDINALS) if number} | {"a": 1, "an": 1} | numbers.TENS
ORDINALS = {word: number for number, word in enumerate(numbers.ORDINALS) if number} | {"twenty-first": 21}
ROMAN = {"I": 1, "V": 5, "X": 10}
TENS = numbers.DECADES
DAY_WORDS = {word: number for word, number in ORDINALS.items() if number <= 20} | {  # noqa: PLR2004  # the twenty-first
    f"{tens[1]}-{word}": tens[0] + number for tens in ((20, "twenty"), (30, "thirty"))
    for word, number in ORDINALS.items() if 0 < number < 10 and tens[0] + number < 32  # noqa: PLR2004  # days
} | {"thirtieth": 30}  # fmt: skip
# nineteen ninety-one
HUNDREDS = {word: number for number, word in enumerate(numbers.CARDINALS) if 10 < number <= 20}  # noqa: PLR2004
FEASTS = {"christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26),
          "new year's eve": (12, 31), "new year's day": (1, 1), "epiphany": (1, 6), "all saints' day": (11, 1),
          "michaelmas": (9, 29), "midsummer day": (6, 24), "st. stephen's day": (12, 26)}  # fmt: skip
COUNTED = """
    men troops soldiers people persons civilians prisoners casualties dead killed wounded deaths victims refugees
    inhabitants citizens members workers sailors officers civilian students families children women voters votes seats
    tanks aircraft planes guns ships vessels vehicles horses camels elephants tons tonnes rounds bombs missiles shells
    rifles cannon cannons km kilometres kilometers miles metres meters feet ft yards mi m mm cm kg lb lbs acres hectares
    pounds dollars francs marks roubles rubles lira livres florins ducats talents sesterces drachmas crowns percent
    % per copies pages items books houses villages towns strong delegates infantry cavalry infantrymen cavalrymen
    horsemen hoplites archers knights peasants jews fighters volunteers recruits mercenaries settlers colonists
    hours hrs minutes seconds degrees square cubic billion million thousand hundred
    nights days weeks months years decades centuries steps runs goals points pp workers rebels monks nuns priests
    warriors conscripts militiamen rioters demonstrators
    protesters delegates deputies employees slaves captives hostages
    rounds barrels bales sacks bushels gallons litres liters volts watts horsepower rpm mph ton man mile metre meter
    acre hectare kilometre kilometer page foot word words lines verses examples copies specimens species islands
"""
COUNTS = frozenset(COUNTED.split())


def roman(text: str) -> int:
    """Read a Roman number up to 39; letters in a wrong order give what their sum gives."""
    values = [ROMAN[letter] for letter in text]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def number_word(text: str) -> int | None:
    """Read `12`, `twelve`, `twenty-two` or `a`; none if it is no number."""
    word = text.lower()
    if word.isdecimal():
        return int(word)
    tens, _, units = word.partition("-")
    if units:
        return NUMBERS[tens] + NUMBERS[units] if tens in NUMBERS and units in NUMBERS else None
    return NUMBERS.get(word)


def any_of(words: Iterable[str]) -> str:
    """Make a pattern of words, the longest first, a blank or a hyphen of theirs written either way."""
    return "|".join(re.sub(r"[\s-]", r"[\\s-]", word) for word in sorted(words, key=len, reverse=True))


NAMES = "|".join(MONTH_NAMES)
_SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
# May · May. 9 · Sept. · march 1816 and JULY 1776, where a year follows
MONTH = (
    rf"(?:(?:{NAMES})\b(?:\.(?=\s?\d))?|(?:{_SHORT})\b\.?"
    rf"|(?i:{NAMES}|{_SHORT})\b\.?(?=(?:,?\s|[-/.])(?:of\s)?[12]\d{{3}}(?!\d)))"
)
SEASON = "(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"
DAY = r"(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?(?![\d]|[.,:]\d|\w)"
ERA = r"(?:(?i:b\.\s?c\.(?:\s?e\.)?|bce?)|A\.\s?D\.|AD|C\.\s?E\.|CE)(?!\w)"
# On 5 May, 1500 men …; only the commonest, for they stand in every rule with a year.
_COUNTED = "men|troops|soldiers|people|civilians|prisoners|casualties|inhabitants|tons|km|miles|tanks|aircraft|ships"
# (27 November 189730 November 1923): a dash that was lost on the way out of an encyclopaedia.
GLUED = rf"(?=(?:[1-9]\d?\s)?(?:{NAMES})\b)"
_NO_COUNT = rf"(?:{GLUED}|(?![\d%]|,\d{{3}}|\.\d|\s(?:{_COUNTED})(?!\w)))"
# On 1 September 113 Battery … is of no year 113, on 1 May 250 young men … of no year 250.
_NO_UNIT = (
    r"(?!\s(?!(?:the|he|she|it|they|and|or|to|in|at|by|on|of|for|from|until|after|when|with|as|was|were|but|his|her|a|an)\b"
    r"|(?<=[1-9]\s)[a-z]+(?:[a-rt-z])\b)[A-Za-z])"
)
YEAR = rf"(?:1[0-9]{{3}}|20[0-3][0-9]|[1-9][0-9]{{2}}(?!\d){_NO_UNIT}){_NO_COUNT}"
WITH_ERA = rf"\d{{1,4}}(?=\s?{ERA})"
BEHIND_AD = r"(?:(?<=AD\s)|(?<=A\.D\.\s))[1-9]\d{0,2}(?!\d)"
# 1945 · AD 14 · 44 BC · 1648/9, which is 1649 in months before the 25th of March
YEAR_PARTS = (
    rf"(?:(?P<era_before>A\.D\.|AD)\s)?(?P<year>{WITH_ERA}|{YEAR}|{BEHIND_AD})"
    rf"(?:/(?P<dual>\d{{1,2}}|1\d{{3}})(?![\d/]))?(?:\s?(?P<era>{ERA}))?"
)
_SAME = r"(?:that(?:\ssame|\svery)?|the\s(?:very\s)?same|this(?:\ssame)?)"
_NEXT = r"(?:the\s(?:very\s)?(?:next|following|succeeding|ensuing)|next|the\s(?:previous|preceding|prior))"
WHICH = rf"(?:{_SAME}|{_NEXT})"
STOP = r"(?=\s*(?:[,.;:)\]\"\u201d\u2014\u2013-]|\Z))"
TO = r"(?:\s?[-\u2013\u2014\u2012/]\s?|,?\s(?:and|to|or|until|through|&)\s)(?:the\s)?"
