"""A timeline as CSV (RFC 4180), safe to open in a spreadsheet.

A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and an article's text may begin so.
Such a cell gets an apostrophe in front, which spreadsheets read as "this is text"; the column `apostrophes` names
the cells that got one, so that the words can be had back as they are. The columns of dates need none: EDTF
has no letters but X and Y.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from histbot.knowledge import plain
from histbot.timeline.dates.dates import write_year
from histbot.timeline.events.days import opening
from histbot.timeline.events.labels import date_words, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from histbot.knowledge import Citation
    from histbot.timeline.dates.dates import Day
    from histbot.timeline.events.events import Event

_DATES = ("date", "earliest", "latest")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_COLUMNS = (
    "date earliest latest date_words date_text event quote article title section file line start end url license "
    "also_in other_dates apostrophes"
).split()


def timeline_csv(events: Sequence[Event]) -> str:
    """Write events as CSV, a line each, with a byte order mark, which Excel needs to see that it is UTF-8."""
    out = io.StringIO()
    rows = csv.DictWriter(out, _COLUMNS, lineterminator="\r\n")
    rows.writeheader()
    for event in events:
        rows.writerow(_inert(_row(event)))
    return f"\ufeff{out.getvalue()}"


def _row(event: Event) -> dict[str, str]:
    cited, date = event.citation, event.date
    return {
        "date": date.edtf,
        "earliest": _day(None if opening(event) == "before" else date.earliest),
        "latest": _day(None if opening(event) == "after" else date.latest),
        "date_words": date_words(event),
        "date_text": event.date_text.text,
        "event": label(event),
        "quote": plain(event.quote.text),
        "article": cited.article,
        "title": cited.title,
        "section": cited.section or "",
        "file": cited.file,
        "line": str(cited.line),
        "start": str(event.quote.span.start),
        "end": str(event.quote.span.end),
        "url": cited.url or "",
        "license": cited.license or "",
        "also_in": "; ".join(map(_place, event.sources)),
        "other_dates": "; ".join(f"{date_words(other)}: {_place(other.citation)}" for other in event.conflicts),
    }


def _day(day: Day | None) -> str:
    return f"{write_year(day.year)}-{day.month:02}-{day.day:02}" if day else ""


def _place(citation: Citation) -> str:
    return f"{citation.title} ({citation.file}:{citation.line})"


def _inert(row: dict[str, str]) -> dict[str, str]:
    """Put an apostrophe before what looks like a formula, and say where."""
    marked = [name for name, cell in row.items() if name not in _DATES and cell.lstrip(" ").startswith(_FORMULA)]
    return row | {name: f"'{row[name]}" for name in marked} | {"apostrophes": " ".join(marked)}
