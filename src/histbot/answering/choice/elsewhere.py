"""How sure a choice is where question or sentence is not English: the chance of the weights, corrected.

The weights were fitted over English, where many a sign says that what is asked of a thing is not said of it. Of those
few hold in all languages: what of the question, its names and numbers left aside, the sentence and its passage do not
say. So the odds are corrected by these, with weights fitted over seven languages (`benchmarks/fit_elsewhere.py`).
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from histbot.answering.choice.choice import Choice
    from histbot.answering.evidence.candidates import Found
    from histbot.answering.evidence.measure import Measure

FILE = Path(__file__).with_name("elsewhere.json")
_LEAST = 1e-4  # a chance is no nearer to 0 or 1
_NAMED = 0.5  # how nearly a unit must be a name of the passage


@dataclass(frozen=True, slots=True)
class Correction:
    """What `benchmarks/fit_elsewhere.py` fitted."""

    answer_from: float
    """The confidence from which on to answer, where nobody has settled another."""
    across_from: float
    """The same for an English question whose answer is in another language: fewer of its words can be found."""
    weights: dict[str, float]
    """What `constant`, the `odds` of the weights and each sign add to the log-odds."""


@cache
def load_correction() -> Correction:
    """Read the correction that histbot ships with."""
    return Correction(**json.loads(FILE.read_text(encoding="utf-8")))


def is_elsewhere(found: Found, choice: Choice) -> bool:
    """Tell whether the question, or the chosen sentence, is in another language than English."""
    sentence = found.sentence_of(found.candidates[choice.place])
    return found.measure.question.language != "en" or sentence.tongue is not None


def relation_signs(found: Found, choice: Choice, signs: Mapping[str, float]) -> dict[str, float]:
    """Say how much of what is asked of things, rather than which things, the sentence and its passage leave unsaid."""
    chosen, measure = found.candidates[choice.place], found.measure
    sentence, passage = found.sentence_of(chosen), found.read(chosen.passage)
    here, whole = measure.match(sentence.places), measure.match(passage.terms)
    lead = measure.match(found.subject(chosen.passage.article).lead)
    asked = _asked_of_things(found, choice)
    near = [max(each) for each in zip(whole, lead, strict=True)]
    return {
        "relation_missing": _missing(measure, asked, here),
        "relation_nowhere": _missing(measure, asked, near),
        "no_relation": float(not any(measure.weights[place] for place in asked)),
        "not_offered": signs["not_offered"],
        "english": float(measure.question.language == "en"),
    }


def _missing(measure: Measure, asked: Sequence[int], found: Sequence[float]) -> float:
    """Say which share of the weight of some units is not found."""
    weight = sum(measure.weights[place] for place in asked)
    return sum(measure.weights[place] * (1 - found[place]) for place in asked) / weight if weight else 0.0


def _asked_of_things(found: Found, choice: Choice) -> list[int]:
    """Give the places of the units that are no numbers and no names, as they were typed or as the passage has them."""
    chosen, measure = found.candidates[choice.place], found.measure
    names = frozenset().union(*(each.names for each in found.read(chosen.passage).sentences))
    named = measure.match(names)
    capitals_tell = measure.question.language != "de"  # which writes every noun with one
    return [
        place
        for place, unit in enumerate(measure.units)
        if named[place] <= _NAMED and unit.sort != "number" and not (unit.sort == "name" and capitals_tell)
    ]


def corrected(chance: float, signs: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Correct a chance by `signs`: a logistic curve over its log-odds and them."""
    sure = min(max(chance, _LEAST), 1 - _LEAST)
    odds = weights["constant"] + weights["odds"] * math.log(sure / (1 - sure))
    odds += sum(weights[name] * value for name, value in signs.items())
    return 1 / (1 + math.exp(-odds))
