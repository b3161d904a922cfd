"""Quiz questions out of the articles: a date or a thing to be named, four choices of one kind, and the quote.

Pure functions over events and articles. Only what is certain is asked: a date that its own sentence gives as a day or a
year, without doubt, the only one in it, and not contradicted elsewhere; and a thing that its article's first sentence
says what it is. What a quote itself gives away is not asked: no choice, and no other year, may stand in what is shown.

Known limits: a sentence that needs the one before it slips through where it does not begin with a pronoun; things are
of one kind if the sentences that say what they are share a word ("war", "king"); definitions are English only.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from histbot.knowledge import plain, plain_with_offsets
from histbot.retrieval import Analyzer, fold
from histbot.timeline import HistoricalDate, in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from random import Random

    from histbot.knowledge import Article, Citation
    from histbot.timeline import Event

BLANK = "▁▁▁▁▁"
CHOICES = 4
_SHORTEST, _LONGEST = 40, 300  # characters of what is shown
_SPREAD = (25, 80)  # years that a wrong choice lies from the right one, at most: first near, else farther
_KIND_WORDS = 6  # words behind "is a" that may name the kind
_YEAR = re.compile(r"\d{3,}|\d+(?:st|nd|rd|th)\b|\b\d{1,2} (?:BC|AD|CE)\b")
_LEANS = re.compile(  # on what stands before it, or an entry of a list
    r"\s*[-–•*]\s|\W*(?:it|he|she|they|this|these|that|those|his|her|their|its|such|there|here|then|however|also|but|and|later"
    r"|following|after|afterwards?|the (?:same|latter|former|following|next|previous))\b",
    re.IGNORECASE,
)
_IS_A = re.compile(
    r"^(?P<name>.{2,80}?)(?:\s*\([^)]*\))?,?\s+(?:is|was|are|were)\s+(?:an?|the|one of the)\s+(?P<kind>.+)$"
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a quiz."""

    kind: str
    """What is asked for: `date` or `thing`."""
    shown: str
    """The statement, without markup, with a blank where the answer stands."""
    choices: tuple[str, ...]
    """Four different answers of the same kind, the right one among them."""
    right: int
    """The place of the right one, from 0."""
    quote: str
    """The whole statement, without markup: it holds the answer."""
    citation: Citation
    """Where that stands."""


def date_questions(events: Sequence[Event], rng: Random, language: str = "en") -> Iterator[Question]:
    """Make questions of events, in random order, one at a time as they are wanted."""
    alone = Counter(map(_place, events))
    certain = [event for event in events if _certain(event) and alone[_place(event)] == 1]
    rng.shuffle(certain)
    for event in certain:
        shown = _blanked(event)
        others = _other_dates(event, certain, rng)
        if shown is None or len(others) < CHOICES - 1:
            continue
        choices = [event.date, *others]
        rng.shuffle(choices)
        words = tuple(in_words(date, language=language) for date in choices)
        quote, right = plain(event.quote.text), choices.index(event.date)
        yield Question("date", shown, words, right, quote, event.citation)


def _place(event: Event) -> tuple[str, int]:
    return event.citation.article, event.quote.span.start


def _certain(event: Event) -> bool:
    """Tell whether its own words give the day or the year, and nothing speaks against them."""
    date = event.date
    if event.qualifier or event.conflicts or event.ends or date.doubtful or date.interval:
        return False
    if date.precision not in ("day", "year") or date.earliest is None:
        return False
    return str(abs(date.earliest.year)) in event.date_text.text


def _blanked(event: Event) -> str | None:
    """Give the statement with a blank for its date; none if it can't be asked."""
    begin, end = (at - event.quote.span.start for at in (event.date_text.span.start, event.date_text.span.end))
    characters = plain_with_offsets(event.quote.text)
    before = "".join(char for char, offset in characters if offset < begin)
    behind = "".join(char for char, offset in characters if offset >= end)
    if _YEAR.search(before) or _YEAR.search(behind) or _LEANS.match(before or behind):
        return None
    shown = f"{before}{BLANK}{behind}".strip()
    return shown if _SHORTEST <= len(shown) <= _LONGEST else None


