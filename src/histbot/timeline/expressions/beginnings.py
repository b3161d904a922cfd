"""Where in a text a date can begin, told by a word or two: the grammar is tried there and nowhere else.

Forty rules at every word would take most of the time that reading dates takes. The pattern is no grammar: it lets
through much that is no date, and must let through all that a rule of `rules.py` can begin with.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from histbot.timeline.expressions.parts import calendars
from histbot.timeline.expressions.parts.vocabulary import FEASTS, HUNDREDS, MONTHS, NUMBERS, ORDINALS, SEASONS, TENS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def _tree(words: Mapping[str, str]) -> str:
    """Make a pattern of words in any case, each with the pattern of what follows it.

    It branches letter by letter, and each branch begins with a set of letters: so `re` passes over it without a try.
    """
    rests: dict[str, dict[str, str]] = {}
    for word, follows in words.items():
        rests.setdefault(word[:1].lower(), {})[word[1:].lower()] = follows
    ends = rests.pop("", {}).values()
    return f"(?:{'|'.join([*(_letter(first) + _tree(rest) for first, rest in sorted(rests.items())), *ends])})"


def _letter(letter: str) -> str:
    return f"[{letter}{letter.upper()}]" if letter.isalpha() else r"[\s-]" if letter in " -" else f"[{letter}’]"


def _any_of(words: Iterable[str]) -> str:
    return _tree(dict.fromkeys(words, ""))


_UNITS = ["day", "week", "fortnight", "month", "year", "decade", "centur"]
_PARTS = _any_of([*_UNITS, "morning", "afternoon", "evening", "night", *MONTHS, *SEASONS])
_SHARES = "end close beginning start middle rest remainder course".split()
_TURNS = "very same next follow succeed ensu previous preced prior".split()
_WHOLE = [*MONTHS, *SEASONS, *ORDINALS, *TENS, *HUNDREDS, *FEASTS, *calendars.FEASTS, *calendars.FIRST_WORDS]
_NUMBER = rf"(?:[\s-][a-z]+)?(?:[\s-]and[\s-]a[\s-]half)?[\s-]{_any_of(_UNITS)}"
_WHICH = rf"\s(?:(?:same|very)\s)?{_PARTS}"
_WORDS = (
    dict.fromkeys(NUMBERS, _NUMBER)  # two days later
    | dict.fromkeys(_SHARES, r"\sof\sth")
    | dict.fromkeys(["this", "that", "next"], _WHICH)  # that very year
    | dict.fromkeys(["late", "later", "early", "earlier"], r"\s(?:in\s)?th")  # later in the year
    | dict.fromkeys(["month", "year"], r"['’]s\send")
    | {"the": rf"\s(?:{_PARTS}|{_any_of([*_TURNS, *_SHARES])})"}  # the next day · the end of the month
    | dict.fromkeys(_WHOLE, r"(?:\b|\d)")  # May · May9 · JULY · nineteen … · Easter Monday
)
BEGINNING = re.compile(
    rf"""
      \d(?:(?<!\d\d)|(?<=[12]\d{{4}})) | ['’]\d  # 1945 · '68
    | \b(?:{_tree(_WORDS)}
        | [IVX]{{1,5}}(?:th)?(?:[-–/]|\s(?:[Cc]|and|to|or|[-–])) | A\.?\s?[DH] | B\.?\s?C | C\.?\s?E)
    | [JFMASOND](?<=\d.)[a-z]{{2,}}\s\d  # 1923November 30
    """,
    re.VERBOSE,
)
