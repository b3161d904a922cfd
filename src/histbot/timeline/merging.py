"""Several articles about one thing: what they say alike is one event, what they date differently stands side by side.

Two sentences speak of one thing if they share most of their words, the date's own left out. That is careful on
purpose: events that are told in other words stay apart, which costs a line of the timeline; two events taken for
one would cost the truth.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from histbot.knowledge import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from histbot.timeline.events import Event

_WORD = re.compile(r"[^\W\d_]{3,}")
_LITTLE = frozenset(
    """
    the and was were had has have for from with that this which who his her its their they been are but not into
    after before during also when where while than then there these those being would could more most other some such
    january february march april may june july august september october november december
    """.split()
)
_STEM = 6  # characters of a word that tell it from others
_FEWEST = 4  # words: shorter sentences are alike by chance
_SAME = 0.75  # of all words of both, from which on two sentences say the same
_ABOUT = 0.6  # … from which on they speak of the same thing
_RAREST = 3  # words of a sentence by which its like is looked for
_OFTEN = 40  # events that share a word: beyond, it finds nothing


def merged(events: Sequence[Event]) -> list[Event]:
    """Give the events sorted, doubles of other articles as sources of the first, conflicts noted on both sides."""
    ordered = sorted(events, key=sort_key)
    if len({event.citation.article for event in ordered}) < 2:  # noqa: PLR2004  # nothing to compare
        return ordered
    words = [_words(event) for event in ordered]
    gone: set[int] = set()
    sources: dict[int, list[int]] = defaultdict(list)
    conflicts: dict[int, list[int]] = defaultdict(list)
    for first, second in _pairs(words):
        one, other = ordered[first], ordered[second]
        if first in gone or second in gone or one.citation.article == other.citation.article:
            continue
        alike = len(words[first] & words[second]) / len(words[first] | words[second])
        if one.date == other.date and alike >= _SAME:
            gone.add(second)
            sources[first].append(second)
        elif alike >= _ABOUT and not one.date.overlaps(other.date) and one.date.precision == other.date.precision:
            conflicts[first].append(second)
            conflicts[second].append(first)
    return [
        replace(
            event,
            sources=tuple(ordered[other].citation for other in sources[place]),
            conflicts=tuple(ordered[other] for other in conflicts[place] if other not in gone),
        )
        for place, event in enumerate(ordered)
        if place not in gone
    ]


def sort_key(event: Event) -> tuple[object, ...]:
    """Sort by the earliest instant, then the latest, then the place."""
    return (*event.date.order, event.citation.article, event.date_text.span)


def _words(event: Event) -> frozenset[str]:
    """Give the words that say what happened, cut to what may pass for their stem."""
    text = event.quote.text
    if event.clause is not None:
        text = text[event.clause.start - event.quote.span.start : event.clause.end - event.quote.span.start]
    text = plain(text.replace(event.date_text.text, " "))
    return frozenset(word[:_STEM] for word in map(str.lower, _WORD.findall(text)) if word not in _LITTLE)


def _pairs(words: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Give the pairs of events that share one of their rarest words, each once, in order."""
    counts = Counter(word for each in words for word in each)
    holders: dict[str, list[int]] = defaultdict(list)
    for place, each in enumerate(words):
        if len(each) >= _FEWEST:
            for word in _rarest(each, counts):
                holders[word].append(place)
    pairs = {
        (first, second)
        for places in holders.values()
        if len(places) <= _OFTEN
        for number, first in enumerate(places)
        for second in places[number + 1 :]
    }
    yield from sorted(pairs)


def _rarest(words: Iterable[str], counts: Counter[str]) -> list[str]:
    shared = [word for word in words if counts[word] > 1]
    return sorted(shared, key=lambda word: (counts[word], word))[:_RAREST]
