"""Bring the bot's words to Discord: once, in time, and where that fails, with a word about it.

Every callback, edit and message goes through here, because their dangers differ:

- A callback may be repeated: Discord takes one for each interaction and answers the second with 40060, so that
  one is done. It must come within 3 s, sooner than discord.py's own repeats (1 s, 3 s).
- An edit may be repeated: it says the same again.
- A message to a channel may be repeated with its nonce: Discord then gives back the first.
- A follow-up may not: nothing tells whether the first one came through. So there is none here; acknowledge an
  interaction and `finish` it, or `respond` at once.

Nothing in here logs what was asked or answered.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord

from histbot.discord_bot.outgoing import Outgoing
from histbot.discord_bot.repeats import LOST, NO_HISTORY, NO_PERMISSION, may_pass, repeated, report

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

__all__ = [
    "LATE",
    "NO_PLACE",
    "Outgoing",
    "acknowledge",
    "amend",
    "finish",
    "is_answered",
    "open_form",
    "post",
    "reply",
    "respond",
    "typing",
    "update",
]

Interaction = discord.Interaction[Any]
LATE = "Discord did not take my answer in time. Please ask again."
NO_PLACE = "I may not write in that channel. Its moderators can give me Send Messages and Embed Links there."

_HURRY = (1.5, 0.7, 0.7)  # seconds a try of a callback may take: three fit into the 3 s that Discord waits
_BREATH = 0.2  # seconds between tries of a callback that was refused at once
_MOMENT = 0.5  # seconds after which work deserves a sign of life
_DONE_ALREADY, _TOO_LATE, _NO_SUCH_ANSWER, _EXPIRED = 40060, 10062, 10015, 50027
_WRONG = 400
_log = logging.getLogger(__name__)


async def acknowledge(interaction: Interaction, *, private: bool = False, updates: bool = False) -> None:
    """Say that an answer is coming; whether it is `private` can't be changed later.

    `updates` is for a button: its message will be changed, and nothing new appears.
    """
    await _call_back(interaction, lambda: interaction.response.defer(ephemeral=private, thinking=not updates))
    interaction.extras["private"] = private


async def finish(interaction: Interaction, outgoing: Outgoing, *, late: str = LATE) -> discord.Message | None:
    """Give the answer that was acknowledged; too late for that, give it in the channel.

    A private one is not shown there: `late` asks to ask again.
    """
    outgoing = _permitted(interaction, outgoing)
    try:
        return await repeated(lambda: interaction.edit_original_response(**outgoing.to_edit()))
    except (discord.HTTPException, *LOST) as error:
        if getattr(error, "status", 0) == _WRONG and not _is_over(error):
            raise  # our own mistake: the command tree says so, with a reference
        if not _is_over(error):
            report(error, interaction.channel_id)
            return None
    return await _tell_late(interaction, Outgoing(late) if interaction.extras.get("private") else outgoing)


async def respond(
    interaction: Interaction, outgoing: Outgoing, *, private: bool = True, late: str = LATE
) -> discord.Message | None:
    """Answer at once, with a message of its own; gives nothing where the answer has none to edit."""
    interaction.extras["private"] = private
    if is_answered(interaction):
        return await finish(interaction, outgoing, late=late)
    outgoing = _permitted(interaction, outgoing)
    sure = await _call_back(
        interaction, lambda: interaction.response.send_message(**outgoing.to_send(), ephemeral=private)
    )
    return None if sure else await finish(interaction, outgoing, late=late)


async def update(interaction: Interaction, outgoing: Outgoing) -> None:
    """Change the message whose button was pressed; too late for that, it stays as it is."""
    interaction.extras["private"] = True  # what was on the way is no answer of its own
    outgoing = _permitted(interaction, outgoing)
    if is_answered(interaction) or not await _call_back(
        interaction, lambda: interaction.response.edit_message(**outgoing.to_edit())
    ):
        await finish(interaction, outgoing)


async def open_form(interaction: Interaction, form: discord.ui.Modal) -> None:
    """Show a form."""
    await _call_back(interaction, lambda: interaction.response.send_modal(form))


def is_answered(interaction: Interaction) -> bool:
    """Tell whether an interaction was acknowledged or answered, as far as is known."""
    return interaction.response.is_done() or bool(interaction.extras.get("answered"))


async def reply(message: discord.Message, outgoing: Outgoing, *, no_place: str = NO_PLACE) -> discord.Message | None:
    """Reply to a message; where the bot may not write, say so to its author directly."""
    sent = await _post(message.channel, outgoing, message.to_reference(fail_if_not_exists=False))
    if sent is None and message.guild is not None and not _may_write(message):
        with suppress(discord.HTTPException, *LOST):
            await message.author.send(no_place)
    return sent


async def post(channel: discord.abc.Messageable, outgoing: Outgoing) -> discord.Message | None:
    """Send a message to a channel, a thread or a member."""
    return await _post(channel, outgoing, None)


async def amend(message: discord.Message, outgoing: Outgoing) -> discord.Message | None:
    """Change a message of the bot's own."""
    outgoing = outgoing.allowed(_permissions(message.channel))
    try:
        return await repeated(lambda: message.edit(**outgoing.to_edit()), message.channel)
    except (discord.HTTPException, *LOST) as error:
        report(error, message.channel.id)
        return None


