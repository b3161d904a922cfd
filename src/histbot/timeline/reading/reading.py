"""Read an article's dates: sentence by sentence for the words, the whole of it for the years they leave out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from histbot.timeline.expressions import Reading
from histbot.timeline.reading.context import Placed, resolve
from histbot.timeline.reading.grammars import grammar_of
from histbot.timeline.reading.statements import statements

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from histbot.knowledge import Article, Passage, Shown, Span
    from histbot.timeline.dates.dates import HistoricalDate
    from histbot.timeline.expressions import Mention
    from histbot.timeline.reading.costs import Costs


# Sections that tell of books, not of what happened.
_APPARATUS = re.compile(
    r"""(?:general\s|selected\s|works\s|primary\s|secondary\s)?
        (?:references?|notes?|footnotes|citations?|cited|sources?|bibliography|literature)
        (?:\sand\s(?:references|notes|sources|further\sreading))?
      | further\sreading | external\slinks | see\salso""",
    re.VERBOSE | re.IGNORECASE,
)


_ITEM = re.compile(r"\s*[-*•]\s|(?<=[-*•]\s)")
_REFERENCE = re.compile(  # - Daly, Jonathan, ed. Russia in War (2001)
    r"""(?:\s*[-*•]\s|(?<=[-*•]\s))[A-Z][\w'’-]+,\s[A-Z][\w.]+(?:(?!\s[–—]\s).)*?
        (?:\beds?\.|\bISBN|\bPress\b|\bpp?\.\s?\d|\d\s?pp\b|\([^()]{0,40}\d{4}(?:/\d+)?\)|\.\s["“*_]|[.,]\s\d{4}\.?\s*\Z)
    """,
    re.VERBOSE,
)
# What describes an image, the source of a chart, a wiki's categories.
_NO_PROSE = re.compile(r"\|\s?(?:alt|thumb|upright|left|right)\b|\b(?:bar|color|shift|till|Category):\S")
_ENTRY = re.compile(r"\s?(?:[–—:]|\s-)\s")
_FIGURES = 4  # of a title that is a year
_LONGEST_HEADING = 60  # characters
_MARKS = " .,:;–—-()[]"


@dataclass(frozen=True, slots=True)
class DateExpression:
    """Words of an article that say when, and what they say."""

    span: Span
    """Where they stand in the article's text."""
    date: HistoricalDate
    """The date, the narrative filled in."""
    qualifier: str = ""
    """See `Event.qualifier`."""


@dataclass(frozen=True, slots=True)
class DatedSentence:
    """A sentence with at least one date."""

    passage: Passage
    """Its passage."""
    span: Span
    """Where it stands."""
    dates: tuple[DateExpression, ...]
    """Its dates, in order."""
    ranges: tuple[tuple[int, int, Span], ...]
    """Which two of `dates` are the ends of an interval, and where the whole stands."""


@dataclass(frozen=True, slots=True)
class _Scanned:
    passage: Passage
    span: Span
    shown: Shown
    reading: Reading


def read_sentences(article: Article, costs: Costs | None = None) -> list[DatedSentence]:
    """Give the statements of an article that have a date, in order."""
    grammar = grammar_of(article)
    scan = grammar.scan
    title = scan(article.title)
    day = _day_of(article.title, title)
    scanned: list[_Scanned] = []
    placed = list(_scene(title, -1)) if day is None else []
    section: tuple[str, ...] = ()
    number = 0
    for passage in article.passages:
        if any(_APPARATUS.fullmatch(each) or each.lower() in grammar.apparatus for each in passage.section):
            continue
        if passage.section != section:
            number += 1
            placed += _headings(section, passage.section, number, scan)
            section = passage.section
        for span in _statements(article, passage):
            sentence = _scan(article, passage, span, day, scan)
            if _is_heading(article, sentence):
                placed += _scene(sentence.reading, number)
            elif sentence.reading.mentions:
                scanned.append(sentence)
                placed += _placed(sentence, number)
    dates = [
        date for date, each in zip(resolve(placed, costs or grammar.costs), placed, strict=True) if not each.heading
    ]
    return list(_dated(scanned, dates))


def _statements(article: Article, passage: Passage) -> Iterator[Span]:
    """Give the statements of a passage but those in an entry of a bibliography, or in what describes an image."""
    text, behind = article.text, 0
    for sentence in passage.sentences:
        for span in statements(text, sentence):
            if span.start >= behind:
                behind = _end_of_reference(text, span.start)
            if span.start >= behind and not _NO_PROSE.search(text, span.start, span.end):
                yield span


def _end_of_reference(text: str, start: int) -> int:
    """Find where the entry of a bibliography ends that begins at `start`; if none does, `start`.

    It ends with its line, or, where a list was run together, at the next entry.
    """
    if not _ITEM.match(text, start):
        return start
    line = text.find("\n", start)
    line = len(text) if line < 0 else line
    following = text.find(" - ", start + 2, line)
    end = line if following < 0 else following
    return end if _REFERENCE.match(text, start, end) else start


def _placed(sentence: _Scanned, section: int) -> Iterator[Placed]:
    ends = {each.second for each in sentence.reading.ranges}
    for place, mention in enumerate(sentence.reading.mentions):
        entry = not place and _opens_entry(sentence.shown.text, mention)
        yield Placed(mention, section, entry=entry, ends=place in ends)


def _opens_entry(text: str, mention: Mention) -> bool:
    """Tell whether a date is what an entry of a list stands under: `- 1943 – …`."""
    return not text[: mention.start].strip(" -–*•") and _ENTRY.match(text, mention.end) is not None


def _day_of(title: str, reading: Reading) -> Mention | None:
    """Give the day of the year that an article is about, such as *January 31*; none for other articles."""
    if len(reading.mentions) != 1:
        return None
    day = reading.mentions[0]
    whole = (day.start, day.end) == (0, len(title))
    return day if whole and day.month and day.day and day.number is None else None


def _headings(before: Sequence[str], now: Sequence[str], number: int, scan: Callable[[str], Reading]) -> list[Placed]:
    """Give the dates of the headings that are new."""
    shared = 0
    while shared < min(len(before), len(now)) and before[shared] == now[shared]:
        shared += 1
    return [placed for title in now[shared:] for placed in _scene(scan(title), number)]


def _scene(reading: Reading, section: int) -> Iterator[Placed]:
    """Give the dates of a title or heading, a range as one: what stands below lies somewhere in it."""
    ends = {each.first: each.second for each in reading.ranges}
    for place, mention in enumerate(reading.mentions):
        if place not in ends.values():
            yield Placed(mention, section, heading=True, until=reading.mentions[ends[place]] if place in ends else None)


def _scan(
    article: Article, passage: Passage, span: Span, day: Mention | None, scan: Callable[[str], Reading]
) -> _Scanned:
    """Scan a statement; in an article about a day of the year, an entry's year is that day's."""
    shown = article.shown(span)
    reading = scan(shown.text)
    if any(_is_title(article.text, shown, mention) for mention in reading.mentions):
        kept = tuple(each for each in reading.mentions if not _is_title(article.text, shown, each))
        reading = Reading(kept, ())
    if day is not None and reading.mentions and _opens_entry(shown.text, reading.mentions[0]):
        first = reading.mentions[0]
        if first.explicit and first.years == 1 and not first.month and not first.season and not reading.ranges:
            first = first._replace(month=day.month, day=day.day)
            reading = Reading((first, *reading.mentions[1:]), ())
    return _Scanned(passage, span, shown, reading)


def _is_title(text: str, shown: Shown, mention: Mention) -> bool:
    """Tell whether a year is all of a work's title: *1984*, “1984”."""
    if mention.number is None or mention.month or mention.end - mention.start > _FIGURES:
        return False
    span = shown.place(mention.start, mention.end)
    before, after = text[max(0, span.start - 2) : span.start], text[span.end : span.end + 2]
    slanted = (
        before[-1:] in ("*", "_") and after[:1] == before[-1:] and before[:1] != before[-1:] and after[1:] != after[:1]
    )
    return slanted or before[-1:] + after[:1] in ("“”", '""')


def _is_heading(article: Article, sentence: _Scanned) -> bool:
    """Tell whether a sentence is nothing but an emphasised date: it says when what follows happened."""
    mentions, text = sentence.reading.mentions, sentence.shown.text
    if not mentions or article.text[sentence.span.start] not in "*_" or len(text) > _LONGEST_HEADING:
        return False
    outside = text[: mentions[0].start] + text[mentions[-1].end :]
    return not outside.strip(_MARKS) and len(mentions) == 1 + len(sentence.reading.ranges)


def _dated(scanned: Sequence[_Scanned], dates: Sequence[HistoricalDate | None]) -> Iterator[DatedSentence]:
    position = 0
    for sentence in scanned:
        mentions = sentence.reading.mentions
        found = dates[position : position + len(mentions)]
        position += len(mentions)
        kept = [place for place, date in enumerate(found) if date is not None]
        if kept:
            yield DatedSentence(
                sentence.passage,
                sentence.span,
                tuple(_expression(sentence, mentions[place], found[place]) for place in kept),
                tuple(_ranges(sentence, kept)),
            )


def _expression(sentence: _Scanned, mention: Mention, date: HistoricalDate | None) -> DateExpression:
    assert date is not None  # noqa: S101  # only those that were found are kept
    return DateExpression(sentence.shown.place(mention.start, mention.end), date, mention.qualifier)


def _ranges(sentence: _Scanned, kept: Sequence[int]) -> Iterator[tuple[int, int, Span]]:
    for each in sentence.reading.ranges:
        if each.first in kept and each.second in kept:
            yield kept.index(each.first), kept.index(each.second), sentence.shown.place(each.start, each.end)
