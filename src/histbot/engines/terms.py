"""Which passages an engine's keys are, and how often each term occurs in them, out of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from histbot.errors import BrokenLibraryError
from histbot.library import passage_number, unseal
from histbot.retrieval import Candidate

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from histbot.library import Reader


def candidates_of(reader: Reader, keys: Sequence[int], terms: Collection[str]) -> list[Candidate]:
    """Give the candidates of some keys, in their order; raises `BrokenLibraryError` if the library lacks one."""
    rows = {key: (length, data) for key, length, data in
            reader.each("SELECT id, length, data FROM terms WHERE id IN ({})", keys)}  # fmt: skip
    places = {key: passage_number(key) for key in keys}
    articles = {article for article, _ in places.values()}
    slugs = dict(reader.each("SELECT id, slug FROM articles WHERE id IN ({})", articles))
    wanted = [(term, f"\n{term}\t".encode()) for term in terms]
    try:
        return [
            Candidate(key, slugs[places[key][0]], places[key][1], rows[key][0], _counts(unseal(rows[key][1]), wanted))
            for key in keys
        ]
    except KeyError as error:
        raise BrokenLibraryError(f"the terms of passage {error} are missing") from None


def _counts(written: bytes, wanted: Collection[tuple[str, bytes]]) -> Mapping[str, int]:
    """Find how often terms occur in a passage, as `write_counts` wrote it: a search each, nothing decoded."""
    found: dict[str, int] = {}
    for term, needle in wanted:
        at = written.find(needle)
        if at >= 0:
            found[term] = int(written[at + len(needle) : written.index(b"\n", at + 1)])
    return found
