"""What speaks for an event of a timeline on a topic, and what against it: named signs, each with its weight.

The weights were chosen by looking at ten topics of `benchmarks/topics.jsonl` and are checked on its other ten
(`python benchmarks/topics.py`). They are few and round on purpose: what a sign says matters more than how loudly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from histbot.knowledge import plain
from histbot.timeline.events.sentences import ITEM, VERB, clause_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from histbot.timeline.dates.dates import HistoricalDate
    from histbot.timeline.events.events import Event

_PRECISION = {"day": 1.0, "month": 0.7, "season": 0.5, "year": 0.3, "decade": -1.0, "century": -2.0, "interval": 0.2}
_HOME, _NAMED_AT_HOME = 2.0, 0.3  # in an article or section about a topic its name is left out, or a habit
_AGE = 60  # years: what took longer is no event
_LIFE = 18  # years: a longer interval in brackets is a life or a reign
_NAMES = re.compile(r"\b[A-Z][a-z]{3,}")
_WORDS = re.compile(r"\b[A-Za-z][a-z]{3,}")
_TITLED = 0.6  # of the longer words of a statement begin with a capital: it is a book's title
_LONG, _SHORT = 420, 45  # characters of a statement that says too much, or too little, to be read at a glance
_LEGACY = re.compile(
    r"\b(?:legacy|culture|fiction|films?|media|historiograph\w*|memorials?|commemorat\w*|ancestry|family|descendants"
    r"|see also|gallery|titles|honou?rs|etymology|name|notes|works|depictions?|in art|issue|marriages?|further)\b",
    re.IGNORECASE,
)
_ABOUT_BOOKS = re.compile(
    r"\b(?:historians?|published|novel|film|movie|documentary|museum|anniversary|exhibition|biograph\w+|"
    r"according to|monument|statue|renamed|commemorat\w+|postage|UNESCO|award\w*)\b"
)


class Sign(NamedTuple):
    """One reason for or against an event."""

    name: str
    """What it is, in words."""
    weight: float
    """How much it counts; negative against."""


SEVERAL = Sign("several articles say so", 0.6)


@dataclass(frozen=True, slots=True)
class Ranked:
    """An event, and why it stands where it stands."""

    event: Event
    """The event."""
    signs: tuple[Sign, ...]
    """What speaks for it and against it."""

    @property
    def score(self) -> float:
        """The sum of its signs."""
        return sum(sign.weight for sign in self.signs)


class Topic(Protocol):
    """What a topic must know of texts: how its words and names are matched is the caller's."""

    def named(self, text: str) -> float:
        """Say how surely `text` names the topic: 1 as a phrase, less with its words apart, 0 not at all."""
        ...

    def titled(self, title: str) -> float:
        """Say how nearly a title or heading is the topic: 1 if it says nothing else, 0 if it does not hold it."""
        ...

    def telling(self, text: str) -> dict[str, float]:
        """Give what a text tells besides the topic: its terms, each with how rare it is (idf)."""
        ...


def belongs(event: Event, topic: Topic) -> list[Sign]:
    """Give what ties an event to a topic; nothing does if it does not belong."""
    about = list(_about(event, topic))
    return [*about, *_named(event, topic, _NAMED_AT_HOME if any(sign.weight >= _HOME for sign in about) else 1.0)]


def _about(event: Event, topic: Topic) -> Iterator[Sign]:
    """Tell whether its article, or its section, is about the topic."""
    cited = event.citation
    if (share := topic.titled(cited.title)) > 0:
        yield Sign("the article is about it", round(3.0 * share, 2))
        if cited.section is None and share == 1:
            yield Sign("the article's own summary", 1.2)
    headings = cited.section.split(" › ") if cited.section else []
    if headings and (share := max(topic.titled(heading) for heading in headings)) > 0:
        yield Sign("the section is about it", 2.4 if share == 1 else round(1.4 * share, 2))


def _named(event: Event, topic: Topic, share: float) -> Iterator[Sign]:
    """Tell whether its own words name the topic, which says less where everything around is about it."""
    if (sure := _naming(event, clause_of(event), topic)) > 0:
        yield Sign("its clause names it", round(2.6 * sure * share, 2))
    elif event.clause is not None and (sure := _naming(event, plain(event.quote.text), topic)) > 0:
        yield Sign("its sentence names it", round(1.5 * sure * share, 2))


def _naming(event: Event, text: str, topic: Topic) -> float:
    """Say how surely a text names the topic; the words of the date count in a phrase only (the *Long March*)."""
    sure = topic.named(text)
    return sure if sure in (0, 1) else topic.named(text.replace(plain(event.date_text.text), " "))


def general(event: Event) -> Iterator[Sign]:
    """Give what speaks for or against an event whatever the topic is."""
    yield _precision(event)
    if event.date.doubtful or event.qualifier:
        yield Sign("not certain when", -0.4)
    yield from _in_passing(event)
    if event.sources:
        yield SEVERAL
    section = event.citation.section
    if section and _LEGACY.search(section):
        yield Sign("its section tells of something else", -1.5)
    if _ABOUT_BOOKS.search(event.quote.text):
        yield Sign("tells of how it was remembered", -0.8)
    clause = clause_of(event)
    if _is_title(event.quote.text, clause):
        yield Sign("a title, no statement", -4.0)
    if len(clause) > _LONG or len(clause) < _SHORT:
        yield Sign("too long or too short to read at a glance", -0.7)


def _precision(event: Event) -> Sign:
    precision, first, last = event.date.precision, event.date.earliest, event.date.latest
    if precision == "interval" and first and last and last.year - first.year > _AGE:
        return Sign("a stretch of more than a lifetime", -1.0)
    return Sign(f"known to the {precision}" if precision != "interval" else "a stretch of time", _PRECISION[precision])


def _is_title(quote: str, clause: str) -> bool:
    """Tell whether a statement is the title of a book: capitals, no verb, and no entry of a list."""
    if VERB.search(clause) or ITEM.match(quote):
        return False
    return len(_NAMES.findall(clause)) >= _TITLED * len(_WORDS.findall(clause))


def _in_passing(event: Event) -> Iterator[Sign]:
    """Tell whether the date stands in brackets: a life, a reign, or what is explained on the way."""
    before = event.quote.text[: event.date_text.span.start - event.quote.span.start]
    if before.rfind("(") <= before.rfind(")"):
        return
    first, last = event.date.earliest, event.date.latest
    lasting = event.date.interval and first and last and last.year - first.year >= _LIFE
    yield Sign("a life or a reign in brackets", -2.0) if lasting else Sign("in brackets", -0.8)


def within(date: HistoricalDate, period: HistoricalDate | None) -> Iterator[Sign]:
    """Tell whether a date lies wholly in the period that was asked for."""
    if period is not None:
        yield Sign("wholly within the time", 1.0) if period.contains(date) else Sign("reaches beyond the time", -1.5)
