"""What answering needs of an engine: the port, small enough for an engine of any size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from histbot.knowledge import Passage


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that shares a term with the query."""

    passage: Passage
    """The passage."""
    score: float
    """Its score, above 0; to be compared within one query only."""


class Index(Protocol):
    """Passages, ranked by what they share with a query."""

    def search(self, query: Mapping[str, float], limit: int, within: Collection[str] | None = None) -> list[Hit]:
        """Give the best `limit` passages for weighted terms, only of the articles whose slugs `within` holds."""
        ...

    def idf(self, term: str, within: str | None = None) -> float:
        """Say how rare `term` is, in all or in one article; a term that no passage holds is the rarest."""
        ...

    def holding(self, term: str) -> int:
        """Count the passages that hold `term`."""
        ...

    def __len__(self) -> int:
        """Count the passages."""
        ...

    def __contains__(self, term: str) -> bool:
        """Tell whether any passage holds `term`."""
        ...
