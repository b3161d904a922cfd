"""Read a sentence: where dates stand in it, and what their own words say.

What they leave out, the narrative fills in (`timeline/context.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from histbot.timeline.expressions.build import BUILD
from histbot.timeline.expressions.guards import is_date
from histbot.timeline.expressions.joining import join
from histbot.timeline.expressions.rules import FIND, parts_of

if TYPE_CHECKING:
    from histbot.timeline.expressions.mention import Mention, Range

_HINT = re.compile(
    r"\d\d|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter|day|week|month|year|decade|centur|Christmas|Boxing"
    r"|ties\b|Epiphany|Michaelmas|\d(?:st|nd|rd|th)?\s[A-Z]"
)
# What may stand before a date and belongs to it, or moves it.
_BEFORE = re.compile(
    r"""
    \b (?: (?P<side>after|before|by|until|till|since|prior\sto|following|up\sto)\s )?
    (?P<span>
      (?P<the>the\s)?
      (?: (?P<about>(?:around|about|circa|approximately|roughly|probably|perhaps|possibly|c\.|ca\.|c)\s?)
        | (?P<part>very\searly|very\slate|early|mid|late|later|middle)(?:[\s-](?:in\s|part\sof\s|of\s)?)
        | (?P<share>beginning|start|outset|middle|end|close|rest|remainder|(?:first|second|latter)\shalf
            |(?:first|second|third|fourth|last|final)\squarter|(?:early|latter)\spart
            |turn|years?|night|morning|evening|eve)
          \s(?:of\s)?
      )?
      (?:the\s)?
    )\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What is told in passing: where brackets or such words stand before a date, the story may go on elsewhere.
_IN_PASSING = re.compile(
    r"""\b(?:who|which|whose|where|since|had|born|died|treaty|agreement|constitution|revolution|battle|war|act|as\sin
        |unlike|like|compared|previously|formerly|already)\b[^,;]*\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_NOT = re.compile(r"(?:\b(?:not|never|nothing|nobody|no)\b|n['’]t\b)[^,;:]*\Z", re.IGNORECASE)
_NEGATED = 80  # characters between `not` and `until`
_PASSING = 200  # characters in which it may begin
_SIDES = {"till": "until", "prior to": "before", "following": "after", "up to": "until"}
_QUALIFYING = 40  # characters that `by the end of the` takes
_SHARES = {"beginning": "early", "start": "early", "outset": "early", "early part": "early", "very early": "early",
           "first half": "early", "first quarter": "early", "end": "late", "close": "late", "later": "late",
           "latter part": "late", "very late": "late", "second half": "late", "latter half": "late",
           "last quarter": "late", "fourth quarter": "late", "final quarter": "late", "middle": "mid"}  # fmt: skip
_QUALIFIED = frozenset("early late mid".split())


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence says of dates."""

    mentions: tuple[Mention, ...]
    """The dates, in order."""
    ranges: tuple[Range, ...]
    """Which of them are the two ends of an interval."""


_NOTHING = Reading((), ())


def scan(text: str) -> Reading:
    """Find the dates of a sentence, written without markup."""
    if not _HINT.search(text):
        return _NOTHING
    mentions: list[Mention] = []
    pairs: list[tuple[int, int]] = []
    position = 0
    while match := FIND.search(text, position):
        kind = match.lastgroup or ""
        parts = parts_of(kind).match(text, match.start())
        found, is_range = BUILD[kind](parts) if parts else ([], False)
        kept = [each for each in found if is_date(kind, each, text)]
        if kept and len(kept) == len(found):
            if is_range:
                pairs.append((len(mentions), len(mentions) + len(found) - 1))
            mentions += found
            position = max(match.end(), position + 1)
        else:
            position = _past(text, match.start())
    if not mentions:
        return _NOTHING
    mentions = [_widened(each, text, mentions[place - 1].end if place else 0) for place, each in enumerate(mentions)]
    mentions, ranges = join(mentions, pairs, text)
    return Reading(tuple(mentions), tuple(ranges))


def _past(text: str, start: int) -> int:
    """Give where to look on behind a match that was none: at the end of its first word."""
    end = start + 1
    while end < len(text) and (text[end].isalnum()):
        end += 1
    return end


def _widened(mention: Mention, text: str, after: int) -> Mention:
    """Take in `early`, `the end of` and `around`, and remember `after`, `before`, `by`."""
    match = _BEFORE.search(text, max(after, mention.start - _QUALIFYING), mention.start)
    begin = mention.start
    qualifier, about = mention.qualifier, mention.about
    if match:
        about = about or match["about"] is not None
        part = (match["part"] or match["share"] or "").lower()
        if part or match["about"] or match["the"]:
            begin = match.start("span")
        named = _SHARES.get(part, part)
        qualifier = (named if named in _QUALIFIED else qualifier) or _side(match)
    return replace(mention, start=begin, qualifier=qualifier, about=about, aside=_in_passing(text, begin))


def _side(match: re.Match[str]) -> str:
    """Give `after`, `before`, `by` …; but what happened `not until 1934` did happen in 1934."""
    side = (match["side"] or "").lower()
    side = _SIDES.get(side, side)
    before = match.string[max(0, match.start() - _NEGATED) : match.start()]
    return "" if side in ("until", "before") and _NOT.search(before) else side


def _in_passing(text: str, begin: int) -> bool:
    before = text[max(0, begin - _PASSING) : begin]
    bracketed = before.rfind("(") > before.rfind(")") or before.rfind("[") > before.rfind("]")
    return bracketed or _IN_PASSING.search(before) is not None
