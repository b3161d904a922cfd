"""How sure the choice of a sentence is: signs of the best candidate and of its rivals, and the chance they give.

The chance is a logistic curve over the signs, fitted on questions that their article answers, on the same questions
put to another article, and on questions that no sentence answers though they look it. See `weights.json`.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from histbot.answering.evidence import ASKED_FOR, FEATURES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from histbot.answering.candidates import Candidate, Found

_FAR = 6.0  # beyond, a lead is a lead
_AS_THEY_ARE = (
    "sentence_coverage", "passage_coverage", "passage_bm25", "sentence_bm25", "nearness", "same_form", "neighbours",
    "headings",
)  # fmt: skip
SIGNS = (*_AS_THEY_ARE, "choice", "lead", "names_missing", "numbers_missing", "unknown", "not_offered", "units", "one")


@dataclass(frozen=True, slots=True)
class Model:
    """The weights that were fitted, and where they came from."""

    features: dict[str, float]
    """What each feature of a sentence is worth."""
    signs: dict[str, float]
    """What each sign adds to the log-odds that the best sentence answers; `constant` is the rest."""
    origin: str
    """The command and the questions they were fitted with."""

    def scores(self, candidates: Sequence[Candidate]) -> list[float]:
        """Give each candidate's score."""
        weights = [self.features[name] for name in FEATURES]
        return [sum(map(float.__mul__, weights, candidate.values)) for candidate in candidates]

    def chance(self, signs: dict[str, float]) -> float:
        """Give the chance that the best sentence answers."""
        odds = self.signs["constant"] + sum(self.signs[name] * value for name, value in signs.items())
        return 1 / (1 + math.exp(-odds))


@cache
def load_model() -> Model:
    """Read the weights that histbot ships with."""
    return Model(**json.loads(Path(__file__).with_name("weights.json").read_text(encoding="utf-8")))


def read_signs(found: Found, scores: Sequence[float], best: int) -> dict[str, float]:
    """Say what speaks for and against the candidate at `best`."""
    chosen, measure = found.candidates[best], found.measure
    values = dict(zip(FEATURES, chosen.values, strict=True))
    rest = sum(math.exp(score - scores[best]) for place, score in enumerate(scores) if place != best)
    rivals = (score for score, each in zip(scores, found.candidates, strict=True) if each.passage is not chosen.passage)
    units, kind = measure.units, measure.question.kind
    whole = measure.match(found.terms_of(chosen.passage))
    signs = {name: values[name] for name in _AS_THEY_ARE}
    return signs | {
        "choice": max(-_FAR, -math.log(max(rest, math.exp(-_FAR)))),
        "lead": min(_FAR, scores[best] - max(rivals, default=-math.inf)),
        "names_missing": measure.missing(whole, "name"),
        "numbers_missing": measure.missing(whole, "number"),
        "unknown": sum(measure.weights[i] for i, unit in enumerate(units) if not unit.known) / measure.weight,
        "not_offered": float(kind in ASKED_FOR and not values[f"offers_{kind}"]),
        "units": math.log(1 + len(units)),
        "one": float(len(units) == 1),
    }
