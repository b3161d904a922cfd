"""Fill in what the words of a date leave out, from the narrative around it.

The usual way, taking the last year seen, lets one passing year hijack all that follows. Here every way of reading a
text is a path through its dates: a date is a step of the story or an aside, a month without a year lies in one of a
few years, and each step costs the more the further it jumps, backwards more than forwards. The cheapest path wins, so
that what comes later in the text counts as much as what came before. Only the best few paths are kept at each date.

Known limits: two stories told side by side ("meanwhile, a year earlier, in May …") are one story to it; what is
anchored on an event that has a date elsewhere stays undated.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from histbot.timeline.dates.dates import HistoricalDate
from histbot.timeline.expressions.parts.vocabulary import LAST_YEAR
from histbot.timeline.reading.costs import Costs, middle, years_of
from histbot.timeline.reading.resolving import dated, stepped, turned

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from histbot.timeline.expressions import Mention

_KEPT = 6  # paths
_AHEAD = 3  # dates looked ahead for a year
_ANY = range(-100_000, LAST_YEAR + 1)
_SHORT_YEARS = range(1000, LAST_YEAR + 1)  # what '68 may be


@dataclass(frozen=True, slots=True)
class Placed:
    """A mention, and where in the text it stands."""

    mention: Mention
    """The mention."""
    section: int
    """The number of its section."""
    heading: bool = False
    """Whether it stands in a heading, which only sets the scene."""
    entry: bool = False
    """Whether it opens the entry of a list, which is where the story stands then."""
    until: Mention | None = None
    """Of a heading's range, where it ends: the scene is the whole."""
    ends: bool = False
    """Whether a range ends with it."""

    @property
    def fixed(self) -> HistoricalDate | None:
        """The date that its own words say, if they say one."""
        first = dated(self.mention) if self.mention.explicit else None
        last = dated(self.until) if self.until is not None and self.until.explicit else None
        if first is None or last is None or not first < last:
            return first
        return HistoricalDate.parse(f"{first.edtf}/{last.edtf}")


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

    def moved(self, date: HistoricalDate) -> _State:
        """Give where the story stands behind `date`: a year that holds the present day moves it nowhere."""
        return _State(self.now if self.now is not None and date.contains(self.now) else date, date)


class _Path(NamedTuple):
    """The cheapest way to a state, from behind."""

    cost: float
    value: HistoricalDate | None
    before: _Path | None


class _Reading(NamedTuple):
    """One way to read a mention."""

    value: HistoricalDate | None
    cost: float
    after: _State


@dataclass(frozen=True, slots=True)
class _Stop:
    """A mention on the way, and what there is to read it by."""

    mention: Mention
    """The mention."""
    entry: bool
    """Whether it opens the entry of a list."""
    fixed: HistoricalDate | None
    """The date that its own words say."""
    ends: bool
    """Whether it ends a range, where that counts as one stop."""
    coming: tuple[HistoricalDate, ...]
    """The dates that the words say next."""
    eras: frozenset[bool | None]
    """Whether the article has years AD (False), BC (True), or both."""
    scale: float
    """What a step costs here, as a share."""
    costs: Costs
    """What steps cost elsewhere."""

    def going(self, state: _State, date: HistoricalDate) -> _Reading:
        """Read it as the story's next date."""
        return _Reading(date, self.costs.gap(state.now, date) * self.scale, state.moved(date))

    def passing(self, state: _State, date: HistoricalDate, cost: float) -> _Reading:
        """Read it as an aside, which costs less where the words say that it is one."""
        share = self.costs.bracket if self.mention.aside and state.last is not None else 1.0
        return _Reading(date, cost * share, _State(state.now, date))


def resolve(placed: Sequence[Placed], costs: Costs | None = None) -> list[HistoricalDate | None]:
    """Give the date of each mention; none where the narrative does not say it."""
    paths = [(_State(None, None), _Path(0.0, None, None))]
    for stop in _stops(placed, costs or Costs()):
        following: dict[tuple[str, str], tuple[_State, _Path]] = {}
        for state, path in paths:
            for value, cost, reached in _readings(stop, state):
                after, total = _after(reached, state, stop.mention), path.cost + cost
                known = following.get(after.key)
                if known is None or total < known[1].cost:
                    following[after.key] = after, _Path(total, value, path)
        paths = sorted(following.values(), key=lambda item: item[1].cost)[:_KEPT]
    return _values(paths[0][1], len(placed))


def _stops(placed: Sequence[Placed], costs: Costs) -> Iterator[_Stop]:
    fixed = [each.fixed for each in placed]
    eras = frozenset(each.mention.before_christ for each in placed if each.mention.explicit)
    section = 0
    for place, each in enumerate(placed):
        scale = costs.section if each.section != section else 1.0
        section = each.section
        coming = tuple(date for date in fixed[place + 1 : place + 1 + _AHEAD] if date is not None)
        ends = each.ends and costs.whole_ranges
        yield _Stop(each.mention, each.entry, fixed[place], ends, coming, eras, scale, costs)


