"""What was asked while the gateway was away is answered once it is back, each question once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from loopback.server import until
from stage import ASKED

from histbot.discord_bot.gateway import missed

if TYPE_CHECKING:
    import pytest
    from loopback import Loopback
    from loopback.fixtures import Running


async def lose(discord: Loopback) -> None:
    """Lose the connection and its session, and let a question be asked before there is a new one."""
    discord.gateway.refusals = 1
    await discord.gateway.forget()
    await discord.mention(ASKED)


async def test_a_question_asked_between_two_sessions_is_answered(discord: Loopback, real: Running) -> None:
    await lose(discord)
    await until(lambda: discord.gateway.live, 10)
    await until(discord.said, 10)
    assert "May 16, 1935" in str(discord.said()[0])


async def test_a_question_that_was_answered_before_is_not_answered_again(discord: Loopback, real: Running) -> None:
    await discord.mention(ASKED)
    await until(discord.said, 10)
    await lose(discord)
    await until(lambda: len(discord.said()) == 2, 10)
    await asyncio.sleep(0.2)
    assert len(discord.said()) == 2


async def test_what_is_too_old_is_left(discord: Loopback, real: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    import datetime as dt

    monkeypatch.setattr(missed, "_LATEST", dt.timedelta(0))
    await lose(discord)
    await until(lambda: discord.gateway.live, 10)
    await asyncio.sleep(0.3)
    assert discord.said() == []
