"""Measure what a process keeps that answers for long: python benchmarks/memory.py FOLDER --questions FILE.

As a bot does it, without Discord and without the reader: opens the library, asks 5,000 questions, looks timelines up.
Linux only: memory is read from /proc.
"""

from __future__ import annotations

import argparse
import itertools
import json
import resource
import time
from pathlib import Path

from histbot.historian import Historian
from histbot.settings import AnsweringSettings, LibrarySettings, Settings

TOPICS = ("war", "Prague", "Roman Empire", "treaty", "Napoleon", "revolution", "Soviet Union", "king")


def memory() -> float:
    """Give the memory that the process has now, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def main() -> None:
    """Measure, and print a line a figure."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--questions", type=Path, required=True)
    options.add_argument("--library", default="", help="use this folder of libraries")
    options.add_argument("--count", type=int, default=5_000)
    given = options.parse_args()
    settings = Settings(given.folder, answering=AnsweringSettings(reader=False), library=LibrarySettings(given.library))
    begun = time.perf_counter()
    historian = Historian(settings)
    print(f"opened in {time.perf_counter() - begun:.2f} s, {memory():.0f} MB")
    lines = given.questions.read_text(encoding="utf-8").splitlines()
    questions = (json.loads(line)["question"] for line in itertools.cycle(lines))
    for number, question in enumerate(itertools.islice(questions, given.count), 1):
        historian.ask(question)
        if number in {1, 100, 500, 1_000} or number % 1_000 == 0:
            print(f"{number} questions: {memory():.0f} MB", flush=True)
    for topic in TOPICS:
        historian.timeline(topic)
    print(f"and {len(TOPICS)} timelines: {memory():.0f} MB")


if __name__ == "__main__":
    main()
