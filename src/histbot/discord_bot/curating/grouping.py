"""Questions that ask the same in other words, put together: what a curator sees once and mends once.

By their words alone, stems and other names alike, by what they ask for, and by the numbers in them. "Who built the
metro of Prague?" and "Which engineer built the Prague metro?" are one, "When was it built?" is another. Known limits:
words for the same that are neither stems nor named in the aliases ("built", "constructed") keep questions apart;
English question words only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from histbot.retrieval import Analyzer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from histbot.storage import Unanswered

_ALIKE = 0.6  # of the words of both that they share, from which on they ask the same (Jaccard index)
_COMPARED = 2_000  # the questions asked most often; those beyond stand alone
_ASKS = (
    ("when", re.compile(r"\b(?:when|(?:what|which) (?:year|date|day|month|century))\b", re.IGNORECASE)),
    ("where", re.compile(r"\b(?:where|(?:what|which) (?:place|city|town|country))\b", re.IGNORECASE)),
    ("why", re.compile(r"\bwhy\b", re.IGNORECASE)),
    ("number", re.compile(r"\bhow (?:many|much|long|old|far|often)\b", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that ask the same."""

    questions: tuple[Unanswered, ...]
    """The questions, most often asked first; there is one at least."""

    @property
    def first(self) -> Unanswered:
        """The one that stands for all."""
        return self.questions[0]

    @property
    def asked(self) -> int:
        """How often they were asked or thumbed down, together."""
        return self.missed + self.disliked

    @property
    def missed(self) -> int:
        """How often they were asked in vain, together."""
        return sum(each.missed for each in self.questions)

    @property
    def disliked(self) -> int:
        """How often their answers were thumbed down, together."""
        return sum(each.disliked for each in self.questions)

    @property
    def reasons(self) -> tuple[str, ...]:
        """What was said to those thumbs."""
        return tuple(reason for each in self.questions for reason in each.reasons)

    @property
    def last_day(self) -> str:
        """When one of them was asked last, as `2026-11-25`."""
        return max(each.last_day for each in self.questions)

    def whole(self) -> Unanswered:
        """Put them together as one question: the first one's words and passage, and what all of them count."""
        return replace(
            self.first, missed=self.missed, disliked=self.disliked, reasons=self.reasons, last_day=self.last_day
        )


def grouped(questions: Iterable[Unanswered], aliases: Iterable[Sequence[str]] = ()) -> list[Group]:
    """Put questions together, and give the groups, what was asked most often first.

    Each of `aliases` is a group of names of one thing.
    """
    reader = _Reader(aliases)
    groups: list[tuple[str, frozenset[str], list[Unanswered]]] = []
    by_term: dict[str, list[int]] = {}
    for place, question in enumerate(questions):
        kind, terms = reader.read(question.question)
        found = _like(groups, by_term, kind, terms) if place < _COMPARED else None
        if found is not None:
            groups[found][2].append(question)
            continue
        for term in terms:
            by_term.setdefault(term, []).append(len(groups))
        groups.append((kind, terms, [question]))
    made = [Group(tuple(each)) for _, _, each in groups]
    return sorted(made, key=lambda group: -group.asked)


def _like(
    groups: Sequence[tuple[str, frozenset[str], list[Unanswered]]],
    by_term: dict[str, list[int]],
    kind: str,
    terms: frozenset[str],
) -> int | None:
    """Give the place of the group whose first question is most like this one, if any is like it."""
    near = {place for term in terms for place in by_term.get(term, ()) if groups[place][0] == kind}
    likeness = {place: len(terms & groups[place][1]) / len(terms | groups[place][1]) for place in near}
    best = max(likeness, key=lambda place: (likeness[place], -place), default=None)
    return best if best is not None and likeness[best] >= _ALIKE else None


class _Reader:
    """Reads what a question asks for, and of what."""

    def __init__(self, aliases: Iterable[Sequence[str]]) -> None:
        self._analyzer = Analyzer()
        self._names: dict[tuple[str, ...], str] = {}
        for group in aliases:
            for name in group:
                if terms := tuple(self._analyzer.terms(name)):
                    self._names.setdefault(terms, group[0])
        self._longest = max(map(len, self._names), default=0)

    def read(self, question: str) -> tuple[str, frozenset[str]]:
        """Give the kind of question with the numbers in it, and its terms; names of one thing are one term."""
        kind = next((kind for kind, pattern in _ASKS if pattern.search(question)), "what")
        terms, found, place = self._analyzer.terms(question), set[str](), 0
        while place < len(terms):
            sizes = range(min(self._longest, len(terms) - place), 0, -1)
            size = next((size for size in sizes if tuple(terms[place : place + size]) in self._names), 0)
            found.add(self._names[tuple(terms[place : place + size])] if size else terms[place])
            place += max(size, 1)
        numbers = sorted(term for term in found if term[0].isdigit())
        return " ".join((kind, *numbers)), frozenset(found)
