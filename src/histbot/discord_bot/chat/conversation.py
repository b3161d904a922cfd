"""Questions asked in messages: answered once, in place when edited, with what came before them."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import discord

from histbot.answering import is_small_talk
from histbot.discord_bot.card.card import answer_card
from histbot.discord_bot.chat.addressing import Addressing
from histbot.discord_bot.chat.earlier import Earlier
from histbot.discord_bot.delivery import delivery
from histbot.discord_bot.delivery.lastword import last_word_on
from histbot.discord_bot.delivery.outbox import Outbox
from histbot.discord_bot.delivery.outgoing import Outgoing
from histbot.discord_bot.delivery.signs import typing
from histbot.discord_bot.delivery.threads import may_open_thread, open_thread
from histbot.discord_bot.delivery.waiting import Waiting
from histbot.discord_bot.desk.desk import LONGEST_QUESTION
from histbot.discord_bot.desk.failures import explain
from histbot.discord_bot.desk.fairness import BusyError
from histbot.discord_bot.desk.once import Once
from histbot.discord_bot.desk.places import where_said
from histbot.discord_bot.desk.question import Asked
from histbot.discord_bot.gateway.missed import DirectChannels

if TYPE_CHECKING:
    from collections.abc import Callable

    from histbot.answering import Answer
    from histbot.discord_bot.desk.desk import Desk

_EDITABLE = 60.0  # seconds in which an edited question is answered again
_KEPT = 200  # answers remembered for that


@dataclass(slots=True)
class _Answered:
    """A message that was answered, or is being answered."""

    question: str
    """What it said then."""
    reply: discord.Message | None = None
    """The bot's reply."""
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while it is being answered: an edit waits."""
    task: asyncio.Task[Any] | None = field(default_factory=asyncio.current_task)
    """What answers it first."""


class _Heard(Once):
    """The messages that were heard, by whichever client."""


class Conversation:
    """The messages that one client hears."""

    def __init__(
        self,
        desk: Desk,
        me: Callable[[], discord.ClientUser | None],
        waiting: Waiting | None = None,
        outbox: Outbox | None = None,
    ) -> None:
        """Take questions to `desk`; `me` tells who the bot is.

        `waiting` keeps who waits for an answer, `outbox` what waits to be said.
        """
        self._desk, self._addressing = desk, Addressing(desk, me)
        self._earlier, self._outbox, self._told = Earlier(desk, self._addressing), outbox or Outbox(), Once()
        self._waiting = Waiting() if waiting is None else waiting
        self._answered: OrderedDict[int, _Answered] = OrderedDict()

    async def hear(self, message: discord.Message) -> None:
        """Answer a message if it is a question for the bot; one that it may not read is told about, once a member."""
        if self._addressing.is_unreadable(message) and not self._addressing.is_meant(message):
            if self._told.first_time(message.author.id):
                say = self._desk.say_in(message.guild)
                await delivery.reply(message, Outgoing(say("ask.unreadable")), say)
            return
        if not self._addressing.is_meant(message) or not self._desk.own(_Heard).first_time(message.id):
            return
        if message.guild is None:
            self._desk.own(DirectChannels).note(message.channel.id)
        answered = self._answered[message.id] = _Answered(self._addressing.text(message))
        if len(self._answered) > _KEPT:
            self._answered.popitem(last=False)
        async with answered.turn:
            answered.reply = await self._respond(message, answered.question, None)

    def forget(self, number: int) -> None:
        """Stop answering a message that was deleted: what was taken back is not shown on a card."""
        answered = self._answered.pop(number, None)
        if answered is not None and answered.reply is None and answered.turn.locked() and answered.task:
            self._waiting.answered(number)
            answered.task.cancel()

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
        say = self._desk.say_in(message.guild)
        with self._waiting.of(message.id, lambda: last_word_on(message, say("error.stopping"), here=True)):
            try:
                question = question or await self._earlier.pointed_at(message)
                if refusal := self._refusal(message, question):
                    return await self._send(message, Outgoing(refusal), reply)
                if await self._must_wait(message):
                    return None
                async with typing(message.channel):
                    return await self._answer(message, question, reply)
            except Exception as error:  # noqa: BLE001  # whatever it is, someone waits for an answer
                await last_word_on(message, explain(error, say), here=True)
                return None

    async def _answer(
        self, message: discord.Message, question: str, reply: discord.Message | None
    ) -> discord.Message | None:
        server = message.guild.id if message.guild else None
        say = self._desk.say_in(message.guild)
        try:
            asked = Asked(question, await self._earlier.question_before(message, question))
            answer, knowledge = await self._desk.ask(asked, where_said(message), message.author.id)
        except BusyError as error:
            return await self._send(message, Outgoing(explain(error, say)), reply) if error.first else None
        except Exception as error:  # noqa: BLE001  # whatever it is, someone waits for an answer
            return await self._send(message, Outgoing(explain(error, say)), reply)
        card = answer_card(asked, answer, knowledge, say, thumbs=self._desk.settings(server).feedback)
        sent = await self._send(message, card, reply, answer)
        await self._desk.note(asked, answer, knowledge, server)
        return sent

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
        author = message.author
        if isinstance(author, discord.Member) and author.guild_permissions.manage_guild:
            return False
        refusal = self._desk.admit(where_said(message), message.channel.id, author.id)
        if refusal is None:
            return False
        say = self._desk.say_in(message.guild)
        words = Outgoing(refusal.tell(say))
        if refusal.first and await delivery.post(author, words) is None:
            await delivery.reply(message, words, say)  # who takes no direct messages is told here
        return True

    async def _send(
        self, message: discord.Message, outgoing: Outgoing, reply: discord.Message | None, answer: Answer | None = None
    ) -> discord.Message | None:
        if reply is not None:
            return await delivery.amend(reply, outgoing)
        if answer is not None and (thread := await self._thread(message)):
            sent = await delivery.post(thread, outgoing)
            if sent is not None:
                return sent
        return await self._outbox.reply(message, outgoing, self._desk.say_in(message.guild))

    async def _thread(self, message: discord.Message) -> discord.Thread | None:
        """Open a thread for an answer where the server wants that and Discord allows it."""
        wanted = message.guild is not None and self._desk.settings(where_said(message)).threads
        if not wanted or not may_open_thread(message.channel):
            return None
        return await open_thread(message, self._addressing.text(message))
