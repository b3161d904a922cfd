"""The grammar: how dates are written, a rule each, an example a line.

One pattern made of all the rules finds where a date stands (a text is gone through once); the rule that matched is
then matched again for its parts. Everything that may repeat is bounded, so that no text makes a pattern slow.
"""

from __future__ import annotations

import re
from functools import cache

from histbot.timeline.expressions.vocabulary import (
    FEASTS,
    MONTH_NAMES,
    NUMBERS,
    ORDINALS,
    SEASONS,
    TENS,
)

_NAMES = "|".join(MONTH_NAMES)
_SHORT = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
_MONTH = rf"(?:(?:{_NAMES})\b|{_SHORT})"
_SEASON = "(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?(?![\d:]|[.,]\d|\w)"
_ERA = r"(?:B\.\s?C\.(?:\s?E\.)?|BCE?|A\.\s?D\.|AD|C\.\s?E\.|CE)(?!\w)"
# On 5 May, 1500 men …; only the commonest, for they stand in every rule with a year.
_COUNTED = "men|troops|soldiers|people|civilians|prisoners|casualties|inhabitants|tons|km|miles|tanks|aircraft|ships"
# (27 November 189730 November 1923): a dash that was lost on the way out of an encyclopaedia.
_GLUED = rf"(?=(?:[1-9]\d?\s)?(?:{_NAMES})\b)"
_NO_COUNT = rf"(?:{_GLUED}|(?![\d%]|,\d{{3}}|\.\d|\s(?:{_COUNTED})(?!\w)))"
# On 1 September 113 Battery … is of no year 113.
_NO_UNIT = (
    r"(?!\s(?!(?:the|he|she|it|they|and|or|to|in|at|by|on|of|for|from|until|after|when|with|as|was|were|but|his|her|a|an)\b)"
    r"[A-Za-z])"
)
_YEAR = rf"(?:1[0-9]{{3}}|20[0-3][0-9]|[1-9][0-9]{{2}}(?!\d){_NO_UNIT}){_NO_COUNT}"
_WITH_ERA = rf"\d{{1,4}}(?=\s?{_ERA})"
_AD = r"(?:(?P<era_before>A\.D\.|AD)\s)?"  # 19 August AD 14
_BEHIND_AD = r"(?:(?<=AD\s)|(?<=A\.D\.\s))[1-9]\d{0,2}(?!\d)"
_NUMBER = (
    rf"(?:\d{{1,3}}|(?:twenty|thirty|forty|fifty)-(?:one|two|three|four|five|six|seven|eight|nine)|{'|'.join(NUMBERS)})"
)
_UNIT = "(?:day|week|month|year|decade|century|centuries)"
_FEASTS = "|".join(feast.replace(" ", r"\s").replace("'", "['’]") for feast in sorted(FEASTS, key=len, reverse=True))
_SAME = r"(?:that(?:\ssame|\svery)?|the\s(?:very\s)?same|this(?:\ssame)?)"
_NEXT = r"(?:the\s(?:very\s)?(?:next|following|succeeding|ensuing)|next|the\s(?:previous|preceding|prior))"
_WHICH = rf"(?:{_SAME}|{_NEXT})"
_STOP = r"(?=\s*(?:[,.;:)\]\"”—–-]|\Z))"

_STYLE = (  # [O.S. 25 October], (New Style)
    r"\s?[(\[][^()\[\]]{0,12}(?:O\.?\s?S\.?|N\.?\s?S\.?|Old\sStyle|New\sStyle|Julian|Gregorian)[^()\[\]]{0,30}[)\]],?"
)
_TO = r"(?:\s?[-–—/]\s?|,?\s(?:and|to|or|until|through|&)\s)(?:the\s)?"

