"""Where something is asked: a server's channel may have manners of its own, and a thread has its channel's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from histbot.storage import ChannelSettings, ServerSettings

if TYPE_CHECKING:
    from collections.abc import Iterable

    import discord

    from histbot.discord_bot.desk.finding import Entry


@dataclass(frozen=True, slots=True)
class Place:
    """A server, and the channel in it."""

    server: int | None
    """The server that installed the bot; none in direct messages, and where only the user did."""
    channels: tuple[int, ...] = ()
    """The channel or thread, and what it belongs to."""


def where(interaction: discord.Interaction[Any]) -> Place:
    """Tell where a command, a button or a form was used."""
    if interaction.is_user_integration() and not interaction.is_guild_integration():
        return Place(None)
    parent = getattr(interaction.channel, "parent_id", None)
    return Place(interaction.guild_id, tuple(each for each in (interaction.channel_id, parent) if each))


def where_said(message: discord.Message) -> Place:
    """Tell where something was said."""
    if message.guild is None:
        return Place(None)
    parent = getattr(message.channel, "parent_id", None)
    return Place(message.guild.id, tuple(each for each in (message.channel.id, parent) if each))


def of_channel(settled: ServerSettings, channels: Iterable[int]) -> ServerSettings:
    """Give a server's settings as they hold in a channel: what the channel settles itself goes before."""
    own = next((settled.channels[each] for each in channels if each in settled.channels), ChannelSettings())
    given = {name: getattr(own, name) for name in ChannelSettings.__dataclass_fields__}
    return replace(settled, **{name: value for name, value in given.items() if value is not None})


def unfolded(articles: tuple[str, ...] | None, entries: Iterable[Entry]) -> tuple[str, ...] | None:
    """Give the slugs that are meant by slugs and folders; a folder's name ends in `/`."""
    if articles is None or not any(each.endswith("/") for each in articles):
        return articles
    named = set(articles)
    folders = tuple(each for each in articles if each.endswith("/"))
    return tuple(each.slug for each in entries if each.slug in named or each.file.startswith(folders))
