"""Starting, staying connected and stopping, over a network."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from discord.gateway import KeepAliveHandler
from loopback import Fault
from loopback.server import until

from histbot.discord_bot.gateway import connection
from histbot.discord_bot.gateway.watchdog import Watchdog
from histbot.discord_bot.process import run, session
from histbot.errors import BotError, BotRestartError, SettingsError
from histbot.settings import DiscordSettings

if TYPE_CHECKING:
    from loopback import Loopback
    from loopback.fixtures import Running

ME = "GET /api/v10/users/@me"
posix = pytest.mark.skipif(sys.platform == "win32", reason="a process on Windows can't send itself SIGTERM")


async def test_a_start_that_fails_is_tried_again(discord: Loopback, bot: Running) -> None:
    # aiohttp repeats a GET whose connection is cut once by itself.
    discord.add(Fault(ME, times=2, drop=True), Fault(ME, status=403, body="<html>"), Fault(ME, status=503))
    bot.begin()
    await bot.ready()
    assert len(bot.clients) == 4


async def test_a_ban_is_waited_out(discord: Loopback, bot: Running, caplog: pytest.LogCaptureFixture) -> None:
    discord.add(Fault(ME, status=429, body="<html>1015</html>", headers={"Retry-After": "700"}))
    bot.begin()
    await until(lambda: "trying again" in caplog.text)
    assert "trying again in 700 s" in caplog.text


async def test_a_loop_of_restarts_does_not_use_up_the_sessions_of_a_day(
    discord: Loopback, bot: Running, caplog: pytest.LogCaptureFixture
) -> None:
    discord.rest.sessions_left = 10
    bot.begin()
    await until(lambda: "trying again" in caplog.text)
    assert "trying again in 7000 s" in caplog.text
    assert discord.gateway.connections == []


async def test_a_gateway_that_refuses_the_first_connection_is_tried_again(
    discord: Loopback, bot: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot, "watchdog", Watchdog(0.3, 60, tick=0.05))
    discord.gateway.refusals = 1
    bot.begin()
    await bot.ready()


@pytest.mark.parametrize(
    ("code", "said"), [(4004, "token"), (4010, "shard_ids"), (4011, "shard_count"), (4013, "upgrade"), (4014, "intent")]
)
async def test_a_code_that_means_stop_stops_it(discord: Loopback, bot: Running, code: int, said: str) -> None:
    discord.gateway.close_with = [code]
    with pytest.raises(BotError, match=said) as raised:
        await asyncio.wait_for(bot.begin(), 5)
    assert raised.value.exit_code == 2
    assert len(bot.clients) == 1


async def test_a_wrong_token_stops_it(discord: Loopback, bot: Running, caplog: pytest.LogCaptureFixture) -> None:
    discord.rest.token = "another"
    with pytest.raises(BotError, match="refuses the token") as raised:
        await asyncio.wait_for(bot.begin(), 5)
    assert discord.token not in f"{raised.value}{caplog.text}"


@pytest.mark.parametrize("code", [1000, 1001, 4000, 4001, 4002, 4003, 4005, 4007, 4008, 4009])
async def test_a_code_that_means_retry_is_resumed(discord: Loopback, ready: Running, code: int) -> None:
    await discord.gateway.drop(code)
    await until(lambda: discord.gateway.resumes == 1)
    await ready.heard()


async def test_what_was_missed_is_heard_after_the_resume(discord: Loopback, ready: Running) -> None:
    await discord.gateway.drop(4000)
    await discord.mention("missed")
    await until(lambda: ready.client.heard)
    assert len(discord.gateway.sessions) == 1


async def test_a_session_that_is_over_is_begun_anew(discord: Loopback, ready: Running) -> None:
    await discord.gateway.invalidate()
    await until(lambda: len(discord.gateway.sessions) == 2)
    await ready.ready()
    await ready.heard()


async def test_sessions_that_do_not_last_do_not_use_up_those_of_a_day(
    discord: Loopback, bot: Running, caplog: pytest.LogCaptureFixture
) -> None:
    discord.rest.sessions_left = 51
    bot.begin()
    await bot.ready()
    for number in (2, 3):
        await discord.gateway.invalidate()
        await until(lambda number=number: len(discord.gateway.sessions) == number or "trying again" in caplog.text)  # type: ignore[misc]
    assert len(discord.gateway.sessions) == 2
    assert "until Discord allows more sessions" in caplog.text


async def test_a_gateway_that_drops_each_session_is_not_hammered(discord: Loopback, ready: Running) -> None:
    end = asyncio.get_running_loop().time() + 2
    while asyncio.get_running_loop().time() < end:
        await discord.gateway.drop(4000)
        await asyncio.sleep(0.02)
    assert len(discord.gateway.connections) < 8


async def test_a_dead_resume_address_is_given_up(discord: Loopback, bot: Running) -> None:
    discord.gateway.resume_url = discord.rest.gateway_url.replace("/gateway/", "/dead")
    bot.begin()
    await bot.ready()
    await discord.gateway.drop(4000)
    await until(lambda: len(discord.gateway.sessions) == 2, 15)
    assert discord.gateway.connections[1:] == ["/dead", "/gateway/"]


async def test_a_gateway_that_drops_each_connection_is_not_hammered(
    discord: Loopback, bot: Running, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(connection, "_FIRST_WAIT", 0.3)
    discord.gateway.close_with = [4000] * 50
    bot.begin()
    await asyncio.sleep(2)
    assert len(discord.gateway.connections) < 8
    assert "the gateway gives no session" in caplog.text


async def test_heartbeats_without_acknowledgement_are_noticed(discord: Loopback, bot: Running) -> None:
    discord.gateway.heartbeat_interval = 200
    bot.begin()
    await bot.ready()
    discord.gateway.acknowledges = False
    await until(lambda: discord.gateway.resumes)
    assert len(discord.gateway.sessions) == 1


async def test_a_stop_while_connecting_leaves_no_heartbeat_behind(discord: Loopback, bot: Running) -> None:
    discord.gateway.close_with = [4000]
    task = bot.begin()
    await until(lambda: 2 in discord.gateway.opcodes)
    bot.client.identify_pause = 5
    await until(lambda: len(discord.gateway.connections) == 2)
    await asyncio.sleep(0.1)
    assert beating(bot)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await until(lambda: not beating(bot), 1)


def beating(bot: Running) -> list[threading.Thread]:
    """Give the threads of discord.py that keep a connection of this bot alive."""
    threads = [thread for thread in threading.enumerate() if isinstance(thread, KeepAliveHandler)]
    return [thread for thread in threads if thread.ws._connection is bot.client._connection]


async def test_an_event_that_cannot_be_read_ends_no_bot(discord: Loopback, ready: Running) -> None:
    await discord.gateway.emit("MESSAGE_CREATE", {"id": "no number"})
    await until(lambda: len(ready.clients) == 2)
    await ready.ready()
    await ready.heard()


async def test_without_any_connection_it_ends_for_its_supervisor(discord: Loopback, bot: Running) -> None:
    bot.watchdog = Watchdog(0.1, 0.3, tick=0.05)
    discord.gateway.refusals = 10_000
    with pytest.raises(BotRestartError) as raised:
        await asyncio.wait_for(bot.begin(), 10)
    assert raised.value.exit_code == 75
    assert len(bot.clients) > 1


async def test_as_many_shards_as_discord_wants(discord: Loopback, bot: Running) -> None:
    bot.settings = DiscordSettings(shard_count=0)
    bot.begin()
    await bot.ready(shards=2)
    assert [session.shard for session in discord.gateway.sessions] == [[0, 2], [1, 2]]


async def test_the_shards_of_this_process_only(discord: Loopback, bot: Running) -> None:
    bot.settings = DiscordSettings(shard_count=3, shard_ids=(1,))
    bot.begin()
    await bot.ready()
    assert [session.shard for session in discord.gateway.sessions] == [[1, 3]]


def test_shards_that_cannot_be_are_told() -> None:
    with pytest.raises(SettingsError, match="shard_ids holds 3"):
        run.check_shards(DiscordSettings(shard_count=3, shard_ids=(0, 3)))


@posix
async def test_sigterm_lets_an_answer_be_finished(discord: Loopback, ready: Running) -> None:
    asked = await discord.slash("slow")
    await until(lambda: asked.callbacks)
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(ready.task, 8)
    assert asked.edits == 1


@posix
async def test_a_stop_does_not_wait_for_ever(
    discord: Loopback, ready: Running, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(session, "_FINISHING", 0.2)
    asked = await discord.slash("slow")
    await until(lambda: asked.callbacks)
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(ready.task, 8)
    assert "1 answers were not finished" in caplog.text


@posix
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
async def test_it_says_by_which_signal_it_was_stopped(discord: Loopback, ready: Running, name: str) -> None:
    os.kill(os.getpid(), getattr(signal, name))
    assert await asyncio.wait_for(ready.task, 8) == name


async def test_the_health_file_follows_the_connection(discord: Loopback, ready: Running) -> None:
    file = ready.folder / "health.json"
    await until(lambda: file.exists() and json.loads(file.read_text())["state"] == "ready")
    discord.gateway.refusals = 10_000
    await discord.gateway.drop(4000)
    await until(lambda: json.loads(file.read_text())["state"] == "reconnecting")
