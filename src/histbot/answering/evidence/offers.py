"""What a sentence offers to each kind of question: dates, numbers, names, places, reasons.

Patterns, not a parser. Known to fail: a name at the beginning of a sentence is no offer of a name, nor is one in
lower case; a place is whatever name stands behind a preposition.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from histbot.answering.evidence.elsewhere import offered_elsewhere

if TYPE_CHECKING:
    from collections.abc import Iterator

    from histbot.languages import Words

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
MONTHS = re.compile(rf"\b{_MONTH}")
_COUNT = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fifteen|twenty|thirty|forty|fifty"
    r"|sixty|seventy|eighty|ninety|dozens?|hundreds?|thousands?|millions?|billions?|half|third|quarter)"
)
_SUM = r"\d(?:[\d,.\xa0\u202f]*\d)?"
_COINS = (
    r"(?:dollar|pound|euro|cent|penny|shilling|guinea|farthing|franc|livre|[ée]cu|thaler|taler|reichsmark|mark|pfennig|gulden"
    r"|guilder|florin|ducat|crown|kron[aeo]|ruble|rouble|kopeck|z[łl]ot|grosch|hryvni|korun|peso|escudo|peseta|drachma"
    r"|talent|obol|denari|sesterti|solid|dinar|dirham|rupee|yen|yuan|tael|piast(?:er|re)|lir)"
    r"(?:s|es|a|as|ae|e|i|us|n|en|r|y|ych)?|pence|(?:pieces|ounces|bars|kilos?|coins)\s+of\s+(?:gold|silver)"
)
_NAME = r"[A-ZÀ-ÞŠŽČŘŁŚŹŻΑ-ΩΆ-ΏЀ-Я][\w'’.-]*"
_PLACE = r"(?i:location|place|site|venue|city|town|country|region|county|province)\s?[:=]\s?[\"'“]?"  # of a fact
PATTERNS = {
    "when": re.compile(
        rf"""
          \b[12]\d{{3}}-[01]?\d(?:-[0-3]?\d)?\b                # 1450-06-09
        | (?:\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?\b{_MONTH}
          (?:\s+\d{{1,2}}(?:st|nd|rd|th)?\b)?(?:,?\s+\d{{3,4}}\b)?
        | \b(?:early\s+|mid-?|late\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)|[a-z]+(?:th|first|second|third))\s+centur(?:y|ies)\b
        | \b(?:early\s+|mid-?\s?|late\s+)?1\d{{2}}0s\b | \b20[012]0s\b
        | \b(?:spring|summer|autumn|winter)(?:\s+of)?\s+\d{{4}}\b
        | \b\d{{1,4}}\s+(?:BCE?|CE|AD)\b | \bAD\s+\d{{1,4}}\b
        | \b(?:1\d{{3}}|20[0-4]\d)(?:\s?[–-]\s?\d{{2,4}})?\b(?![,.]?\d)
        """,
        re.VERBOSE,
    ),
    "number": re.compile(
        rf"(?:[$£€]\s?)?\b(?:\d{{1,3}}(?:[ \xa0\u202f]\d{{3}})+|\d[\d,.]*\d)\b"
        rf"(?:\s?(?:%|percent|per\s+cent|million|billion|trillion))?|\b\d\b%?|\b{_COUNT}\b",
        re.IGNORECASE,
    ),
    "price": re.compile(
        rf"[$£€¥₤]\s?{_SUM}(?:\s?(?:million|billion|trillion|m|bn)\b)?|\b(?:{_SUM}|{_COUNT})(?:[\s-]{_COUNT})*"
        rf"\s+(?:[a-z]+\s+)?(?:of\s+)?(?:{_COINS})\b",
        re.IGNORECASE,
    ),
    "duration": re.compile(
        rf"\b(?:\d[\d,.]*|{_COUNT}(?:[\s-]{_COUNT})?|a|several|few)[\s-](?:and\s+a\s+half\s+)?"
        r"(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?|centur(?:y|ies))\b",
        re.IGNORECASE,
    ),
    "who": re.compile(
        rf"(?:(?<=[\w,;:('\"“] )|(?<=[:=] [\"'“]))(?:{_NAME})(?:\s+(?:(?:of|de|von|van|the|da|du|ibn|al)\s+)?{_NAME})*"
    ),
    "where": re.compile(
        rf"\b(?:(?:in|at|near|from|to|of|on|into|across|throughout|around)\s+(?:the\s+)?|{_PLACE})"
        rf"((?:{_NAME})(?:[\s,]+{_NAME})*)"
    ),
    "why": re.compile(
        r"\b(?:because|due\s+to|in\s+order\s+to|reasons?|therefore|as\s+a\s+result|consequences?|since|sourcing|so\s+that"
        r"|caused?|led\s+to|owing\s+to|thanks\s+to|for\s+fear|resulted|resulting|so\s+as\s+to|to\s+avoid|to\s+prevent)\b",
        re.IGNORECASE,
    ),
    "how": re.compile(r"\b(?:by|through|using|via|with|means\s+of)\b", re.IGNORECASE),
}
_WORDS = re.compile(r"\w+")


def offered(kind: str, text: str, tongue: Words | None = None) -> Iterator[tuple[int, int]]:
    """Give the spans in `text` of what a question of this kind asks for; `tongue` are its language's words."""
    if tongue is not None:
        yield from offered_elsewhere(kind, text, tongue, PATTERNS["who"])
        return
    pattern = PATTERNS.get(kind)
    if pattern is not None:
        group = pattern.groups and 1
        yield from (match.span(group) for match in pattern.finditer(text) if match.start(group) >= 0)
