"""Dates as people type them, and the stretch of time between two."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from histbot.errors import InputError, NoDateError
from histbot.timeline import Between, read_date, read_day
from histbot.timeline.dates.words import day_in_words

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("1938", "1938"),
        ("79", "0079"),
        ("March 1939", "1939-03"),
        ("march 1939", "1939-03"),
        ("16 May 1935", "1935-05-16"),
        ("May 16, 1935", "1935-05-16"),
        ("  16   may  1935 ", "1935-05-16"),
        ("1930s", "193X"),
        ("the 1930s", "193X"),
        ("19th century", "18XX"),
        ("44 BC", "-0043"),
        ("44 bc", "-0043"),
        ("spring 1944", "1944-21"),
        ("1945-05-09", "1945-05-09"),
        ("1944-09/1945-05", "1944-09/1945-05"),
    ],
)
def test_a_date_is_read_as_people_type_it(typed: str, edtf: str) -> None:
    assert read_date(typed).edtf == edtf


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("yesterday", "is no date"),
        ("31 February 1940", "no such day"),
        ("May 45", "is no date"),
        ("9 May", "lacks its year"),
        ("1938 or 1939", "is no date"),
        ("", "is no date"),
        ("0", "is no date"),
        ("x" * 500, "is no date"),
    ],
)
def test_what_is_no_date_is_answered_with_examples(typed: str, said: str) -> None:
    with pytest.raises(InputError, match=f"{said}.*16 May 1935") as raised:
        read_date(typed)
    assert len(str(raised.value)) < 250


@given(st.text(max_size=60))
def test_nothing_typed_raises_anything_else(typed: str) -> None:
    for read in (read_date, read_day):
        with contextlib.suppress(InputError):
            read(typed)


@pytest.mark.parametrize(
    "typed", ["9 May", "May 9", "9 may", "05-09", "--05-09", "9th of May", "9 May 1945", "1945-05-09"]
)
def test_a_day_of_the_year_is_read_with_or_without_a_year(typed: str) -> None:
    assert read_day(typed) == (5, 9)


def test_a_leap_day_is_a_day_of_the_year() -> None:
    assert day_in_words(*read_day("29 Feb")) == "29 February"


@pytest.mark.parametrize("typed", ["31 April", "30 Feb", "May", "1945", "13-13", "9 Smarch"])
def test_what_is_no_day_of_the_year_is_answered_with_examples(typed: str) -> None:
    with pytest.raises(InputError, match="9 May"):
        read_day(typed)


def test_dates_the_wrong_way_round_are_swapped_and_said() -> None:
    between = Between.read("1945", "1938")
    assert (str(between), between.swapped) == ("between 1938 and 1945", True)


def test_a_stretch_of_time_holds_what_may_lie_within() -> None:
    between = Between.read("May 1940", None)
    dates = [read_date(each) for each in ("1939", "1940", "April 1940", "9 May 1940", "1940s", "44 BC")]
    assert [between.holds(date) for date in dates] == [False, True, False, True, True, False]


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("9. května 1945", "1945-05-09"),
        ("březen 1939", "1939-03"),
        ("8 мая 1945", "1945-05-08"),
        ("im Mai 1945", "1945-05"),
        ("le 14 juillet 1789", "1789-07-14"),
        ("30. léta 20. století", "193X"),
        ("44 př. n. l.", "-0043"),
        ("lato 1944", "1944-22"),
        ("XIX вік", "18XX"),
        ("9.5.1945", "1945-05-09"),
    ],
)
def test_a_date_is_read_in_the_languages_of_those_who_type_it(typed: str, edtf: str) -> None:
    assert read_date(typed).edtf == edtf


@pytest.mark.parametrize(
    "typed", ["9. května", "9.5.", "9. 5.", "9 мая", "am 9. Mai", "le 9 mai", "9 maja", "9. mája 1945"]
)
def test_a_day_is_read_in_the_languages_of_those_who_type_it(typed: str) -> None:
    assert read_day(typed) == (5, 9)


@pytest.mark.parametrize(
    ("read", "typed", "kind"),
    [
        (read_date, "léta páně", "no_date"),
        (read_date, "9. května", "no_year"),
        (read_date, "31 February 1900", "no_such_day"),
        (read_day, "5. foo", "no_day"),
        (read_day, "31 лютого", "no_such_day"),
    ],
)
def test_what_is_wrong_with_a_date_can_be_said_in_any_language(
    read: Callable[[str], object], typed: str, kind: str
) -> None:
    with pytest.raises(NoDateError) as raised:
        read(typed)
    assert (raised.value.wrong, raised.value.typed) == (kind, typed)
