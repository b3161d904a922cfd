"""Start the bot, keep it connected while Discord can be reached at all, stop it without cutting an answer off.

Exit codes tell a supervisor what to do: 0 stopped as told, 130 by Ctrl-C, 2 an error that its owner must mend (a
restart would not), 75 no connection for long (a restart may help).
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import random
import signal
import sys
from typing import TYPE_CHECKING, Any

import aiohttp
import discord

from histbot.discord_bot.client import HistbotClient
from histbot.discord_bot.desk import Desk
from histbot.discord_bot.health import Health, data_folder, health_file
from histbot.discord_bot.invite import PORTAL, read_token
from histbot.discord_bot.log import set_up_logging
from histbot.discord_bot.watchdog import Watchdog
from histbot.discord_bot.watching import keep_current
from histbot.errors import BotError, BotRestartError, HistbotError, Problem, SettingsError
from histbot.historian import Historian
from histbot.storage import open_store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine, Iterator

    from histbot.discord_bot.connection import SteadyClient
    from histbot.settings import DiscordSettings, Settings

_FIRST_WAIT, _LONGEST_WAIT = 2.0, 300.0  # seconds: a quick restart loop prolongs a ban
_BANNED_WAIT = 60.0  # seconds at least after a 429 at the start: Cloudflare counts what comes meanwhile
_FINISHING = 10.0  # seconds for what is being answered when told to stop
_CLOSING = 3.0  # seconds for the goodbye: a dead connection gives none
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
    "or leave the setting out that needs it",
}
_TURN = 0.001  # seconds that a computing thread may keep the event loop waiting; Python's 5 ms add up to seconds
_log = logging.getLogger(__name__)


def run_bot(settings: Settings) -> None:
    """Run until stopped; raises `BotError` for what its owner must mend."""
    token = read_token(os.environ)
    check_shards(settings.discord)
    set_up_logging(token)
    sys.setswitchinterval(_TURN)
    historian = Historian(settings)
    if asyncio.run(run(settings, historian, token)) == "SIGINT":
        raise KeyboardInterrupt


def check_shards(settings: DiscordSettings) -> None:
    """Raise `SettingsError` for shards that can't be."""
    wrong = [number for number in settings.shard_ids if number >= settings.shard_count]
    if wrong:
        count = f"discord.shard_count is {settings.shard_count}"
        raise SettingsError([Problem("settings", f"discord.shard_ids holds {wrong[0]}, but {count}; count from 0")])


async def run(settings: Settings, historian: Historian, token: str) -> str:
    """Run the bot with all that watches over it; give the name of the signal that stopped it."""
    wanted = settings.running
    health = Health(historian, health_file(settings))
    watchdog = Watchdog(wanted.restart_after * 60, wanted.give_up_after * 60)
    folder = data_folder(settings)
    desk = Desk(historian, settings, open_store(folder))
    with contextlib.closing(desk):
        async with (
            health.served(wanted.health_port),
            _beside(keep_current(settings.knowledge, desk.reload) if wanted.watch else asyncio.sleep(0)),
        ):
            return await serve(
                lambda: HistbotClient(historian, settings, folder / "commands.sha256", desk), token, watchdog, health
            )


@contextlib.asynccontextmanager
async def _beside(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Do a work while the block runs."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def serve(make: Callable[[], SteadyClient], token: str, watchdog: Watchdog, health: Health) -> str:
    """Keep a client connected until a signal stops it; give that signal's name."""
    stopped = asyncio.Event()
    with _signals(stopped) as names:
        wait = _FIRST_WAIT
        while not stopped.is_set():
            client = health.client = make()
            alive = watchdog.alive
            pause = await _session(client, token, stopped, watchdog, health)
            if stopped.is_set():
                break
            if watchdog.gives_up:
                raise BotRestartError("Discord could not be reached for long; ending, so that I can be started anew")
            wait = _FIRST_WAIT if watchdog.alive > alive else min(wait * 2, _LONGEST_WAIT)
            pause = max(pause, wait * random.uniform(0.5, 1.5))  # noqa: S311  # jitter, no secret
            _log.warning("Discord can't be reached; trying again in %.0f s", pause)
            await health.beat()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stopped.wait(), pause)
        await health.beat()
    return names[0]


