"""Put questions to articles, and write down what was found: groups of sentences, the right ones marked.

    python training/prepare.py EVAL WIKI QED GROUPS.jsonl

`EVAL` holds `asks/questions.jsonl` and the sets `squad1`, `squad2`, `newwiki`, `selqa`; `WIKI` is the folder that the
asks and `training/questions.jsonl` are put to. What `held_out.json` names is left out: the weights beside the reader
are fitted on it, and figures counted. Sets are searched in their own article, and for a third of the questions in a
folder of all articles. `training/contrasts.jsonl` asks the same in other words, and something else in nearly the same
words, which the sentence does not answer. `QED` is read as `qed.py` says. Runs with histbot installed.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qed import of_qed

from histbot.answering.answer.evaluation import squashed
from histbot.answering.choice.model import load_model
from histbot.answering.evidence.candidates import READ_PASSAGES, Finder
from histbot.answering.question.question import read_question
from histbot.historian import default_aliases, index_knowledge
from histbot.knowledge import load_knowledge, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
HELD = json.loads((HERE / "held_out.json").read_text(encoding="utf-8"))
SETS = ("squad1", "squad2", "newwiki", "selqa")
SEED = 5
IN_ARTICLE, IN_FOLDER, OF_ASKS = 30, 10, 30  # sentences kept of a search
ALIKE = 6  # of the wrong ones: so alike that they may answer the altered question


def lines(file: Path) -> Iterator[dict[str, Any]]:
    """Read JSON lines."""
    yield from map(json.loads, file.read_text(encoding="utf-8").splitlines())


class Desk:
    """A folder that questions are put to."""

    def __init__(self, folder: Path) -> None:
        self.knowledge = load_knowledge(folder)
        index, self.vocabulary = index_knowledge(self.knowledge, default_aliases())
        self.finder = Finder(self.knowledge, index, self.vocabulary.analyzers)
        self.weights = load_model().weights(reading=False)

    def best(self, question: str, within: tuple[str, ...] | None, limit: int) -> Iterator[dict[str, Any]]:
        """Give the sentences of the best evidence, best first."""
        found = self.finder.find(read_question(question, self.vocabulary), within, READ_PASSAGES)
        scores = self.weights.scores(found.candidates, {})
        for place in sorted(range(len(scores)), key=lambda place: -scores[place])[:limit]:
            one = found.candidates[place]
            article, section = self.knowledge.article(one.passage.article), one.passage.section
            yield {
                "slug": article.slug,
                "title": article.title,
                "section": section[-1] if section else "",
                "text": plain(one.span.of(article.text)),
            }


def of_set(folder: Path, everything: Desk, rnd: random.Random) -> Iterator[dict[str, Any]]:
    """Ask a set's questions; a sentence that holds the answer elsewhere is neither right nor wrong."""
    held = set(HELD["articles"].get(folder.name, ()))
    for asked in lines(folder / "questions.jsonl"):
        if asked["article"] in held or (folder.name == "squad2" and asked["answers"]):
            continue
        pool = list(everything.best(asked["question"], (asked["article"],), IN_ARTICLE))
        if rnd.random() < 1 / 3:
            pool += everything.best(asked["question"], None, IN_FOLDER)
        paragraph, answers = squashed(asked["paragraph"] or ""), [squashed(each) for each in asked["answers"]]
        rows = []
        for row in pool:
            bare = squashed(row["text"])
            holds = any(each in bare for each in answers)
            right = holds and row["slug"] == asked["article"] and bare in paragraph
            if right or not holds:
                rows.append(row | {"right": right})
        yield {"set": folder.name, "id": asked["id"], "question": asked["question"], "rows": rows}


def of_asks(file: Path, wiki: Desk) -> Iterator[dict[str, Any]]:
    """Ask questions that name the sentences that satisfy; one that satisfies by half is neither right nor wrong."""
    for asked in lines(file):
        if asked["id"][0] in HELD["asks"]:
            continue
        gold, half = (
            [(each["article"], squashed(each["quote"])) for each in asked.get(name, ())] for name in ("gold", "half")
        )
        rows = []
        for row in wiki.best(asked["question"], None, OF_ASKS):
            bare = squashed(row["text"])
            right = any(row["slug"] == slug and words in bare for slug, words in gold)
            if right or not any(row["slug"] == slug and words in bare for slug, words in half):
                rows.append(row | {"right": right})
        yield {"set": "asks", "id": asked["id"], "question": asked["question"], "rows": rows}


def of_contrasts(file: Path, groups: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Ask the same in other words, and something else in nearly the same words; `groups` by set and id."""
    for contrast in lines(file):
        group = groups.get(contrast["of"], {"set": "", "rows": []})
        right = [row for row in group["rows"] if row["right"]]
        wrong = [row for row in group["rows"] if not row["right"]]
        if right:
            yield {"set": group["set"], "question": contrast["reworded"], "rows": group["rows"]}
            rows = [right[0] | {"right": False, "always": True}, *wrong[ALIKE:]]
            alike = "asks" if group["set"] == "asks" else "squad2"
            yield {"set": alike, "question": contrast["altered"], "rows": rows}


def main() -> None:
    """Write the groups."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("evals", type=Path)
    parser.add_argument("wiki", type=Path)
    parser.add_argument("qed", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    rnd = random.Random(SEED)
    with tempfile.TemporaryDirectory() as folder, args.out.open("w", encoding="utf-8") as out:
        for source in (*(args.evals / name / "articles" for name in SETS if name != "squad2"), args.wiki):
            for file in source.glob("*.md"):
                shutil.copy(file, folder)
        everything, wiki = Desk(Path(folder)), Desk(args.wiki)
        groups = [group for name in SETS for group in of_set(args.evals / name, everything, rnd)]
        for file in (args.evals / "asks" / "questions.jsonl", HERE / "questions.jsonl"):
            groups += of_asks(file, wiki)
        groups += of_contrasts(HERE / "contrasts.jsonl", {f"{group['set']}/{group['id']}": group for group in groups})
        groups += of_qed(args.qed)
        out.writelines(json.dumps(group) + "\n" for group in groups)


if __name__ == "__main__":
    main()
