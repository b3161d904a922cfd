"""Dates in figures: year first, day first, or, as in the United States, month first.

Of `7/4/1776` either figure may be the month. With strokes and dashes the first is taken for it, as English texts have
it, unless it is greater than twelve; with dots the second, as German and Czech texts have it.
"""

from __future__ import annotations

import re

from histbot.timeline.expressions.parts.mention import Mention
from histbot.timeline.expressions.parts.vocabulary import DAY, LAST_YEAR, MONTH, MONTHS, roman

_IN = re.compile(r"\b(?:in|since|by|from|until|on|of|dated|to)\s\Z")
_LONGEST = 8  # characters of these words
_DECEMBER, _LAST_DAY = 12, 31

RULES = {
    # 1945-05-09 · 1776/07/04 · 2014.12.28 · 9.5.1945 · 9. 5. 1945 · 9.V.1945 · 7/4/1776 · 10-29-1999
    "figures": r"""
        (?P<year>[12]\d{3})(?P<mark>[-/.])(?P<month>0?[1-9]|1[0-2])(?P<mark_again>[-/.])(?P<day>0?[1-9]|[12]\d|3[01])
          (?![\d]|[-/.]\d)
      | (?P<first>\d{1,2})(?P<point>[-/.])\s?(?P<second>\d{1,2}|[IVX]{1,4})(?P<point_again>[-/.])\s?(?P<last>[12]\d{3})
          (?!\d|[-/.]\d)
    """,
    # 4-Jul-1776 · 10/August/2012
    "joined": rf"(?P<day>0?[1-9]|[12]\d|3[01])[-/.](?P<month>{MONTH})[-/.]?(?P<year>[12]\d{{3}})(?!\d)",
    # 2018 March 18 · 1814, Feb 17
    "year_first": rf"""
        (?P<year>[12]\d{{3}}),?\s(?P<month>{MONTH})\s(?P<day>{DAY})
        (?!\s?[-–/]\s?\d{{1,2}}\b|,?\s(?:and|or|to)\s\d|,?\s[12]\d{{3}})
    """,
    "month_of_year": r"(?P<month>0?[1-9]|1[0-2])/(?P<year>1[5-9]\d{2}|20[0-3]\d)(?![\d/])",  # in 7/1776
}


def _figures(match: re.Match[str]) -> list[Mention]:
    if match["year"]:
        return (
            _whole(match, match["year"], match["month"], match["day"]) if match["mark"] == match["mark_again"] else []
        )
    if match["point"] != match["point_again"]:
        return []
    first, second = match["first"], match["second"]
    if (second.isdecimal() and match["point"] != "." and int(first) <= _DECEMBER) or (
        second.isdecimal() and int(second) > _DECEMBER
    ):
        first, second = second, first
    return _whole(match, match["last"], second if second.isdecimal() else str(roman(second)), first)


def _whole(match: re.Match[str], year: str, month: str, day: str) -> list[Mention]:
    if not (1 <= int(month) <= _DECEMBER and 1 <= int(day) <= _LAST_DAY and int(year) <= LAST_YEAR):
        return []
    return [Mention(*match.span(), number=int(year), before_christ=False, month=int(month), day=int(day))]


def _named(match: re.Match[str]) -> list[Mention]:
    return _whole(
        match, match["year"], str(MONTHS[match["month"].lower().rstrip(".")]), re.sub(r"\D", "", match["day"])
    )


def _month_of_year(match: re.Match[str]) -> list[Mention]:
    """Read `in 7/1776`; what is not said to be a time is a number of a law."""
    if not _IN.search(match.string, max(0, match.start() - _LONGEST), match.start()):
        return []
    return [Mention(*match.span(), number=int(match["year"]), before_christ=False, month=int(match["month"]))]


BUILD = {"figures": _figures, "joined": _named, "year_first": _named, "month_of_year": _month_of_year}
