"""`/histbot onthisday`: where and when the day is told; what can't be is said with an example, and nothing is kept."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

import discord
from discord import app_commands

from histbot.discord_bot.commands.options import called, options
from histbot.discord_bot.delivery import delivery
from histbot.discord_bot.delivery.outgoing import Outgoing
from histbot.discord_bot.moderators.daily import due, may_post, zone_of
from histbot.discord_bot.moderators.manners import AskChannel
from histbot.discord_bot.shown.text import CHOICES, clip, escape
from histbot.storage import Daily

if TYPE_CHECKING:
    from histbot.discord_bot.desk.desk import Desk

Interaction = discord.Interaction[Any]
_TIME = re.compile(r"(?P<hour>[01]?\d|2[0-3])(?:[:.h](?P<minute>[0-5]\d))?\s?(?P<half>[ap]\.?m\.?)?", re.IGNORECASE)
_LONGEST = 60  # characters of what was typed that are shown again
_NOON = 12


class PostChannel(AskChannel):
    """A channel that the bot can post to of its own accord: a forum takes posts of members."""

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """Say which kinds of it."""
        kind = discord.ChannelType
        return [kind.text, kind.news, kind.public_thread, kind.private_thread, kind.news_thread]


def daily_command(desk: Desk) -> app_commands.Command[Any, ..., Any]:
    """Make the command; without a channel it ends the posts."""

    @app_commands.command(**called("daily"))
    @options("time", "zone", channel="daily_channel")
    async def onthisday(
        interaction: Interaction,
        channel: app_commands.Transform[int, PostChannel] | None = None,
        time: app_commands.Range[str, 1, 20] = "09:00",
        zone: app_commands.Range[str, 1, 60] = "UTC",
    ) -> None:
        await settle_daily(interaction, desk, channel, time, zone)

    @onthisday.autocomplete("zone")
    async def complete(_: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return zone_choices(typed)

    return onthisday


async def settle_daily(interaction: Interaction, desk: Desk, channel: int | None, time: str, zone: str) -> None:
    """Keep where and when the day is told, or say what is wrong with it."""
    say, guild = desk.say(interaction, private=True), interaction.guild
    await delivery.acknowledge(interaction, private=True)
    if channel is None or guild is None:
        await _keep(interaction, desk, None)
        await delivery.finish(interaction, Outgoing(say("daily.off")))
        return
    at = read_time(time)
    wrong = None
    if at is None:
        wrong = say("daily.no_time", time=escape(clip(time, _LONGEST)))
    elif zone_of(zone) is None:
        wrong = say("daily.no_zone", zone=escape(clip(zone, _LONGEST)))
    elif not may_post(guild.get_channel_or_thread(channel), guild.me):
        wrong = say("daily.no_channel", channel=f"<#{channel}>")
    if at is None or wrong:
        await delivery.finish(interaction, Outgoing(wrong))
        return
    daily = Daily(channel, at.hour, at.minute, zone)
    today = due(daily, dt.datetime.now(dt.UTC))
    await _keep(interaction, desk, replace(daily, last=today.isoformat() if today else ""))  # from the next time on
    said = say("daily.on", channel=f"<#{channel}>", time=f"{at:%H:%M}", zone=escape(zone))
    await delivery.finish(interaction, Outgoing(said))


async def _keep(interaction: Interaction, desk: Desk, daily: Daily | None) -> None:
    server = interaction.guild_id or 0
    await desk.stored(desk.store.change, server, replace(desk.store.settings(server), daily=daily))
    interaction.client.errands.add(interaction.client.daily.begin())


def read_time(typed: str) -> dt.time | None:
    """Read a time of day as people type it: `9`, `09:00`, `9.30`, `9 am`; none if it is none."""
    match = _TIME.fullmatch(" ".join(typed.split()))
    if not match:
        return None
    hour, half = int(match["hour"]), (match["half"] or "").lower()[:1]
    if half and not 1 <= hour <= _NOON:
        return None
    if half:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    return dt.time(hour, int(match["minute"] or 0))


def zone_choices(typed: str) -> list[app_commands.Choice[str]]:
    """Offer the time zones whose name holds what was typed."""
    wanted = typed.strip().lower().replace(" ", "_")
    fitting = [name for name in _zones() if wanted in name.lower()]
    return [app_commands.Choice(name=name, value=name) for name in fitting[:CHOICES]]


@cache
def _zones() -> tuple[str, ...]:
    """Give every zone that is a place, and UTC."""
    return ("UTC", *sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/")))
