"""Watch over the connection: mend what discord.py does not notice, begin anew what it can't mend.

Quiet servers send no events for hours, so what counts as life is the acknowledged heartbeat of each shard.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from histbot.discord_bot.gateway.connection import SteadyClient

TICK = 5.0  # seconds between looks


class Watchdog:
    """Knows since when no shard, or one of them, is connected."""

    def __init__(
        self,
        restart_after: float,
        give_up_after: float,
        *,
        tick: float = TICK,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin a connection anew after `restart_after` seconds; give up after `give_up_after`."""
        self._restart_after, self._give_up_after = restart_after, give_up_after
        self._tick, self._clock = tick, clock
        self.alive = clock()

    @property
    def gives_up(self) -> bool:
        """Tell whether there was no connection for so long that the process had better end."""
        return self._clock() - self.alive > self._give_up_after

    async def watch(self, client: SteadyClient) -> None:
        """Look at the client again and again; return when it should be begun anew."""
        begun = self._clock()
        seen: dict[int, float] = {}
        suspects: set[int] = set()
        while True:
            await asyncio.sleep(self._tick)
            now = self._clock()
            for number in client.living():
                self.alive = seen[number] = now
            # Two looks: after a pause of the whole process an acknowledgement may wait to be read.
            zombies = set(client.zombies())
            for number in zombies & suspects:
                await client.revive(number)
            suspects = zombies - suspects
            since = min([*(seen.get(number, begun) for number in client.shards), max(begun, self.alive)])
            if now - since > self._restart_after:
                return
