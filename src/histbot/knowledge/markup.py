"""Take inline Markdown out of a stretch of text, keeping track of where each character came from.

The article's text keeps its markup, so that spans can be checked against the file; what people see and what
the index reads is this. A full inline parser would not say which source character a piece of output stands
for, which is what a highlight inside a quote needs.

Known limits: nested brackets inside a link's text stay as they are; emphasis that is never closed stays.
"""

from __future__ import annotations

import re
from html import unescape

_MARKUP = re.compile(
    r"""
      <!--.*?(?:-->|\Z)                                # <!-- a comment -->
    | <ref\b[^>]*?(?:/>|>.*?</ref>)                    # <ref name="x">Smith 1999</ref>
    | </?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>         # <br/>, <sup>, </span>
    | !\[[^\]]*\](?:\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+"[^"]*")?\)|\[[^\]]*\])   # ![image](path "title")
    | \[\^[^\]\s]+\]                                   # [^1]
    | \[(?:\d{1,3}|[a-z]|note\s\d+|nb\s\d+|citation\ needed|clarification\ needed|who\?|when\?)\](?!\()  # [12]
    | (?<=\n)[ \t]{0,3}(?:>[ \t]?)+                     # > of a quotation's next line
    | \A[ \t]{0,3}(?:>[ \t]?)+                          # > of its first
    | \[(?P<text>[^\[\]]+)\](?:\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+"[^"]*")?\)|\[[^\]]*\])   # [text](url)
    | (?P<fence>`+)(?P<code>[^`]+)(?P=fence)           # `code`
    | \\(?P<escaped>[!-/:-@\[-`{-~])                   # \*
    | (?<![\w*])(?P<star>\*{1,3})(?=[^\s*])(?P<strong>[^*]+?)(?<=[^\s*])(?P=star)(?!\*)  # *emphasis*
    | (?<![\w_])(?P<line>_{1,3})(?=[^\s_])(?P<under>[^_]+?)(?<=[^\s_])(?P=line)(?![\w_])  # _emphasis_
    | &(?:[a-zA-Z]{2,8}|\#\d{1,6});                    # &nbsp;
    | (?P<blank>\s+)                                   # runs of blanks and line ends
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_KEPT = ("text", "code", "strong", "under", "escaped")
_ANY = re.compile(r"[<!\[>`\\*_&]|\s\s|[\n\t\xa0]")


def has_markup(text: str) -> bool:
    """Tell whether `plain` may change anything within `text`; blanks at its ends don't count."""
    return _ANY.search(text) is not None


def plain(text: str) -> str:
    """Write `text` as people read it: without markup and reference marks, blanks run together."""
    if not has_markup(text):
        return text.strip()
    return "".join(char for char, _ in plain_with_offsets(text))


def plain_with_offsets(text: str) -> list[tuple[str, int]]:
    """Give what `plain` gives, each character with its offset in `text`."""
    pieces = list(_pieces(text, 0))
    merged: list[tuple[str, int]] = []
    for char, offset in pieces:
        if char == " " and (not merged or merged[-1][0] == " "):
            continue
        merged.append((char, offset))
    while merged and merged[-1][0] == " ":
        merged.pop()
    return merged


def _pieces(text: str, base: int) -> list[tuple[str, int]]:
    out: list[tuple[str, int]] = []
    position = 0
    for match in _MARKUP.finditer(text):
        out += ((char, base + i) for i, char in enumerate(text[position : match.start()], position))
        position = match.end()
        out += _replacement(match, base)
    out += ((char, base + i) for i, char in enumerate(text[position:], position))
    return out


def _replacement(match: re.Match[str], base: int) -> list[tuple[str, int]]:
    if match["blank"]:
        return [(" ", base + match.start())]
    for name in _KEPT:
        if match[name] is not None:
            inner, start = match[name], base + match.start(name)
            if name in ("code", "escaped"):
                return [(char, start + i) for i, char in enumerate(inner)]
            return _pieces(inner, start)
    if match[0].startswith("&"):
        return [(char, base + match.start()) for char in unescape(match[0]).replace("\xa0", " ")]
    return [(" ", base + match.start())] if match[0].lower().startswith("<br") else []