def _other_dates(event: Event, events: Sequence[Event], rng: Random) -> list[HistoricalDate]:
    """Choose wrong dates of the same precision: those of other events near it, else years near it."""
    year, precision = _year(event.date), event.date.precision
    by_year: dict[int, HistoricalDate] = {}  # one a year: what differs by a day tells nothing
    for spread in _SPREAD:
        for other in events:
            if other.date.precision == precision and 0 < abs(_year(other.date) - year) <= spread:
                by_year.setdefault(_year(other.date), other.date)
        if len(by_year) >= CHOICES:
            break
    found = rng.sample(sorted(by_year.values(), key=lambda date: date.edtf), min(CHOICES - 1, len(by_year)))
    if precision == "year" and year > _SPREAD[1]:
        taken = {year, *(_year(date) for date in found)}
        while len(found) < CHOICES - 1:
            if (made := year + rng.randint(-12, 12)) not in taken:
                taken.add(made)
                found.append(HistoricalDate.of(made))
    return found


def _year(date: HistoricalDate) -> int:
    return date.earliest.year if date.earliest else 0


@dataclass(frozen=True, slots=True)
class _Defined:
    """An article whose first sentence says what it is about."""

    article: Article
    name: str
    sentence: str
    kinds: frozenset[str]


def thing_questions(articles: Iterable[Article], rng: Random) -> Iterator[Question]:
    """Make questions of what articles are about, in random order, one at a time as they are wanted."""
    analyzer = Analyzer()
    defined = [found for article in articles if (found := _defined(article, analyzer))]
    rng.shuffle(defined)
    for one in defined:
        alike = [other for other in defined if other is not one and other.kinds & one.kinds]
        alike = [other for other in alike if fold(other.article.title) not in fold(one.sentence)]
        shown = _without_name(one, analyzer)
        if shown is None or len(alike) < CHOICES - 1:
            continue
        choices = [one, *rng.sample(_most_alike(one, alike), CHOICES - 1)]
        rng.shuffle(choices)
        first = one.article.passages[0]
        yield Question(
            "thing", shown, tuple(each.article.title for each in choices), choices.index(one), one.sentence,
            one.article.cite(first, first.sentences[0]),
        )  # fmt: skip


def _most_alike(one: _Defined, others: Sequence[_Defined]) -> list[_Defined]:
    """Give those that share most of what they are, a few more than are chosen."""
    return sorted(others, key=lambda other: -len(other.kinds & one.kinds))[: 3 * CHOICES]


def _defined(article: Article, analyzer: Analyzer) -> _Defined | None:
    if article.language not in ("", "en") or not article.passages or not article.passages[0].sentences:
        return None
    sentence = plain(article.passages[0].sentences[0].of(article.text)).strip()
    found = _IS_A.match(sentence)
    if found is None or len(sentence) > _LONGEST:
        return None
    title, name = set(analyzer.terms(article.title)), set(analyzer.terms(found["name"]))
    kinds = frozenset(analyzer.terms(" ".join(found["kind"].split()[:_KIND_WORDS]))) - title
    return _Defined(article, found["name"], sentence, kinds) if title and title <= name and kinds else None


def _without_name(one: _Defined, analyzer: Analyzer) -> str | None:
    """Give the sentence with a blank for the name; none if a word of the name stands in the rest."""
    rest = one.sentence[len(one.name) :]
    rest = re.sub(r"^\s*\([^)]*\)", "", rest)  # other names, dates of life
    given_away = set(analyzer.terms(rest)) & set(analyzer.terms(one.article.title))
    shown = f"{BLANK}{rest}".strip()
    return shown if not given_away and len(shown) >= _SHORTEST else None
