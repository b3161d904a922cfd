"""Read the dates of a folder of texts: how fast, and, beside a scorer, how well.

    python benchmarks/timeline.py EVAL/timex/wikiwars --scorer EVAL/timex/score_timex.py
    python benchmarks/timeline.py EVAL/timex/wikiwars --scorer EVAL/timex/score_timex.py --vary
    python benchmarks/timeline.py EVAL/corpora/wiki-history --sample 100 --seed 1

`--vary` halves and doubles each cost of the narrative, and then, leaving one text out in turn, takes for it what was
best for the others: what such tuning is worth on a text that nobody has seen. `--sample` prints events to be judged.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from histbot.knowledge import load_knowledge
from histbot.timeline import timeline_json
from histbot.timeline.reading.collecting import events_of
from histbot.timeline.reading.costs import Costs
from histbot.timeline.reading.reading import read_sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from histbot.knowledge import Article
    from histbot.timeline import Event

LATEST = 2030
FIGURES = (("timeline", "hit"), ("dated", "val"), ("all", "val"))


def main() -> None:
    """Read the folder and print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("texts", type=Path, help="a folder of articles")
    parser.add_argument("--scorer", type=Path, help="score_timex.py; the gold lies beside the texts")
    parser.add_argument("--out", type=Path, help="where to leave the predictions, a .jsonl for each text")
    parser.add_argument("--vary", action="store_true", help="score with every cost halved and doubled")
    parser.add_argument("--sample", type=int, default=0, help="print so many events at random")
    parser.add_argument("--seed", type=int, default=1, help="what the sample is drawn with")
    given = parser.parse_args()
    articles = load_knowledge(given.texts).articles
    events = time_reading(articles)
    if given.scorer and given.vary:
        vary(articles, given.scorer, given.texts)
    elif given.scorer or given.out:
        with tempfile.TemporaryDirectory() as folder:
            predict(articles, given.out or Path(folder))
            if given.scorer:
                run_scorer(given.scorer, given.texts, given.out or Path(folder))
    show_sample(events, given.sample, random.Random(given.seed))  # noqa: S311  # a sample, not a secret


def time_reading(articles: Sequence[Article]) -> list[Event]:
    """Print the processor time of reading everything a second time, and what may not be."""
    words = sum(len(article.text.split()) for article in articles)
    for article in articles[:3]:
        events_of(article)
    begun = time.process_time()
    events = [event for article in articles for event in events_of(article)]
    taken = time.process_time() - begun
    print(f"{len(articles)} articles, {words:,} words, {len(events):,} events: {taken:.1f} s,", end=" ")
    print(f"{1000 * taken / words:.4f} s per 1,000 words")
    late = [event for event in events if event.date.precision != "century" and event.date.order[1].year > LATEST]
    print(f"later than {LATEST}: {[(event.citation.article, event.date.edtf) for event in late]}")
    return events


def predict(articles: Sequence[Article], folder: Path, costs: Costs | None = None) -> None:
    """Write the dates of each text as the scorer reads them: those of the timeline's JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    for article in articles:
        events = events_of(article, read_sentences(article, costs))
        rows = [
            {**event["date_text"], "type": "DATE", "value": event["date"]} for event in timeline_json(events)["events"]
        ]
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / f"{article.slug}.jsonl").write_text(lines, encoding="utf-8")


def run_scorer(scorer: Path, gold: Path, folder: Path, *options: str) -> None:
    """Print what the scorer says."""
    subprocess.run([sys.executable, str(scorer), str(gold), str(folder), *options], check=True)  # noqa: S603  # our own


def vary(articles: Sequence[Article], scorer: Path, gold: Path) -> None:
    """Print the figures for each cost halved and doubled, and those of leaving one text out in turn."""
    costs = {"as they are": Costs()}
    for each in fields(Costs):
        for factor in (0.5, 2.0):
            costs[f"{each.name} x {factor}"] = replace(Costs(), **{each.name: getattr(Costs(), each.name) * factor})
    scores: dict[str, dict[str, Any]] = {}
    for name, choice in costs.items():
        with tempfile.TemporaryDirectory() as folder:
            predict(articles, Path(folder), choice)
            done = subprocess.run(  # noqa: S603  # our own
                [sys.executable, str(scorer), str(gold), folder, "--json"], capture_output=True, check=True
            )
        scores[name] = json.loads(done.stdout)
        print(f"{name:20}", *(f"{row} {scores[name]['total'][row][key]:.1f} " for row, key in FIGURES))
    left_out(scores)


def left_out(scores: dict[str, dict[str, Any]]) -> None:
    """Print the mean over the texts of what was best for the others."""
    texts = list(scores["as they are"]["docs"])
    for row, key in FIGURES:

        def mean(name: str, names: Sequence[str], row: str = row, key: str = key) -> float:
            return float(sum(scores[name]["docs"][text][row][key] for text in names) / len(names))

        chosen = [max(scores, key=lambda name, out=out: mean(name, [t for t in texts if t != out])) for out in texts]  # type: ignore[misc]
        tuned = sum(mean(name, [text]) for name, text in zip(chosen, texts, strict=True)) / len(texts)
        print(f"{row}: mean of the texts {mean('as they are', texts):.1f}, tuned on the others {tuned:.1f}")


def show_sample(events: Sequence[Event], size: int, rng: random.Random) -> None:
    """Print events with their dates in their sentences."""
    for number, place in enumerate(sorted(rng.sample(range(len(events)), min(size, len(events)))), 1):
        event = events[place]
        text, start = event.quote.text, event.quote.span.start
        begin, end = event.date_text.span.start - start, event.date_text.span.end - start
        shown = f"{text[max(0, begin - 130) : begin]}[{text[begin:end]}]{text[end : end + 70]}".replace("\n", " ")
        print(f"{number} {event.citation.article}: {event.date.edtf} {event.qualifier} | {shown}")


if __name__ == "__main__":
    main()
