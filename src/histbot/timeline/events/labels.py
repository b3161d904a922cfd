"""What stands beside a date in a picture or a calendar: the clause that it dates, without markup, cut cleanly."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import TYPE_CHECKING

from histbot.knowledge import plain, plain_with_offsets
from histbot.timeline.dates.words import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from histbot.knowledge import Citation
    from histbot.timeline.events.events import Event

_LEADING = r"(?:and |but |then |later |also |however,? )?(?:(?:on|in|at|by|from|since|during|around|about|the) ){0,2}"
_MARKS = " ,;:–—-"  # what joins a clause to others, or begins the entry of a list
_SHORTEST = 12  # characters below which a cut clause says less than the sentence


def label(event: Event, longest: int = 240) -> str:
    """Give the clause that the event's date belongs to, without the date in front of it, in `longest` characters.

    Where more of the sentence stands before or behind, an ellipsis says so.
    """
    start, end = _clause(event)
    text = event.quote.text
    words = plain(text[start:end]).strip(_MARKS)
    if len(words) < _SHORTEST:
        return shorten(plain(text).lstrip(_MARKS) or plain(text), longest)
    rest = _without_date(words, plain(event.date_text.text)).lstrip(_MARKS)
    if len(rest) >= _SHORTEST and rest != words:
        words = rest[0].upper() + rest[1:]
    elif start:
        words = f"… {words}"
    return shorten(words if end >= len(text) else f"{words} …", longest)


def _clause(event: Event) -> tuple[int, int]:
    """Give where the clause begins and ends in the quote."""
    quote, clause = event.quote, event.clause
    if clause is None or not quote.span.holds(clause):
        return 0, len(quote.text)
    return clause.start - quote.span.start, clause.end - quote.span.start


def excerpt(event: Event, longest: int = 600) -> tuple[str, str, str]:
    """Give what stands before the words that date it, these words, and what stands behind, without markup.

    Of a sentence longer than `longest`, such as a list that was run together, only what is around its date.
    """
    begin, end = (at - event.quote.span.start for at in (event.date_text.span.start, event.date_text.span.end))
    shown = plain_with_offsets(event.quote.text)
    text = "".join(char for char, _ in shown)
    first = sum(offset < begin for _, offset in shown)
    last = max(first, sum(offset < end for _, offset in shown))
    before, after = text[:first], text[last:]
    if len(text) > longest:
        room = max(2, longest - (last - first)) // 2
        if len(before) > room:
            before = f"… {before[-room:].partition(' ')[2] or before[-room:]}"
        if len(after) > room:
            after = f"{after[:room].rpartition(' ')[0] or after[:room]} …"
    return before, text[first:last], after


def date_words(event: Event, language: str = "en") -> str:
    """Say an event's date as a person would."""
    return in_words(event.date, language, event.qualifier)


def citations(event: Event) -> tuple[Citation, ...]:
    """Give every place that says it, the event's own first."""
    return (event.citation, *event.sources)


def place(citation: Citation) -> str:
    """Name an article and the section in it."""
    return f"{citation.title} › {citation.section}" if citation.section else citation.title


def event_ids(events: Iterable[Event]) -> Iterator[str]:
    """Name events by what they are: each keeps its name when others come, or the article grows elsewhere.

    A sentence that stands in an article twice gives two events of one name; the second gets a number.
    """
    seen: Counter[str] = Counter()
    for event in events:
        name = _digest(event)
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}-{seen[name]}"


def _digest(event: Event) -> str:
    within = event.date_text.span.start - event.quote.span.start
    what = "\n".join((event.citation.article, event.date.edtf, event.qualifier, str(within), event.quote.text))
    return hashlib.sha256(what.encode("utf-8", errors="replace")).hexdigest()[:24]


def shorten(text: str, longest: int) -> str:
    """Cut at a word's end, with an ellipsis, so that nothing is longer than `longest`."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    words = cut.rpartition(" ")[0] or cut
    return f"{words.rstrip(f'{_MARKS}(')}…"


def _without_date(text: str, date: str) -> str:
    """Take a date off that stands in front: it is shown beside the label anyway."""
    match = re.match(rf"{_LEADING}{re.escape(date)}\b[,:;]?\s+(?=\S)", text, re.IGNORECASE) if date else None
    return text[match.end() :] if match else text
