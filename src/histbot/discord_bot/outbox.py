"""Replies of one channel, a few at a time; where many wait, several cards go into one message.

Discord takes five messages in five seconds from a bot in a channel. Twenty-five questions at once, a message each, took
twenty seconds and more; five cards a message, as many as have room for their buttons, take two or three.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord

from histbot.discord_bot import delivery
from histbot.discord_bot.outgoing import Outgoing
from histbot.discord_bot.text import EMBED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from histbot.words import Words

_LANES = 2  # messages on their way in a channel at once
_MANY = 4  # others that wait from which on replies are put together: Discord takes five at once
_ROWS = 5  # of buttons in a message: a card has one


@dataclass(frozen=True, slots=True, eq=False)
class _Letter:
    """A reply that is to be sent."""

    message: discord.Message
    """What it replies to."""
    outgoing: Outgoing
    """What it says."""
    say: Words
    """In which language its failure is told."""
    sent: asyncio.Future[discord.Message | None]
    """The message, once it was sent alone; none if it was put together with others."""


class Outbox:
    """What waits to be said, by channel."""

    def __init__(self) -> None:
        self._waiting: dict[int, deque[_Letter]] = {}
        self._lanes: dict[int, int] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def reply(self, message: discord.Message, outgoing: Outgoing, say: Words) -> discord.Message | None:
        """Reply to a message when its turn comes; give the reply, if it is one of its own."""
        place = message.channel.id
        letter = _Letter(message, outgoing, say, asyncio.get_running_loop().create_future())
        if self._lanes.get(place, 0) < _LANES:
            self._lanes[place] = self._lanes.get(place, 0) + 1
            task = asyncio.create_task(self._send_all(place, letter), name="outbox")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        else:
            self._waiting.setdefault(place, deque()).append(letter)
        return await letter.sent

    async def _send_all(self, place: int, first: _Letter) -> None:
        try:
            await _send([first])
            while waiting := self._waiting.get(place):
                await _send(_taken(waiting))
        finally:
            self._lanes[place] -= 1
            if not self._lanes[place]:
                del self._lanes[place]
                for letter in self._waiting.pop(place, ()):  # none, unless there is a bug here
                    letter.sent.cancel()


def _taken(waiting: deque[_Letter]) -> list[_Letter]:
    """Take the next letter, and where many wait, those behind it that go into the same message."""
    together = [waiting.popleft()]
    if len(waiting) < _MANY or not _is_card(together[0].outgoing):
        return together
    for letter in list(waiting):
        if len(together) < _ROWS and _fits([each.outgoing for each in together], letter.outgoing):
            together.append(letter)
            waiting.remove(letter)
    return together


def _is_card(outgoing: Outgoing) -> bool:
    """Tell whether it is one card with one row of buttons, and nothing else."""
    view = outgoing.view
    return len(outgoing.embeds) == 1 and view is not None and len(view.to_components()) == 1 and not outgoing.files


def _fits(together: Sequence[Outgoing], other: Outgoing) -> bool:
    if not _is_card(other) or sum(len(each.embeds[0]) for each in (*together, other)) > EMBED:
        return False
    taken = set[str]().union(*map(_custom_ids, together))
    return taken.isdisjoint(_custom_ids(other))  # Discord refuses a message with two alike


def _custom_ids(outgoing: Outgoing) -> set[str]:
    items = outgoing.view.walk_children() if outgoing.view else ()
    return {custom_id for item in items if (custom_id := getattr(item, "custom_id", None))}


async def _send(letters: list[_Letter]) -> None:
    """Send letters in one message; whatever goes wrong, who waits for them goes on."""
    first, sent = letters[0], None
    try:
        outgoing = first.outgoing if len(letters) == 1 else _together(letters)
        sent = await delivery.reply(first.message, outgoing, first.say)
    finally:
        for letter in letters:
            if not letter.sent.done():
                letter.sent.set_result(sent if len(letters) == 1 else None)


def _together(letters: Sequence[_Letter]) -> Outgoing:
    """Put cards into one message: whose they are in front, in their order, a row of buttons for each."""
    view = discord.ui.View(timeout=None)
    for row, letter in enumerate(letters):
        for item in letter.outgoing.view.children if letter.outgoing.view else ():
            item.row = row
            view.add_item(item)
    embeds = tuple(letter.outgoing.embeds[0] for letter in letters)
    return Outgoing(" ".join(letter.message.author.mention for letter in letters), embeds, view)
