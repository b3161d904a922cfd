"""What happened on this day, posted every morning into the channel that a server chose: once, also after a restart.

The day is noted in the server's settings before it is posted, so that no crash posts it twice; what Discord lost is
tried again, what it forbids is not. A day on which the articles tell of nothing stays silent.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import discord

from histbot.discord_bot.delivery import delivery
from histbot.discord_bot.delivery.outgoing import Outgoing
from histbot.discord_bot.pages.timelines import day_card
from histbot.errors import HistbotError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from histbot.discord_bot.desk.desk import Desk
    from histbot.storage import Daily

_LONGEST, _AGAIN = 3600.0, 60.0  # seconds between two looks at the clock at most, and after a post that failed
_LATE = dt.timedelta(hours=6)  # after which a morning's post is left out: the bot was away
_TRIES = 3
_log = logging.getLogger(__name__)


def zone_of(name: str) -> ZoneInfo | None:
    """Give a time zone by its name; none if there is no such."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def due(daily: Daily, now: dt.datetime) -> dt.date | None:
    """Give the day to be told at `now` (with its zone); none if it was told, or its time is not come or long past."""
    zone = zone_of(daily.zone)
    if zone is None:
        return None
    here = now.astimezone(zone)
    told_at = here.replace(hour=daily.hour, minute=daily.minute, second=0, microsecond=0)
    today = here.date()
    return today if daily.last != today.isoformat() and told_at <= here < told_at + _LATE else None


def seconds_to(daily: Daily, now: dt.datetime) -> float:
    """Give the seconds until a server's time comes, an hour at most; a minute if it has come and was not told."""
    zone = zone_of(daily.zone)
    if zone is None:
        return _LONGEST
    if due(daily, now):
        return _AGAIN
    here = now.astimezone(zone)
    told_at = here.replace(hour=daily.hour, minute=daily.minute, second=0, microsecond=0)
    return min(_LONGEST, ((told_at - here).total_seconds() - 1) % (24 * 3600) + 1)


def may_post(channel: object, me: discord.Member | None) -> bool:
    """Tell whether the bot may write in a channel; in a forum, in its posts."""
    if me is None or not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        return False
    given = channel.permissions_for(me)
    threads = isinstance(channel, discord.Thread | discord.ForumChannel)
    writes = given.send_messages_in_threads if threads else given.send_messages
    return given.view_channel and writes


def silent_in(interaction: discord.Interaction[Any], channels: Iterable[int]) -> list[int]:
    """Give those of a server's channels in which the bot may not write: what is settled for them would be silence."""
    guild = interaction.guild
    return [each for each in channels if guild and not may_post(guild.get_channel_or_thread(each), guild.me)]


class DailyPosts:
    """Posts every server's day when its time has come."""

    def __init__(self, desk: Desk, guilds: Callable[[], Iterable[discord.Guild]]) -> None:
        """Post for `guilds`, as `desk` has them settled."""
        self._desk, self._guilds = desk, guilds
        self._failed: dict[int, int] = {}
        self._task: asyncio.Task[None] | None = None
        self._waiting = False

    def begin(self) -> asyncio.Task[None]:
        """Begin to wait for the next time, anew if a server has settled another; what is being posted goes on."""
        if self._task is None or self._task.done() or self._waiting:
            if self._task is not None:
                self._task.cancel()
            self._task = asyncio.create_task(self._keep_posting(), name="daily")
        return self._task

    async def _keep_posting(self) -> None:
        while True:
            self._waiting = False
            await self.post_due(dt.datetime.now(dt.UTC))
            self._waiting = True
            await asyncio.sleep(self._until_next(dt.datetime.now(dt.UTC)))

    def _until_next(self, now: dt.datetime) -> float:
        """Give the seconds until the next server's time comes."""
        settled = [self._desk.settings(guild.id).daily for guild in self._guilds()]
        return min((seconds_to(daily, now) for daily in settled if daily), default=_LONGEST)

    async def post_due(self, now: dt.datetime) -> None:
        """Post to each server whose time has come; a failure of one holds no other up."""
        for guild in list(self._guilds()):
            daily = self._desk.settings(guild.id).daily
            day = due(daily, now) if daily else None
            if daily is None or day is None:
                continue
            try:
                await self._post(guild, daily, day)
            except (HistbotError, discord.DiscordException) as error:
                _log.warning("the day could not be told in server %s: %s", guild.id, error)

    async def _post(self, guild: discord.Guild, daily: Daily, day: dt.date) -> None:
        channel = guild.get_channel_or_thread(daily.channel)
        await self._note(guild.id, daily, day.isoformat())
        if not isinstance(channel, discord.abc.Messageable) or not may_post(channel, guild.me):
            _log.warning("channel %s of server %s can't be posted to", daily.channel, guild.id)
            return
        say, among = self._desk.say_in(guild), self._desk.settings(guild.id).articles
        found = partial(self._desk.historian.on_this_day, day.month, day.day, among=among)
        events = await self._desk.read(found)
        if not events:
            return
        posted = await delivery.post(channel, Outgoing(embeds=(day_card(events, day.month, day.day, say),)))
        tries = 0 if posted else self._failed.get(guild.id, 0) + 1
        self._failed[guild.id] = tries
        if not posted and tries < _TRIES:
            await self._note(guild.id, daily, daily.last)

    async def _note(self, server: int, daily: Daily, last: str) -> None:
        """Note which day was told, unless the server has settled something else meanwhile."""
        settled = self._desk.settings(server)
        if settled.daily is not None and replace(settled.daily, last="") == replace(daily, last=""):
            wanted = replace(settled, daily=replace(daily, last=last))
            await self._desk.stored(self._desk.store.change, server, wanted)
