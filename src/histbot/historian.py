"""The one door for the adapters: ask, look up articles, reload.

What is loaded is one immutable snapshot, swapped in one assignment: a reload in another thread never shows
half of it, and a failed one leaves the old.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from histbot.answering import Answer, Answerer, Topics, Vocabulary
from histbot.errors import UnknownArticleError
from histbot.knowledge import Knowledge, load_knowledge
from histbot.resources import data_path
from histbot.retrieval import Analyzer, Bm25Index

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from histbot.knowledge import Article, Span
    from histbot.settings import Settings
    from histbot.timeline import DateExpression, Event, EventBook, Timeline
    from histbot.timeline.ranking import Ranked, Request


@dataclass(frozen=True, slots=True)
class _Snapshot:
    knowledge: Knowledge
    answerer: Answerer
    topics: Topics
    events: Callable[[], EventBook]


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
        within = among if article is None else _slugs(snapshot.knowledge, article, among)
        return snapshot.answerer.answer(question, within, before)

    def require(self, article: str, among: Collection[str] | None = None) -> None:
        """Raise `UnknownArticleError` if there is no such article, or `among` does not hold it."""
        _slugs(self.knowledge, article, among)

    def leans(self, question: str, before: str) -> bool:
        """Tell whether a question leaves out what the one before it said, and is read differently behind it."""
        return self._snapshot.answerer.leans(question, before)

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
        from histbot.timeline import Between, Timeline

        snapshot = self._snapshot
        slugs = _slugs(snapshot.knowledge, article, among)
        request = _request(snapshot.knowledge, topic or "")
        between = Between.read(start, end).within(request.period)
        ranked = _on_topic(snapshot, request, slugs)
        kept = tuple(each for each in ranked if between.holds(each.event.date))
        notes = between.notes
        if ranked and not kept:
            notes += (f"none of the dates found ({len(ranked)}) lies {between}",)
        elif not ranked:
            notes += (_nothing_on(snapshot, request.topic, slugs),)
        return Timeline.of(kept, notes)

    def on_this_day(
        self, month: int, day: int, article: str | None = None, *, among: Collection[str] | None = None
    ) -> tuple[Event, ...]:
        """Give the events of a day of the year, whatever the year; only those whose day is known."""
        from histbot.timeline import merged

        snapshot = self._snapshot
        events = snapshot.events().among(_slugs(snapshot.knowledge, article, among))
        return tuple(merged([event for event in events if event.falls_on(month, day)]))

    def dates_in(self, article: str, sentence: Span) -> tuple[DateExpression, ...]:
        """Give the dates of a sentence of an article, resolved by its narrative."""
        return self._snapshot.events().dates_of(article, sentence)

    def reload(self) -> Knowledge:
        """Load the articles anew; raises `KnowledgeError` and keeps the old if there are none."""
        self._snapshot = self._load()
        return self.knowledge

    def _load(self) -> _Snapshot:
        knowledge = load_knowledge(self._settings.knowledge)
        wanted = self._settings.answering
        index, vocabulary = index_knowledge(knowledge, (*default_aliases(), *wanted.aliases))
        answerer = Answerer(knowledge, index, vocabulary, answer_from=wanted.answer_from, passages=wanted.passages)
        return _Snapshot(knowledge, answerer, Topics(knowledge, index, vocabulary), _book_of(knowledge))


def _book_of(knowledge: Knowledge) -> Callable[[], EventBook]:
    """Give the events of a snapshot; nothing is read, nor the room loaded, before someone asks."""

    @cache
    def book() -> EventBook:
        from histbot.timeline import EventBook

        return EventBook(knowledge)

    return book


def _slugs(knowledge: Knowledge, article: str | None, among: Collection[str] | None) -> list[str]:
    """Give the slugs of the articles asked for, in order."""
    if article is not None:
        if among is not None and article not in among:
            raise UnknownArticleError(article, among)
        return [knowledge.article(article).slug]
    return [each.slug for each in knowledge.articles if among is None or each.slug in among]


def _request(knowledge: Knowledge, topic: str) -> Request:
    """Read a topic and its time; a year that belongs to a title (*1955 Poonch Uprising*) is no time."""
    from histbot.timeline.ranking import Request, read_request

    typed = " ".join(topic.split())
    if typed and any(typed.casefold() in article.title.casefold() for article in knowledge.articles):
        return Request(typed)
    return read_request(typed)


def _on_topic(snapshot: _Snapshot, request: Request, slugs: Sequence[str]) -> Sequence[Ranked]:
    """Give the events that belong to a topic, the best first; all of them, in order of time, where there is none."""
    from histbot.timeline import merged
    from histbot.timeline.ranking import Ranked, rank

    if not request.topic:
        return [Ranked(event, ()) for event in snapshot.events().merged(tuple(slugs))]
    units = snapshot.topics.read(request.topic)
    naming = snapshot.topics.naming(units)
    about = {slug for slug in slugs if naming.titled(snapshot.knowledge.article(slug).title) > 0}
    passages = snapshot.topics.passages(units, slugs)
    found = snapshot.events().among(sorted(about | {passage.article for passage in passages.values()}))
    told = [event for event in found if event.citation.article in about or event.passage in passages]
    return rank(merged(told), naming, request.period)


def _nothing_on(snapshot: _Snapshot, topic: str | None, slugs: Sequence[str]) -> str:
    """Say that no event was found, and what comes near."""
    if not topic or not topic.strip():
        return "the article gives no dates" if len(slugs) == 1 else "the articles give no dates"
    near = snapshot.topics.nearest(snapshot.topics.read(topic), slugs)
    offer = f"; nearest: {', '.join(near)}" if near else "; no article holds a word of it"
    return f"no dated event on {topic!r}{offer}"


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
