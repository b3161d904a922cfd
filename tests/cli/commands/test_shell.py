"""What a shell completes, and the manual page: both made from the commands."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from histbot.cli.app import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_is_printed_for_each_shell(run: Run, shell: str) -> None:
    code, out, _ = run("completion", shell)
    assert code == 0
    assert f"_HISTBOT_COMPLETE={shell}_complete" in out
    assert json.loads(run("completion", shell, "--json")[1]) == {"shell": shell, "script": out}


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("histbot ti", ["plain,timeline"]),
        ("histbot timeline --time", ["plain,--timelinejs"]),
        ("histbot ask --article cz", ["plain,czechoslovakia-soviet-union-relations"]),
        ("histbot ask --article x", []),
        ("histbot --knowledge nowhere ask --article c", []),
    ],
)
def test_the_tab_key_offers_commands_options_and_articles(
    run: Run, monkeypatch: pytest.MonkeyPatch, typed: str, offered: list[str]
) -> None:
    monkeypatch.setenv("_HISTBOT_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", typed)
    monkeypatch.setenv("COMP_CWORD", str(typed.count(" ")))
    code, out, err = run()
    assert (code, out.split(), err) == (0, offered, "")


def test_the_manual_page_names_every_command_and_each_of_its_options(run: Run) -> None:
    _, page, _ = run("man")
    for name in COMMANDS:
        for option in re.findall(r"--[a-z-]+", run(name, "-h")[1]):
            assert option.replace("-", "\\-") in page, f"{name} {option}"
        assert f"\\fBhistbot {name}" in page
    assert run("man")[1] == page


@pytest.mark.skipif(shutil.which("groff") is None, reason="there is no groff here")
def test_the_manual_page_is_roff_without_a_fault(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "histbot.1"
    page.write_text(run("man")[1], encoding="utf-8")
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "-K", "utf8", str(page)],  # noqa: S607  # the system's own
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stderr == ""
    assert "answers.jsonl" in done.stdout
