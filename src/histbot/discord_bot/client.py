"""The client: what it listens to, how it starts and how it stops.

`Client` with a `CommandTree`, not `commands.Bot`: there are no prefix commands, and Bot logs every mention as
an unknown one. No message content is asked for: mentions and direct messages carry theirs without it.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections import OrderedDict
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from histbot.discord_bot.commands import CommandTree, add_commands
from histbot.discord_bot.connection import SteadyClient
from histbot.discord_bot.embeds import answer_embed
from histbot.discord_bot.sync import begin_sync

if TYPE_CHECKING:
    from pathlib import Path

    from histbot.historian import Historian
    from histbot.settings import Settings

_REMEMBERED = 1000  # message ids: what Discord may replay after a resume
LONGEST_QUESTION = 500  # characters
_log = logging.getLogger(__name__)


class HistbotClient(SteadyClient):
    """histbot in Discord."""

    def __init__(self, historian: Historian, settings: Settings, state: Path | None) -> None:
        """Prepare the client; `state` is the file that remembers which commands are registered."""
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        super().__init__(
            settings=settings.discord,
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            activity=discord.CustomActivity("/ask me about history"),
        )
        self.historian = historian
        self.settings = settings
        self.tree: app_commands.CommandTree[HistbotClient] = CommandTree(self)
        self._state = state
        self._seen: OrderedDict[int, None] = OrderedDict()
        add_commands(self.tree, historian, private=settings.discord.private)

    async def setup_hook(self) -> None:
        """Register the commands if they changed since they were last registered."""
        self.errands.add(await begin_sync(self.tree, self._state, self.settings.discord.guild))

    async def on_message(self, message: discord.Message) -> None:
        """Answer a question put by mention or directly."""
        if message.author.bot or message.webhook_id is not None or self.user is None:
            return
        mentioned = self.user in message.mentions
        if not (mentioned or message.guild is None) or self._is_replay(message.id):
            return
        question = re.sub(rf"<@!?{self.user.id}>", "", message.content).strip()
        try:
            await self._reply(message, question)
        except discord.Forbidden:
            _log.warning("may not answer in channel %s: give the bot Send Messages and Embed Links", message.channel.id)
        except discord.HTTPException as error:
            _log.warning("an answer in channel %s was refused: %s", message.channel.id, error)

    async def _reply(self, message: discord.Message, question: str) -> None:
        if not question:
            await message.reply("Ask me a question about the articles; `/articles` lists them.")
            return
        if len(question) > LONGEST_QUESTION:
            await message.reply(f"That question is longer than {LONGEST_QUESTION} characters; please shorten it.")
            return
        knowledge = self.historian.knowledge
        answer = await asyncio.to_thread(self.historian.ask, question)
        await message.reply(embed=answer_embed(answer, knowledge))

    def _is_replay(self, message_id: int) -> bool:
        if message_id in self._seen:
            return True
        self._seen[message_id] = None
        if len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)
        return False
