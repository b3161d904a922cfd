"""Pictures, measured as they are drawn: no two texts touch, none leaves the sheet, no letter is missing."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from histbot.knowledge import Citation, Quote, Span
from histbot.timeline import Day, HistoricalDate
from histbot.timeline.chart import MOST, draw_chart
from histbot.timeline.chart.captions import count_of, sources_of
from histbot.timeline.chart.drawing import compose
from histbot.timeline.chart.landscape import compose_wide
from histbot.timeline.chart.layout import make_marks
from histbot.timeline.events.days import day_number, days_of, spans_of, spans_to_show
from histbot.timeline.events.events import Event
from histbot.timeline.events.scale import make_scale

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from histbot.timeline.chart.canvas import Canvas

    MakeEvent = Callable[..., Event]

SENTENCE = "After a siege of many months the old walls of the town fell, and whoever was left within them fled."


def sentence(date: str, text: str = SENTENCE) -> Event:
    span = Span(0, len(text))
    return Event(HistoricalDate(date), Quote("", Span(0, 0)), Quote(text, span),
                 Citation("a", "A", None, "a.md", 1, span, None, None))  # fmt: skip


KINDS = {
    "one event": ["1620-11-08"],
    "two events": ["1620-11-08", "1968-08-21"],
    "days": [f"1939-09-{day:02}" for day in (1, 3, 8, 9, 17, 17, 27)],
    "months": [f"1938-{month:02}" for month in range(1, 13)],
    "years": [str(year) for year in range(1918, 1938)],
    "one year": ["1938"] * 20,
    "centuries": ["09XX", "11XX", "12XX", "1348", "15XX~", "1618/1648", "17XX", "18XX", "1918"],
    "BC to AD": ["-0752~", "-0508", "-0263/-0240", "-0043-03-15", "0014-08-19", "00XX", "0117"],
    "millennia": ["Y-11999", "-2999", "-0043", "1492", "1969-07-20"],
    "outliers": ["1200", "1805-12-02", *(f"194{year}-{month:02}" for year in range(6) for month in (3, 5))],
    "bars": [f"{year}/{year + 7}" for year in range(1618, 1648)],
    "open": ["../1930", "1934", "1939-03/..", "1941/", "/1942"],
    "sixty": [f"{1900 + number}-06-{number % 28 + 1:02}" for number in range(60)],
}


def texts(canvas: Canvas) -> list[str]:
    return [each.text for each in canvas.written]


def assert_readable(canvas: Canvas) -> None:
    all_boxes = [each.box for each in canvas.written]
    assert [
        box for box in all_boxes if not (0 <= box[0] < box[2] <= canvas.width and 0 <= box[1] < box[3] <= canvas.height)
    ] == []
    for number, one in enumerate(all_boxes):
        for other in all_boxes[number + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] + 1 or other[3] <= one[1] + 1
            assert apart, (one, other)


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_overlaps_another_or_leaves_the_sheet(kind: str) -> None:
    assert_readable(compose([sentence(date) for date in KINDS[kind]], "Wars of the north"))


@settings(max_examples=8, deadline=None)  # a picture takes tenths of a second
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["-0043-03-15", "1620~", "193X", "18XX", "1944-21", "1944-09/1945-05", "1939-03/..", "1945-05-09"]
            ),
            st.text(max_size=300).map(lambda text: text + SENTENCE),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_any_text_can_be_drawn_without_a_warning(drawn: list[tuple[str, str]]) -> None:
    canvas = compose([sentence(*each) for each in drawn], drawn[0][1])
    canvas.png()
    assert all(each.box[0] >= 0 and each.box[2] <= canvas.width for each in canvas.written)


@pytest.mark.parametrize(
    "text",
    [
        "Октябрьская революция: большевики взяли власть в Петрограде.",
        "Η Ελληνική Επανάσταση του 1821 άρχισε στην Πελοπόννησο.",
        "הכרזת העצמאות של מדינת ישראל בתל אביב",
        "ثورة 23 يوليو في مصر بقيادة الضباط الأحرار",
    ],
)
def test_letters_that_dejavu_holds_are_drawn_as_they_are(text: str) -> None:
    drawn = " ".join(texts(compose([sentence("1945", text)], "A")))
    assert text in drawn


def test_what_no_font_holds_is_a_box() -> None:
    drawn = texts(compose([sentence("1945", "Linear A: \U00010600, a sign nobody reads.")], "A"))
    assert "Linear A: □, a sign nobody reads." in drawn


def test_formulas_are_no_markup() -> None:
    drawn = texts(compose([sentence("1945", "It cost $5 and $x^2$ in all, they say.")], "A"))
    assert "It cost $5 and $x^2$ in all, they say." in " ".join(drawn)


def test_a_conflict_and_doubles_are_said(make_event: MakeEvent) -> None:
    other = make_event("1620-11-18", title="White Mountain")
    event = make_event("1620-11-08", conflicts=(other,), sources=(other.citation,))
    drawn = texts(compose([event], "A"))
    assert "≠ 18 November 1620: White Mountain" in drawn
    assert "2 articles say so" in drawn


def test_the_articles_and_their_licences_are_named(make_event: MakeEvent) -> None:
    events = [make_event("1945", title=title) for title in ("One", "Two", "Three", "Four", "Five", "Six")]
    drawn = " ".join(texts(compose(events, "A")))
    assert "From One (CC BY-SA 4.0); Two (CC BY-SA 4.0);" in drawn
    assert "; and 3 more articles · histbot" in drawn


def test_captions_stand_in_the_order_of_their_dates() -> None:
    dates = ["1939-03-15", "1938", "1945-05-09", "1944-09/1945-05", "193X", "../1930"]
    canvas = compose([sentence(date) for date in dates], "A")
    heights = {each.text: each.box[1] for each in canvas.written}
    expected = ["before 1930", "the 1930s", "1938", "15 March 1939", "September 1944 – May 1945", "9 May 1945"]
    assert sorted(expected, key=heights.__getitem__) == expected


def test_a_century_does_not_crowd_what_is_better_known() -> None:
    dates = ["18XX", "1854", *(f"1870-{month:02}-08" for month in range(1, 13)), "1869-12-08", "1868-06-29"]
    events = [sentence(date) for date in dates]
    scale = make_scale([span for event in events for span in spans_of(event)], 0, 1000)
    first, last = (day_number(Day(year, 1, 1)) for year in (1868, 1871))
    assert scale.at(last) - scale.at(first) > 150


def test_too_many_events_are_cut_and_said_so() -> None:
    canvas = compose([sentence(str(1900 + number)) for number in range(MOST + 5)], "A")
    shown = sum(text.startswith("19") and len(text) == 4 for text in texts(canvas) if text.isdecimal())
    assert canvas.height <= 2400
    assert any(text.endswith("more") and text[0].isdecimal() for text in texts(canvas))
    assert shown


def test_the_most_important_are_drawn_where_not_all_fit() -> None:
    events = [sentence(str(1900 + number)) for number in range(MOST)]
    drawn = texts(compose([events[-1], *events[:-1]], "A", total=100))
    assert str(1900 + MOST - 1) in drawn


def test_a_bar_far_longer_than_the_rest_is_cut_off_with_an_arrow() -> None:
    events = [sentence(date) for date in ("1000/1950", "1940", "1941", "1942", "1943", "1944")]
    drawn = compose(events, "A")
    assert "goes on beyond the picture" in texts(drawn)
    marks = make_marks(events, make_scale(spans_to_show(events), 0, 1000))
    assert [(mark.cut_before, mark.cut_after) for mark in marks[:2]] == [(True, True), (False, False)]


def test_a_wide_picture_holds_a_dozen_without_touching() -> None:
    canvas = compose_wide([sentence(str(1900 + number)) for number in range(20)], "A", total=30)
    assert (canvas.width, canvas.height) == (1200, 860)
    assert "12 events and 18 more" in texts(canvas)
    assert_readable(canvas)


@pytest.mark.parametrize(("dark", "paper"), [(False, (255, 255, 255)), (True, (30, 31, 34))])
def test_a_picture_is_a_png_in_its_colours(*, dark: bool, paper: tuple[int, ...]) -> None:
    data = draw_chart([sentence("1945-05-09")], "A", dark=dark)
    corner = Image.open(io.BytesIO(data)).convert("RGB").getpixel((2, 2))
    assert isinstance(corner, tuple)
    assert max(abs(one - other) for one, other in zip(corner, paper, strict=True)) <= 4


def test_threads_draw_at_once() -> None:
    events: Sequence[Event] = [sentence(date) for date in KINDS["months"]]
    with ThreadPoolExecutor(3) as pool:
        drawn = list(pool.map(lambda _: draw_chart(events, "A"), range(3)))
    assert drawn[0] == drawn[1] == drawn[2]


def test_no_event_is_no_picture() -> None:
    with pytest.raises(ValueError, match="needs an event"):
        draw_chart([], "A")


def test_a_bar_takes_a_lane_of_its_own() -> None:
    events = [sentence(date) for date in KINDS["bars"][:8]]
    marks = make_marks(events, make_scale([days_of(event) for event in events], 0, 2000))
    for lane in {mark.lane for mark in marks}:
        row = [mark for mark in marks if mark.lane == lane]
        assert all(one.bottom <= other.top + 0.5 for one, other in pairwise(row))


@pytest.mark.parametrize(
    ("language", "count", "source"),
    [("en", "2 events and 3 more", "From Siege"), ("cs", "událostí: 2, dalších: 3", "Z článků Siege"),
     ("ru", "событий: 2, ещё: 3", "Из статей Siege"), ("xx", "2 events and 3 more", "From Siege")],
)  # fmt: skip
def test_what_stands_beside_the_events_is_said_in_the_language(
    make_event: MakeEvent, language: str, count: str, source: str
) -> None:
    assert count_of(2, 5, language) == count
    assert sources_of([make_event("1945")], language).startswith(source)
