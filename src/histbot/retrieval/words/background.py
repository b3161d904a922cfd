"""How common English words are in encyclopaedias: what a few articles can't tell.

In six passages every word that none of them holds looks equally rare, `meant` as much as `Heydrich`. So a word's
weight is counted as if some passages of a large encyclopaedia lay beside the articles; their number is small beside a
thousand articles and large beside one. Made by `benchmarks/background.py`.

Known limits: English only; for other languages nothing lies beside the articles.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("background.txt")
PASSAGES = 2000  # that lie beside the articles


@cache
def _shares() -> tuple[dict[str, float], float]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    shares = {term: float(share) / 10_000 for term, _, share in (line.partition(" ") for line in lines)}
    return shares, min(shares.values())


def background_count(term: str) -> float:
    """Say how many of `PASSAGES` passages hold `term`; what is not common is half as common as the last that is."""
    shares, least = _shares()
    return PASSAGES * shares.get(term, least / 2)
