"""What a reader of a format finds in a source: articles to be, each converted only when it is wanted."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# ISO 639-2 and 639-3 codes, which archives and books use, of languages that have a code of two letters.
_SHORT = dict(
    pair.split(":")
    for pair in """
    ara:ar bul:bg cat:ca ces:cs cze:cs chi:zh zho:zh dan:da deu:de ger:de dut:nl nld:nl ell:el gre:el eng:en est:et
    fas:fa per:fa fin:fi fra:fr fre:fr heb:he hin:hi hrv:hr hun:hu ind:id ita:it jpn:ja kor:ko lat:la lav:lv lit:lt
    nob:no nor:no pol:pl por:pt ron:ro rum:ro rus:ru slk:sk slo:sk slv:sl spa:es srp:sr swe:sv tur:tr ukr:uk vie:vi
    """.split()
)
_CREATIVE_COMMONS = re.compile(
    r"creativecommons\.org/(?:licenses|publicdomain)/(?P<name>[a-z-]+)/(?P<version>\d\.\d)", re.IGNORECASE
)
_CODE = re.compile(r"[a-z]{2,3}\Z")


@dataclass(frozen=True, slots=True)
class Draft:
    """An article to be: Markdown, and what the source itself says about it. Nothing in it is made up."""

    title: str
    """What the source calls it; the file's name in words where it has no name."""
    text: str
    """Markdown; pages of a book are marked `<!-- page 12 -->`."""
    url: str | None = None
    """Where the source says that it can be read."""
    license: str | None = None
    """The licence that the source names."""
    language: str | None = None
    """An ISO 639 code."""
    revision: str | None = None
    """Which state of the source it is: a wiki's revision, an archive's date."""
    author: str | None = None
    """Who wrote it, by the source's own word."""


@dataclass(frozen=True, slots=True)
class Found:
    """One article of a source."""

    name: str
    """What it is called within the source, never twice; empty for a source that is one article."""
    revision: str
    """What changes when it changes: what was taken over from this state is not converted again."""
    convert: Callable[[], Draft]
    """Make the draft; raises `UnreadableError` if there is nothing to quote in it."""
    done: float = 1.0
    """How much of the source is read with it, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which articles of a collection are wanted: all, those of a list, those of a category."""

    titles: frozenset[str] = field(default_factory=frozenset)
    """Titles, as `titled` writes them; empty for all."""
    category: str | None = None
    """The name of a category, without its namespace, as `titled` writes it."""

    def title(self, title: str) -> bool:
        """Tell whether an article of this title is wanted."""
        return not self.titles or titled(title) in self.titles


class Reader(Protocol):
    """Reads one format; each stands in a file of its own, which alone loads the format's library."""

    def __call__(self, file: Path, wanted: Wanted) -> Iterator[Found]:
        """Give the articles of a file; raises `UnreadableError` for a file that can't be read."""


def titled(title: str) -> str:
    """Write a title so that two ways of writing it are one: MediaWiki's underscores, its capital at the beginning."""
    words = " ".join(unicodedata.normalize("NFC", title).replace("_", " ").split())
    return words[:1].upper() + words[1:]


def short_language(code: str | None) -> str | None:
    """Give a language's code as ISO 639-1 has it, without its country: `eng`, `en-GB` and `en` are `en`."""
    first = re.split(r"[-_,;]", (code or "").strip().lower())[0]
    return _SHORT.get(first, first) if _CODE.match(first) else None


def license_name(said: str | None) -> str | None:
    """Give a licence as people name it, where only its address is given; other words as they stand."""
    match = _CREATIVE_COMMONS.search(said or "")
    if match is None:
        return said
    name = (
        match["name"].upper() if match["name"] not in ("zero", "mark") else {"zero": "0", "mark": "PDM"}[match["name"]]
    )
    return f"CC{'' if name == '0' else ' '}{name} {match['version']}"


def name_in_words(file: Path) -> str:
    """Give what a file without a title is called."""
    return " ".join(re.split(r"[-_\s]+", file.name.split(".")[0])).strip() or file.name
