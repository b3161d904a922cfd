"""Colours where they are wanted, and lines as wide as the terminal."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from histbot.cli.output.terminal import coloured, moving

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., tuple[int, str, str]]

ASKED = "When was the Treaty of Alliance signed?"


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("given", "terminal", "pipe"),
    [
        ({}, True, False),
        ({"NO_COLOR": "1"}, False, False),
        ({"NO_COLOR": ""}, True, False),
        ({"FORCE_COLOR": "1"}, True, True),
        ({"FORCE_COLOR": ""}, True, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
        ({"TERM": "dumb"}, False, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True, True),
    ],
)
def test_colours_are_shown_where_they_are_wanted(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], *, terminal: bool, pipe: bool
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert (coloured(_Terminal()), coloured(io.StringIO())) == (terminal, pipe)
    assert moving(_Terminal()) == ("TERM" not in given)


@pytest.mark.parametrize(("name", "shown"), [("FORCE_COLOR", True), ("NO_COLOR", False)])
def test_colours_reach_a_pipe_if_they_are_forced(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str, *, shown: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv(name, "1")
    assert ("\x1b[" in run("ask", ASKED)[1]) == shown


@pytest.mark.parametrize(
    "command",
    [
        ("ask", ASKED),
        ("ask", "Who commanded the fleet at Vladivostok?"),
        ("timeline",),
        ("onthisday", "9 May"),
        ("-h",),
    ],
)
def test_nothing_is_wider_than_a_narrow_terminal_but_what_has_no_blanks(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    _, out, _ = run(*command)
    assert out
    assert [line for line in out.splitlines() if len(line) > 40 and " " in line.strip(" (—")] == []
