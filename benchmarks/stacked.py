"""Stack copies of a folder's articles in its library: python benchmarks/stacked.py FOLDER --engine tantivy --copies 28.

A million passages without writing and reading a million files, for machines on which that takes an hour: the folder is
read once, and every copy is put in with words of its own, as `copies.py` does it, but letters are replaced rather than
put in ("Versailles", "Vebaailles"), so that the places of sentences stay. 28 copies of the 909 articles of
`wiki-history` have a million passages. `sizes.py` then measures FOLDER with the same `--library`; answers of the copies
are not compared with anything: `engines.py` does that.
"""

from __future__ import annotations

import argparse
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from copies import common_words, syllable_of
from sizes import spent

from histbot.historian import Historian
from histbot.library import Writer, facts_of
from histbot.library.tables.codec import pack, seal, unseal
from histbot.library.tables.records import FIELDS, Record, analyzer_of, record_of
from histbot.library.tables.store import FileStore
from histbot.retrieval import fold
from histbot.settings import AnsweringSettings, LibrarySettings, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from histbot.knowledge import Article

_WORD = re.compile(r"\b[A-Za-z]{7,}\b")
_AT = slice(2, 4)  # the letters that are replaced: the beginning of a word is not what a stemmer takes away


class Base(NamedTuple):
    """An article, ready to be copied."""

    article: Article
    """The article."""
    record: Record
    """Its record."""


class Copy:
    """One copy's words."""

    def __init__(self, number: int, common: frozenset[str]) -> None:
        """Make words of copy `number`, but for those that are `common`."""
        self._number, self._common, self._analyzer = number, common, analyzer_of("en")
        self._words: dict[str, str] = {}
        self._terms: dict[str, str] = {}

    def text(self, text: str) -> str:
        """Give a text with other words of the same lengths."""
        return _WORD.sub(lambda match: self._word(match[0]), text)

    def record(self, base: Base) -> Record:
        """Give the record of the copy of an article; only its first words are looked up, its terms are replaced."""
        text = self.text(unseal(base.record.text).decode())
        slug, title = f"{base.article.slug}-{self._number}", self.text(base.article.title)
        fields = {name: getattr(base.article, name) for name in FIELDS} | {"slug": slug, "title": title}
        terms = [{self._terms.get(term, term): count for term, count in each.items()} for each in base.record.terms]
        return base.record._replace(
            slug=slug, folded=f"{fold(title)}\n{fold(slug)}", fields=pack(fields), text=seal(text.encode()), terms=terms
        )

    def _word(self, word: str) -> str:
        if word not in self._words:
            lower = word.lower()
            own = word if lower in self._common or crc32(lower[:6].encode()) % 2 else self._replaced(word)
            self._words[word] = own
            for before, after in zip(self._analyzer.terms(word), self._analyzer.terms(own), strict=False):
                self._terms[before] = after
        return self._words[word]

    def _replaced(self, word: str) -> str:
        return word[: _AT.start] + syllable_of(self._number) + word[_AT.stop :]


def stack(settings: Settings, copies: int) -> None:
    """Put the copies into the library, and let the engine follow."""
    historian = Historian(settings)
    articles = list(historian.knowledge.articles)
    common = frozenset(common_words(article.text for article in articles))
    bases = [Base(article, record_of(article, "en")) for article in articles]
    with FileStore(Path(historian.library)).writing() as connection:
        writer = Writer(connection, facts_of(connection))
        for record in _records(bases, copies, common):
            writer.put(record)
        writer.finish()
    historian.reload()
    print(f"{len(historian.knowledge.slugs):,} articles, {historian.knowledge.passage_count:,} passages")


def _records(bases: list[Base], copies: int, common: frozenset[str]) -> Iterator[Record]:
    for number in range(1, copies):
        copy = Copy(number, common)
        for base in bases:  # its words first, so that its terms are known
            copy.text(unseal(base.record.text).decode())
        yield from (copy.record(base) for base in bases)


def main() -> None:
    """Stack, and say what that took."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--engine", choices=("embedded", "tantivy"), default="embedded")
    options.add_argument("--copies", type=int, default=10)
    options.add_argument("--library", required=True, help="a folder for libraries")
    given = options.parse_args()
    begun = time.perf_counter()
    library = LibrarySettings(given.library, given.engine)
    stack(Settings(given.folder, answering=AnsweringSettings(reader=False), library=library), given.copies)
    print(f"{spent():.0f} s, {time.perf_counter() - begun:.0f} s by the clock")


if __name__ == "__main__":
    main()
