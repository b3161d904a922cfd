"""What a person is told when something can't be done: never a traceback, never nothing where a reply is possible."""

from __future__ import annotations

import logging
import secrets
import traceback
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from histbot.discord_bot.delivery import delivery
from histbot.discord_bot.delivery.outgoing import MESSAGE, Outgoing
from histbot.discord_bot.desk.fairness import BusyError
from histbot.discord_bot.shown.text import clip, escape
from histbot.errors import ClusterAwayError, HistbotError, NoDateError, StorageError, UnknownArticleError

if TYPE_CHECKING:
    from histbot.words import Words

_LONGEST_NAME = 100  # characters of what was typed that are said back
_log = logging.getLogger(__name__)


def explain(error: BaseException, say: Words) -> str:
    """Say what went wrong; a bug gets a reference that the log holds too, with its traceback."""
    if isinstance(error, HistbotError):
        return _told(error, say)
    if isinstance(error, BusyError):
        return say("ask.busy")
    if isinstance(error, app_commands.CheckFailure):
        return say("error.not_allowed")
    reference = secrets.token_hex(3)
    # Where it happened, but not the error's own words: these may hold what was asked.
    where = "".join(traceback.format_tb(error.__traceback__))
    _log.error("reference %s: %s at\n%s", reference, type(error).__name__, where.rstrip())
    return say("error.bug", reference=reference)


def _told(error: HistbotError, say: Words) -> str:
    """Say in the reader's language what anyone may cause; the rest is the owner's, in English as in the log."""
    if isinstance(error, UnknownArticleError):
        return say("error.no_article", article=clip(escape(error.slug), _LONGEST_NAME))
    if isinstance(error, NoDateError):
        return say(f"error.{error.wrong}", typed=clip(escape(error.typed), _LONGEST_NAME))
    if isinstance(error, StorageError | ClusterAwayError):
        _log.warning("%s", error)
        return say("error.not_stored" if isinstance(error, StorageError) else "error.search_away")
    return escape(str(error))


async def tell_failure(interaction: discord.Interaction[Any], error: BaseException) -> None:
    """Tell whoever used a command or a button what went wrong, privately where that still can be chosen."""
    cause = getattr(error, "original", error)
    if not isinstance(cause, discord.HTTPException):
        said = Outgoing(clip(explain(cause, interaction.client.desk.say(interaction, private=True)), MESSAGE))
        try:
            await delivery.respond(interaction, said)
        except discord.HTTPException as refused:
            cause = refused
        else:
            return
    await delivery.undelivered(interaction, cause)


def may_manage(interaction: discord.Interaction[Any]) -> bool:
    """Tell whether someone may manage the server.

    Discord asks this too before it shows a command, but a server may loosen that, and buttons are seen by all.
    """
    return interaction.guild_id is not None and interaction.permissions.manage_guild
