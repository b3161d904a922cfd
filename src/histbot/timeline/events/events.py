"""A dated statement: what a timeline is made of.

A sentence with two dates gives two events. A range is one event that remembers its ends, so that a picture draws
one bar and a list of expressions can still name both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from histbot.showing import brief, card_html, place, place_html, quoted, quoted_html
from histbot.timeline.dates.words import in_words

if TYPE_CHECKING:
    from histbot.knowledge import Citation, Quote, Span
    from histbot.timeline.dates.dates import HistoricalDate


@dataclass(frozen=True, slots=True)
class End:
    """One end of a range."""

    date: HistoricalDate
    """When."""
    text: Quote
    """The words that say so."""


@dataclass(frozen=True, slots=True, repr=False)
class Event:
    """A sentence, and when what it says happened; prints as its date, its words and its place."""

    date: HistoricalDate
    """When; for a range the whole interval."""
    date_text: Quote
    """The words that say so."""
    quote: Quote
    """The sentence."""
    citation: Citation
    """Where the sentence stands."""
    passage: str = ""
    """The id of its passage."""
    clause: Span | None = None
    """The part of the sentence that the date belongs to, where the sentence has several dates."""
    qualifier: str = ""
    """What narrows or moves the date and EDTF has no sign for: `after`, `before`, `by`, `until`, `since`, `early`,
    `mid`, `late`; empty for the date as it is."""
    ends: tuple[End, ...] = ()
    """The two ends of a range as the sentence names them; empty for any other date."""
    sources: tuple[Citation, ...] = ()
    """Where other articles say the same."""
    conflicts: tuple[Event, ...] = ()
    """What other articles say of the same thing with another date: to be shown side by side."""

    @property
    def when(self) -> str:
        """The date in English words: "spring 1944", "after March 1939"."""
        return in_words(self.date, "en", self.qualifier)

    def __repr__(self) -> str:
        return f"Event({self.date.edtf!r}, {brief(self.quote.text)!r})"

    def __str__(self) -> str:
        return f"{self.when}: {quoted(self.quote, self.date_text)} ({place(self.citation)})"

    def _repr_html_(self) -> str:
        """Show it in a notebook: its date, the sentence and where it stands, all words escaped."""
        return card_html(quoted_html(self.quote, self.date_text), f"<b>{self.when}</b>", place_html(self.citation))

    def falls_on(self, month: int, day: int) -> bool:
        """Tell whether it happened on this day of the year, and the day is known."""
        return self.date.precision == "day" and (self.date.order[0].month, self.date.order[0].day) == (month, day)
