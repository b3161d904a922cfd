"""What a message leans on: the card or the question that it replies to, or the last one of its thread."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

import discord

from histbot.answering import is_question, may_lean
from histbot.discord_bot.card.asked import read_card, words_of
from histbot.discord_bot.delivery.repeats import LOST, patient
from histbot.discord_bot.desk.desk import LONGEST_QUESTION

if TYPE_CHECKING:
    from histbot.discord_bot.chat.addressing import Addressing
    from histbot.discord_bot.desk.desk import Desk

_LOOKED_BACK = 8  # messages of a thread in which the answer before is looked for
_PATIENCE = 6.0  # seconds that are spent on what came before: a question can be answered without it


class Earlier:
    """Looks up what came before a message."""

    def __init__(self, desk: Desk, addressing: Addressing) -> None:
        """Ask `desk` whether a question leans; `addressing` knows what messages ask."""
        self._desk, self._addressing = desk, addressing

    async def question_before(self, message: discord.Message, question: str) -> str | None:
        """Give the question before, if this one leans on it."""
        topic = await self._topic_before(message) if may_lean(question) else None
        leans = topic is not None and await asyncio.to_thread(self._desk.historian.leans, question, topic)
        return topic if leans else None

    async def pointed_at(self, message: discord.Message) -> str:
        """Give the question that a bare mention answers to, if Discord lets the bot read it."""
        earlier = await self._replied_to(message) if message.content else None
        return words_of(earlier.content) if earlier and earlier.author != self._addressing.me() else ""

    async def _topic_before(self, message: discord.Message) -> str | None:
        """Give the question on the card that was replied to, or the last one of a thread or of direct messages."""
        if message.reference is not None:
            earlier = await self._replied_to(message)
            return self._topic(earlier, message.author.id) if earlier else None
        if message.guild is None or isinstance(message.channel, discord.Thread):
            with contextlib.suppress(discord.HTTPException, *LOST):
                async with asyncio.timeout(_PATIENCE):
                    async for each in message.channel.history(limit=_LOOKED_BACK, before=message):
                        if each.author == self._addressing.me() and (card := read_card(each)):
                            return card.topic
        return None

    async def _replied_to(self, message: discord.Message) -> discord.Message | None:
        reference = message.reference
        if reference is None or isinstance(reference.resolved, discord.DeletedReferencedMessage):
            return None
        if isinstance(reference.resolved, discord.Message):
            return reference.resolved
        if reference.message_id is None:
            return None
        number = reference.message_id
        with contextlib.suppress(discord.HTTPException, *LOST):
            return await patient(lambda: message.channel.fetch_message(number), message.channel, _PATIENCE)
        return None

    def _topic(self, earlier: discord.Message, asker: int) -> str | None:
        """Give the question on the bot's card, or what a member said."""
        if earlier.author == self._addressing.me():
            card = read_card(earlier, asker=asker)
            return card.topic if card else None
        text = self._addressing.text(earlier)
        return text if is_question(text) and len(text) <= LONGEST_QUESTION else None
