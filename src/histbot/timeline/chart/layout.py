"""Where everything of a picture goes, in pixels: bars in lanes, labels as near to their dates as they fit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from histbot.timeline.events.days import days_of, moment, opening, uncertain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from histbot.timeline.events.events import Event
    from histbot.timeline.events.scale import Scale

_WIDE = 28.0  # a stretch of time shorter than this is a dot
_TOUCHING = 0.5  # two bars that meet may share a lane, rounding aside
_INSET = 8.0  # how far within a bar or a fading end its line begins
_LANES = 12  # the most bars beside each other; further ones share the last lane


@dataclass(frozen=True, slots=True)
class Mark:
    """How an event's date is drawn."""

    top: float
    """Where its first day stands."""
    bottom: float
    """Where its last day ends."""
    anchor: float
    """Where the line to its caption begins."""
    kind: str
    """dot, extent (some moment of a longer time), interval (all of that time), before or after (open)."""
    doubtful: bool
    """Whether the date is about, perhaps, early, late …"""
    cut_before: bool = False
    """Whether it began before what the picture shows."""
    cut_after: bool = False
    """Whether it went on after what the picture shows."""
    lane: int = 0
    """Which lane a bar is in, from 0, the nearest to the axis."""

    @property
    def bar(self) -> bool:
        """Whether it is drawn as a bar, beside the axis."""
        return self.kind in ("extent", "interval")


def make_marks(events: Sequence[Event], scale: Scale) -> list[Mark]:
    """Draw every event's date to scale, bars that meet in lanes of their own, equal ones in one."""
    lanes: list[float] = []
    taken: dict[tuple[object, ...], int] = {}
    marks = []
    for event in events:
        mark = _mark(event, scale)
        if mark.bar:
            same = (mark.top, mark.bottom, mark.kind, mark.doubtful)
            if same not in taken:
                taken[same] = _lane(lanes, mark.top, mark.bottom)
            mark = replace(mark, lane=taken[same])
        marks.append(mark)
    return marks


def _mark(event: Event, scale: Scale) -> Mark:
    start, stop = days_of(event)
    top, bottom, anchor = scale.at(start), scale.at(stop), scale.at(moment(event))
    long = bottom - top >= _WIDE and event.date.precision != "day"
    kind = opening(event) or ("dot" if not long else "interval" if event.date.interval else "extent")
    inset = {"before": -_INSET, "after": _INSET, "interval": _INSET}.get(kind, 0)
    cut = start < scale.stretches[0].start, stop > scale.stretches[-1].stop
    return Mark(top, bottom, anchor + inset, kind, uncertain(event), *cut)


def _lane(lanes: list[float], top: float, bottom: float) -> int:
    """Take the first lane that is free from `top` on; `lanes` holds where each one's last bar ends."""
    lane = next((lane for lane, end in enumerate(lanes) if end <= top + _TOUCHING), len(lanes))
    if lane == len(lanes) < _LANES:
        lanes.append(bottom)
    lane = min(lane, _LANES - 1)
    lanes[lane] = max(lanes[lane], bottom)
    return lane


def spread(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Give tops for boxes that stand in order without overlapping, as near as they can to the wanted tops.

    Least squares under an order: isotonic regression by pooling adjacent violators, each box's top taken relative
    to where it would stand if all stood close together.
    """
    offsets = [0.0, *accumulate(heights)][: len(heights)]
    pools: list[tuple[float, int]] = []  # mean, size
    for want, offset in zip(wanted, offsets, strict=True):
        mean, size = want - offset, 1
        while pools and pools[-1][0] > mean:
            before, count = pools.pop()
            mean, size = (before * count + mean * size) / (count + size), count + size
        pools.append((mean, size))
    last = max(top, bottom - sum(heights))
    relative = [min(max(mean, top), last) for mean, size in pools for _ in range(size)]
    return [start + offset for start, offset in zip(relative, offsets, strict=True)]
