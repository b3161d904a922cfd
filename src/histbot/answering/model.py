"""The weights that answering was fitted with, and where they came from: `weights.json`, read once."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from histbot.answering.evidence import FEATURES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from histbot.answering.candidates import Candidate

FILE = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class Model:
    """What `benchmarks/fit.py` fitted."""

    origin: str
    """The command and the questions that the weights were fitted with."""
    features: dict[str, float]
    """What each feature of a sentence is worth."""
    answer: float
    """What the score of a sentence's best stretch is worth beside these."""
    signs: dict[str, float]
    """What each sign adds to the log-odds that the chosen sentence answers; `constant` is the rest."""
    highlight_from: float
    """From which expected F1 on the words that answer are shown."""
    stretches: dict[str, float]
    """What each feature of a stretch of words is worth."""

    def scores(self, candidates: Sequence[Candidate]) -> list[float]:
        """Give each candidate's score."""
        weights = [self.features[name] for name in FEATURES]
        return [sum(map(float.__mul__, weights, candidate.values)) for candidate in candidates]

    def chance(self, signs: dict[str, float]) -> float:
        """Give the chance that the chosen sentence answers."""
        odds = self.signs["constant"] + sum(self.signs[name] * value for name, value in signs.items())
        return 1 / (1 + math.exp(-odds))


@cache
def load_model() -> Model:
    """Read the weights that histbot ships with."""
    return Model(**json.loads(FILE.read_text(encoding="utf-8")))
