"""Fit the weights of answering on question sets, articles left out in turn.

    python benchmarks/fit.py EVAL WIKI [--every 3] [--with-reader] [--kept SCORES] [--stretches] [--write]

`EVAL` holds `asks/questions.jsonl` and the sets `squad1`, `squad2`, `newwiki`, `selqa`, each with `articles/` and
`questions.jsonl`; `WIKI` is the folder that the asks, and those of `training/`, are put to. The figures printed are of
articles that the weights were not fitted on; with the reader, also of questions and articles that it was not trained on
(`training/held_out.json`). `--write` fits on all of them and writes `src/histbot/answering/choice/weights.json`; what
is not fitted anew stays as it is there. Needs scipy.
"""

from __future__ import annotations

import argparse
import json
import pickle
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from fitting import asked
from fitting.asked import read_asks, read_folders, read_set, read_stretches
from fitting.judging import judge, rate, report
from fitting.logit import Choices, fit_chance, logistic

from histbot.answering.choice.choice import CONTENDERS, read_best, read_words
from histbot.answering.choice.confidence import READER_SIGNS, SIGNS
from histbot.answering.choice.model import FILE, Model, Weights, load_model
from histbot.answering.evidence.candidates import PASSAGES, READ_PASSAGES
from histbot.answering.evidence.evidence import FEATURES
from histbot.reader import Reader
from histbot.reader.weights import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fitting.asked import Asked
    from fitting.judging import Judged
    from fitting.logit import Array, Bound

    from histbot.reader import Sentence

FOLDS = 3
PENALTY = 1.0  # L2, on standardised values
SIGNS_PENALTY = 80.0
# What can only speak against a choice, and for it: few ask for an opposite, and chance must not turn that round.
AGAINST = (
    "names_missing", "numbers_missing", "words_missing", "rarest_missing", "names_elsewhere", "numbers_elsewhere",
    "names_apart", "unknown", "not_offered", "denial", "undenied", "opposite",
)  # fmt: skip
IN_FAVOUR = (
    *READER_SIGNS, "sentence_coverage", "passage_coverage", "told", "told_of_subject", "answer", "agreement", "choice",
    "lead", "among_articles", "article_share", "focus_met", "title_said", "with_subject", "lead_covered", "lifespan",
    "defines_lead", "nearness", "rare_here", "headings", "before",
)  # fmt: skip
BOUNDS: dict[str, Bound] = dict.fromkeys(AGAINST, (None, 0.0)) | dict.fromkeys(IN_FAVOUR, (0.0, None))
HARD = 3.0  # what a question made to mislead counts, of which there are fewer, in what to look at
STRETCH_PENALTY = 2.0
SMALLEST = 0.1  # a stretch's weight below is left out of the file
SHOWN = 0.66  # the F1 that the highlights shown are to have here; on articles left out it is about .03 lower
QUESTIONS = Path(__file__).parents[1] / "training" / "questions.jsonl"


class KeptReader(Reader):
    """A reader whose scores are kept in a file: fitting asks the same again and again."""

    def __init__(self, file: Path | None) -> None:
        super().__init__(load())
        self._file = file
        self._all: dict[tuple[str, Sentence], float] = {}
        if file and file.is_file():
            self._all = pickle.loads(file.read_bytes())  # noqa: S301  # written below

    def scores(self, question: str, sentences: Sequence[Sentence]) -> list[float]:
        """Give each sentence's score."""
        new = [each for each in sentences if (question, each) not in self._all]
        for each, score in zip(new, super().scores(question, new) if new else (), strict=True):
            self._all[question, each] = score
        return [self._all[question, each] for each in sentences]

    def keep(self) -> None:
        """Write the scores down."""
        if self._file:
            self._file.write_bytes(pickle.dumps(self._all))


