"""Fit the weights of answering on question sets, articles left out in turn.

    python benchmarks/fit.py SET [--unanswerable SET] [--parts] [--write]

A set is a folder with `articles/` and `questions.jsonl` (lines of id, question, article, answers, paragraph). The
figures printed are of articles that the weights were not fitted on; `--write` fits on all of them and writes
`src/histbot/answering/weights.json`. `--parts` leaves one part of the evidence out at a time, to see what it brings
(over a third of the questions). Needs scipy.
"""

from __future__ import annotations

import argparse
import json
import re
import string
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from histbot.answering.candidates import Finder
from histbot.answering.choice import CONTENDERS, choose, read_words
from histbot.answering.confidence import SIGNS, read_signs
from histbot.answering.evidence import FEATURES
from histbot.answering.model import FILE, Model
from histbot.answering.question import read_question
from histbot.answering.spans import Reading
from histbot.historian import default_aliases, index_knowledge
from histbot.knowledge import load_knowledge, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from histbot.answering.candidates import Found
    from histbot.knowledge import Knowledge
    from histbot.retrieval import Analyzer

    Array = np.ndarray[Any, np.dtype[np.float64]]

FOLDS = 6
HARD = 1.0  # what an unanswerable question that looks answerable counts in ordering, beside the others
PENALTY = 1.0  # L2, on standardised values
STRETCH_PENALTY = 2.0
PARTS = {
    "without the words that answer (answer, agreement)": ("answer", "agreement"),
    "without rarity in the article": ("rare_here", "passage_rare_here"),
    "without nearness of word pairs": ("nearness",),
    "without neighbouring sentences": ("before", "behind", "pronoun"),
    "without what the sentence offers": ("offers", "not_offered"),
    "without the passage": ("passage",),
    "without what is missing, denied or opposed": (
        "names_", "numbers_missing", "numbers_elsewhere", "words_missing", "rarest_missing", "denial", "opposite",
    ),
}  # fmt: skip
SMALLEST = 0.1  # a stretch's weight below is left out of the file
SHOWN = 0.66  # the F1 that the highlights shown are to have here; on articles left out it is about .03 lower


@dataclass
class Asked:
    """A question with what it found."""

    group: str
    """The article that it was written for."""
    kind: str
    """own, other (put to another article), or hard (not answered though it looks it)."""
    found: Found
    """What it found."""
    knowledge: Knowledge
    """Where."""
    analyzer: Analyzer
    """How texts are read there."""
    answers: list[str]
    """What answers it."""
    right: list[bool]
    """Which candidates are the answer."""
    holds: list[bool]
    """Which candidates hold the answer, in whatever paragraph."""
    near: list[bool]
    """Which candidates lie in the right paragraph."""
    stretches: tuple[list[dict[str, float]], Array] | None = field(default=None)
    """The features of each stretch of the right sentence, and its F1."""


@dataclass
class Judged:
    """A question with what was chosen for it."""

    asked: Asked
    """The question."""
    signs: dict[str, float]
    """What speaks for the choice; nothing where nothing was found."""
    holds: bool
    """Whether the sentence holds an answer."""
    near: bool
    """Whether it lies in the right paragraph."""
    agreement: float
    """The expected F1 of the words that answer."""
    f1: float
    """Their F1."""
    chance: float = 0.0
    """The chance that the sentence answers."""
    shown: bool = False
    """Whether the words are shown."""


def squash(text: str) -> str:
    """Run blanks together."""
    return " ".join(text.split())


def bare(text: str) -> list[str]:
    """Give the words of `text` as SQuAD compares them."""
    text = "".join(char for char in text.lower() if char not in string.punctuation)
    return re.sub(r"\b(?:a|an|the)\b", " ", text).split()


def f1(guess: str, answers: Iterable[str]) -> float:
    """Give the best F1 of `guess` with an answer, as SQuAD counts it."""

    def one(answer: str) -> float:
        words, gold = bare(guess), bare(answer)
        shared = sum((Counter(words) & Counter(gold)).values())
        return 2 * shared / (len(words) + len(gold)) if shared else 0.0

    return max(map(one, answers), default=0.0)


