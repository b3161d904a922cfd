"""What articles say where a question asks in other words: *married* for `wife`, *buried* for `grave`.

A list of the project's own (`relations.txt`), read once, for English: what is asked of people, states and battles is
much the same everywhere.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = Path(__file__).with_name("relations.txt")


@cache
def relations() -> Mapping[str, tuple[str, ...]]:
    """Give the words that may answer each word that asks, likeliest first."""
    found: dict[str, tuple[str, ...]] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        asked, _, said = line.partition(":")
        if said and not line.startswith("#"):
            for word in asked.split():
                found[word] = (*found.get(word, ()), *said.split())
    return found
