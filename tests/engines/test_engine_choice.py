"""Which engine is taken, what is said where it is not installed, and which is advised."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from histbot.engines import choice, suitable

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize("name", ["tantivy", "opensearch"])
def test_an_engine_that_is_not_installed_is_one_line_with_what_brings_it(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("HISTBOT_LIBRARY_ENGINE", name)
    monkeypatch.setattr(choice, "find_spec", lambda _: None)
    code, out, said = run("ask", "When was Prague freed?")
    assert (code, out) == (2, "")
    assert said == (
        f"histbot: library.engine: is {name!r}, which is not installed; bring it with: pip install 'histbot[{name}]'\n"
    )


def test_an_engine_that_there_is_none_of_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HISTBOT_LIBRARY_ENGINE", "lucene")
    code, _, said = run("check")
    assert code == 2
    assert said.startswith("histbot: HISTBOT_LIBRARY_ENGINE: is 'lucene'")
    assert len(said.splitlines()) == 1


def test_check_says_which_engine_is_in_use_and_which_suits(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "engine: embedded, which suits so many passages\n" in run("check")[1]
    pytest.importorskip("tantivy")
    monkeypatch.setenv("HISTBOT_LIBRARY_ENGINE", "tantivy")
    assert "engine: tantivy, on one machine embedded would suit so many passages\n" in run("check")[1]
    found = json.loads(run("check", "--json")[1])
    assert (found["engine"], found["suitable"]) == ("tantivy", "embedded")


@pytest.mark.parametrize(
    ("passages", "engine"),
    [(0, "embedded"), (300_000, "embedded"), (300_001, "tantivy"), (5_000_001, "opensearch")],
)
def test_the_engine_advised_goes_by_the_number_of_passages(passages: int, engine: str) -> None:
    assert suitable(passages) == engine
