"""A stretch of time as people give it: by either end, or by a period said with a topic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from histbot.timeline.dates.words import in_words
from histbot.timeline.events.merging import years_apart
from histbot.timeline.reading.asking import read_date

if TYPE_CHECKING:
    from histbot.timeline.dates.dates import HistoricalDate


@dataclass(frozen=True, slots=True)
class Between:
    """A stretch of time; either end may be open."""

    first: HistoricalDate | None
    """Where it begins."""
    last: HistoricalDate | None
    """Where it ends, this date included."""
    swapped: bool = False
    """Whether its ends were given the other way round."""

    @classmethod
    def read(cls, start: str | None, end: str | None) -> Between:
        """Read two dates as people type them; raises `InputError` with examples."""
        first = read_date(start) if start and start.strip() else None
        last = read_date(end) if end and end.strip() else None
        if first and last and first.order[0] > last.order[1]:
            return cls(last, first, swapped=True)
        return cls(first, last)

    def within(self, period: HistoricalDate | None) -> Between:
        """Give the stretch, or, where neither end was given, the one said with the topic."""
        return self if period is None or self.first or self.last else Between(period, period)

    def holds(self, date: HistoricalDate) -> bool:
        """Tell whether some day of `date` lies within."""
        return (self.first is None or date.order[1] >= self.first.order[0]) and (
            self.last is None or date.order[0] <= self.last.order[1]
        )

    def is_near(self, date: HistoricalDate) -> bool:
        """Tell whether a date lies within, or so near that it may contradict one that does."""
        first, last = date.order
        if self.first is not None and last.year + years_apart(last.year) < self.first.order[0].year:
            return False
        return self.last is None or first.year <= self.last.order[1].year + years_apart(self.last.order[1].year)

    def in_words(self, language: str) -> str:
        """Say it by its ends, as a language says dates: "1938 – 1945", "1938 – …"."""
        if self.first == self.last and self.first:
            return in_words(self.first, language)
        return " – ".join(in_words(date, language) if date else "…" for date in (self.first, self.last))

    def __str__(self) -> str:
        if self.first and self.first == self.last:
            return f"in {in_words(self.first)}"
        if self.first and self.last:
            return f"between {in_words(self.first)} and {in_words(self.last)}"
        if self.first:
            return f"in {in_words(self.first)} or later"
        return f"in {in_words(self.last)} or earlier" if self.last else "at any time"
