"""Make a large folder of articles out of a small one: python benchmarks/copies.py FOLDER OUT --copies 10.

Each copy has words of its own, as other articles would: of the words that are not among the commonest, every second
one gets a syllable that tells the copy ("Versailles", "Verbasailles"); its end is left, so that stems stay stems.
Names, and with them titles and lexicon, grow with the copies; what is common everywhere stays common. The same folder
gives the same copies; 28 copies of the 909 articles of `wiki-history` have a million passages.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_COMMON = 3_000  # words that every article may hold
_WORD = re.compile(r"\b[A-Za-z]{5,}\b")
_KEPT = re.compile(r"(\]\([^)]*\)|https?://\S+|^(?:url|license|language|retrieved):.*$)", re.MULTILINE)
_CONSONANTS, _VOWELS = "bdfgklmnprst", "aeiou"


def common_words(texts: Iterable[str]) -> set[str]:
    """Give the words that occur most often."""
    counted: Counter[str] = Counter()
    for text in texts:
        counted.update(word.lower() for word in _WORD.findall(text))
    return {word for word, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:_COMMON]}


def changed(text: str, copy: int, common: Collection[str]) -> str:
    """Give a text as its copy of that number has it; 0 is the text itself."""
    if copy == 0:
        return text
    syllable = syllable_of(copy)

    def replace(match: re.Match[str]) -> str:
        word = match[0]
        lower = word.lower()
        return word if lower in common or crc32(lower.encode()) % 2 else word[:3] + syllable + word[3:]

    parts = _KEPT.split(text)  # every second one is an address, or a line that is no text
    return "".join(part if at % 2 else _WORD.sub(replace, part) for at, part in enumerate(parts))


def syllable_of(copy: int) -> str:
    """Give what tells a copy's words from those of sixty others."""
    return _CONSONANTS[copy % len(_CONSONANTS)] + _VOWELS[copy // len(_CONSONANTS) % len(_VOWELS)]


def make_copies(folder: Path, out: Path, copies: int) -> int:
    """Write the copies; give how many articles there are."""
    texts = {file.stem: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.md"))}
    common = common_words(texts.values())
    out.mkdir(parents=True, exist_ok=True)
    for copy in range(copies):
        for stem, text in texts.items():
            name = f"{stem}-{copy}" if copy else stem
            (out / f"{name}.md").write_text(changed(text, copy, common), encoding="utf-8")
    return copies * len(texts)


def main() -> None:
    """Make them, and say how many there are."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("out", type=Path)
    options.add_argument("--copies", type=int, default=10)
    given = options.parse_args()
    print(f"{make_copies(given.folder, given.out, given.copies)} articles in {given.out}")


if __name__ == "__main__":
    main()
