"""The slash commands: translation between Discord and `Historian`."""

from __future__ import annotations

import asyncio
import logging
import secrets
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from histbot.discord_bot.embeds import about_embed, answer_embed, articles_embed
from histbot.discord_bot.text import CHOICE, CHOICES, clip, escape
from histbot.errors import HistbotError
from histbot.retrieval import fold

if TYPE_CHECKING:
    from histbot.historian import Historian

_log = logging.getLogger(__name__)
_ALREADY_ACKNOWLEDGED, _UNKNOWN_INTERACTION = 40060, 10062
Interaction = discord.Interaction[Any]
# discord.py reads annotations at run time: `Range` must be an object, not text.
Question = app_commands.Range[str, 1, 500]


class CommandTree(app_commands.CommandTree[Any]):
    """The tree, with an answer for every failure."""

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        """Tell the user, privately, what went wrong; a bug gets a reference that the log holds too."""
        cause = getattr(error, "original", error)
        if isinstance(cause, discord.HTTPException) and cause.code in (
            _ALREADY_ACKNOWLEDGED,
            _UNKNOWN_INTERACTION,
        ):
            _log.info("an interaction was answered already, or too late")
            return
        if isinstance(cause, HistbotError):
            text = escape(str(cause))
        elif isinstance(cause, app_commands.CheckFailure):
            text = "You may not use this command here."
        else:
            reference = secrets.token_hex(3)
            _log.error("reference %s", reference, exc_info=cause)
            text = f"Something went wrong on my side. Please tell whoever runs me: reference `{reference}`."
        await _say_privately(interaction, text)


async def _say_privately(interaction: Interaction, text: str) -> None:
    text = clip(text, 1900)
    try:
        if interaction.response.is_done():
            await interaction.edit_original_response(content=text)
        else:
            await interaction.response.send_message(text, ephemeral=True)
    except discord.HTTPException as error:
        _log.warning("an error could not be told: %s", error)


def add_commands(tree: app_commands.CommandTree[Any], historian: Historian, *, private: bool) -> None:
    """Add the commands to `tree`; `private` is what `/ask` does when not told."""
    is_private = private

    @tree.command(description="Ask the articles a question")
    @app_commands.describe(
        question="Your question", article="Look in this article only", private="Show the answer to you only"
    )
    async def ask(
        interaction: Interaction,
        question: Question,
        article: str | None = None,
        private: bool | None = None,  # noqa: FBT001  # an option of the command
    ) -> None:
        knowledge = historian.knowledge
        if article is not None:
            knowledge.article(article)  # an unknown one is told privately, before anything public is begun
        hidden = is_private if private is None else private
        # Whether the answer is private must be said now: it can't be changed later.
        await interaction.response.defer(ephemeral=hidden)
        answer = await asyncio.to_thread(historian.ask, question, article)
        # An edit may be repeated after a lost reply; a follow-up would be doubled.
        await interaction.edit_original_response(embed=answer_embed(answer, knowledge))

    @ask.autocomplete("article")
    async def complete(_: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        wanted = fold(typed)
        found = (each for each in historian.knowledge.articles if wanted in fold(each.title) or wanted in each.slug)
        choices = [
            app_commands.Choice(name=clip(each.title, CHOICE), value=each.slug)
            for each, _ in zip(found, range(4 * CHOICES), strict=False)
            if len(each.slug) <= CHOICE
        ]
        return choices[:CHOICES]

    @tree.command(description="List the articles that I quote")
    async def articles(interaction: Interaction) -> None:
        await interaction.response.send_message(embed=articles_embed(historian.knowledge), ephemeral=True)

    @tree.command(description="Say what I am and how to ask me")
    async def about(interaction: Interaction) -> None:
        await interaction.response.send_message(embed=about_embed(historian.knowledge), ephemeral=True)

    for command in (ask, articles, about):
        command.allowed_contexts = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
        command.allowed_installs = app_commands.AppInstallationType(guild=True, user=True)
