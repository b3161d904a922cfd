"""Fit how a chance is corrected where question or article is not English; writes `answering/choice/elsewhere.json`.

    python benchmarks/fit_elsewhere.py FOLDER... [--write]

Each FOLDER holds `articles/` and `questions.jsonl` (`tests/languages`, and `languages/` of the evaluation data). Every
question is asked of the whole folder, of its own article alone, of all others, and of one other article: so that most
of the chances are of questions that nothing answers. A language at a time is left out, and what it gets is printed.
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from histbot.answering import answerer
from histbot.answering.choice.elsewhere import FILE
from histbot.historian import Historian
from histbot.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNS = ("odds", "relation_missing", "relation_nowhere", "no_relation", "not_offered", "english")
L2 = 1.0  # how strongly weights are drawn to what was there before: odds as they are, and nothing else
SHARES = {"folder": 1.0, "own": 1.0, "others": 0.5, "other": 0.5}  # what a question counts, by where it is put


class Row(NamedTuple):
    """A question, put to some articles."""

    language: str
    where: str
    english: bool
    answerable: bool
    right: bool
    values: list[float]


def squash(text: str) -> str:
    """Give letters and figures alone."""
    return "".join(char for char in text.lower() if char.isalnum())


def rows_of(folder: Path, cache: Path) -> Iterator[Row]:
    """Put the questions of a folder to its articles."""
    settings = load_settings(knowledge=folder / "articles")
    historian = Historian(replace(settings, library=replace(settings.library, path=str(cache))))
    seen: dict[str, Any] = {}
    plain = vars(answerer)["corrected"]

    def noted(chance: float, signs: Any, weights: Any) -> float:
        seen.update(signs, odds=math.log(max(chance, 1e-4) / max(1 - chance, 1e-4)))
        return float(plain(chance, signs, weights))

    vars(answerer)["corrected"] = noted
    slugs = historian.knowledge.slugs
    own_of: dict[str, str | None] = {}
    asked = [json.loads(line) for line in folder.joinpath("questions.jsonl").read_text(encoding="utf-8").splitlines()]
    for each in asked:
        own_of.setdefault(each["id"][:2], each["gold"][0]["article"] if each["gold"] else None)
    for each in asked:
        gold = each["gold"]
        own = str(gold[0]["article"] if gold else own_of[each["id"][:2]])
        others = [slug for slug in slugs if slug[:2] != own[:2] or folder.name != "languages"]
        others = [slug for slug in others if slug != own]
        places: dict[str, list[str] | None] = {
            "folder": None,
            "own": [own],
            "others": others,
            "other": others[len(each["question"]) % len(others) :][:1],
        }
        for where, among in places.items():
            seen.clear()
            answer = historian.ask(each["question"], among=among)
            if not seen or answer.citation is None or answer.quote is None:
                continue
            right = any(
                one["article"] == answer.citation.article and squash(one["quote"]) in squash(answer.quote.text)
                for one in gold
            )
            answerable = bool(gold) and where in ("folder", "own")
            values = [1.0, *(float(seen[name]) for name in SIGNS)]
            yield Row(each["id"][:2], where, each["language"] == "en", answerable, right, values)
    vars(answerer)["corrected"] = plain


def fitted(rows: list[Row]) -> Any:
    """Fit a logistic curve by Newton's steps, drawn to the odds as they are."""
    values, right = np.array([row.values for row in rows]), np.array([float(row.right) for row in rows])
    share = np.array([SHARES[row.where] for row in rows])
    prior = np.zeros(values.shape[1])
    prior[1] = 1.0
    free = np.diag([0.01, *[L2] * len(SIGNS)])
    weights = prior.copy()
    for _ in range(60):
        chance = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (share * (chance - right)) + free @ (weights - prior)
        weights -= np.linalg.solve((values.T * (share * chance * (1 - chance))) @ values + free, slope)
    return weights


def main() -> None:
    """Fit, print what left-out languages get, and write if that is asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as cache:
        rows = [row for folder in given.folders for row in rows_of(folder, Path(cache))]
    languages = sorted({row.language for row in rows})
    chances: dict[int, float] = {}
    for language in languages:
        weights = fitted([row for row in rows if row.language != language])
        chances |= {
            id(row): 1 / (1 + np.exp(-np.array(row.values) @ weights)) for row in rows if row.language == language
        }
    for least in (0.3, 0.35, 0.4, 0.45, 0.5, 0.55):
        print(f"from {least:.2f}:", end=" ")
        for where in SHARES:
            own = [row for row in rows if row.where == where and not row.english]
            can, cannot = [row for row in own if row.answerable], [row for row in own if not row.answerable]
            right = np.mean([row.right and chances[id(row)] >= least for row in can]) if can else math.nan
            refused = np.mean([chances[id(row)] < least for row in cannot])
            print(f"{where} right {right:.2f} refused {refused:.2f}", end="; ")
        english = [row.right and chances[id(row)] >= least for row in rows if row.english and row.where == "folder"]
        print(f"english {np.mean(english):.2f}")
    weights = dict(zip(("constant", *SIGNS), fitted(rows).round(3).tolist(), strict=True))
    print(weights)
    if given.write:
        old = json.loads(FILE.read_text(encoding="utf-8"))
        FILE.write_text(json.dumps(old | {"weights": weights}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
