"""What stands around a date and belongs to it, or moves it: `early`, `the end of`, `around`, `no later than`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from histbot.timeline.expressions.parts.mention import Mention

_ABOUT = r"around|about|circa|approximately|approx\.?|roughly|towards?|c\.|ca\.|c"
_PERHAPS = r"probably|perhaps|possibly"
_UNITS = r"days?|weeks?|months?|years?|decades?|third|half|quarter|part|hours?"
_BEFORE = re.compile(
    rf"""
    \b (?: (?P<side>n(?:o|ot)\s(?:later|earlier)\sthan|earlier\sthan|later\sthan|prior\sto|up\sto|following
             |(?:starting|beginning)(?:\s(?:in|on|from))?|as\sof|after|before|until|till|since
             |(?<!followed\s)(?<!preceded\s)(?<!succeeded\s)(?<!replaced\s)by)\s
         | (?P<prefix>pre|post)- )?
    (?P<span>
      (?P<the>the\s)?
      (?: (?:(?P<about>{_ABOUT})|(?P<perhaps>{_PERHAPS}))\s?
        | (?P<part>very\searly|very\slate|early|mid|late|later|middle)(?:[\s-](?:in\s|part\sof\s|of\s)?)
        | (?P<share>beginning|start|outset|middle|end|close|rest|remainder|(?:early|latter)\spart
            |(?:first|second|third|fourth|last|final|opening|closing|latter|initial|early)\s
             (?:(?:two|three|four|five|six|few)\s)?(?:{_UNITS})
            |turn|night|morning|evening|eve)
          \s(?:of\s|(?<=[a-z]s\s)in\s|(?<=week\s)in\s) | years?\s(?:of\s)?
      )?
      (?:the\s)?
      (?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,?\s(?:the\s)?)?
    )\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
_AFTER = re.compile(r"\s?(?:\(?approx\.?\)?(?!\w)|approximately\b|or\sso\b)")  # 1860 approx.
_ASKED = re.compile(r"\s?\(\?\)")  # 1500 (?)
_ONWARDS = re.compile(r"\s(?:onwards?|on(?!\s(?:the\s)?(?:[A-Z\d]|his\b|her\b|their\b)))\b")  # from 1918 on
_FROM = re.compile(r"\bfrom\s\Z", re.IGNORECASE)
# What is told in passing: where brackets or such words stand before a date, the story may go on elsewhere.
_IN_PASSING = re.compile(
    r"""\b(?:who|which|whose|where|since|had|born|died|treaty|agreement|constitution|revolution|battle|war|act|as\sin
        |unlike|like|compared|previously|formerly|already)\b[^,;]*\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_NOT = re.compile(r"(?:\b(?:not|never|nothing|nobody|no)\b|n['’]t\b)[^,;:]*\Z", re.IGNORECASE)
_NEGATED = 80  # characters between `not` and `until`
_PASSING = 200  # characters in which it may begin
_QUALIFYING = 48  # characters that `in the last three months of the` takes
_SIDES = {
    "till": "until", "prior to": "before", "following": "after", "up to": "until", "earlier than": "before",
    "later than": "after", "no later than": "by", "not later than": "by", "no earlier than": "since",
    "not earlier than": "since", "as of": "since",
}  # fmt: skip
_SHARES = {
    "beginning": "early", "start": "early", "outset": "early", "end": "late", "close": "late", "later": "late",
    "middle": "mid", "mid": "mid", "early": "early", "late": "late", "very early": "early", "very late": "late",
    "early part": "early",
}  # fmt: skip
_TWO_WORDS = re.compile(r"(?:\A|(?<=\W))(\w*)\W(\w+)\s\Z")
_TWO = 24  # characters in which these stand
_BEFORE_IN = frozenset(
    "early late later mid middle starting beginning week weeks day days month months year years hour hours".split()
)
_FIRSTS = frozenset({"first", "opening", "initial", "early"})
_LASTS = frozenset({"last", "final", "closing", "latter"})


def qualified(mention: Mention, text: str, after: int) -> Mention:
    """Take in `early`, `the end of`, `around` and a weekday, and remember `after`, `before`, `by`.

    Nothing before the offset `after` is looked at.
    """
    match = (
        _BEFORE.search(text, max(after, mention.start - _QUALIFYING), mention.start) if _may_be(text, mention) else None
    )
    begin, doubt, qualifier = mention.start, mention.doubt, mention.qualifier
    if match:
        doubt = doubt or ("~" if match["about"] else "?" if match["perhaps"] else "")
        part = _part((match["part"] or match["share"] or "").lower())
        if match.end("span") > match.start("span"):
            begin = match.start("span")
        qualifier = part or _side(match) or qualifier
    end = mention.end
    for sign, pattern in (("~", _AFTER), ("?", _ASKED)):
        if behind := pattern.match(text, end):
            doubt, end = doubt or sign, behind.end()
    if _ONWARDS.match(text, mention.end) and _FROM.search(text, max(0, begin - _QUALIFYING), begin):
        qualifier = qualifier or "since"
    return mention._replace(start=begin, end=end, qualifier=qualifier, doubt=doubt, aside=_in_passing(text, begin))


def _may_be(text: str, mention: Mention) -> bool:
    """Tell whether what stands before a mention may belong to it: most often `in` or `on` does not."""
    last = _TWO_WORDS.search(text, max(0, mention.start - _TWO), mention.start)
    return last is None or last[2] not in ("in", "In", "on", "On") or last[1].lower() in _BEFORE_IN


def _part(words: str) -> str:
    """Give early, mid or late for a share of a time; nothing for others."""
    if words in _SHARES:
        return _SHARES[words]
    first, _, unit = words.partition(" ")
    if first == "second" and unit in ("half", "third"):
        return "late" if unit == "half" else "mid"
    if (first, unit) == ("fourth", "quarter"):
        return "late"
    return "early" if unit and first in _FIRSTS else "late" if unit and first in _LASTS else ""


def _side(match: re.Match[str]) -> str:
    """Give `after`, `before`, `by` …; but what happened `not until 1934` did happen in 1934."""
    if match["prefix"]:
        return "before" if match["prefix"].lower() == "pre" else "after"
    side = re.sub(r"\s", " ", (match["side"] or "").lower())
    side = "since" if side.startswith(("starting", "beginning")) else _SIDES.get(side, side)
    before = match.string[max(0, match.start() - _NEGATED) : match.start()]
    return "" if side in ("until", "before") and _NOT.search(before) else side


def _in_passing(text: str, begin: int) -> bool:
    before = text[max(0, begin - _PASSING) : begin]
    bracketed = before.rfind("(") > before.rfind(")") or before.rfind("[") > before.rfind("]")
    return bracketed or _IN_PASSING.search(before) is not None
