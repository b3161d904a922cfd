"""What a channel settles for itself, as changes to its server's settings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from histbot.discord_bot.shown.text import CHOICE, CHOICES
from histbot.retrieval import fold
from histbot.storage import ChannelSettings

if TYPE_CHECKING:
    from histbot.discord_bot.desk.desk import Desk
    from histbot.storage import ServerSettings


class AskChannel(app_commands.Transformer):
    """A channel in which people write; named by kind, since a forum's class takes in kinds that Discord refuses."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """Say what is chosen."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """Say which kinds of it."""
        kind = discord.ChannelType
        return [kind.text, kind.news, kind.forum, kind.voice, kind.public_thread, kind.private_thread, kind.news_thread]

    async def transform(self, _: discord.Interaction[Any], value: Any, /) -> int:
        """Give its id."""
        return int(value.id)


def channel_changes(
    settled: ServerSettings, channel: int, manners: dict[str, Any], *, answers: bool | None, reset: bool
) -> dict[str, Any]:
    """Give what changes in a server's settings when a channel's do.

    `answers` makes it an ask channel or no longer, `manners` are its own settings, `reset` takes these away first.
    """
    changes: dict[str, Any] = {}
    if answers is not None:
        others = tuple(each for each in settled.ask_channels if each != channel)
        changes["ask_channels"] = (*others, channel) if answers else others
    if manners or reset:
        own = ChannelSettings() if reset else settled.channels.get(channel, ChannelSettings())
        channels = {**settled.channels, channel: replace(own, **manners)}
        changes["channels"] = {number: each for number, each in channels.items() if each != ChannelSettings()}
    return changes


def folders(desk: Desk) -> list[str]:
    """Give the folders below the knowledge folder that hold articles, each with `/` at its end."""
    found: set[str] = set()
    for entry in desk.titles.entries:
        parts = entry.file.replace("\\", "/").split("/")[:-1]
        found.update("/".join(parts[: place + 1]) + "/" for place in range(len(parts)))
    return sorted(found)


def folder_choices(desk: Desk, typed: str) -> list[app_commands.Choice[str]]:
    """Offer the folders that hold what was typed."""
    fitting = [each for each in folders(desk) if fold(typed) in fold(each) and len(each) <= CHOICE]
    return [app_commands.Choice(name=f"📁 {each}"[:CHOICE], value=each) for each in fitting[:CHOICES]]


def named_articles(desk: Desk, typed: str) -> tuple[str, ...] | None:
    """Read an article's slug, a folder, or `*` for as in the server; raises `UnknownArticleError`."""
    if typed.strip() == "*":
        return None
    if typed in folders(desk):
        return (typed,)
    return (desk.historian.knowledge.article(typed).slug,)
