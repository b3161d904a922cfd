"""Bring the bot's words to Discord: once, in time, and where that fails, with a word about it.

Every callback, edit and message goes through here, because their dangers differ:

- A callback may be repeated, within 3 s: see `callback.py`.
- An edit may be repeated: it says the same again.
- A message to a channel may be repeated with its nonce: Discord then gives back the first.
- A follow-up may not: nothing tells whether the first one came through. So there is none here; acknowledge an
  interaction and `finish` it, or `respond` at once.

What can't be delivered gets a last word: see `lastword.py`. Where Discord can't be reached for that either, the answer
is tried again, for as long as somebody may wait for it. Nothing in here logs what was asked or answered.
"""

from __future__ import annotations

import secrets
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord

from histbot.discord_bot.delivery.callback import TOO_LATE, call_back, is_answered
from histbot.discord_bot.delivery.lastword import last_word, last_word_on, may_speak, spoken
from histbot.discord_bot.delivery.outgoing import Outgoing
from histbot.discord_bot.delivery.repeats import (
    GONE,
    LOST,
    MAY_NOT,
    NO_HISTORY,
    NO_PERMISSION,
    is_passing,
    later,
    repeated,
    report,
)
from histbot.words import words

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from contextlib import AbstractContextManager

    from histbot.words import Words

__all__ = [
    "Outgoing",
    "acknowledge",
    "amend",
    "finish",
    "is_answered",
    "open_form",
    "post",
    "reply",
    "respond",
    "update",
]

Interaction = discord.Interaction[Any]
_NO_SUCH_ANSWER, _EXPIRED = 10015, 50027
_ENGLISH = words("en")


async def acknowledge(interaction: Interaction, *, private: bool = False, updates: bool = False) -> None:
    """Say that an answer is coming; whether it is `private` can't be changed later.

    `updates` is for a button: its message will be changed, and nothing new appears.
    """
    interaction.extras.update(private=private, updates=updates)
    if not updates:
        interaction.client.waiting.add(interaction.id, _stopping(interaction))
    await call_back(interaction, lambda: interaction.response.defer(ephemeral=private, thinking=not updates))


async def finish(interaction: Interaction, outgoing: Outgoing) -> discord.Message | None:
    """Give the answer that was acknowledged; too late for that, give it in the channel.

    A private one is not shown there: its asker is asked to ask again. What Discord does not take gets a last word.
    """
    outgoing = _permitted(interaction, outgoing)

    def edit() -> Awaitable[discord.Message]:
        return interaction.edit_original_response(**outgoing.to_edit())

    with _waiting(interaction):
        try:
            return await repeated(edit)
        except (discord.HTTPException, *LOST) as error:
            if _is_over(error):
                return await _tell_late(interaction, outgoing)
            told = await _told(interaction, error)
            return None if told or not is_passing(error) else await later(edit)


async def respond(interaction: Interaction, outgoing: Outgoing, *, private: bool = True) -> discord.Message | None:
    """Answer at once, with a message of its own; gives nothing where the answer has none to edit."""
    if is_answered(interaction):
        return await finish(interaction, outgoing)
    interaction.extras["private"] = private
    outgoing = _permitted(interaction, outgoing)
    sure = await call_back(
        interaction, lambda: interaction.response.send_message(**outgoing.to_send(), ephemeral=private)
    )
    return None if sure else await finish(interaction, outgoing)


async def update(interaction: Interaction, outgoing: Outgoing) -> None:
    """Change the message whose button was pressed; too late for that, it stays as it is."""
    interaction.extras["private"] = True  # what was on the way is no answer of its own
    outgoing = _permitted(interaction, outgoing)
    if is_answered(interaction) or not await call_back(
        interaction, lambda: interaction.response.edit_message(**outgoing.to_edit())
    ):
        await finish(interaction, outgoing)


async def open_form(interaction: Interaction, form: discord.ui.Modal) -> None:
    """Show a form; too late for that, ask for another press."""
    if not await call_back(interaction, lambda: interaction.response.send_modal(form)):
        await last_word(interaction, spoken(interaction)("error.late"))


async def undelivered(interaction: Interaction, error: Exception) -> None:
    """Say that an answer can't be delivered, and log why, both under one reference."""
    with _waiting(interaction):
        await _told(interaction, error)


