"""The one door for the adapters: ask, look up articles, reload.

What is loaded is one immutable snapshot, swapped in one assignment: a reload in another thread never shows
half of it, and a failed one leaves the old.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from histbot.answering import Answer, Answerer, Vocabulary
from histbot.errors import UnknownArticleError
from histbot.knowledge import Knowledge, load_knowledge
from histbot.resources import data_path
from histbot.retrieval import Analyzer, Bm25Index

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from histbot.knowledge import Article
    from histbot.settings import Settings


@dataclass(frozen=True, slots=True)
class _Snapshot:
    knowledge: Knowledge
    answerer: Answerer


class Historian:
    """Answers from the articles of a knowledge folder."""

    def __init__(self, settings: Settings) -> None:
        """Load the articles that `settings` name; raises `KnowledgeError` if there are none."""
        self._settings = settings
        self._snapshot = self._load()

    @property
    def knowledge(self) -> Knowledge:
        """The articles as they were last loaded."""
        return self._snapshot.knowledge

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
        snapshot = self._snapshot
        if article is None:
            return snapshot.answerer.answer(question, among, before)
        if among is not None and article not in among:
            raise UnknownArticleError(article, among)
        return snapshot.answerer.answer(question, (snapshot.knowledge.article(article).slug,), before)

    def leans(self, question: str, before: str) -> bool:
        """Tell whether a question leaves out what the one before it said, and is read differently behind it."""
        return self._snapshot.answerer.leans(question, before)

    def reload(self) -> Knowledge:
        """Load the articles anew; raises `KnowledgeError` and keeps the old if there are none."""
        self._snapshot = self._load()
        return self.knowledge

    def _load(self) -> _Snapshot:
        knowledge = load_knowledge(self._settings.knowledge)
        wanted = self._settings.answering
        index, vocabulary = index_knowledge(knowledge, (*default_aliases(), *wanted.aliases))
        answerer = Answerer(knowledge, index, vocabulary, answer_from=wanted.answer_from, passages=wanted.passages)
        return _Snapshot(knowledge, answerer)


def index_knowledge(knowledge: Knowledge, aliases: Sequence[Sequence[str]] = ()) -> tuple[Bm25Index, Vocabulary]:
    """Index a folder's articles; each of `aliases` is a group of names of one thing."""
    languages = {article.language for article in knowledge.articles}
    analyzer = Analyzer(languages.pop() if len(languages) == 1 else "en")
    index = Bm25Index(knowledge.passages, _terms(knowledge.articles, analyzer))
    own = ((name, *others) for article in knowledge.articles for name, others in article.aliases.items())
    return index, Vocabulary(index, analyzer, [*aliases, *own])


def default_aliases() -> tuple[tuple[str, ...], ...]:
    """Read the names that histbot knows to be of one thing."""
    file = data_path("config") / "aliases.toml"
    return tuple(tuple(group) for group in tomllib.loads(file.read_text(encoding="utf-8"))["groups"])


def _terms(articles: tuple[Article, ...], analyzer: Analyzer) -> Iterator[list[str]]:
    """Give each passage's terms, its article's title and its headings counted in."""
    for article in articles:
        for passage in article.passages:
            heading = " ".join((article.title, *passage.section))
            yield analyzer.terms(heading) + analyzer.terms(passage.span.of(article.text))
