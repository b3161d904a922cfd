"""What a rule of the grammar found in a sentence, and the years that its words say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from histbot.timeline.expressions.parts.mention import Mention, Shift
from histbot.timeline.expressions.parts.years import FEW_FIGURES

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Sequence

    from histbot.timeline.multilingual.tokens import Token

Found = tuple[list[Mention], bool]
"""The mentions of one match, and whether the last two are the ends of a range."""
NONE: Found = ([], False)
HUNDRED = 100
STEPS = {"same": 0, "next": 1, "previous": -1}
_NUMBERS = frozenset("DTYCORB")


@dataclass(frozen=True, slots=True)
class Match:
    """What a rule found, and the tokens behind it."""

    parts: re.Match[str]
    """The match in the sentence's letters; a letter stands where its token does."""
    tokens: Sequence[Token]
    """The sentence's tokens."""

    def __getitem__(self, name: str) -> str:
        """Give the letters of a part; none if the rule has no such part, or the match."""
        return self.parts.groupdict().get(name) or ""

    def of(self, name: str) -> Sequence[Token]:
        """Give the tokens of a part."""
        return self.tokens[self.parts.start(name) : self.parts.end(name)]

    def of_all(self) -> Sequence[Token]:
        """Give the tokens of the whole match."""
        return self.tokens[self.parts.start() : self.parts.end()]

    def value(self, *names: str) -> Any:
        """Give the value of the first token of the first of the parts that there is."""
        for name in names:
            if self[name]:
                return self.tokens[self.parts.start(name)].value
        return None

    def number(self, *names: str) -> int:
        """Give the number that the first of the parts says; 0 if there is none."""
        return next((_number(self.of(name)) for name in names if self[name]), 0)

    def mention(self, first: int | None = None, last: int | None = None, **fields: Any) -> Mention:
        """Make a mention of the whole match, or of the tokens from `first` to before `last`."""
        start = self.tokens[self.parts.start() if first is None else first].start
        end = self.tokens[(self.parts.end() if last is None else last) - 1].end
        return Mention(start, end, **fields)

    def behind_first(self) -> int:
        """Give the place of the first token that is no word such as `in` or `from`."""
        place = self.parts.start()
        while self.tokens[place].code in "vFtQ({" and place < self.parts.end() - 1:
            place += 1
        return place


def _number(tokens: Iterable[Token]) -> int:
    return sum(token.value for token in tokens if token.code in _NUMBERS)


def year_in(tokens: Sequence[Token]) -> dict[str, Any]:
    """Give the fields of a year: in figures, or in two figures."""
    codes = [token.code for token in tokens]
    number = next(token.value for token in tokens if token.code in "YDT")
    if "E" in codes or "A" in codes:
        return {"number": number, "before_christ": "E" in codes}
    if "'" in codes or ("°" in codes and number < HUNDRED):
        return {"number": number, "short": True}
    said = any(code in "yk" for code in codes)
    return {"number": number, "before_christ": False if said and number >= HUNDRED else era(number)}


def era(number: int) -> bool | None:
    """Tell whether a year without an era is BC; a small number may be either."""
    return None if number < FEW_FIGURES else False


def year_of(match: Match) -> dict[str, Any]:
    """Give the fields of the year behind a month or season, or of the step to it."""
    if match["year"]:
        return year_in(match.of("year"))
    if match["old"]:
        return {"number": match.value("old"), "before_christ": None, "shared_era": True}
    which = match.value("which", "which_after")
    return {"shift": Shift(STEPS[which], "year")} if which else {}
