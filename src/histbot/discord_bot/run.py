"""Start the bot, keep trying while Discord can't be reached, stop cleanly when told to."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import random
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
import discord
import platformdirs

from histbot.discord_bot.client import HistbotClient
from histbot.errors import BotError
from histbot.historian import Historian

if TYPE_CHECKING:
    from collections.abc import Callable

    from histbot.settings import Settings

_FIRST_WAIT, _LONGEST_WAIT = 2.0, 300.0  # seconds: a quick restart loop prolongs a ban
_PORTAL = "https://discord.com/developers/applications"
_log = logging.getLogger(__name__)


def run_bot(settings: Settings) -> None:
    """Run until stopped; raises `BotError` for what its owner must mend."""
    token = os.environ.get("DISCORD_TOKEN", "").strip()
    if not token:
        raise BotError(f"DISCORD_TOKEN is not set; copy the bot's token from {_PORTAL} (Bot, Reset Token)")
    discord.utils.setup_logging(level=logging.INFO, root=True)
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # histbot never speaks
    historian = Historian(settings)
    folder = Path(settings.storage.path or platformdirs.user_data_dir("histbot", appauthor=False))
    asyncio.run(serve(lambda: HistbotClient(historian, settings, folder / "commands.sha256"), token))


async def serve(make: Callable[[], discord.Client], token: str) -> None:
    """Keep a client connected until a signal stops it."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM"):
        # Windows' loop has no signal handlers: Ctrl-C ends asyncio.run there.
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(getattr(signal, name), stopped.set)
    wait = _FIRST_WAIT
    while not stopped.is_set():
        if await _session(make(), token, stopped):
            return
        pause = wait * random.uniform(0.5, 1.5)  # noqa: S311  # jitter, no secret
        _log.warning("Discord can't be reached; trying again in %.0f s", pause)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stopped.wait(), pause)
        wait = min(wait * 2, _LONGEST_WAIT)


async def _session(client: discord.Client, token: str, stopped: asyncio.Event) -> bool:
    """Run one client; true when it is over for good, false when it is worth another try."""
    async with client:
        running = asyncio.create_task(client.start(token))
        stopping = asyncio.create_task(stopped.wait())
        await asyncio.wait((running, stopping), return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if not running.done():
            await client.close()
        try:
            await running
        except discord.LoginFailure:
            raise BotError(f"Discord refuses the token in DISCORD_TOKEN; reset it at {_PORTAL} (Bot)") from None
        except discord.PrivilegedIntentsRequired:
            raise BotError(f"Discord refuses an intent; switch it on at {_PORTAL} (Bot, Privileged Intents)") from None
        except (OSError, aiohttp.ClientError, discord.GatewayNotFound, discord.ConnectionClosed) as error:
            _log.warning("connection lost: %s", type(error).__name__)
            return False
        except discord.HTTPException as error:
            _log.warning("Discord refuses the start: status %s", error.status)
            return False
        except AttributeError:
            # discord.py issue 10520: what a first connection that fails ends with.
            if client.is_ready():
                raise
            return False
    return True