class Desk:
    """A knowledge base that questions are put to."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        index, self.vocabulary = index_knowledge(knowledge, default_aliases())
        self.finder = Finder(knowledge, index, self.vocabulary.analyzer)

    def ask(self, asked: dict[str, Any], kind: str, target: str) -> Asked:
        """Ask about the article `target`; only kind own may find an answer there."""
        found = self.finder.find(read_question(asked["question"], self.vocabulary), (target,))
        text = self.knowledge.article(target).text
        sentences = [squash(each.span.of(text)) for each in found.candidates]
        answers = [squash(answer) for answer in asked["answers"]] if kind == "own" else []
        holds = [any(answer.lower() in sentence.lower() for answer in answers) for sentence in sentences]
        paragraph = squash(asked["paragraph"] or "") if answers else ""
        near = [sentence in paragraph for sentence in sentences]
        right = [one and other for one, other in zip(holds, near, strict=True)]
        what = kind if asked["answers"] else "hard"
        analyzer = self.vocabulary.analyzer
        return Asked(asked["article"], what, found, self.knowledge, analyzer, answers, right, holds, near)


def read_set(folder: Path) -> Iterator[Asked]:
    """Ask every question of a set: its own article, then another; one that nothing answers its own only."""
    desk = Desk(load_knowledge(folder / "articles"))
    slugs = [article.slug for article in desk.knowledge.articles]
    for asked in _questions(folder):
        yield desk.ask(asked, "own", asked["article"])
        if asked["answers"]:
            yield desk.ask(asked, "other", slugs[(slugs.index(asked["article"]) + 7) % len(slugs)])


def _questions(folder: Path) -> Iterator[dict[str, Any]]:
    yield from map(json.loads, (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines())


def read_all(folder: Path, unanswerable: Path | None) -> list[Asked]:
    """Ask every question everywhere."""
    rows = list(read_set(folder))
    if unanswerable:
        rows += [row for row in read_set(unanswerable) if row.kind == "hard"]
    for row in rows:
        if row.kind == "own" and any(row.right):
            row.stretches = read_stretches(row)
    return rows


def read_stretches(row: Asked) -> tuple[list[dict[str, float]], Array]:
    """Give the features of each stretch of the right sentence, and its F1 with the answer."""
    chosen = row.found.candidates[row.right.index(True)]
    text = plain(chosen.span.of(row.knowledge.article(chosen.passage.article).text))
    reading = Reading(row.found.measure, text, row.analyzer)
    places = list(reading.candidates())
    cut = [reading.stretch(*place) for place in places]
    return [reading.features(*place) for place in places], np.array(
        [f1(text[s.start : s.end], row.answers) for s in cut]
    )


class Choices:
    """Alternatives in groups, of which one is right: a conditional logit (McFadden 1974) over sparse features."""

    def __init__(self, groups: Sequence[tuple[Sequence[dict[str, float]], Array]]) -> None:
        self.names = sorted({name for rows, _ in groups for row in rows for name in row})
        place = {name: number for number, name in enumerate(self.names)}
        self.sizes = np.array([len(rows) for rows, _ in groups])
        self.starts = np.concatenate([[0], np.cumsum(self.sizes)[:-1]])
        self.owner = np.repeat(np.arange(len(groups)), self.sizes)
        every = [row for rows, _ in groups for row in rows]
        pointer = np.concatenate([[0], np.cumsum([len(row) for row in every])])
        columns = np.fromiter((place[name] for row in every for name in row), dtype=np.int64)
        values = np.fromiter((value for row in every for value in row.values()), dtype=float)
        self.values = sparse.csr_matrix((values, columns, pointer), (len(every), len(self.names)))
        self.right = np.concatenate([right for _, right in groups])

    def fit(self, penalty: float, *, standardised: bool) -> dict[str, float]:
        """Give the weights of the largest penalised likelihood."""
        spread = np.ones(len(self.names))
        if standardised:
            centre = np.asarray(self.values.mean(0)).ravel()
            square = np.asarray(self.values.multiply(self.values).mean(0)).ravel()
            spread = np.sqrt(np.maximum(square - centre * centre, 0)) + 1e-9
        values = self.values @ sparse.diags(1 / spread)

        def loss(weights: Array) -> tuple[float, Array]:
            scores = values @ weights
            lifted = np.exp(scores - np.maximum.reduceat(scores, self.starts)[self.owner])
            total = np.add.reduceat(lifted, self.starts)
            good = np.add.reduceat(lifted * self.right, self.starts) + 1e-12
            slope = lifted / total[self.owner] - lifted * self.right / good[self.owner]
            value = -(np.log(good) - np.log(total)).sum() + penalty * (weights @ weights) / 2
            return float(value), values.T @ slope + penalty * weights

        return dict(zip(self.names, (_minimum(loss, len(self.names)) / spread).tolist(), strict=True))


def _minimum(loss: Callable[[Array], tuple[float, Array]], size: int) -> Array:
    result = minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return np.asarray(result.x, dtype=float)


def fit(rows: Sequence[Asked], without: tuple[str, ...] = ()) -> Model:
    """Fit everything: what sentences, stretches and signs are worth."""
    known = [row for row in rows if row.kind == "own" and any(row.right)]
    features = Choices([_sentences(row, without) for row in known]).fit(PENALTY, standardised=True)
    features = {name: features.get(name, 0.0) for name in FEATURES}
    words = [row.stretches for row in known if row.stretches and row.stretches[1].any()]
    stretches = Choices([(each, right**2) for each, right in words]).fit(STRETCH_PENALTY, standardised=False)
    stretches = {
        name: round(weight, 2)
        for name, weight in stretches.items()
        if abs(weight) >= SMALLEST and not name.startswith(without or ("-",))
    }
    model = Model("", _rounded(features), 0.0, {}, 0.0, stretches)
    if "answer" not in without:
        model = replace(model, answer=_fit_answer(known, model))
    judged = [judge(row, model) for row in rows]
    model = replace(model, signs=fit_signs([each for each in judged if each.signs], without))
    rate(judged, model)
    return replace(model, highlight_from=highlight_from(judged))


def _sentences(row: Asked, without: tuple[str, ...]) -> tuple[list[dict[str, float]], Array]:
    left = [(place, name) for place, name in enumerate(FEATURES) if not name.startswith(without or ("-",))]
    rows = [{name: each.values[place] for place, name in left} for each in row.found.candidates]
    return rows, np.array(row.right, dtype=float)


def _fit_answer(rows: Sequence[Asked], model: Model) -> float:
    """Fit what the best stretch of a sentence is worth, over the sentences that come close."""
    groups = []
    for row in rows:
        scores = model.scores(row.found.candidates)
        order = sorted(range(len(scores)), key=lambda place: -scores[place])[:CONTENDERS]
        if any(row.right[place] for place in order) and not all(row.right[place] for place in order):
            words = [read_words(row.found, row.found.candidates[i], model, row.knowledge, row.analyzer) for i in order]
            values = [{"score": scores[place], "answer": word.score} for place, word in zip(order, words, strict=True)]
            groups.append((values, np.array([row.right[place] for place in order], dtype=float)))
    weights = Choices(groups).fit(PENALTY, standardised=False)
    return round(weights["answer"] / weights["score"], 4)


def judge(row: Asked, model: Model) -> Judged:
    """Choose a sentence, and see whether it is right."""
    if not row.found.candidates:
        return Judged(row, {}, holds=False, near=False, agreement=0.0, f1=0.0)
    choice = choose(row.found, model, row.knowledge, row.analyzer)
    chosen = row.found.candidates[choice.place]
    text = row.knowledge.article(chosen.passage.article).text
    words = choice.words.span.of(text) if choice.words.span else ""
    return Judged(
        row,
        read_signs(row.found, choice),
        row.holds[choice.place],
        row.near[choice.place],
        choice.words.agreement,
        f1(words, row.answers),
    )


def fit_signs(rows: Sequence[Judged], without: tuple[str, ...] = ()) -> dict[str, float]:
    """Fit the signs' weights by logistic regression, then set their scale on the questions that are not hard.

    The hard ones teach what to look at; how many of them there are says nothing of how many people will ask.
    """
    names = [name for name in SIGNS if not name.startswith(without or ("-",))]
    values = np.array([[each.signs[name] for name in names] for each in rows])
    right = np.array([each.holds for each in rows], dtype=float)
    hard = np.array([each.asked.kind == "hard" for each in rows])
    spread = values.std(0) + 1e-9
    weights = _logistic(values / spread, right, np.where(hard, HARD, 1.0), PENALTY)
    odds = values @ (weights[:-1] / spread)
    scale, constant = _logistic(odds[~hard, None], right[~hard], np.ones(int((~hard).sum())), 1e-6)
    fitted = dict.fromkeys(SIGNS, 0.0) | dict(zip(names, (weights[:-1] / spread * scale).tolist(), strict=True))
    return _rounded({**fitted, "constant": float(constant)})


def _logistic(values: Array, right: Array, counts: Array, penalty: float) -> Array:
    values = np.hstack([values, np.ones((len(values), 1))])

    def loss(weights: Array) -> tuple[float, Array]:
        odds = values @ weights
        slope = values.T @ (counts * (1 / (1 + np.exp(-odds)) - right))
        value = (counts * (np.logaddexp(0, odds) - right * odds)).sum()
        return float(value + penalty * (weights[:-1] @ weights[:-1]) / 2), slope + penalty * np.append(weights[:-1], 0)

    return _minimum(loss, values.shape[1])


def _rounded(weights: dict[str, float]) -> dict[str, float]:
    return {name: round(float(weight), 4) for name, weight in weights.items()}


def rate(judged: Sequence[Judged], model: Model) -> None:
    """Put a number to each choice."""
    for each in judged:
        each.chance = model.chance(each.signs) if each.signs else 0.0


def highlight_from(judged: Sequence[Judged]) -> float:
    """Find the lowest expected F1 (of the words, if the sentence answers, times its chance) that keeps to `SHOWN`."""
    own = sorted((each for each in judged if each.asked.kind == "own"), key=lambda each: -each.chance * each.agreement)
    f1s = np.cumsum([each.f1 for each in own]) / np.arange(1, len(own) + 1)
    last = int(np.flatnonzero(f1s >= SHOWN).max(initial=0))
    return round(own[last].chance * own[last].agreement, 3)


def cross(rows: Sequence[Asked], folds: int, without: tuple[str, ...] = ()) -> list[Judged]:
    """Judge every question by weights that were not fitted on its article."""
    groups = sorted({row.group for row in rows})
    judged: list[Judged] = []
    for fold in range(folds):
        left_out = set(groups[fold::folds])
        model = fit([row for row in rows if row.group not in left_out], without)
        new = [judge(row, model) for row in rows if row.group in left_out]
        rate(new, model)
        for each in new:
            each.shown = each.chance * each.agreement >= model.highlight_from
        judged += new
    return judged


def report(judged: Sequence[Judged]) -> None:
    """Print what the weights give."""
    print(summary(judged))
    own = [each for each in judged if each.asked.kind == "own"]
    print("from   kept  refused: other  hard   precision  ECE")
    for threshold in (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.85):
        kept, other, hard = (share(judged, kind, threshold) for kind in ("own", "other", "hard"))
        said = [each for each in own if each.chance >= threshold]
        right = sum(each.holds for each in said) / len(said)
        print(f"{threshold:.2f}  {kept:.3f}  {1 - other:.3f}  {1 - hard:.3f}  {right:.3f}  {ece(said):.3f}")


def summary(judged: Sequence[Judged]) -> str:
    """Write the main figures in a line."""
    own = [each for each in judged if each.asked.kind == "own"]
    shown = [each.f1 for each in own if each.shown]
    parts = [
        f"paragraph {mean(each.near for each in own):.4f}",
        f"sentence {mean(each.holds for each in own):.4f}",
        f"highlight F1 {sum(shown) / len(own):.3f} of all, {mean(shown):.3f} of the {len(shown) / len(own):.3f} shown",
    ]
    twice = {each.asked.group for each in judged if each.asked.kind == "hard"}
    for kind, mine in (("other", own), ("hard", [each for each in own if each.asked.group in twice])):
        against = [each.chance for each in judged if each.asked.kind == kind]
        if against:
            parts.append(f"AUROC against {kind} {auroc([each.chance for each in mine], against):.4f}")
    return "  ".join(parts)


def share(judged: Sequence[Judged], kind: str, threshold: float) -> float:
    """Give the share of questions of a kind that are answered from `threshold` on."""
    chances = [each.chance for each in judged if each.asked.kind == kind]
    return sum(chance >= threshold for chance in chances) / max(1, len(chances))


def auroc(positive: list[float], negative: list[float]) -> float:
    """Give the chance that a positive outranks a negative."""
    both = np.array(positive + negative)
    ranks = np.empty(len(both))
    ranks[both.argsort(kind="stable")] = np.arange(1, len(both) + 1)
    first = len(positive)
    return float((ranks[:first].sum() - first * (first + 1) / 2) / (first * len(negative)))


def ece(said: Sequence[Judged]) -> float:
    """Give the expected calibration error over ten equal bins."""
    bins: dict[int, list[Judged]] = {}
    for each in said:
        bins.setdefault(min(int(each.chance * 10), 9), []).append(each)
    return sum(abs(sum(e.chance - e.holds for e in each)) for each in bins.values()) / len(said)


def main() -> None:
    """Fit, report, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", type=Path)
    parser.add_argument("--unanswerable", type=Path)
    parser.add_argument("--parts", action="store_true")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    rows = read_all(given.set, given.unanswerable)
    if given.write:
        names = [f"{path.name} ({path.parent.name})" for path in (given.set, given.unanswerable) if path]
        model = fit(rows)
        origin = f"benchmarks/fit.py on {', '.join(names)}: {len(rows)} questions"
        content = {name: getattr(model, name) for name in model.__dataclass_fields__} | {"origin": origin}
        FILE.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    if given.parts:
        some = [row for place, row in enumerate(rows) if place // 2 % 3 == 0]
        for name, without in {"everything": (), **PARTS}.items():
            print(f"{name}: {summary(cross(some, 2, without))}", flush=True)
    else:
        report(cross(rows, FOLDS))


if __name__ == "__main__":
    main()