async def reply(message: discord.Message, outgoing: Outgoing, say: Words = _ENGLISH) -> discord.Message | None:
    """Reply to a message; where that can't be, say so to its author, in the language of `say`."""

    def send() -> Awaitable[discord.Message]:
        return _post(message.channel, outgoing, message.to_reference(fail_if_not_exists=False))

    try:
        return await send()
    except (discord.HTTPException, *LOST) as error:
        reference, code = report(error, message.channel.id), getattr(error, "code", 0)
        if code in GONE:
            return None
        may = _may_write(message) and code not in MAY_NOT
        said = say("error.undelivered", reference=reference) if may else say("error.no_place")
        if await last_word_on(message, said, here=may) or not is_passing(error):
            return None
        return await later(send, message.channel)


async def post(channel: discord.abc.Messageable, outgoing: Outgoing) -> discord.Message | None:
    """Send a message to a channel, a thread or a member; gives none where that can't be, and the log says why."""
    try:
        return await _post(channel, outgoing, None)
    except (discord.HTTPException, *LOST) as error:
        report(error, getattr(channel, "id", None))
        return None


async def amend(message: discord.Message, outgoing: Outgoing) -> discord.Message | None:
    """Change a message of the bot's own."""
    outgoing = outgoing.allowed(_permissions(message.channel))
    try:
        return await repeated(lambda: message.edit(**outgoing.to_edit()), message.channel)
    except (discord.HTTPException, *LOST) as error:
        report(error, message.channel.id)
        return None


async def _post(
    channel: discord.abc.Messageable, outgoing: Outgoing, reference: discord.MessageReference | None
) -> discord.Message:
    """Send with all that belongs to it; what Discord forbids is left out: the reference first, then the cards.

    What is known to be forbidden is not tried. Raises what Discord refused the last of it with.
    """
    allowed = _permissions(channel)
    outgoing = outgoing.allowed(allowed)
    ways: list[tuple[Outgoing, discord.MessageReference | None]] = [(outgoing, None), (outgoing.plain(), None)]
    if reference is not None and allowed.read_message_history:
        ways.insert(0, (outgoing, reference))
    for words_, answered in ways[:-1]:
        try:
            return await _send(channel, words_, answered)
        except discord.HTTPException as error:
            if error.code not in (NO_PERMISSION, NO_HISTORY):
                raise
    return await _send(channel, *ways[-1])


async def _send(
    channel: discord.abc.Messageable, outgoing: Outgoing, reference: discord.MessageReference | None
) -> discord.Message:
    given: dict[str, Any] = {"nonce": secrets.randbits(63), **({"reference": reference} if reference else {})}
    return await repeated(lambda: channel.send(**outgoing.to_send(), **given), channel)


async def _tell_late(interaction: Interaction, outgoing: Outgoing) -> discord.Message | None:
    """Say in the channel what can't be said to the interaction any more, and ping who waits for it.

    In its turn: a slow machine is late with many answers at once, and Discord takes five messages in five seconds.
    """
    channel, user = interaction.channel, interaction.user
    if interaction.extras.get("private") or not (
        isinstance(channel, discord.abc.Messageable) and may_speak(interaction)
    ):
        await last_word(interaction, spoken(interaction)("error.late"))
        return None
    said = " ".join(part for part in (user.mention, outgoing.content) if part)

    async def send() -> discord.Message | None:
        try:
            return await _post(channel, replace(outgoing, content=said, pings=(user.id,)), None)
        except (discord.HTTPException, *LOST) as error:
            await undelivered(interaction, error)
            return None

    sent: discord.Message | None = await interaction.client.outbox.send(channel, outgoing, user, send, pings=True)
    return sent


async def _told(interaction: Interaction, error: Exception) -> bool:
    """Log why an answer can't be delivered and say so; tell whether that was heard."""
    reference = report(error, interaction.channel_id)
    return await last_word(interaction, spoken(interaction)("error.undelivered", reference=reference))


def _waiting(interaction: Interaction) -> AbstractContextManager[None]:
    """Note that somebody waits until the block ends, or was cut off; a page that is not turned stays as it is."""
    if interaction.extras.get("updates"):
        return nullcontext()
    waiting: AbstractContextManager[None] = interaction.client.waiting.of(interaction.id, _stopping(interaction))
    return waiting


def _stopping(interaction: Interaction) -> Callable[[], Awaitable[bool]]:
    """Give the way to tell somebody that the bot was stopped before it answered."""
    return lambda: last_word(interaction, spoken(interaction)("error.stopping"))


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
    return getattr(error, "code", 0) in (_NO_SUCH_ANSWER, TOO_LATE, _EXPIRED)
