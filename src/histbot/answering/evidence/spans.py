"""The stretches of a sentence that could be the answer, each with named reasons for and against it.

A question is answered by a few words: a date, a name, what stands behind "by" or before "was". Patterns for
names and dates find too many of them and miss the rest; so every short stretch between two words is weighed, by where
it begins, where it ends, what it is made of, and how it lies to the question's words. The weights stand in
`weights.json`; the sum over a stretch is its score, and the scores of a sentence's stretches give their chances.

Known to fail: an answer longer than `LONGEST` words, in two places, or made of the question's own words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from operator import mul
from typing import TYPE_CHECKING

from histbot.answering.evidence.offers import offered
from histbot.retrieval import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from histbot.answering.evidence.measure import Measure
    from histbot.retrieval import Analyzer, Token

LONGEST = 9  # words of a stretch
_LONG = 6  # from how many words on length makes no difference
_REACH = 4.0  # words at which a word of the question counts half
_GROUPS = {
    "when": "when", "duration": "count", "number": "count", "who": "who", "where": "where", "why": "reason",
    "how": "reason", "which": "which", "what": "what", "whether": "what",
}  # fmt: skip
_TYPED = ("when", "duration", "number", "where")
# Words that tell where an answer begins and ends, by what they do.
_CLASSES = {
    "by": "by", "in": "in", "at": "at", "on": "at", "of": "of", "to": "to", "for": "for", "from": "from",
    "with": "with", "as": "as", "called": "called", "named": "called", "known": "called", "titled": "called",
    "because": "because", "due": "because", "and": "and", "or": "and", "is": "be", "are": "be", "was": "be",
    "were": "be", "be": "be", "been": "be", "the": "the", "a": "the", "an": "the", "his": "the", "her": "the",
    "its": "the", "their": "the", "that": "that", "which": "that", "who": "that", "where": "that", "when": "that",
    "than": "than", "between": "in", "into": "to", "through": "by", "using": "by", "via": "by", "has": "be",
    "had": "be", "have": "be", "not": "not", "about": "about", "around": "about", "approximately": "about",
    "over": "about", "nearly": "about", "such": "as", "including": "as", "like": "as",
}  # fmt: skip
_ENDING = frozenset(("stop", "open", "close"))  # no stretch goes on over these
_WRAPPED = {("quote", "quote"): "quoted", ("open", "close"): "in brackets"}
_BREAK = re.compile(r"[,;:.!?—–]|\s-\s")
_OPEN, _CLOSE = re.compile(r"[(\[]"), re.compile(r"[)\]]")
_QUOTED = re.compile(r"[\"“”‘’«»']")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some neighbouring words of a sentence."""

    start: int
    """The offset of its first character in the sentence."""
    end: int
    """The offset behind its last."""
    words: frozenset[str]
    """Its words, folded, stop words left out."""


