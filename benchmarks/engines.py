"""Compare what engines answer: python benchmarks/engines.py FOLDER… --questions FILE --engines embedded tantivy.

Without the reader. The folders' articles are put into one; every engine reads them into a library of its own and is
asked every so-many-th question; each answer as JSON, its confidence and the scores of its passages are compared with
those of plain rank-bm25 in memory. `opensearch` runs on the three nodes of the tests. It ends with 1 if any differs.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sizes import cluster

from histbot.answering import Answerer, answer_json
from histbot.historian import Historian, default_aliases, index_knowledge
from histbot.knowledge import load_knowledge
from histbot.settings import AnsweringSettings, LibrarySettings, OpenSearchSettings, Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from histbot.answering import Answer
    from histbot.knowledge import Knowledge


class Said(NamedTuple):
    """An answer, as far as it must be the same."""

    answer: str
    """As JSON."""
    confidence: float
    """To the last bit."""
    scores: tuple[float, ...]
    """Of its passages."""


def said(answer: Answer, knowledge: Knowledge) -> Said:
    """Take what must be the same; where the articles lie is another matter."""
    written = json.dumps(answer_json(answer, knowledge), sort_keys=True)
    return Said(written, answer.confidence, tuple(hit.score for hit in answer.passages))


def asked(questions: Sequence[str], ask: Callable[[str], Answer], knowledge: Knowledge) -> tuple[list[Said], float]:
    """Ask; give what is said, and the median of seconds of processor a question."""
    answers, taken = [], []
    for question in questions:
        at = time.process_time()
        answer = ask(question)
        taken.append(time.process_time() - at)
        answers.append(said(answer, knowledge))
    return answers, statistics.median(taken)


def plain(folder: Path, questions: Sequence[str]) -> list[Said]:
    """Give what plain rank-bm25 in memory answers."""
    wanted, knowledge = AnsweringSettings(), load_knowledge(folder)
    index, vocabulary = index_knowledge(knowledge, default_aliases())
    answerer = Answerer(knowledge, index, vocabulary, answer_from=wanted.answer_from, passages=wanted.passages)
    answers, seconds = asked(questions, answerer.answer, knowledge)
    print(f"rank-bm25 in memory: {1000 * seconds:.1f} ms a question", flush=True)
    return answers


def with_engine(folder: Path, libraries: Path, engine: str, questions: Sequence[str]) -> list[Said]:
    """Give what an engine answers."""
    with cluster(engine == "opensearch", "512m") as hosts:
        cluster_settings = OpenSearchSettings(tuple(hosts), limit=5.0) if hosts else OpenSearchSettings()

        def opened(name: str, *, publish: bool = False) -> Historian:
            library = LibrarySettings(str(libraries / name), engine)  # type: ignore[arg-type]  # one of the choices
            wanted = Settings(
                folder, answering=AnsweringSettings(reader=False), library=library, opensearch=cluster_settings
            )
            return Historian(wanted, publish=publish)

        if hosts:
            opened("job", publish=True)
        historian = opened(engine)
        answers, seconds = asked(questions, historian.ask, historian.knowledge)
    print(f"{engine}: {1000 * seconds:.1f} ms a question", flush=True)
    return answers


def main() -> None:
    """Compare, print a line an engine, and the first question that differs."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folders", type=Path, nargs="+")
    options.add_argument("--questions", type=Path, required=True)
    options.add_argument("--count", type=int, default=600)
    options.add_argument("--engines", nargs="+", choices=("embedded", "tantivy", "opensearch"), default=["embedded"])
    given = options.parse_args()
    lines = given.questions.read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines[:: len(lines) // given.count]][: given.count]
    differing = 0
    with contextlib.ExitStack() as made:
        work = Path(made.enter_context(tempfile.TemporaryDirectory()))
        folder = work / "articles"
        for each in given.folders:
            shutil.copytree(each, folder, dirs_exist_ok=True)
        print(f"{len(list(folder.glob('*')))} articles, {len(questions)} questions", flush=True)
        expected = plain(folder, questions)
        for engine in given.engines:
            found = with_engine(folder, work / "libraries", engine, questions)
            wrong = [at for at, pair in enumerate(zip(found, expected, strict=True)) if pair[0] != pair[1]]
            print(f"{engine}: {len(questions) - len(wrong)} of {len(questions)} answers identical", flush=True)
            if wrong:
                print(f"  first: {questions[wrong[0]]}")
            differing += len(wrong)
    sys.exit(1 if differing else 0)


if __name__ == "__main__":
    main()
