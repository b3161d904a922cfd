"""What a reader of the page sees: an article's text with everything else blanked out, character by character.

Nothing moves: each character that is not seen becomes a blank, or a mark that means the same in Markdown (`== Life ==`
a `#`, `<li>` a `-`), so that a place in the page is the same place in the file. The rest of the house then knows
Markdown only. Facts that stand in templates and tables of wikitext come out as lines of their own, with what their
headings say beside them.

Known limits: what JavaScript or a plugin would put on the page is not there; nor is a template's text, infoboxes apart.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from histbot.knowledge.article.article import Span
from histbot.knowledge.article.markup import plain
from histbot.knowledge.prose.tables import read_tables
from histbot.knowledge.prose.wikitext import is_wikitext, read_wikitext

if TYPE_CHECKING:
    from collections.abc import Callable

    from histbot.knowledge.prose.tables import Row

# Each begins with a character or a line end, which is found quickly: most articles need nothing of what follows.
_WORTH_IT = (
    re.compile(r"<[A-Za-z!/]"),
    re.compile(r"\{[{%|]"),
    re.compile(
        r"\n(?:[ \t]*(?:\[\[|!\[\[|\#\w|\^[\w-]+$|:::|!!!|\?\?\?|import\ |export\ |\{\d|:[\w-]+:|\+[-=]+\+|\*\["
        r"|\[?Pg|\d{1,3}$)|\ {0,3}\[[^\]\n]+\]:|\*\*\*\ ?START|={2,}|-{3,})",
        re.MULTILINE,
    ),
)
_PAGED = re.compile(r"[ .…\t_e]\d{1,4}[ \t]*(?:\n|\Z)")  # a line that ends in a number
_BOOK = re.compile(
    r"\A.*?^\*\*\* ?START OF (?:THE|THIS) PROJECT GUTENBERG[^\n]*(?:\n[^\n]+\*\*\*)?\n"
    r"|^(?:End of (?:the |this )?Project Gutenberg[^\n]*\s+)?\*\*\* ?END OF (?:THE|THIS) PROJECT GUTENBERG.*\Z",
    re.DOTALL | re.MULTILINE,
)
_UNSEEN = re.compile(
    r"""
      (?<!`)<!--.*?(?:-->|\Z) | (?<!`)%%(?!`).*?%%       # none of which is code
    | <ref\b[^<>]*/>
    | \{%[^{}]*%\} | \{\{[<%][^{}]*\}\} | \{\{[^{}|\n]{0,200}\}\}
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_PAIRED = re.compile(  # in one pass, by hand: a pattern would look for the end of each that has none
    r"<(?P<close>/?)(?P<tag>script|style|head|nav|footer|noscript|template|svg|form|button|iframe|ref)\b[^<>]*>",
    re.IGNORECASE,
)
_LINES = re.compile(
    r"""
    ^(?:
      [ ]{0,3}\[(?!\^)[^\]\n]+\]:[ \t]*\S[^\n]*        # [label]: https://…
    | [ \t>]*(?:!?\[\[[^\[\]\n]*\]\][ \t|·•,/→←—–-]*)+   # a line of nothing but links to other notes
    | [ \t]*(?:\#[\w/-]+[ \t]*)+                        # #tags #of #a #note
    | [ \t]*\^[\w-]+                                   # ^a1b2c3
    | \*\[[^\]\n]+\]:[^\n]*                             # *[HTML]: what it stands for
    | [ \t]*:{3,}[^\n]*                                # :::info
    | [ \t]*(?:!!!|\?\?\?\+?)[ ][^\n]*                 # !!! note "Title"
    | (?:import|export)[ ][^\n]+['"};]                 # import Map from './map'
    | [ \t]*(?:\{\d{1,4}\}|\[?(?:Pg|Page|p\.)[ ]?\d{1,4}\]?|-?[ ]?\d{1,3}[ ]?-?)[ \t]*   # {13}, [Pg 12], - 12 -
    )$
    """,
    re.VERBOSE | re.MULTILINE,
)
_CONTENTS = re.compile(  # two lines or more that end in a page's number, behind dots or a gap
    r"(?:^(?:[^\n]{2,100}?(?:[ .…]*\.[ .…]+|[ \t]{3,}|\t)(?:_?[Pp](?:age|\.)_?\s*)?\d{1,4}[ \t]*|[ \t]*)(?:\n|\Z)){2,}",
    re.MULTILINE,
)
_ANY_PAGE = re.compile(r"\S[^\n]*\d[ \t]*(?:\n|\Z)")
_NOTE = re.compile(r"^\[\^[^\]\s]+\]:[ \t]*", re.MULTILINE)
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>h[1-6]|p|div|section|article|main|header|aside|figure|figcaption|blockquote|details|summary|table|thead"
    r"|tbody|tr|caption|ul|ol|li|dl|dt|dd|hr|br|center|html|body|title|meta|link|!DOCTYPE)\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>",
    re.IGNORECASE,
)
_LIST_TAG = re.compile(r"<(?P<close>/?)(?P<name>ul|ol|li)\b[^<>]*>", re.IGNORECASE)
_LIST_TAGS = re.compile(
    rf"(?:{_LIST_TAG.pattern.replace('?P<close>', '').replace('?P<name>', '?:')}\s*)+", re.IGNORECASE
)
_RULED = re.compile(r"^([^\n]*[.!?])\n([-=]{3,}[ \t]*)$", re.MULTILINE)  # a rule under a sentence, which is no heading
_CELLS = re.compile(r"</?t[dh]\b[^<>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """A text as its reader sees it, as Markdown."""

    text: str
    """As long as the article's text, every character in its place."""
    rows: tuple[Row, ...] = ()
    """Facts that stand in rows: each with what its headings say."""
    notes: frozenset[int] = frozenset()
    """Where the text of a footnote begins."""


def read_page(text: str, suffix: str = ".md") -> Page:
    """Blank out of a Markdown text, a page of HTML, wikitext or a book what no reader sees."""
    text = _DIALECTS[suffix](text) if suffix in _DIALECTS else text
    paged = _PAGED.search(text) is not None
    if not paged and "%%" not in text and not any(pattern.search(f"\n{text}") for pattern in _WORTH_IT):
        return Page(text)
    seen = _BOOK.sub(_blanked, text) if "PROJECT GUTENBERG" in text else text
    if "<" in seen or "%%" in seen or "{" in seen:
        seen = _without_pairs(_UNSEEN.sub(_blanked, seen))
    seen, rows = read_tables(seen)
    if is_wikitext(seen):
        seen, others = read_wikitext(seen)
        rows = tuple(sorted((*rows, *others)))
    seen = _LINES.sub(_blanked, _RULED.sub(_unruled, seen) if "\n--" in seen or "\n==" in seen else seen)
    seen = _CONTENTS.sub(lambda match: _contents(match, rows), seen) if paged else seen
    notes = frozenset(match.end() for match in _NOTE.finditer(seen))
    seen = _NOTE.sub(_parted, seen)
    if "<" in seen:
        seen = _with_lists(seen)
        seen = _CELLS.sub(_blanked, _TAG.sub(_as_markdown, seen))
    return Page(seen, rows, notes)


def blank(text: str) -> str:
    """Give as many blanks; lines stay lines."""
    return re.sub(r"[^\n]", " ", text)


def _without_pairs(text: str) -> str:
    """Blank out what stands between tags of a page that are not its text."""
    begun: dict[str, int] = {}
    gone: list[tuple[int, int]] = []
    for match in _PAIRED.finditer(text):
        tag = match["tag"].lower()
        if not match["close"]:
            begun.setdefault(tag, match.start())
        elif (start := begun.pop(tag, -1)) >= 0:
            while gone and gone[-1][0] >= start:
                gone.pop()  # a <style> within a <head>
            gone.append((start, match.end()))
    pieces, position = [], 0
    for start, end in gone:
        if start >= position:
            pieces += [text[position:start], blank(text[start:end])]
            position = end
    return "".join([*pieces, text[position:]])


def _with_lists(text: str) -> str:
    """Write the items of HTML's lists as Markdown's, each as deep as its lists are nested, as far as there is room."""
    depth = 0

    def item(match: re.Match[str]) -> str:
        nonlocal depth
        for tag in _LIST_TAG.finditer(match[0]):
            if tag["name"].lower() != "li":
                depth = max(0, depth - 1 if tag["close"] else depth + 1)
        begins = not tag["close"] and tag["name"].lower() == "li"
        room = len(match[0])
        mark = "\n" + "  " * min(max(0, depth - 1), (room - 3) // 2) + "- " if begins else "\n\n"
        return mark.rjust(room)

    return _LIST_TAGS.sub(item, text)


def _blanked(match: re.Match[str]) -> str:
    return blank(match[0])


def _parted(match: re.Match[str]) -> str:
    return "\n" + blank(match[0])[1:]


def _unruled(match: re.Match[str]) -> str:
    return f"{match[1]}\n{blank(match[2])}"


def _contents(match: re.Match[str], rows: tuple[Row, ...]) -> str:
    """Blank a table of contents; a single line with a number at its end is none, nor are rows of a table."""
    first = bisect_left(rows, (Span(match.start(), match.start()), ""))
    in_table = first < len(rows) and rows[first][0].start < match.end()
    return blank(match[0]) if len(_ANY_PAGE.findall(match[0])) > 1 and not in_table else match[0]


def _org(text: str) -> str:
    """Write Org's headings as Markdown's; keywords, drawers and their like are not seen."""
    text = re.sub(r"^(\*+)(?= )", lambda match: "#" * len(match[1]), text, flags=re.MULTILINE)
    text = re.sub(r"^[ \t]*:PROPERTIES:.*?:END:", _blanked, text, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"^[ \t]*#\+[^\n]*$", _blanked, text, flags=re.MULTILINE)


def _rst(text: str) -> str:
    """Write reStructuredText's headings as Markdown's; directives and comments are not seen."""
    text = re.sub(r"^\.\.[ \t][^\n]*(?:\n[ \t]+:[^\n]*)*$", _blanked, text, flags=re.MULTILINE)
    text = re.sub(r"^([=~^\"'*+#-])\1{2,}[ \t]*\n(?=\S[^\n]*\n\1{3})", _blanked, text, flags=re.MULTILINE)
    return re.sub(r"(?<=\S\n)([~^\"'*+#.])\1{2,}[ \t]*$", lambda match: "-" * len(match[0]), text, flags=re.MULTILINE)


_DIALECTS = {".org": _org, ".rst": _rst}
_SIGNS: dict[str, Callable[[str], str]] = {
    "li": lambda room: "\n- ".ljust(len(room))[: len(room)],
    "br": lambda room: "  \n".ljust(len(room))[: len(room)],
    **{f"h{level}": (lambda room, level=level: ("\n" + "#" * min(level, len(room) - 2) + " ").ljust(len(room)))  # type: ignore[misc]
       for level in range(1, 7)},
}  # fmt: skip


def _as_markdown(match: re.Match[str]) -> str:
    """Write an HTML tag as what it means: a heading, an item, or the end of a paragraph."""
    name, room = match["name"].lower(), blank(match[0])
    if "\n" in room or (name == "br" and _in_table(match)):
        return room if name == "br" else "\n\n" + room[2:]
    if match["close"] or name not in _SIGNS:
        return "\n\n" + room[2:]
    return _SIGNS[name](room)


def _in_table(match: re.Match[str]) -> bool:
    line = match.string.rfind("\n", 0, match.start()) + 1
    return match.string[line : line + 1] == "|"


def label_of(text: str) -> str:
    """Give the words of a label, as people read them, without what marks it as one."""
    return plain(text).strip(" :*_—–-")
