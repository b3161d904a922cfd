"""The line editor of the chat: a history that lasts, and what the Tab key offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import platformdirs
import pytest

from histbot.cli.questions.prompting import (
    completer,
    forget_history,
    history,
    history_file,
    offers,
    prompt,
    read_history,
)

if TYPE_CHECKING:
    from pathlib import Path

    from histbot.historian import Historian

SLUG, TITLE = "czechoslovakia-soviet-union-relations", "Czechoslovakia–Soviet Union relations"


def test_lines_last_from_chat_to_chat_and_the_oldest_go(tmp_path: Path) -> None:
    file = tmp_path / "state" / "history"
    kept = history(file)
    for number in range(1005):
        kept.store_string(f"question\n{number}")
    assert list(history(file).load_history_strings())[:2] == ["question 1004", "question 1003"]
    assert len(read_history(file)) == 1000
    assert file.stat().st_mode & 0o077 == 0 or file.drive


def test_a_history_that_cant_be_kept_ends_no_chat(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    history(tmp_path / "file" / "history").store_string("question")
    (tmp_path / "odd").write_bytes(b"\xff\xfe")
    assert read_history(tmp_path / "odd") == []


def test_forgetting_deletes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platformdirs, "user_state_dir", lambda *_, **__: str(tmp_path))
    history(history_file()).store_string("question")
    assert history_file().exists()
    forget_history()
    forget_history()
    assert not history_file().exists()


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("/a", [("/ask", "/a"), ("/articles", "/a")]),
        ("/only soviet", [(SLUG, "soviet")]),
        ("Tell me about czechoslovakia–soviet un", [(TITLE, "czechoslovakia–soviet un")]),
        ("/timeline Czech", [(TITLE, "Czech")]),
        ("When was Cz", []),
        ("When was Prague", []),
        ("", []),
    ],
)
def test_commands_slugs_and_titles_are_offered(historian: Historian, line: str, offered: list[tuple[str, str]]) -> None:
    found = offers(line, ["/ask", "/articles", "/only"], historian)
    assert [each[:2] for each in found] == offered


def test_an_offer_takes_the_place_of_what_was_typed(historian: Historian) -> None:
    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document

    (found,) = completer([], historian).get_completions(Document("/only sov"), CompleteEvent())
    assert (found.text, found.start_position) == (SLUG, -3)


def test_a_pipe_is_read_plainly(historian: Historian) -> None:
    assert prompt([], historian) is input
