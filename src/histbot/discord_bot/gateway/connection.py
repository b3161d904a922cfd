"""The connection to Discord's gateway, with what discord.py 2.7 leaves out.

- A gateway that takes a connection and drops it at once is asked again without any pause (`ReconnectWebSocket` is
  followed at once): here connections are spaced, and those in a row without a session more and more, with jitter.
- Sessions are begun without a look at how many Discord allows a day: a loop of them resets the token.
- A resume address that is dead is kept to as long as it answers at all: after some tries the general one is asked.
- A heartbeat that is not acknowledged is not noticed while other packets come: `zombies` finds such shards.
"""

from __future__ import annotations

import asyncio
import logging
import random
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import discord
import yarl
from discord.gateway import DiscordWebSocket, KeepAliveHandler

from histbot.discord_bot.delivery.outbox import Outbox
from histbot.discord_bot.delivery.waiting import Waiting

if TYPE_CHECKING:
    import aiohttp

    from histbot.settings import DiscordSettings

_FREE = 2  # connections in a row that need not wait
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 30.0  # seconds between the next ones; discord.py gives up on one after 60 s
_CREDIT, _EVERY = 5.0, 5.0  # connections at any time, and seconds after which there may be one more: sessions take 5 s
_DAY = 86_400.0  # seconds
_DEAD = 2  # connections to a resume address in a row after which it is given up
_SPARED = 50  # sessions of the day's thousand that are not begun: a loop of restarts must not use them up
_SILENCE = 90.0  # seconds without a packet; above the 60 s in which discord.py gives a connection up as hanging
_log = logging.getLogger(__name__)


class SessionsSpentError(Exception):
    """Discord allows a bot a thousand sessions a day, and resets the token of one that begins more."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{seconds:.0f} s until Discord allows more sessions")
        self.seconds = seconds


class SteadyClient(discord.AutoShardedClient):
    """A client that keeps its connection, and can say how it is."""

    def __init__(self, *, settings: DiscordSettings, **options: Any) -> None:
        """Prepare the shards that `settings` name; none named, as many as Discord wants."""
        if settings.shard_ids:
            options["shard_ids"] = list(settings.shard_ids)
        super().__init__(shard_count=settings.shard_count or None, heartbeat_timeout=_SILENCE, **options)
        self.identify_pause = 5.0
        """Seconds before each session but the first: Discord takes one in 5 s."""
        self._unanswered = 0
        self._credit, self._credited = _CREDIT, time.monotonic()
        self._left = self._total = 1000
        self._day_ends = self._credited + _DAY
        self._sessions: set[int] = set()
        self.errands: set[asyncio.Task[None]] = set()
        """What runs beside the connection, and ends with it."""
        self.waiting = Waiting()
        """Who waits for an answer just now."""
        self.outbox = Outbox()
        """What waits to be said in its channel."""
        self._connect = self.http.ws_connect
        self.http.ws_connect = self._paced_connect  # type: ignore[method-assign]  # the one way to the gateway

    async def on_shard_connect(self, number: int) -> None:
        """Count a session as a success, even before its servers are known."""
        self._unanswered = 0
        self._sessions.add(number)

    async def on_shard_resumed(self, number: int) -> None:
        """Count a resumed session as a success."""
        await SteadyClient.on_shard_connect(self, number)

    async def on_shard_disconnect(self, number: int) -> None:
        """Forget a session that is over."""
        self._sessions.discard(number)

    async def connect(self, *, reconnect: bool = True) -> None:
        """Keep connected; raises `SessionsSpentError` when too few sessions are left of the day's."""
        # A courtesy: without Discord's answer, a thousand is what it allows.
        with suppress(discord.GatewayNotFound, discord.HTTPException):
            limits = await self.fetch_session_start_limits()
            self._left, self._total = limits.remaining, limits.total
            self._day_ends = time.monotonic() + limits.reset_after / 1000
        self._check_sessions()
        await super().connect(reconnect=reconnect)

    def _check_sessions(self) -> None:
        now = time.monotonic()
        if now > self._day_ends:
            self._left, self._day_ends = self._total, now + _DAY
        if self._left < _SPARED:
            raise SessionsSpentError(self._day_ends - now)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Wait before a session, so that Discord takes it; raises `SessionsSpentError`."""
        del shard_id
        self._check_sessions()
        self._left -= 1
        if not initial:
            await asyncio.sleep(self.identify_pause)

    async def _paced_connect(self, url: str, *, compress: int = 0) -> aiohttp.ClientWebSocketResponse:
        tried, self._unanswered = self._unanswered, self._unanswered + 1
        pause = self._spend_credit()
        if tried >= _FREE:
            grown = min(_FIRST_WAIT * 2 ** (tried - _FREE), _LONGEST_WAIT)
            pause = max(pause, grown * random.uniform(0.5, 1.5))  # noqa: S311  # jitter
            _log.warning("the gateway gives no session (%d tries); the next one in %.0f s", tried, pause)
        await asyncio.sleep(pause)
        if tried >= _DEAD:
            general = DiscordWebSocket.DEFAULT_GATEWAY
            url = str(general.with_query(yarl.URL(url).query))
        return await self._connect(url, compress=compress)

    def _spend_credit(self) -> float:
        """Take one connection; give the seconds to wait before it."""
        now = time.monotonic()
        self._credit = min(_CREDIT, self._credit + (now - self._credited) / _EVERY) - 1
        self._credited = now
        return max(0.0, -self._credit * _EVERY)

    def living(self) -> list[int]:
        """Give the shards that have a session and an open connection whose heartbeats are acknowledged."""
        return [
            number
            for number, shard in self.shards.items()
            if number in self._sessions and not shard.is_closed() and not self._is_zombie(number)
        ]

    def zombies(self) -> list[int]:
        """Give the shards whose last heartbeat was not acknowledged before the next was due."""
        return [number for number, shard in self.shards.items() if not shard.is_closed() and self._is_zombie(number)]

    def _is_zombie(self, number: int) -> bool:
        # discord.py shows the latency only; when an acknowledgement came, its heartbeat thread alone knows.
        beating = self._socket(number)._keep_alive  # noqa: SLF001
        if beating is None or not beating.interval:
            return False
        return time.perf_counter() - beating._last_ack > 2 * beating.interval  # noqa: SLF001

    async def revive(self, number: int) -> None:
        """Drop a shard's connection so that it resumes where it was."""
        _log.warning("shard %s: heartbeats are not acknowledged; connecting anew", number)
        await self._socket(number).close(code=4000)

    def _socket(self, number: int) -> DiscordWebSocket:
        return self._get_websocket(shard_id=number)

    async def hush(self) -> None:
        """Listen to nothing new, while what was begun may still be answered."""
        await asyncio.gather(*(shard.disconnect() for shard in self.shards.values()))

    async def close(self) -> None:
        """Close the connection, and end what runs beside it."""
        for errand in self.errands:
            errand.cancel()
        await super().close()

    async def close_leftovers(self) -> None:
        """Close the connections that were cut off while they were opened; call it last of all.

        discord.py knows them no more, but a thread goes on with the heartbeats of each.
        """
        beating = [thread for thread in threading.enumerate() if isinstance(thread, KeepAliveHandler)]
        left = [thread.ws for thread in beating if thread.ws._connection is self._connection]  # noqa: SLF001
        await asyncio.gather(*(socket.close(code=1000) for socket in left))
