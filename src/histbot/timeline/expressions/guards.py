"""What looks like a date and is none: counts, page numbers, names of months that are verbs.

Looked at is what stands around a bare year, month or season. Known limits: a round number before a noun that is not
in the list of counted things may pass for a year; a novel's title that is a year is read as that year.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from histbot.timeline.expressions.vocabulary import COUNTS

if TYPE_CHECKING:
    from histbot.timeline.expressions.mention import Mention

_NO_YEAR_BEFORE = re.compile(
    r"""(?: [$€£¥№§]\s? | \b(?:p|pp|no|nos|vol|art|fig|ch|cf|nr)\.\s? | \b[A-Z]{1,4}[-.]
        | \b(?:pages?|chapter|number|numbers|numbered|volume|article|section|verse|lines?|room|route|highway|flight|model|type|regiment|asteroid|resolution
            |nearly|almost|over|exactly|than|least|most|estimated|totall?ing|total|roughly|some|approximately|only|another|additional|of\sthe|all|the\sother|these|those|a|an|its|his|their|up\sto|numbering|with|Apollo|Boeing|Windows|UTC|Psalm|to\sabout|by\sabout)\s
        ) \Z""",
    re.VERBOSE | re.IGNORECASE,
)
_ALLOWED_ANYWAY = re.compile(
    r"\b(?:than|least|the\sother|of\sthe|its|his|their|a|an|these|those|another|only|some|with|all|most|over)\s\Z",
    re.IGNORECASE,
)
_WORD_AFTER = re.compile(r"[\s-]?([A-Za-z%]+)")
_YEAR_BEFORE = re.compile(
    r"""(?:\b(?:in|since|until|till|by|from|to|before|after|of|during|around|about|circa|ca\.?|c\.|and|or|between|year|years|early|late|mid|throughout|at|through|through\sto|for|autumn|spring|summer|winter|again\sin|on|or|as\searly\sas|as\slate\sas|when\sin|born|died|d\.|b\.|r\.|fl\.)[\s(-]|[(\[–—;:]\s?|\A|^\W*)\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_OLD_YEAR_AFTER = re.compile(
    r"\s*(?:\Z|[,.;:)\]–—]|(?:the|he|she|it|they|when|by|and|to|with|at|after|as|was|were|under|a|an|his|her|on|but|in|for|during|had|did|against|from|or|until|between|because|marked|saw)\b|[A-Z])"
)
_OLD_YEAR_BEFORE = re.compile(
    r"\b(?:in|by|until|since|after|before|from|year|c\.|ca\.|around|early|late|winter\sof|spring\sof|summer\sof|autumn\sof)\s\Z|\(\Z",
    re.IGNORECASE,
)
_ERA_FOLLOWS = re.compile(r"\s?(?:and|to|or|[-–—])\s?\d{1,4}\s?(?:BC|B\.C|AD|CE)")
_MONTH_BEFORE = re.compile(
    r"""\b(?:in|by|of|since|until|till|from|to|early|late|later|mid|middle|during|and|or|around|about|before|after|between|through|throughout|at|the\s(?:end|beginning|start|middle)\sof|for|that|this|as|on|when|next|following|previous|last|is|was)[\s-]\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_VERB_OR_NAME = frozenset({"May", "March"})
_NAME_AFTER = re.compile(
    r"\s(?!(?:I|The|In|On|At|He|She|It|They|A|An|After|When|German|British|French|Soviet|American|Russian|Italian|Japanese|Chinese|US|Allied)\b)[A-Z][a-z]+"
)
_SEASON_BEFORE = re.compile(
    r"""\b(?:in|by|of|since|until|till|from|early|late|mid|during|and|or|through|throughout|before|after|between|to|around|next|(?:(?:in|by|of|during|for|until|through|throughout|over|that|before|after|and|into|since|from|following|all|as|to)\s)?(?:the|this|that)(?:\s(?:early|late|following|next|same|previous|harsh|severe|cold|long|bitter|hard|mild|Russian|coming|ensuing|whole|entire|late|mid))?)[\s-]\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_FRAMED_BEFORE = re.compile(r"(?:[(;]|\b(?:from|between|in|during|of|c\.|ca\.))\s?\Z|[-–—/]\s?\Z", re.IGNORECASE)
_ENTRY = re.compile(r"\s?[–—:]\s?\D")
_EACH_BEFORE = re.compile(r"\b(?:every|each)\s(?:[a-z]+\s)?\Z", re.IGNORECASE)
_EACH_YEAR = re.compile(r"\b(?:every|each)\s(?:single\s)?year\b|\bannually\b", re.IGNORECASE)
_FEAST_BEFORE = re.compile(r"\b(?:at|by|before|after|on|until|over|of|since|around|from)\s\Z", re.IGNORECASE)
_ANOTHER_MONTH = re.compile(
    r"\s?(?:[-–—/]|and|or|to)\s?(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_ANOTHER_SEASON = re.compile(r"\s?(?:[-–—/]|and|or|to)\s?(?:the\s)?(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)\b")
_OFFENSIVE = re.compile(r"\s(?:[Oo]ffensives?|[Cc]ampaign|[Cc]ounter-?[Oo]ffensive)\b")
_OFFENSIVE_ONLY = re.compile(r"\s(?:of\s(?!(?:that|the|this|\d))|\w+ing\b)")


def is_date(kind: str, mention: Mention, text: str) -> bool:
    """Tell whether what rule `kind` found in `text` is a date."""
    before = text[max(0, mention.start - 40) : mention.start]
    after = text[mention.end : mention.end + 24]
    if mention.number is None and (_EACH_BEFORE.search(before) or (mention.shift is None and _EACH_YEAR.search(text))):
        return False
    if kind == "number":
        return _is_year(mention, before, after)
    if kind == "years" and mention.before_christ is None:
        return _FRAMED_BEFORE.search(before) is not None
    if kind == "years":
        return not _NO_YEAR_BEFORE.search(before) or bool(_ALLOWED_ANYWAY.search(before))
    if kind == "month":
        return _is_month(text[mention.start : mention.end], before, after)
    if kind == "feast":
        return mention.number is not None or (
            _FEAST_BEFORE.search(before) is not None and not re.match(r"\s[A-Z]", after)
        )
    if kind == "season":
        return _is_season(text[mention.start : mention.end], before, after)
    if kind == "which" and re.search(r"\bfor\s\Z", before) and text[mention.start :].startswith("the next"):
        return False
    if kind == "which":
        return not re.search(r"\bto\s\Z", before) if mention.shift and mention.shift.unit == "day" else True
    if kind == "short":
        return re.match(r"(?:\s|[,.;)])|\Z", after) is not None and not re.match(r"\s(?:ers|s)\b", after)
    return True


def _is_year(mention: Mention, before: str, after: str) -> bool:
    number = mention.number or 0
    word = _WORD_AFTER.match(after)
    following = word[1].lower() if word else ""
    if following in COUNTS:
        return False
    stands_as_year = _YEAR_BEFORE.search(before) is not None
    if number < 1000:  # noqa: PLR2004  # a year of three figures must stand as one
        return (
            stands_as_year
            and _OLD_YEAR_AFTER.match(after) is not None
            and (_OLD_YEAR_BEFORE.search(before) is not None or _ERA_FOLLOWS.match(after) is not None)
            and number >= 100
        )  # noqa: PLR2004
    if stands_as_year:
        return not (
            number % 100 == 0
            and following.endswith("s")
            and following not in ("was", "as", "his", "its", "is", "this", "has")
        )
    if _NO_YEAR_BEFORE.search(before):
        return _ALLOWED_ANYWAY.search(before) is not None and number % 50 != 0
    return not (number % 50 == 0 and following.isalpha())


def _is_month(word: str, before: str, after: str) -> bool:
    if re.match(r"['’]s\b|\s?\d|-[a-z]", after):
        return word not in _VERB_OR_NAME
    if re.search(r"\b(?:Long|Mr\.?|Mrs\.?|Miss|Sir|Dr\.?|General)\s\Z", before):
        return False
    if _ANOTHER_MONTH.match(after):
        return True
    if word in _VERB_OR_NAME and not _MONTH_BEFORE.search(before):
        return False
    if word in ("April", "June", "August") and not _MONTH_BEFORE.search(before) and _NAME_AFTER.match(after):
        return False
    return not (word == "March" and re.match(r"\s(?:on|to|of)\s", after))


def _is_season(word: str, before: str, after: str) -> bool:
    if (word[0].isupper() and _OFFENSIVE.match(after)) or _ANOTHER_SEASON.match(after):
        return True
    if _NAME_AFTER.match(after) and word[0].isupper():
        return False
    if word.lower() == "fall":
        return re.search(
            r"\b(?:in\sthe|that|by\sthe|during\sthe|the\sfollowing|early|late|by|until|last|next|the\ssame)\s\Z", before
        ) is not None and not re.match(r"\sof\b", after)
    if word.islower() and re.search(r"\bthe\s(?:[a-z]+\s)?[A-Za-z]+\s\Z", before) and not re.search(r"\b(?:of|in|and|or|to|palace|hot|mineral|thermal)\s\Z", before):
        return not re.match(r"\sof\s|s?\s(?:palace|water|games|olympics)", after)
    if word == "spring" and re.match(r"\sof\s(?!(?:that|the|this|\d))|\s(?:water|from|up)\b", after):
        return False
    return _SEASON_BEFORE.search(before) is not None and not re.search(r"\b(?:Prague|Arab|palace|hot)\s\Z", before)
