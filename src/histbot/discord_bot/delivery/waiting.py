"""Who waits for an answer just now, so that a stop leaves nobody without a word."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Hashable, Iterator

    Word = Callable[[], Awaitable[object]]


class Waiting:
    """Those who wait, each with the way to tell them that nothing comes."""

    def __init__(self) -> None:
        self._words: dict[Hashable, Word] = {}

    def __len__(self) -> int:
        return len(self._words)

    def add(self, who: Hashable, word: Word) -> None:
        """Note who waits; `word` tells them that nothing comes."""
        self._words[who] = word

    def answered(self, who: Hashable) -> None:
        """Forget who waits no more."""
        self._words.pop(who, None)

    @contextmanager
    def of(self, who: Hashable, word: Word) -> Iterator[None]:
        """Note who waits while the block runs, and as long as it was cut off."""
        self.add(who, word)
        try:
            yield
        except asyncio.CancelledError:
            raise  # told by who cancelled it
        except BaseException:
            self.answered(who)
            raise
        self.answered(who)

    async def tell_all(self) -> int:
        """Tell all of them at once, and give how many; what fails of it is of no interest any more."""
        words, self._words = list(self._words.values()), {}
        await asyncio.gather(*(word() for word in words), return_exceptions=True)
        return len(words)
