"""A historical date: one frozen value for EDTF level 1 (ISO 8601-2), from a day to a century, with its doubts.

`datetime.date` knows no year before 1, no month without a day and no doubt. PyPI's `edtf` takes milliseconds a
parse, can't be hashed and can't sort open intervals; `undate` has no seasons and drops `~ ? %`.

Years are astronomical, as EDTF writes them: `-0043` is 44 BC, `0000` is 1 BC. Known limits: days are counted in the
Gregorian calendar, before 1582 too, so that a Julian 29 February 1500 is impossible here; winter goes by
its January, as meteorologists have it (`1944-24` begins in December 1943), and all seasons are the northern ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from histbot.errors import InputError

_POINT = re.compile(
    r"""
      (?P<year>
          -?[0-9]{4}               # 1945, -0043
        | Y-?[1-9][0-9]{4,8}       # Y-11999: more than four digits
        | -?[0-9]{3}X              # 193X
        | -?[0-9]{2}XX )           # 18XX
      (?: -(?P<month>[0-9]{2}|XX)  # 1945-05, 1944-21 (spring), 1938-XX
      (?: -(?P<day>[0-9]{2}|XX) )? )?
      (?P<doubt>[~?%]?)            # 1938~ (about), 1938? (perhaps), 1938% (both)
    """,
    re.VERBOSE,
)
_MONTHS = "January February March April May June July August September October November December".split()
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}  # to the first month of each
_WRITE = "write for example 1945-05-09, 1944-21 (spring), 193X, 1938~, 1944-09/1945-05 or -0043 (44 BC)"


class Day(NamedTuple):
    """A day of the Gregorian calendar, its year astronomical."""

    year: int
    """The year; 0 is 1 BC."""
    month: int
    """The month, from 1."""
    day: int
    """The day of the month, from 1."""


_FIRST, _LAST = Day(-(10**10), 1, 1), Day(10**10, 12, 31)  # before and behind every year that can be written


@dataclass(frozen=True, slots=True)
class Point:
    """A date that is no interval, or one end of an interval."""

    precision: str
    """How much is known: day, month, season, year, decade or century."""
    earliest: Day
    """The first day it may be."""
    latest: Day
    """The last day it may be."""
    doubt: str
    """`~` about, `?` perhaps, `%` both, or nothing."""

    @property
    def year(self) -> int:
        """The year it is named by, of a decade or century the first: a winter by its January."""
        return (self.latest if self.precision == "season" else self.earliest).year


@dataclass(frozen=True, slots=True)
class HistoricalDate:
    """An EDTF level 1 date; making one that can't be raises `InputError`.

    Dates compare by the first day they allow, then the last: two that allow the same days are neither before nor
    after each other, and equal only if they are written the same. To sort by something else next, use `order`.
    """

    edtf: str
    """The date as EDTF."""
    begin: Point | None = field(init=False, repr=False, compare=False)
    """The date itself, or where an interval begins; none where that is open or unknown."""
    end: Point | None = field(init=False, repr=False, compare=False)
    """The date itself, or where an interval ends; none where that is open or unknown."""
    order: tuple[Day, Day] = field(init=False, repr=False, compare=False)
    """What to sort by: the first and the last day, an open end before or behind all others."""

    def __post_init__(self) -> None:
        first, is_interval, second = self.edtf.partition("/")
        begin = _end(first, self.edtf) if is_interval else _point(first, self.edtf)
        end = _end(second, self.edtf) if is_interval else begin
        order = begin.earliest if begin else _FIRST, end.latest if end else _LAST
        if begin is end is None:
            raise InputError(f"{self.edtf!r} is no date: one end of an interval must be known; {_WRITE}")
        if order[0] > order[1]:
            raise InputError(f"{self.edtf!r} ends before it begins; write {second}/{first}")
        object.__setattr__(self, "begin", begin)
        object.__setattr__(self, "end", end)
        object.__setattr__(self, "order", order)

    @classmethod
    def parse(cls, text: str) -> HistoricalDate:
        """Read EDTF level 1; raises `InputError` saying what is wrong."""
        return _parsed(text.strip())

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None) -> HistoricalDate:
        """Make a year, a month (or a season, 21 to 24) or a day; raises `InputError` if there is no such."""
        parts = [write_year(year), *(f"{part:02}" for part in (month, day) if part is not None)]
        return _parsed("-".join(parts))

    @property
    def interval(self) -> bool:
        """Whether it is an interval, open or not."""
        return "/" in self.edtf

    @property
    def earliest(self) -> Day | None:
        """The first day it may be; none if that is open or unknown."""
        return self.begin.earliest if self.begin else None

    @property
    def latest(self) -> Day | None:
        """The last day it may be; none if that is open or unknown."""
        return self.end.latest if self.end else None

    @property
    def precision(self) -> str:
        """How much is known: day, month, season, year, decade, century or interval."""
        return "interval" if self.interval or not self.begin else self.begin.precision

    @property
    def doubtful(self) -> bool:
        """Whether it is qualified as about or perhaps, or an end of it is unknown."""
        ends = self.edtf.split("/")
        return "" in ends or any(end[-1] in "~?%" for end in ends)

    def contains(self, other: HistoricalDate) -> bool:
        """Tell whether every day that `other` may be is one that this may be."""
        return self.order[0] <= other.order[0] and other.order[1] <= self.order[1]

    def overlaps(self, other: HistoricalDate) -> bool:
        """Tell whether some day may be both."""
        return self.order[0] <= other.order[1] and other.order[0] <= self.order[1]

    def __lt__(self, other: HistoricalDate) -> bool:
        return self.order < other.order

    def __le__(self, other: HistoricalDate) -> bool:
        return self.order <= other.order

    def __gt__(self, other: HistoricalDate) -> bool:
        return self.order > other.order

    def __ge__(self, other: HistoricalDate) -> bool:
        return self.order >= other.order


def write_year(year: int) -> str:
    """Write an astronomical year as EDTF does: -43 is `-0043`, -11999 is `Y-11999`."""
    return f"Y{year}" if abs(year) > 9999 else f"{year:05}" if year < 0 else f"{year:04}"  # noqa: PLR2004  # four digits


def month_length(year: int, month: int) -> int:
    """Count the days of a month of an astronomical year."""
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)  # noqa: PLR2004  # February
    return _LENGTHS[month - 1] + leap


@lru_cache(maxsize=20_000)
def _parsed(edtf: str) -> HistoricalDate:
    return HistoricalDate(edtf)


def _end(text: str, whole: str) -> Point | None:
    """Read one end of an interval; `..` is open, nothing is unknown."""
    return None if text in ("", "..") else _point(text, whole)


def _point(text: str, whole: str) -> Point:
    match = _POINT.fullmatch(text)
    if not match or match["year"] == "-0000":
        raise InputError(f"{whole!r} is no date; {_WRITE}")
    year, month, day, doubt = match.groups()
    if year[-1] == "X":
        if month:
            raise InputError(f"{whole!r}: a decade or century has no months; {_WRITE}")
        return _years(year, doubt)
    number = int(year.lstrip("Y"))
    if month is None or month == "XX":
        if day and day != "XX":
            raise InputError(f"{whole!r}: a day needs its month; write {year} or {year}-XX-XX")
        return Point("year", Day(number, 1, 1), Day(number, 12, 31), doubt)
    return _within_year(number, int(month), day, doubt, whole)


def _years(year: str, doubt: str) -> Point:
    """Read `193X` or `18XX`; with a minus, all nines are the earliest."""
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    first, last = min(low, high), max(low, high)
    return Point("century" if year[-2] == "X" else "decade", Day(first, 1, 1), Day(last, 12, 31), doubt)


def _within_year(year: int, month: int, day: str | None, doubt: str, whole: str) -> Point:
    if month in _SEASONS and day is None:
        first = _SEASONS[month]
        first_year, last = (year, first + 2) if first < 12 else (year - 1, 2)  # noqa: PLR2004  # winter
        return Point("season", Day(first_year, first, 1), Day(year, last, month_length(year, last)), doubt)
    if not 1 <= month <= 12:  # noqa: PLR2004  # months
        raise InputError(f"{whole!r}: months are 01 to 12, seasons 21 (spring) to 24 (winter), not {month:02}")
    length = month_length(year, month)
    if day is None or day == "XX":
        return Point("month", Day(year, month, 1), Day(year, month, length), doubt)
    if not 1 <= int(day) <= length:
        raise InputError(f"{whole!r}: {_MONTHS[month - 1]} {write_year(year)} has {length} days, not {int(day)}")
    return Point("day", Day(year, month, int(day)), Day(year, month, int(day)), doubt)
