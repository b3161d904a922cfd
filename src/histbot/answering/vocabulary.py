"""The words of the articles, and which of them a typed word may stand for.

Only a word that no article holds is taken for a typing error; one that some article holds is what it says.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from histbot.retrieval import Analyzer

_PREFIX = 4  # terms of one family share that many first characters
_NEAR = 0.5  # Dice coefficient of their character pairs from which on two terms are of one family
_FAMILY = 12  # the most terms a family is taken to have


class _Terms(Protocol):
    def idf(self, term: str) -> float: ...

    def vocabulary(self) -> Iterable[str]: ...

    def __contains__(self, term: str) -> bool: ...


class Vocabulary:
    """Every term of an index, by family."""

    def __init__(self, index: _Terms, analyzer: Analyzer, aliases: Sequence[Sequence[str]] = ()) -> None:
        """Know the terms of `index`; each of `aliases` is a group of names of one thing."""
        self.analyzer = analyzer
        self._index = index
        self.idf = index.idf
        self._families: dict[str, list[str]] = {}
        for term in index.vocabulary():
            if len(term) >= _PREFIX and not term[0].isdigit():
                self._families.setdefault(term[:_PREFIX], []).append(term)
        self._aliases: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {}
        for group in aliases:
            names = [tuple(analyzer.terms(name)) for name in group]
            for name in names:
                others = tuple(other for other in names if other != name and other)
                if name:
                    self._aliases[name] = self._aliases.get(name, ()) + others
        self._longest = max(map(len, self._aliases), default=0)
        self.kin = lru_cache(maxsize=20_000)(self._kin)

    def __contains__(self, term: str) -> bool:
        return term in self._index

    def aliases_in(self, text: str) -> Mapping[int, tuple[tuple[str, ...], ...]]:
        """Give the other names of what `text` names, by the offset of each of its words."""
        tokens = [token for token in self.analyzer.tokens(text) if not token.stop]
        found: dict[int, tuple[tuple[str, ...], ...]] = {}
        place = 0
        while place < len(tokens):
            for size in range(min(self._longest, len(tokens) - place), 0, -1):
                name = tuple(token.term for token in tokens[place : place + size])
                if name in self._aliases:
                    found |= {token.start: self._aliases[name] for token in tokens[place : place + size]}
                    place += size - 1
                    break
            place += 1
        return found

    def _kin(self, term: str) -> dict[str, float]:
        """Give the terms of the same family, with how near they are."""
        family = self._families.get(term[:_PREFIX], ()) if not term[:1].isdigit() else ()
        near = {other: dice(term, other) for other in family if other != term}
        best = sorted((other for other in near if near[other] >= _NEAR), key=lambda other: (-near[other], other))
        return {other: near[other] for other in best[:_FAMILY]}


def dice(one: str, other: str) -> float:
    """Compare two terms by their character pairs (Dice coefficient, their first characters marked)."""
    pairs = {f"^{one}"[i : i + 2] for i in range(len(one))}
    others = {f"^{other}"[i : i + 2] for i in range(len(other))}
    return 2 * len(pairs & others) / (len(pairs) + len(others))
