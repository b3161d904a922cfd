"""`/histbot`, for who may manage a server: its manners, and what it may want to know or delete.

Discord hides the commands from others, and every one of them asks again: a server may loosen what Discord hides.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from histbot.discord_bot.commands.commands import ArticleName  # noqa: TC001  # discord.py reads annotations at run time
from histbot.discord_bot.commands.options import called, options
from histbot.discord_bot.commands.translator import told
from histbot.discord_bot.curating.curating import KIND, unanswered_page, unanswered_table
from histbot.discord_bot.delivery import delivery
from histbot.discord_bot.delivery.outgoing import Attachment, Outgoing
from histbot.discord_bot.delivery.signs import working
from histbot.discord_bot.desk.failures import may_manage
from histbot.discord_bot.moderators.daily import silent_in
from histbot.discord_bot.moderators.daily_command import PostChannel, daily_command
from histbot.discord_bot.moderators.forgetting import ForgetButton
from histbot.discord_bot.moderators.manners import AskChannel, channel_changes, folder_choices, named_articles
from histbot.discord_bot.moderators.server_embeds import settings_embed, status_embed
from histbot.discord_bot.moderators.setup import setup_message
from histbot.discord_bot.pages.articles import article_choices
from histbot.discord_bot.pages.pager import PageMakers, pages
from histbot.discord_bot.shown.text import CHOICES, escape
from histbot.errors import KnowledgeError
from histbot.words import LANGUAGES

if TYPE_CHECKING:
    from histbot.discord_bot.desk.desk import Desk

Interaction = discord.Interaction[Any]
Seconds = app_commands.Range[int, 0, 3600]
_LANGUAGES = [
    app_commands.Choice(name=told("choice.own"), value="own"),
    *(app_commands.Choice(name=name, value=code) for code, name in LANGUAGES.items()),
]
_CHANGES = [app_commands.Choice(name=told(f"choice.{name}"), value=name) for name in ("only", "add", "remove", "all")]


class ServerCommands(app_commands.Group):
    """The group `/histbot`."""

    def __init__(self, desk: Desk) -> None:
        """Make the group; everything is kept by `desk`."""
        super().__init__(
            **called("histbot"), guild_only=True, default_permissions=discord.Permissions(manage_guild=True)
        )
        self.allowed_installs = app_commands.AppInstallationType(guild=True, user=False)
        self.allowed_contexts = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)
        self.desk = desk
        desk.own(PageMakers)[KIND] = partial(unanswered_page, desk=desk)
        self.add_command(daily_command(desk))

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Let only those use it who may manage the server; others are told by the tree's `on_error`."""
        return may_manage(interaction)

    @app_commands.command(**called("settings"))
    @options(
        "threads", "feedback", "record", "member_cooldown", "channel_cooldown", "language", private="private_default"
    )
    @app_commands.choices(language=_LANGUAGES)
    async def settings(  # noqa: PLR0913, PLR0917  # one option for each setting
        self,
        interaction: Interaction,
        private: bool | None = None,
        threads: bool | None = None,
        feedback: bool | None = None,
        record: bool | None = None,
        member_cooldown: Seconds | None = None,
        channel_cooldown: Seconds | None = None,
        language: str | None = None,
    ) -> None:
        """Change what is given, and show all."""
        given: dict[str, Any] = {
            "private": private, "threads": threads, "feedback": feedback, "record": record,
            "member_cooldown": member_cooldown, "channel_cooldown": channel_cooldown, "language": language,
        }  # fmt: skip
        changes = {name: value for name, value in given.items() if value is not None}
        if language == "own":
            changes["language"] = None
        warning = self._thread_warning(interaction) if threads else None
        await self._change(interaction, warning and self.desk.say(interaction)(warning), **changes)

    def _thread_warning(self, interaction: Interaction) -> str | None:
        """Say what threads lack here: a permission, or the intent to read what is written in them."""
        may = interaction.app_permissions
        if not (may.create_public_threads and may.send_messages_in_threads):
            return "settings.threads_no_permission"
        return None if self.desk.bot_settings.discord.message_content else "settings.threads_no_intent"

    @app_commands.command(**called("channel"))
    @options(
        "channel",
        "answers",
        "threads",
        "member_cooldown",
        "channel_cooldown",
        "reset",
        articles="channel_articles",
        private="private_default",
    )
    async def channel(  # noqa: PLR0913, PLR0917  # one option for each manner
        self,
        interaction: Interaction,
        channel: app_commands.Transform[int, AskChannel],
        answers: bool | None = None,
        articles: ArticleName | None = None,
        private: bool | None = None,
        threads: bool | None = None,
        member_cooldown: Seconds | None = None,
        channel_cooldown: Seconds | None = None,
        reset: bool = False,
    ) -> None:
        """Settle a channel's own manners; nothing given, it becomes an ask channel."""
        given: dict[str, Any] = {
            "private": private, "threads": threads,
            "member_cooldown": member_cooldown, "channel_cooldown": channel_cooldown,
        }  # fmt: skip
        manners = {name: value for name, value in given.items() if value is not None}
        if articles is not None:
            manners["articles"] = named_articles(self.desk, articles)
        if answers is None:
            answers = True if not (manners or reset) else None
        say, warning = self.desk.say(interaction), None
        if answers and silent_in(interaction, (channel,)):
            warning = say("daily.no_channel", channel=f"<#{channel}>")
        elif answers and not self.desk.bot_settings.discord.message_content:
            warning = say("settings.no_intent")
        changes = channel_changes(self._settled(interaction), channel, manners, answers=answers, reset=reset)
        await self._change(interaction, warning, **changes)

    @channel.autocomplete("articles")
    async def _complete_folder(self, _: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [*folder_choices(self.desk, typed), *article_choices(self.desk, None, typed)][:CHOICES]

    @app_commands.command(**called("ignore"))
    @options("who", "ignore")
    async def ignore(self, interaction: Interaction, who: discord.Member | discord.Role, ignore: bool = True) -> None:
        """Answer a member or a role no more, or again."""
        others = tuple(each for each in self._settled(interaction).ignored if each != who.id)
        await self._change(interaction, ignored=(*others, who.id) if ignore else others)

    @app_commands.command(**called("setup"))
    async def setup(self, interaction: Interaction) -> None:
        """Lead through what should be settled first."""
        await delivery.respond(interaction, setup_message(interaction, self.desk))

    @app_commands.command(**called("allowed"))
    @options("change", article="which")
    @app_commands.choices(change=_CHANGES)
    async def articles(self, interaction: Interaction, change: str, article: ArticleName | None = None) -> None:
        """Choose the articles that may be quoted here."""
        if change == "all":
            await self._change(interaction, articles=None)
        elif article is None:
            await self._tell(interaction, "settings.no_article_named")
        else:
            slug = self.desk.historian.knowledge.article(article).slug
            allowed = self._allowed(interaction, change, slug)
            if allowed == ():
                await self._tell(interaction, "settings.last_article")
            else:
                await self._change(interaction, articles=allowed)

    @articles.autocomplete("article")
    async def _complete(self, _: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return article_choices(self.desk, None, typed)

    @app_commands.command(**called("status"))
    async def status(self, interaction: Interaction) -> None:
        """Say how the bot is."""
        await delivery.acknowledge(interaction, private=True)
        server = interaction.guild_id or 0
        thumbs = await self.desk.stored(self.desk.store.thumbs, server)
        questions = await self.desk.stored(self.desk.store.count_unanswered, server)
        embed = status_embed(
            self.desk, self.desk.say(interaction, private=True), interaction.client.latency, thumbs, questions
        )
        await delivery.finish(interaction, Outgoing(embeds=(embed,)))

    @app_commands.command(**called("reload"))
    async def reload(self, interaction: Interaction) -> None:
        """Read the articles anew."""
        say = self.desk.say(interaction, private=True)
        await delivery.acknowledge(interaction, private=True)
        try:
            async with working(interaction, say("working.reload")):
                knowledge = await self.desk.reload()
        except KnowledgeError as error:
            said = say("reload.failed", problem=escape(str(error.problems[-1])))
        else:
            said = say("reload.done", count=len(knowledge.slugs)) if knowledge else say("reload.busy")
            if knowledge and knowledge.problems:
                said += " " + say("status.problems", count=len(knowledge.problems))
        await delivery.finish(interaction, Outgoing(said))

    @app_commands.command(**called("unanswered"))
    @options("csv", "done")
    async def unanswered(self, interaction: Interaction, csv: bool = False, done: bool = False) -> None:
        """List what was asked in vain."""
        say = self.desk.say(interaction, private=True)
        await delivery.acknowledge(interaction, private=True)
        if not csv:
            shown = await pages(interaction, self.desk, KIND, "done" if done else "")
        elif table := await unanswered_table(self.desk, interaction.guild_id or 0, done=done):
            shown = Outgoing(say("unanswered.csv"), files=(Attachment("unanswered.csv", table),))
        else:
            shown = None
        await delivery.finish(interaction, shown or Outgoing(say("unanswered.empty")))

    @app_commands.command(**called("summary"))
    @options(channel="summary_channel")
    async def summary(
        self, interaction: Interaction, channel: app_commands.Transform[int, PostChannel] | None = None
    ) -> None:
        """Settle where a week's questions in vain are summed up, or that they are not."""
        if channel is not None and silent_in(interaction, (channel,)):
            said = self.desk.say(interaction)("daily.no_channel", channel=f"<#{channel}>")
            await delivery.respond(interaction, Outgoing(said))
        else:
            await self._change(interaction, summary_channel=channel)

    @app_commands.command(**called("forget"))
    async def forget(self, interaction: Interaction) -> None:
        """Ask whether all may be deleted."""
        say = self.desk.say(interaction, private=True)
        view = discord.ui.View(timeout=None)
        view.add_item(ForgetButton(interaction.user.id, say("forget.confirm")))
        await delivery.respond(interaction, Outgoing(say("forget.ask"), view=view))

    def _settled(self, interaction: Interaction) -> Any:
        return self.desk.store.settings(interaction.guild_id)

    def _allowed(self, interaction: Interaction, change: str, slug: str) -> tuple[str, ...] | None:
        """Give the slugs allowed after a change; none where these are all articles."""
        every = list(self.desk.historian.knowledge.slugs)
        before = self._settled(interaction).articles
        if change == "only":
            return (slug,)
        kept = [each for each in (every if before is None else before) if each != slug]
        if change == "add":
            return None if before is None else (*kept, slug)
        return tuple(kept)

    async def _change(self, interaction: Interaction, warning: str | None = None, **changes: Any) -> None:
        """Store changed settings, and show all."""
        server = interaction.guild_id or 0
        await delivery.acknowledge(interaction, private=True)
        settled = replace(self._settled(interaction), **changes)
        if changes:
            await self.desk.stored(self.desk.store.change, server, settled)
        say = self.desk.say(interaction, private=True)
        embed = settings_embed(self.desk, server, say, changed=bool(changes), guild=interaction.guild)
        await delivery.finish(interaction, Outgoing(warning, embeds=(embed,)))

    async def _tell(self, interaction: Interaction, key: str) -> None:
        await delivery.respond(interaction, Outgoing(self.desk.say(interaction, private=True)(key)))
