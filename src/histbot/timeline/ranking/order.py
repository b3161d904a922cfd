"""The order of a topic's events: the sum of their signs, less for what lies far from its time, or says it again.

A topic's time is where most of its best events lie; what an article tells of centuries before and after is background.
"""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import TYPE_CHECKING
from zlib import crc32

from histbot.timeline.ranking.evidence import Ranked, Sign, belongs, general, within
from histbot.timeline.ranking.told import told_once

if TYPE_CHECKING:
    from collections.abc import Sequence

    from histbot.timeline.dates.dates import HistoricalDate
    from histbot.timeline.events.events import Event
    from histbot.timeline.ranking.evidence import Topic

BEST = 20
"""How many events are shown first, and drawn."""
_CORE = 40  # of the best events, from which a topic's time is taken
_FEW = 5  # events: fewer have no time of their own
_NARROWEST = 2.0  # years around the middle that are a topic's time at least
_WIDTH = 2.0  # … times the median distance from the middle
_FARTHEST = 4.0  # what an event far from it loses at most
_ALWAYS = 1e12  # years: no time is far
_AGAIN = 1.6  # what an event loses for each better one of the same month or year
_SAME_DAY = 2.0  # … of the same day, which is mostly of the same event
_SAME_WORDS = 2.5  # … for each better one of the same sentence
_OFTEN, _MOST_OFTEN = 0.4, 4  # what a day or month gains for each other statement about it, and how many count


def rank(events: Sequence[Event], topic: Topic | None, period: HistoricalDate | None = None) -> list[Ranked]:
    """Put the events that belong to a topic in order, the best first; without a topic all belong."""
    ranked = []
    for event in events:
        ties = belongs(event, topic) if topic is not None else []
        if ties or topic is None:
            ranked.append(Ranked(event, (*ties, *general(event), *within(event.date, period))))
    told = _told_often(ranked)
    middle, width = _time_of(told)
    timely = [Ranked(each.event, (*each.signs, *_far(each.event.date, middle, width))) for each in told]
    best = sorted(timely, key=_place)
    return _varied(sorted(told_once(best, topic), key=_place) if topic is not None else best)


def _told_often(ranked: list[Ranked]) -> list[Ranked]:
    """Add to the days and months of which much is told: they matter to the topic."""
    counts = Counter(each.event.date.edtf for each in ranked if each.event.date.precision in ("day", "month"))
    told = []
    for each in ranked:
        others = min(counts.get(each.event.date.edtf, 1), _MOST_OFTEN) - 1
        sign = (Sign("its day or month is told of more than once", round(_OFTEN * others, 2)),) if others else ()
        told.append(Ranked(each.event, (*each.signs, *sign)))
    return told


def _time_of(ranked: Sequence[Ranked]) -> tuple[float, float]:
    """Give the middle of the time in which most of the best events lie, and its half width, in years."""
    years = [_middle(each.event.date) for each in sorted(ranked, key=_place)[:_CORE]]
    if len(years) < _FEW:
        return 0.0, _ALWAYS
    middle = median(years)
    return middle, max(_NARROWEST, _WIDTH * median(abs(year - middle) for year in years))


def _far(date: HistoricalDate, middle: float, width: float) -> Sequence[Sign]:
    off = abs(_middle(date) - middle) / width - 1
    return [Sign("far from the topic's time", -round(min(_FARTHEST, 1.5 * off), 2))] if off > 0 else []


def _varied(ranked: list[Ranked]) -> list[Ranked]:
    """Let a date that was shown already come later: twenty events of one week say less than of a whole war."""
    dates: Counter[str] = Counter()
    sentences: Counter[str] = Counter()
    varied = []
    for each in ranked:
        date, words = each.event.date.edtf, each.event.quote.text
        less = _SAME_DAY if each.event.date.precision == "day" else _AGAIN
        again = [Sign("its date was shown already", -less * dates[date])] if dates[date] else []
        again += [Sign("its sentence was shown already", -_SAME_WORDS)] if sentences[words] else []
        dates[date] += 1
        sentences[words] += 1
        varied.append(Ranked(each.event, (*each.signs, *again)))
    return sorted(varied, key=_place)


def _middle(date: HistoricalDate) -> float:
    """Give the middle of a date in years; of an open one, its known end."""
    first, last = date.earliest or date.latest, date.latest or date.earliest
    assert first is not None  # noqa: S101  # a date knows one end at least
    assert last is not None  # noqa: S101
    return (first.year + last.year) / 2 + (first.month + last.month) / 24


def _place(each: Ranked) -> tuple[object, ...]:
    """Sort by score; equal ones in no order of time, which would favour the beginning, but always the same."""
    return -round(each.score, 6), crc32(each.event.quote.text.encode()), each.event.date.order
