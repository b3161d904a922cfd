"""Fit the weights of the evidence and the confidence on question sets, articles left out in turn.

    python benchmarks/fit.py SET [--unanswerable SET] [--write]

A set is a folder with `articles/` and `questions.jsonl` (lines of id, question, article, answers, paragraph). The
figures printed are of articles that the weights were not fitted on; `--write` fits on all of them and writes
`src/histbot/answering/weights.json`. Needs scipy and numpy.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.optimize import minimize

from histbot.answering.candidates import Finder
from histbot.answering.confidence import SIGNS, Model, read_signs
from histbot.answering.evidence import FEATURES
from histbot.answering.question import read_question
from histbot.historian import index_knowledge
from histbot.knowledge import load_knowledge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from histbot.answering.candidates import Found

    Array = np.ndarray[Any, np.dtype[np.float64]]

WEIGHTS = Path(__file__).resolve().parents[1] / "src" / "histbot" / "answering" / "weights.json"
FOLDS = 6
HARD = 0.15  # what an unanswerable question that looks answerable counts, beside the others
PENALTY = 1.0  # L2, on standardised values


@dataclass
class Asked:
    """A question with what it found."""

    group: str
    """The article that it was written for."""
    kind: str
    """own, other (put to another article), or hard (not answered though it looks it)."""
    found: Found
    """What it found."""
    right: list[bool]
    """Which candidates are the answer."""
    holds: list[bool]
    """Which candidates hold the answer, in whatever paragraph."""
    near: list[bool]
    """Which candidates lie in the right paragraph."""


def squash(text: str) -> str:
    """Run blanks together."""
    return " ".join(text.split())


def read_set(folder: Path, kind: str) -> Iterable[Asked]:
    """Ask every question of a set; `kind` other asks another article instead."""
    knowledge = load_knowledge(folder / "articles")
    index, vocabulary = index_knowledge(knowledge)
    finder = Finder(knowledge, index, vocabulary.analyzer)
    slugs = [article.slug for article in knowledge.articles]
    for line in (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        asked = json.loads(line)
        own = kind != "other"
        target = asked["article"] if own else slugs[(slugs.index(asked["article"]) + 7) % len(slugs)]
        found = finder.find(read_question(asked["question"], vocabulary), (target,))
        text = knowledge.article(target).text
        sentences = [squash(each.span.of(text)) for each in found.candidates]
        answers = [squash(answer).lower() for answer in asked["answers"]] if own else []
        holds = [any(answer in sentence.lower() for answer in answers) for sentence in sentences]
        paragraph = squash(asked["paragraph"] or "") if own else ""
        near = [own and sentence in paragraph for sentence in sentences]
        right = [one and other for one, other in zip(holds, near, strict=True)]
        yield Asked(asked["article"], kind if asked["answers"] else "hard", found, right, holds, near)


def fit_choice(rows: list[Asked]) -> dict[str, float]:
    """Fit the features' weights: a conditional logit over the candidates of each question (McFadden 1974)."""
    usable = [row for row in rows if row.kind == "own" and any(row.right)]
    values = np.vstack([[each.values for each in row.found.candidates] for row in usable])
    right = np.concatenate([row.right for row in usable]).astype(float)
    sizes = np.array([len(row.right) for row in usable])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    owner = np.repeat(np.arange(len(sizes)), sizes)
    spread = values.std(0) + 1e-9
    values = values / spread

    def loss(weights: Array) -> tuple[float, Array]:
        scores = values @ weights
        lifted = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        total = np.add.reduceat(lifted, starts)
        good = np.add.reduceat(lifted * right, starts) + 1e-12
        gradient = values.T @ (lifted / total[owner] - lifted * right / good[owner]) + PENALTY * weights
        return float(-(np.log(good) - np.log(total)).sum() + PENALTY * (weights @ weights) / 2), gradient

    return dict(zip(FEATURES, _minimum(loss, len(FEATURES)) / spread, strict=True))


def fit_confidence(rows: list[tuple[Asked, dict[str, float], bool]]) -> dict[str, float]:
    """Fit the signs' weights by logistic regression: whether the chosen sentence holds the answer."""
    values = np.array([[signs[name] for name in SIGNS] for _, signs, _ in rows])
    right = np.array([holds for _, _, holds in rows], dtype=float)
    counts = np.array([HARD if row.kind == "hard" else 1.0 for row, _, _ in rows])
    spread = values.std(0) + 1e-9
    values = np.hstack([values / spread, np.ones((len(values), 1))])

    def loss(weights: Array) -> tuple[float, Array]:
        odds = values @ weights
        gradient = values.T @ (counts * (1 / (1 + np.exp(-odds)) - right)) + PENALTY * weights
        return float(
            (counts * (np.logaddexp(0, odds) - right * odds)).sum() + PENALTY * (weights @ weights) / 2
        ), gradient

    fitted = _minimum(loss, len(SIGNS) + 1)
    return {**dict(zip(SIGNS, fitted[:-1] / spread, strict=True)), "constant": float(fitted[-1])}


