"""The one door for the adapters: ask, look up articles, reload.

The articles lie in a library on disk, of which a question sees one generation, from its first look-up to its citation.
A reload in another thread swaps the next one in, in one assignment; a failed one leaves the old.
"""

from __future__ import annotations

import logging
import tomllib
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from histbot.answering import Answer, Answerer, Topics, Vocabulary
from histbot.chronicle import find_timeline, slugs_of
from histbot.engines import kind_of
from histbot.errors import BrokenLibraryError
from histbot.library import ByteCache, Library, SharedLibrary, folder_language, passage_terms
from histbot.resources import data_path
from histbot.retrieval import Analyzers, Bm25Index, fold, tidied

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from typing import TypeVar

    from histbot.knowledge import Article, Knowledge, Span
    from histbot.library import Generation
    from histbot.reader import Reader
    from histbot.settings import Settings
    from histbot.timeline import DateExpression, Event, EventBook, Timeline

    T = TypeVar("T")

_log = logging.getLogger(__name__)
_TIMELINES = 32_000_000  # bytes of timelines kept as they were found, so that a page is turned at once
_AN_EVENT, _A_TIMELINE = 2_000, 1_000  # bytes about


@dataclass(frozen=True, slots=True)
class _Snapshot:
    generation: Generation
    answerer: Answerer
    topics: Topics
    events: Callable[[], EventBook]
    timeline: Callable[..., Timeline]


