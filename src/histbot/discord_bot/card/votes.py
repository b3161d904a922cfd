"""One thumb for each member and answer, also after a restart, without a list of who voted.

What is stored is a digest of member and answer under a key made from the bot's token, which the database does not
hold: from the file alone nobody can find out who voted, and after 30 days the digests are gone.
"""

from __future__ import annotations

import hashlib
import secrets


class Booth:
    """Makes the digests."""

    def __init__(self, token: str | None = None) -> None:
        """Make them under a key made from the bot's `token`, or one that nobody knows."""
        self._key = (
            hashlib.blake2b(token.encode(), person=b"histbot votes").digest() if token else secrets.token_bytes()
        )

    def voter(self, answer: str, member: int) -> bytes:
        """Give the digest of a member and an answer, which its message and its quote name."""
        return hashlib.blake2b(f"{answer}:{member}".encode(), key=self._key, digest_size=16).digest()
