"""The articles of a library: each fetched when it is asked for, its text and its passages when they are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, overload

from histbot.errors import BrokenLibraryError, UnknownArticleError
from histbot.knowledge import Article
from histbot.library.tables.cache import ByteCache
from histbot.library.tables.codec import unpack, unseal
from histbot.library.tables.records import FIELDS
from histbot.library.tables.writing import passage_id
from histbot.library.updating.indexing import problems_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from histbot.errors import Problem
    from histbot.knowledge import Passage
    from histbot.library.tables.reader import Reader

_TEXTS, _PASSAGES, _ARTICLES = 8_000_000, 8_000_000, 4_000_000  # bytes kept
_A_PASSAGE, _A_SPAN, _AN_ARTICLE = 400, 100, 2_000  # bytes about


class StoredArticle(Article):
    """An article whose text and passages are fetched when they are asked for."""

    __slots__ = ("_home", "_id")
    _home: StoredKnowledge
    _id: int

    def __init__(self, home: StoredKnowledge, key: int, fields: dict[str, Any], passages: int) -> None:
        object.__setattr__(self, "_home", home)
        object.__setattr__(self, "_id", key)
        for name in FIELDS:
            object.__setattr__(self, name, fields[name])
        object.__setattr__(self, "passages", _Passages(home, key, passages))

    @property
    def text(self) -> str:
        """What the file says under the front matter."""
        return self._home.text(self._id)


class _Passages(Sequence["Passage"]):
    """The passages of an article: how many is known, which is looked up."""

    def __init__(self, home: StoredKnowledge, article: int, count: int) -> None:
        self._home, self._article, self._count = home, article, count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Passage: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Passage]: ...
    def __getitem__(self, place: int | slice) -> Passage | Sequence[Passage]:
        if place == 0 and self._count and "_all" not in self.__dict__:
            return self._home.first_passage(self._article)
        if isinstance(place, int) and 0 <= place < self._count:  # an article's first is often all that is wanted
            return self._home.passages([passage_id(self._article, place + 1)])[0]
        return self._all[place]

    def __iter__(self) -> Iterator[Passage]:
        return iter(self._all)

    @cached_property
    def _all(self) -> tuple[Passage, ...]:
        return self._home.passages_of(self._article, self._count)


class StoredKnowledge:
    """`Knowledge` of one generation of a library."""

    def __init__(self, reader: Reader, root: Path) -> None:
        self._reader, self._root = reader, root
        self._texts: ByteCache[str] = ByteCache(_TEXTS, len)
        self._read: ByteCache[Passage] = ByteCache(_PASSAGES, _size)
        self._found: ByteCache[StoredArticle] = ByteCache(_ARTICLES, lambda _: _AN_ARTICLE)

    @property
    def root(self) -> Path:
        """The folder."""
        return self._root

    @cached_property
    def slugs(self) -> tuple[str, ...]:
        """The slug of every article, in order."""
        return tuple(slug for (slug,) in self._reader.all("SELECT slug FROM articles ORDER BY slug"))

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read, and why."""
        return tuple(problem for problem in self._said if not problem.harmless)

    @property
    def notes(self) -> tuple[Problem, ...]:
        """What is to be said of files though nothing is lost."""
        return tuple(problem for problem in self._said if problem.harmless)

    @cached_property
    def _said(self) -> tuple[Problem, ...]:
        return self._reader.apply(problems_of)

    @cached_property
    def articles(self) -> Sequence[Article]:
        """The articles, by slug."""
        rows = self._reader.all("SELECT id, fields, passages FROM articles ORDER BY slug")
        return tuple(StoredArticle(self, key, unpack(fields), count) for key, fields, count in rows)

    @cached_property
    def languages(self) -> dict[str, int]:
        """How many articles are in each language; those that have none of their own under an empty name."""
        return dict(self._reader.all("SELECT language, count(*) FROM articles GROUP BY language ORDER BY language"))

    @property
    def passage_count(self) -> int:
        """How many passages there are."""
        return self._reader.number("passages")

    def article(self, slug: str) -> Article:
        """Give the article with this slug; raises `UnknownArticleError`."""
        return self._found.get(slug, lambda: self._fetched(slug))

    def _fetched(self, slug: str) -> StoredArticle:
        row = self._reader.one("SELECT id, fields, passages FROM articles WHERE slug = ?", slug)
        if row is None:
            raise UnknownArticleError(slug, self.slugs)
        return StoredArticle(self, row[0], unpack(row[1]), row[2])

    def matching(
        self, folded: str, most: int, among: Collection[str] | None = None, longest: int | None = None
    ) -> list[Article]:
        """Give the first articles whose title or slug, folded, holds `folded`; only those whose slugs `among` holds.

        Slugs of more than `longest` characters are passed over.
        """
        found = self._reader.all("SELECT slug FROM articles WHERE instr(folded, ?) ORDER BY slug", folded)
        slugs = [slug for (slug,) in found if (among is None or slug in among) and len(slug) <= (longest or len(slug))]
        return [self.article(slug) for slug in slugs[:most]]

    def aliases(self) -> list[tuple[str, ...]]:
        """Give the groups of names that articles say are of one thing."""
        rows = self._reader.all("SELECT fields FROM articles WHERE aliased ORDER BY slug")
        named = (unpack(fields)["aliases"] for (fields,) in rows)
        return [(name, *others) for aliases in named for name, others in aliases.items()]

    def text(self, article: int) -> str:
        """Give the text of an article by its id."""
        return self._texts.get(article, lambda: self._text(article))

    def _text(self, article: int) -> str:
        row = self._reader.one("SELECT text FROM texts WHERE article = ?", article)
        if row is None:
            raise BrokenLibraryError(f"the text of article {article} is missing")
        return unseal(row[0]).decode()

    def passages_of(self, article: int, count: int) -> tuple[Passage, ...]:
        """Give the passages of an article by its id."""
        rows = self._reader.all("SELECT data FROM passages WHERE id BETWEEN ? AND ? ORDER BY id",
                                passage_id(article, 1), passage_id(article, count))  # fmt: skip
        if len(rows) != count:
            raise BrokenLibraryError(f"article {article} has {len(rows)} passages, not {count}")
        return tuple(unpack(data) for (data,) in rows)

    def first_passage(self, article: int) -> Passage:
        """Give the first passage of an article by its id, which says what it is about."""
        return self.passages([passage_id(article, 1)])[0]

    def passages(self, keys: Collection[int]) -> list[Passage]:
        """Give passages by their ids, in the order of these."""
        found = dict(self._reader.each("SELECT id, data FROM passages WHERE id IN ({})", keys))
        try:
            return [self._read.get(key, lambda key=key: unpack(found[key])) for key in keys]  # type: ignore[misc]
        except KeyError as error:
            raise BrokenLibraryError(f"passage {error} is missing") from None

    def borrowed(self, keys: Collection[int]) -> dict[int, frozenset[str]]:
        """Give the terms that passages hold only by what stands above them, by their ids, of those that have any."""
        rows = self._reader.each("SELECT passage, terms FROM borrowed WHERE passage IN ({})", keys)
        return {key: frozenset(terms.split(" ")) for key, terms in rows}


def _size(passage: Passage) -> int:
    return _A_PASSAGE + _A_SPAN * len(passage.sentences)
