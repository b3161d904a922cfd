"""What is said into one channel, a few messages at a time; where much waits, several cards go into one message.

Discord takes five messages in five seconds from a bot in a channel. Twenty-five questions at once, a message each, took
twenty seconds and more; five cards a message, as many as have room for their buttons, take two or three. Everything
that answers somebody in a channel waits here for its turn, late answers to commands too: a hundred of them, each with
patience of its own, lost that patience while they stood in Discord's queue, and most of them were never sent.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord

from histbot.discord_bot.delivery import delivery
from histbot.discord_bot.delivery.outgoing import Outgoing
from histbot.discord_bot.shown.text import EMBED

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from histbot.words import Words

_LANES = 2  # messages on their way in a channel at once
_MANY = 4  # others that wait from which on they are put together: Discord takes five at once
_ROWS = 5  # of buttons in a message: a card has one
_AT_ONCE, _WINDOW = 5, 5.0  # messages that Discord takes from a bot in a channel, in so many seconds
_LONG = 60.0  # seconds after which a message that does not get through holds the others up no more


@dataclass(frozen=True, slots=True, eq=False)
class _Letter:
    """What is to be said to somebody."""

    channel: discord.abc.Messageable
    """Where."""
    outgoing: Outgoing
    """What."""
    whose: discord.abc.User
    """To whom."""
    alone: Callable[[], Awaitable[discord.Message | None]]
    """Sends it in a message of its own, and tells `whose` where that can't be."""
    pings: bool
    """Whether `whose` is notified."""
    sent: asyncio.Future[discord.Message | None]
    """The message, once it was sent alone; none if it was put together with others."""


class Outbox:
    """What waits to be said, by channel."""

    def __init__(self) -> None:
        self._waiting: dict[int, deque[_Letter]] = {}
        self._lanes: dict[int, int] = {}
        self._sent: dict[int, deque[float]] = {}
        """When the last messages of a channel went out, by the monotonic clock."""
        self._tasks: set[asyncio.Task[None]] = set()

    async def reply(self, message: discord.Message, outgoing: Outgoing, say: Words) -> discord.Message | None:
        """Reply to a message when its turn comes; give the reply, if it is one of its own."""
        return await self.send(
            message.channel, outgoing, message.author, lambda: delivery.reply(message, outgoing, say)
        )

    async def send(
        self,
        channel: discord.abc.Messageable,
        outgoing: Outgoing,
        whose: discord.abc.User,
        alone: Callable[[], Awaitable[discord.Message | None]],
        *,
        pings: bool = False,
    ) -> discord.Message | None:
        """Say something to somebody when its turn comes, by `alone` or together with others; give a message of its own.

        `alone` has to tell `whose` itself where it fails. `pings` says whether `whose` is notified.
        """
        place = getattr(channel, "id", id(channel))
        letter = _Letter(channel, outgoing, whose, alone, pings, asyncio.get_running_loop().create_future())
        self._waiting.setdefault(place, deque()).append(letter)
        if self._lanes.get(place, 0) < _LANES:
            self._lanes[place] = self._lanes.get(place, 0) + 1
            self._keep(asyncio.create_task(self._send_all(place), name="outbox"))
        return await letter.sent

    async def _send_all(self, place: int) -> None:
        """Send what waits for a channel; the first of it alone, if Discord would take it at once."""
        alone = not self._pause(place)
        try:
            while waiting := self._waiting.get(place):
                await asyncio.sleep(self._pause(place))  # here, not in discord.py: what comes meanwhile goes with it
                if not waiting:  # the other lane was quicker
                    continue
                taken = [waiting.popleft()] if alone else _taken(waiting)
                alone = False
                if letters := [each for each in taken if not each.sent.cancelled()]:
                    self._sent.setdefault(place, deque(maxlen=_AT_ONCE)).append(time.monotonic())
                    await self._send(letters)
        finally:
            self._lanes[place] -= 1
            if not self._lanes[place]:
                del self._lanes[place]
                for letter in self._waiting.pop(place, ()):  # none, unless there is a bug here
                    letter.sent.cancel()
                self._sent = {place: times for place, times in self._sent.items() if self._pause(place, most=1)}

    def _pause(self, place: int, most: int = _AT_ONCE) -> float:
        """Give the seconds until Discord takes another message in a channel that takes `most` in a window."""
        times = self._sent.get(place, ())
        return max(0.0, times[-most] + _WINDOW - time.monotonic()) if len(times) >= most else 0.0

    async def _send(self, letters: list[_Letter]) -> None:
        sending = asyncio.create_task(_send(letters), name="outbox")
        self._keep(sending)
        await asyncio.wait((sending,), timeout=_LONG)

    def _keep(self, task: asyncio.Task[None]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


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


async def _send(letters: Sequence[_Letter]) -> None:
    """Send letters in one message, or each alone where Discord does not take that; who waits for one goes on."""
    first, *others = letters
    try:
        if not others:
            _arrived(first, await first.alone())
        elif await delivery.post(first.channel, _together(letters)) is None:
            await asyncio.gather(*(_send([letter]) for letter in letters))
    except Exception as error:  # noqa: BLE001  # handed to who waits for it
        for letter in letters:
            if not letter.sent.done():
                letter.sent.set_exception(error)
    finally:
        for letter in letters:
            _arrived(letter, None)


def _arrived(letter: _Letter, message: discord.Message | None) -> None:
    if not letter.sent.done():
        letter.sent.set_result(message)


def _together(letters: Sequence[_Letter]) -> Outgoing:
    """Put cards into one message: whose they are in front, in their order, a row of buttons for each."""
    view = discord.ui.View(timeout=None)
    for row, letter in enumerate(letters):
        for item in letter.outgoing.view.children if letter.outgoing.view else ():
            item.row = row
            view.add_item(item)
    embeds = tuple(letter.outgoing.embeds[0] for letter in letters)
    pinged = tuple(letter.whose.id for letter in letters if letter.pings)
    return Outgoing(" ".join(letter.whose.mention for letter in letters), embeds, view, pings=pinged)
