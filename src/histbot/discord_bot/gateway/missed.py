"""Questions asked while the gateway was away: fetched once a new session is there, and answered, each once.

A session that is resumed gets all events that it missed. A new one gets none: then the recent messages are read of
those channels in which something was written meanwhile, which Discord tells with each server, and of the direct
channels that were in use lately. Older than ten minutes, nobody waits for an answer any more.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

import discord

from histbot.discord_bot.delivery.repeats import LOST

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from histbot.discord_bot.desk.desk import Desk

_OVERLAP = dt.timedelta(seconds=10)  # before the loss was noticed: what came then is known, and not answered twice
_LATEST = dt.timedelta(minutes=10)
_PLACES, _DIRECT, _MESSAGES = 25, 10, 50
_log = logging.getLogger(__name__)


class Lost(dict[int, dt.datetime]):
    """Since when each shard has no connection, while it has none or its session is new."""


class DirectChannels(OrderedDict[int, None]):
    """The direct channels in which questions came, the latest last."""

    def note(self, channel: int) -> None:
        """Note that a question came in a channel."""
        self[channel] = None
        self.move_to_end(channel)
        if len(self) > _DIRECT:
            self.popitem(last=False)


async def catch_up(
    client: discord.Client,
    desk: Desk,
    shard: int,
    since: dt.datetime,
    hear: Callable[[discord.Message], Awaitable[None]],
) -> None:
    """Let `hear` have what was written since the connection of a shard was lost."""
    since = max(since - _OVERLAP, discord.utils.utcnow() - _LATEST)
    places: list[Any] = _places(client, shard, since)
    places += await _direct(client, desk) if shard == 0 else []
    read = [await _read(place, since) for place in places]
    messages = [message for found in read for message in found]
    if messages:
        _log.info("a new session: %d messages of %d channels are looked at again", len(messages), len(places))
    await asyncio.gather(*(hear(message) for message in messages))


def _places(client: discord.Client, shard: int, since: dt.datetime) -> list[Any]:
    """Give the channels and threads of a shard's servers in which something was written since, the latest first."""
    earliest = discord.utils.time_snowflake(since)
    found: list[Any] = [
        place
        for guild in client.guilds
        if guild.shard_id == shard
        for place in _all_of(guild)
        if (place.last_message_id or 0) > earliest and _may_read(place, guild.me)
    ]
    return sorted(found, key=lambda place: -(place.last_message_id or 0))[:_PLACES]


def _all_of(guild: discord.Guild) -> list[Any]:
    return [*guild.text_channels, *guild.voice_channels, *guild.threads]


def _may_read(place: Any, me: discord.Member) -> bool:
    try:
        allowed = place.permissions_for(me)
    except discord.ClientException:  # a thread whose channel is not in the cache
        return False
    return bool(allowed.view_channel and allowed.read_message_history)


async def _direct(client: discord.Client, desk: Desk) -> list[Any]:
    """Give the direct channels that were in use lately."""
    found = []
    for number in list(desk.own(DirectChannels)):
        try:
            found.append(await client.fetch_channel(number))
        except (discord.HTTPException, discord.InvalidData, *LOST):
            continue
    return found


async def _read(place: Any, since: dt.datetime) -> Iterable[discord.Message]:
    try:
        return [message async for message in place.history(limit=_MESSAGES, after=since, oldest_first=True)]
    except (discord.HTTPException, *LOST) as error:
        _log.warning("channel %s can't be read again: %s", place.id, type(error).__name__)
        return []
