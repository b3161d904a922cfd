"""A passage in Discord's Markdown: the quote underlined as one run, the words that answer bold within it.

One run, because Discord reads `____` where two runs meet as text: each underline is opened and closed once, and never
beside whitespace, which Discord would take for part of a word.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from histbot.discord_bot.shown.text import escape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from histbot.answering import Piece


def emphasised(pieces: Iterable[Piece], *, underline: bool = True) -> str:
    """Write pieces of a passage as Markdown of which nothing but the emphasis works.

    Where only a quote is shown, nothing needs to tell it from what stands around it: no `underline`, which looks like
    a link.
    """
    runs = groupby((piece for piece in pieces if escape(piece.text)), key=lambda piece: piece.kind)
    shown = [(kind, escape("".join(piece.text for piece in run))) for kind, run in runs]
    return "".join(
        _around("__" * underline, "".join(_around("**", text) if kind == "highlight" else text for kind, text in run))
        if quoted
        else "".join(text for _, text in run)
        for quoted, run in groupby(shown, key=lambda each: each[0] != "plain")
    )


def _around(mark: str, text: str) -> str:
    """Put a mark around text, but not around whitespace."""
    core = text.strip()
    if not core:
        return text
    before, _, after = text.partition(core)
    return f"{before}{mark}{core}{mark}{after}"
