"""An answer in a terminal: wrapped words keep their styles."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from histbot.cli.output.render import show_answer

if TYPE_CHECKING:
    import pytest

    from histbot.historian import Historian

YELLOW = "\x1b[33m"


def shown(historian: Historian, capsys: pytest.CaptureFixture[str]) -> str:
    show_answer(historian.ask("When was the Treaty of Alliance signed?"), historian.knowledge)
    return capsys.readouterr().out


def test_a_terminal_gets_colours_and_its_width(
    historian: Historian, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.delenv("NO_COLOR", raising=False)
    out = shown(historian, capsys)
    assert YELLOW in out
    passage = re.sub(r"\x1b\[\d+m", "", out).split("\n\n")[0]
    assert max(map(len, passage.splitlines())) <= 40


def test_no_color_is_kept_to(
    historian: Historian, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in shown(historian, capsys)
