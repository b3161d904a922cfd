"""Ask for topics over a folder of articles: which of the dates that belong are among those shown first.

    python benchmarks/topics.py EVAL/corpora/wiki-history [--show]

`topics.jsonl` names for each topic dates that a teacher would look for, as far as the articles give them, and the time
that it took. `found` is the share of these dates among the best twenty; `in time` the share of the first fifteen shown
that lie in the topic's time: what does not is background, aftermath or wrong. The weights of `timeline/ranking` were
chosen looking at the topics with `fit`; the others were only measured.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import replace
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING

from histbot.historian import Historian
from histbot.settings import load_settings
from histbot.timeline import HistoricalDate

if TYPE_CHECKING:
    from histbot.timeline import Event

FIRST, BEST = 15, 20


def main() -> None:
    """Ask for every topic and print its figures, then those of both halves."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("articles", type=Path, help="a folder of articles")
    parser.add_argument("--show", action="store_true", help="print the events shown first")
    given = parser.parse_args()
    historian = Historian(replace(load_settings(), knowledge=given.articles))
    historian.timeline("warm")
    measured: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
    lines = Path(__file__).with_name("topics.jsonl").read_text(encoding="utf-8").splitlines()
    for row in map(json.loads, lines):
        begun = time.process_time()
        shown = historian.timeline(row["topic"]).pages()[:BEST]
        taken = time.process_time() - begun
        found, timely = figures(shown, row["dates"], HistoricalDate.parse(row["time"]))
        measured[row["fit"]].append((found, timely))
        print(f"{row['topic']:36} found {found:.2f} in time {timely:.2f} {taken:.2f} s")
        if given.show:
            for event in shown:
                print(f"    {event.date.edtf:24} {event.citation.article}: {event.quote.text[:110]}".replace("\n", " "))
    for fit, rows in measured.items():
        print("fitted on:" if fit else "left out: ", *(f"{mean(column):.2f}" for column in zip(*rows, strict=True)))


def figures(shown: tuple[Event, ...], dates: list[str], span: HistoricalDate) -> tuple[float, float]:
    """Give the share of the dates that is shown, and the share of the first fifteen that lies in the topic's time."""
    written = [event.date.edtf.rstrip("~?%") for event in shown]
    found = mean(any(date == each or each.startswith(f"{date}-") for each in written) for date in dates)
    first = shown[:FIRST]
    return found, mean(span.overlaps(event.date) for event in first) if first else 0.0


if __name__ == "__main__":
    main()
