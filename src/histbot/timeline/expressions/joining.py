"""Join neighbours: the ends of a range, and lists whose last member says the year for all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from histbot.timeline.expressions.parts.mention import Mention, Range, Shift

if TYPE_CHECKING:
    from collections.abc import Sequence

_GAP = re.compile(
    r"\s*(?:(?P<dash>[-–—‒])|(?P<slash>/)|(?P<to>,?\s(?:to|until|till|through)\s(?:in\s)?)|(?P<and>,?\s(?:and|or|&)\s(?:in\s)?)|(?P<comma>,\s))\s*(?:the\s)?"
)
_APPOSED = re.compile(r",\s(?:on\s)?|\s\(")  # the same day, 18 July 1944
_OPENS = re.compile(r"\b(?P<word>from|between)\s+\Z", re.IGNORECASE)


def join(mentions: list[Mention], text: str) -> tuple[list[Mention], list[Range]]:
    """Fill in what neighbours say for each other, and give the ranges."""
    joined = list(mentions)
    known = {place: place + 1 for place, each in enumerate(mentions[:-1]) if each.opens}
    for place in range(len(joined) - 2, -1, -1):
        first, second = joined[place], joined[place + 1]
        if known.get(place) == place + 1:
            continue
        if names(first, second) and _APPOSED.fullmatch(text, first.end, second.start):
            joined[place] = second._replace(start=first.start, end=first.end)
            continue
        if holds(first, second) and _APPOSED.fullmatch(text, first.end, second.start):
            joined[place + 1] = second._replace(shift=Shift(0, "year"))
            continue
        if first.end == second.start:  # the dash between them was lost
            known.setdefault(place, place + 1)
            continue
        gap = _GAP.fullmatch(text, first.end, second.start)
        if not gap or not alike(first, second):
            continue
        opened = _OPENS.search(text, max(0, first.start - 10), first.start)
        is_entry = gap["dash"] and first.month is None and second.number is None  # 1944 – 6 June: …
        opens = opened is not None and opened["word"].lower() == "between"
        is_range = not is_entry and bool(
            gap["dash"]
            or gap["to"]
            or (gap["and"] and (opens or _is_one(first, second, gap["and"])))
            or (gap["slash"] and first.day and second.day)  # 30 June/1 July 1934
        )
        joined[place], joined[place + 1] = filled(first, second, is_range=is_range)
        if is_range and place + 1 not in known:
            known[place] = place + 1
    return joined, [_range(joined, first, second, text) for first, second in sorted(known.items())]


def _range(mentions: Sequence[Mention], first: int, second: int, text: str) -> Range:
    start = mentions[first].start
    opened = _OPENS.search(text, max(0, start - 10), start)
    return Range(first, second, opened.start() if opened else start, mentions[second].end)


def names(first: Mention, second: Mention) -> bool:
    """Tell whether a step (`the same day, 18 July 1944`) is said again as a date; a year holds many days."""
    return first.shift is not None and not first.month and second.day is not None and first.shift.unit != "year"


def _is_one(first: Mention, second: Mention, between: str) -> bool:
    """Tell whether two times of one year are one event that lies somewhere in both: `May or June 218 BC`."""
    return "or" in between and bool(first.month or first.season) and first.number is None and second.number is not None


def holds(first: Mention, second: Mention) -> bool:
    """Tell whether a step gives the year of the date behind it: `a year later, on 14 July`."""
    steps = first.shift is not None and first.shift.unit == "year"
    return steps and second.month is not None and second.number is None


def alike(first: Mention, second: Mention) -> bool:
    """Tell whether two neighbours may belong together: neither is a step, and one can be read by the other."""
    if (first.shift and not first.month) or (second.shift and not second.month):
        return False
    if first.number is None:
        return second.month is not None or second.season is not None
    return True


def filled(first: Mention, second: Mention, *, is_range: bool) -> tuple[Mention, Mention]:
    """Give two neighbours the year, month or era that one of them says for both."""
    if first.number is None and second.number is not None:
        if first.day is not None and first.month is None:
            first = first._replace(month=second.month)
        wraps = is_range and second.before_christ is False and _wraps(first, second)
        number = second.number - 1 if wraps else second.number
        first = first._replace(number=number, before_christ=second.before_christ, short=second.short)
    elif first.day is not None and first.month is None and second.month is not None:
        first = first._replace(month=second.month)
    elif (
        is_range
        and first.number is None
        and second.number is None
        and not second.shift
        and (first.month or first.season)
    ):
        second = second._replace(direction=1)  # from February to December of a year that the narrative knows
    elif is_range and second.number is None and first.number is not None and not first.short:
        wraps = first.before_christ is False and _wraps(first, second)
        number = first.number + 1 if wraps else first.number
        second = second._replace(number=number, before_christ=first.before_christ)
    elif (
        first.before_christ is None
        and first.number is not None
        and not first.short
        and second.before_christ is not None
    ):
        first = first._replace(before_christ=second.before_christ)
    elif (
        second.before_christ is None
        and second.number is not None
        and not second.short
        and first.before_christ is not None
    ):
        second = second._replace(before_christ=first.before_christ)
    return first, second


def _wraps(first: Mention, second: Mention) -> bool:
    """Tell whether a range crosses New Year; a winter lies on both sides of it."""
    return 24 not in (first.season, second.season) and _place(first) > _place(second)  # noqa: PLR2004  # winter


def _place(mention: Mention) -> float:
    """Give a place within the year, to compare two of one year."""
    season = {21: 4.0, 22: 7.0, 23: 10.0}.get(mention.season or 0, 0.0)
    return (mention.month or season) + (mention.day or 0) / 40
