"""One client from its start to its end: run, watched, stopped without cutting an answer off, and judged."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING

import aiohttp
import discord

from histbot.discord_bot.gateway.connection import SessionsSpentError
from histbot.discord_bot.process.invite import PORTAL
from histbot.errors import BotError, HistbotError

if TYPE_CHECKING:
    from histbot.discord_bot.gateway.connection import SteadyClient
    from histbot.discord_bot.gateway.watchdog import Watchdog
    from histbot.discord_bot.process.health import Health

_BANNED_WAIT = 60.0  # seconds at least after a 429 at the start: Cloudflare counts what comes meanwhile
# A stop takes ten seconds at most, which is what supervisors give: seconds for what is being answered, for telling
# those who waited in vain, and for each step of the goodbye, which a dead connection does not give.
_FINISHING, _TELLING, _CLOSING = 5.0, 1.5, 0.8
_EVENTS = ("message", "raw_message_edit", "interaction")
_ANSWERING = (*(f"discord.py: on_{event}" for event in _EVENTS), "CommandTree-invoker", "discord-ui-")
"""What discord.py names the tasks that may be answering somebody."""
_STOPS = {
    4004: f"Discord refuses the token in DISCORD_TOKEN; reset it at {PORTAL} (Bot)",
    4010: "Discord refuses discord.shard_ids; each must be below discord.shard_count",
    4011: "Discord wants more connections for so many servers; set discord.shard_count = 0",
    4012: "Discord no longer speaks this version of its gateway; upgrade histbot",
    4013: "Discord does not know an intent; upgrade histbot",
    4014: f"Discord refuses an intent; switch on Message Content at {PORTAL} (Bot, Privileged Gateway Intents), "
    "or set discord.message_content = false",
}
_PASSING = (OSError, aiohttp.ClientError, discord.GatewayNotFound, discord.ConnectionClosed)
_log = logging.getLogger(__name__)


async def run_session(
    client: SteadyClient, token: str, stopped: asyncio.Event, watchdog: Watchdog, health: Health
) -> float:
    """Run one client to its end; give the seconds to wait at least before the next."""
    running = asyncio.create_task(client.start(token))
    watching = asyncio.create_task(watchdog.watch(client))
    stopping = asyncio.create_task(stopped.wait())
    try:
        await asyncio.wait((running, watching, stopping), return_when=asyncio.FIRST_COMPLETED)
        if stopping.done() and not running.done():
            health.stopping = True
            await _finish(client)
        if watching.done():
            watching.result()
            _log.warning("no connection for long; all of it is begun anew")
        return _verdict(running, was_ready=client.is_ready()) if running.done() else 0.0
    finally:
        await _close(client)
        for task in (running, watching, stopping):
            task.cancel()
        await asyncio.gather(running, watching, stopping, return_exceptions=True)
        await asyncio.wait((asyncio.create_task(client.close_leftovers()),), timeout=_CLOSING)


async def _finish(client: SteadyClient) -> None:
    """Listen no more, and let what is being answered be answered."""
    hushing = asyncio.create_task(client.hush())
    answering = [task for task in asyncio.all_tasks() if task.get_name().startswith(_ANSWERING)]
    _log.info("stopping; %d answers under way", len(answering))
    if answering:
        _, cut = await asyncio.wait(answering, timeout=_FINISHING)
        if cut:
            _log.warning("stopping; %d answers were not finished in %.0f s", len(cut), _FINISHING)
        for task in cut:
            task.cancel()
    if len(client.waiting):
        await asyncio.wait((asyncio.create_task(client.waiting.tell_all()),), timeout=_TELLING)
    await asyncio.wait((hushing,), timeout=_CLOSING)


async def _close(client: SteadyClient) -> None:
    """Close the client, without waiting long for a server that may be dead."""
    closing = asyncio.create_task(client.close())
    await asyncio.wait((closing,), timeout=_CLOSING)
    if closing.done() and (error := closing.exception()):
        _log.info("the connection did not close properly: %s", type(error).__name__)


def _verdict(running: asyncio.Task[None], *, was_ready: bool) -> float:
    """Tell whether a client that ended may be begun anew, and after how many seconds at least."""
    error = running.exception()
    if error is None:
        return 0.0
    if reason := _final_reason(error):
        raise BotError(reason) from None
    if isinstance(error, discord.HTTPException):
        _log.warning("Discord refuses the start: status %s, code %s", error.status, error.code)
        return _wanted_wait(error)
    if isinstance(error, SessionsSpentError):
        _log.warning("%s", error)
        return error.seconds
    if isinstance(error, _PASSING):
        _log.warning("connection lost: %s %s", type(error).__name__, getattr(error, "code", ""))
        return 0.0
    # An event that discord.py can't read ends the whole client; one that was well before is begun anew.
    if isinstance(error, HistbotError) or not was_ready:
        raise error
    _log.error("the connection ended unexpectedly", exc_info=error)
    return 0.0


def _final_reason(error: BaseException) -> str | None:
    """Say what the bot's owner must mend, if nothing else helps."""
    if isinstance(error, discord.LoginFailure):
        return _STOPS[4004]
    if isinstance(error, discord.PrivilegedIntentsRequired):
        return _STOPS[4014]
    return _STOPS.get(error.code) if isinstance(error, discord.ConnectionClosed) else None


def _wanted_wait(error: discord.HTTPException) -> float:
    if error.status != 429:  # noqa: PLR2004  # Too Many Requests
        return 0.0
    with contextlib.suppress(ValueError):
        return max(_BANNED_WAIT, float(error.response.headers.get("Retry-After", 0)))
    return _BANNED_WAIT
