"""What looks like a date in one of seven languages and is none: counts, names of springs, days of every year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from histbot.timeline.expressions.parts.years import FEW_FIGURES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from histbot.timeline.expressions.parts.mention import Mention
    from histbot.timeline.multilingual.tokens import Token

_HALF_CENTURY, _TEN = 50, 10
_BEFORE_TIME = frozenset("vFtQ{}<>~?=&qzHs-W(")  # what stands before a month or a season without a year
_BEFORE_YEAR = frozenset("vFtQ{}<>~?=&q(-,/")
_FIRM = frozenset("Q{}<>=q(")  # before a year of three figures
_ENDS = re.compile(r"[.,;:)\]]|\Z")


class Place:
    """Where a mention stands in its sentence."""

    def __init__(self, text: str, tokens: Sequence[Token], code: str, first: int, last: int) -> None:
        """Look at the tokens from `first` to before `last`."""
        self.text, self.tokens, self.code, self.first, self.last = text, tokens, code, first, last

    @property
    def before(self) -> str:
        """The letter before; empty at the beginning."""
        return self.code[self.first - 1] if self.first else ""

    @property
    def after(self) -> str:
        """The letter behind; empty at the end."""
        return self.code[self.last : self.last + 1]

    def word(self, place: int) -> str:
        """Give the token at `place` as it is written."""
        return self.text[self.tokens[place].start : self.tokens[place].end] if 0 <= place < len(self.tokens) else ""

    def is_said(self, letters: str) -> bool:
        """Tell whether one of these letters stands within."""
        return any(letter in self.code[self.first : self.last] for letter in letters)


def is_date(kind: str, mention: Mention, place: Place) -> bool:
    """Tell whether what rule `kind` found is a date."""
    if mention.number is None and mention.shift is None and "*" in place.code[max(0, place.first - 4) : place.first]:
        return False  # every 9 May
    guard = _GUARDS.get(kind)
    return guard is None or guard(mention, place)


def _is_year(mention: Mention, place: Place) -> bool:
    number = mention.number
    if number is None or mention.short or mention.shared_era or place.is_said("ykEA"):
        return place.after != "#" or not place.is_said("D") or place.is_said("EA")
    if place.after in ("#", "%") or place.before in ("+", "N", "M", "C") or place.after in ("U", "k", "c"):
        return False
    if place.after == "°" or _NUMBERED.search(place.text[: place.tokens[place.first].start]):
        return False
    if number < FEW_FIGURES:
        return _is_old_year(number, place)
    if number % _HALF_CENTURY == 0:
        bare = not _counts(place) or (place.before in _FIRM and place.after == "x")
        return place.before in _BEFORE_YEAR and bare
    return place.before != "~" or not _counts(place)


_NUMBERED = re.compile(r"(?:[$€£№#§]|\b(?:nr|č|str|no|стр)\.)\s?\Z", re.IGNORECASE)
_WORD = re.compile(r"\s?(\w+)")


def _counts(place: Place) -> bool:
    """Tell whether a noun follows that the number may count: a word that nothing parts from it."""
    return place.after == "x" and place.text[place.tokens[place.last - 1].end :][:1] == " "


def _is_old_year(number: int, place: Place) -> bool:
    """Tell whether three figures stand as a year does."""
    listed = place.before == "&" and place.code[place.first - 2 : place.first - 1] in ("Y", "A", "E")  # 929 nebo 935
    firm = place.before in _FIRM or listed or (place.before == "~" and not _counts(place))
    if not firm or (number % _TEN == 0 and place.after == "x" and place.before != "Q"):
        return False
    return place.after != "x" or not place.word(place.last)[:1].isupper() or place.before == "Q"


def _is_month(_: Mention, place: Place) -> bool:
    """Tell whether a month without a year stands as one: behind a preposition, and written as one."""
    return _is_placed(place) and place.after != "°"


def _is_placed(place: Place) -> bool:
    if place.before in _BEFORE_TIME and place.before:
        return not (place.before == "(" and place.after != ")")
    return place.before in (",", "") and place.after in ("-", "/", "}", "t", "&")


def _is_season(_: Mention, place: Place) -> bool:
    """Tell `in the spring` from the name of a spring."""
    word = place.word(place.first)
    named = place.before == "x" and place.word(place.first - 1)[:1].isupper()
    if place.tokens[place.first].code == "Z":
        return not named
    if place.after in ("F", "t") and _counts_name(place):
        return False
    return (_is_placed(place) or "'" in word) and not named


def _counts_name(place: Place) -> bool:
    return place.word(place.last + 1)[:1].isupper()  # le printemps de Prague


def _is_season_year(_: Mention, place: Place) -> bool:
    named = place.before == "x" and place.word(place.first - 1)[:1].isupper()
    return not (named and place.word(place.first)[:1].isupper())


def _is_which(mention: Mention, place: Place) -> bool:
    """Tell `that day` from `the same days`, and a year that goes on to name itself from one that does not."""
    return not (mention.shift and mention.shift.steps == 0 and place.after in ("D", "Y", "T"))


_GUARDS: dict[str, Callable[[Mention, Place], bool]] = {
    "year": _is_year,
    "month": _is_month,
    "season": _is_season,
    "season_year": _is_season_year,
    "which": _is_which,
}
