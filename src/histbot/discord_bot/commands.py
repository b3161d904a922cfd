"""The commands that every member has: translation between Discord and `Desk`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from histbot.discord_bot import delivery
from histbot.discord_bot.answering import answer_command
from histbot.discord_bot.articles import article_choices, list_articles, show_article
from histbot.discord_bot.articles import register as register_articles
from histbot.discord_bot.asked import Asked, words_of
from histbot.discord_bot.desk import LONGEST_QUESTION
from histbot.discord_bot.embeds import about_embed
from histbot.discord_bot.failures import tell_failure
from histbot.discord_bot.outgoing import Outgoing
from histbot.discord_bot.pager import LONGEST_KEY
from histbot.discord_bot.places import where
from histbot.discord_bot.quiz import quiz_command
from histbot.discord_bot.text import CHOICE
from histbot.discord_bot.timelines import Wanted, day_wanted, register, timeline_command
from histbot.discord_bot.translator import told

if TYPE_CHECKING:
    from histbot.discord_bot.desk import Desk

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
    commands: list[Command] = [*_add_questions(tree, desk), *_add_timelines(tree, desk)]
    for command in commands:
        command.allowed_contexts = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
        command.allowed_installs = app_commands.AppInstallationType(guild=True, user=True)


def _add_questions(tree: app_commands.CommandTree[Any], desk: Desk) -> tuple[Command, ...]:

    @tree.command(name=told("command.ask.name"), description=told("command.ask.description"))
    @app_commands.rename(
        question=told("option.question.name"), article=told("option.article.name"), private=told("option.private.name")
    )
    @app_commands.describe(
        question=told("option.question.description"),
        article=told("option.article.description"),
        private=told("option.private.description"),
    )
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

    @tree.command(name=told("command.articles.name"), description=told("command.articles.description"))
    @app_commands.rename(search=told("option.search.name"))
    @app_commands.describe(search=told("option.search.description"))
    async def articles(interaction: Interaction, search: Search = "") -> None:
        await list_articles(interaction, desk, search)

    @tree.command(name=told("command.article.name"), description=told("command.article.description"))
    @app_commands.rename(name=told("option.title.name"))
    @app_commands.describe(name=told("option.title.description"))
    async def article_page(interaction: Interaction, name: ArticleName) -> None:
        await show_article(interaction, desk, name)

    @article_page.autocomplete("name")
    async def complete_page(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return article_choices(desk, where(interaction), typed)

    @tree.command(name=told("command.about.name"), description=told("command.about.description"))
    async def about(interaction: Interaction) -> None:
        embed = about_embed(desk.historian.knowledge, desk.say(interaction))
        await delivery.respond(interaction, Outgoing(embeds=(embed,)))

    @tree.context_menu(name=told("command.menu.name"))
    async def ask_about(interaction: Interaction, message: discord.Message) -> None:
        question = words_of(message.content)
        if not question:
            await delivery.respond(interaction, Outgoing(desk.say(interaction)("ask.no_text")))
            return
        await answer_command(interaction, desk, Asked(question), private=desk.is_private(where(interaction)))

    register_articles(desk)
    return ask, articles, article_page, about, ask_about


def _add_timelines(tree: app_commands.CommandTree[Any], desk: Desk) -> tuple[Command, ...]:
    @tree.command(name=told("command.timeline.name"), description=told("command.timeline.description"))
    @app_commands.rename(
        topic=told("option.topic.name"),
        start=told("option.from.name"),
        end=told("option.to.name"),
        article=told("option.article.name"),
        picture=told("option.picture.name"),
    )
    @app_commands.describe(
        topic=told("option.topic.description"), start=told("option.from.description"),
        end=told("option.to.description"), article=told("option.article.description"),
        picture=told("option.picture.description"),
    )  # fmt: skip
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

    @tree.command(name=told("command.onthisday.name"), description=told("command.onthisday.description"))
    @app_commands.rename(date=told("option.date.name"), article=told("option.article.name"))
    @app_commands.describe(date=told("option.date.description"), article=told("option.article.description"))
    async def onthisday(interaction: Interaction, date: Date = "", article: str = "") -> None:
        await timeline_command(interaction, desk, day_wanted(date, article))

    @tree.command(name=told("command.quiz.name"), description=told("command.quiz.description"))
    @app_commands.rename(article=told("option.article.name"), period=told("option.period.name"))
    @app_commands.describe(article=told("option.article.description"), period=told("option.period.description"))
    async def quiz(interaction: Interaction, article: str = "", period: Date = "") -> None:
        await quiz_command(interaction, desk, article, period)

    @quiz.autocomplete("article")
    @timeline.autocomplete("article")
    @onthisday.autocomplete("article")
    async def complete_timeline(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return article_choices(desk, where(interaction), typed)

    register(desk)
    return timeline, onthisday, quiz
