"""What an article, a file's name or a question may not do: give orders to a terminal, a spreadsheet or a log."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest

from histbot.cli import main
from histbot.storage import open_store

if TYPE_CHECKING:
    from pathlib import Path

_OBEYED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_TEXT = """\
---
title: "Siege \\e[31mof\\a Tarn\\u202e"
license: "CC0\\e[0m"
url: "https://example.org/\\e]8;;x"
tilte: "\\e[31m"
---
# Head\x1b[31m

The siege of \x1b[31mTarn\x1b]0;title\x07 began on 3 May 1432\x9b31m. The town \u202efell on 4 June 1433.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    (made / "a.md").write_text(_TEXT, encoding="utf-8")
    if sys.platform != "win32":
        for name in ("b\x1b[31m\x07.md", "c\x1b[31m.bin"):
            (made / name).write_text(_TEXT, encoding="utf-8")
    return made


@pytest.mark.parametrize(
    "command",
    [
        ("ask", "When did the siege of Tarn\x1b[31m begin?", "--why"),
        ("ask", "What is \x1b]0;q\x07zzz?"),
        ("ask", "--article", "x\x1b[31m", "who?"),
        ("articles",),
        ("check",),
        ("timeline",),
        ("timeline", "--csv", "out.csv"),
        ("unanswered",),
        ("unanswered", "--csv"),
    ],
)
def test_no_order_comes_through(
    command: tuple[str, ...], folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder.parent)
    monkeypatch.setenv("HISTBOT_STORAGE_PATH", str(folder.parent))
    store = open_store(folder.parent)
    store.miss(1, "When\x1b[31m?", "The siege", "a.md:9")
    store.dislike(1, "When\x1b[31m?")
    store.add_reason(1, "When\x1b[31m?", "no\x07")
    store.close()
    monkeypatch.setattr(sys, "argv", ["histbot", "--knowledge", str(folder), *command])
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    with pytest.raises(SystemExit):
        main()
    out, err = capsys.readouterr()
    made = folder.parent / "out.csv"
    written = made.read_text(encoding="utf-8") if made.exists() else ""
    assert out + err + written
    assert _OBEYED.findall(out + err + written) == []
