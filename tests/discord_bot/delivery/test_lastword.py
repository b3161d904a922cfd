"""Nobody is left with "thinking…": what can't be delivered is told, with a reference that the log holds too."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import signal
import sys
from typing import TYPE_CHECKING

import pytest
from loopback import Fault
from loopback.server import until

from histbot.discord_bot.delivery import delivery, lastword, repeats
from histbot.discord_bot.delivery.outgoing import Outgoing
from histbot.discord_bot.delivery.signs import working
from histbot.discord_bot.delivery.waiting import Waiting
from histbot.discord_bot.desk.failures import tell_failure
from histbot.discord_bot.process import session

if TYPE_CHECKING:
    import discord as library
    from loopback import Loopback
    from loopback.fixtures import Probe, Running

CALLBACK, EDIT, MESSAGE = "POST .*/callback", "PATCH .*/@original", "POST .*/channels/\\d+/messages"
REFERENCE = re.compile(r"reference `(\w{6})`")


@pytest.fixture
async def told(ready: Running, monkeypatch: pytest.MonkeyPatch) -> Running:
    """Give a bot that tells of failures as histbot does, and is less patient."""
    monkeypatch.setattr(repeats, "PATIENCE", 0.2)
    monkeypatch.setattr(repeats, "LONGEST", 0.5)

    async def on_error(interaction: library.Interaction[Probe], error: library.app_commands.AppCommandError) -> None:
        await tell_failure(interaction, error)

    ready.client.tree.error(on_error)
    return ready


@pytest.mark.parametrize(
    "fault",
    [
        Fault(EDIT, status=400, body={"code": 50035, "message": "Invalid Form Body"}),
        Fault(EDIT, status=403, body={"code": 50001, "message": "Missing Access"}),
        Fault(EDIT, times=3, hang=5),
    ],
)
async def test_an_answer_that_is_refused_is_replaced_by_a_word(
    discord: Loopback, told: Running, fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    discord.add(fault)
    asked = await discord.slash("later")
    await until(lambda: "did not take my answer" in str(asked.message) or discord.said())
    said = asked.message["content"] if asked.message and asked.message["content"] else discord.said()[0]["content"]
    found = REFERENCE.search(said)
    assert found
    assert f"reference {found[1]}" in caplog.text


async def test_where_no_edit_is_taken_it_is_said_in_the_channel_to_its_asker(discord: Loopback, told: Running) -> None:
    discord.add(Fault(EDIT, times=99, status=403, body={"code": 50001, "message": "Missing Access"}))
    await discord.slash("later")
    await until(discord.said)
    (word,) = discord.said()
    assert word["content"].startswith("<@3001> Discord did not take my answer")
    assert word["allowed_mentions"]["users"] == [3001]
    assert "May 16" not in str(word)


@pytest.mark.parametrize("command", ["later", "now"])
@pytest.mark.parametrize("status", [400, 403])
async def test_a_callback_that_is_refused_is_followed_by_a_word(
    discord: Loopback, told: Running, command: str, status: int
) -> None:
    discord.add(Fault(CALLBACK, times=99, status=status, body={"code": 50035, "message": "no"}))
    await discord.slash(command)
    await until(discord.said)
    (word,) = discord.said()
    assert REFERENCE.search(word["content"])


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Discord be away for longer than anything is tried at once, a last word included."""
    monkeypatch.setattr(lastword, "_PATIENCE", 0.1)
    monkeypatch.setattr(repeats, "LATER", (0.3, 0.3, 0.3, 0.3))


@pytest.mark.usefixtures("away")
async def test_an_answer_comes_when_discord_is_back_after_long(discord: Loopback, told: Running) -> None:
    discord.add(Fault("(PATCH|POST) .*/(@original|messages|channels)", times=8, hang=9))
    asked = await discord.slash("later")
    await until(lambda: asked.message and asked.message["embeds"], 8)
    assert discord.said() == []


@pytest.mark.usefixtures("away")
async def test_a_reply_comes_when_discord_is_back_after_long(discord: Loopback, told: Running) -> None:
    message = await told.heard()
    discord.add(Fault("POST .*/(messages|channels)", times=6, hang=9))
    assert await delivery.reply(message, Outgoing("x")) is not None
    assert [each["content"] for each in discord.said()] == ["x"]


async def test_a_reply_that_is_refused_is_followed_by_a_word(discord: Loopback, told: Running) -> None:
    message = await told.heard()
    discord.add(Fault(MESSAGE, status=400, body={"code": 50035, "message": "Invalid Form Body"}))
    assert await delivery.reply(message, Outgoing("x")) is None
    (word,) = discord.said()
    assert REFERENCE.search(word["content"])


async def test_after_a_while_the_waiting_message_says_what_is_done(discord: Loopback, told: Running) -> None:
    @told.client.tree.command(description="works for a while")
    async def works(interaction: library.Interaction[Probe]) -> None:
        await delivery.acknowledge(interaction)
        async with working(interaction, "Reading …", after=0.05):
            await until(lambda: asked.edits)
        assert asked.message
        seen.append(asked.message["content"])
        await delivery.finish(interaction, Outgoing("done"))

    seen: list[str] = []
    asked = await discord.slash("works")
    await until(lambda: asked.edits == 2)
    assert asked.message
    assert (seen, asked.message["content"]) == (["Reading …"], "done")


@pytest.mark.skipif(sys.platform == "win32", reason="a process on Windows can't send itself SIGTERM")
async def test_who_waits_when_the_bot_is_stopped_is_told(
    discord: Loopback, told: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "_FINISHING", 0.1)
    asked = await discord.slash("slow")
    await until(lambda: asked.callbacks)
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(told.task, 8)
    assert asked.message
    assert "being restarted" in asked.message["content"]


@pytest.mark.skipif(sys.platform == "win32", reason="a process on Windows can't send itself SIGTERM")
async def test_a_slow_edit_does_not_hold_a_stop_up(
    discord: Loopback, told: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repeats, "PATIENCE", 30)
    monkeypatch.setattr(session, "_FINISHING", 0.2)
    discord.add(Fault(EDIT, hang=30))
    asked = await discord.slash("later")
    await until(lambda: any("@original" in request for request in discord.rest.requests))
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(told.task, 8)
    assert asked.message
    assert "being restarted" in asked.message["content"]


async def test_who_was_answered_waits_no_more(caplog: pytest.LogCaptureFixture) -> None:
    waiting, told = Waiting(), list[int]()
    caplog.set_level(logging.DEBUG)

    async def word() -> None:
        told.append(1)
        raise OSError

    with waiting.of(1, word):
        assert len(waiting) == 1
    with pytest.raises(ValueError, match="x"), waiting.of(2, word):
        raise ValueError("x")
    with pytest.raises(asyncio.CancelledError), waiting.of(3, word):
        raise asyncio.CancelledError
    assert await waiting.tell_all() == 1
    assert told == [1]
