"""No answer doubled, none lost without a word: each fault on each way that an answer takes."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING

import discord as library
import pytest
from loopback import Fault
from loopback.faults import rate_limited
from loopback.rest import ALL, ATTACH, EMBED, HISTORY, SEND
from loopback.server import until

from histbot.discord_bot.delivery import delivery, repeats, threads
from histbot.discord_bot.delivery.outgoing import Attachment, Outgoing
from histbot.discord_bot.delivery.signs import typing

if TYPE_CHECKING:
    from loopback import Loopback
    from loopback.fixtures import Running

CARD = Outgoing(
    embeds=(library.Embed(title="Treaty", description="It was signed on May 16, 1935."),),
    files=(Attachment("a.csv", b"a,b"),),
)
CALLBACK, EDIT, MESSAGE = "POST .*/callback", "PATCH .*/@original", "POST .*/channels/\\d+/messages"
THREADS = "POST .*/threads"
TOO_LATE = Fault(CALLBACK, times=9, status=404, body={"code": 10062, "message": "Unknown interaction"})
CALLBACKS = {
    "503": Fault(CALLBACK, status=503),
    "503 twice": Fault(CALLBACK, times=2, status=503),
    "500, but done": Fault(CALLBACK, status=500, done=True),
    "cut": Fault(CALLBACK, drop=True),
    "cut, but done": Fault(CALLBACK, drop=True, done=True),
    "hangs": Fault(CALLBACK, hang=30),
    "hangs, but done": Fault(CALLBACK, hang=30, done=True),
    "Cloudflare's 429": Fault(CALLBACK, status=429, body="<html>1015</html>"),
    "429": rate_limited(CALLBACK, 0.3),
}
EDITS = {
    "503": Fault(EDIT, status=503),
    "cut": Fault(EDIT, drop=True),
    "cut, but done": Fault(EDIT, drop=True, done=True),
    "500, but done": Fault(EDIT, status=500, done=True),
    "Cloudflare's 429": Fault(EDIT, status=429, body="<html>1015</html>"),
    "shared 429": rate_limited(EDIT, 0.3, shared=True),
}
MESSAGES = {
    "503": Fault(MESSAGE, status=503),
    "503, but done": Fault(MESSAGE, status=503, done=True),
    "cut": Fault(MESSAGE, drop=True),
    "cut, but done": Fault(MESSAGE, drop=True, done=True),
    "Cloudflare's 429": Fault(MESSAGE, status=429, body="<html>1015</html>"),
    "429": rate_limited(MESSAGE, 0.2),
    "global 429": rate_limited(MESSAGE, 0.2, everything=True),
}


@pytest.mark.parametrize("fault", CALLBACKS)
@pytest.mark.parametrize("command", ["later", "now"])
async def test_a_lost_callback_is_made_good_within_three_seconds(
    discord: Loopback, ready: Running, fault: str, command: str
) -> None:
    discord.add(CALLBACKS[fault])
    asked = await discord.slash(command)
    await until(lambda: asked.message and asked.message["embeds"])
    assert asked.answered_after is not None
    assert asked.answered_after < 3
    assert len(asked.callbacks) == 1
    assert discord.said() == []


@pytest.mark.parametrize("fault", EDITS)
async def test_a_lost_edit_is_repeated(discord: Loopback, ready: Running, fault: str) -> None:
    discord.add(EDITS[fault])
    asked = await discord.slash("later")
    await until(lambda: asked.message and asked.message["embeds"])
    assert discord.said() == []


@pytest.mark.parametrize("command", ["later", "now"])
async def test_an_interaction_past_three_seconds_is_answered_in_the_channel(
    discord: Loopback, ready: Running, command: str
) -> None:
    discord.add(TOO_LATE)
    await discord.slash(command)
    await until(discord.said)
    (answer,) = discord.said()
    assert "May 16, 1935" in answer["embeds"][0]["description"]
    assert answer["content"] == "<@3001>"


async def test_a_private_answer_that_is_too_late_is_not_shown_to_all(discord: Loopback, ready: Running) -> None:
    discord.add(TOO_LATE)
    await discord.slash("later", private=True)
    await until(discord.said)
    (answer,) = discord.said()
    assert answer["embeds"] == []
    assert "ask again" in answer["content"]


async def test_an_answer_past_fifteen_minutes_goes_to_the_channel(discord: Loopback, ready: Running) -> None:
    discord.add(Fault(EDIT, status=401, body={"code": 50027, "message": "Invalid Webhook Token"}))
    await discord.slash("later")
    await until(discord.said)
    assert len(discord.said()) == 1


@pytest.mark.parametrize("fault", MESSAGES)
async def test_a_lost_message_is_said_once(discord: Loopback, ready: Running, fault: str) -> None:
    discord.add(MESSAGES[fault])
    assert await delivery.reply(await ready.heard(), CARD) is not None
    assert len(discord.said()) == 1


async def test_a_message_that_hangs_is_said_once(
    discord: Loopback, ready: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repeats, "PATIENCE", 0.3)
    discord.add(Fault(MESSAGE, hang=20, done=True))
    message = await ready.heard()
    begun = time.monotonic()
    assert await delivery.reply(message, CARD) is not None
    assert time.monotonic() - begun < 5
    assert len(discord.said()) == 1


@pytest.mark.parametrize("known", [True, False])
async def test_without_embed_links_the_answer_comes_in_words(discord: Loopback, ready: Running, *, known: bool) -> None:
    await allow(discord, ALL & ~EMBED, known=known)
    assert await delivery.reply(await ready.heard(), CARD) is not None
    (answer,) = discord.said()
    assert answer["embeds"] == []
    assert "May 16, 1935" in answer["content"]


@pytest.mark.parametrize("known", [True, False])
async def test_without_attach_files_the_answer_still_comes(discord: Loopback, ready: Running, *, known: bool) -> None:
    await allow(discord, ALL & ~ATTACH, known=known)
    assert await delivery.reply(await ready.heard(), CARD) is not None
    (answer,) = discord.said()
    assert "May 16, 1935" in str(answer)


async def test_without_history_the_answer_is_no_reply(discord: Loopback, ready: Running) -> None:
    message = await ready.heard()
    await allow(discord, ALL & ~HISTORY, known=False)
    assert await delivery.reply(message, CARD) is not None
    (answer,) = discord.said()
    assert "message_reference" not in answer


async def test_where_it_may_not_write_its_author_is_told_directly(
    discord: Loopback, ready: Running, caplog: pytest.LogCaptureFixture
) -> None:
    await allow(discord, ALL & ~SEND, known=True)
    assert await delivery.reply(await ready.heard(), CARD) is None
    (direct,) = discord.rest.direct.values()
    (told,) = discord.said(direct)
    assert "I may not write in that channel" in told["content"]
    assert caplog.text.count("Send Messages") == 1


@pytest.mark.parametrize("gone", ["channel", "question"])
async def test_what_is_deleted_meanwhile_is_logged_in_a_line(
    discord: Loopback, ready: Running, gone: str, caplog: pytest.LogCaptureFixture
) -> None:
    message = await ready.heard()
    if gone == "channel":
        del discord.rest.channels[discord.channel_id]
    else:
        discord.rest.messages[discord.channel_id].clear()
    caplog.clear()
    caplog.set_level(logging.INFO)
    assert await delivery.reply(message, CARD) is None
    assert [record.exc_info for record in caplog.records] == [None]


async def test_an_edit_of_a_message_that_is_gone_is_no_error(discord: Loopback, ready: Running) -> None:
    sent = await delivery.reply(await ready.heard(), CARD)
    assert sent is not None
    discord.rest.messages[discord.channel_id].clear()
    assert await delivery.amend(sent, CARD) is None


async def test_work_that_takes_a_moment_shows_the_bot_typing(discord: Loopback, ready: Running) -> None:
    channel = (await ready.heard()).channel
    async with typing(channel, after=0.2):
        pass
    async with typing(channel, after=0.0), typing(channel, after=0.0):
        await asyncio.sleep(0.1)
    assert sum("typing" in request for request in discord.rest.requests) == 1


async def allow(discord: Loopback, permissions: int, *, known: bool) -> None:
    """Change what the bot may do in the channel; whether it is `known`, Discord says so."""
    discord.rest.permissions[discord.channel_id] = permissions
    overwrite = {"id": discord.guild_id, "type": 0, "allow": "0", "deny": str(ALL & ~permissions)}
    channel = discord.rest.channels[discord.channel_id]
    channel["permission_overwrites"] = [overwrite] if known else []
    await discord.gateway.emit("CHANNEL_UPDATE", channel)
    await asyncio.sleep(0.05)


async def test_a_discord_that_is_merely_slow_is_not_asked_again(discord: Loopback, ready: Running) -> None:
    discord.add(Fault(CALLBACK, hang=1.7, done=True))
    asked = await discord.slash("now")
    await until(lambda: asked.callbacks)
    await asyncio.sleep(1.9)
    assert sum("/callback" in request for request in discord.rest.requests) == 1


async def test_where_history_is_known_to_be_hidden_no_reference_is_tried(discord: Loopback, ready: Running) -> None:
    message = await ready.heard()
    await allow(discord, ALL & ~HISTORY, known=True)
    assert await delivery.reply(message, CARD) is not None
    assert sum(request.endswith("/messages") and "POST" in request for request in discord.rest.requests) == 1


async def test_an_answer_that_comes_late_notifies_its_asker_alone(discord: Loopback, ready: Running) -> None:
    discord.add(TOO_LATE)
    await discord.slash("later")
    await until(discord.said)
    allowed = discord.said()[0]["allowed_mentions"]
    assert (allowed["users"], allowed["parse"], allowed.get("replied_user")) == ([3001], [], None)


@pytest.mark.parametrize("fault", ["503, but done", "cut, but done", "hangs, but done"])
async def test_a_thread_whose_creation_lost_its_answer_is_found(
    discord: Loopback, ready: Running, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threads, "_PATIENCE", 0.4)
    lost = {"503": Fault(THREADS, done=True), "cut": Fault(THREADS, drop=True, done=True)}
    discord.add(lost.get(fault.partition(",")[0], Fault(THREADS, hang=9, done=True)))
    message = await ready.heard("Who?")
    thread = await threads.open_thread(message, "Who?")
    assert thread is not None
    assert (thread.id, thread.name) == (message.id, "Who?")


async def test_a_thread_that_can_t_be_made_costs_little_time(
    discord: Loopback, ready: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threads, "_PATIENCE", 0.3)
    discord.add(Fault(THREADS, times=9, status=500))
    begun = time.monotonic()
    assert await threads.open_thread(await ready.heard("Who?"), "Who?") is None
    assert time.monotonic() - begun < 3
