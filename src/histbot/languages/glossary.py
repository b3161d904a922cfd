"""What the words of history are called in other languages: a data file, a thing a line, its names in each language.

Not a dictionary: what an article and a question about the same thing are likely to share, so that a question finds a
sentence in another language. Words are compared by their stems, so that one form of each is enough.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("glossary.txt")


@cache
def glossary() -> tuple[dict[str, tuple[str, ...]], ...]:
    """Give each thing's names by language (ISO 639-1): words, or phrases with blanks between their words."""
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    codes = lines[0].split()
    return tuple(
        {
            code: tuple(word.replace("_", " ") for word in cell.split())
            for code, cell in zip(codes, line.split("|"), strict=True)
        }
        for line in lines[1:]
    )
