"""Days as numbers: where an event stands in time, for pictures and pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from histbot.timeline.dates.dates import Day
    from histbot.timeline.events.events import Event


_LONG = 1.5  # times the time in which the others lie: a longer bar is cut off
_FEW = 4  # events that tell what the others are
_MARGIN = 0.08  # of that time, by which a cut bar reaches beyond it


_PARTS = ("early", "mid", "late")


def day_number(day: Day) -> int:
    """Count days in the Gregorian calendar from 1 March of year 0 on (Howard Hinnant's days_from_civil)."""
    year = day.year - (day.month <= 2)  # noqa: PLR2004  # the year begins in March: February is its end
    era, of_era = divmod(year, 400)
    of_year = (153 * (day.month + (-3 if day.month > 2 else 9)) + 2) // 5 + day.day - 1  # noqa: PLR2004
    return era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year


def days_of(event: Event) -> tuple[float, float]:
    """Give the first day's number and the one behind the last; of an open date, those of its known end.

    Of an early, a middle or a late part, those of that third: `late 1943` begins in September.
    """
    ends = [end for end in (event.date.begin, event.date.end) if end]
    start, stop = day_number(ends[0].earliest), day_number(ends[-1].latest) + 1
    if event.qualifier not in _PARTS or event.date.precision == "day":
        return start, stop
    third, part = (stop - start) / 3, _PARTS.index(event.qualifier)
    return start + part * third, start + (part + 1) * third


def spans_of(event: Event) -> list[tuple[float, float]]:
    """Give the days that a scale must have room for.

    Of a decade or century in which something happened once, these are its ends and its middle: it must not crowd
    what is better known.
    """
    start, stop = days_of(event)
    if event.date.precision not in ("decade", "century"):
        return [(start, stop)]
    middle = (start + stop) / 2
    return [(start, start + 1), (middle, middle + 1), (stop - 1, stop)]


def spans_to_show(events: Sequence[Event]) -> list[tuple[float, float]]:
    """Give the days that a scale of these events must have room for.

    A bar far longer than the time in which the others lie counts only as far as they reach: it is drawn cut off.
    """
    long = [event.date.interval and _length(event) > _LONG * _reach(events, event) for event in events]
    kept = [span for event, is_long in zip(events, long, strict=True) if not is_long for span in spans_of(event)]
    if len(set(kept)) < _FEW or not any(long):
        return [span for event in events for span in spans_of(event)]
    first, last = min(start for start, _ in kept), max(stop for _, stop in kept)
    margin = (last - first) * _MARGIN
    cut = [days_of(event) for event, is_long in zip(events, long, strict=True) if is_long]
    return kept + [(max(start, first - margin), min(stop, last + margin)) for start, stop in cut]


def _length(event: Event) -> float:
    start, stop = days_of(event)
    return stop - start


def _reach(events: Sequence[Event], but: Event) -> float:
    """Give the time between the moments of most other events: a tenth at either end does not count."""
    moments = sorted(moment(event) for event in events if event is not but)
    off = len(moments) // 10
    return max(moments[-1 - off] - moments[off], 1.0) if len(moments) >= _FEW else float("inf")


def opening(event: Event) -> str:
    """Tell whether an event lies somewhere before or after its date, or neither."""
    if event.date.begin is None or event.qualifier in ("before", "until", "by"):
        return "before"
    return "after" if event.date.end is None or event.qualifier in ("after", "since") else ""


def uncertain(event: Event) -> bool:
    """Tell whether an event's date is about, perhaps, early, late or the like."""
    return event.date.doubtful or event.qualifier in ("early", "mid", "late", "by")


def moment(event: Event) -> float:
    """Give the day that the line from a date to its caption begins at, and captions are sorted by."""
    start, stop = days_of(event)
    open_to = opening(event)
    if open_to or event.date.interval:
        return stop if open_to == "after" else start
    return (start + stop) / 2
