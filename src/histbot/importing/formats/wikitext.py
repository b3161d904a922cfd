"""Wikitext to Markdown by mwparserfromhell, and pages of it that were saved from the editor's window.

Infoboxes become facts, tables become tables; other templates go, but those that only set words apart. What a template
would make of its values is known to its wiki alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from histbot.importing.formats.markdown import literal, soup_of, to_markdown
from histbot.importing.formats.packed import digest
from histbot.importing.found import Draft, Found, name_in_words
from histbot.knowledge.folder.decoding import UnreadableError, decoded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from histbot.importing.found import Wanted

_LAST = frozenset("lang nowrap nobold small sic transl abbr nobr em smallcaps ill".split())
_FIRST = _LAST - {"lang", "transl"}
_BOX = re.compile(r"(?:infobox|.*\bbox\b|.*\binfobox\Z|taxobox)", re.IGNORECASE)
_NO_FACT = re.compile(
    r".*(?:image|caption|website|footnote|signature|module|width|size|style|colou?r|icon|logo|coord|native_name_lang)"
    r"|.*\b(?:alt|map|lat\w*|long?\w*)\b",
    re.IGNORECASE,
)
_LINES = re.compile(r"\{\{\s*(?:plainlist|flatlist|ubl|unbulleted list|hlist)\b", re.IGNORECASE)
_DATE = re.compile(r"(?:birth|death|start|end|film)[ _-]date.*|dts|date|ofdb", re.IGNORECASE)
_CONVERT = re.compile(r"convert|cvt", re.IGNORECASE)
_MEDIA = re.compile(
    r"(?:file|image|media|category|datei|bild|kategorie|fichier|catégorie|archivo|categoría|soubor|obrázek|súbor|plik"
    r"|kategoria|kategória|файл|изображение|категория|файл|категорія)\s*:",
    re.IGNORECASE,
)
_CATEGORY = re.compile(
    r"\[\[\s*(?:category|kategorie|catégorie|categoría|kategoria|kategória|категория|категорія)\s*:\s*([^\[\]|]+)",
    re.IGNORECASE,
)
_HEADING = re.compile(r"^(={1,6})[ \t]*(.+?)[ \t]*\1[ \t]*$")
_MAGIC = re.compile(r"__[A-Z]+__")
_MONTHS = "January February March April May June July August September October November December".split()


def read(file: Path, wanted: Wanted) -> Iterator[Found]:  # noqa: ARG001  # a reader's own shape
    """Give a page that was saved as it stands in the editor's window."""
    import mwparserfromhell  # noqa: F401  # missing, it is said at once

    yield Found("", digest(file), lambda: _draft(file))


def _draft(file: Path) -> Draft:
    text = to_article(decoded(file, file.parent)[0])
    if not text:
        raise UnreadableError("holds no text")
    return Draft(name_in_words(file), text)


def categories_of(wikitext: str) -> list[str]:
    """Give the categories that a page names itself."""
    return [match[1].strip() for match in _CATEGORY.finditer(wikitext)]


def to_article(wikitext: str) -> str:
    """Write a page of wikitext as Markdown."""
    import mwparserfromhell

    code = mwparserfromhell.parse(_MAGIC.sub("", wikitext), skip_style_tags=True)
    return _as_markdown(_seen(code))


def _seen(code: Any) -> str:
    """Give wikitext without what no reader sees; lists, headings and paragraphs stand as they stood."""
    return "".join(map(_node, code.nodes))


def _node(node: Any) -> str:  # noqa: PLR0911  # a line for each kind
    from mwparserfromhell import nodes

    match node:
        case nodes.Text():
            return str(node.value)
        case nodes.HTMLEntity():
            return str(node.normalize())
        case nodes.Wikilink():
            return (
                "" if _MEDIA.match(str(node.title)) else _seen(node.text) if node.text else str(node.title).strip(": ")
            )
        case nodes.ExternalLink():
            return _seen(node.title) if node.title else ""
        case nodes.Heading():
            return f"\n{'=' * node.level} {_seen(node.title).strip()} {'=' * node.level}\n"
        case nodes.Template():
            return _template(node)
        case nodes.Tag():
            return _tag(node)
        case _:
            return ""  # comments, arguments


