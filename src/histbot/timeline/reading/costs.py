"""What it costs a story to go from one date to another: how `context.py` weighs its readings."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from histbot.timeline.dates.dates import Day, HistoricalDate


_FEW = 8  # years of a heading's stretch that a month below it may lie in


@dataclass(frozen=True, slots=True)
class Costs:
    """What the steps of a story cost.

    They are the middle of those that did best of 260 tried at random. Twice or half of one of them changes
    WikiWars' figures by a point at most, or little more: it is the search that counts.
    """

    ahead: float = 0.85
    """A step forwards, times the logarithm of its months."""
    back: float = 1.0
    """A step backwards, times the logarithm of its months."""
    turn: float = 0.6
    """Going backwards at all."""
    section: float = 0.4
    """What a step costs across a heading, as a share."""
    skip_year: float = 2.4
    """Taking a bare year for an aside."""
    skip_date: float = 8.0
    """Taking a month or a day with its year for an aside."""
    skip_step: float = 1.2
    """Taking a step (`a year earlier`) for an aside."""
    bracket: float = 0.4
    """What an aside costs in brackets or a subordinate clause, as a share."""
    other: float = 2.5
    """Reading a number or a year of two figures as an aside, beside `skip_year`."""
    unusual: float = 0.0
    """Reading a month or a day without a year in another year than the last date's, though it could lie there or in the
    twelve months behind it."""
    whole_ranges: bool = False
    """Whether a range of two dates is one stop of the story, which goes on from its beginning, not from its end."""
    undated: float = 3.0
    """Leaving a mention without a date, which a path may do only where it has no way to read it.

    Without it, a text of two dates is cheapest read by taking the first for an aside, so that nothing can be counted
    from it.
    """

    def gap(self, now: HistoricalDate | None, date: HistoricalDate) -> float:
        """Say what it costs to go from `now` to `date`; nothing where they overlap, or there is no story yet."""
        if now is None:
            return 0.0
        begin, end = months(now)
        first, last = months(date)
        if first > end:
            return self.ahead * math.log1p(first - end)
        if last < begin:
            return self.turn + self.back * math.log1p(begin - last)
        return 0.0


def months(date: HistoricalDate) -> tuple[float, float]:
    """Give the beginning and the end of a date in months."""
    return _months(date.order)


@lru_cache(maxsize=50_000)
def _months(order: tuple[Day, Day]) -> tuple[float, float]:
    first, last = order
    return first.year * 12 + first.month - 1 + first.day / 31, last.year * 12 + last.month - 1 + last.day / 31


def middle(date: HistoricalDate) -> float:
    """Give the middle of a date in years."""
    first, last = months(date)
    return (first + last) / 24


def years_of(date: HistoricalDate) -> tuple[int, ...]:
    """Give the years that a date lies in; none for a stretch that is too long to tell them apart."""
    first, last = date.order
    return tuple(range(first.year, last.year + 1)) if last.year - first.year <= _FEW else ()
