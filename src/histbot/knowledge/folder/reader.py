"""Read a knowledge folder: every article that can be read, and every problem of those that can't."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path  # noqa: TC003  # Folder says where it is
from typing import TYPE_CHECKING

from histbot.errors import DRAFT, NO_PROSE, KnowledgeError, Problem, UnknownArticleError
from histbot.knowledge.article.article import Article, Passage
from histbot.knowledge.article.markup import plain, visible
from histbot.knowledge.folder.decoding import UnreadableError, decoded
from histbot.knowledge.folder.files import list_files, longer_slug, nothing_in, same_name
from histbot.knowledge.folder.frontmatter import FrontMatter, read_front_matter
from histbot.knowledge.folder.language import language_of
from histbot.knowledge.prose.facts import read_head
from histbot.knowledge.prose.passages import LONGEST_SENTENCE, has_cut, read_passages

if TYPE_CHECKING:
    from collections.abc import Mapping

_HEADING = re.compile(r"^#[ \t]+(?P<atx>.+)$|\A\s*(?P<setext>\S[^\n]*)\n=+[ \t]*$", re.MULTILINE)
_FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_HTML_TITLE = re.compile(r"<title\b[^<>]*>([^<]+)</title>", re.IGNORECASE)
_HTML_HEADING = re.compile(r"<h1\b[^<>]*>(.{1,500}?)</h1>", re.IGNORECASE | re.DOTALL)
_ORG_TITLE = re.compile(r"^#\+title:[ \t]*(\S.*)$", re.MULTILINE | re.IGNORECASE)
_BOOK_TITLE = re.compile(r"\A.{0,2000}?Project Gutenberg.{0,4000}?^Title:[ \t]*(\S[^\n]*)", re.MULTILINE | re.DOTALL)
_OF_A_FOLDER = ("readme", "index", "_index")  # names that say nothing: the folder's does


@dataclass(frozen=True)
class Folder:
    """A folder's articles, all in memory, as they were read at one moment: the plain way to be `Knowledge`."""

    articles: tuple[Article, ...]
    """The articles, by slug."""
    problems: tuple[Problem, ...]
    """What could not be read, and why."""
    root: Path
    """The folder."""
    notes: tuple[Problem, ...] = ()
    """What is to be said of files though nothing is lost."""

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

    @property
    def languages(self) -> Mapping[str, int]:
        """How many articles are in each language; those that have none of their own under an empty name."""
        return Counter(article.language for article in self.articles)

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
        if isinstance(read, Article) and read.slug in articles:
            read = read_article(file, root, longer_slug(read.file))
        if isinstance(read, Problem):
            problems.append(read)
        elif (first := articles.setdefault(read.slug, read)) is not read:
            problems.append(same_name(read.file, first.file))
        elif read.note:
            problems.append(Problem(read.file, read.note, read.note_line, kept=True))
    if not articles:
        raise KnowledgeError([*problems, nothing_in(path)])
    lost = tuple(problem for problem in problems if not problem.harmless)
    notes = tuple(problem for problem in problems if problem.harmless)
    return Folder(tuple(articles[slug] for slug in sorted(articles)), lost, root, notes)


def read_article(file: Path, root: Path, slug: str | None = None) -> Article | Problem:
    """Read one file of the folder `root`, or say why it can't be read; its slug is its stem, if no other is given."""
    name = file.relative_to(root).as_posix()
    if visible(name) != name:
        return Problem(visible(name), "has characters in its name that nobody sees or a terminal would obey; rename it")
    try:
        return _read(file, root, name, slug or file.stem)
    except UnreadableError as error:
        return Problem(name, str(error), error.line)


def _read(file: Path, root: Path, name: str, slug: str) -> Article:
    content, said = decoded(file, root)
    front = read_front_matter(content)
    if front.values.get("draft"):
        raise UnreadableError(DRAFT)
    head = read_head(content, front.end)
    language, doubted = language_of(front.values.get("language"), content[front.end :])
    notes = [*said, *front.notes, *((each, 1) for each in doubted)]
    text, title = content[head.begin :], _title(front, content, file)
    passages = read_passages(slug, text, title, file.suffix.lower(), head)
    if has_cut(text, passages):
        notes.append((f"holds sentences of more than {LONGEST_SENTENCE:,} characters, which were cut to be quoted", 1))
    article = Article(
        slug=slug,
        title=title,
        text=text,
        file=name,
        first_line=content.count("\n", 0, head.begin) + 1,
        url=front.values.get("url"),
        license=front.values.get("license"),
        language=language,
        aliases={name or title: others for name, others in (front.values.get("aliases") or {}).items()},
        passages=passages,
        note="; ".join(f"{message} (line {line})" if place else message for place, (message, line) in enumerate(notes)),
        note_line=notes[0][1] if notes else None,
    )
    if not article.passages:
        raise UnreadableError(NO_PROSE if file.stem.lower() in _OF_A_FOLDER else "holds no sentence to quote; write a "
                              "paragraph, or take the file away")  # fmt: skip
    return article


def _title(front: FrontMatter, content: str, file: Path) -> str:
    """Give the title that the front matter says, else the first top heading, else the file's name in words."""
    if title := front.values.get("title"):
        return str(title)
    text = content[front.end :]
    if file.suffix.lower() in (".html", ".htm"):
        if title := _page_title(text):
            return title
    elif (said := _ORG_TITLE.search(text) or _BOOK_TITLE.search(text)) and (title := plain(said[1])):
        return title
    heading = _HEADING.search(_FENCED.sub("", text))
    if heading is not None and (title := plain(heading["atx"] or heading["setext"])):
        return title
    stem = file.parent.name if file.stem.lower() in _OF_A_FOLDER else file.stem
    return re.sub(r"[-_]+", " ", stem).strip() or file.stem


def _page_title(text: str) -> str:
    """Give the title of a page of HTML, without the name of the site if it has a heading of its own."""
    title, heading = _HTML_TITLE.search(text), _HTML_HEADING.search(text)
    said, own = plain(title[1]) if title else "", plain(heading[1]) if heading else ""
    return own if own and (own in said or not said) else said
