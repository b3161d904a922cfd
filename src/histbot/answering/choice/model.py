"""The weights that answering was fitted with, and where they came from: `weights.json`, read once."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from histbot.answering.evidence.evidence import FEATURES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from histbot.answering.evidence.candidates import Candidate

UNREAD = -8.0  # the score of a sentence that the reader did not read: as low as its own go
FILE = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class Weights:
    """What choosing a sentence and being sure of it go by, with the reader or without."""

    features: dict[str, float]
    """What each feature of a sentence is worth; `reader` is the reader's score."""
    answer: float
    """What the score of a sentence's best stretch is worth beside these."""
    answer_from: dict[str, float]
    """The confidence from which on to answer, where nobody has settled another: for `one` article, for `many`."""
    one: dict[str, float]
    """What each sign adds to the log-odds that the chosen sentence answers, in one article; `constant` is the rest."""
    many: dict[str, float]
    """The same in a folder of articles, which holds more that looks like an answer."""

    def scores(self, candidates: Sequence[Candidate], read: Mapping[int, float]) -> list[float]:
        """Give each candidate's score; `read` holds the reader's of those that it read, by place."""
        weights = [self.features[name] for name in FEATURES]
        scores = [sum(map(float.__mul__, weights, candidate.values)) for candidate in candidates]
        if not read:
            return scores
        worth = self.features["reader"]
        return [score + worth * read.get(place, UNREAD) for place, score in enumerate(scores)]

    def chance(self, signs: Mapping[str, float], *, many: bool) -> float:
        """Give the chance that the chosen sentence answers."""
        weights = self.many if many else self.one
        odds = weights["constant"] + sum(weights[name] * value for name, value in signs.items())
        return 1 / (1 + math.exp(-odds))


@dataclass(frozen=True, slots=True)
class Model:
    """What `benchmarks/fit.py` fitted."""

    origin: str
    """The command and the questions that the weights were fitted with."""
    alone: Weights
    """Without the reader."""
    beside: Weights
    """Beside the reader."""
    highlight_from: float
    """From which expected F1 on the words that answer are shown."""
    stretches: dict[str, float]
    """What each feature of a stretch of words is worth."""

    def weights(self, *, reading: bool) -> Weights:
        """Give the weights with the reader or without."""
        return self.beside if reading else self.alone


@cache
def load_model() -> Model:
    """Read the weights that histbot ships with."""
    raw = json.loads(FILE.read_text(encoding="utf-8"))
    return Model(**raw | {name: Weights(**raw[name]) for name in ("alone", "beside")})
