"""Named reasons for choosing a sentence, added up by a linear model that can be read off a page."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from histbot.answering.answer import Feature

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from histbot.answering.question import Question

# Weights of the features in a sentence's score, set by hand on SQuAD 1.1 dev with articles left out.
WEIGHTS = {
    "passage_bm25": 1.6,
    "passage_coverage": 0.6,
    "sentence_bm25": 1.0,
    "sentence_coverage": 1.0,
    "word_pairs": 0.5,
    "character_ngrams": 0.7,
    "kind_offered": 0.12,
}
_GRAM = 4
_SATURATION = 1.2  # k1 within a sentence: a term twice counts little more than once
_LENGTH = 0.35  # b within a sentence
_MEAN_LENGTH = 14.0  # terms in a sentence of an encyclopaedia


def grams(terms: Iterable[str]) -> frozenset[str]:
    """Give the character 4-grams of the terms, with their ends marked."""
    padded_terms = (f"^{term}$" for term in terms)
    return frozenset(
        padded[i : i + _GRAM] for padded in padded_terms for i in range(max(1, len(padded) - _GRAM + 1))
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence, read once and kept: everything that the features need of it."""

    text: str
    """The sentence."""
    terms: tuple[str, ...]
    """Its terms, in order."""
    present: frozenset[str]
    """Its terms, each once."""
    pairs: frozenset[tuple[str, str]]
    """Its neighbouring terms, in order."""
    grams: frozenset[str]
    """The character 4-grams of its terms."""


def read_sentence(text: str, terms: Sequence[str]) -> Read:
    """Prepare a sentence for comparison with any question."""
    return Read(text, tuple(terms), frozenset(terms), frozenset(pairwise(terms)), grams(terms))


@dataclass(frozen=True, slots=True)
class Measure:
    """A question, ready to be compared with sentences."""

    question: Question
    """The question."""
    idf: dict[str, float]
    """How rare each of its terms is."""
    grams: frozenset[str]
    """The character 4-grams of its terms."""

    @property
    def weight(self) -> float:
        """The idf of all its terms together, above 0."""
        return sum(self.idf.values()) or 1.0

    def coverage(self, present: frozenset[str]) -> float:
        """Say which share of the question's idf `present` holds."""
        return sum(idf for term, idf in self.idf.items() if term in present) / self.weight


def measure(question: Question, idf: Callable[[str], float]) -> Measure:
    """Weigh a question's terms."""
    return Measure(question, {term: idf(term) for term in question.terms}, grams(question.terms))


def features(asked: Measure, sentence: Read, passage_score: float, around: frozenset[str]) -> tuple[Feature, ...]:
    """Compare a question with a sentence of a passage that holds the terms `around`."""
    terms = asked.question.terms
    pairs = set(pairwise(terms))
    values = {
        "passage_bm25": passage_score / asked.weight / 2.5,
        "passage_coverage": asked.coverage(around),
        "sentence_bm25": _sentence_bm25(asked, sentence),
        "sentence_coverage": asked.coverage(sentence.present),
        "word_pairs": len(pairs & sentence.pairs) / max(1, len(pairs)),
        "character_ngrams": len(asked.grams & sentence.grams) / max(1, len(asked.grams)),
        "kind_offered": float(asked.question.is_offered_by(sentence.text)),
    }
    return tuple(Feature(name, value, value * WEIGHTS[name]) for name, value in values.items())


def _sentence_bm25(asked: Measure, sentence: Read) -> float:
    """Score a sentence as BM25 would (Robertson and Zaragoza 2009, eq. 3.15), over the question's idf."""
    length = 1 - _LENGTH + _LENGTH * len(sentence.terms) / _MEAN_LENGTH
    total = 0.0
    for term, idf in asked.idf.items():
        if count := sentence.terms.count(term):
            total += idf * count * (_SATURATION + 1) / (count + _SATURATION * length)
    return total / asked.weight / (_SATURATION + 1)


def chance(coverage_here: float, coverage_around: float, pairs: float, terms: int) -> float:
    """Estimate the chance that a sentence answers, from what share of the question it covers.

    A logistic curve set by hand on the shipped article's questions and on questions put to the wrong article:
    an estimate, not yet calibrated on a set kept apart.
    """
    short = 1.0 if terms == 1 else 0.0  # one shared word proves little
    return 1 / (1 + math.exp(-(5.0 * coverage_here + 4.0 * coverage_around + 1.0 * pairs - 1.0 * short - 4.4)))
