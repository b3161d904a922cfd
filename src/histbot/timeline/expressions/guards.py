"""What looks like a date and is none: counts, page numbers, months that are verbs or names, days of every year.

Looked at is what stands around a bare year, month, season or feast. Known limits: a round number before a noun that is
not in the list of counted things may pass for a year; a title that is a year (*1984*) is read as that year.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from histbot.timeline.expressions.vocabulary import COUNTS, MONTH_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from histbot.timeline.expressions.mention import Mention

_AROUND = 40  # characters looked at on either side
_SENTENCE = 200  # … for `each year`
_NAMES = "|".join(MONTH_NAMES)
_HALF_CENTURY = 50
_FEW_FIGURES = 1000  # years below are written as counts are


def _before(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(patterns)})\Z", re.VERBOSE | re.IGNORECASE)


_NUMBERED = _before(  # page 1938, No. 1918, Route 1914
    r"[$€£¥№§]\s?",
    r"\b(?:p|pp|no|nos|vol|art|fig|ch|cf|nr)\.\s?",
    r"\b(?-i:[A-Z]{1,4})[-.]",
    r"""\b(?:pages?|chapter|numbers?|numbered|volume|article|section|verse|lines?|room|route|highway|flight|model|type
        |regiment|asteroid|resolution|apollo|boeing|windows|utc|psalm)\s""",
)
_COUNTED_BEFORE = _before(  # nearly 1500, a total of 1914
    r"""\b(?:nearly|almost|exactly|estimated|totall?ing|total|roughly|approximately|additional|up\sto|numbering
        |to\sabout|by\sabout)\s"""
)
_COUNT_OR_YEAR = _before(  # more than 1914, with 1938
    r"\b(?:over|than|least|most|some|only|another|of\sthe|all|the\sother|these|those|a|an|its|his|their|with)\s"
)
_YEAR_BEFORE = _before(  # in 1938, since 1914, (1944
    r"""\b(?:in|since|until|till|by|from|to|before|after|of|during|around|about|circa|ca\.?|c\.|and|or|between|years?
        |early|late|mid|throughout|at|through|for|autumn|spring|summer|winter|on|born|died|d\.|b\.|r\.|fl\.)[\s(-]""",
    r"[(\[–—;:]\s?",
    r"\A\W*",
)
_OLD_YEAR_BEFORE = _before(  # in 843, c. 400, (476
    r"""\b(?:in|by|until|since|after|before|from|years?|c\.|ca\.|around|early|late|winter\sof|spring\sof|summer\sof
        |autumn\sof)\s""",
    r"\(",
)
_OLD_YEAR_AFTER = re.compile(
    r"""\s*(?:\Z|[,.;:)\]–—]|[A-Z]
        |(?:the|he|she|it|they|when|by|and|to|with|at|after|as|was|were|under|a|an|his|her|on|but|in|for|during|had|did
           |against|from|or|until|between|because|marked|saw)\b)""",
    re.VERBOSE,
)
_ERA_FOLLOWS = re.compile(r"\s?(?:and|to|or|[-–—])\s?\d{1,4}\s?(?:BC|B\.C|AD|CE)")  # 496 and 495 BC
_ENTRY = re.compile(r"\s?[–—:]\s?\D")  # 657 – First Fitna
_WORD_AFTER = re.compile(r"[\s-]?([A-Za-z%]+)")
_NO_PLURAL = frozenset({"was", "as", "his", "its", "is", "this", "has"})

_MONTH_BEFORE = _before(
    r"""\b(?:in|by|of|since|until|till|from|to|early|late|later|mid|middle|during|and|or|around|about|before|after
        |between|through|throughout|at|for|that|this|as|on|when|next|following|previous|last|is|was)[\s-]"""
)
_ANOTHER_MONTH = re.compile(rf"\s?(?:[-–—/]|and|or|to)\s?(?:{_NAMES})\b")
_PERSON_BEFORE = _before(r"\b(?:Long|Mr\.?|Mrs\.?|Miss|Sir|Dr\.?|General)\s")
_NAME_BEFORE = re.compile(r"\b(?!(?:Late|Early|Mid|Last|Next|The|This|That)\s)[A-Z][a-z]+\s\Z")  # Ernest August
_NAME_AFTER = re.compile(
    r"""\s(?!(?:I|The|In|On|At|He|She|It|They|A|An|After|When|German|British|French|Soviet|American|Russian|Italian
        |Japanese|Chinese|US|Allied)\b)[A-Z][a-z]+""",
    re.VERBOSE,
)
_EVENT_AFTER = re.compile(r"\s(?:Revolution|Manifesto|Theses|Uprising|Plot|Crisis|Days|War|Constitution|Massacre)\b")
_EACH_BEFORE = _before(r"\b(?:every|each)\s(?:[a-z]+\s)?")  # every June 14
_EACH_YEAR = re.compile(r"\b(?:every|each)\s(?:single\s)?year\b|\bannually\b", re.IGNORECASE)

_SEASON_BEFORE = _before(
    r"""\b(?:in|by|of|since|until|till|from|early|late|mid|during|and|or|through|throughout|before|after|between
        |around|next)[\s-]""",
    r"\b(?:the|this|that)\s(?:(?:early|late|mid|following|next|same|previous|coming|ensuing|whole|entire)[\s-])?",
)
_WEATHER_BEFORE = re.compile(r"\bthe\s(?:[a-z]+\s)?[A-Za-z]+\s\Z")  # the severe Manchurian winter
_NO_WEATHER = _before(r"\b(?:of|in|and|or|to|palace|hot|mineral|thermal|Prague|Arab)\s")
_ANOTHER_SEASON = re.compile(r"\s?(?:[-–—/]|and|or|to)\s?(?:the\s)?(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)\b")
_OFFENSIVE = re.compile(r"\s(?:[Oo]ffensives?|[Cc]ampaign|[Cc]ounter-?[Oo]ffensive)\b")
_FALL_BEFORE = _before(r"\b(?:(?:in|by|during)\sthe|that|the\sfollowing|the\ssame|early|late|by|until|last|next)\s")
_OF_SOMETHING = re.compile(r"\sof\s(?!(?:that|the|this|\d))")
_FEAST_BEFORE = _before(r"\b(?:at|by|before|after|on|until|over|of|since|around|from)\s")
_FRAMED_BEFORE = _before(r"(?:[(;]|\b(?:from|between|in|during|of|c\.|ca\.))\s?", r"[-–—/]\s?")


def is_date(kind: str, mention: Mention, text: str) -> bool:
    """Tell whether what rule `kind` found in `text` is a date."""
    before = text[max(0, mention.start - _AROUND) : mention.start]
    if mention.number is None and _returns_every_year(
        mention, before, text[max(0, mention.start - _SENTENCE) : mention.end + _SENTENCE]
    ):
        return False
    guard = _GUARDS.get(kind)
    after = text[mention.end : mention.end + _AROUND]
    return guard is None or guard(mention, text[mention.start : mention.end], before, after)


def _returns_every_year(mention: Mention, before: str, text: str) -> bool:
    return _EACH_BEFORE.search(before) is not None or (mention.shift is None and _EACH_YEAR.search(text) is not None)


def _is_year(mention: Mention, _: str, before: str, after: str) -> bool:
    number = mention.number or 0
    word = _WORD_AFTER.match(after)
    following = word[1].lower() if word else ""
    if following in COUNTS or _NUMBERED.search(before) or _COUNTED_BEFORE.search(before):
        return False
    as_year = _YEAR_BEFORE.search(before) is not None
    if number < _FEW_FIGURES:
        return as_year and _is_old_year(before, after)
    if as_year:
        return not (number % 100 == 0 and following.endswith("s") and following not in _NO_PLURAL)
    if _COUNT_OR_YEAR.search(before):
        return number % _HALF_CENTURY != 0
    return not (number % _HALF_CENTURY == 0 and following.isalpha())


def _is_old_year(before: str, after: str) -> bool:
    """Tell whether three figures stand as a year does: `in 843,`, not `of 843 men`."""
    opens = not before.strip(" -*•") and _ENTRY.match(after) is not None
    stands = opens or _OLD_YEAR_BEFORE.search(before) is not None or _ERA_FOLLOWS.match(after) is not None
    return stands and _OLD_YEAR_AFTER.match(after) is not None


def _are_years(mention: Mention, _: str, before: str, __: str) -> bool:
    if mention.before_christ is None:
        return _FRAMED_BEFORE.search(before) is not None
    return not (_NUMBERED.search(before) or _COUNTED_BEFORE.search(before))


def _is_month(_: Mention, word: str, before: str, after: str) -> bool:
    verb = word in ("May", "March")
    if re.match(r"['’]s\b|\s?\d|-[a-z]", after):
        return not verb
    if _ANOTHER_MONTH.match(after):
        return True
    if _EVENT_AFTER.match(after):
        return False
    if _PERSON_BEFORE.search(before) or (word == "March" and re.match(r"\s(?:on|to|of)\s", after)):
        return False
    if _MONTH_BEFORE.search(before):
        return True
    named = _NAME_BEFORE.search(before) or _NAME_AFTER.match(after)
    return not verb and not (word in ("April", "June", "August") and named)


def _is_season(_: Mention, word: str, before: str, after: str) -> bool:
    if (word[0].isupper() and _OFFENSIVE.match(after)) or _ANOTHER_SEASON.match(after):
        return True
    if word[0].isupper() and _NAME_AFTER.match(after):
        return False
    if word.lower() == "fall":
        return _FALL_BEFORE.search(before) is not None and not after.startswith(" of ")
    if word == "spring" and (_OF_SOMETHING.match(after) or re.match(r"\s(?:water|from|up)\b", after)):
        return False
    if word.islower() and _WEATHER_BEFORE.search(before) and not _NO_WEATHER.search(before):
        return not re.match(r"\sof\s|s?\s(?:palace|water|games|olympics)", after)
    return _SEASON_BEFORE.search(before) is not None


def _is_step(mention: Mention, words: str, before: str, _: str) -> bool:
    """Tell `the next day` from `for the next year`, and `that day` from `to this day`."""
    if re.search(r"\bfor\s\Z", before) and words.lower().startswith("the next"):
        return False
    return not (mention.shift and mention.shift.unit == "day" and re.search(r"\bto\s\Z", before))


def _is_whole_step(_: Mention, __: str, before: str, ___: str) -> bool:
    return re.search(r"\b(?:half|quarters?\sof)\s\Z", before, re.IGNORECASE) is None


def _is_short(_: Mention, __: str, ___: str, after: str) -> bool:
    return re.match(r"(?:\s(?!ers|s\b)|[,.;)])|\Z", after) is not None


def _is_feast(mention: Mention, _: str, before: str, after: str) -> bool:
    return mention.number is not None or (_FEAST_BEFORE.search(before) is not None and not re.match(r"\s[A-Z]", after))


_GUARDS: dict[str, Callable[[Mention, str, str, str], bool]] = {
    "number": _is_year,
    "years": _are_years,
    "month": _is_month,
    "season": _is_season,
    "which": _is_step,
    "step": _is_whole_step,
    "short": _is_short,
    "feast": _is_feast,
}
