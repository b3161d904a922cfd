"""Questions asked in messages: answered once, in place when edited, with what came before them."""

from __future__ import annotations

import asyncio
import contextlib
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import discord

from histbot.answering import is_question, is_small_talk, may_lean
from histbot.discord_bot import delivery
from histbot.discord_bot.addressing import Addressing
from histbot.discord_bot.asked import Asked, read_card, words_of
from histbot.discord_bot.card import answer_card
from histbot.discord_bot.desk import LONGEST_QUESTION
from histbot.discord_bot.failures import explain
from histbot.discord_bot.fairness import BusyError
from histbot.discord_bot.outgoing import Outgoing
from histbot.discord_bot.text import clip

if TYPE_CHECKING:
    from collections.abc import Callable

    from histbot.answering import Answer
    from histbot.discord_bot.desk import Desk

_EDITABLE = 60.0  # seconds in which an edited question is answered again
_KEPT = 200  # answers remembered for that
_LOOKED_BACK = 8  # messages of a thread in which the answer before is looked for
_THREAD_NAME = 90  # characters


@dataclass(slots=True)
class _Answered:
    """A message that was answered, or is being answered."""

    question: str
    """What it said then."""
    reply: discord.Message | None = None
    """The bot's reply."""
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while it is being answered: an edit waits."""


class Conversation:
    """The messages that one client hears."""

    def __init__(self, desk: Desk, me: Callable[[], discord.ClientUser | None]) -> None:
        """Take questions to `desk`; `me` tells who the bot is."""
        self._desk, self._addressing = desk, Addressing(desk, me)
        self._answered: OrderedDict[int, _Answered] = OrderedDict()

    async def hear(self, message: discord.Message) -> None:
        """Answer a message if it is a question for the bot."""
        if not self._addressing.is_meant(message) or not self._desk.seen.first_time(message.id):
            return
        answered = self._answered[message.id] = _Answered(self._addressing.text(message))
        if len(self._answered) > _KEPT:
            self._answered.popitem(last=False)
        async with answered.turn:
            answered.reply = await self._respond(message, answered.question, None)

    async def hear_edit(self, message: discord.Message) -> None:
        """Answer a question that was edited within a minute again, in place."""
        # Discord also calls it an update when it shows a link's preview.
        late = (discord.utils.utcnow() - message.created_at).total_seconds() > _EDITABLE
        if message.edited_at is None or late:
            return
        answered = self._answered.get(message.id)
        if answered is None:
            await self.hear(message)
            return
        async with answered.turn:
            question = self._addressing.text(message)
            if question and question != answered.question:
                answered.question = question
                answered.reply = await self._respond(message, question, answered.reply) or answered.reply

    async def _respond(
        self, message: discord.Message, question: str, reply: discord.Message | None
    ) -> discord.Message | None:
        """Reply to a question, or amend the reply it had; give the reply."""
        server = message.guild.id if message.guild else None
        say = self._desk.say_in(message.guild)
        question = question or await self._pointed_at(message)
        if refusal := self._refusal(message, question):
            return await self._send(message, Outgoing(refusal), reply)
        if await self._must_wait(message):
            return None
        try:
            async with delivery.typing(message.channel):
                asked = Asked(question, await self._before(message, question))
                answer, knowledge = await self._desk.ask(asked, server, message.author.id)
        except BusyError as error:
            return await self._send(message, Outgoing(explain(error, say)), reply) if error.first else None
        except Exception as error:  # noqa: BLE001  # whatever it is, someone waits for an answer
            return await self._send(message, Outgoing(explain(error, say)), reply)
        card = answer_card(asked, answer, knowledge, say, thumbs=self._desk.settings(server).feedback)
        sent = await self._send(message, card, reply, answer)
        await self._desk.note(asked, answer, knowledge, server)
        return sent

    async def _pointed_at(self, message: discord.Message) -> str:
        """Give the question that a bare mention answers to, if Discord lets the bot read it."""
        earlier = await self._replied_to(message) if message.content else None
        return words_of(earlier.content) if earlier and earlier.author != self._addressing.me() else ""

    def _refusal(self, message: discord.Message, question: str) -> str | None:
        say = self._desk.say_in(message.guild)
        if not question:
            unreadable = message.reference is not None and not message.content
            return say("ask.unreadable" if unreadable else "ask.empty")
        if is_small_talk(question):
            return say("ask.empty")
        return say("ask.too_long", count=LONGEST_QUESTION) if len(question) > LONGEST_QUESTION else None

    async def _must_wait(self, message: discord.Message) -> bool:
        """Tell whether it is too soon for another question, and tell the author so, directly and once."""
        author, server = message.author, message.guild.id if message.guild else None
        if isinstance(author, discord.Member) and author.guild_permissions.manage_guild:
            return False
        refusal = self._desk.admit(server, message.channel.id, author.id)
        if refusal is None:
            return False
        words = Outgoing(refusal.tell(self._desk.say_in(message.guild)))
        if refusal.first and await delivery.post(author, words) is None:
            await delivery.reply(message, words)  # who takes no direct messages is told here
        return True

    async def _before(self, message: discord.Message, question: str) -> str | None:
        """Give the question before, if this one leans on it."""
        topic = await self._topic_before(message) if may_lean(question) else None
        leans = topic is not None and await asyncio.to_thread(self._desk.historian.leans, question, topic)
        return topic if leans else None

    async def _topic_before(self, message: discord.Message) -> str | None:
        """Give the question on the card that was replied to, or the last one of a thread or of direct messages."""
        if message.reference is not None:
            earlier = await self._replied_to(message)
            return await self._topic(earlier) if earlier else None
        if message.guild is None or isinstance(message.channel, discord.Thread):
            with contextlib.suppress(discord.HTTPException):
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
        with contextlib.suppress(discord.HTTPException):
            return await message.channel.fetch_message(reference.message_id)
        return None

    async def _topic(self, earlier: discord.Message) -> str | None:
        """Give the question on the bot's card, or what a member said."""
        if earlier.author == self._addressing.me():
            card = read_card(earlier)
            return card.topic if card else None
        text = self._addressing.text(earlier)
        return text if is_question(text) and len(text) <= LONGEST_QUESTION else None

    async def _send(
        self, message: discord.Message, outgoing: Outgoing, reply: discord.Message | None, answer: Answer | None = None
    ) -> discord.Message | None:
        say = self._desk.say_in(message.guild)
        if reply is not None:
            return await delivery.amend(reply, outgoing)
        if answer is not None and (thread := await self._thread(message)):
            return await delivery.post(thread, outgoing)
        return await delivery.reply(message, outgoing, no_place=say("error.no_place"))

    async def _thread(self, message: discord.Message) -> discord.Thread | None:
        """Open a thread for an answer where the server wants that and Discord allows it."""
        channel = message.channel
        if not isinstance(channel, discord.TextChannel) or not self._desk.settings(channel.guild.id).threads:
            return None
        may = channel.permissions_for(channel.guild.me)
        if not (may.create_public_threads and may.send_messages_in_threads):
            return None
        name = clip(self._addressing.text(message), _THREAD_NAME)
        with contextlib.suppress(discord.HTTPException):
            return await message.create_thread(name=name, auto_archive_duration=1440)
        return None
