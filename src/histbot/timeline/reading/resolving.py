"""From a mention and a year, or another date, to a historical date; none where there is no such day."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from histbot.errors import InputError
from histbot.timeline.dates.dates import HistoricalDate, month_length, write_year
from histbot.timeline.expressions.parts.vocabulary import LAST_YEAR

if TYPE_CHECKING:
    from histbot.timeline.expressions import Mention

_YEARS = frozenset({"day", "month", "season", "year"})
_FINE_ENOUGH = {
    "day": frozenset({"day"}),
    "week": frozenset({"day"}),
    "month": frozenset({"day", "month"}),
    "year": _YEARS,
    "decade": _YEARS | {"decade"},
    "century": _YEARS | {"decade", "century"},
}  # what a step of a unit can be counted from
_SEASON_MONTHS = {21: 4, 22: 7, 23: 10, 24: 1}  # winter goes by its January


def dated(mention: Mention, year: int | None = None, *, before_christ: bool | None = None) -> HistoricalDate | None:
    """Make the date of a mention, in its own year or in the astronomical `year`."""
    bc = mention.before_christ if before_christ is None else before_christ
    if year is None:
        if mention.number is None:
            return None
        if mention.years > 1:
            return _spell(mention.number, mention.years, bc=bool(bc), doubt=mention.doubt)
        year = 1 - mention.number if bc else mention.number
    elif mention.years > 1:
        return _spell(year, mention.years, bc=False, doubt=mention.doubt)
    return _date(year, mention.month or mention.season, mention.day, mention.doubt)


def _spell(number: int, years: int, *, bc: bool, doubt: str) -> HistoricalDate | None:
    """Write a decade or a century; EDTF has no other spelling for BC, so the 470s BC are `-047X`, a year off."""
    digits = f"{number // 100:02}XX" if years == 100 else f"{number // 10:03}X"  # noqa: PLR2004  # a century
    return _parse(("-" if bc else "") + digits + doubt)


@lru_cache(maxsize=20_000)
def _date(year: int, month: int | None, day: int | None, doubt: str) -> HistoricalDate | None:
    text = write_year(year) + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")
    return _parse(text + doubt)


def _parse(edtf: str) -> HistoricalDate | None:
    try:
        return HistoricalDate.parse(edtf)
    except InputError:
        return None


def stepped(mention: Mention, anchor: HistoricalDate | None) -> HistoricalDate | None:
    """Go a step from `anchor`: `two days later`, `that year`; none where the anchor is too coarse."""
    shift = mention.shift
    if anchor is None or shift is None or anchor.precision not in _FINE_ENOUGH[shift.unit]:
        return None
    day = anchor.order[0]
    if shift.unit in ("day", "week"):
        days = shift.steps * (7 if shift.unit == "week" else 1)
        return _date(*_moved(day.year, day.month, day.day, days), mention.doubt)
    if shift.unit == "month":
        months = day.year * 12 + day.month - 1 + shift.steps
        return _date(months // 12, months % 12 + 1, None, mention.doubt)
    if shift.unit == "year":
        year = _named_year(anchor) + shift.steps
        return _date(year, None, None, mention.doubt) if year <= LAST_YEAR else None
    return _spells_on(anchor, shift.unit, shift.steps)


def _spells_on(anchor: HistoricalDate, unit: str, steps: int) -> HistoricalDate | None:
    """Give the decade or century some steps from that of `anchor`."""
    size = 10 if unit == "decade" else 100
    year = _named_year(anchor)
    if year <= 0:
        number = (1 - year) // size * size - steps * size
        return _spell(number, size, bc=True, doubt="") if number >= 0 else None
    return _spell(year // size * size + steps * size, size, bc=False, doubt="") if year + steps * size >= 0 else None


def _named_year(date: HistoricalDate) -> int:
    """Give the year that a date is named by: a winter's is that of its January."""
    return date.begin.year if date.begin else date.order[1].year


def _moved(year: int, month: int, day: int, days: int) -> tuple[int, int, int]:
    """Count days on or back, in the proleptic calendar that the dates use."""
    day += days
    while day < 1:
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        day += month_length(year, month)
    while day > month_length(year, month):
        day -= month_length(year, month)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)  # noqa: PLR2004  # December
    return year, month, day


def turned(mention: Mention, anchor: HistoricalDate | None) -> HistoricalDate | None:
    """Find `the following spring`, `the previous April`, `October of that year` or `the 20th` from `anchor`."""
    if anchor is None or anchor.interval or anchor.precision in ("decade", "century"):
        return None
    if mention.shift is not None:
        return dated(mention, year=_named_year(anchor) + mention.shift.steps)
    first, last = anchor.order
    if mention.month is None and mention.season is None:
        if anchor.precision not in ("day", "month"):
            return None
        return _date(first.year, first.month, mention.day, mention.doubt)
    month = mention.month or _SEASON_MONTHS[mention.season or 0]
    place = (month, mention.day or 0)
    year = _named_year(anchor)
    if mention.direction > 0:
        year += anchor.precision == "year" or place <= (last.month, last.day if mention.day else 0)
    elif mention.direction < 0:
        year -= anchor.precision == "year" or place >= (first.month, first.day if mention.day else 0)
    return dated(mention, year=year)
