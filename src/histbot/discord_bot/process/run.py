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

from histbot.discord_bot.card.votes import Booth
from histbot.discord_bot.desk.calm import calmly
from histbot.discord_bot.desk.desk import Desk
from histbot.discord_bot.desk.processes import answering_processes
from histbot.discord_bot.gateway.watchdog import Watchdog
from histbot.discord_bot.process.client import HistbotClient
from histbot.discord_bot.process.dating import keep_dates_read
from histbot.discord_bot.process.following import keep_following, open_patiently
from histbot.discord_bot.process.health import Health, data_folder, health_file
from histbot.discord_bot.process.invite import read_token
from histbot.discord_bot.process.log import set_up_logging
from histbot.discord_bot.process.session import run_session
from histbot.discord_bot.process.watching import keep_current
from histbot.errors import BotRestartError, Problem, SettingsError
from histbot.storage import open_store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine, Iterator

    from histbot.discord_bot.gateway.connection import SteadyClient
    from histbot.historian import Historian
    from histbot.settings import DiscordSettings, Settings

_INTERRUPTED = 130  # the exit code of Ctrl-C
_FIRST_WAIT, _LONGEST_WAIT = 2.0, 300.0  # seconds: a quick restart loop prolongs a ban
_TURN = 0.001  # seconds that a computing thread may keep the event loop waiting; Python's 5 ms add up to seconds
_log = logging.getLogger(__name__)


def run_bot(settings: Settings) -> None:
    """Run until stopped; raises `BotError` for what its owner must mend."""
    token = read_token(os.environ)
    check_shards(settings.discord)
    set_up_logging(token)
    sys.setswitchinterval(_TURN)
    historian = calmly(lambda: open_patiently(settings))
    stopped_by, busy = asyncio.run(run(settings, historian, token))
    if busy:  # a thread that still reads would be cut off in the middle of Python's own end, which may crash it
        logging.shutdown()
        os._exit(_INTERRUPTED if stopped_by == "SIGINT" else 0)
    if stopped_by == "SIGINT":
        raise KeyboardInterrupt


def check_shards(settings: DiscordSettings) -> None:
    """Raise `SettingsError` for shards that can't be."""
    wrong = [number for number in settings.shard_ids if number >= settings.shard_count]
    if wrong:
        count = f"discord.shard_count is {settings.shard_count}"
        raise SettingsError([Problem("settings", f"discord.shard_ids holds {wrong[0]}, but {count}; count from 0")])


async def run(settings: Settings, historian: Historian, token: str) -> tuple[str, bool]:
    """Run the bot with all that watches over it.

    Gives the name of the signal that stopped it, and whether a long work is still being done that nobody waits for.
    """
    wanted = settings.running
    health = Health(historian, health_file(settings))
    watchdog = Watchdog(wanted.restart_after * 60, wanted.give_up_after * 60)
    folder = data_folder(settings)
    processes = answering_processes(historian, settings)
    desk = Desk(historian, settings, open_store(folder), own=[Booth(token)], processes=processes)
    with contextlib.closing(desk):
        await desk.warm()
        async with (
            health.served(wanted.health_port),
            _beside(_kept_current(settings, historian, desk)),
            _beside(keep_dates_read(historian)),
        ):
            stopped_by = await serve(
                lambda: HistbotClient(historian, settings, folder / "commands.sha256", desk), token, watchdog, health
            )
    return stopped_by, desk.busy


async def _kept_current(settings: Settings, historian: Historian, desk: Desk) -> None:
    """Take over what changes, where the settings say so: in the folder, or on the cluster that is followed."""
    if not settings.running.watch:
        return
    if settings.library.engine == "opensearch":
        await keep_following(historian, desk.reload)
    await keep_current(settings.knowledge, desk.reload)


@contextlib.asynccontextmanager
async def _beside(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Do a work while the block runs; its failure is logged, and ends nothing else."""
    task = asyncio.create_task(work)
    task.add_done_callback(_note_failure)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def _note_failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()):
        _log.error("what runs beside the bot has failed", exc_info=error)


async def serve(make: Callable[[], SteadyClient], token: str, watchdog: Watchdog, health: Health) -> str:
    """Keep a client connected until a signal stops it; give that signal's name."""
    stopped = asyncio.Event()
    with _signals(stopped) as names:
        async with _beside(health.keep_beating()):
            await _stay_connected(make, token, stopped, watchdog, health)
        await health.beat()
    return names[0]


async def _stay_connected(
    make: Callable[[], SteadyClient], token: str, stopped: asyncio.Event, watchdog: Watchdog, health: Health
) -> None:
    wait = _FIRST_WAIT
    while not stopped.is_set():
        client = health.client = make()
        alive = watchdog.alive
        pause = await run_session(client, token, stopped, watchdog, health)
        if stopped.is_set():
            return
        if watchdog.gives_up:
            raise BotRestartError("Discord could not be reached for long; ending, so that I can be started anew")
        wait = _FIRST_WAIT if watchdog.alive > alive else min(wait * 2, _LONGEST_WAIT)
        pause = max(pause, wait * random.uniform(0.5, 1.5))  # noqa: S311  # jitter, no secret
        _log.warning("Discord can't be reached; trying again in %.0f s", pause)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stopped.wait(), pause)


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
