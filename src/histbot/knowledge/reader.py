"""Read a knowledge folder: every article that can be read, and every problem of those that can't."""

from __future__ import annotations

import datetime as dt
import os
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from histbot.errors import KnowledgeError, Problem, UnknownArticleError
from histbot.knowledge.article import Article, Passage
from histbot.knowledge.passages import read_passages

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 10_000_000  # bytes of a file: thirty times the longest article of an encyclopaedia
_SUFFIXES = (".md", ".markdown", ".txt")
_FRONT = re.compile(r"\A---[ \t]*\n(.*?\n|)---[ \t]*(?:\n|\Z)", re.DOTALL)
_TEXT_KEYS = ("title", "url", "license", "language", "retrieved", "source")


@dataclass(frozen=True)
class Folder:
    """A folder's articles, all in memory, as they were read at one moment: the plain way to be `Knowledge`."""

    articles: tuple[Article, ...]
    """The articles, by slug."""
    problems: tuple[Problem, ...]
    """What could not be read, and why."""
    root: Path
    """The folder."""

    @cached_property
    def _by_slug(self) -> dict[str, Article]:
        return {article.slug: article for article in self.articles}

    @property
    def slugs(self) -> tuple[str, ...]:
        """The slug of every article, in order."""
        return tuple(self._by_slug)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage, by article and place."""
        return tuple(passage for article in self.articles for passage in article.passages)

    @property
    def passage_count(self) -> int:
        """How many passages there are."""
        return sum(len(article.passages) for article in self.articles)

    def article(self, slug: str) -> Article:
        """Give the article with this slug; raises `UnknownArticleError`."""
        try:
            return self._by_slug[slug]
        except KeyError:
            raise UnknownArticleError(slug, self._by_slug) from None


def load_knowledge(path: Path) -> Folder:
    """Read a folder, or one file; raises `KnowledgeError` if no article at all could be read."""
    root, files = list_files(path)
    articles: dict[str, Article] = {}
    problems: list[Problem] = []
    for file in files:
        read = read_article(file, root)
        if isinstance(read, Problem):
            problems.append(read)
        elif (first := articles.setdefault(read.slug, read)) is not read:
            problems.append(same_name(read.file, first.file))
    if not articles:
        raise KnowledgeError([*problems, nothing_in(path)])
    return Folder(tuple(articles[slug] for slug in sorted(articles)), tuple(problems), root)


def list_files(path: Path) -> tuple[Path, list[Path]]:
    """Give the folder and its files that may be articles, in order; raises `KnowledgeError` if there is no such."""
    if not path.exists():
        raise KnowledgeError([Problem(str(path), "there is no such folder; make it, or name another with --knowledge")])
    return path if path.is_dir() else path.parent, sorted(_files(path))


def read_article(file: Path, root: Path) -> Article | Problem:
    """Read one file of the folder `root`, or say why it can't be read."""
    name = file.relative_to(root).as_posix()
    try:
        return _read(file, root, name)
    except _UnreadableError as error:
        return Problem(name, str(error), error.line)


def same_name(file: str, first: str) -> Problem:
    """Say that two files would be one article: the first is."""
    return Problem(file, f"has the same name as {first}; rename one of them")


def nothing_in(path: Path) -> Problem:
    """Say that there is nothing to answer from."""
    return Problem(str(path), "holds no article that can be read; put .md or .txt files into it")


class _UnreadableError(Exception):
    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if name.lower().endswith(_SUFFIXES) and not name.startswith((".", "README")):
                yield Path(folder, name)


def _read(file: Path, root: Path, name: str) -> Article:
    front, text, first_line = _parts(_decoded(file, root))
    slug = file.stem
    heading = re.search(r"^#[ \t]+(.+)$", text, re.MULTILINE)
    title = front.get("title") or (heading and heading[1].strip()) or slug.replace("-", " ").replace("_", " ")
    url = front.get("url")
    if url and not re.match(r"https?://\S+$", url):
        raise _UnreadableError(f"url {url!r} is no web address; write https://… or leave it out", 1)
    article = Article(
        slug=slug,
        title=title,
        text=text,
        file=name,
        first_line=first_line,
        url=url,
        license=front.get("license"),
        language=front.get("language") or "en",
        aliases=front.get("aliases") or {},
        passages=read_passages(slug, text, title),
    )
    if not article.passages:
        raise _UnreadableError("holds no sentence to quote; write a paragraph, or take the file away")
    return article


def _decoded(file: Path, root: Path) -> str:
    if not file.resolve().is_relative_to(root.resolve()):
        raise _UnreadableError("is a link out of the knowledge folder; copy the file instead")
    try:
        size = file.stat().st_size
        if size > LARGEST:
            raise _UnreadableError(f"has {size:,} bytes, more than {LARGEST:,}; split it")
        raw = file.read_bytes()
    except OSError as error:
        raise _UnreadableError(f"can't be read: {error.strerror}; mend its permissions") from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _UnreadableError(f"is not UTF-8 (byte {raw[error.start]:#04x}); save it as UTF-8", line) from None
    if "\0" in text:
        raise _UnreadableError("holds a NUL byte: it is no text file", text.count("\n", 0, text.index("\0")) + 1)
    if not text.strip():
        raise _UnreadableError("is empty; write the article, or take the file away")
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _parts(content: str) -> tuple[dict[str, Any], str, int]:
    match = _FRONT.match(content)
    if not match:
        return {}, content, 1
    import yaml

    try:
        loaded = yaml.load(match[1], Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  # both are safe
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "can't be read"
        raise _UnreadableError(
            f"front matter is no YAML: {what}; put values in quotes", mark and mark.line + 2
        ) from None
    if loaded is not None and not isinstance(loaded, dict):
        raise _UnreadableError("front matter must be `key: value` lines", 2)
    front = {key: _text(key, value) if key in _TEXT_KEYS else value for key, value in (loaded or {}).items()}
    front["aliases"] = _aliases(front.get("aliases"))
    return front, content[match.end() :], content.count("\n", 0, match.end()) + 1


def _text(key: str, value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int | float | dt.date) and not isinstance(value, bool):
        return str(value)
    raise _UnreadableError(f"{key} must be a text, not {value!r}; put it in quotes", 1)


def _aliases(value: object) -> dict[str, tuple[str, ...]]:
    if value is None:
        return {}
    if isinstance(value, dict) and all(isinstance(other, str | list) for other in value.values()):
        return {
            str(name): (other,) if isinstance(other, str) else tuple(map(str, other)) for name, other in value.items()
        }
    raise _UnreadableError(f"aliases must be lines such as `USSR: [Soviet Union]`, not {value!r}", 1)
