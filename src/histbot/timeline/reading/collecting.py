"""From an article's dates to its events: a date each, or a range, with the clause that it belongs to."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from histbot.errors import InputError
from histbot.knowledge import Span
from histbot.timeline.dates.dates import HistoricalDate
from histbot.timeline.events.events import End, Event
from histbot.timeline.reading.reading import read_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from histbot.knowledge import Article
    from histbot.timeline.reading.reading import DatedSentence, DateExpression

_LISTED = re.compile(r"\s*(?:,|[-–—/]|&|,?\s(?:and|or|to)\b)\s*(?:(?:in|on)\s)?(?:the\s)?")  # 1939 and 1940
_FEWEST_LETTERS = 8  # of a clause beside its dates
# Where a sentence may be cut between two dates, the best first.
_CUTS = tuple(
    re.compile(pattern)
    for pattern in (
        r";\s|\s[–—]\s|:\s",
        r",\s(?:and|but|while|whereas|which|who|where|when|then|until|before|after|with)\s",
        r"\s(?:and|but|while|whereas|which|who|where|when|then|before|after)\s",
        r"[,(]\s?",
        r"\s",
    )
)


def events_of(article: Article, sentences: Iterable[DatedSentence] | None = None) -> list[Event]:
    """Give the events of an article, in the order of its text; `sentences` are its dated ones, if read already."""
    if sentences is None:
        sentences = read_sentences(article)
    return [event for sentence in sentences for event in _events(article, sentence)]


def _events(article: Article, sentence: DatedSentence) -> Iterator[Event]:
    found = list(_dates(article, sentence))
    spans = [span for _, span, _, _ in found]
    clauses = _clauses(article.text, sentence.span, spans) if len(found) > 1 else [None] * len(found)
    citation = article.cite(sentence.passage, sentence.span)
    quote = article.quote(sentence.span)
    for (date, span, qualifier, ends), clause in zip(found, clauses, strict=True):
        yield Event(
            date=date,
            date_text=article.quote(span),
            quote=quote,
            citation=citation,
            passage=sentence.passage.id,
            clause=clause,
            qualifier=qualifier,
            ends=ends,
        )


def _dates(article: Article, sentence: DatedSentence) -> Iterator[tuple[HistoricalDate, Span, str, tuple[End, ...]]]:
    """Give each date that stands alone, and each range once."""
    ranges = {first: (second, whole) for first, second, whole in sentence.ranges}
    place = 0
    while place < len(sentence.dates):
        each = sentence.dates[place]
        if place in ranges:
            second, whole = ranges[place]
            last = sentence.dates[second]
            interval = _interval(each.date, last.date)
            if interval is not None and second == place + 1:
                yield interval, whole, "", (_end(article, each), _end(article, last))
                place = second + 1
                continue
        yield each.date, each.span, each.qualifier, ()
        place += 1


def _end(article: Article, expression: DateExpression) -> End:
    return End(expression.date, article.quote(expression.span))


def _interval(first: HistoricalDate, last: HistoricalDate) -> HistoricalDate | None:
    """Make an interval of two dates; none if the second is not behind the first."""
    if first == last or first.interval or last.interval:
        return None
    try:
        return HistoricalDate.parse(f"{first.edtf}/{last.edtf}")
    except InputError:
        return None


def _clauses(text: str, sentence: Span, dates: Sequence[Span]) -> list[Span]:
    """Cut a sentence between its dates, at the strongest break there is; dates in a list share their clause."""
    cuts = [sentence.start]
    numbers = [0]
    for before, after in pairwise(dates):
        if not _LISTED.fullmatch(text, before.end, after.start):
            cuts.append(_cut(text, before.end, after.start))
        numbers.append(len(cuts) - 1)
    cuts.append(sentence.end)
    clauses = [_trimmed(text, start, end) for start, end in pairwise(cuts)]
    whole = sentence if len(clauses) > 1 else clauses[0]
    return [clauses[number] if _says_something(text, clauses[number], dates) else whole for number in numbers]


def _says_something(text: str, clause: Span, dates: Sequence[Span]) -> bool:
    """Tell whether a clause says more than when: `1943 – World War II:` belongs to what follows."""
    said = sum(map(str.isalpha, clause.of(text)))
    when = sum(sum(map(str.isalpha, date.of(text))) for date in dates if clause.holds(date))
    return said - when >= _FEWEST_LETTERS


def _cut(text: str, start: int, end: int) -> int:
    for pattern in _CUTS:
        breaks = list(pattern.finditer(text, start, end))
        if breaks:
            chosen = breaks[-1]
            return chosen.start() + (1 if text[chosen.start()] in ",;:" else 0)
    return start


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;"):
        end -= 1
    return Span(start, end)
