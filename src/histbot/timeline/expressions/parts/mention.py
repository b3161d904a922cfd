"""What the words of a date say, before the narrative fills in what they leave out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Shift:
    """A step from another date: `two days later` is 2 days, `that year` is 0 years."""

    steps: int
    """How many, negative for the past."""
    unit: str
    """Of what: day, week, month, year, decade, century."""


class Mention(NamedTuple):
    """A stretch of a text that names a date, read as far as its own words go.

    A tuple, because thousands are made on the way to an article's dates, and most of them twice.
    """

    start: int
    """The offset of its first character."""
    end: int
    """The offset behind its last character."""
    number: int | None = None
    """The year as written, without its era; of a decade or century the first year."""
    before_christ: bool | None = None
    """Whether the year is BC; none where the words leave it open."""
    years: int = 1
    """How many years `number` stands for: 1, 10 for a decade, 100 for a century."""
    short: bool = False
    """Whether `number` is a year's last two digits only."""
    month: int | None = None
    """The month, from 1."""
    day: int | None = None
    """The day of the month, from 1."""
    season: int | None = None
    """The season as EDTF has it: 21 spring, 22 summer, 23 autumn, 24 winter."""
    shift: Shift | None = None
    """A step from the date that the narrative has reached; alone, or what the year of a month or day is."""
    direction: int = 0
    """Where `the following spring` (1) or `the previous April` (-1) lies from the narrative's date."""
    doubt: str = ""
    """What EDTF writes behind a date that the words doubt: `~` (around 1938), `?` (perhaps 1938), `%` both."""
    qualifier: str = ""
    """The word that narrows or moves the date: `early`, `late`, `after`, `by` …"""
    shared_era: bool = False
    """Whether it can only be a year BC, and only in an article that has such years: `In 44 he …`, `(427–348)`."""
    opens: bool = False
    """Whether a range begins with it that the next mention ends."""
    aside: bool = False
    """Whether it stands in brackets or a subordinate clause, so that the narrative need not follow it."""

    @property
    def explicit(self) -> bool:
        """Whether the words themselves say the year."""
        return self.number is not None and not self.short and self.before_christ is not None


@dataclass(frozen=True, slots=True)
class Range:
    """Two mentions that are the ends of one interval."""

    first: int
    """The number of the mention that it begins with."""
    second: int
    """The number of the mention that it ends with."""
    start: int
    """The offset of its first character, `from` included."""
    end: int
    """The offset behind its last character."""
