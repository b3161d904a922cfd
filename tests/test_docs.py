"""The documents say what is true: every command is described, and what the README shows works."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from discord.app_commands import Command

from histbot.cli import main
from histbot.cli.app import COMMANDS, cli
from histbot.discord_bot.process.client import HistbotClient
from histbot.settings import load_settings

if TYPE_CHECKING:
    from histbot.discord_bot.desk.desk import Desk

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\$ (histbot (?:ask|articles|check|timeline|onthisday)\b[^|>\n]*)$", README, re.MULTILINE)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_stands_in_the_readme(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert command.help
    assert f"`histbot {name}" in README


def test_every_command_in_discord_stands_in_the_moderators_page(desk: Desk) -> None:
    page = (ROOT / "docs" / "MODERATORS.md").read_text(encoding="utf-8")
    client = HistbotClient(desk.historian, desk.bot_settings, None, desk)
    names = [command.qualified_name for command in client.tree.walk_commands() if isinstance(command, Command)]
    assert [name for name in names if f"`/{name}" not in page] == []
    assert "histbot unanswered" in names


@pytest.mark.parametrize("example", [each for each in EXAMPLES if "--batch" not in each and "my-" not in each])
def test_an_example_of_the_readme_works(
    example: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", shlex.split(example))
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    said = capsys.readouterr()
    assert said.out or said.err.startswith("histbot: wrote ")


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", *(f"docs/{p.name}" for p in ROOT.glob("docs/*.md"))])
def test_every_link_leads_somewhere(name: str) -> None:
    page = ROOT / name
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_shipped_settings_are_all_described(tmp_path: Path) -> None:
    settings = load_settings(environ={}, cwd=tmp_path)
    text = (ROOT / "config" / "histbot.toml").read_text(encoding="utf-8")
    for table in ("answering", "discord", "storage", "running"):
        for name in getattr(settings, table).__dataclass_fields__:
            assert re.search(rf"^(?:# )?{name} = .*# ", text, re.MULTILINE), (
                f"{table}.{name} has no line with a comment"
            )
