"""Group the blocks of a page into passages of sentences, each sentence with what it leaves to what stands above it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from histbot.knowledge.article.article import Passage, Span
from histbot.knowledge.article.markup import plain
from histbot.knowledge.prose.blocks import Block, read_blocks
from histbot.knowledge.prose.facts import Head
from histbot.knowledge.prose.page import blank, read_page
from histbot.knowledge.prose.sentences import split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LONGEST = 1500  # characters of a passage: about 250 words, what an embed and a reader can take
LONGEST_SENTENCE = 2000  # characters: what is longer is a list or no prose, and every date in it would quote it whole
SHORTEST = 60  # below, a passage joins its neighbour: a list of names is no answer
LABELS = Path(__file__).with_name("labels.txt")
_NOTES = "Footnotes"
_HARD = re.compile(r"(?:[ \t]{2,}|\\|<br\s*/?>)\Z", re.IGNORECASE)
_STARTS = re.compile(r"[ \t>]*(?:(?:\*\*|__)?[^\W_a-zß-ÿ]|\w[\w -]{1,30}::\s)")  # a capital, a figure, or `key:: value`
_GOES_ON = re.compile(
    r"(?:[,;(–—-]|\b(?:a|an|the|of|in|on|at|by|to|for|from|with|and|or|but|as|is|was|were|that|which|who|his|her|its|their"
    r"|Mr|Dr|St))\Z"
)
# Words that begin a sentence whose subject stands elsewhere: pronouns, and verbs without one.
_SUBJECTLESS = frozenset(
    """
    it he she they this these his her their its er sie es on ona oni byl byla był była он она они он він вона il elle él
    ella born died built founded established married crowned elected killed educated appointed fought destroyed became
    ruled reigned served studied painted wrote led took lived succeeded signed buried created began ended located named
    known captured conquered defeated won lost moved joined worked retired returned resigned executed inherited
    """.split()
)
_FIRST = re.compile(r"\W*(\w+)")
_KEYED = re.compile(r"\W*(?P<key>[^:=|\n]{2,40}?)[*_]*\s*(?::{1,2}|=)[*_]*\s")
_CUT = LONGEST_SENTENCE - 200  # characters that a piece of a sentence has at least, as words go
_ENDS = ".!?…:)]\"'”’»|"
_NARROWEST = 50  # characters of a line that was broken because it was full
_FEW = 14  # words of an item that is no sentence of its own


@dataclass(slots=True)
class _Group:
    section: tuple[str, ...]
    kind: str
    sentences: list[Span] = field(default_factory=list)
    contexts: list[str] = field(default_factory=list)


def read_passages(
    slug: str, text: str, title: str = "", suffix: str = ".md", head: Head | None = None
) -> tuple[Passage, ...]:
    """Cut an article's text into passages: long blocks at sentence ends, tiny ones with their neighbours.

    `head` says which part of the text is front matter, and what is said there.
    """
    groups: list[_Group] = []
    subject = _Subject(title)
    head = head or Head()
    page = read_page(blank(text[: head.body]) + text[head.body :], suffix)
    for block in chain(_blocks_of(head), read_blocks(page)):
        sentences = [
            each
            for each in _sentences(text if block.span.end <= head.body else page.text, block)
            if plain(each.of(text))
        ]
        if not sentences:
            continue
        contexts = [subject.left_out(block, each.of(text)) for each in sentences]
        section = (*block.section, _NOTES) if block.kind == "note" else block.section
        group = groups[-1] if groups else None
        if group and group.section == section and _joins(group, block, sentences):
            group.sentences.extend(sentences)
            group.contexts.extend(contexts)
        else:
            groups += _parts(_Group(section, block.kind, sentences, contexts))
    return tuple(
        Passage(
            f"{slug}#{number}",
            slug,
            Span(group.sentences[0].start, group.sentences[-1].end),
            group.section,
            tuple(group.sentences),
            tuple(group.contexts) if any(group.contexts) else (),
        )
        for number, group in enumerate(groups, 1)
    )


def _blocks_of(head: Head) -> Iterator[Block]:
    """Give what a front matter says of its page: a sentence, and facts."""
    if head.summary:
        yield Block(head.summary, ())
    yield from (Block(fact.span, (), "row", fact.of) for fact in head.facts)


def _sentences(text: str, block: Block) -> Iterator[Span]:
    """Give the sentences of a block; a row of a table is one."""
    if block.kind == "row":
        yield block.span
        return
    begin = block.span.start
    for end in (*_lines(text, block.span), block.span.end):
        if begin < end:
            for sentence in split_sentences(text, begin, end):
                yield from _cut(text, sentence)
        begin = end


def _cut(text: str, sentence: Span) -> Iterator[Span]:
    """Cut a sentence that is too long to be quoted, at its clauses, else between words, else anywhere."""
    start, end = sentence.start, sentence.end
    while end - start > LONGEST_SENTENCE:
        most = start + LONGEST_SENTENCE
        signs = (text.rfind(sign, start + 1, most) + 1 for sign in ("; ", ", ", " ", "\n"))
        cut = next(filter(None, signs), most)
        yield Span(start, start + len(text[start:cut].rstrip()))
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield Span(start, end)


def has_cut(text: str, passages: Iterable[Passage]) -> bool:
    """Tell whether a sentence had to be cut: a long one without an end tells."""
    long = (each for passage in passages for each in passage.sentences if each.end - each.start > _CUT)
    return any(text[each.end - 1] not in _ENDS for each in long)


def _lines(text: str, span: Span) -> Iterator[int]:
    """Give the line ends within a paragraph that end a statement: broken on purpose, not because a line was full."""
    if "\n" not in text[span.start : span.end]:
        return
    lines = span.of(text).split("\n")
    width = max(_NARROWEST, *map(len, lines))
    end = span.start - 1
    for line, following in pairwise(lines):
        end += len(line) + 1
        word = following.split(None, 1)[:1]
        full = len(line) + 1 + len(word[0] if word else "") > width
        if _HARD.search(line) or (not full and _STARTS.match(following) and not _GOES_ON.search(line.rstrip())):
            yield end


class _Subject:
    """Says what a sentence leaves out: who "he" is at the beginning of a section, whose birth is "Born in 1395."."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._section: tuple[str, ...] | None = None
        self._open = True

    def left_out(self, block: Block, sentence: str) -> str:
        """Give the context of the next sentence: what stands above it and says what it is about."""
        if block.section != self._section:
            self._section, self._open = block.section, True
        keyed = _KEYED.match(sentence)
        first = _FIRST.match(sentence)
        bare = first is not None and (first[1].lower() in _SUBJECTLESS or first[1][0].islower())
        short = block.kind == "item" and len(sentence.split()) <= _FEW and not sentence.rstrip().endswith((".", "!"))
        if block.kind == "prose" and not keyed:
            self._open = self._open and bare
        if not (block.kind == "row" or keyed or short or (bare and (self._open or block.kind == "item"))):
            return block.context
        said = _said_by(" ".join([keyed["key"] if keyed else "", block.context if block.kind == "row" else ""]))
        parts = dict.fromkeys((self._title, *block.section, block.context, said))  # a page's heading is its title
        return " › ".join(part for part in parts if part)


