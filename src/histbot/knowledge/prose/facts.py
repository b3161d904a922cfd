"""Find the facts that a note keeps in its front matter: `born: 1395`, `location: Plain of Krum`.

Vaults and sites about people, places and battles keep them there and nowhere else. Keys are known by name, because most
of a front matter is for the tool that shows the page; a date or a year is a fact if it is long past, for it is the
day of writing otherwise. Spans are wanted, so lines are read, whichever of YAML, TOML and JSON they are written in.

Known limits: a value over several lines is read only where it is a list; a mapping within a mapping is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from histbot.knowledge.article.article import Span

FILE = Path(__file__).with_name("facts.txt")
_OF_TIME = ("date", "dates", "year", "years")
_OF_TOOLS = ("id", "ref", "status", "url", "slug")  # of a key under one that names a fact
_YOUNGEST = 1950  # a page of the web is younger
_LINE = re.compile(
    r"""^(?P<indent>[ \t]*)(?P<item>-[ \t]+)?(?:
        (?P<entry>["']?(?P<key>[^\W\d_][\w -]{0,30}?)["']?[ \t]*[:=](?=\s|\Z|["'\[])[ \t]*(?P<value>[^\n]*?))
      | \[(?P<table>[\w -]+)\]
      | (?P<said>[^\n]*?)
    )[ \t]*,?[ \t]*$""",
    re.VERBOSE | re.MULTILINE,
)
_NOTHING = re.compile(r"(?:null|~|none|true|false|\[\]|\{.*|[|>&!*].*|/.*|[a-z]+://.*)?", re.IGNORECASE | re.DOTALL)
_YEAR = re.compile(r"(?<!\d)\d{3,4}(?!\d)")
_PROSE = re.compile(
    r"""^["']?(?:summary|description|abstract|excerpt)["']?[ \t]*[:=][ \t]*
    (?P<mark>["']?)(?P<said>\S.{10,}?)(?P=mark)[ \t]*,?[ \t]*$""",
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a front matter."""

    span: Span
    """Its key and its value, in the file's text."""
    of: str = ""
    """The key that it stands under: `birth` for the date of `birth:`."""


@dataclass(frozen=True, slots=True)
class Head:
    """What an article's text takes over from the front matter above it."""

    begin: int = 0
    """Where the article's text begins in the file's: at the first fact, or else behind the front matter."""
    body: int = 0
    """Where what stands under the front matter begins, in the article's text."""
    facts: tuple[Fact, ...] = ()
    """The facts, with their places in the article's text."""
    summary: Span | None = None
    """A sentence about the page, its place likewise, where nothing stands under the front matter."""


def read_head(content: str, end: int) -> Head:
    """Give what the front matter that ends at `end` says of the page's subject."""
    if not end:
        return Head()
    walk = _Walk()
    for line in _LINE.finditer(content, 0, end):
        walk.take(line)
    walk.end_list()
    prose = None if content[end:].strip() else _PROSE.search(content, 0, end)
    summary = Span(*prose.span("said")) if prose else None
    begin = min([end, *(fact.span.start for fact in walk.facts), *([summary.start] if summary else ())])
    facts = tuple(Fact(_moved(fact.span, begin), fact.of) for fact in walk.facts)
    return Head(begin, end - begin, facts, summary and _moved(summary, begin))


def _moved(span: Span, back: int) -> Span:
    return Span(span.start - back, span.end - back)


@dataclass(slots=True)
class _Walk:
    """What is known at one line of a front matter."""

    facts: list[Fact] = field(default_factory=list)
    above: str = ""
    """The key that deeper keys stand under, if that names a fact."""
    deep: int = -1
    """How far that key is indented."""
    table: bool = False
    """Whether it is a table of TOML, which all keys behind it belong to."""
    listed: tuple[int, int] | None = None
    """Where a key without a value begins, and where the last item under it ends."""
    said: set[tuple[str, str]] = field(default_factory=set)
    """Values, each with its key above: `display` says again what `date` said."""

    def take(self, line: re.Match[str]) -> None:
        """Go on to the next line."""
        if self.listed and line["item"] and line["entry"] is None:
            self.listed = self.listed[0], line.end("said")
            return
        self.end_list()
        if line["table"] is not None:
            self.above, self.table = _name(line["table"]), True
        elif line["entry"] is not None:
            self._entry(line)

    def end_list(self) -> None:
        """Take the list for a fact that has come to its end."""
        if self.listed and self.listed[1]:
            self.facts.append(Fact(Span(*self.listed)))
        self.listed = None

    def _entry(self, line: re.Match[str]) -> None:
        key, value = _name(line["key"]), line["value"].strip("\"'")
        indent = len(line["indent"]) + 2 * bool(line["item"])
        within = self.table or (self.deep >= 0 and indent > self.deep)
        if not within:
            self.above, self.deep = key, indent
        if self.above not in _keys() or key.endswith(_OF_TOOLS):
            return
        if not value and not within:
            self.listed = line.start("entry"), 0
        elif (
            not _NOTHING.fullmatch(value)
            and (within or _long_past(key, value))
            and (self.above, value) not in self.said
        ):
            self.said.add((self.above, value))
            self.facts.append(Fact(Span(line.start("entry"), line.end("entry")), self.above if within else ""))


def _name(key: str) -> str:
    return re.sub(r"[_-]+", " ", key).strip().lower()


@cache
def _keys() -> frozenset[str]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(key for line in lines if line[:1] != "#" for key in re.split(r",\s*", line))


def _long_past(key: str, value: str) -> bool:
    """Tell whether a time is one that the page tells of, not its own; anything else is."""
    if key not in _OF_TIME:
        return True
    years = [int(year) for year in _YEAR.findall(value)]
    return bool(years) and years[0] < _YOUNGEST