def _tag(tag: Any) -> str:
    name = str(tag.tag).strip().lower()
    if name in (
        "ref",
        "gallery",
        "math",
        "timeline",
        "score",
        "imagemap",
        "templatestyles",
        "references",
        "syntaxhighlight",
    ):
        return ""
    if name == "table":
        return f"\n\ue002{_table(tag)}\ue003\n"
    if name == "br":
        return " "
    if name in ("li", "dt", "dd") and tag.wiki_markup:
        return str(tag.wiki_markup)
    return _seen(tag.contents) if tag.contents is not None else ""


def _template(template: Any) -> str:
    """Give a template's facts if it is an infobox, its words if it only sets them apart, else nothing."""
    name = " ".join(str(template.name).replace("_", " ").split()).lower()
    values = [_seen(each.value).strip() for each in template.params if not each.showkey]
    if _BOX.match(name):
        facts = (_fact(each) for each in template.params if each.showkey)
        return "\n" + "".join(facts) + "\n"
    if name.startswith("lang-") or name in _LAST:
        return (values[0] if name in _FIRST else values[-1]) if values else ""
    if _DATE.fullmatch(name):
        return _date(values)
    if _CONVERT.fullmatch(name):
        return " ".join(values[:2])
    if _LINES.match("{{" + name):
        return ", ".join(filter(None, (line.strip(" *\n") for value in values for line in value.split("\n"))))
    return ""


def _fact(parameter: Any) -> str:
    key = " ".join(str(parameter.name).replace("_", " ").split())
    value = "; ".join(filter(None, (line.strip(" *:;") for line in _seen(parameter.value).strip().split("\n"))))
    return f"* '''{key}:''' {value}\n" if value and not _NO_FACT.match(key) else ""


def _date(values: list[str]) -> str:
    figures = [int(value) for value in values if value.isdigit()]
    if not figures:
        return " ".join(values)
    year, month, day = (*figures, 0, 0)[:3]
    return " ".join(map(str, filter(None, (day, _MONTHS[month - 1] if 1 <= month <= len(_MONTHS) else "", year))))


def _table(table: Any) -> str:
    """Give a table as HTML, which one writer turns into Markdown wherever it comes from."""
    rows = [""]  # the first row needs no mark of its own
    for row in table.contents.nodes:
        if str(getattr(row, "tag", "")).strip() == "tr":
            rows.append("".join(map(_cell, row.contents.nodes)))
        else:
            rows[0] += _cell(row)
    return f"<table>{''.join(f'<tr>{cells}</tr>' for cells in rows if cells)}</table>"


def _cell(cell: Any) -> str:
    kind = str(getattr(cell, "tag", "")).strip()
    if kind not in ("td", "th"):
        return ""
    words = " ".join(_seen(cell.contents).replace("'''", "").replace("''", "").split())
    return f"<{kind}>{words.replace('<', '&lt;')}</{kind}>"


def _as_markdown(seen: str) -> str:
    """Write lines of wikitext, in which nothing but headings, lists, emphasis and tables is left, as Markdown."""
    tables: list[str] = []

    def kept(match: re.Match[str]) -> str:
        tables.append(to_markdown(soup_of(match[1])))
        return f"\n\ue002{len(tables) - 1}\ue003\n"

    seen = re.sub("\ue002(.*?)\ue003", kept, seen, flags=re.DOTALL)
    lines = [_line(line.strip(), tables) for line in seen.split("\n")]
    text = re.sub(r"(?<=\n)(?=- |  +- )\n+", "", "\n".join(lines))
    text = re.sub(r"^\n?([ ]*- [^\n]*)\n\n(?=[ ]*- )", r"\1\n", text, flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _line(line: str, tables: list[str]) -> str:
    if match := re.fullmatch("\ue002(\\d+)\ue003", line):
        return f"\n{tables[int(match[1])]}\n"
    if match := _HEADING.match(line):
        return f"\n{'#' * max(len(match[1]), 2)} {_emphasis(match[2])}\n"
    marks = re.match(r"[*#:;]*", line)[0]  # type: ignore[index]  # matches nothing too
    words = _emphasis(line[len(marks) :].strip())
    if not words or re.fullmatch(r"[\W_]*", words):
        return ""
    if not marks.strip(":"):
        return f"{literal(words)}\n"
    if marks[-1] == ";":
        term, _, said = words.partition(" : ")
        return f"\n**{term}:**{' ' + said if said else ''}\n"
    return f"{'  ' * (len(marks) - 1)}- {words}"


def _emphasis(words: str) -> str:
    bold = re.sub(r"'''(.+?)'''", r"**\1**", words)
    return re.sub(r"''(.+?)''", r"*\1*", bold).replace("''", "")
