"""Named reasons for choosing a sentence: what it shares with the question, and what it offers.

Every feature is a number that can be explained, mostly a share between 0 and 1. What they are worth stands in
`weights.json`; the sum of value times weight is a sentence's score.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import mul
from typing import TYPE_CHECKING

from histbot.answering.evidence.elsewhere import tells_life
from histbot.answering.evidence.read import MEAN_LENGTH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from histbot.answering.evidence.measure import Measure
    from histbot.answering.evidence.read import Read, ReadPassage, Subject

_SATURATION = 1.2  # k1 within a sentence: a term twice counts little more than once
_LENGTH = 0.35  # b within a sentence
_NEAR = 6  # terms between two words of a pair, at most
ASKED_FOR = ("when", "number", "duration", "who", "where", "why")
_LIFESPAN = re.compile(
    r"\((?:[^()]*;\s*|[^()]*,\s*)?(?:born\b|b\.|c\.|ca\.|\d)[^()]*(?:\d{2,4})[^()]*\)|\bborn\b|\bdied\b|\bdeath\b"
)

FEATURES = (
    "passage_bm25",
    "passage_lead",
    "passage_coverage",
    "sentence_bm25",
    "sentence_coverage",
    "coverage_squared",
    "names_covered",
    "numbers_covered",
    "words_covered",
    "nearness",
    "same_form",
    "before",
    "behind",
    "pronoun_before",
    "headings",
    "rare_here",
    "passage_rare_here",
    "focus",
    "definition",
    "pronoun",
    "first_in_passage",
    "first_in_article",
    "length",
    "title_said",
    "lead_covered",
    "with_subject",
    "subject_shared",
    "article_share",
    "defines_lead",
    "defines_says",
    "lifespan",
    "told",
    "told_of_subject",
    *(f"offers_{kind}" for kind in ASKED_FOR),
)

_NOT_OFFERED = dict.fromkeys((f"offers_{kind}" for kind in ASKED_FOR), 0.0)
_NOTHING_SHARED = dict.fromkeys(
    (
        "sentence_bm25", "sentence_coverage", "coverage_squared", "names_covered", "numbers_covered", "words_covered",
        "nearness", "focus",
    ),
    0.0,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """How a passage and its article stand to the question among all that was found."""

    score: float
    """The passage's BM25 score as a share of what it could be."""
    best: float
    """That of the best passage."""
    here: Sequence[float]
    """How rare each unit of the question is within the article."""
    subject: Subject
    """What the article is about."""
    title_said: float
    """Which share of its title the question says."""
    share: float
    """The article's share of the scores of all passages found."""


def passage_evidence(asked: Measure, passage: ReadPassage, standing: Standing) -> list[list[float]]:
    """Give the features of each sentence of a passage, in the order of `FEATURES`."""
    found = [asked.match(sentence.places) for sentence in passage.sentences]
    heading = asked.match(passage.headings)
    whole = [max(column) for column in zip(heading, *found, strict=True)] if asked.units else []
    subject = asked.match(standing.subject.lead)
    shared = {
        "passage_bm25": standing.score,
        "passage_lead": standing.score / standing.best,
        "passage_coverage": asked.covered(whole),
        "headings": asked.covered(heading),
        "passage_rare_here": _weighted(whole, standing.here),
        "title_said": standing.title_said,
        "lead_covered": asked.covered(subject),
        "article_share": standing.share,
    }
    rows = []
    for place, sentence in enumerate(passage.sentences):
        own = found[place]
        before = _complement(asked, own, found[place - 1] if place else None)
        pronoun = float(sentence.pronoun)
        values = shared | _sentence_evidence(asked, sentence, own)
        values["rare_here"] = _weighted(own, standing.here)
        values["before"] = before
        values["behind"] = _complement(asked, own, found[place + 1] if place + 1 < len(found) else None)
        values["pronoun"] = pronoun
        values["pronoun_before"] = pronoun * before
        values["first_in_passage"] = float(place == 0)
        values["first_in_article"] = float(place == 0 and passage.first)
        rows.append(values | _of_subject(asked, sentence, own, subject, heading, values))
    return [[values[name] for name in FEATURES] for values in rows]


