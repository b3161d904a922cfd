"""Evidence in sentences that are not English: what they offer, define and deny, by their language's data file.

The same things that are looked for in English, in less detail. Patterns run over flat text, whose characters stand
where those of the sentence do. Known to fail: German writes every noun like a name; a denial within a word
(`Nichtangriffspakt`) is none.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from histbot.languages import flat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from histbot.languages import Words

_NUMBER = r"\d{1,3}(?:[ \xa0\u202f.]\d{3})+\b|\d[\d,]*(?:\s?%)?"
_YEAR = r"\b(?:1\d{3}|20[0-4]\d)(?:\s?[–-]\s?\d{2,4})?\b(?![,.]?\d)"
_ROMAN = r"[ivxlc]+|[іхvcl]+"
_NAME = re.compile(r"\s+(?:[^\W\d_]{1,4}\s+)?([^\W\d_a-zа-яєії][\w'’.-]+(?:[\s,]+[^\W\d_a-zа-яєії][\w'’-]+)*)")


def offered_elsewhere(kind: str, text: str, words: Words, name: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Give the spans in `text` of what a question of this kind asks for; `name` finds names in any language."""
    if kind == "who":
        yield from (match.span() for match in name.finditer(text))
    elif kind == "where":
        for found in words.found("in").finditer(flat(text)):
            if place := _NAME.match(text, found.end()):
                yield place.span(1)
    elif (pattern := _pattern(kind, words)) is not None:
        yield from (match.span() for match in pattern.finditer(flat(text)))


def begins_with_pronoun(text: str, words: Words) -> bool:
    """Tell whether a sentence begins with a word that stands for something named before."""
    bare = flat(text).lstrip(" \t\n\"'«„“(–-")
    return words.found("pronoun").match(bare) is not None


def defines(text: str, words: Words) -> bool:
    """Tell whether a sentence says what something is, or is called."""
    return words.found("is").search(flat(text)) is not None


def tells_life(text: str, words: Words) -> bool:
    """Tell whether a sentence says when somebody was born or died."""
    return re.search(r"[*†]\s?\d", text) is not None or words.found("born").search(flat(text)) is not None


def denies_elsewhere(text: str, words: Words) -> bool:
    """Tell whether a text denies something."""
    return words.found("deny").search(flat(text)) is not None


@lru_cache(maxsize=64)
def _pattern(kind: str, words: Words) -> re.Pattern[str] | None:
    """Give what finds dates, counts, durations, reasons or ways in flat text."""
    if kind in ("why", "how"):
        return words.found("because" if kind == "why" else "by")
    month, period, time, count, unit = (
        words.written(key) or "(?!)" for key in ("month", "period", "time", "count", "unit")
    )
    day = rf"(?:1\d{{3}}|20[0-4]\d)\b|\d{{1,2}}\.?\s+(?:{month})"  # a year and a day of a month count nothing
    ways = {
        "when": rf"(?:\b\d{{1,2}}(?:er)?\.?\s+)?\b(?:{month})(?!\w)(?:\s+\d{{3,4}}\b)?"
        rf"|\b(?:\d{{1,4}}|{_ROMAN})(?:\.|e|er|го|му)?\s+(?:{period})(?!\w)"
        rf"|\b(?:{time})\s+\d{{1,4}}\b|{_YEAR}",
        "number": rf"\b(?!{day})(?:{_NUMBER}|(?:{count})(?!\w))",
        "duration": rf"\b(?:{_NUMBER}|(?:{count}))\W+(?:\w+\W+)?(?:{unit})(?!\w)",
    }
    return re.compile(ways[kind]) if kind in ways else None
