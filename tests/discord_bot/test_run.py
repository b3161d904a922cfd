"""Starting and stopping: what must be mended ends it, what passes is tried again."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
import pytest

from histbot.discord_bot import run
from histbot.errors import BotError

if TYPE_CHECKING:
    from collections.abc import Callable

TOKEN = "a.secret.token"


class Refused(discord.Client):
    """A client whose start fails."""

    def __init__(self, errors: list[BaseException]) -> None:
        super().__init__(intents=discord.Intents.none())
        self.errors = errors
        self.closing = asyncio.Event()

    async def start(self, token: str, *, reconnect: bool = True) -> None:
        """Fail with the next error, or run until closed."""
        if self.errors:
            raise self.errors.pop(0)
        os.kill(os.getpid(), signal.SIGTERM)
        await self.closing.wait()

    async def close(self) -> None:
        """End `start`."""
        self.closing.set()
        await super().close()


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Give a function that serves a client which fails with the errors given, in turn."""
    monkeypatch.setattr(run, "_FIRST_WAIT", 0.001)

    async def go(*errors: BaseException) -> int:
        left = list(errors)
        await asyncio.wait_for(run.serve(lambda: Refused(left), TOKEN), 5)
        return len(left)

    return go


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (discord.LoginFailure("Improper token"), "refuses the token in DISCORD_TOKEN"),
        (discord.PrivilegedIntentsRequired(None), "Privileged Intents"),
    ],
)
async def test_what_its_owner_must_mend_ends_it(
    serve: Callable[..., Any], error: BaseException, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(BotError, match=said) as raised:
        await serve(error)
    assert TOKEN not in f"{raised.value}{caplog.text}"
    assert "\n" not in str(raised.value)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM handlers")
async def test_what_passes_is_tried_again_and_sigterm_stops(
    serve: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    first = AttributeError("'NoneType' object has no attribute 'sequence'")
    assert await serve(OSError(), aiohttp.ClientError(), first) == 0
    assert caplog.text.count("trying again") == 3