def _of_subject(  # noqa: PLR0913, PLR0917  # one feature apiece
    asked: Measure,
    sentence: Read,
    own: list[float],
    subject: Sequence[float],
    heading: Sequence[float],
    values: Mapping[str, float],
) -> dict[str, float]:
    """Give the features of a sentence under its article's subject, which it need not name itself."""
    known = list(map(max, subject, heading)) if own else []
    whole = asked.covered(list(map(max, own, known))) if own else 0.0
    told = asked.answered(own, sentence.places)
    defines = asked.question.defines * values["title_said"] * values["lead_covered"]
    return {
        "with_subject": whole,
        "subject_shared": asked.covered(list(map(min, own, known))) if own else 0.0,
        "defines_lead": defines * values["first_in_article"],
        "defines_says": defines * sentence.defines,
        "told": 0.0 if told is own else asked.covered(told) - values["sentence_coverage"],
        "told_of_subject": 0.0 if told is own else asked.covered(list(map(max, told, known))) - whole,
        "lifespan": float(asked.question.lifespan and _tells_life(sentence)) * whole,
    }


def _tells_life(sentence: Read) -> bool:
    """Tell whether a sentence says when somebody was born or died."""
    if sentence.tongue is not None:
        return tells_life(sentence.text, sentence.tongue)
    return _LIFESPAN.search(sentence.text) is not None


def _weighted(found: Sequence[float], weights: Sequence[float]) -> float:
    whole = sum(weights)
    return _dot(weights, found) / whole if whole else 0.0


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    total: float = sum(map(mul, one, other))
    return total


def _complement(asked: Measure, own: Sequence[float], other: Sequence[float] | None) -> float:
    """Say which share of the question only the neighbouring sentence holds."""
    if other is None:
        return 0.0
    return asked.covered(list(map(_only_other, own, other))) if any(other) else 0.0


def _only_other(own: float, other: float) -> float:
    return other * (1 - own)


def _sentence_evidence(asked: Measure, sentence: Read, found: list[float]) -> dict[str, float]:
    question = asked.question
    values = {
        "same_form": len(asked.words & sentence.words) / len(asked.words) if asked.words else 0.0,
        "definition": float(question.kind in ("what", "which") and sentence.defines),
        "length": sentence.length,
        **_NOT_OFFERED,
    }
    if question.kind in ASKED_FOR:
        values[f"offers_{question.kind}"] = float(sentence.offers_new(question.wants, asked.words))
    return values | (_shared_evidence(asked, sentence, found) if any(found) else _NOTHING_SHARED)


def _shared_evidence(asked: Measure, sentence: Read, found: list[float]) -> dict[str, float]:
    """Give the features of what a sentence shares with the question."""
    coverage, focus = asked.covered(found), asked.question.focus
    return {
        "sentence_bm25": _sentence_bm25(asked, sentence, found),
        "sentence_coverage": coverage,
        "coverage_squared": coverage * coverage,
        "names_covered": asked.covered_of("name", found),
        "numbers_covered": asked.covered_of("number", found),
        "words_covered": asked.covered_of("word", found),
        "nearness": _nearness(asked, sentence, found),
        "focus": found[focus] if focus is not None else 0.0,
    }


def _sentence_bm25(asked: Measure, sentence: Read, found: list[float]) -> float:
    """Score a sentence as BM25 would (Robertson and Zaragoza 2009, eq. 3.15), over the question's units."""
    length = 1 - _LENGTH + _LENGTH * len(sentence.terms) / MEAN_LENGTH
    total = 0.0
    for place, unit in enumerate(asked.units):
        if found[place]:
            count = len(sentence.places.get(unit.term, (0,)))
            total += asked.weights[place] * found[place] * count * (_SATURATION + 1) / (count + _SATURATION * length)
    return total / asked.weight / (_SATURATION + 1)


def _nearness(asked: Measure, sentence: Read, found: list[float]) -> float:
    """Say how near to each other the question's neighbouring units stand in the sentence."""
    total = 0.0
    for one, other, weight in asked.pairs:
        if found[one] and found[other]:
            distance = _distance(asked.places(sentence, one), asked.places(sentence, other))
            if distance <= _NEAR:
                total += weight / distance
    return total / asked.pair_weight if asked.pair_weight else 0.0


def _distance(one: Sequence[int], other: Sequence[int]) -> int:
    """Count the steps between two units; behind costs one more than before."""
    steps = (b - a if b > a else a - b + 1 for a in one for b in other if a != b)
    return max(1, min(steps, default=_NEAR + 1))
