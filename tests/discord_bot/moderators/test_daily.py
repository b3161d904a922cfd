"""The day, told every morning: once, at its time, where it may be, and silent where there is nothing to tell."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import discord
import pytest
from stage import manager, replies, texts

from histbot.discord_bot.moderators.daily import DailyPosts, due, zone_of
from histbot.discord_bot.moderators.daily_command import read_time, zone_choices
from histbot.storage import Daily, ServerSettings

if TYPE_CHECKING:
    from simcord import Env

    from histbot.discord_bot.desk.desk import Desk
    from histbot.discord_bot.process.client import HistbotClient

MAY_9 = dt.datetime(2026, 5, 9, 7, 0, tzinfo=dt.UTC)  # nine o'clock in Prague; Prague was freed on 9 May


@pytest.mark.parametrize(
    ("now", "last", "day"),
    [
        (MAY_9, "", dt.date(2026, 5, 9)),
        (MAY_9 - dt.timedelta(minutes=1), "", None),
        (MAY_9 + dt.timedelta(hours=5), "2026-05-08", dt.date(2026, 5, 9)),
        (MAY_9 + dt.timedelta(hours=7), "", None),
        (MAY_9, "2026-05-09", None),
    ],
)
def test_a_day_is_due_from_its_time_on_and_once(now: dt.datetime, last: str, day: dt.date | None) -> None:
    assert due(Daily(1, 9, 0, "Europe/Prague", last), now) == day


def test_a_zone_that_is_none_is_told_from_one_that_is() -> None:
    assert zone_of("Europe/Prague") is not None
    assert [zone_of(name) for name in ("Europe/Praha", "", "../etc/passwd", "Prague")] == [None] * 4


@pytest.mark.parametrize(
    ("typed", "time"),
    [("09:00", dt.time(9)), ("9", dt.time(9)), ("9.30", dt.time(9, 30)), ("6 pm", dt.time(18)), ("12 am", dt.time(0)),
     ("25:00", None), ("soon", None), ("13 pm", None)],
)  # fmt: skip
def test_times_are_read_as_people_type_them(typed: str, time: dt.time | None) -> None:
    assert read_time(typed) == time


def test_zones_are_offered_within_discords_limit() -> None:
    assert [choice.value for choice in zone_choices("prague")] == ["Europe/Prague"]
    assert len(zone_choices("e")) == 25


async def settle(env: Env, name: str = "morning", **options: Any) -> tuple[Any, Any]:
    """Give a channel, and what a manager is answered who wants the day told in it."""
    guild = env.create_guild()
    channel = guild.create_text_channel(name)
    return channel, await manager(env).slash(channel, "histbot onthisday", channel=channel, **options)


async def test_a_channel_is_told_the_day_once_also_after_a_restart(
    simcord_env: Env, simcord_bot: HistbotClient, desk: Desk
) -> None:
    channel, answer = await settle(simcord_env, time="9:00", zone="Europe/Prague")
    assert "09:00 (Europe/Prague)" in texts(answer.response)
    for _ in range(2):  # the second one begins with what is stored, as after a restart
        await DailyPosts(desk, lambda: simcord_bot.guilds).post_due(MAY_9)
    (told,) = replies(channel)
    assert "**9 May 1945**" in texts(told)
    assert "Prague" in texts(told)


async def test_a_day_without_any_is_silent(simcord_env: Env, simcord_bot: HistbotClient, desk: Desk) -> None:
    channel, _ = await settle(simcord_env, zone="UTC")
    await DailyPosts(desk, lambda: simcord_bot.guilds).post_due(dt.datetime(2026, 5, 10, 9, 0, tzinfo=dt.UTC))
    assert replies(channel) == []


@pytest.mark.parametrize(
    ("options", "said"),
    [({"zone": "Mars/Base"}, "Europe/Prague"), ({"time": "soon"}, "09:00 or 18:30")],
)
async def test_what_can_not_be_is_said_with_an_example(
    simcord_env: Env, desk: Desk, options: dict[str, str], said: str
) -> None:
    _, answer = await settle(simcord_env, **options)
    assert said in texts(answer.response)
    assert desk.settings(simcord_env.guild.id).daily is None


async def test_a_channel_that_may_not_be_posted_to_is_said(
    simcord_env: Env, simcord_bot: HistbotClient, desk: Desk
) -> None:
    guild = simcord_env.create_guild()
    forbidden = discord.PermissionOverwrite(send_messages=False)
    open_one = guild.create_text_channel("open")
    closed = guild.create_text_channel("closed", overwrites={guild.default_role: forbidden})
    answer = await manager(simcord_env).slash(open_one, "histbot onthisday", channel=closed)
    assert "I may not write in" in texts(answer.response)
    assert desk.settings(guild.id).daily is None


async def test_without_a_channel_the_posts_end(simcord_env: Env, desk: Desk) -> None:
    channel, _ = await settle(simcord_env)
    server = simcord_env.guild.id
    desk.store.change(server, ServerSettings(daily=Daily(channel.id, 9, 0, "UTC")))
    await manager(simcord_env, "other").slash(channel, "histbot onthisday")
    assert desk.settings(server).daily is None
