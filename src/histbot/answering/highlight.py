"""The words inside a quote that answer: the shortest stretch of the kind asked for, shown only when it stands out.

What the question said itself is no answer to it. Of several stretches, the one that stands nearest to the question's
words; if two stand about as near, none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from histbot.answering.evidence import words_of
from histbot.answering.offers import offered
from histbot.knowledge import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from histbot.answering.evidence import Measure
    from histbot.retrieval import Analyzer

_KINDS = ("when", "number", "duration", "who", "where", "which", "what")
_CLEAR = 1.15  # how much nearer than the next one it has to be
_REACH = 40.0  # characters at which a word of the question counts half


def highlight(asked: Measure, text: str, quote: Span, analyzer: Analyzer) -> Span | None:
    """Give the place of the words that answer, if they stand out."""
    kind = asked.question.kind
    if kind not in _KINDS:
        return None
    sentence = quote.of(text)
    pattern = "who" if kind in ("which", "what") else kind
    spans = [span for span in offered(pattern, sentence) if not words_of(sentence[slice(*span)]) & asked.words]
    if kind in ("which", "what") and len(spans) != 1:
        return None
    near = _nearness(asked, sentence, analyzer)
    ranked = sorted(((near(start, end), start, end) for start, end in spans), key=lambda each: (-each[0], each[1]))
    if not ranked or (len(ranked) > 1 and ranked[0][0] < _CLEAR * ranked[1][0]):
        return None
    _, start, end = ranked[0]
    return Span(quote.start + start, quote.start + end)


def _nearness(asked: Measure, sentence: str, analyzer: Analyzer) -> Callable[[int, int], float]:
    words = [
        (token.start, token.end, asked.weights[place] * nearness)
        for token in analyzer.tokens(sentence)
        for place, nearness in asked.ways.get(token.term, ())
    ]

    def near(start: int, end: int) -> float:
        return sum(weight / (1 + max(start - last, first - end, 0) / _REACH) for first, last, weight in words)

    return near
