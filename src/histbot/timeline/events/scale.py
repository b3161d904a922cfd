"""Time to a place: a scale from days to millennia, with long empty stretches left out and marked ticks."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, product
from typing import TYPE_CHECKING

from histbot.timeline.dates.dates import Day, month_length
from histbot.timeline.dates.languages import spoken
from histbot.timeline.events.days import day_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from histbot.timeline.dates.languages import Language

_YEAR = 365.2425  # days, on average
_MONTH = _YEAR / 12
_EMPTY = 0.33  # an empty stretch of more than this share of what is shown is left out
_BREAKS = 8  # the most stretches left out
_BREAK_HEIGHT = 64.0  # pixels that a stretch left out takes
_TICK_ROOM = 120.0  # pixels between two ticks, at least
_YEAR_STEPS = tuple(digit * 10**power for power in range(8) for digit in (1, 2, 5))
_ABBREVIATED = 1000  # below this year an era is named


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time that is drawn to scale."""

    start: float
    """Its first day's number."""
    stop: float
    """The number of the day behind its last."""
    top: float
    """The height at which it begins, in pixels from above."""
    bottom: float
    """The height at which it ends."""

    def at(self, number: float) -> float:
        """Give the height of a day of the stretch."""
        return self.top + (number - self.start) / (self.stop - self.start) * (self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class Scale:
    """Stretches of time from above to below; between two of them something is left out."""

    stretches: tuple[Stretch, ...]
    """The stretches, the earliest first."""

    def at(self, number: float) -> float:
        """Give the height of a day; what is left out lies where the next stretch begins."""
        for stretch in self.stretches:
            if number <= stretch.stop:
                return stretch.at(max(number, stretch.start))
        return self.stretches[-1].bottom

    @property
    def breaks(self) -> tuple[tuple[float, float], ...]:
        """The heights between which something is left out."""
        return tuple((one.bottom, other.top) for one, other in pairwise(self.stretches))

    @property
    def density(self) -> float:
        """Pixels a day."""
        first = self.stretches[0]
        return (first.bottom - first.top) / (first.stop - first.start)


def make_scale(spans: Sequence[tuple[float, float]], top: float, bottom: float) -> Scale:
    """Fit spans of day numbers between two heights; what is shown is to the same scale everywhere."""
    covered = _without_empty_stretches(sorted(spans))
    margin = max(0.03 * sum(stop - start for start, stop in covered), 0.5)
    covered[0] = (covered[0][0] - margin, covered[0][1])
    covered[-1] = (covered[-1][0], covered[-1][1] + margin)
    room = bottom - top - _BREAK_HEIGHT * (len(covered) - 1)
    density = room / sum(stop - start for start, stop in covered)
    stretches, height = [], top
    for start, stop in covered:
        stretches.append(Stretch(start, stop, height, height + (stop - start) * density))
        height = stretches[-1].bottom + _BREAK_HEIGHT
    return Scale(tuple(stretches))


def _without_empty_stretches(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Cut the whole time where it is empty for long: a few outliers must not crowd the rest."""
    merged = _merged(spans)
    gaps = sorted(pairwise(merged), key=lambda gap: gap[0][1] - gap[1][0])
    shown = merged[-1][1] - merged[0][0]
    cuts = set()
    for before, after in gaps[: min(_BREAKS, len(set(spans)) // 4)]:
        empty = after[0] - before[1]
        if empty < _EMPTY * shown:
            break
        cuts.add(after[0])
        shown -= empty
    starts = [merged[0][0], *sorted(cuts)]
    stops = [*(max(stop for _, stop in merged if stop <= cut) for cut in sorted(cuts)), merged[-1][1]]
    return list(zip(starts, stops, strict=True))


def _merged(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for start, stop in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
        else:
            merged.append((start, stop))
    return merged


def ticks(scale: Scale, language: str) -> Iterator[tuple[float, str]]:
    """Give heights and what to write there: days, months or years, as far apart as their words need."""
    tongue = spoken(language)
    days = _TICK_ROOM / scale.density
    for stretch in scale.stretches:
        marks = _year_marks(stretch, days / _YEAR, tongue) if days > _YEAR / 2 else _short_marks(stretch, days, tongue)
        for day, words in marks:
            if stretch.start <= day_number(day) <= stretch.stop:
                yield stretch.at(day_number(day)), words


def _year_marks(stretch: Stretch, room: float, tongue: Language) -> Iterator[tuple[Day, str]]:
    step = next(step for step in _YEAR_STEPS if step >= room)
    first, last = (int(number // _YEAR) for number in (stretch.start, stretch.stop))
    for year in range(first - 1 - (first - 1) % step, last + 2 + step, step):
        if year > 0:
            yield Day(year, 1, 1), f"{year}{tongue.eras[1] if year < _ABBREVIATED else ''}"
        elif year < 0:  # round years BC: 500 BC is -499
            yield Day(year + 1, 1, 1), f"{-year}{tongue.eras[0]}"
        else:
            yield Day(1, 1, 1), f"1{tongue.eras[1]}"


def _short_marks(stretch: Stretch, room: float, tongue: Language) -> Iterator[tuple[Day, str]]:
    """Give months, or days of them where there is room; a year's first mark names the year."""
    names = [month.split("|")[0][:3] for month in tongue.months]
    months = next((step for step in (1, 2, 3, 6) if step * _MONTH >= room), 6)
    days = next((step for step in (1, 2, 5, 10) if step >= room), 0)
    first, last = (int(number // _YEAR) for number in (stretch.start, stretch.stop))
    for year, month in product(range(first - 1, last + 2), range(0, 12, 1 if days else months)):
        yield Day(year, month + 1, 1), _year(year, tongue) if month == 0 else names[month]
        for day in range(1 + days, 30 - days // 2, days) if days else ():
            if day <= month_length(year, month + 1):
                yield Day(year, month + 1, day), f"{day} {names[month]}"


def _year(year: int, tongue: Language) -> str:
    return f"{1 - year}{tongue.eras[0]}" if year <= 0 else str(year)
