"""Commands are registered when they changed, and only then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
import pytest
from discord import app_commands

from histbot.discord_bot.commands.sync import sync_if_changed

if TYPE_CHECKING:
    from pathlib import Path


class Tree(app_commands.CommandTree[Any]):
    """A tree that counts how often it is registered."""

    synced: list[int | None]

    async def sync(self, *, guild: discord.abc.Snowflake | None = None) -> list[app_commands.AppCommand]:
        """Count instead."""
        self.synced.append(guild.id if guild else None)
        return []


@pytest.fixture
def tree() -> Tree:
    """Give a tree with one command."""
    client = discord.Client(intents=discord.Intents.none(), application_id=1)
    made = Tree(client)
    made.synced = []
    made.command(name="a", description="first")(_nothing)
    return made


async def _nothing(_: discord.Interaction[Any]) -> None:
    return None


async def test_a_second_start_registers_nothing(tree: Tree, tmp_path: Path) -> None:
    assert [await sync_if_changed(tree, tmp_path / "x" / "state", 0) for _ in range(3)] == [True, False, False]
    assert tree.synced == [None]


async def test_a_changed_command_or_another_server_is_registered(tree: Tree, tmp_path: Path) -> None:
    state = tmp_path / "state"
    await sync_if_changed(tree, state, 0)
    await sync_if_changed(tree, state, 5)
    tree.command(name="b", description="second")(_nothing)
    await sync_if_changed(tree, state, 5)
    assert tree.synced == [None, 5, 5]


async def test_a_state_that_cannot_be_written_is_survived(
    tree: Tree, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    assert await sync_if_changed(tree, tmp_path / "file" / "state", 0)
    assert "can't be written" in caplog.text
    assert tree.synced == [None]
