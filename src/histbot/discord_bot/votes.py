"""One thumb for each member and answer, without a list of who voted.

Who voted how is held in memory only, by a digest under a key that is made at start and never written down: nobody can
find out later, and two processes can't be compared. The price: after a restart a member could vote once more.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import OrderedDict

_KEPT = 10_000  # votes remembered: the oldest is forgotten first


class Votes:
    """The last votes."""

    def __init__(self, key: bytes | None = None) -> None:
        """Make digests under `key`, or one that nobody knows."""
        self._key = key or secrets.token_bytes(32)
        self._votes: OrderedDict[bytes, str] = OrderedDict()

    def cast(self, message: int, member: int, vote: str) -> str | None:
        """Note a member's vote on a message's answer, in the place of the one before; give that one.

        The same vote a second time takes it back.
        """
        ballot = hashlib.blake2b(f"{message}:{member}".encode(), key=self._key, digest_size=16).digest()
        before = self._votes.pop(ballot, None)
        if before != vote:
            self._votes[ballot] = vote
        if len(self._votes) > _KEPT:
            self._votes.popitem(last=False)
        return before
