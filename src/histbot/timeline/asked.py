"""What a timeline was asked for, and what it gives: events, and what has to be said with them."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from histbot.showing import MOST, counted, place_html, quoted_html, table_html
from histbot.timeline.events.merging import sort_key
from histbot.timeline.ranking import BEST, rank

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from histbot.timeline.events.events import Event
    from histbot.timeline.notes import Note
    from histbot.timeline.ranking import Ranked


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
