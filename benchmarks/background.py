"""Count how many passages of a folder hold each common term: what a word is worth where few articles are loaded.

    python benchmarks/background.py FOLDER [--write]

`--write` writes `src/histbot/retrieval/words/background.txt`: the number of passages, then a term and its share of them
(in parts per 10,000) a line, commonest first.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from histbot.knowledge import load_knowledge
from histbot.retrieval import Analyzer
from histbot.retrieval.words.background import FILE

KEPT = 3000  # terms


def main() -> None:
    """Count, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    knowledge, analyzer = load_knowledge(given.folder), Analyzer("en")
    counts: Counter[str] = Counter()
    for article in knowledge.articles:
        for passage in article.passages:
            counts.update(set(analyzer.terms(passage.span.of(article.text))))
    whole = len(knowledge.passages)
    common = sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:KEPT]
    lines = [f"{term} {count * 10_000 / whole:.1f}" for term, count in common]
    print(f"{whole} passages, {len(counts)} terms; the {KEPT}th: {lines[-1]}")
    if given.write:
        FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
