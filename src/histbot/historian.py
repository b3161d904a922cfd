"""The one door for the adapters: ask, look up articles, reload.

What is loaded is one immutable snapshot, swapped in one assignment: a reload in another thread never shows
half of it, and a failed one leaves the old.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from histbot.answering import Answer, Answerer
from histbot.knowledge import Knowledge, load_knowledge
from histbot.retrieval import Analyzer, Bm25Index

if TYPE_CHECKING:
    from collections.abc import Iterator

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

    def ask(self, question: str, article: str | None = None) -> Answer:
        """Answer a question, from one article if its slug is given; raises `UnknownArticleError`."""
        snapshot = self._snapshot
        if article is not None:
            snapshot.knowledge.article(article)
        return snapshot.answerer.answer(question, article)

    def reload(self) -> Knowledge:
        """Load the articles anew; raises `KnowledgeError` and keeps the old if there are none."""
        self._snapshot = self._load()
        return self.knowledge

    def _load(self) -> _Snapshot:
        knowledge = load_knowledge(self._settings.knowledge)
        languages = {article.language for article in knowledge.articles}
        analyzer = Analyzer(languages.pop() if len(languages) == 1 else "en")
        index = Bm25Index(knowledge.passages, _terms(knowledge.articles, analyzer))
        wanted = self._settings.answering
        answerer = Answerer(knowledge, index, analyzer, answer_from=wanted.answer_from, passages=wanted.passages)
        return _Snapshot(knowledge, answerer)


def _terms(articles: tuple[Article, ...], analyzer: Analyzer) -> Iterator[list[str]]:
    """Give each passage's terms, its article's title and its headings counted in."""
    for article in articles:
        for passage in article.passages:
            heading = " ".join((article.title, *passage.section))
            yield analyzer.terms(heading) + analyzer.terms(passage.span.of(article.text))
