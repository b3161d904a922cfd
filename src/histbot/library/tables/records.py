"""An article as it goes into the library: packed, its words counted, a unit that processes can hand over."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from histbot.knowledge import Article, plain
from histbot.library.tables.codec import pack, seal
from histbot.retrieval import Analyzer, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_FETCHED = ("text", "passages")  # what an article of the library fetches when it is asked for
FIELDS = tuple(each.name for each in fields(Article) if each.name not in _FETCHED)


class Record(NamedTuple):
    """An article, ready to be written."""

    slug: str
    """Its slug."""
    language: str
    """Its language."""
    aliased: bool
    """Whether it names aliases."""
    folded: str
    """Its title and its slug, folded: what it is found by when its name is typed."""
    fields: bytes
    """All of it but text and passages, packed."""
    text: bytes
    """Its text, sealed."""
    passages: list[bytes]
    """Its passages, packed."""
    terms: list[dict[str, int]]
    """The terms of each passage, with how often they occur in it."""
    borrowed: dict[int, str]
    """The terms that a passage holds only by what stands above it, by its number, of those that have any."""


def record_of(article: Article, language: str) -> Record:
    """Make the record of an article, whose words are read as `language` where it has none of its own."""
    analyzer = analyzer_of(article.language or language)
    terms = [dict(Counter(terms)) for terms in passage_terms(article, analyzer)]
    return Record(
        slug=article.slug,
        language=article.language,
        aliased=bool(article.aliases),
        folded=f"{fold(article.title)}\n{fold(article.slug)}",
        fields=pack({name: getattr(article, name) for name in FIELDS}),
        text=seal(article.text.encode()),
        passages=[pack(passage) for passage in article.passages],
        terms=terms,
        borrowed=_borrowed(article, analyzer, terms),
    )


def passage_terms(article: Article, analyzer: Analyzer) -> Iterator[list[str]]:
    """Give each passage's terms, its article's title and its headings counted in."""
    for passage in article.passages:
        heading = " ".join((article.title, *passage.section, *passage.contexts))
        yield analyzer.terms(heading) + analyzer.terms(plain(passage.span.of(article.text)))


def _borrowed(article: Article, analyzer: Analyzer, terms: Sequence[Mapping[str, int]]) -> dict[int, str]:
    found: dict[int, str] = {}
    for number, (passage, held) in enumerate(zip(article.passages, terms, strict=True), 1):
        if passage.contexts:
            own = analyzer.terms(" ".join((article.title, *passage.section)))
            own += analyzer.terms(plain(passage.span.of(article.text)))
            if only := held.keys() - own:
                found[number] = " ".join(sorted(only))
    return found


def write_counts(holding: Mapping[str, int]) -> str:
    """Write how many passages of an article hold each of its terms: looked through faster than it could be decoded."""
    return "\n" + "".join(f"{term}\t{count}\n" for term, count in holding.items())


def read_counts(written: str) -> dict[str, int]:
    """Read what `write_counts` wrote."""
    return {term: int(count) for term, _, count in (line.partition("\t") for line in written.split("\n")[1:-1])}


def counted(term: str, written: str) -> int:
    """Find the count of one term in what `write_counts` wrote."""
    at = written.find(f"\n{term}\t")
    return int(written[at + len(term) + 2 : written.index("\n", at + 1)]) if at >= 0 else 0


def term_row(counts: Mapping[str, int]) -> tuple[int, bytes]:
    """Give the length of a passage in terms, and its terms, sealed."""
    return sum(counts.values()), seal(write_counts(counts).encode())


def folder_language(counts: Mapping[str, int]) -> str:
    """Give the language of a folder by how many articles are in each: that of the most, English before others."""
    own = {language: count for language, count in counts.items() if language}
    return min(own, key=lambda each: (-own[each], each != "en", each), default="en")


@lru_cache(maxsize=16)
def analyzer_of(language: str) -> Analyzer:
    """Give the analyzer of a language; it remembers the words it has read."""
    return Analyzer(language)
