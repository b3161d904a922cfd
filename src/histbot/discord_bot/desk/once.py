"""What was done already: Discord replays messages after a resume, and people press a button twice.

And what is too long for a button to hold.
"""

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


class Remembered:
    """The last texts that were given a name."""

    def __init__(self, kept: int = 500) -> None:
        """Remember the last `kept`."""
        self._kept = kept
        self._texts: OrderedDict[str, str] = OrderedDict()

    def keep(self, name: str, text: str) -> None:
        """Remember a text."""
        self._texts[name] = text
        self._texts.move_to_end(name)
        if len(self._texts) > self._kept:
            self._texts.popitem(last=False)

    def get(self, name: str) -> str | None:
        """Give the text with this name, if it is still remembered."""
        return self._texts.get(name)
