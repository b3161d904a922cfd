"""The watchdog's decisions, by a clock of its own."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest

from histbot.discord_bot.gateway.watchdog import Watchdog


@dataclass
class Client:
    """What the watchdog sees of a client."""

    shards: dict[int, None] = field(default_factory=dict)
    alive: list[int] = field(default_factory=list)
    dead: list[int] = field(default_factory=list)
    revived: list[int] = field(default_factory=list)

    def living(self) -> list[int]:
        """The shards that are connected."""
        return self.alive

    def zombies(self) -> list[int]:
        """The shards whose heartbeats are not acknowledged."""
        return self.dead

    async def revive(self, number: int) -> None:
        """Remember."""
        self.revived.append(number)


@dataclass
class Dog:
    """A watchdog whose clock runs ten seconds a look."""

    client: Client
    now: float = 0.0
    looks: int = 0
    ends: int = 1000

    async def watch(self) -> int | None:
        """Give after how many looks the client is to be begun anew, or none."""
        self.dog = Watchdog(60, 300, tick=0, clock=self._look)
        try:
            await self.dog.watch(self.client)  # type: ignore[arg-type]
        except asyncio.CancelledError:
            return None
        return self.looks

    def _look(self) -> float:
        self.now += 10
        self.looks += 1
        if self.looks > self.ends:
            raise asyncio.CancelledError
        return self.now


async def test_a_client_that_never_connects_is_begun_anew() -> None:
    assert await Dog(Client()).watch() == 9


async def test_one_that_is_connected_is_left_alone() -> None:
    assert await Dog(Client({0: None}, [0]), ends=100).watch() is None


async def test_one_shard_of_many_that_stays_away_is_enough() -> None:
    assert await Dog(Client({0: None, 1: None}, [0])).watch() == 9


async def test_starting_many_shards_may_take_long() -> None:
    client = Client({0: None}, [0])
    dog = Dog(client, ends=40)

    async def grow() -> None:
        while dog.looks < 40:
            await asyncio.sleep(0)
            number = len(client.shards)
            client.shards[number] = None
            client.alive.append(number)

    growing = asyncio.create_task(grow())
    assert await dog.watch() is None
    await growing


async def test_a_zombie_is_revived_at_the_second_look() -> None:
    client = Client({0: None}, [], [0])
    await Dog(client, ends=4).watch()
    assert client.revived == [0]


@pytest.mark.parametrize(("seconds", "gives_up"), [(299, False), (301, True)])
async def test_it_gives_up_after_long(seconds: float, *, gives_up: bool) -> None:
    now = [0.0]
    dog = Watchdog(60, 300, clock=lambda: now[0])
    now[0] = seconds
    assert dog.gives_up == gives_up
