"""What a question asks for: its terms, and the kind of thing that would answer it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from histbot.retrieval import Analyzer

_KINDS = (
    (
        "when",
        re.compile(r"\bwhen\b|\b(?:what|which|in what)\s+(?:year|date|day|month|century|decade)\b", re.IGNORECASE),
    ),
    ("number", re.compile(r"\bhow\s+(?:many|much|long|old|far|tall|high|large|big)\b", re.IGNORECASE)),
    ("who", re.compile(r"\b(?:who|whom|whose)\b", re.IGNORECASE)),
    ("where", re.compile(r"\bwhere\b", re.IGNORECASE)),
    ("why", re.compile(r"\bwhy\b", re.IGNORECASE)),
)
_SMALL_TALK = re.compile(
    r"\W*(?:hi|hello|hey|yo|thanks?|thank you|thx|good (?:morning|evening|night)|bye|tell me a joke"
    r"|how are you)\b.{0,15}",
    re.IGNORECASE,
)
_OFFERS = {
    "when": re.compile(r"\b(?:[12]\d{3}s?|\d{1,2}(?:st|nd|rd|th)?\s+century)\b|\b(?:January|February|March|April"
                       r"|May|June|July|August|September|October|November|December)\s+\d{1,2}\b"),
    "number": re.compile(r"\b\d[\d,.]*\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozen|hundreds?|thousands?"
                         r"|millions?|twenty|thirty|forty|fifty)\b", re.IGNORECASE),
    "who": re.compile(r"(?<=\s)[A-ZÀ-Þ][\w'’-]+"),
    "where": re.compile(r"\b(?:in|at|near|from|to|of)\s+(?:the\s+)?[A-ZÀ-Þ][\w'’-]+"),
    "why": re.compile(r"\b(?:because|due to|in order|reasons?|therefore|as a result|consequence|since|sourcing|so that"
                      r"|caused|led to)\b", re.IGNORECASE),
}  # fmt: skip
DATE = re.compile(
    r"""
      \b(?:\d{1,2}(?:st|nd|rd|th)?\s+)?                                     # 16
      (?:January|February|March|April|May|June|July|August|September|October|November|December)
      (?:\s+\d{1,2}(?:st|nd|rd|th)?\b)?(?:,?\s+[12]\d{3}\b)?                # May 16, 1935
    | \b[12]\d{3}\b                                                         # 1935
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question, understood."""

    text: str
    """As it was asked."""
    terms: tuple[str, ...]
    """Its terms, in order, each once."""
    kind: str
    """when, number, who, where, why, or what."""

    def is_offered_by(self, sentence: str) -> bool:
        """Tell whether `sentence` holds the kind of thing asked for."""
        pattern = _OFFERS.get(self.kind)
        return pattern is None or pattern.search(sentence) is not None


def read_question(text: str, analyzer: Analyzer) -> Question:
    """Understand `text`; what is no question has no terms."""
    terms = () if _SMALL_TALK.fullmatch(text) else tuple(dict.fromkeys(analyzer.terms(text)))
    kind = next((name for name, pattern in _KINDS if pattern.search(text)), "what")
    return Question(text, terms, kind)
