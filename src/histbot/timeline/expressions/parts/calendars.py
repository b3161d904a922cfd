"""Other calendars and feasts that move: Roman days, Easter by its year, years of the Hijra, Old and New Style.

A date that a text gives in both styles ("25 October (7 November) 1917") is one date, in the New Style. Known limits:
a Hijra year is converted by its average length, which may miss its first or last days; its months are not read.
Feasts before Easter in the leap years 1100, 1300, 1400 and 1500 are a day late.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from histbot.timeline.expressions.parts.mention import Mention
from histbot.timeline.expressions.parts.vocabulary import DAY, LAST_YEAR, MONTH, MONTHS, YEAR_PARTS, any_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_GREGORIAN = 1583  # the first whole year of the new calendar
_LONG_NONES = frozenset({3, 5, 7, 10})  # months whose Nones are the 7th and whose Ides are the 15th
FEASTS = {
    "shrove tuesday": -47, "ash wednesday": -46, "palm sunday": -7, "maundy thursday": -3, "good friday": -2,
    "holy saturday": -1, "easter saturday": -1, "easter eve": -1, "easter day": 0, "easter sunday": 0, "easter": 0,
    "easter monday": 1, "easter tuesday": 2, "ascension day": 39, "whit sunday": 49, "whitsunday": 49, "whitsun": 49,
    "pentecost": 49, "whit monday": 50, "trinity sunday": 56, "corpus christi": 60,
}  # fmt: skip
_BUDDHIST = 543  # years before Christ
STYLES = range(9, 15)  # days between the two calendars in the centuries in which both were in use
_MONTH_STARTS = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_BOTH = re.compile(  # 25 October (7 November) · 7 November 1917 (25 October Old Style) · 25 October/7 November
    r"\s?[(\[/]\s?(?:(?:[NO]\.?\s?S\.?|(?:Old|New)\sStyle|Julian|Gregorian|or)[:,]?\s)?(?:the\s)?"
)
_BOTH_IN_USE = 1700
_OLD_STYLE = re.compile(r",?\s?[(\[]?\s?(?:O\.?\s?S\.?|Old\sStyle|(?:in\sthe\s)?Julian)")
_CLOSING = re.compile(
    r"(?:,?\s(?:[NO]\.\s?S\.|[NO]S|(?:Old|New)\sStyle|(?:in\sthe\s)?(?:Julian|Gregorian)(?:\scalendar)?))?[)\]]?"
)
_HIJRA_MONTHS = (
    "Muharram|Safar|Rabi['’]?(?:\\sal-\\w+)?|Jumada(?:\\sal-\\w+)?|Rajab|Sha['’]?ban|Ramadan|Shawwal|Dhu\\s\\S+"
)

RULES = {
    # the Ides of March 44 BC
    "roman": rf"""
        (?P<name>[Ii]des|[Nn]ones|[KkCc]alends)\sof\s(?P<month>{MONTH}) (?:,?\s(?:of\s|in\s)?{YEAR_PARTS})?
    """,
    # Easter Monday 1916 · Good Friday of 1865
    "moving_feast": rf"(?P<feast>(?i:{any_of(FEASTS)})),?\s(?:of\s|in\s)?(?P<year>[1-9]\d{{2,3}})(?![\d%])",
    # in 656 AH · AH 656; but AH 624 (1227 CE) says its year itself
    "hijra": rf"""
        (?: (?:\d{{1,2}}\s(?:{_HIJRA_MONTHS})\s(?:I{{1,2}}\s)?)? (?P<year>\d{{1,4}})\s?(?:AH|A\.H\.)
          | (?:AH|A\.H\.)\s?(?P<after>\d{{1,4}}) )(?!\w) (?P<said>\s?[(\[/]\s?(?:AD\s|CE\s|c\.\s)?\d{{3,4}})?
    """,
    # 10 August 2555 BE
    "buddhist": rf"(?:(?P<day>{DAY})\s(?P<month>{MONTH})\s)?(?P<year>2\d{{3}})\s(?:BE|B\.E\.)(?!\w)",
}
FIRST_WORDS = ("ides", "nones", "kalends", "calends")  # feasts have a capital


def _roman(match: re.Match[str]) -> tuple[list[Mention], bool]:
    month = MONTHS[match["month"].lower().rstrip(".")]
    day = {"i": 13, "n": 5}.get(match["name"][0].lower(), 1)
    day += 2 if day > 1 and month in _LONG_NONES else 0
    if not match["year"]:
        return [Mention(*match.span(), month=month, day=day)], False
    bc = (match["era"] or "").upper().startswith("B")
    return [Mention(*match.span(), int(match["year"]), bc, month=month, day=day)], False


def _moving_feast(match: re.Match[str]) -> tuple[list[Mention], bool]:
    year = int(match["year"])
    if year > LAST_YEAR:
        return [], False
    feast = re.sub(r"\s", " ", match["feast"].lower())
    day = dt.date(year, *easter(year)) + dt.timedelta(FEASTS[feast])
    return [Mention(*match.span(), year, before_christ=False, month=day.month, day=day.day)], False


def easter(year: int) -> tuple[int, int]:
    """Give the month and day of Easter: Julian before 1583 (Meeus, ch. 8), then Gregorian (Butcher's algorithm)."""
    if year < _GREGORIAN:
        moon = (19 * (year % 19) + 15) % 30
        week = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
        month, day = divmod(moon + week + 114, 31)
        return month, day + 1
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * shift + 114, 31)
    return month, day + 1


def _hijra(match: re.Match[str]) -> tuple[list[Mention], bool]:
    """Give the year, or the two, that a year of the Hijra lies in: it began on 16 July 622 and has 354.367 days."""
    if match["said"]:
        return [], False
    year = int(match["year"] or match["after"])
    first, last = (int(622.54 + 0.970224 * number) for number in (year - 1, year - 0.01))
    if not 1 <= first <= last <= LAST_YEAR:
        return [], False
    ends = [Mention(*match.span(), number, before_christ=False) for number in (first, last)]
    return (ends[:1], False) if first == last else (ends, True)


def _buddhist(match: re.Match[str]) -> tuple[list[Mention], bool]:
    month = MONTHS[match["month"].lower().rstrip(".")] if match["month"] else None
    day = int(re.sub(r"\D", "", match["day"])) if match["day"] else None
    return [Mention(*match.span(), int(match["year"]) - _BUDDHIST, before_christ=False, month=month, day=day)], False


BUILD = {"roman": _roman, "moving_feast": _moving_feast, "hijra": _hijra, "buddhist": _buddhist}


def as_gregorian(mention: Mention, text: str) -> Mention:
    """Give the day that a 29 February of the Julian calendar alone was in the Gregorian one.

    Until 1700 such a day may stand as it is; later, the words must say that it is Old Style.
    """
    year = mention.number or 0
    if (mention.month, mention.day) != (2, 29) or mention.before_christ or year % 100 or not year % 400:
        return mention
    if year > _BOTH_IN_USE and not _OLD_STYLE.match(text, mention.end):
        return mention
    return mention._replace(month=3, day=year // 100 - year // 400 - 2)


def in_one_style(mentions: Sequence[Mention], text: str) -> list[Mention]:
    """Make one mention of a day given in both styles; the later one, which is the New Style, stays."""
    kept: list[Mention] = []
    place = 0
    while place < len(mentions):
        each = mentions[place]
        other = mentions[place + 1] if place + 1 < len(mentions) else None
        if other is None or not _are_styles(each, other, text):
            kept.append(each)
            place += 1
            continue
        place += 2
        end = _closed(text, other.end)
        number, era = (other.number, other.before_christ) if each.number is None else (each.number, each.before_christ)
        year = mentions[place] if number is None and place < len(mentions) else None
        if year is not None and year.explicit and not year.month and text[end : year.start] in (" ", ", "):
            number, era, end = year.number, year.before_christ, year.end
            place += 1
        later = other if days_between(each, other) > 0 else each
        kept.append(later._replace(start=each.start, end=end, number=number, before_christ=era))
    return kept


def _closed(text: str, end: int) -> int:
    """Give the end of a date's bracket."""
    match = _CLOSING.match(text, end)
    return match.end() if match else end


def _are_styles(first: Mention, second: Mention, text: str) -> bool:
    """Tell whether two neighbours are one day in both calendars, and said to be."""
    return are_styles(first, second) and _BOTH.fullmatch(text, first.end, second.start) is not None


def are_styles(first: Mention, second: Mention) -> bool:
    """Tell whether two days lie as far apart as the calendars do."""
    if not (first.day and first.month and second.day and second.month) or first.shift or second.shift:
        return False
    return abs(days_between(first, second)) in STYLES


def days_between(first: Mention, second: Mention) -> int:
    """Count the days from one day of the year to the next one, across New Year where that is nearer."""
    days = [_MONTH_STARTS[(each.month or 1) - 1] + (each.day or 1) for each in (first, second)]
    return (days[1] - days[0] + 182) % 365 - 182
