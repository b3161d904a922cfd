"""What happened on a day of the year, worth reading in the morning: a few events, and no list read out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from histbot.timeline.events.merging import sort_key
from histbot.timeline.events.sentences import ITEM, VERB, clause_of, speaks_for_itself
from histbot.timeline.ranking.evidence import Ranked, Sign
from histbot.timeline.ranking.order import rank

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from histbot.timeline.events.events import Event

OF_A_DAY = 5
"""How many events of a day are shown."""
_LIVES = re.compile(r"births?|deaths?|holidays and observances", re.IGNORECASE)
_SPEAKING = range(60, 320)  # characters of a statement that says what happened and can be read at a glance


def best_of_day(events: Sequence[Event], most: int = OF_A_DAY) -> tuple[Event, ...]:
    """Give the best events of a day in order of time, never two that stand in one list, nor two of one date's words."""
    chosen: list[Event] = []
    lists: set[str] = set()
    dates: set[str] = set()
    for each in sorted(_weighed(events), key=lambda each: -each.score):
        event, listed = each.event, ITEM.match(each.event.quote.text) is not None
        again = event.date.edtf in dates or (listed and event.citation.article in lists)
        if len(chosen) < most and not again:
            chosen.append(event)
            dates.add(event.date.edtf)
            lists |= {event.citation.article} if listed else set()
    return tuple(sorted(chosen, key=sort_key))


def _weighed(events: Sequence[Event]) -> Iterator[Ranked]:
    for each in rank(events, None):
        yield Ranked(each.event, (*each.signs, *_telling(each.event)))


def _telling(event: Event) -> Iterator[Sign]:
    """Tell what says by itself what happened from who was born, and from what only its article explains."""
    section, clause = event.citation.section or "", clause_of(event)
    if any(_LIVES.fullmatch(heading) for heading in section.split(" › ")):
        yield Sign("a birth or a death in a list", -2.0)
    if speaks_for_itself(event):
        yield Sign("says by itself of whom and what it speaks", 1.0)
    elif ITEM.match(event.quote.text) is None and not VERB.search(clause):
        yield Sign("no sentence", -1.5)
    if len(clause) in _SPEAKING:
        yield Sign("can be read at a glance", 0.5)