def _minimum(loss: Callable[[Array], tuple[float, Array]], size: int) -> Array:
    result = minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return np.asarray(result.x, dtype=float)


def choose(rows: list[Asked], features: dict[str, float]) -> list[tuple[Asked, dict[str, float], bool]]:
    """Choose a sentence for each question that found any: its signs, and whether it holds the answer."""
    model = Model({name: float(weight) for name, weight in features.items()}, {}, "")
    chosen = []
    for row in rows:
        if row.found.candidates:
            scores = model.scores(row.found.candidates)
            best = max(range(len(scores)), key=lambda place: (scores[place], -place))
            chosen.append((row, read_signs(row.found, scores, best), row.holds[best]))
    return chosen


def fit(rows: list[Asked]) -> Model:
    """Fit everything."""
    features = fit_choice(rows)
    signs = fit_confidence(choose(rows, features))
    return Model(_rounded(features), _rounded(signs), origin="")


def _rounded(weights: dict[str, float]) -> dict[str, float]:
    return {name: round(float(weight), 4) for name, weight in weights.items()}


def report(rows: list[Asked]) -> None:
    """Print what weights give on the articles that they were not fitted on."""
    groups = sorted({row.group for row in rows})
    near = total = 0
    judged: list[tuple[str, float, bool]] = []
    for fold in range(FOLDS):
        left_out = set(groups[fold::FOLDS])
        model = fit([row for row in rows if row.group not in left_out])
        for row in (row for row in rows if row.group in left_out):
            total += row.kind == "own"
            if row.found.candidates:
                scores = model.scores(row.found.candidates)
                best = max(range(len(scores)), key=lambda place: (scores[place], -place))
                near += row.kind == "own" and row.near[best]
                judged.append((row.kind, model.chance(read_signs(row.found, scores, best)), row.holds[best]))
            else:
                judged.append((row.kind, 0.0, False))
    own = [(chance, holds) for kind, chance, holds in judged if kind == "own"]
    print(f"paragraph {near / total:.4f}  sentence {sum(holds for _, holds in own) / total:.4f}")
    for kind in ("other", "hard"):
        against = [chance for which, chance, _ in judged if which == kind]
        if against:
            print(f"AUROC against {kind}: {auroc([chance for chance, _ in own], against):.4f}")
    print("from   kept  refused: other  hard   precision  ECE")
    for threshold in (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
        shares = [share(judged, kind, threshold) for kind in ("own", "other", "hard")]
        said = [pair for pair in own if pair[0] >= threshold]
        right = sum(holds for _, holds in said) / len(said)
        print(
            f"{threshold:.2f}  {shares[0]:.3f}  {1 - shares[1]:.3f}  {1 - shares[2]:.3f}  {right:.3f}  {ece(said):.3f}"
        )


def share(judged: list[tuple[str, float, bool]], kind: str, threshold: float) -> float:
    """Give the share of questions of a kind that are answered from `threshold` on."""
    chances = [chance for which, chance, _ in judged if which == kind]
    return sum(chance >= threshold for chance in chances) / max(1, len(chances))


def auroc(positive: list[float], negative: list[float]) -> float:
    """Give the chance that a positive outranks a negative."""
    both = np.array(positive + negative)
    ranks = np.empty(len(both))
    ranks[both.argsort(kind="stable")] = np.arange(1, len(both) + 1)
    first = len(positive)
    return float((ranks[:first].sum() - first * (first + 1) / 2) / (first * len(negative)))


def ece(said: list[tuple[float, bool]]) -> float:
    """Give the expected calibration error over ten equal bins."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for chance, holds in said:
        bins.setdefault(min(int(chance * 10), 9), []).append((chance, holds))
    return sum(abs(sum(c for c, _ in each) - sum(h for _, h in each)) for each in bins.values()) / len(said)


def main() -> None:
    """Fit, report, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", type=Path)
    parser.add_argument("--unanswerable", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    rows = [*read_set(given.set, "own"), *read_set(given.set, "other")]
    if given.unanswerable:
        rows += [row for row in read_set(given.unanswerable, "own") if row.kind == "hard"]
    report(rows)
    if given.write:
        names = [f"{path.name} ({path.parent.name})" for path in (given.set, given.unanswerable) if path]
        model = fit(rows)
        origin = f"benchmarks/fit.py on {', '.join(names)}: {len(rows)} questions"
        content = {"origin": origin, "features": model.features, "signs": model.signs}
        WEIGHTS.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