@asynccontextmanager
async def typing(channel: discord.abc.Messageable, after: float = _MOMENT) -> AsyncIterator[None]:
    """Show the bot typing while work takes longer than a moment; what fails of it is of no interest."""

    async def show() -> None:
        await asyncio.sleep(after)
        with suppress(discord.HTTPException, *LOST):
            async with channel.typing():
                await asyncio.Event().wait()

    showing = asyncio.create_task(show(), name="typing")
    try:
        yield
    finally:
        showing.cancel()


async def _call_back(interaction: Interaction, call: Callable[[], Awaitable[object]]) -> bool:
    """Insist within Discord's 3 s; true when it took the callback, false when it did not or nobody knows."""
    for patience in _HURRY:
        try:
            async with asyncio.timeout(patience):
                await call()
        except discord.InteractionResponded:
            return True
        except discord.HTTPException as error:
            if error.code == _DONE_ALREADY:
                break
            if error.code == _TOO_LATE:
                return False
            if not may_pass(error):
                raise
            await asyncio.sleep(_BREATH)
        except LOST:
            continue
        else:
            break
    else:
        _log.warning("Discord did not confirm an answer in time; going on as if it had")
        return False
    interaction.extras["answered"] = True
    return True


async def _post(
    channel: discord.abc.Messageable, outgoing: Outgoing, reference: discord.MessageReference | None
) -> discord.Message | None:
    """Send with all that belongs to it; what Discord forbids is left out: the reference first, then the cards."""
    place = getattr(channel, "id", None)
    outgoing = outgoing.allowed(_permissions(channel))
    ways = [(outgoing, reference), *[(outgoing, None)] * (reference is not None), (outgoing.plain(), None)]
    refused: Exception | None = None
    for words, answered in ways:
        nonce = secrets.randbits(63)
        try:
            return await repeated(
                lambda words=words, answered=answered, nonce=nonce: channel.send(  # type: ignore[misc]  # bound now
                    **words.to_send(), nonce=nonce, **({"reference": answered} if answered else {})
                ),
                channel,
            )
        except (discord.HTTPException, *LOST) as error:
            refused = error
            if getattr(error, "code", 0) not in (NO_PERMISSION, NO_HISTORY):
                break
    report(refused, place)
    return None


async def _tell_late(interaction: Interaction, outgoing: Outgoing) -> discord.Message | None:
    """Say in the channel what can't be said to the interaction any more."""
    channel = interaction.channel
    in_server = interaction.guild_id is not None
    if not isinstance(channel, discord.abc.Messageable) or (
        in_server and not interaction.app_permissions.send_messages
    ):
        _log.warning("an answer came too late for Discord, and channel %s takes none", interaction.channel_id)
        return None
    _log.info("an answer came too late for Discord: it goes to channel %s", interaction.channel_id)
    words = " ".join(part for part in (interaction.user.mention, outgoing.content) if part)
    return await _post(channel, replace(outgoing, content=words), None)


def _permitted(interaction: Interaction, outgoing: Outgoing) -> Outgoing:
    # In direct messages nobody can take the permission away, and not all versions of Discord name it there.
    return outgoing if interaction.guild_id is None else outgoing.allowed(interaction.app_permissions)


def _permissions(channel: object) -> discord.Permissions:
    """Give what the bot may do in a channel, as far as its cache knows; else all, and Discord will say."""
    me = getattr(getattr(channel, "guild", None), "me", None)
    if me is None or not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        return discord.Permissions.all()
    try:
        return channel.permissions_for(me)
    except discord.ClientException:  # a thread whose channel is not in the cache
        return discord.Permissions.all()


def _may_write(message: discord.Message) -> bool:
    allowed = _permissions(message.channel)
    in_thread = isinstance(message.channel, discord.Thread)
    return allowed.view_channel and (allowed.send_messages_in_threads if in_thread else allowed.send_messages)


def _is_over(error: Exception) -> bool:
    """Tell whether the interaction can't be answered any more: never acknowledged in time, or its 15 min past."""
    return getattr(error, "code", 0) in (_NO_SUCH_ANSWER, _TOO_LATE, _EXPIRED)
