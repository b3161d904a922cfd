"""A sentence's name in a button: short enough for one, and checked against the articles as they are now.

Buttons have to work after a restart and for years; a hundred characters of `custom_id` are all that Discord keeps
for them. They hold no question: that stands in the card.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from histbot.knowledge import Span

if TYPE_CHECKING:
    from histbot.answering import Answer
    from histbot.knowledge import Article, Knowledge, Passage

PATTERN = r"[0-9a-f]{10}\.\d{1,9}\.\d{1,9}\.[0-9a-f]{10}\.[01]"


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence that a reference leads to."""

    article: Article
    """Its article."""
    passage: Passage
    """Its passage."""
    span: Span
    """Its place, which may have moved."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a card's quote stands."""

    article: str
    """A digest of the article's slug."""
    start: int
    """The quote's first offset."""
    end: int
    """The offset behind its last."""
    quote: str
    """A digest of the quote."""
    restricted: bool
    """Whether only this article was asked."""

    @classmethod
    def of(cls, answer: Answer, *, restricted: bool) -> Reference | None:
        """Refer to an answer's quote, if it has one."""
        if answer.quote is None or answer.citation is None:
            return None
        span = answer.quote.span
        return cls(digest(answer.citation.article), span.start, span.end, digest(answer.quote.text), restricted)

    @classmethod
    def parse(cls, text: str) -> Reference:
        """Read what `str` wrote."""
        if not re.fullmatch(PATTERN, text):
            raise ValueError(text)
        article, start, end, quote, restricted = text.split(".")
        return cls(article, int(start), int(end), quote, restricted == "1")

    def __str__(self) -> str:
        return f"{self.article}.{self.start}.{self.end}.{self.quote}.{int(self.restricted)}"

    def find(self, knowledge: Knowledge) -> Found | None:
        """Find the sentence, where it stood or where it was moved to; none if it is there no more."""
        slug = next((each for each in knowledge.slugs if digest(each) == self.article), None)
        if slug is None:
            return None
        article = knowledge.article(slug)
        for found in (self._in_place(article), self._anywhere(article)):
            if found is not None:
                return found
        return None

    def _in_place(self, article: Article) -> Found | None:
        span = Span(self.start, self.end)
        if digest(span.of(article.text)) != self.quote:
            return None
        passage = next((each for each in article.passages if each.span.holds(span)), None)
        return Found(article, passage, span) if passage else None

    def _anywhere(self, article: Article) -> Found | None:
        for passage in article.passages:
            for span in passage.sentences:
                if digest(span.of(article.text)) == self.quote:
                    return Found(article, passage, span)
        return None


def digest(text: str) -> str:
    """Shorten a text to ten characters that no other text of ours is likely to have."""
    return hashlib.sha256(text.encode()).hexdigest()[:10]
