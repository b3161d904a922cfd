"""When an answer can't be delivered: a last word about it, in whatever way is left, and the same reference in the log.

Each way is tried once and not for long: in the message that waits, as an answer of its own, in the channel, directly.
None of them shows what was asked or answered, so none can show a private answer to others.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import discord

from histbot.discord_bot.delivery.callback import is_answered
from histbot.discord_bot.delivery.outgoing import Outgoing
from histbot.discord_bot.delivery.repeats import LOST
from histbot.words import words

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from histbot.words import Words

Interaction = discord.Interaction[Any]
_PATIENCE = 4.0  # seconds for each way
_log = logging.getLogger(__name__)


def spoken(interaction: Interaction) -> Words:
    """Speak the reader's language, or the server's if it settled one."""
    desk = getattr(interaction.client, "desk", None)
    said: Words = desk.say(interaction) if desk else words(None)
    return said


async def last_word(interaction: Interaction, said: str) -> bool:
    """Tell who used a command or a button something short, in whatever way is left; tell whether one was."""
    channel = interaction.channel
    mentioned = Outgoing(f"{interaction.user.mention} {said}", pings=(interaction.user.id,)).to_send()
    ways: list[Callable[[], Awaitable[object]]] = []
    if is_answered(interaction) and interaction.extras.get("updates"):
        ways.append(lambda: interaction.edit_original_response(content=said))  # what was shown before stays
    elif is_answered(interaction):
        ways.append(lambda: interaction.edit_original_response(**Outgoing(said).to_edit()))
    else:
        ways.append(lambda: interaction.response.send_message(said, ephemeral=True))
    if isinstance(channel, discord.abc.Messageable) and may_speak(interaction):
        ways.append(lambda: channel.send(**mentioned))
    ways.append(lambda: interaction.user.send(said))
    for way in ways:
        if await _taken(way):
            return True
    _log.warning("channel %s takes no last word, and its asker none either", interaction.channel_id)
    return False


async def last_word_on(message: discord.Message, said: str, *, here: bool) -> bool:
    """Tell who wrote a message something short: in its channel if that may work (`here`), else directly."""
    mentioned = Outgoing(f"{message.author.mention} {said}", pings=(message.author.id,)).to_send()
    in_channel = here and await _taken(lambda: message.channel.send(**mentioned))
    return in_channel or await _taken(lambda: message.author.send(said))


def may_speak(interaction: Interaction) -> bool:
    """Tell whether the bot may write into an interaction's channel, beside answering it."""
    return interaction.guild_id is None or interaction.app_permissions.send_messages


async def _taken(way: Callable[[], Awaitable[object]]) -> bool:
    with suppress(discord.HTTPException, discord.InteractionResponded, *LOST):
        async with asyncio.timeout(_PATIENCE):
            await way()
            return True
    return False