def _after(reached: _State, state: _State, mention: Mention) -> _State:
    """Keep the last date where one is said in passing and the story does not go there."""
    passing = mention.aside and reached.now != reached.last and state.last is not None
    return _State(reached.now, state.last) if passing else reached


def _values(path: _Path, length: int) -> list[HistoricalDate | None]:
    values: list[HistoricalDate | None] = []
    step: _Path | None = path
    while step is not None and len(values) < length:
        values.append(step.value)
        step = step.before
    return values[::-1]


def _readings(stop: _Stop, state: _State) -> Iterator[_Reading]:
    """Give what a mention may mean where the story stands; that it means nothing if there is no other way."""
    some = False
    for reading in _dated_readings(stop, state):
        some = True
        yield reading
    if not some:
        yield _Reading(None, stop.costs.undated, state)


def _dated_readings(stop: _Stop, state: _State) -> Iterator[_Reading]:
    mention = stop.mention
    if mention.explicit:
        yield from _explicit(stop, state)
    elif mention.number is not None:
        yield from _open_numbers(stop, state)
    elif mention.shift is not None and mention.month is None and mention.season is None:
        if value := _counted(stepped, mention, state):
            yield stop.going(state, value)
            yield stop.passing(state, value, stop.costs.skip_step)
    elif mention.shift is not None or mention.direction or (mention.month is None and mention.season is None):
        if value := _counted(turned, mention, state):
            yield _Reading(value, 0.0, _State(value, value))
    else:
        yield from _open_years(stop, state)


def _explicit(stop: _Stop, state: _State) -> Iterator[_Reading]:
    if stop.fixed is None:
        return
    if stop.entry:
        yield _Reading(stop.fixed, 0.0, _State(stop.fixed, stop.fixed))
        return
    if stop.ends:  # the story goes on where the range begins
        yield _Reading(stop.fixed, 0.0, _State(state.now, stop.fixed))
        return
    bare = stop.mention.month is None and stop.mention.season is None
    skip = stop.costs.skip_year if bare else stop.costs.skip_date
    yield stop.going(state, stop.fixed)
    yield stop.passing(state, stop.fixed, skip)


def _counted(
    count: Callable[[Mention, HistoricalDate | None], HistoricalDate | None], mention: Mention, state: _State
) -> HistoricalDate | None:
    """Count from the last date, or, if that is too coarse, from where the story stands."""
    return count(mention, state.last) or count(mention, state.now)


def _open_numbers(stop: _Stop, state: _State) -> Iterator[_Reading]:
    """Read `490`, which may be BC, and `'68`, which may be of any century."""
    near = state.now or (stop.coming[0] if stop.coming else None)
    for value in _short_years(stop.mention, near) if stop.mention.short else _either_era(stop):
        cost = stop.costs.gap(near, value) * stop.scale
        yield _Reading(value, cost, state.moved(value))
        yield stop.passing(state, value, stop.costs.skip_year + stop.costs.other)


def _either_era(stop: _Stop) -> Iterator[HistoricalDate]:
    shared = [True] if True in stop.eras else []
    for era in shared if stop.mention.shared_era else [era for era in (False, True) if era in stop.eras] or [False]:
        if date := dated(stop.mention, before_christ=era):
            yield date


def _short_years(mention: Mention, near: HistoricalDate | None) -> Iterator[HistoricalDate]:
    """Give the year nearest to the story that ends in the two figures, or the decade."""
    if near is None:
        return
    place = middle(near)
    years = [int(place // 100) * 100 + step + (mention.number or 0) for step in (-100, 0, 100)]
    nearest = min(years, key=lambda year: (abs(year - place), year))
    date = dated(mention, year=nearest) if nearest in _SHORT_YEARS else None
    if date:
        yield date


def _open_years(stop: _Stop, state: _State) -> Iterator[_Reading]:
    """Try a month, a season or a day in the years around the story, and in those that come."""
    reached = [date for date in (state.now, state.last) if date is not None]
    years = {year + step for date in reached for year in years_of(date) for step in (-1, 0, 1)}
    years |= {year + step for date in stop.coming for year in years_of(date) for step in (-1, 0)}
    usual = _usual_years(stop, state)
    for year in sorted(years):
        if value := dated(stop.mention, year=year):
            reading = stop.going(state, value)
            yield reading if year in usual else reading._replace(cost=reading.cost + stop.costs.unusual)


def _usual_years(stop: _Stop, state: _State) -> Collection[int]:
    """Give the years in which the last date, or the story's, holds the month or day; else its own and the next."""
    if not stop.costs.unusual or state.last is None:
        return _ANY
    return {year for date in {state.last, state.now or state.last} for year in _years_near(stop.mention, date)}


def _years_near(mention: Mention, date: HistoricalDate) -> Collection[int]:
    within = [year for year in years_of(date) if _lies_in(dated(mention, year=year), date)]
    if within:
        return within
    ahead = turned(mention._replace(direction=1), date)
    return {*years_of(date)} | ({ahead.order[1].year} if ahead is not None else set())


def _lies_in(date: HistoricalDate | None, whole: HistoricalDate) -> bool:
    return date is not None and whole.contains(date)
