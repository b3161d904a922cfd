"""The commands that every member has: translation between Discord and `Desk`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from histbot.discord_bot.card.asked import words_of
from histbot.discord_bot.chat.answering import answer_command
from histbot.discord_bot.commands.options import called, options
from histbot.discord_bot.commands.translator import told
from histbot.discord_bot.delivery import delivery
from histbot.discord_bot.delivery.outgoing import Outgoing
from histbot.discord_bot.desk.desk import LONGEST_QUESTION
from histbot.discord_bot.desk.failures import tell_failure
from histbot.discord_bot.desk.places import where
from histbot.discord_bot.desk.question import Asked
from histbot.discord_bot.pages.articles import article_choices, list_articles, show_article
from histbot.discord_bot.pages.articles import register as register_articles
from histbot.discord_bot.pages.pager import LONGEST_KEY
from histbot.discord_bot.pages.timelines import Wanted, day_wanted, register, timeline_command
from histbot.discord_bot.quiz.quiz import quiz_command
from histbot.discord_bot.shown.embeds import about_embed
from histbot.discord_bot.shown.text import CHOICE

if TYPE_CHECKING:
    from histbot.discord_bot.desk.desk import Desk

Interaction = discord.Interaction[Any]
Command = app_commands.Command[Any, ..., Any] | app_commands.ContextMenu
# discord.py reads annotations at run time: `Range` must be an object, not text.
Question = app_commands.Range[str, 1, LONGEST_QUESTION]
Search = app_commands.Range[str, 1, LONGEST_KEY]
Topic = app_commands.Range[str, 1, 200]
Date = app_commands.Range[str, 1, 60]
ArticleName = app_commands.Range[str, 1, CHOICE]


class CommandTree(app_commands.CommandTree[Any]):
    """The tree, with an answer for every failure."""

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Let a command through once: Discord delivers it again when a connection is resumed."""
        typing = interaction.type is discord.InteractionType.autocomplete
        return typing or bool(interaction.client.desk.pressed.first_time(interaction.id))

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        """Tell the user, privately, what went wrong."""
        if interaction.type is not discord.InteractionType.autocomplete:
            await tell_failure(interaction, error)


def add_commands(tree: app_commands.CommandTree[Any], desk: Desk) -> None:
    """Add the commands to `tree`."""
    commands: list[Command] = [*_add_questions(tree, desk), *_add_articles(tree, desk), *_add_timelines(tree, desk)]
    for command in commands:
        command.allowed_contexts = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
        command.allowed_installs = app_commands.AppInstallationType(guild=True, user=True)


def _add_questions(tree: app_commands.CommandTree[Any], desk: Desk) -> tuple[Command, ...]:

    @tree.command(**called("ask"))
    @options("question", "article", "private")
    async def ask(
        interaction: Interaction,
        question: Question,
        article: str | None = None,
        private: bool | None = None,
    ) -> None:
        hidden = desk.is_private(where(interaction)) if private is None else private
        await answer_command(interaction, desk, Asked(words_of(question), article=article), private=hidden)

    @ask.autocomplete("article")
    async def complete(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return article_choices(desk, where(interaction), typed)

    @tree.context_menu(name=told("command.menu.name"))
    async def ask_about(interaction: Interaction, message: discord.Message) -> None:
        question = words_of(message.content)
        if not question:
            await delivery.respond(interaction, Outgoing(desk.say(interaction)("ask.no_text")))
            return
        await answer_command(interaction, desk, Asked(question), private=desk.is_private(where(interaction)))

    return ask, ask_about


def _add_articles(tree: app_commands.CommandTree[Any], desk: Desk) -> tuple[Command, ...]:
    @tree.command(**called("articles"))
    @options("search")
    async def articles(interaction: Interaction, search: Search = "") -> None:
        await list_articles(interaction, desk, " ".join(search.split()))

    @tree.command(**called("article"))
    @options(name="title")
    async def article_page(interaction: Interaction, name: ArticleName) -> None:
        await show_article(interaction, desk, name)

    @article_page.autocomplete("name")
    async def complete_page(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return article_choices(desk, where(interaction), typed)

    @tree.command(**called("about"))
    async def about(interaction: Interaction) -> None:
        embed = about_embed(desk.historian.knowledge, desk.say(interaction))
        await delivery.respond(interaction, Outgoing(embeds=(embed,)))

    register_articles(desk)
    return articles, article_page, about


def _add_timelines(tree: app_commands.CommandTree[Any], desk: Desk) -> tuple[Command, ...]:
    @tree.command(**called("timeline"))
    @options("topic", "article", "picture", start="from", end="to")
    async def timeline(  # noqa: PLR0913, PLR0917  # the options of the command
        interaction: Interaction,
        topic: Topic = "",
        start: Date = "",
        end: Date = "",
        article: str = "",
        picture: bool = False,
    ) -> None:
        wanted = Wanted(topic, start, end, article, picture="p" if picture else "")
        await timeline_command(interaction, desk, wanted)

    @tree.command(**called("onthisday"))
    @options("date", "article")
    async def onthisday(interaction: Interaction, date: Date = "", article: str = "") -> None:
        await timeline_command(interaction, desk, day_wanted(date, article))

    @tree.command(**called("quiz"))
    @options("article", "period")
    async def quiz(interaction: Interaction, article: str = "", period: Date = "") -> None:
        await quiz_command(interaction, desk, article, period)

    @quiz.autocomplete("article")
    @timeline.autocomplete("article")
    @onthisday.autocomplete("article")
    async def complete_timeline(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return article_choices(desk, where(interaction), typed)

    register(desk)
    return timeline, onthisday, quiz