def read_rows(evals: Path, wiki: Path, every: int, *, unseen_only: bool) -> Iterator[Asked]:
    """Ask every question everywhere."""
    for file, step in ((evals / "asks" / "questions.jsonl", 1), (QUESTIONS, 1 if unseen_only else 2)):
        yield from read_asks(file, wiki, step, unseen_only=unseen_only)
    for name in ("squad1", "squad2", "newwiki", "selqa"):
        step = {"selqa": 1, "squad2": (every + 1) // 2}.get(name, every)
        yield from read_set(evals / name, step, unseen_only=unseen_only)
    yield from read_folders(evals / "squad1", wiki, every + 1, unseen_only=unseen_only)


def fit_choice(rows: Sequence[Asked], model: Model, reader: Reader | None) -> Model:
    """Fit what each feature of a sentence is worth, and its best stretch beside these."""
    known = [row for row in rows if row.kind == "own" and any(row.right)]
    groups = [_group(row, model, reader) for row in known]
    groups = [(values, right) for values, right in groups if right.any() and not right.all()]
    found = Choices(groups).fit(PENALTY, standardised=True)
    if reader:  # which weighs its opinion against the evidence as a whole: there are too few questions for more
        features = {name: worth * found["evidence"] for name, worth in model.alone.features.items()}
        features["reader"] = found["reader"]
    else:
        features = dict.fromkeys((*FEATURES, "reader"), 0.0) | found
    weights = replace(model.weights(reading=reader is not None), features=_rounded(features), answer=0.0)
    model = _with(model, weights, reader)
    return _with(model, replace(weights, answer=_fit_answer(known, model, reader)), reader)


def _group(row: Asked, model: Model, reader: Reader | None) -> tuple[list[dict[str, float]], Array]:
    candidates, right = row.found.candidates, np.array(row.right, dtype=float)
    if reader is None:
        return [dict(zip(FEATURES, each.values, strict=True)) for each in candidates], right
    read = read_best(row.found, model, row.knowledge, reader)
    evidence = model.alone.scores(candidates, {})
    return [{"evidence": evidence[place], "reader": score} for place, score in read.items()], right[list(read)]


def _with(model: Model, weights: Weights, reader: Reader | None) -> Model:
    return replace(model, beside=weights) if reader else replace(model, alone=weights)


def _fit_answer(rows: Sequence[Asked], model: Model, reader: Reader | None) -> float:
    """Fit what the best stretch of a sentence is worth, over the sentences that come close."""
    groups, weights = [], model.weights(reading=reader is not None)
    for row in rows:
        read = read_best(row.found, model, row.knowledge, reader) if reader else {}
        scores = weights.scores(row.found.candidates, read)
        order = sorted(range(len(scores)), key=lambda place: -scores[place])[:CONTENDERS]
        if any(row.right[place] for place in order) and not all(row.right[place] for place in order):
            words = [read_words(row.found, row.found.candidates[i], model, row.knowledge, row.analyzers) for i in order]
            values = [{"score": scores[place], "answer": word.score} for place, word in zip(order, words, strict=True)]
            groups.append((values, np.array([row.right[place] for place in order], dtype=float)))
    found = Choices(groups).fit(PENALTY, standardised=False)
    return round(found["answer"] / found["score"], 4)


def fit_signs(judged: Sequence[Judged], *, reading: bool) -> dict[str, float]:
    """Fit the signs by logistic regression, then set their scale on the questions that are not hard.

    Questions made to mislead teach what to look at; how many there are says nothing of how many people will ask.
    Those of members, among which the hard are as many as members ask, count as they are.
    """
    names = (*SIGNS, *READER_SIGNS) if reading else SIGNS
    right = np.array([each.holds for each in judged], dtype=float)
    counts = np.array([HARD if _misleads(each) else 1.0 for each in judged])
    fitted = fit_chance([each.signs for each in judged], right, counts, SIGNS_PENALTY, BOUNDS)
    used = [each for each in judged if not _misleads(each)]
    odds = np.array([[sum(fitted[name] * each.signs[name] for name in names)] for each in used])
    scale, constant = logistic(odds, np.array([float(each.holds) for each in used]), np.ones(len(used)), 1e-6)
    return _rounded({name: fitted[name] * scale for name in names} | {"constant": float(constant)})


def _misleads(each: Judged) -> bool:
    return each.asked.kind == "hard" and not each.asked.name.startswith("asks")


def _rounded(weights: dict[str, float]) -> dict[str, float]:
    return {name: round(float(weight), 4) for name, weight in weights.items()}


def fit(rows: Sequence[Asked], model: Model, reader: Reader | None) -> tuple[Model, list[Judged]]:
    """Fit the choice, then the chances; gives the model and what it makes of the rows."""
    model = fit_choice(rows, model, reader)
    judged = [judge(row, model, reader) for row in rows]
    found = [each for each in judged if each.signs]
    weights, reading = model.weights(reading=reader is not None), reader is not None
    one = fit_signs([each for each in found if not each.asked.many], reading=reading)
    many = fit_signs([each for each in found if each.asked.many], reading=reading)
    model = _with(model, replace(weights, one=one, many=many), reader)
    rate(judged, model, reading=reading)
    return model, judged


def fit_stretches(rows: Sequence[Asked]) -> dict[str, float]:
    """Fit what each feature of a stretch of words is worth."""
    found = [read_stretches(row) for row in rows if row.kind == "own" and row.answers and any(row.right)]
    groups = [(each, right**2) for each, right in found if right.any()]
    weights = Choices(groups).fit(STRETCH_PENALTY, standardised=False)
    return {name: round(weight, 2) for name, weight in weights.items() if abs(weight) >= SMALLEST}


def highlight_from(judged: Sequence[Judged]) -> float:
    """Find the lowest expected F1 (of the words, if the sentence answers, times its chance) that keeps to `SHOWN`."""
    own = sorted(
        (e for e in judged if e.asked.kind == "own" and e.asked.answers), key=lambda e: -e.chance * e.agreement
    )
    f1s = np.cumsum([each.f1 for each in own]) / np.arange(1, len(own) + 1)
    last = int(np.flatnonzero(f1s >= SHOWN).max(initial=0))
    return round(own[last].chance * own[last].agreement, 3)


def cross(rows: Sequence[Asked], model: Model, reader: Reader | None) -> list[Judged]:
    """Judge every question by weights that were not fitted on its article."""
    groups = sorted({row.group for row in rows})
    judged: list[Judged] = []
    for fold in range(FOLDS):
        left_out = set(groups[fold::FOLDS])
        fitted, _ = fit([row for row in rows if row.group not in left_out], model, reader)
        new = [judge(row, fitted, reader) for row in rows if row.group in left_out]
        rate(new, fitted, reading=reader is not None)
        judged += new
    return judged


def main() -> None:
    """Fit, report, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("evals", type=Path)
    parser.add_argument("wiki", type=Path)
    parser.add_argument("--every", type=int, default=3)
    parser.add_argument("--with-reader", action="store_true")
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--stretches", action="store_true")
    parser.add_argument("--dump", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    reader = KeptReader(given.kept) if given.with_reader else None
    asked.PASSAGES_LOOKED_AT = READ_PASSAGES if reader else PASSAGES
    model = load_model()
    rows = list(read_rows(given.evals, given.wiki, given.every, unseen_only=reader is not None))
    print(f"{len(rows)} questions asked", flush=True)
    if given.stretches:
        model = replace(model, stretches=fit_stretches(rows))
    judged = cross(rows, model, reader)
    report(judged)
    if given.dump:
        signs = [(e.asked.name, e.asked.kind, e.asked.many, e.asked.group, e.signs, e.holds) for e in judged]
        given.dump.write_bytes(pickle.dumps(signs))
    if isinstance(reader, KeptReader):
        reader.keep()
    if given.write:
        model, judged = fit(rows, model, reader)
        shown = model.highlight_from if reader else highlight_from(judged)
        content = asdict(
            replace(model, origin="benchmarks/fit.py, without the reader and with it", highlight_from=shown)
        )
        FILE.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
