"""What was done already: Discord replays messages after a resume, and people press a button twice."""

from __future__ import annotations

from collections import OrderedDict


class Once:
    """The last ids of something that is to be done once."""

    def __init__(self, kept: int = 1000) -> None:
        """Remember the last `kept`."""
        self._kept = kept
        self._ids: OrderedDict[int, None] = OrderedDict()

    def first_time(self, number: int) -> bool:
        """Note an id; tell whether it is new."""
        if number in self._ids:
            return False
        self._ids[number] = None
        if len(self._ids) > self._kept:
            self._ids.popitem(last=False)
        return True
