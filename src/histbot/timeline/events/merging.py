"""Statements of one thing, in one article or several: what is said alike is one event.

Two statements speak of one thing if they share most of their words, the date's own left out, and name the same names
and numbers. That is careful on purpose: events that are told in other words stay apart, which costs a line of the
timeline; two events taken for one would cost the truth. For the same reason only different articles contradict each
other, dates far apart are no contradiction but two events of one kind, a statement that gives the other's date as well
contradicts nothing, and sentences as long as lists are not compared.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from heapq import nsmallest
from math import inf
from typing import TYPE_CHECKING

from histbot.knowledge import plain
from histbot.timeline.events.days import days_of
from histbot.timeline.events.sentences import clause_of, speaks_for_itself

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from histbot.timeline.events.events import Event

_WORD = re.compile(r"[^\W\d_]{3,}")
_OPENING = re.compile(r"\w+")
_NAME = re.compile(r"(?<=\s)[A-ZÀ-ÞŠŽČŘĐŁ]\w{2,}|\d+")  # not at the beginning, where every word is capital
_LITTLE = frozenset(
    """
    the and was were had has have for from with that this which who his her its their they been are but not into
    after before during also when where while than then there these those being would could more most other some such
    january february march april may june july august september october november december
    """.split()
)
_STEM = 6  # characters of a word that tell it from others
_FEWEST = 4  # words: shorter sentences are alike by chance
_TELLING = 6  # words: what is said in fewer ("Elections were held in …") may be said of many things
_SAME = 0.75  # of all words of both, from which on two sentences say the same
_MANY_NAMES = 6  # … and numbers, the year among them, by which two sentences of an article tell of one thing
_SAME_NAMES = 0.8  # … of the names of the one that has fewer
_ABOUT = 0.6  # … from which on they speak of the same thing
_RAREST = 3  # words of a sentence by which its like is looked for
_LONGEST = 600  # characters of a sentence: beyond, it is a list
_NEAR = 10  # years between two dates of one thing
_WELL_KNOWN = 1000  # … after this year; what is longer ago is dated with more doubt
_NEAR_LONG_AGO = 50
_OFTEN = 40  # events that share a word: beyond, it finds nothing


@dataclass(frozen=True, slots=True)
class _Said:
    """What a sentence says beside its date."""

    words: frozenset[str]
    """Its words, cut to what may pass for their stem."""
    names: frozenset[str]
    """Its names and numbers."""
    opening: str = ""
    """Its first word, of which no letter tells whether it is a name."""


_NOTHING = _Said(frozenset(), frozenset())


def merged(events: Sequence[Event]) -> list[Event]:
    """Give the events sorted, doubles as sources of the first, conflicts noted on both sides."""
    ordered = _without_repeats(sorted(events, key=sort_key))
    said = [_said(event) for event in ordered]
    sources: dict[int, list[int]] = defaultdict(list)
    conflicts: dict[int, list[int]] = defaultdict(list)
    gone: set[int] = set()
    for first, second in _pairs([each.words for each in said]):
        one, other = ordered[first], ordered[second]
        same = one.date.edtf == other.date.edtf
        if first in gone or second in gone or not (same or _near(one, other)) or one.quote == other.quote:
            continue
        alike = _likeness(said[first], said[second])
        if same and (alike >= _SAME or _told_twice(one, other)):
            gone.add(second)
            sources[first].append(second)
        elif alike >= _ABOUT and len(said[first].words) >= _TELLING and _contradict(one, other):
            conflicts[first].append(second)
            conflicts[second].append(first)
    return [
        replace(
            event,
            sources=tuple(ordered[other].citation for other in sources[place]),
            conflicts=tuple(ordered[other] for other in conflicts[place] if other not in gone),
        )
        if place in sources or place in conflicts
        else event
        for place, event in enumerate(ordered)
        if place not in gone
    ]


def _without_repeats(ordered: Sequence[Event]) -> list[Event]:
    """Leave out what one clause dates twice alike, and statements that stand in an article twice."""
    seen: dict[tuple[object, ...], Event] = {}
    for event in ordered:
        cited = event.citation
        what = event.clause or event.quote.span
        text = event.quote.text[what.start - event.quote.span.start : what.end - event.quote.span.start]
        seen.setdefault((cited.article, event.date.edtf, event.qualifier, text), event)
    return list(seen.values())


def _likeness(one: _Said, other: _Said) -> float:
    """Give the share of their words that two sentences share; none if they name different names."""
    if (one.names ^ other.names) - {one.opening, other.opening}:
        return 0.0
    return len(one.words & other.words) / len(one.words | other.words)


def _told_twice(one: Event, other: Event) -> bool:
    """Tell whether one article says of one day or month in two sections what happened, naming the same names."""
    if one.citation.article != other.citation.article or one.date.precision not in ("day", "month"):
        return False
    names, others = (frozenset(_NAME.findall(clause_of(each))) for each in (one, other))
    return len(names & others) >= _MANY_NAMES and len(names & others) >= _SAME_NAMES * min(len(names), len(others))


def _contradict(one: Event, other: Event) -> bool:
    """Tell whether two articles' dates of one thing can't both be right, and are near enough to be of one thing."""
    if one.citation.article == other.citation.article or one.date.precision != other.date.precision:
        return False
    if not (speaks_for_itself(one) and speaks_for_itself(other)):
        return False
    if one.date.overlaps(other.date) or one.qualifier != other.qualifier or one.date.doubtful or other.date.doubtful:
        return False
    texts = [plain(event.quote.text) for event in (one, other)]
    if texts[0] == texts[1] or plain(other.date_text.text) in texts[0] or plain(one.date_text.text) in texts[1]:
        return False
    return _near(one, other)


def _near(one: Event, other: Event) -> bool:
    """Tell whether two dates may be meant for one thing."""
    first, second = one.date.order[0].year, other.date.order[0].year
    return abs(first - second) <= years_apart(min(first, second))


def years_apart(year: int) -> int:
    """Give how many years two dates of one thing may be apart, the earlier in this year."""
    return _NEAR if year > _WELL_KNOWN else _NEAR_LONG_AGO


def sort_key(event: Event) -> tuple[object, ...]:
    """Sort by the earliest instant, then the latest, then the place: late 1943 begins in September."""
    begins, ends = event.date.earliest is not None, event.date.latest is not None
    start, stop = days_of(event)
    return (start if begins else -inf, stop if ends else inf, event.citation.article, event.date_text.span)


def _said(event: Event) -> _Said:
    text = event.quote.text
    if len(text) > _LONGEST:
        return _NOTHING
    text = clause_of(event).replace(plain(event.date_text.text), " ")
    words = frozenset(word[:_STEM] for word in map(str.lower, _WORD.findall(text)) if word not in _LITTLE)
    opening = _OPENING.search(text)
    return _Said(words, frozenset(_NAME.findall(text)), opening[0] if opening else "")


def _pairs(words: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Give the pairs of events that share one of their rarest words, each once, in order."""
    counts = Counter(word for each in words for word in each)
    shared = sorted((word for word, count in counts.items() if count > 1), key=lambda word: (counts[word], word))
    rarity = {word: place for place, word in enumerate(shared)}
    holders: dict[int, list[int]] = defaultdict(list)
    for place, each in enumerate(words):
        if len(each) >= _FEWEST:
            for rare in nsmallest(_RAREST, [rarity[word] for word in each if word in rarity]):
                holders[rare].append(place)
    pairs = {
        (first, second)
        for places in holders.values()
        if len(places) <= _OFTEN
        for number, first in enumerate(places)
        for second in places[number + 1 :]
    }
    yield from sorted(pairs)
