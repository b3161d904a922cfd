"""Fill in what the words of a date leave out, from the narrative around it.

The usual way, taking the last year seen, lets one passing year hijack all that follows. Here every way of reading a
text is a path through its dates: a date is a step of the story or an aside, a month without a year lies in one of a
few years, and each step costs the more the further it jumps, backwards more than forwards. The cheapest path wins, so
that what comes later in the text counts as much as what came before. Only the best few paths are kept at each date.

Known limits: two stories told side by side ("meanwhile, a year earlier, in May …") are one story to it; what is
anchored on an event that has a date elsewhere stays undated.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from histbot.timeline.resolving import dated, stepped, turned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from histbot.timeline.dates import HistoricalDate
    from histbot.timeline.expressions import Mention

_KEPT = 10  # paths
_AHEAD = 3  # dates looked ahead for a year, where none has been seen


@dataclass(frozen=True, slots=True)
class Costs:
    """What the steps of a path cost; found by leaving one text out in turn (`benchmarks/timeline.py`)."""

    ahead: float = 1.0
    """A step forwards, times the logarithm of its months."""
    back: float = 1.3
    """A step backwards, times the logarithm of its months."""
    turn: float = 1.0
    """Going backwards at all."""
    section: float = 0.4
    """What a step costs across a heading, as a share."""
    skip_year: float = 2.2
    """Taking a bare year for an aside."""
    skip_date: float = 5.0
    """Taking a month or a day with its year for an aside."""
    skip_step: float = 1.5
    """Taking a step (`a year earlier`) for an aside."""
    bracket: float = 0.4
    """What an aside costs in brackets or a subordinate clause, as a share."""
    other: float = 3.0
    """Reading a number or a year of two figures in a way that is not the nearest."""


COSTS = Costs()


@dataclass(frozen=True, slots=True)
class Placed:
    """A mention, and where in the text it stands."""

    mention: Mention
    """The mention."""
    section: int
    """The number of its section."""
    heading: bool = False
    """Whether it stands in a heading, which only sets the scene."""


class _State(NamedTuple):
    """Where a path has come to."""

    now: HistoricalDate | None
    """Where the story stands."""
    last: HistoricalDate | None
    """The last date that was not said in passing: what a step is counted from."""

    @property
    def key(self) -> tuple[str, str]:
        """Tell states apart, by what is quick to hash."""
        return self.now.edtf if self.now else "", self.last.edtf if self.last else ""


class _Path(NamedTuple):
    cost: float
    value: HistoricalDate | None
    before: _Path | None


def resolve(placed: Sequence[Placed], costs: Costs = COSTS) -> list[HistoricalDate | None]:
    """Give the date of each mention; none where the narrative does not say it."""
    fixed = [dated(each.mention) if each.mention.explicit else None for each in placed]
    eras = {each.mention.before_christ for each in placed if each.mention.explicit}
    paths = [(_State(None, None), _Path(0.0, None, None))]
    section = 0
    for place, each in enumerate(placed):
        scale = costs.section if each.section != section else 1.0
        section = each.section
        coming = [date for date in fixed[place + 1 : place + 1 + _AHEAD] if date is not None]
        following: dict[tuple[str, str], tuple[_State, _Path]] = {}
        for state, path in paths:
            for value, cost, reached in _readings(each, fixed[place], state, coming, eras, scale, costs):
                total = path.cost + cost
                after = _after(reached, state, each.mention)
                known = following.get(after.key)
                if known is None or total < known[1].cost:
                    following[after.key] = after, _Path(total, value, path)
        paths = sorted(following.values(), key=lambda item: item[1].cost)[:_KEPT]
    return _values(paths[0][1], len(placed))


def _after(reached: _State, state: _State, mention: Mention) -> _State:
    """Keep the last date where one is said in passing and the story does not go there."""
    passing = mention.aside and reached.now != reached.last
    return _State(reached.now, state.last) if passing else reached


def _values(path: _Path, length: int) -> list[HistoricalDate | None]:
    values = []
    step: _Path | None = path
    while step is not None and len(values) < length:
        values.append(step.value)
        step = step.before
    return values[::-1]


Reading = tuple["HistoricalDate | None", float, _State]


def _readings(
    each: Placed,
    fixed: HistoricalDate | None,
    state: _State,
    coming: Sequence[HistoricalDate],
    eras: set[bool | None],
    scale: float,
    costs: Costs,
) -> Iterator[Reading]:
    """Give what a mention may mean where the narrative stands, what it costs, and where the narrative is then."""
    mention = each.mention
    if mention.explicit:
        if fixed is None:
            yield None, 0.0, state
            return
        yield fixed, _gap(state.now, fixed, costs) * scale, _State(_arrived(state.now, fixed), fixed)
        skip = costs.skip_year if mention.month is None and mention.season is None else costs.skip_date
        yield fixed, skip * (costs.bracket if mention.aside else 1.0), _State(state.now, fixed)
    elif mention.number is not None:
        yield from _open_numbers(mention, state, coming, eras, scale, costs)
    elif mention.shift is not None and mention.month is None and mention.season is None:
        value = _counted(stepped, mention, state)
        if value is None:
            yield None, 0.0, state
            return
        yield value, _gap(state.now, value, costs) * scale, _State(_arrived(state.now, value), value)
        yield value, costs.skip_step, _State(state.now, value)
    elif mention.shift is not None or mention.direction:
        value = _counted(turned, mention, state)
        yield value, 0.0, _State(value, value) if value else state
    else:
        yield from _open_years(mention, state, coming, scale, costs)


def _counted(
    count: Callable[[Mention, HistoricalDate | None], HistoricalDate | None], mention: Mention, state: _State
) -> HistoricalDate | None:
    """Count from the last date, or, if that is too coarse, from where the story stands."""
    return count(mention, state.last) or count(mention, state.now)


def _open_numbers(
    mention: Mention,
    state: _State,
    coming: Sequence[HistoricalDate],
    eras: set[bool | None],
    scale: float,
    costs: Costs,
) -> Iterator[Reading]:
    """Read `490`, which may be BC, and `'68`, which may be of any century."""
    near = state.now or (coming[0] if coming else None)
    for value in _numbers(mention, near, eras):
        cost = _gap(state.now or near, value, costs) * scale
        yield value, cost, _State(_arrived(state.now, value), value)
        yield value, costs.skip_year + costs.other, _State(state.now, value)
    if mention.short and near is None:
        yield None, 0.0, state


def _numbers(mention: Mention, near: HistoricalDate | None, eras: set[bool | None]) -> list[HistoricalDate]:
    if not mention.short:
        known = [era for era in (False, True) if era in eras] or [False]
        return [date for era in known if (date := dated(mention, before_christ=era))]
    if near is None:
        return []
    middle = _middle(near)
    century = int(middle // 100) * 100
    years = [century + step + (mention.number or 0) for step in (-100, 0, 100)]
    nearest = min(years, key=lambda year: (abs(year - middle), year))
    return [date for date in [dated(mention, year=nearest)] if date] if 1000 <= nearest <= 2030 else []  # noqa: PLR2004  # '68 is modern


def _open_years(
    mention: Mention, state: _State, coming: Sequence[HistoricalDate], scale: float, costs: Costs
) -> Iterator[Reading]:
    """Try a month, season or day in the years around the narrative, and in those that come."""
    if mention.day is not None and mention.month is None:
        value = _counted(turned, mention, state)
        yield value, 0.0, _State(value, value) if value else state
        return
    anchors = [date for date in (state.now, state.last) if date is not None]
    years = {year + step for date in anchors for year in _years_of(date) for step in (-1, 0, 1)}
    years |= {year + step for date in coming for year in _years_of(date) for step in (-1, 0)}
    if not years:
        yield None, 0.0, state
    for year in sorted(years):
        value = dated(mention, year=year)
        if value is not None:
            # Without a story so far, what comes decides.
            cost = _gap(state.now, value, costs) * scale if state.now else 0.0
            yield value, cost, _State(_arrived(state.now, value), value)
    if years and all(dated(mention, year=year) is None for year in years):
        yield None, 0.0, state


def _years_of(date: HistoricalDate) -> tuple[int, ...]:
    if date.precision in ("decade", "century", "interval"):
        return ()
    first, last = date.order
    return (first.year,) if first.year == last.year else (first.year, last.year)


def _arrived(now: HistoricalDate | None, date: HistoricalDate) -> HistoricalDate:
    """Give where the narrative stands behind `date`: a year that holds the present day moves it nowhere."""
    return now if now is not None and date.contains(now) else date


@lru_cache(maxsize=50_000)
def _months(date: HistoricalDate) -> tuple[float, float]:
    """Give the beginning and the end of a date in months."""
    first, last = date.order
    return first.year * 12 + first.month - 1 + first.day / 31, last.year * 12 + last.month - 1 + last.day / 31


def _middle(date: HistoricalDate) -> float:
    first, last = _months(date)
    return (first + last) / 24


def _gap(now: HistoricalDate | None, date: HistoricalDate, costs: Costs) -> float:
    """Say what it costs the narrative to go from `now` to `date`."""
    if now is None:
        return 0.0
    begin, end = _months(now)
    first, last = _months(date)
    if first > end:
        return costs.ahead * math.log1p(first - end)
    if last < begin:
        return costs.turn + costs.back * math.log1p(begin - last)
    return 0.0
