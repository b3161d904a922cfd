"""A pretended server with a channel and people in it, and how tests look at what the bot did there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

if TYPE_CHECKING:
    from simcord import Env

    from histbot.discord_bot.process.client import HistbotClient

ASKED = "When was the Treaty of Alliance signed?"
ANSWER = "May 16, 1935"


def place(env: Env) -> tuple[Any, Any]:
    """Give a channel and a member in it."""
    guild = env.create_guild()
    return guild.create_text_channel("history"), guild.add_member(env.create_user("asker"))


def manager(env: Env, name: str = "manager") -> Any:
    """Give a member who may manage the server."""
    role = env.guild.create_role(name, permissions=discord.Permissions(manage_guild=True, view_channel=True))
    return env.guild.add_member(env.create_user(name), roles=[role])


def replies(channel: Any) -> list[discord.Message]:
    """Give what the bot wrote into a channel."""
    return [message for message in channel.history() if message.author.bot]


def mention(bot: HistbotClient) -> str:
    """Write the bot's mention."""
    assert bot.user is not None
    return bot.user.mention


def buttons(message: Any) -> dict[str, str]:
    """Give the buttons of a message: what they say or show, and their custom_id or address."""
    rows = message.components
    items = [
        item for row in rows for item in (row["components"] if isinstance(row, dict) else row.to_dict()["components"])
    ]
    return {
        item.get("label") or item.get("emoji", {}).get("name"): item.get("custom_id") or item["url"] for item in items
    }


def texts(message: Any) -> str:
    """Give all that a message says."""
    parts = [message.content or ""]
    for embed in message.embeds:
        parts += [embed.title or "", embed.description or "", embed.footer.text or "", embed.author.name or ""]
        parts += [f"{field.name}\n{field.value}" for field in embed.fields]
    return "\n".join(parts)


def as_bot(bot: Any, channel: Any) -> Any:
    """Give a channel as the bot sees it."""
    return bot.get_channel(channel.id)
