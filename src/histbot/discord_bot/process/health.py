"""Say how the bot is, to whoever keeps it running: a file, a loopback address, and systemd.

The file is replaced in one step, so that no reader sees half of it, and says when it was written: one that is
old speaks of a process that hangs or is gone.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import json
import logging
import math
import os
import socket
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs

from histbot import __version__
from histbot.errors import BotError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping

    from aiohttp import web

    from histbot.discord_bot.gateway.connection import SteadyClient
    from histbot.historian import Historian
    from histbot.settings import Settings

STALE = 60.0  # seconds after which a report says nothing any more
_EVERY = 15.0  # seconds between two reports
_TICK = 2.0  # seconds between looks whether the next is due
_log = logging.getLogger(__name__)


def data_folder(settings: Settings) -> Path:
    """Give the folder of what the bot keeps."""
    return Path(settings.storage.path or platformdirs.user_data_dir("histbot", appauthor=False))


def health_file(settings: Settings) -> Path:
    """Give the file that says how the bot is; processes that share the servers have one each."""
    shards = "-".join(map(str, settings.discord.shard_ids))
    return data_folder(settings) / (f"health-{shards}.json" if shards else "health.json")


class Health:
    """Reports on a bot, as long as it runs."""

    def __init__(
        self,
        historian: Historian,
        file: Path | None,
        *,
        environ: Mapping[str, str] = os.environ,
        clock: Callable[[], float] = time.time,
        tick: float = _TICK,
    ) -> None:
        """Report to `file`, if there is one, and to the systemd that started the process, if it did."""
        self._tick = tick
        self._historian, self._file, self._clock = historian, file, clock
        self._notify = environ.get("NOTIFY_SOCKET", "")
        self._begun = clock()
        self._written, self._said = 0.0, ""
        self.client: SteadyClient | None = None
        self.stopping = False

    @property
    def state(self) -> str:
        """Say in one word how the bot is: starting, ready, reconnecting or stopping."""
        if self.stopping:
            return "stopping"
        if self.client is None or not self.client.is_ready():
            return "starting"
        return "ready" if len(self.client.living()) == len(self.client.shards) else "reconnecting"

    def report(self) -> dict[str, Any]:
        """Give the report."""
        now, client, knowledge = self._clock(), self.client, self._historian.knowledge
        return {
            "time": dt.datetime.fromtimestamp(now, dt.UTC).isoformat(timespec="seconds"),
            "state": self.state,
            "version": __version__,
            "uptime": round(now - self._begun),
            "latency": _finite(client.latency) if client else None,
            "shards": {number: _finite(latency) for number, latency in client.latencies} if client else {},
            "servers": len(client.guilds) if client else 0,
            "articles": len(knowledge.slugs),
            "problems": len(knowledge.problems),
        }

    async def keep_beating(self) -> None:
        """Report again and again: also while no connection is tried, or a supervisor would take it for dead."""
        while True:
            await self.beat()
            await asyncio.sleep(self._tick)

    async def beat(self) -> None:
        """Report, if the last report is old enough or says something else."""
        now, state = self._clock(), self.state
        if state == self._said and now - self._written < _EVERY:
            return
        self._written, self._said = now, state
        self._tell_systemd({"ready": "READY=1", "stopping": "STOPPING=1"}.get(state, f"STATUS={state}"))
        self._tell_systemd("WATCHDOG=1")
        if self._file is not None:
            await asyncio.to_thread(_replace, self._file, json.dumps(self.report()))

    def _tell_systemd(self, words: str) -> None:
        if self._notify:
            address = "\0" + self._notify[1:] if self._notify.startswith("@") else self._notify
            with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as out:
                out.sendto(words.encode(), address)

    @contextlib.asynccontextmanager
    async def served(self, port: int) -> AsyncIterator[None]:
        """Answer on `/healthz` of this machine's `port` while the block runs; 0 serves nothing.

        Raises `BotError` if the port is taken.
        """
        if not port:
            yield
            return
        from aiohttp import web

        app = web.Application()
        app.router.add_get("/healthz", self._answer)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        try:
            try:
                await web.TCPSite(runner, "127.0.0.1", port).start()
            except OSError as error:
                wrong = f"running.health_port is {port}, which can't be used ({os.strerror(error.errno or 0)})"
                raise BotError(f"{wrong}; choose another, or 0") from None
            yield
        finally:
            await runner.cleanup()

    async def _answer(self, _: web.Request) -> web.Response:
        from aiohttp import web

        report = self.report()
        return web.json_response(report, status=200 if report["state"] == "ready" else 503)


def note_starting(file: Path) -> None:
    """Report on a bot that has no articles yet."""
    now = dt.datetime.fromtimestamp(time.time(), dt.UTC).isoformat(timespec="seconds")
    report = {"time": now, "state": "starting", "version": __version__, "latency": None, "servers": 0}
    _replace(file, json.dumps(report))


def read_health_file(file: Path, now: float | None = None) -> tuple[bool, str]:
    """Tell from a report whether the bot is well, and say so in a line."""
    try:
        report = json.loads(file.read_text(encoding="utf-8"))
        age = (time.time() if now is None else now) - dt.datetime.fromisoformat(report["time"]).timestamp()
        state = str(report["state"])
    except FileNotFoundError:
        return False, f"no bot has written {file}: none runs with these settings"
    except (OSError, ValueError, KeyError, TypeError) as error:
        return False, f"{file} can't be read ({type(error).__name__}); the next report replaces it"
    if age > STALE:
        return False, f"the last report is {age:.0f} s old (it said: {state}): the bot hangs, or is gone"
    return state == "ready", f"{state}, {report.get('servers')} servers, latency {report.get('latency')} s"


def _replace(file: Path, text: str) -> None:
    fresh = file.with_suffix(f".{os.getpid()}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(file)
    except OSError as error:
        _log.warning("%s can't be written: %s", file, error.strerror)


def _finite(seconds: float) -> float | None:
    return round(seconds, 3) if math.isfinite(seconds) else None
