"""What several statements tell of one event in other words: shown once, with all its sources.

`merging` joins what is said alike. Of a topic more is known: two statements of one date that both name it speak more
likely of one event, the more so where the topic is itself an event (most that is told of the Battle of Tours is told
of one year). So what else they share may be less: rare words count more than common ones (the sum of their idf).
Statements that share too little stay apart, also on one day: a line too many costs less than an event lost. Among the
best of a topic every pair is compared; what comes behind is not.

Known to fail: an event told in words none of which is shared (*was burned at the stake*, *died*) stays twice; a year's
two decisions of one congress are one if they share a rare word.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from histbot.knowledge import plain
from histbot.timeline.events.sentences import clause_of
from histbot.timeline.ranking.evidence import SEVERAL, Ranked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from histbot.timeline.events.events import Event
    from histbot.timeline.ranking.evidence import Sign, Topic

_COMPARED = 150  # of the best events; twenty are shown first
# Sums of idf, a name in one of a hundred passages counting 4.6 and one in a thousand 6.9.
_SHARED = 10.0  # … that two statements of one date share at least, besides the topic, to tell of one event
_SHARED_OF_DAY = 7.5  # … of one day
_SHARED_OF_EVENT = 4.5  # … if both name the topic and it is an event
_SHARED_FINER = 13.0  # … if both name the topic, and one says the date more exactly
# … and of what the shorter one says; in one article, where less is told twice; if one is more exact; of an event.
_PART, _PART_AT_HOME, _PART_FINER, _PART_OF_EVENT = 0.35, 0.45, 0.5, 0.12
_LITTLE = 6.0  # … below which a statement says nothing besides the topic
_AGREEING = 0.3  # of the statements of an event, with which another of it must share enough
_YEARS, _MOST = 2, 0.5  # what is told of two years for more than half is an event
_SINGLE = ("day", "month", "season", "year")
_ASIDE = (
    re.compile(  # after the fall of the Berlin Wall in 1989, …
        r"\b(?:after|before|since|following|until|till|despite|prior\sto|from)\s(?P<what>[^,;:.]{1,60}?)\s?(?:\bin|\bof|\bon|,|\()?\s*\Z",
        re.IGNORECASE,
    ),
    re.compile(r"(?P<what>[^,;:.()]{1,60}?)\s(?:of\s|\()\Z"),  # the Congress of Vienna (1814–1815)
)
_THE = re.compile(r"\bthe\s\S+\Z", re.IGNORECASE)  # the 1494 Treaty of Tordesillas
_NEXT = re.compile(r"\s[^,;:.(]{1,60}")


@dataclass(eq=False)
class _Told:
    """An event, and what its clause tells."""

    ranked: Ranked
    topic: Topic

    @cached_property
    def clause(self) -> str:
        return clause_of(self.ranked.event)

    @cached_property
    def names(self) -> bool:
        """Whether the clause names the topic as a phrase."""
        return self.topic.named(self.clause) == 1

    @cached_property
    def weight(self) -> float:
        """How much it says besides."""
        return sum(self.words.values())

    def bare(self, is_event: bool) -> bool:  # noqa: FBT001  # whether the topic is one
        """Tell whether the topic is all that the date belongs to."""
        return self.names and (self.weight < _LITTLE or (is_event and self._aside))

    @cached_property
    def _aside(self) -> bool:
        """Whether the date is the topic's, whatever is told: `after the Peace of 1648`, `the 1494 Treaty`."""
        date = plain(self.ranked.event.date_text.text)
        before, _, after = self.clause.partition(date)
        names = [match["what"] for pattern in _ASIDE if (match := pattern.search(before))]
        if _THE.search(before + date) and (match := _NEXT.match(after)):
            names.append(match[0])
        return any(self.topic.named(name) == 1 for name in names)

    @cached_property
    def words(self) -> dict[str, float]:
        """What the clause says besides the topic and the date, each word with how rare it is."""
        return self.topic.telling(self.clause.replace(plain(self.ranked.event.date_text.text), " "))


