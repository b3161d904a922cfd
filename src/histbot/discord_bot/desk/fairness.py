"""Who may ask, and when: nobody's flood is anybody else's delay.

Two limits. A cool-down counts questions in a sliding window, so that a follow-up right behind a question is fine and
a flood is not. And each member's questions are answered one at a time, a few may wait: so that a member without
a cool-down never holds more than one of the threads that answer.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict, deque
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Hashable, Iterable

    from histbot.words import Words

MEMBER_QUESTIONS, CHANNEL_QUESTIONS = 5, 20  # in one cool-down
_WAITING = 5  # a member's questions at once, the one being answered included
_KEPT = 20_000  # windows remembered: the longest unused is forgotten first


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a question is not taken yet."""

    said: str
    """The key of what to say."""
    until: float
    """When the next may come, in seconds since 1970."""
    first: bool
    """Whether this is the first one in this cool-down: a flood need not be told of each."""

    def tell(self, say: Words) -> str:
        """Say it, with the time as Discord shows it to each reader."""
        return say(self.said, when=f"<t:{int(self.until) + 1}:R>")


class Cooldowns:
    """Sliding windows, by who or where."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Tell the time by `clock`, in seconds."""
        self._clock = clock
        self._asked: OrderedDict[Hashable, deque[float]] = OrderedDict()
        self._told: OrderedDict[Hashable, float] = OrderedDict()

    def wait(self, key: Hashable, most: int, window: float) -> float:
        """Give the seconds until `key` may ask again when `most` questions are allowed in `window`; 0 for now."""
        asked = self._asked.get(key)
        if not window or not asked or len(asked) < most:
            return 0.0
        return max(0.0, asked[-most] + window - self._clock())

    def admit(self, limits: Iterable[tuple[str, Hashable, int, float]], now: float) -> Refusal | None:
        """Count a question under each limit, or say which one refuses it and until when.

        A limit is the key of what to say, who or where, how many, in how many seconds; `now` is in seconds since 1970.
        """
        limits = tuple(limits)
        for said, key, most, window in limits:
            if wait := self.wait(key, most, window):
                return Refusal(said, now + wait, first=self.tell(key, most))
        for _, key, most, _ in limits:
            self.count(key, most)
        return None

    def tell(self, key: Hashable, most: int) -> bool:
        """Tell whether this is the first time that `key` is refused since it last asked."""
        asked = self._asked[key]
        first = self._told.get(key) != asked[-most]
        self._told[key] = asked[-most]
        self._told.move_to_end(key)
        if len(self._told) > _KEPT:
            self._told.popitem(last=False)
        return first

    def count(self, key: Hashable, most: int) -> None:
        """Note a question; the last `most` are kept."""
        asked = self._asked.setdefault(key, deque(maxlen=most))
        asked.append(self._clock())
        self._asked.move_to_end(key)
        if len(self._asked) > _KEPT:
            self._asked.popitem(last=False)


class BusyError(Exception):
    """Too many questions of one member wait already."""

    def __init__(self, *, first: bool) -> None:
        """Say whether it is the `first` that is refused while these wait: a flood need not be told of each."""
        super().__init__()
        self.first = first


class Turns:
    """One question of a member at a time."""

    def __init__(self) -> None:
        self._locks: dict[int, tuple[asyncio.Lock, int]] = {}
        self._told: set[int] = set()

    @asynccontextmanager
    async def of(self, member: int) -> AsyncIterator[None]:
        """Wait for the member's turn; raises `BusyError` if too many wait already."""
        lock, waiting = self._locks.get(member, (asyncio.Lock(), 0))
        if waiting >= _WAITING:
            first = member not in self._told
            self._told.add(member)
            raise BusyError(first=first)
        self._locks[member] = (lock, waiting + 1)
        try:
            async with lock:
                yield
        finally:
            lock, waiting = self._locks.pop(member)
            if waiting > 1:
                self._locks[member] = (lock, waiting - 1)
            else:
                self._told.discard(member)

    def __len__(self) -> int:
        return len(self._locks)
