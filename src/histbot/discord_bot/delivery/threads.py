"""A thread for an answer: opened under its question, or found where Discord lost its word about it."""

from __future__ import annotations

import discord

from histbot.discord_bot.delivery.repeats import LOST, may_pass, patient

_NAME = 90  # characters of a thread's name
_PATIENCE = 4.0  # seconds; discord.py alone tries for 25
_THERE_ALREADY = 160004


def may_open_thread(channel: object) -> bool:
    """Tell whether the bot may open a thread in a channel and write in it."""
    if not isinstance(channel, discord.TextChannel):
        return False
    may = channel.permissions_for(channel.guild.me)
    return may.create_public_threads and may.send_messages_in_threads


async def open_thread(message: discord.Message, name: str) -> discord.Thread | None:
    """Open a thread under a message; none if that can't be.

    Where Discord's answer is lost, the thread may be there all the same: it has its message's number.
    """
    name = name[:_NAME].strip() or "?"
    try:
        opening = message.create_thread(name=name, auto_archive_duration=1440)
        return await patient(lambda: opening, message.channel, _PATIENCE)
    except discord.HTTPException as error:
        lost = may_pass(error) or error.code == _THERE_ALREADY
    except LOST:
        lost = True
    return await _found(message) if lost else None


async def _found(message: discord.Message) -> discord.Thread | None:
    guild = message.guild
    if guild is None:
        return None
    if known := guild.get_thread(message.id):
        return known
    try:
        found = await patient(lambda: guild.fetch_channel(message.id), message.channel, _PATIENCE)
    except (discord.HTTPException, discord.InvalidData, *LOST):
        return None
    return found if isinstance(found, discord.Thread) else None
