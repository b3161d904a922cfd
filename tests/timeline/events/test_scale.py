"""Days to heights."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from histbot.timeline import Day
from histbot.timeline.events.days import day_number
from histbot.timeline.events.scale import make_scale, ticks


@given(st.dates())
def test_days_are_counted_as_python_counts_them(date: dt.date) -> None:
    start = dt.date(1970, 1, 1)
    assert day_number(Day(date.year, date.month, date.day)) - day_number(Day(1970, 1, 1)) == (date - start).days


def test_a_year_bc_follows_the_one_before() -> None:
    assert day_number(Day(-43, 1, 1)) - day_number(Day(-44, 12, 31)) == 1
    assert day_number(Day(1, 1, 1)) - day_number(Day(0, 12, 31)) == 1


spans = st.lists(
    st.tuples(st.integers(-4_000_000, 740_000), st.integers(1, 40_000)).map(lambda s: (s[0], s[0] + s[1])),
    min_size=1,
    max_size=20,
)


@given(spans)
def test_later_is_never_higher(spans: list[tuple[float, float]]) -> None:
    scale = make_scale(spans, 100, 1100)
    heights = [scale.at(number) for number in sorted(number for span in spans for number in span)]
    assert heights == sorted(heights)
    assert heights[0] >= 100
    assert heights[-1] <= 1100 + 1e-6
    for height, _ in ticks(scale, "en"):
        assert 100 <= height <= 1100 + 1e-6


def test_an_outlier_does_not_crowd_the_rest() -> None:
    years = [1200, *range(1930, 1946)]
    scale = make_scale([(day_number(Day(year, 1, 1)), day_number(Day(year, 12, 31))) for year in years], 0, 1000)
    assert len(scale.breaks) == 1
    assert scale.at(day_number(Day(1945, 1, 1))) - scale.at(day_number(Day(1930, 1, 1))) > 700


@pytest.mark.parametrize(
    ("first", "last", "some"),
    [
        (Day(1939, 9, 1), Day(1939, 9, 9), ["3 Sep", "5 Sep"]),
        (Day(1938, 1, 1), Day(1939, 12, 31), ["1938", "Jul", "1939"]),
        (Day(1918, 1, 1), Day(1948, 1, 1), ["1920", "1930", "1940"]),
        (Day(-499, 1, 1), Day(500, 1, 1), ["400 BC", "200 BC", "1 AD", "200 AD"]),
        (Day(-9999, 1, 1), Day(2000, 1, 1), ["8000 BC", "4000 BC", "1 AD"]),
    ],
)
def test_ticks_are_round(first: Day, last: Day, some: list[str]) -> None:
    scale = make_scale([(day_number(first), day_number(last))], 0, 1000)
    written = [words for _, words in ticks(scale, "en")]
    assert set(some) <= set(written)
    assert 3 <= len(written) <= 11