def told_once(ranked: Sequence[Ranked], topic: Topic) -> list[Ranked]:
    """Join what tells of one event among the best of a topic, each event with the sources of all that tell of it."""
    told = [_Told(each, topic) for each in ranked[:_COMPARED]]
    is_event = _is_event(told)
    of_year: dict[object, list[list[_Told]]] = defaultdict(list)
    for each in (each for each in told if not each.bare(is_event)):
        _put(each, of_year[_year(each.ranked.event)], is_event=is_event)
    for each in (each for each in told if each.bare(is_event)):  # which ties nothing together that is apart
        groups = of_year[_year(each.ranked.event)]
        of_it = next((group for group in groups if _is_of(each, group, is_event=is_event)), None)
        if of_it is None:
            groups.append([each])
        else:
            of_it.append(each)
    groups = [group for of_one in of_year.values() for group in of_one]
    return [*map(_joined, groups), *ranked[_COMPARED:]]


def _put(each: _Told, groups: list[list[_Told]], *, is_event: bool) -> None:
    """Put a statement to those of its event, which may turn out to be one event where they were several."""
    of_it = [each]
    for group in [group for group in groups if _is_of(each, group, is_event=is_event)]:
        if all(_comparable(one, other) for one in of_it for other in group):
            groups.remove(group)
            of_it = group + of_it
    groups.append(of_it)


def _is_of(each: _Told, group: Sequence[_Told], *, is_event: bool) -> bool:
    """Tell whether a statement tells of the event of a group: of no other time, and as much of it as tells the same."""
    if not all(_comparable(each, other) for other in group):
        return False
    return sum(_same(other, each, is_event=is_event) for other in group) >= _AGREEING * len(group)


def _comparable(one: _Told, other: _Told) -> bool:
    """Tell whether two dates are the same, or one says the other more exactly."""
    first, second = one.ranked.event, other.ranked.event
    if first.qualifier != second.qualifier:
        return False
    return first.date.edtf == second.date.edtf or first.date.contains(second.date) or second.date.contains(first.date)


def _is_event(told: Sequence[_Told]) -> bool:
    """Tell whether most of what names the topic is dated to a year or two."""
    years = Counter(each.ranked.event.date.order[0].year for each in told
                    if each.names and each.ranked.event.date.precision in _SINGLE)  # fmt: skip
    most = sum(count for _, count in years.most_common(_YEARS))
    return most > _MOST * years.total()


def _year(event: Event) -> object:
    """Give what statements of one event have in common: the year, or the stretch of time."""
    return event.date.order[0].year if event.date.precision in _SINGLE else event.date.edtf


def _same(one: _Told, other: _Told, *, is_event: bool) -> bool:
    """Tell whether two statements of comparable dates tell of one event."""
    first, second = one.ranked.event, other.ranked.event
    if first.quote.text == second.quote.text:
        return first.citation.article != second.citation.article and first.date.edtf == second.date.edtf
    both, finer = one.names and other.names, first.date.edtf != second.date.edtf
    if both and not finer and (one.bare(is_event) or other.bare(is_event)):
        return True
    found = [min(weight, other.words[word]) for word, weight in one.words.items() if word in other.words]
    shared, least = sum(found), min(one.weight, other.weight)
    if finer:
        return both and shared >= max(_SHARED_FINER, (_PART if is_event else _PART_FINER) * least)
    if both and is_event and shared >= max(_SHARED_OF_EVENT, _PART_OF_EVENT * least):
        return True
    part = _PART_AT_HOME if first.citation.article == second.citation.article else _PART
    needed = _SHARED_OF_DAY if first.date.precision == "day" else _SHARED
    return len(found) > 1 and shared >= max(needed, part * least)


def _joined(group: Sequence[_Told]) -> Ranked:
    """Give the best statement of an event, of those that date it most exactly and say more than its name."""
    best = min(group, key=lambda each: (each.bare(is_event=True), _SINGLE.index(each.ranked.event.date.precision)
                                        if each.ranked.event.date.precision in _SINGLE else 0)).ranked  # fmt: skip
    others = [each.ranked.event for each in group if each.ranked is not best]
    if not others:
        return best
    event = best.event
    sources = (*event.sources, *(source for other in others for source in (other.citation, *other.sources)))
    conflicts = {other.citation: other for each in (event, *others) for other in each.conflicts}
    joined = replace(event, sources=tuple(dict.fromkeys(sources)), conflicts=tuple(conflicts.values()))
    return Ranked(joined, (*best.signs, *_gained(event, others)))


def _gained(event: Event, others: Sequence[Event]) -> Iterator[Sign]:
    if not event.sources and any(other.citation.article != event.citation.article for other in others):
        yield SEVERAL