class Reading:
    """A sentence, read for a question; words are counted from 0."""

    def __init__(self, asked: Measure, text: str, analyzer: Analyzer) -> None:
        self._asked, self._text = asked, text
        self._tokens: list[Token] = list(analyzer.tokens(text))
        kind = asked.question.kind
        self._group = _GROUPS[kind]
        self._typed = list(offered(asked.question.wants, text, analyzer.words)) if kind in _TYPED else []
        self._folded = [fold(text[token.start : token.end]) for token in self._tokens]
        self._capital = [text[token.start].isupper() for token in self._tokens]
        self._weights = [self._matched(token) for token in self._tokens]
        self._gaps = self._read_gaps()
        self._near = self._nearness()
        # Sums up to each word, so that a stretch is counted by one subtraction.
        self._content = _sums(not token.stop for token in self._tokens)
        self._capitals = _sums(
            capital and not token.stop for capital, token in zip(self._capital, self._tokens, strict=True)
        )
        self._digits = _sums(word[:1].isdigit() for word in self._folded)
        self._asked_words = _sums(map(bool, self._weights))
        self._asked_weight = _sums(self._weights)
        self._commas = _sums(gap == "comma" for gap in self._gaps)
        found = [place for place, weight in enumerate(self._weights) if weight]
        self._first, self._last = (found[0], found[-1]) if found else (-1, -1)
        whole = self._asked_weight[-1]
        self._centre = sum(place * self._weights[place] for place in found) / whole if whole else -1.0

    def _matched(self, token: Token) -> float:
        """Say how much of the question a word is: 1 for a word of mean weight."""
        asked = self._asked
        ways = asked.ways.get(token.term, ())
        return max((asked.weights[place] * near for place, near in ways), default=0.0) / asked.weight * len(asked.units)

    def _read_gaps(self) -> list[str]:
        """Say what stands before each word and behind the last: a class of punctuation, or nothing."""
        ends = [0, *(token.end for token in self._tokens)]
        starts = [*(token.start for token in self._tokens), len(self._text)]
        return [_gap(self._text[end:start]) for end, start in zip(ends, starts, strict=True)]

    def _nearness(self) -> list[float]:
        found = [(place, weight) for place, weight in enumerate(self._weights) if weight]
        return [
            sum(weight / (1 + abs(place - other) / _REACH) for other, weight in found if other != place)
            for place in range(len(self._tokens))
        ]

    def candidates(self) -> Iterator[tuple[int, int]]:
        """Give the first and last word of each stretch that may answer."""
        stops = [token.stop for token in self._tokens]
        for first in range(len(stops)):
            if stops[first]:
                continue
            for last in range(first, min(first + LONGEST, len(stops))):
                if last > first and self._gaps[last] in _ENDING:
                    break
                if not stops[last]:
                    yield first, last

    def features(self, first: int, last: int) -> dict[str, float]:
        """Name all that speaks for the words from `first` to `last` as the answer."""
        named = dict.fromkeys((*self._begins(first), *self._ends(last), *self._names(self._traits(first, last))), 1.0)
        return named | dict(zip(self._counted(), self._counts(first, last), strict=True))

    def scores(self, weights: Mapping[str, float]) -> list[tuple[float, int, int]]:
        """Weigh every stretch: its score, first and last word."""
        begins: dict[int, float] = {}
        ends: dict[int, float] = {}
        traits: dict[tuple[object, ...], float] = {}
        counted = [weights.get(name, 0.0) for name in self._counted()]
        found = []
        for first, last in self.candidates():
            if first not in begins:
                begins[first] = _sum(self._begins(first), weights)
            if last not in ends:
                ends[last] = _sum(self._ends(last), weights)
            what = self._traits(first, last)
            if what not in traits:
                traits[what] = _sum(self._names(what), weights)
            counts = sum(map(mul, counted, self._counts(first, last)))
            found.append((begins[first] + ends[last] + traits[what] + counts, first, last))
        return found

    def stretch(self, first: int, last: int) -> Stretch:
        """Give the words from `first` to `last`, with a currency sign before and a percent sign behind them."""
        start, end = self._tokens[first].start, self._tokens[last].end
        if start and self._text[start - 1] in "$£€":
            start -= 1
        if self._text[end : end + 1] == "%":
            end += 1
        inside = range(first, last + 1)
        return Stretch(start, end, frozenset(self._folded[place] for place in inside if not self._tokens[place].stop))

    def _begins(self, first: int) -> Iterator[str]:
        """Name what speaks for an answer that begins at this word."""
        group, gap, capital = self._group, self._gaps[first], self._capital[first]
        before = gap or (self._class(first - 1) if first else "start")
        yield f"{group}:begins:{before}"
        if capital:
            yield f"{group}:begins:{'capital' if first else 'first'}"
        if self._folded[first][:1].isdigit():
            yield f"{group}:begins:digit"
        if first and not gap and capital and self._capital[first - 1] and not self._tokens[first - 1].stop:
            yield "begins:within a name"
        if first > 1 and before == "the":
            yield f"{group}:begins:{self._gaps[first - 1] or self._class(first - 2)} the"
        if first and self._tokens[first - 1].term in self._asked.focus_terms:
            yield "begins:behind the focus"

    def _ends(self, last: int) -> Iterator[str]:
        """Name what speaks for an answer that ends with this word."""
        group, gap, more = self._group, self._gaps[last + 1], last + 1 < len(self._tokens)
        yield f"{group}:ends:{gap or (self._class(last + 1) if more else 'end')}"
        if more and not gap:
            if self._capital[last] and self._capital[last + 1]:
                yield "ends:within a name"
            if self._tokens[last + 1].term in self._asked.focus_terms:
                yield f"{group}:ends:before the focus"
        if self._tokens[last].term in self._asked.focus_terms:
            yield f"{group}:ends:with the focus"

    def _traits(self, first: int, last: int) -> tuple[object, ...]:
        """Say what kind of stretch this is; few kinds make up all."""
        behind = last + 1
        content = self._content[behind] - self._content[first]
        return (
            min(behind - first, _LONG),
            self._capitals[behind] - self._capitals[first] == content,
            self._digits[behind] > self._digits[first],
            self._asked_words[behind] - self._asked_words[first] >= content,
            self._kind_of(first, last) if self._typed else "",
            "" if self._centre < 0 else "before" if last < self._centre else "behind",
            last < self._first or first > self._last,
            _WRAPPED.get((self._gaps[first], self._gaps[behind]), ""),
        )

    def _names(self, traits: tuple[object, ...]) -> Iterator[str]:
        words, name, digits, asked, typed, side, beyond, wrapped = traits
        group, frame = self._group, self._asked.frame
        yield f"{group}:words:{words}"
        if name:
            yield f"{group}:name"
        if digits:
            yield f"{group}:digits"
        if asked:
            yield "all asked"
        if typed:
            yield f"{group}:{typed}"
        if side:
            yield f"{frame}:{side}"
        if side and beyond:
            yield f"{frame}:{side} all"
        if wrapped:
            yield f"{wrapped}"

    def _kind_of(self, first: int, last: int) -> str:
        """Say whether a stretch is, is part of, or holds what the kind of question asks for."""
        start, end = self._tokens[first].start, self._tokens[last].end
        for a, b in self._typed:
            if a <= start and end <= b:
                whole = not self._text[a:start].strip("$£€ ") and not self._text[end:b].strip("% ")
                return "typed" if whole else "part of typed"
            if start <= a and b <= end:
                return "holds typed"
        return ""

    def _counted(self) -> tuple[str, ...]:
        return f"{self._group}:nearness", "asked", f"{self._group}:commas", f"{self._group}:function words"

    def _counts(self, first: int, last: int) -> tuple[float, float, float, float]:
        """Give the values of what `_counted` names."""
        behind = last + 1
        return (
            max(self._near[first], self._near[last]),
            min(self._asked_weight[behind] - self._asked_weight[first], 3.0),
            self._commas[behind] - self._commas[first + 1],
            behind - first - (self._content[behind] - self._content[first]),
        )

    def _class(self, place: int) -> str:
        word = self._folded[place]
        if word in _CLASSES:
            return _CLASSES[word]
        if self._tokens[place].stop:
            return "function"
        if self._weights[place]:
            return "asked"
        return "verb" if word.endswith(("ed", "ing")) else "word"


def _sums(values: Iterable[float]) -> list[float]:
    return list(accumulate(values, initial=0))


def _sum(names: Iterable[str], weights: Mapping[str, float]) -> float:
    """Sum the weights of what is named; what has none counts nothing."""
    total = 0.0
    for name in names:
        total += weights.get(name, 0.0)
    return total


def _gap(between: str) -> str:
    if _OPEN.search(between):
        return "open"
    if _CLOSE.search(between):
        return "close"
    if "," in between:
        return "comma"
    if _BREAK.search(between):
        return "stop"
    if _QUOTED.search(between):
        return "quote"
    return "hyphen" if between == "-" else ""
