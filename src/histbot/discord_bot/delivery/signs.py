"""Signs of life while an answer takes: the bot typing, or a word about what is being done."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

import discord

from histbot.discord_bot.delivery.repeats import LOST

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

Interaction = discord.Interaction[Any]
_MOMENT = 0.5  # seconds after which work deserves a sign of life
_LONG = 3.0  # seconds after which "thinking…" is not enough
_IN_FLIGHT = 2.0  # seconds that a word on its way is waited for: it must not come behind the answer
_typing: dict[int, tuple[int, asyncio.Task[None]]] = {}  # by channel: how many answers it is for, and what shows it


@asynccontextmanager
async def typing(channel: discord.abc.Messageable, after: float = _MOMENT) -> AsyncIterator[None]:
    """Show the bot typing while work takes longer than a moment, once for all answers of a channel.

    What fails of it is of no interest.
    """
    place = getattr(channel, "id", id(channel))
    count, showing = _typing.get(place) or (0, asyncio.create_task(_show(channel, after), name="typing"))
    _typing[place] = (count + 1, showing)
    try:
        yield
    finally:
        count, showing = _typing.pop(place)
        if count > 1:
            _typing[place] = (count - 1, showing)
        else:
            showing.cancel()


async def _show(channel: discord.abc.Messageable, after: float) -> None:
    await asyncio.sleep(after)
    with suppress(discord.HTTPException, *LOST):
        async with channel.typing():
            await asyncio.Event().wait()


@asynccontextmanager
async def working(interaction: Interaction, doing: str, after: float | None = None) -> AsyncIterator[None]:
    """Say in the message that waits for the answer what is being done, if that takes `after` seconds (3)."""
    saying = asyncio.Event()

    async def say() -> None:
        await asyncio.sleep(_LONG if after is None else after)
        saying.set()
        with suppress(discord.HTTPException, *LOST):
            await interaction.edit_original_response(content=doing)

    task = asyncio.create_task(say(), name="working")
    try:
        yield
    finally:
        if saying.is_set():
            await asyncio.wait((task,), timeout=_IN_FLIGHT)
        task.cancel()
