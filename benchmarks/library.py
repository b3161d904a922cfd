"""Measure a library: python benchmarks/library.py FOLDER [--questions FILE]. Seconds are of processor.

Reads FOLDER into a fresh library, changes an article, looks timelines up and turns their pages; with `--questions`
(JSON Lines with `question`), compares each answer with plain rank-bm25 in memory.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import statistics
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from histbot.answering import Answerer, answer_json
from histbot.historian import Historian, default_aliases, index_knowledge
from histbot.knowledge import load_knowledge
from histbot.settings import AnsweringSettings, LibrarySettings, Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TOPICS = ("war", "Prague", "Roman Empire", "battle of Hastings", "treaty", "Napoleon", "revolution", "Soviet Union")


def spent(work: Callable[[], object]) -> float:
    """Give the seconds of processor that `work` takes, of processes that it starts too."""

    def now() -> float:
        each = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
        return sum(used.ru_utime + used.ru_stime for used in each)

    begun = now()
    work()
    return now() - begun


def memory() -> float:
    """Give the memory that the process has now, in MB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def compared(historian: Historian, folder: Path, questions: Sequence[str]) -> None:
    """Say how many answers are those of plain rank-bm25 in memory, and what each takes."""
    wanted, knowledge = AnsweringSettings(), load_knowledge(folder)
    index, vocabulary = index_knowledge(knowledge, default_aliases())
    plain = Answerer(knowledge, index, vocabulary, answer_from=wanted.answer_from, passages=wanted.passages)
    same, ours, theirs = 0, [], []
    for question in questions:
        found, expected = partial(historian.ask, question), partial(plain.answer, question)
        ours.append(spent(found))
        theirs.append(spent(expected))
        one, other = found(), expected()
        same += (
            answer_json(one, historian.knowledge) == answer_json(other, knowledge)
            and one.confidence == other.confidence
        )
    print(f"{same} of {len(questions)} answers identical")
    print(f"a question: {1000 * statistics.median(ours):.1f} ms, in memory {1000 * statistics.median(theirs):.1f} ms")


def main() -> None:
    """Measure, and print a line a figure."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--questions", type=Path)
    options.add_argument("--limit", type=int, default=600)
    options.add_argument("--library", type=Path, help="use this folder of libraries instead of a fresh one")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "articles"
        if given.library:
            folder = given.folder
        else:
            shutil.copytree(given.folder, folder)
        settings = Settings(
            folder,
            answering=AnsweringSettings(reader=False),
            library=LibrarySettings(str(given.library or Path(made) / "cache")),
        )
        print(f"articles read: {spent(lambda: Historian(settings)):.1f} s")
        historian = Historian(settings)
        print(f"dates read: {spent(historian.read_dates):.1f} s")
        print(f"opened again: {spent(lambda: Historian(settings)):.3f} s, {memory():.0f} MB")
        for topic in TOPICS:
            find = partial(historian.timeline, topic)
            first, again = spent(find), spent(find)
            print(f"timeline {topic!r}: {first:.2f} s, again {again:.4f} s, {len(find().events)} events")
        if not given.library:
            file = min(folder.glob("*.md"), key=lambda each: abs(each.stat().st_size - 30_000))
            file.write_text(file.read_text(encoding="utf-8") + "\n\nZanzibar was ceded in 1890.\n", encoding="utf-8")
            print(f"an article of {file.stat().st_size:,} bytes changed: {spent(historian.reload):.3f} s")
            answer = historian.ask("When was Zanzibar ceded?")
            print(f"answered from: {answer.citation and answer.citation.file == file.name}")
        if given.questions:
            lines = given.questions.read_text(encoding="utf-8").splitlines()
            asked = [json.loads(line)["question"] for line in lines]
            compared(historian, folder, asked[:: max(1, len(asked) // given.limit)][: given.limit])
            print(f"memory at the end, both: {memory():.0f} MB")


if __name__ == "__main__":
    main()
