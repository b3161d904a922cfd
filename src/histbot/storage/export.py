"""The unanswered questions as a table for a spreadsheet."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from histbot.storage.questions import Unanswered

_COLUMNS = ("question", "missed", "disliked", "nearest", "place", "last_day", "reasons", "server", "done")
_ALSO = ("also_asked",)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def unanswered_csv(rows: Sequence[Unanswered], out: TextIO, also: Sequence[Sequence[str]] | None = None) -> None:
    """Write `rows` with a line of column names; `also` are the other words in which each was asked."""
    table = csv.writer(out)
    table.writerow((*_COLUMNS, *_ALSO) if also is not None else _COLUMNS)
    for place, row in enumerate(rows):
        values = [getattr(row, name) if name != "reasons" else " | ".join(row.reasons) for name in _COLUMNS]
        values += [" | ".join(also[place])] if also is not None else []
        table.writerow([_inert(value) for value in values])


def _inert(value: object) -> object:
    """Keep a spreadsheet from taking what a member typed for a formula (OWASP, CSV injection)."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
