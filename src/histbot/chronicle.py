"""A timeline as people ask for one: on a topic, between two dates, of one article or of all.

Beside `historian.py`, which says of which generation and keeps what was found. What reads dates is loaded when a
timeline is asked for: most processes only answer questions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from histbot.errors import UnknownArticleError
from histbot.retrieval import fold, tidied

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from histbot.answering import Topics
    from histbot.knowledge import Knowledge
    from histbot.library.generation.articles import StoredKnowledge
    from histbot.timeline import Between, EventBook, Note, Timeline
    from histbot.timeline.ranking import Ranked, Request

_TITLES = 40  # that hold a topic, and may be longer names


def find_timeline(  # noqa: PLR0913, PLR0917  # what is asked for
    knowledge: StoredKnowledge,
    topics: Topics,
    events: Callable[[], EventBook],
    topic: str | None,
    start: str | None,
    end: str | None,
    article: str | None,
    among: Collection[str] | None,
) -> Timeline:
    """Find what is dated on a topic between two dates, and what has to be said with it.

    Raises `UnknownArticleError`, and `InputError` for what is no date.
    """
    from histbot.timeline import Between, Note, Timeline
    from histbot.timeline.notes import said_of

    slugs = slugs_of(knowledge, article, among)
    request = _request(knowledge, topic or "")
    between = Between.read(start, end).within(request.period)
    ranked = _on_topic(knowledge, topics, events(), request, between, slugs)
    kept = tuple(each for each in ranked if between.holds(each.event.date))
    notes = said_of(between)
    if ranked and not kept:
        notes += (Note("outside", between, len(ranked)),)
    elif not ranked:
        notes += (_nothing_on(knowledge, topics, request.topic or None, slugs),)
    return Timeline.of(kept, notes)


def slugs_of(knowledge: Knowledge, article: str | None, among: Collection[str] | None) -> list[str]:
    """Give the slugs of the articles asked for, in order."""
    if article is not None:
        if among is not None and article not in among:
            raise UnknownArticleError(article, among)
        return [knowledge.article(article).slug]
    return [slug for slug in knowledge.slugs if among is None or slug in among]


def _request(knowledge: StoredKnowledge, topic: str) -> Request:
    """Read a topic and its time; a year that belongs to a title (*1955 Poonch Uprising*) is no time."""
    from histbot.timeline.ranking import Request, read_request

    typed = tidied(topic)
    return Request(typed) if typed and knowledge.matching(fold(typed), 1) else read_request(typed)


def _on_topic(  # noqa: PLR0913, PLR0917  # what is asked for
    knowledge: StoredKnowledge,
    topics: Topics,
    book: EventBook,
    request: Request,
    between: Between,
    slugs: Sequence[str],
) -> Sequence[Ranked]:
    """Give the events that belong to a topic, the best first; all of them, in order of time, where there is none.

    What lies far from the time that was asked for is left out, unless nothing lies near.
    """
    from histbot.timeline import merged
    from histbot.timeline.ranking import Ranked, rank

    if not request.topic:
        return [Ranked(event, ()) for event in book.merged(tuple(slugs))]
    units = topics.read(request.topic)
    like = knowledge.matching(fold(request.topic), _TITLES)
    naming = topics.naming(request.topic, units, (article.title for article in like))
    passages = topics.passages(units, slugs)
    found = sorted(set(passages.values()))
    about = {slug for slug in found if naming.titled(knowledge.article(slug).title) > 0}
    told = [event for slug in found for event in (book.of(slug) if slug in about else book.within(slug, passages))]
    naming = naming.as_used(event.quote.text for event in told)
    near = [event for event in told if between.is_near(event.date)]
    ranked = rank(merged(near), naming, request.period)
    if len(near) < len(told) and not any(between.holds(each.event.date) for each in ranked):
        ranked = rank(merged(told), naming, request.period)
    return ranked


def _nothing_on(knowledge: Knowledge, topics: Topics, topic: str | None, slugs: Sequence[str]) -> Note:
    """Say that no event was found, and what comes near."""
    from histbot.timeline import Note
    from histbot.timeline.notes import OFFERED, titled_like

    if topic is None:
        return Note("undated", count=len(slugs))
    near = (*titled_like(knowledge, topic, slugs), *topics.nearest(topics.read(topic), slugs))
    near = tuple(dict.fromkeys(near))[:OFFERED]
    return Note("nearest" if near else "unknown", topic=topic, near=near)
