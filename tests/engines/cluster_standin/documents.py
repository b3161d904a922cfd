"""What the stand-in holds: documents by index, found by the few queries that histbot sends.

Only what the engine relies on, and that to the letter: sequence numbers, aliases switched in one step, filters, scores
by BM25 over all that is in an index, deleted documents not among it.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    Source = dict[str, Any]

_K1, _B = 1.5, 0.75
_COMPARED = {
    "gt": lambda value, limit: value > limit,
    "lt": lambda value, limit: value < limit,
    "gte": lambda value, limit: value >= limit,
    "lte": lambda value, limit: value <= limit,
}


class Refusal(Exception):  # noqa: N818  # an answer, not a fault
    """An answer that is no success."""

    def __init__(self, status: int, kind: str) -> None:
        super().__init__(kind)
        self.status, self.kind = status, kind


class Documents:
    """Indices, their documents and aliases."""

    def __init__(self) -> None:
        self.indices: dict[str, dict[str, Source]] = {}
        self.aliases: dict[str, str] = {}
        self._numbers: dict[tuple[str, str], int] = {}
        self._written = 0

    def create(self, index: str) -> None:
        """Make an index; refuses one that is there."""
        if index in self.indices:
            raise Refusal(400, "resource_already_exists_exception")
        self.indices[index] = {}

    def delete_index(self, index: str) -> None:
        """Take an index away."""
        self._of(index)
        del self.indices[index]

    def switch(self, actions: list[dict[str, dict[str, str]]]) -> None:
        """Add and remove aliases in one step."""
        for action in actions:
            for kind, named in action.items():
                self._of(named["index"])
                if kind == "add":
                    self.aliases[named["alias"]] = named["index"]
                elif self.aliases.get(named["alias"]) == named["index"]:
                    del self.aliases[named["alias"]]

    def get(self, index: str, key: str) -> dict[str, Any]:
        """Give a document, or say that it is not there."""
        documents = self._of(index)
        if key not in documents:
            raise Refusal(404, "document_missing")
        number = self._numbers[self._name(index), key]
        return {"_id": key, "found": True, "_source": documents[key], "_seq_no": number, "_primary_term": 1}

    def put(self, index: str, key: str, source: Source, **only: str) -> dict[str, Any]:
        """Write a document, and give its number; refuses where it is not as the writer believes."""
        documents, number = self._of(index), self._numbers.get((self._name(index), key))
        taken = only.get("op_type") == "create" and key in documents
        if taken or ("if_seq_no" in only and int(only["if_seq_no"]) != number):
            raise Refusal(409, "version_conflict_engine_exception")
        documents[key] = source
        self._written += 1
        self._numbers[self._name(index), key] = self._written
        return {"_id": key, "_seq_no": self._written, "_primary_term": 1}

    def update(self, index: str, key: str, change: Source) -> None:
        """Change fields of a document."""
        self.put(index, key, {**self.get(index, key)["_source"], **change})

    def delete(self, index: str, key: str) -> None:
        """Take a document away."""
        self.get(index, key)
        del self._of(index)[key]

    def delete_by(self, index: str, query: dict[str, Any]) -> int:
        """Take away what a query finds; say how many."""
        found = [key for key, _, _ in self.search(index, query)]
        for key in found:
            self.delete(index, key)
        return len(found)

    def search(self, index: str, query: dict[str, Any]) -> list[tuple[str, Source, float]]:
        """Give what a query finds: id, source and score, the best first."""
        documents = self._of(index)
        scores = _scores(documents, query.get("bool", {}).get("should", []))
        found = [(key, source, scores[key]) for key, source in documents.items() if _holds(source, query, scores[key])]
        return sorted(found, key=lambda each: -each[2])

    def _of(self, index: str) -> dict[str, Source]:
        name = self._name(index)
        if name not in self.indices:
            raise Refusal(404, "index_not_found_exception")
        return self.indices[name]

    def _name(self, index: str) -> str:
        return self.aliases.get(index, index)


def _holds(source: Source, query: dict[str, Any], score: float) -> bool:
    """Tell whether a document is what a query asks for; a field that it lacks is never in a range."""
    ((kind, asked),) = query.items()
    if kind == "bool":
        wanted = asked.get("minimum_should_match", 0) == 0 or score > 0
        return wanted and all(_holds(source, each, score) for each in asked.get("filter", []))
    ((field, value),) = asked.items()
    if field not in source:
        return False
    if kind == "range":
        return all(_COMPARED[name](source[field], limit) for name, limit in value.items())
    return bool(source[field] in value if kind == "terms" else source[field] == value)


def _scores(documents: dict[str, Source], should: list[dict[str, Any]]) -> Counter[str]:
    """Score documents by the terms of their field `terms`, each with its boost."""
    scores: Counter[str] = Counter()
    if not should:
        return scores
    counted = {key: Counter(source["terms"].split()) for key, source in documents.items()}
    mean = sum(counts.total() for counts in counted.values()) / max(len(counted), 1)
    for each in should:
        asked = each["term"]["terms"]
        holding = sum(asked["value"] in counts for counts in counted.values())
        idf = math.log(1 + (len(counted) - holding + 0.5) / (holding + 0.5))
        for key, often in _occurring(counted, asked["value"]):
            norm = _K1 * (1 - _B + _B * counted[key].total() / mean)
            scores[key] += asked["boost"] * idf * often * (_K1 + 1) / (often + norm)
    return scores


def _occurring(counted: dict[str, Counter[str]], term: str) -> Iterator[tuple[str, int]]:
    return ((key, counts[term]) for key, counts in counted.items() if counts[term])
