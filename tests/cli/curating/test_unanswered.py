"""What the bot stored, on the command line."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from histbot.cli import main
from histbot.storage import FILE, open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int | str | None, str, str]]:
    """Give a function that runs `histbot unanswered` over a folder of the test's own."""
    monkeypatch.setenv("HISTBOT_STORAGE_PATH", str(tmp_path))

    def go(*given: str) -> tuple[int | str | None, str, str]:
        monkeypatch.setattr(sys, "argv", ["histbot", "unanswered", *given])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return ended.value.code, out, err

    return go


@pytest.fixture
def stored(tmp_path: Path) -> None:
    """Store some questions, as the bot does."""
    store = open_store(tmp_path)
    for server, question in ((1, "rare?"), (1, "often?"), (1, "Often"), (2, "elsewhere?")):
        store.miss(server, question, "The nearest passage", "a.md:3")
    store.dislike(1, "rare?")
    store.dislike(1, "rare?")
    store.add_reason(1, "rare?", "wrong year")
    store.close()


@pytest.mark.usefixtures("stored")
def test_the_most_asked_comes_first(run: Callable[..., tuple[int, str, str]]) -> None:
    code, out, _ = run()
    assert code == 0
    assert [line for line in out.splitlines() if not line.startswith(" ")] == [
        "1 in vain, 2 thumbs down: rare?",
        "2 in vain, 0 thumbs down: often?",
        "1 in vain, 0 thumbs down: elsewhere?",
    ]
    assert "    nearest: The nearest passage (a.md:3)\n    said: wrong year\n" in out


@pytest.mark.usefixtures("stored")
def test_a_server_and_a_limit_can_be_named(run: Callable[..., tuple[int, str, str]]) -> None:
    assert [each["question"] for each in json.loads(run("--json", "--server", "2")[1])] == ["elsewhere?"]
    assert [each["question"] for each in json.loads(run("--json", "--limit", "1")[1])] == ["rare?"]


@pytest.mark.usefixtures("stored")
def test_a_spreadsheet_can_read_it(run: Callable[..., tuple[int, str, str]]) -> None:
    lines = run("--csv")[1].splitlines()
    assert lines[0] == "question,missed,disliked,nearest,place,last_day,reasons,server,done"
    assert lines[1].startswith("rare?,1,2,The nearest passage,a.md:3,")


def test_looking_makes_no_file(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    assert run() == (1, "", "nothing was asked in vain\n")
    assert list(tmp_path.iterdir()) == []


def test_a_broken_file_is_named_in_one_line(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database" * 200)
    code, _, err = run()
    assert code == 2
    assert err.count("\n") == 1
    assert FILE in err


def test_what_was_asked_in_vain_is_put_to_the_articles_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HISTBOT_STORAGE_PATH", str(tmp_path))

    def evaluate(*given: str) -> tuple[int | str | None, str]:
        monkeypatch.setattr(sys, "argv", ["histbot", "evaluate", *given])
        with pytest.raises(SystemExit) as ended:
            main()
        return ended.value.code, capsys.readouterr().out

    assert evaluate("--from-unanswered") == (1, "answered now: 0 of 0\n")
    store = open_store(tmp_path)
    for question in (
        "When was the Treaty of Alliance signed?",
        "Who built the metro?",
        "Who was freed? ⟵ Where is Brno?",
    ):
        store.miss(1, question)
    store.mark(1, ["Who was freed? ⟵ Where is Brno?"], done=True)
    store.close()
    code, out = evaluate("--from-unanswered")
    assert code == 0
    assert "answered now: When was the Treaty of Alliance signed?\n    On May 16, 1935" in out
    assert "not answered (asked 1 time): Who built the metro?" in out
    assert out.endswith("answered now: 1 of 2\n")
    code, out = evaluate("--from-unanswered", "--json")
    assert sorted(row["answered"] for row in json.loads(out)) == [False, True]
    assert evaluate()[0] == 2