class Historian:
    """Answers from the articles of a knowledge folder."""

    def __init__(
        self,
        settings: Settings,
        *,
        tell: Callable[[str], None] = _log.warning,
        progress: Callable[[int, int], None] | None = None,
        publish: bool = False,
        shared: bool = False,
    ) -> None:
        """Read what of the articles has changed since they were last read; raises `KnowledgeError` if there are none.

        `tell` is told what the owner should know; `progress` is called with how many files are read of how many.
        `publish` is for the one process that fills a search cluster, where the settings name one; all others follow it.
        `shared` is for a process beside the one that reads the articles: it takes what that one has read.
        """
        self._settings, self._progress = settings, progress
        kind = kind_of(settings, tell, publish=publish)
        make = SharedLibrary if shared else Library
        self._library = make(settings.knowledge, library_folder(settings), tell, kind)
        self._mending = Lock()
        self._snapshot = self._load()

    @classmethod
    def open(cls, knowledge: str | Path | None = None, *, config: str | Path | None = None) -> Historian:
        """Open a folder of articles, or one file, with the settings that the command line would have there.

        Without `knowledge` it is what the settings name, else `./knowledge`, else the article that histbot ships with.
        Raises `SettingsError`, and `KnowledgeError` if there is not one article.
        """
        from histbot.settings import load_settings

        settings = load_settings(Path(config) if config else None, Path(knowledge) if knowledge else None)
        return cls(settings)

    @property
    def knowledge(self) -> Knowledge:
        """The articles as they were last read."""
        return self._snapshot.generation.knowledge

    @property
    def generation(self) -> bytes:
        """What tells the articles as they were last read from what they were or will be; the same in every process."""
        return self._snapshot.generation.token

    @property
    def library(self) -> str:
        """Where the articles are kept once they are read, in words."""
        return str(self._library.file or "in memory")

    def matching(
        self, typed: str, most: int, among: Collection[str] | None = None, *, longest: int | None = None
    ) -> list[Article]:
        """Give the first articles whose title or slug holds what was typed, of those whose slugs `among` holds.

        Slugs of more than `longest` characters are passed over.
        """
        return self._mended(lambda now: now.generation.knowledge.matching(fold(typed), most, among, longest))

    def read_dates(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Read the dates of all articles that are not read yet, so that no timeline waits for it."""
        self._mended(lambda now: now.generation.events.fill(progress))

    def ask(
        self,
        question: str,
        article: str | None = None,
        *,
        among: Collection[str] | None = None,
        before: str | None = None,
    ) -> Answer:
        """Answer a question, from one article if its slug is given, else from those whose slugs `among` holds.

        `before` is the question asked before it, in which a follow-up ("and when was it ceded?") finds what it leaves
        out. Raises `UnknownArticleError` if there is no such article, or `among` does not hold it.
        """

        def answer(now: _Snapshot) -> Answer:
            within = among if article is None else slugs_of(now.generation.knowledge, article, among)
            return now.answerer.answer(tidied(question), within, before and tidied(before))

        return replace(self._mended(answer), question=question)

    def require(self, article: str, among: Collection[str] | None = None) -> None:
        """Raise `UnknownArticleError` if there is no such article, or `among` does not hold it."""
        slugs_of(self.knowledge, article, among)

    def leans(self, question: str, before: str) -> bool:
        """Tell whether a question leaves out what the one before it said, and is read differently behind it."""
        return self._mended(lambda now: now.answerer.leans(question, before))

    def timeline(
        self,
        topic: str | None = None,
        start: str | None = None,
        end: str | None = None,
        article: str | None = None,
        *,
        among: Collection[str] | None = None,
    ) -> Timeline:
        """Give the dated events on `topic` between two dates, as people type them, all of them optional.

        Raises `InputError` for what is no date, `UnknownArticleError` as `ask` does.
        """
        wanted = (topic and topic.strip()) or None, start, end, article, None if among is None else tuple(sorted(among))
        return self._mended(lambda now: now.timeline(*wanted))

    def on_this_day(
        self, month: int, day: int, article: str | None = None, *, among: Collection[str] | None = None
    ) -> tuple[Event, ...]:
        """Give the best events of a day of the year, whatever the year; only those whose day is known.

        They are a handful in order of time, and never two of one list.
        """
        from histbot.timeline import merged
        from histbot.timeline.ranking import best_of_day

        def found(now: _Snapshot) -> tuple[Event, ...]:
            events = now.events().among(slugs_of(now.generation.knowledge, article, among))
            return best_of_day(merged([event for event in events if event.falls_on(month, day)]))

        return self._mended(found)

    def dates_in(self, article: str, sentence: Span) -> tuple[DateExpression, ...]:
        """Give the dates of a sentence of an article, resolved by its narrative."""
        return self._mended(lambda now: now.events().dates_of(article, sentence))

    def reload(self) -> Knowledge:
        """Read what has changed; raises `KnowledgeError` and keeps the old if there are no articles any more."""
        self._snapshot = self._load()
        return self.knowledge

    def is_behind(self) -> bool:
        """Tell whether there is something else to be read than what is in use; raises `EngineError`."""
        return self._library.is_behind(self._snapshot.generation)

    def _load(self) -> _Snapshot:
        now = self._library.current(self._progress)
        wanted, knowledge, index = self._settings.answering, now.knowledge, now.index
        vocabulary = Vocabulary(
            index,
            Analyzers(now.language, now.languages),
            (*default_aliases(), *wanted.aliases, *knowledge.aliases()),
            lambda: (article.title for article in knowledge.articles),
        )
        answerer = Answerer(
            knowledge,
            index,
            vocabulary,
            answer_from=wanted.answer_from,
            passages=wanted.passages,
            reader=_reader if wanted.reader else lambda: None,
        )
        topics, events = Topics(knowledge, index, vocabulary), _book_of(now)
        find = partial(find_timeline, knowledge, topics, events)
        kept: ByteCache[Timeline] = ByteCache(_TIMELINES, _size)
        return _Snapshot(now, answerer, topics, events, lambda *asked: kept.get(asked, lambda: find(*asked)))

    def _mended(self, work: Callable[[_Snapshot], T]) -> T:
        """Do a work over the articles; if the library turns out to be damaged, once more over a new one."""
        snapshot = self._snapshot
        try:
            return work(snapshot)
        except BrokenLibraryError as error:
            with self._mending:
                if self._snapshot is snapshot:
                    self._library.make_again(error)
                    self._snapshot = self._load()
            return work(self._snapshot)


def _reader() -> Reader | None:
    """Give the reader; nothing of it is loaded before a question has sentences to read."""
    from histbot.reader import load_reader

    return load_reader()


def library_folder(settings: Settings) -> Path:
    """Give the folder of libraries."""
    if settings.library.path:
        return Path(settings.library.path)
    import platformdirs

    return Path(platformdirs.user_cache_dir("histbot", appauthor=False))


def _book_of(now: Generation) -> Callable[[], EventBook]:
    """Give the events of a generation; nothing is read, nor the room loaded, before someone asks."""

    @cache
    def book() -> EventBook:
        from histbot.timeline import EventBook

        return EventBook(now.knowledge, now.events.of)

    return book


def _size(timeline: Timeline) -> int:
    return _A_TIMELINE + _AN_EVENT * len(timeline.events)


def index_knowledge(knowledge: Knowledge, aliases: Sequence[Sequence[str]] = ()) -> tuple[Bm25Index, Vocabulary]:
    """Index articles in memory, without a library; each of `aliases` is a group of names of one thing."""
    articles = knowledge.articles
    languages = Counter(article.language for article in articles)
    analyzers = Analyzers(folder_language(languages), languages)
    terms = (each for article in articles for each in passage_terms(article, analyzers.of(article.language)))
    index = Bm25Index([passage for article in articles for passage in article.passages], terms)
    own = ((name, *others) for article in articles for name, others in article.aliases.items())
    return index, Vocabulary(index, analyzers, [*aliases, *own], lambda: (article.title for article in articles))


def default_aliases() -> tuple[tuple[str, ...], ...]:
    """Read the names that histbot knows to be of one thing."""
    file = data_path("config") / "aliases.toml"
    return tuple(tuple(group) for group in tomllib.loads(file.read_text(encoding="utf-8"))["groups"])