RULES: dict[str, str] = {
    "iso": r"(?P<year>[12]\d{3})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?![\d-])",  # 1945-05-09
    "numeric": r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>[12]\d{3})(?!\d)",  # 9.5.1945
    # 9 May 1945 · 9th of May, 1945 · 9–12 May · 5, 6 and 7 May · 7 November [O.S. 25 October] 1917
    "day_month": rf"""
        (?P<days>{_DAY} (?: (?: ,\s{_DAY} ){{0,3}} {_TO}{_DAY} )?)
        (?:\sday)? (?:\sof)?\s(?P<month>{_MONTH})
        (?P<style>{_STYLE})?
        (?: ,?\s(?:in\s|of\s)?(?:the\syear\s)?{_AD}(?P<year>{_WITH_ERA}|{_YEAR}|{_BEHIND_AD}) (?:\s?(?P<era>{_ERA}))?
          | ,?\s(?:of\s|in\s)?(?P<which>{_WHICH})\syear\b )?
    """,
    # May 9, 1945 · May 9th 1945 · March 5-9, 1918 · October 5 and 6, 1935 · July 25 of that year
    "month_day": rf"""
        (?P<month>{_MONTH}|(?:{_NAMES})(?=\d))\s?(?:the\s)?
        (?P<days>{_DAY}
          (?: \s?[-–—/]\s?{_DAY} | (?: ,\s{_DAY}){{0,3}},?\s(?:and|to|or|until|through|&)\s(?:the\s)?{_DAY}
          (?=[,.;:)]|\Z|\s(?:\d{{4}}|[a-z]{{1,3}}|when|with|after|were|from|that|which)\b) )?)
        (?P<style>{_STYLE})?
        (?: \s?,?\s(?:of\s)?{_AD}(?P<year>{_WITH_ERA}|{_YEAR}|{_BEHIND_AD}) (?:\s?(?P<era>{_ERA}))?
          | ,?\s(?P<short>['’]\d{{2}})(?!\w)
          | ,?\s(?:of\s|in\s)?(?P<which>{_WHICH})\syear\b )?
    """,
    # May 1945 · January, 1918 · June of 1941 · May '68 · October of that year
    "month_year": rf"""
        (?P<month>{_MONTH}) (?: (?:,?\s(?:of\s|in\s)?(?:the\syear\s)?|\s?/\s?)
        (?: {_AD}(?P<year>{_WITH_ERA}|{_YEAR}|{_BEHIND_AD})(?:\s?(?P<era>{_ERA}))? | (?P<short>['’]\d{{2}})(?!\w) )
          | ,?\s(?:of\s|in\s)?(?P<which>{_WHICH})\syear\b )
    """,
    "month": rf"(?P<month>{_NAMES})\b(?!\s\d)",  # in May
    # spring 1944 · the winter of 1941–42 · summer of that year · 1982 summer
    "season_year": rf"""
        (?P<season>{_SEASON}) (?:[\s,]{{1,2}}(?:of|in)?\s?(?:the\syear\s)?)
        (?: {_AD}(?P<year>{_WITH_ERA}|{_YEAR}|{_BEHIND_AD})
            (?:\s?[-–/]\s?(?P<until>\d{{4}}|\d{{2}})(?!\d))? (?:\s?(?P<era>{_ERA}))?
          | (?:of|in)\s(?P<which>{_WHICH}|the)\syear\b | (?<=of\s)(?P<plain_next>next\syear) )
      | (?P<year_before>{_YEAR})\s(?P<season_after>[Ss]ummer|[Aa]utumn|[Ss]pring|[Ww]inter)\b
        (?!\s(?:Olympic|Games|Olympics|Paralympic|War|Palace))
    """,
    "season": rf"(?P<season>{_SEASON})\b",  # that summer
    # the 19th century · 4th-century BC · nineteenth century · the XVI century · the 19th and 20th centuries
    "century": rf"""
        (?P<ordinal>\d{{1,2}}(?:st|nd|rd|th)|(?i:{"|".join(ORDINALS)})|[IVX]{{1,5}}(?:th)?)
        (?: (?:\sand\s|\sto\s|\sor\s|[-–/]|\s[-–]\s)(?:the\s)?(?:early[\s-]|late[\s-]|mid[\s-])?
            (?P<other>\d{{1,2}}(?:st|nd|rd|th)|(?i:{"|".join(ORDINALS)})|[IVX]{{1,5}}) )?
        [\s-](?:[Cc]entury|[Cc]enturies|c\.)(?!\w) (?:\s(?P<era>{_ERA}))?
    """,
    # the 1930s · 1930's · the '30s · the thirties · the 470s BC
    "decade": rf"""
        (?P<year>(?:1\d|20|\d)?\d0)['’]?s\b (?:\s(?P<era>{_ERA}))?
      | (?P<short>['’]\d0)s\b
      | (?P<word>(?<=the\s)(?:{"|".join(TENS)})|(?<=the\snineteen[\s-])(?:{"|".join(TENS)}))\b
    """,
    # 1939–45 · 1939-1945 · 1939/40 · 499–493 BC
    "years": rf"""
        (?P<year> [12]\d{{3}} | (?<=AD\s)\d{{1,3}}(?=\s?[-–—]\s?\d) | \d{{1,3}}(?=\s?[-–—/]\s?\d{{1,3}}\s?{_ERA})
          | \d{{3}}(?=\s?[-–—]\s?\d{{3}}(?!\d)) )
        (?:\s?(?P<era_first>{_ERA}))?
        (?P<dash>\s?[-–—/]\s?)
        (?P<until> [12]\d{{3}} | \d{{3}}(?!\d) | \d{{2}}(?!\d) | \d{{1,3}}(?=\s?{_ERA}) )
        (?:\s?(?P<era>{_ERA}))? (?![\w%]|[-.,]\d)
    """,
    # 44 BC · AD 79 · 79 AD · 1 BCE
    "era_year": rf"""
        (?P<year>\d{{1,2}},\d{{3}}|\d{{1,4}})\s?(?P<era>{_ERA})
      | (?P<era_before>A\.D\.|AD|C\.E\.|CE)\s?(?P<year_after>\d{{1,4}})(?!\d|\s?[-–—]\s?\d)
    """,
    # Christmas Eve 1979 · Christmas 1914
    "feast": rf"""
        (?P<feast>(?i:{_FEASTS}))\b (?:,?\s(?:of\s|in\s)?{_AD}(?P<year>{_WITH_ERA}|{_YEAR}|{_BEHIND_AD}))?
        (?!\s(?:Offensive|Rebellion|Rising|Crisis|Truce|Bombing|Island|[Cc]ard|[Tt]ree|[Pp]resent))
    """,
    # two days later · a year earlier · fifteen months afterwards
    "step": rf"""
        (?P<number>(?i:{_NUMBER})) (?P<half>[\s-]and[\s-]a[\s-]half)?
        [\s-](?P<unit>(?:day|week|month|year|decade|century|centurie)s?)
        \s(?P<way>later|earlier|afterwards?{_STOP}|after{_STOP}|before{_STOP}|previously|prior{_STOP})
        (?!\sthan|\s(?:when|that)\b)
    """,
    # the next day · the same month · that year · the following decade
    "which": rf"""
        (?P<which>(?i:{_WHICH}))\s(?P<unit>day|month|year|decade|century)\b
        (?!['’]s\s(?:war|truce)|\sforward|\sonwards?)
    """,
    # the following spring · the previous April · that summer
    "which_part": rf"(?P<which>(?i:{_WHICH}))\s(?P<part>(?:{_NAMES})|{_SEASON})\b",
    # the day after, · the year before. · the day following
    "day_after": rf"(?i:the)\s(?P<unit>day|month|year)\s(?P<way>after|before|following|previous|prior){_STOP}",
    # the end of the month · later in the year · month's end
    "of_the": r"""
        (?: (?i:the\s)?(?P<part>(?i:end|close|beginning|start|middle|rest|remainder|course))\sof\s
          | (?P<adverb>(?i:later|earlier|late|early))\s(?:in\s)? )
        (?P<which>the|that|this|the\ssame)\s(?P<unit>month|year|decade|century)\b(?!\sof)
      | (?P<owner>month|year)['’]s\send\b
    """,
    # on the 20th
    "day": r"""
        (?<=\bthe\s) (?P<day>[23]?1st|2?2nd|2?3rd|[4-9]th|1[0-9]th|2[04-9]th|30th)
        (?=[,.;)]|\s(?:the|he|they|she|it|of\sthe\smonth|a|and|to|was|were|when|at|in|with|by|after|before)\b)
    """,
    "short": r"(?<![\w)])(?P<short>['’]\d{2})(?![\w'’])",  # '68
    "number": r"(?P<year>\d{3,4})(?![\w%°$€£]|[.,:]\d|['’]\d|[-–—/]\d)",  # 1945
}
_GROUP = re.compile(r"\(\?P<\w+>")
# A date begins a word, and no number, address or sum goes on in it.
_BOUNDARY = (
    r"(?:(?<![\w$€£#@])(?<!(?<![bd])\.)(?:(?=\D)|(?<![/\d])(?<!\d,)(?<!\d[-–]))"
    rf"|(?<=[12]\d\d\d){_GLUED})"
)
# What a date can begin with: most words of a text are not looked at any further.
_WORDS = [
    *NUMBERS,
    *ORDINALS,
    *TENS,
    *FEASTS,
    *SEASONS,
    *"that this the next later earlier late early month year".split(),
]
_SHARES = "end close beginning start middle rest remainder course".split()
_FIRST = "|".join(sorted({word[:3] for word in (*_WORDS, *_SHARES)}))
_BEGINS = rf"(?=[\d'’A-Z]|{_FIRST})"
_ALL = "|".join(f"(?P<{name}>{_GROUP.sub('(?:', rule)})" for name, rule in RULES.items())
FIND = re.compile(rf"{_BOUNDARY}{_BEGINS}(?:{_ALL})", re.VERBOSE)


@cache
def parts_of(name: str) -> re.Pattern[str]:
    """Give the rule of this name with its parts as groups; most texts need a few of the rules only."""
    return re.compile(RULES[name], re.VERBOSE)
