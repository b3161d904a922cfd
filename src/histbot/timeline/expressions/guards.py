"""What looks like a date and is none: counts, page numbers, months that are verbs or names, days of every year.

Looked at is what stands around a bare year, month, season or feast. Known limits: a round number before a noun that is
not in the list of counted things may pass for a year.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from histbot.timeline.expressions.parts.vocabulary import COUNTS, ERA, MONTH_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from histbot.timeline.expressions.parts.mention import Mention

_AROUND = 40  # characters looked at on either side
_SENTENCE = 200  # … for `each year`
_NAMES = "|".join(MONTH_NAMES)
_HALF_CENTURY, _TEN = 50, 10
_SHORT = 100  # years below come with what says that they are years
_FEW_FIGURES = 1000  # years below are written as counts are


def _before(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(patterns)})\Z", re.VERBOSE | re.IGNORECASE)


_NUMBERED = _before(  # page 1938, No. 1918, Route 1914
    r"[$€£¥№§]\s?",
    r"\b(?:AH|A\.H\.|(?-i:at))\s",  # at 1430, an hour
    rf"\b(?:{_NAMES}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?\s",  # of a date that can't be, such as 534th May
    r"\bnumber\s(?:[a-z]+\s){0,4}(?:was|is|of)\s",
    r"\d\s(?:votes\s(?:to|against)|against)\s",  # 1848 votes against 1914
    r"\b(?:public\slaw|republic\sact|executive\sorder|overture|opus|patent)\s",
    r"\b(?:p|pp|no|nos|vol|art|fig|ch|cf|nr)\.\s?",
    r"\b(?-i:[A-Z]{1,4})[-.]",
    r"""\b(?:pages?|chapter|numbers?|numbered|volume|article|section|verse|lines?|room|route|highway|flight|model|type
        |regiment|asteroid|resolution|apollo|boeing|windows|utc|psalm)\s""",
)
_COUNTED_BEFORE = _before(  # nearly 1500, a total of 1914
    r"""\b(?:nearly|almost|exactly|estimated|totall?ing|total|(?<!\bin\s)(?<!\bby\s)(?:roughly|approximately)|additional
        |up\sto|numbering|to\sabout|by\sabout)\s"""
)
_ROUND_BEFORE = _before(r"\b(?:about|around|some|roughly)\s")
_DOING_AFTER = re.compile(  # About 1400 died of fever · around 800 Swiss volunteers
    r"\s(?:(?:died|perished|survived|escaped|fell|fled|marched|drowned|deserted|surrendered|took\spart"
    r"|were\s(?:killed|wounded|captured|taken|arrested|executed|hanged|lost|sent|drowned))\b|[A-Z][a-z]+\s(?:[a-z]+s|[a-z]*men|infantry|cavalry|artillery|people)\b)"
)
_ADDRESS_AFTER = re.compile(
    r"\s(?:[A-Z][\w.]+\s){1,3}(?:Street|Avenue|Road|Lane|Drive|Boulevard|Square|Place|Court|St\.|Ave\.|Rd\.)"
)
_TALLY_AFTER = re.compile(rf"\s?(?:votes\s)?(?:to|against)\s(?P<other>\d{{1,4}})(?!\d|\s?{ERA})")  # 421 to 138
_TALLY_BEFORE = re.compile(r"\b(?P<other>\d{1,4})\s(?:votes\s)?(?:to|against)\s\Z")
_COUNTED_PAIR = re.compile(r"\s?(?:and|to|or|[-–])\s?\d[\d,]*\s(?P<word>[a-z]+)")  # between 1200 and 1500 people
_COUNTED_WITH = re.compile(r"\d\s(?P<word>[a-z]+)(?:,?\sand|,)\s\Z")  # 1900 men and 1805 muskets
_NOTE_AFTER = re.compile(r"\s(?:[A-Z](?![\w.])|Year\b|sharp\b|hours\b|hrs\b)")  # the signal 1324 S
_IN_BEFORE = re.compile(
    rf"\b(?:[Ii]n|(?:days|weeks|months|half|part|end|start|beginning|year|year\sof)\sof|(?:{_NAMES})\))\s\Z"
)
_ERA_AFTER = re.compile(rf"\s?{ERA}")
_IN_NAME = re.compile(
    r"\b(?!(?:The|In|Early|Late|Mid|By|Since|That|Until|During|This|From|Of|Last|Next)\s)[A-Z][a-z]+\s\Z"
)
_COUNT_OR_YEAR = _before(  # more than 1914, with 1938
    r"\b(?:over|more\sthan|fewer\sthan|less\sthan|least|most|some|only|another|of\sthe|all|the\sother|these|those|with)\s"
)
_ONE_OF = _before(r"\b(?:the|a|an|its|his|her|their)\s")  # the 1900 census
_YEAR_BEFORE = _before(  # in 1938, since 1914, (1944
    r"""\b(?:in|since|until|till|by|from|to|before|after|of|during|around|about|approximately|roughly|towards?|circa|ca\.?|c\.
        |than|and|or|between|years?|early|late|mid|throughout|through|for|autumn|spring|summer|winter|on|born|died|d\.|b\.|r\.|fl\.)[\s(-]""",
    r"[(\[–—;:]\s?",
    r"\A\W*",
)
_OF_EVENT = (
    "battle|siege|raid|council|synod|treaty|war|revolt|rebellion|earthquake|eruption|plague|famine|election|edict|law"
    "|campaign|invasion|sack|fire|flood|peace|partition|division|schism|uprising|rising|expedition|comet|crisis|truce"
)
_OLD_YEAR_BEFORE = _before(  # in 843, c. 400, (476, the raid of 793
    r"""\b(?:in|by|until|since|after|before|from|years?|c\.|ca\.|around|early|late|winter\sof|spring\sof|summer\sof
        |autumn\sof)\s""",
    rf"\b(?:{_OF_EVENT})s?\sof\s",
    r"\(",
    r"\b(?:c|ca)\.?",
)
_OLD_YEAR_AFTER = re.compile(
    r"""\s*(?:\Z|[,.;:)\]–—]|[A-Z]
        |(?:the|he|she|it|they|when|by|and|to|with|at|after|as|was|were|under|a|an|his|her|on|but|in|for|during|had|did
           |against|from|or|until|between|because|marked|saw|met|fell|took|led|made|brought|gave|began|left|lost|won|broke|went|came
           |ran|sent|drove|put|[a-z]+ed)\b)""",
    re.VERBOSE,
)
_ERA_FOLLOWS = re.compile(rf"\s?(?:and|to|or|[-–—])\s?\d{{1,4}}\s?{ERA}")  # 496 and 495 BC
_DONE = re.compile(r"\s[a-z]+ed\b")
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
_FRAMED_BEFORE = _before(
    r"(?:[(;]|\b(?:from|between|in|during|of|c\.?|ca\.?|r\.|fl\.|reigned|ruled|lived|AD|AD,))\s?", r"[-–—/]\s?"
)


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
    if mention.number is None or mention.shared_era or mention.number < _SHORT:
        return True
    number = mention.number
    word = _WORD_AFTER.match(after)
    following = word[1].lower() if word else ""
    if _is_number(number, following, before, after):
        return False
    as_year = _YEAR_BEFORE.search(before) is not None
    if number < _FEW_FIGURES:
        return (as_year or _OLD_YEAR_BEFORE.search(before) is not None) and _is_old_year(before, after)
    if as_year:
        return not (number % 100 == 0 and following.endswith("s") and following not in _NO_PLURAL)
    if _COUNT_OR_YEAR.search(before):
        return number % _HALF_CENTURY != 0
    return not (number % _HALF_CENTURY == 0 and following.isalpha() and not _ONE_OF.search(before))


def _is_number(number: int, following: str, before: str, after: str) -> bool:
    """Tell whether the words around say that it numbers or counts something."""
    if following in COUNTS:
        return not (_IN_BEFORE.search(before) and number >= _FEW_FIGURES and number % _HALF_CENTURY)  # In 1914 men …
    pair, other = _COUNTED_PAIR.match(after), _COUNTED_WITH.search(before)
    tally, tallied = _TALLY_AFTER.match(after), _TALLY_BEFORE.search(before)
    return bool(
        _NUMBERED.search(before)
        or _COUNTED_BEFORE.search(before)
        or _NOTE_AFTER.match(after)
        or _ADDRESS_AFTER.match(after)
        or (pair and pair["word"] in COUNTS)
        or (other and other["word"] in COUNTS and following.endswith("s") and following not in _NO_PLURAL)
        or (tally and number < _FEW_FIGURES and int(tally["other"]) < number)
        or (tallied and number < _FEW_FIGURES and int(tallied["other"]) > number and not _ERA_AFTER.match(after))
        or (number % _TEN == 0 and _ROUND_BEFORE.search(before) and _DOING_AFTER.match(after))
    )


def _is_old_year(before: str, after: str) -> bool:
    """Tell whether three figures stand as a year does: `in 843,`, not `of 843 men`."""
    opens = not before.strip(" -*•") and _ENTRY.match(after) is not None
    if before.endswith("(") and _DONE.match(after):  # (176 identified, …
        return False
    stands = opens or _OLD_YEAR_BEFORE.search(before) is not None or _ERA_FOLLOWS.match(after) is not None
    return stands and _OLD_YEAR_AFTER.match(after) is not None


def _are_years(mention: Mention, _: str, before: str, __: str) -> bool:
    if mention.month is None and mention.number is not None and mention.number < _FEW_FIGURES:
        return mention.before_christ is True or _FRAMED_BEFORE.search(before) is not None
    return not (_NUMBERED.search(before) or _COUNTED_BEFORE.search(before))


def _is_month_year(_: Mention, __: str, before: str, ___: str) -> bool:
    """Tell whether no day stands before it: there is no 534th January."""
    return re.search(r"\d(?:st|nd|rd|th)?\s\Z", before) is None


def _is_season_year(_: Mention, word: str, before: str, __: str) -> bool:
    """Tell `spring 1968` from `the Prague Spring of 1968`."""
    return not (word[0].isupper() and _IN_NAME.search(before))


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
    "month_year": _is_month_year,
    "month": _is_month,
    "season_year": _is_season_year,
    "season": _is_season,
    "which": _is_step,
    "step": _is_whole_step,
    "short": _is_short,
    "feast": _is_feast,
}
