"""The client: what it listens to, and what each event is handed to.

`Client` with a `CommandTree`, not `commands.Bot`: there are no prefix commands, and Bot logs every mention as
an unknown one. Message content is asked for only where the settings say so: mentions and direct messages carry
theirs without it.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import discord

from histbot.discord_bot.card.buttons import CardButton, ShareButton
from histbot.discord_bot.card.feedback import take_reason
from histbot.discord_bot.card.forms import FOLLOW_UP, REASON
from histbot.discord_bot.chat.conversation import Conversation
from histbot.discord_bot.chat.followup import take_followup
from histbot.discord_bot.commands.commands import CommandTree, add_commands
from histbot.discord_bot.commands.sync import begin_sync
from histbot.discord_bot.commands.translator import Translator
from histbot.discord_bot.curating.curating import MarkSelect, sum_up
from histbot.discord_bot.desk.desk import Desk
from histbot.discord_bot.desk.failures import tell_failure
from histbot.discord_bot.gateway.connection import SteadyClient
from histbot.discord_bot.gateway.missed import Lost, catch_up
from histbot.discord_bot.moderators.daily import DailyPosts
from histbot.discord_bot.moderators.forgetting import ForgetButton
from histbot.discord_bot.moderators.server_commands import ServerCommands
from histbot.discord_bot.moderators.setup import AskMenu, Toggle
from histbot.discord_bot.pages.pager import PageButton
from histbot.discord_bot.quiz.quiz import QuizButton
from histbot.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from discord import app_commands

    from histbot.historian import Historian
    from histbot.settings import Settings

_DAY = 24 * 3600.0  # seconds
_FORMS = {REASON: take_reason, FOLLOW_UP: take_followup}
_log = logging.getLogger(__name__)


class HistbotClient(SteadyClient):
    """histbot in Discord."""

    def __init__(self, historian: Historian, settings: Settings, state: Path | None, desk: Desk | None = None) -> None:
        """Prepare the client; `state` is the file that remembers which commands are registered.

        `desk` outlives clients; without one, nothing is kept.
        """
        intents = discord.Intents(
            guilds=True, guild_messages=True, dm_messages=True, message_content=settings.discord.message_content
        )
        super().__init__(
            settings=settings.discord,
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            activity=discord.CustomActivity("/ask me about history"),
            max_messages=None,  # nothing here looks a message up in the cache
        )
        self.historian = historian
        self.settings = settings
        self.desk = desk or Desk(historian, settings)
        self.tree: app_commands.CommandTree[HistbotClient] = CommandTree(self)
        self.conversation = Conversation(self.desk, lambda: self.user, self.waiting, self.outbox)
        self.daily = DailyPosts(self.desk, lambda: self.guilds)
        self._state = state
        add_commands(self.tree, self.desk)
        self.tree.add_command(ServerCommands(self.desk))
        self.add_dynamic_items(
            CardButton, ShareButton, PageButton, ForgetButton, MarkSelect, AskMenu, Toggle, QuizButton
        )

    async def setup_hook(self) -> None:
        """Register the commands if they changed since they were last registered."""
        await self.tree.set_translator(Translator())
        self.errands.add(await begin_sync(self.tree, self._state, self.settings.discord.guild))
        self.errands.add(asyncio.create_task(self._purge_daily(), name="purge"))
        self.errands.add(self.daily.begin())

    async def on_message(self, message: discord.Message) -> None:
        """Answer a question."""
        await self.conversation.hear(message)

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Answer an edited question again."""
        await self.conversation.hear_edit(payload.message)

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Stop answering what was deleted."""
        self.conversation.forget(payload.message_id)

    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Stop answering what was deleted."""
        for number in payload.message_ids:
            self.conversation.forget(number)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Take a form that was sent; commands and buttons have ways of their own."""
        if interaction.type is discord.InteractionType.modal_submit and self.desk.pressed.first_time(interaction.id):
            await self._take_form(interaction)

    async def _take_form(self, interaction: discord.Interaction[Any]) -> None:
        data: dict[str, Any] = dict(interaction.data or {})
        take = next((take for name, take in _FORMS.items() if data["custom_id"].startswith(name)), None)
        try:
            if take is not None:
                await take(interaction, self.desk, data)
        except Exception as error:  # noqa: BLE001  # as for a button
            await tell_failure(interaction, error)

    async def on_shard_disconnect(self, number: int) -> None:
        """Note since when nothing is heard."""
        self.desk.own(Lost).setdefault(number, discord.utils.utcnow())
        await super().on_shard_disconnect(number)

    async def on_shard_resumed(self, number: int) -> None:
        """Forget that: what was missed is delivered."""
        self.desk.own(Lost).pop(number, None)
        await super().on_shard_resumed(number)

    async def on_shard_ready(self, number: int) -> None:
        """Hear what was missed, if this is not a shard's first session."""
        if since := self.desk.own(Lost).pop(number, None):
            await catch_up(self, self.desk, number, since, self.conversation.hear)

    async def on_ready(self) -> None:
        """Note which servers were left or joined meanwhile; a process that has some shards only can't tell."""
        await self.desk.begin_processes()  # only now: they would take from the start
        if not self.settings.discord.shard_ids:
            await self._note(self.desk.store.reconcile, {guild.id for guild in self.guilds})

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Keep what is stored of a server that is joined again."""
        await self._note(self.desk.store.joined, guild.id)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Note when a server was left: what is stored of it goes after 30 days."""
        await self._note(self.desk.store.left, guild.id)

    async def _purge_daily(self) -> None:
        while True:
            await self._note(self.desk.store.purge)
            await sum_up(self, self.desk)
            await asyncio.sleep(_DAY)

    async def _note(self, work: Callable[..., object], *given: object) -> None:
        try:
            await self.desk.stored(work, *given)
        except StorageError as error:
            _log.warning("%s", error)