def _said_by(key: str) -> str:
    """Give the words of a question that a key answers."""
    words = [word.lower() for word in re.findall(r"[^\W\d_]+", key)]
    found = [said for stem, said in _labels().items() if any(word.startswith(stem) for word in words)]
    return " ".join(found)


@cache
def _labels() -> dict[str, str]:
    lines = (line.split(None, 1) for line in LABELS.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    return {stem: said for stem, said in lines}  # noqa: C416  # pairs that are lists


def _joins(group: _Group, block: Block, sentences: Sequence[Span]) -> bool:
    """Tell whether a block is put to the group before it; a row only to rows, a note to nothing."""
    apart = block.kind == "note" or (block.kind == "row") != (group.kind == "row")
    tiny = min(_length(group.sentences), _length(sentences)) < SHORTEST
    return not apart and tiny and sentences[-1].end - group.sentences[0].start <= LONGEST


def _length(sentences: Sequence[Span]) -> int:
    return sentences[-1].end - sentences[0].start


def _parts(group: _Group) -> Iterator[_Group]:
    parts = -(-_length(group.sentences) // LONGEST)
    wanted = _length(group.sentences) / parts
    part = _Group(group.section, group.kind)
    for sentence, context in zip(group.sentences, group.contexts, strict=True):
        if part.sentences and sentence.end - part.sentences[0].start > wanted and parts > 1:
            yield part
            part = _Group(group.section, group.kind)
        part.sentences.append(sentence)
        part.contexts.append(context)
    if part.sentences:
        yield part
