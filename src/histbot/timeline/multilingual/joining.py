"""What stands around the dates of a sentence: early and around, from and to, Old and New Style."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from histbot.timeline.expressions.joining import alike, filled, holds, names
from histbot.timeline.expressions.parts.calendars import are_styles, as_gregorian, days_between
from histbot.timeline.expressions.parts.mention import Mention, Range, Shift

if TYPE_CHECKING:
    from collections.abc import Sequence

    from histbot.timeline.multilingual.tokens import Token

_AROUND = re.compile(
    r"(?P<side>[<>{}])?[vFtQ]*(?P<own>(?P<about>[~?])?[vFtQ]*(?P<part>(?:[OzR]|D\.)[Hq]|q)?[vFtQ]*(?:[Oz]?[uU][vFtQ]*)?(?:W,?)?[vFtQ]*)\Z"
)
_RANGE = re.compile(r"(?P<dash>-)|/|[}t][vFtQ{]*(?:W,?)?|(?P<and>&)[vFtQ{]*")
_LIST = re.compile(r"[&,][vFtQ]*")
_APPOSED = re.compile(r",[vFtQ]*|\(")
_BOTH = re.compile(r"\$?[(\[/-]v*\$?v*")
_CLOSING = re.compile(r",?\$?[)\]]?")
_PASSING = 40  # tokens in which what is told in passing may begin


@dataclass(slots=True)
class Sentence:
    """The dates of a sentence on their way to what they say together."""

    tokens: Sequence[Token]
    """All its tokens."""
    code: str
    """Their letters."""
    mentions: list[Mention] = field(default_factory=list)
    """What was found."""
    places: list[tuple[int, int]] = field(default_factory=list)
    """The first token of each mention, and the one behind its last."""

    def gap(self, place: int) -> str:
        """Give the letters between a mention and the next."""
        return self.code[self.places[place][1] : self.places[place + 1][0]].lstrip(".°")

    def qualify(self) -> None:
        """Take in `early`, `around` and a weekday, and remember `since`, `before`, `by`."""
        for number, mention in enumerate(self.mentions):
            first = self.places[number][0]
            behind = self.places[number - 1][1] if number else 0
            match = _AROUND.search(self.code[behind:first])
            if match is None:
                continue
            start, qualifier, doubt = mention.start, mention.qualifier, mention.doubt
            if match["about"] or match["part"]:
                start = self.tokens[behind + match.start("own")].start
                doubt = doubt or {"~": "~", "?": "?"}.get(match["about"] or "", "")
            if match["part"]:
                qualifier = self._share(behind + match.start("part"))
            if match["side"] and not qualifier:
                qualifier = str(self.tokens[behind + match.start("side")].value)
            self.mentions[number] = mention._replace(
                start=start, qualifier=qualifier, doubt=doubt, aside=self._in_passing(first)
            )

    def _share(self, place: int) -> str:
        """Give early, mid or late; `first half` is early, another's is late."""
        token = self.tokens[place]
        if token.code == "q":
            return str(token.value)
        return "early" if token.value == 1 else "late"

    def _in_passing(self, first: int) -> bool:
        before = self.code[max(0, first - _PASSING) : first]
        clause = before[max(before.rfind(mark) for mark in ",;:") + 1 :]
        return before.rfind("(") > before.rfind(")") or "r" in clause

    def one_style(self) -> None:
        """Make one mention of a day given in both styles; the later one, which is the New Style, stays."""
        place = 0
        while place < len(self.mentions) - 1:
            first, second = self.mentions[place], self.mentions[place + 1]
            if are_styles(first, second) and _BOTH.fullmatch(self.gap(place)):
                self._merge(place)
            place += 1

    def _merge(self, place: int) -> None:
        first, second = self.mentions[place], self.mentions[place + 1]
        end = self.places[place + 1][1]
        closed = _CLOSING.match(self.code, end)
        end = closed.end() if closed else end
        said = first if first.number is not None else second
        later = second if days_between(first, second) > 0 else first
        removed = 2
        if said.number is None and place + 2 < len(self.mentions) and self.places[place + 2][0] - end in (0, 1):
            year = self.mentions[place + 2]
            if year.explicit and not year.month and self.code[end : self.places[place + 2][0]] in ("", ","):
                said, end, removed = year, self.places[place + 2][1], 3
        merged = later._replace(
            start=first.start, end=self.tokens[end - 1].end, number=said.number, before_christ=said.before_christ,
            shift=first.shift or second.shift,
        )  # fmt: skip
        self.mentions[place : place + removed] = [merged]
        self.places[place : place + removed] = [(self.places[place][0], end)]

    def gregorian(self, text: str) -> None:
        """See `as_gregorian`."""
        self.mentions = [as_gregorian(mention, text) for mention in self.mentions]

    def join(self) -> list[Range]:
        """Fill in what neighbours say for each other, and give the ranges."""
        known = {place: place + 1 for place, each in enumerate(self.mentions[:-1]) if each.opens}
        for place in range(len(self.mentions) - 2, -1, -1):
            first, second = self.mentions[place], self.mentions[place + 1]
            gap = self.gap(place)
            if known.get(place) == place + 1:
                continue
            if _APPOSED.fullmatch(gap) and names(first, second):
                self.mentions[place] = second._replace(start=first.start, end=first.end)
            elif _APPOSED.fullmatch(gap) and holds(first, second):
                self.mentions[place + 1] = second._replace(shift=Shift(0, "year"))
            elif alike(first, second) and (_RANGE.fullmatch(gap) or _LIST.fullmatch(gap) or self._is_night(place, gap)):
                is_range = self._is_range(place, gap)
                self.mentions[place], self.mentions[place + 1] = filled(first, second, is_range=is_range)
                if is_range and place + 1 not in known:
                    known[place] = place + 1
        return [self._range(first, second) for first, second in sorted(known.items())]

    def _is_range(self, place: int, gap: str) -> bool:
        first, second = self.mentions[place], self.mentions[place + 1]
        if self._is_night(place, gap):
            return True
        match = _RANGE.fullmatch(gap)
        if match is None or (match["dash"] and first.month is None and second.number is None and first.number):
            return False
        if not match["and"]:
            return gap != "/" or bool(first.day and second.day)
        return re.search(r"=[vFtQyk]*\Z", self.code[: self.places[place][0]]) is not None

    def _is_night(self, place: int, gap: str) -> bool:
        """Tell whether two days are those that a night lies between: `w nocy z 12 na 13 grudnia`."""
        return not gap and self.code[self.places[place][0]] == "h" and self.mentions[place].day is not None

    def _range(self, first: int, second: int) -> Range:
        start = self.mentions[first].start
        before = self.places[first][0]
        opened = re.search(r"[F{=][vFtQ]*\Z", self.code[:before])
        if opened and self.tokens[opened.start()].end <= start:
            start = self.tokens[opened.start()].start
        return Range(first, second, start, self.mentions[second].end)
