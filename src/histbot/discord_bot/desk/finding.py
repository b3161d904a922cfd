"""Find an article by what people type of its title: the beginning of a word first, then other names, then errors.

Built once for the articles as they are, small enough for memory: a title and its variants. Looking up is quick enough
for autocompletion, which asks with every letter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from histbot.retrieval import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from histbot.knowledge import Article

_ENOUGH = 3  # found without errors: then none are looked for
_SHORT, _LONG = 4, 7  # letters from which on a word may have one error, and two
_WORD = re.compile(r"[^\W_]+")
_EXACT, _TITLE, _WITHIN, _SCATTERED, _INSIDE, _NAMED = range(6)


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as it is looked up."""

    slug: str
    """Its slug."""
    title: str
    """Its title."""
    file: str
    """Its file, relative to the knowledge folder."""
    names: tuple[str, ...]
    """Its title in small letters without accents, then its slug, then its title with other names of what it names."""


class Titles:
    """The articles by title."""

    def __init__(self, articles: Iterable[Article], aliases: Iterable[Sequence[str]] = ()) -> None:
        """Know `articles`; each of `aliases` is a group of names of one thing."""
        groups: dict[str, list[tuple[str, list[str]]]] = {}
        for group in aliases:
            names = [_flat(name) for name in group]
            for name in filter(None, names):
                groups.setdefault(name.split()[0], []).append((name, [other for other in names if other != name]))
        self.entries = [
            Entry(
                each.slug, each.title, each.file, (flat := _flat(each.title), _flat(each.slug), *_renamed(flat, groups))
            )
            for each in articles
        ]
        self._said = ["\n".join(each.names) for each in self.entries]
        self._titled: dict[str, list[int]] = {}  # by a word of their titles: the places of entries
        for place, each in enumerate(self.entries):
            for word in dict.fromkeys(each.names[0].split()):
                self._titled.setdefault(word, []).append(place)

    def find(self, typed: str, among: Collection[str] | None = None) -> list[Entry]:
        """Give the articles that fit what was typed, the best first; of those only whose slugs `among` holds."""
        wanted = _flat(typed)
        allowed = None if among is None else frozenset(among)
        places = [place for place, each in enumerate(self.entries) if allowed is None or each.slug in allowed]
        if not wanted:
            return sorted((self.entries[place] for place in places), key=lambda each: each.names[0])
        words, ranks = wanted.split(), dict[int, int]()
        for place in places:
            if all(word in self._said[place] for word in words):  # most say none of it
                rank = _rank(self.entries[place], wanted)
                if rank is not None:
                    ranks[place] = rank
        if len(ranks) < _ENOUGH:
            errors = self._mistyped(words)
            ranks = {place: 100 + errors[place] for place in places if place in errors} | ranks
        found = [(rank, self.entries[place]) for place, rank in ranks.items()]
        return [each for _, each in sorted(found, key=lambda each: (each[0], len(each[1].title), each[1].title))]

    def _mistyped(self, words: Sequence[str]) -> dict[int, int]:
        """Count the typing errors with which titles hold all the words typed, by their places."""
        totals: dict[int, int] | None = None
        for each in words:
            errors: dict[int, int] = {}
            for word, count in _near(each, list(self._titled)):
                for place in self._titled[word]:
                    errors[place] = min(count, errors.get(place, count))
            totals = errors if totals is None else {at: totals[at] + errors[at] for at in errors if at in totals}
        return totals or {}


def _flat(text: str) -> str:
    """Give the words of a text in small letters, without accents and punctuation."""
    return " ".join(_WORD.findall(fold(text)))


def _renamed(title: str, groups: dict[str, list[tuple[str, list[str]]]]) -> Iterator[str]:
    """Give a title with each name in it replaced by other names of the same thing."""
    for word in title.split():
        for name, others in groups.get(word, ()):
            if f" {name} " in f" {title} ":
                yield from (f" {title} ".replace(f" {name} ", f" {other} ").strip() for other in others)


def _rank(entry: Entry, wanted: str) -> int | None:
    """Say how well an article fits, the less the better; none if it does not without errors."""
    own = [rank for name in entry.names[:2] if (rank := _rank_of(name, wanted)) is not None]
    if own:
        return min(own)
    others = [rank for name in entry.names[2:] if (rank := _rank_of(name, wanted)) is not None]
    return _NAMED + min(others) if others else None


def _rank_of(name: str, wanted: str) -> int | None:
    if name == wanted:
        return _EXACT
    if name.startswith(wanted):
        return _TITLE
    if f" {wanted}" in name:
        return _WITHIN
    words = name.split()
    if all(any(word.startswith(each) for word in words) for each in wanted.split()):
        return _SCATTERED
    return _INSIDE if wanted in name else None


def _near(typed: str, words: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Give the words that begin with what was typed, or nearly, each with its typing errors; a word may come twice."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract_iter

    most = 0 if len(typed) < _SHORT else 1 if len(typed) < _LONG else 2
    for length in (len(typed), len(typed) + most):
        begun = [word[:length] for word in words]
        for _, errors, place in extract_iter(typed, begun, scorer=OSA.distance, score_cutoff=most):
            yield words[place], int(errors)
