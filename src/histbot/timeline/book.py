"""The events of a knowledge folder, an article each read when it is first asked for and kept, as many as may be.

Not at loading: reading dates costs what asking should not wait for.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from histbot.timeline.events.merging import merged
from histbot.timeline.reading.collecting import events_of
from histbot.timeline.reading.reading import DateExpression

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Sequence

    from histbot.knowledge import Knowledge, Span
    from histbot.timeline.events.events import Event


_KEPT = 1  # merged timelines kept: one of all articles is of any size
_EVENTS = 12_000  # kept by article: 2 KB each, 24 MB


class EventBook:
    """Events by article; safe to use from several threads."""

    def __init__(
        self, knowledge: Knowledge, stored: Callable[[str, Container[str] | None], Sequence[Event]] | None = None
    ) -> None:
        """Take the events of an article from where they are `stored`, by its slug and passages, or out of its text."""
        self._knowledge, self._some = knowledge, stored
        self._read: OrderedDict[str, tuple[Event, ...]] = OrderedDict()
        self._count = 0
        self._lock = Lock()
        self.merged = lru_cache(maxsize=_KEPT)(self._merged)

    def of(self, slug: str) -> tuple[Event, ...]:
        """Give the events of an article, in the order of its text; raises `UnknownArticleError`."""
        with self._lock:  # of two threads that want the same, one reads
            events = self._read.pop(slug, None)
            if events is None:
                events = tuple(self._all(slug))
                self._count += len(events)
            self._read[slug] = events
            while self._count > _EVENTS and len(self._read) > 1:  # the longest unused first
                self._count -= len(self._read.popitem(last=False)[1])
        return events

    def _all(self, slug: str) -> Iterable[Event]:
        return self._some(slug, None) if self._some else events_of(self._knowledge.article(slug))

    def within(self, slug: str, passages: Container[str]) -> Iterable[Event]:
        """Give the events of an article that stand in the passages with these ids; raises `UnknownArticleError`."""
        if self._some is not None and slug not in self._read:
            return self._some(slug, passages)
        return (event for event in self.of(slug) if event.passage in passages)

    def dates_of(self, slug: str, sentence: Span) -> tuple[DateExpression, ...]:
        """Give the dates of a sentence as the narrative resolves them; none if it has none."""
        events = [event for event in self.of(slug) if event.quote.span == sentence]
        return tuple(DateExpression(event.date_text.span, event.date, event.qualifier) for event in events)

    def _merged(self, slugs: tuple[str, ...]) -> tuple[Event, ...]:
        """Give the events of several articles in one order of time, doubles joined; see `merged`."""
        return tuple(merged(self.among(slugs)))

    def among(self, slugs: Iterable[str]) -> list[Event]:
        """Give the events of several articles, one article behind the other."""
        return [event for slug in slugs for event in self.of(slug)]