@contextlib.contextmanager
def _signals(stopped: asyncio.Event) -> Iterator[list[str]]:
    """Set `stopped` when told to stop, and collect by which signals."""
    loop = asyncio.get_running_loop()
    names: list[str] = []

    def stop(number: int) -> None:
        names.append(signal.Signals(number).name)
        stopped.set()

    wanted = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGBREAK") if hasattr(signal, name)]
    # Not loop.add_signal_handler: Windows' loop has none.
    before = {
        number: signal.signal(number, lambda number, _: loop.call_soon_threadsafe(stop, number)) for number in wanted
    }
    try:
        yield names
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


async def _session(
    client: SteadyClient, token: str, stopped: asyncio.Event, watchdog: Watchdog, health: Health
) -> float:
    """Run one client to its end; give the seconds to wait at least before the next."""
    running = asyncio.create_task(client.start(token))
    watching = asyncio.create_task(watchdog.watch(client, health.beat))
    stopping = asyncio.create_task(stopped.wait())
    try:
        await asyncio.wait((running, watching, stopping), return_when=asyncio.FIRST_COMPLETED)
        if stopping.done() and not running.done():
            health.stopping = True
            await _finish(client)
        return _verdict(running, was_ready=client.is_ready()) if running.done() else 0.0
    finally:
        await _close(client)
        for task in (running, watching, stopping):
            task.cancel()
        await asyncio.gather(running, watching, stopping, return_exceptions=True)


async def _finish(client: SteadyClient) -> None:
    """Listen no more, and let what is being answered be answered."""
    hushing = asyncio.create_task(client.hush())
    answering = [task for task in asyncio.all_tasks() if task.get_name().startswith(_ANSWERING)]
    _log.info("stopping; %d answers under way", len(answering))
    if answering:
        _, cut = await asyncio.wait(answering, timeout=_FINISHING)
        if cut:
            _log.warning("stopping; %d answers were not finished in %.0f s", len(cut), _FINISHING)
    await asyncio.wait((hushing,), timeout=_CLOSING)


async def _close(client: SteadyClient) -> None:
    """Close the client, without waiting long for a server that may be dead."""
    closing = asyncio.create_task(client.close())
    await asyncio.wait((closing,), timeout=_CLOSING)
    if closing.done() and (error := closing.exception()):
        _log.info("the connection did not close properly: %s", type(error).__name__)


def _verdict(running: asyncio.Task[None], *, was_ready: bool) -> float:
    """Tell whether a client that ended may be begun anew, and after how many seconds at least."""
    try:
        running.result()
    except discord.LoginFailure:
        raise BotError(_STOPS[4004]) from None
    except discord.PrivilegedIntentsRequired:
        raise BotError(_STOPS[4014]) from None
    except discord.ConnectionClosed as error:
        if error.code in _STOPS:
            raise BotError(_STOPS[error.code]) from None
        _log.warning("the connection was closed with code %s", error.code)
    except discord.HTTPException as error:
        _log.warning("Discord refuses the start: status %s, code %s", error.status, error.code)
        return _wanted_wait(error)
    except (OSError, aiohttp.ClientError, discord.GatewayNotFound) as error:
        _log.warning("connection lost: %s", type(error).__name__)
    except HistbotError:
        raise
    except Exception:
        # An event that discord.py can't read ends the whole client; one that was well before is begun anew.
        if not was_ready:
            raise
        _log.exception("the connection ended unexpectedly")
    return 0.0


def _wanted_wait(error: discord.HTTPException) -> float:
    if error.status != 429:  # noqa: PLR2004  # Too Many Requests
        return 0.0
    with contextlib.suppress(ValueError):
        return max(_BANNED_WAIT, float(error.response.headers.get("Retry-After", 0)))
    return _BANNED_WAIT
