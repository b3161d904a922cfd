"""Values as people read them: counted things, quotes at a Python prompt, quotes in a notebook.

The values (`Answer`, `Event`, `Timeline`) say what belongs together; how it looks stands here, once. Words of articles
and of whoever asks are escaped, and a link is one only where it leads to the web: articles may be anybody's.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from histbot.knowledge import plain, plain_with_offsets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from histbot.knowledge import Citation, Quote

MOST = 100
"""How many lines of a list are shown: a notebook keeps what it shows in its file."""
_QUOTE = "border-left:3px solid #5865f2;margin:.4em 0;padding:.1em .8em"
_BESIDE = "opacity:.75;font-size:90%"


def counted(count: int, thing: str) -> str:
    """Say how many things there are: "1 article", "1,200 articles"."""
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def brief(text: str, most: int = 60) -> str:
    """Give the beginning of a text as people read it, at most `most` characters, for a `repr`."""
    words = plain(text)
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def quoted(quote: Quote, mark: Quote | None = None) -> str:
    """Write a quote between » and «, and the words that answer between asterisks, as the command line does."""
    before, marked, after = _parts(quote, mark)
    return f"»{before}*{marked}*{after}«" if marked else f"»{before}{after}«"


def place(cited: Citation) -> str:
    """Say where a quote stands: title, headings, file and line."""
    return f"{cited.title} › {cited.section}, {_line(cited)}" if cited.section else f"{cited.title}, {_line(cited)}"


def quoted_html(quote: Quote, mark: Quote | None = None) -> str:
    """Write a quote as HTML, its words escaped, and the words that answer in `<mark>`."""
    before, marked, after = map(escape, _parts(quote, mark))
    return f"{before}<mark>{marked}</mark>{after}" if marked else f"{before}{after}"


def place_html(cited: Citation) -> str:
    """Say where a quote stands as HTML, with a link that opens the source at the quote, if it is on the web."""
    said = escape(place(cited))
    if cited.url and cited.url.startswith(("https://", "http://")):
        return f'<a href="{escape(cited.url)}" rel="noreferrer">{said}</a>'
    return said


def card_html(quote: str, *beside: str) -> str:
    """Set a quote, as HTML, above what is to be said beside it."""
    said = f'<div style="{_BESIDE}">{" · ".join(filter(None, beside))}</div>'
    return f'<blockquote style="{_QUOTE}">{quote}</blockquote>{said}' if quote else said


def table_html(rows: Iterable[tuple[str, str]], more: int = 0) -> str:
    """Set rows of a date and what happened, both as HTML, below each other, and say how many `more` there are."""
    top = 'style="text-align:left;vertical-align:top"'
    lines = [f"<tr><th {top} scope=row>{when}</th><td {top}>{said}</td></tr>" for when, said in rows]
    left = f'<tr><th></th><td style="text-align:left;{_BESIDE}">… and {more:,} more</td></tr>' if more else ""
    return f"<table>{''.join(lines)}{left}</table>"


def _line(cited: Citation) -> str:
    return f"{cited.file}:{cited.line}"


def _parts(quote: Quote, mark: Quote | None) -> tuple[str, str, str]:
    """Cut a quote, as people read it, into what stands before, in and behind a mark."""
    characters = plain_with_offsets(quote.text)
    parts = ["", "", ""]
    first, last = (0, 0) if mark is None else (each - quote.span.start for each in (mark.span.start, mark.span.end))
    for character, offset in characters:
        parts[0 if mark is None or offset < first else 1 if offset < last else 2] += character
    return parts[0], parts[1], parts[2]
