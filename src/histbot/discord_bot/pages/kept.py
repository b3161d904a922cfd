"""What was worked out for one page of a list, kept for the next one.

A page is made anew when it is turned to; without this, a timeline over a thousand articles was worked out anew too.
"""

from __future__ import annotations

import weakref
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Hashable
    from typing import TypeVar

    T = TypeVar("T")

_MOST = 24  # of the largest timelines, a few megabytes each at worst: their events are kept by the articles anyway


class Kept:
    """The last things worked out from the articles as they are."""

    def __init__(self, most: int = _MOST) -> None:
        """Keep the last `most`."""
        self._most = most
        self._of: weakref.ref[object] | None = None
        self._things: OrderedDict[Hashable, Any] = OrderedDict()

    async def get(self, of: object, key: Hashable, make: Callable[[], Awaitable[T]]) -> T:
        """Give what was made under `key` from `of`, or make it; what was made from other articles is forgotten."""
        if self._of is None or self._of() is not of:
            self._of = weakref.ref(of)
            self._things.clear()
        if key in self._things:
            self._things.move_to_end(key)
            kept: T = self._things[key]
            return kept
        made = await make()
        if self._of() is of:
            self._things[key] = made
            if len(self._things) > self._most:
                self._things.popitem(last=False)
        return made
