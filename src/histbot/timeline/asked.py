"""What a timeline was asked for, and what it gives: events, and what has to be said with them."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from histbot.showing import MOST, counted, place_html, quoted_html, table_html
from histbot.timeline.dates.words import in_words
from histbot.timeline.events.merging import sort_key
from histbot.timeline.notes import Note
from histbot.timeline.ranking import BEST, rank
from histbot.timeline.reading.asking import read_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from histbot.timeline.dates.dates import HistoricalDate
    from histbot.timeline.events.events import Event
    from histbot.timeline.ranking import Ranked


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

    @property
    def notes(self) -> tuple[Note, ...]:
        """What has to be said about it."""
        return (Note("swapped", self),) if self.swapped else ()

    def holds(self, date: HistoricalDate) -> bool:
        """Tell whether some day of `date` lies within."""
        return (self.first is None or date.order[1] >= self.first.order[0]) and (
            self.last is None or date.order[0] <= self.last.order[1]
        )

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


@dataclass(frozen=True, slots=True, repr=False)
class Timeline:
    """The events that were asked for: a sequence of them, in order of time; prints as its first page."""

    events: tuple[Event, ...]
    """The events, sorted by date and place."""
    notes: tuple[Note, ...] = ()
    """What has to be said with them: that a range was swapped, that nothing was found and what is near."""
    ranked: tuple[Ranked, ...] = ()
    """The same events, the best first, and why; without a topic in order of time, and nothing speaks for them."""

    @classmethod
    def of(cls, ranked: Sequence[Ranked], notes: tuple[Note, ...] = ()) -> Timeline:
        """Make a timeline of ranked events."""
        return cls(tuple(sorted((each.event for each in ranked), key=sort_key)), notes, tuple(ranked))

    def __len__(self) -> int:
        return len(self.events)

    def __iter__(self) -> Iterator[Event]:
        return iter(self.events)

    def __getitem__(self, place: int) -> Event:
        return self.events[place]

    def __repr__(self) -> str:
        ends = f", {self.events[0].when!r} … {self.events[-1].when!r}" if self.events else ""
        return f"Timeline({counted(len(self), 'event')}{ends})"

    def __str__(self) -> str:
        shown = self.pages()[: BEST if self.has_topic else MOST]
        more = [f"… and {len(self) - len(shown):,} more"] if len(shown) < len(self) else []
        return "\n".join([*map(str, self.notes), *map(str, shown), *more])

    def _repr_html_(self) -> str:
        """Show it in a notebook: a row an event, as many as a first page holds, all words escaped."""
        shown = self.pages()[: BEST if self.has_topic else MOST]
        rows = [
            (each.when, f"{quoted_html(each.quote, each.date_text)}<br><small>{place_html(each.citation)}</small>")
            for each in shown
        ]
        notes = "".join(f"<p>{escape(str(note))}</p>" for note in self.notes)
        return notes + table_html(rows, len(self) - len(shown))

    @property
    def has_topic(self) -> bool:
        """Whether something speaks for the events: they are on a topic, and some are better than others."""
        return any(each.signs for each in self.ranked[:1])

    def pages(self, size: int = BEST) -> tuple[Event, ...]:
        """Give all events as they are shown page by page: the best `size` in order of time, then the rest so."""
        if not self.has_topic:
            return self.events
        best, rest = self.ranked[:size], self.ranked[size:]
        return tuple(event for part in (best, rest) for event in sorted((each.event for each in part), key=sort_key))

    def best(self, count: int = BEST) -> tuple[Event, ...]:
        """Give the best `count` events, the best first, to be drawn; without a topic those that say most."""
        ranked = self.ranked if self.has_topic else rank(self.events, None)
        return tuple(each.event for each in ranked[:count])
