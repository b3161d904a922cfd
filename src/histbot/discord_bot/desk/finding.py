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

    def find(self, typed: str, among: Collection[str] | None = None) -> list[Entry]:
        """Give the articles that fit what was typed, the best first; of those only whose slugs `among` holds."""
        wanted = _flat(typed)
        allowed = [each for each in self.entries if among is None or each.slug in among]
        if not wanted:
            return sorted(allowed, key=lambda each: each.names[0])
        ranked = [(rank, each) for each in allowed if (rank := _rank(each, wanted)) is not None]
        if len(ranked) < _ENOUGH:
            known = {each.slug for _, each in ranked}
            ranked += [
                (100 + errors, each)
                for each in allowed
                if each.slug not in known and (errors := _errors(wanted, each)) is not None
            ]
        return [each for _, each in sorted(ranked, key=lambda found: (found[0], len(found[1].title), found[1].title))]


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


def _errors(wanted: str, entry: Entry) -> int | None:
    """Count the typing errors with which a title holds the words typed; none if there are too many."""
    from rapidfuzz.distance import OSA

    counts = []
    for each in wanted.split():
        most = 0 if len(each) < _SHORT else 1 if len(each) < _LONG else 2
        near = (OSA.distance(each, word[: len(each) + most], score_cutoff=most) for word in entry.names[0].split())
        begun = (OSA.distance(each, word[: len(each)], score_cutoff=most) for word in entry.names[0].split())
        least = min((*near, *begun), default=most + 1)
        if least > most:
            return None
        counts.append(least)
    return sum(counts)
