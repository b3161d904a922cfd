"""The grammar: how dates are written, a rule each, an example a line.

One pattern made of all the rules finds where a date stands (a text is gone through once); the rule that matched is
then matched again for its parts. Everything that may repeat is bounded, so that no text makes a pattern slow. Dates in
figures alone stand in `figures.py`, those of other calendars and of feasts in `calendars.py`.
"""

from __future__ import annotations

import re
from functools import cache

from histbot.timeline.expressions.parts import calendars, figures
from histbot.timeline.expressions.parts.vocabulary import (
    DAY,
    DAY_WORDS,
    ERA,
    FEASTS,
    GLUED,
    HUNDREDS,
    MONTH,
    NAMES,
    NUMBERS,
    ORDINALS,
    SEASON,
    STOP,
    TENS,
    TO,
    WHICH,
    YEAR,
    YEAR_PARTS,
    any_of,
)

_TENS_TO_TEEN = (
    "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    "|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|ten|eleven|twelve"
)
_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_NUMBER = rf"(?:\d{{1,3}}|(?:twenty|thirty|forty|fifty)-(?:{_UNITS})|{'|'.join(NUMBERS)})"
_FEASTS = "|".join(feast.replace(" ", r"\s").replace("'", "['’]") for feast in sorted(FEASTS, key=len, reverse=True))
_ORDINAL = rf"\d{{1,2}}(?:st|nd|rd|th)|(?i:{any_of(ORDINALS)})|[IVX]{{1,5}}"

_STYLE = (  # [O.S. 25 October], (New Style)
    r"\s?[(\[][^()\[\]]{0,12}(?:O\.?\s?S\.?|N\.?\s?S\.?|Old\sStyle|New\sStyle|Julian|Gregorian)[^()\[\]]{0,30}[)\]],?"
)
_TURN = r"(?:(?P<turn>(?i:the\s(?:next|following|previous|preceding)))\s)?"

RULES: dict[str, str] = {
    **figures.RULES,
    **calendars.RULES,
    # 9 May 1945 · 9th of May, 1945 · 4. July 1776 · 9–12 May · 5, 6 and 7 May · 7 November [O.S. 25 October] 1917
    "day_month": rf"""
        {_TURN} (?P<days>{DAY} (?: (?: ,\s{DAY} ){{0,3}} {TO}{DAY} )?)
        (?: (?:\.(?=\s(?:{MONTH}),?\s[12]\d{{3}}))?\s(?:day\s)?(?:of\s)? | ,\s(?=(?:{MONTH}),?\s[12]\d{{3}}) )
        (?P<month>{MONTH})
        (?P<style>{_STYLE})?
        (?: ,?\s(?:in\s|of\s)?(?:the\syear\s)?{YEAR_PARTS}
          | ,?\s(?:of\s|in\s)?(?P<which>{WHICH})\syear\b )?
    """,
    # May 9, 1945 · May 9th 1945 · March, 6th 2016 · March 5-9, 1918 · October 5 and 6, 1935 · July 25 of that year
    "month_day": rf"""
        {_TURN} (?P<month>{MONTH}|(?:{NAMES})(?=\d))(?:,(?=\s{DAY},?\s[12]\d{{3}}))?\s?(?:the\s)?
        (?P<days>{DAY}
          (?: \s?[-–—‒/]\s?{DAY} | (?: ,\s{DAY}){{0,3}},?\s(?:and|to|or|until|through|&)\s(?:the\s)?{DAY}
          (?=[,.;:)]|\Z|\s(?:\d{{4}}|[a-z]{{1,3}}|when|with|after|were|from|that|which)\b) )?)
        (?P<style>{_STYLE})?
        (?: \s?,?\s(?:of\s)?{YEAR_PARTS}
          | ,?\s(?P<short>['’]\d{{2}})(?!\w)
          | ,?\s(?:of\s|in\s)?(?P<which>{WHICH})\syear\b )?
    """,
    # the fourth of July 1776 · July Fourth, 1776 · the twenty-fourth of May
    "spelt_day": rf"""
        (?: (?P<day>(?i:{any_of(DAY_WORDS)}))\s(?:day\s)?of\s(?P<month>{MONTH})
          | (?P<month_before>{MONTH})\s(?:the\s)?(?P<day_after>(?i:{any_of(DAY_WORDS)}))(?=,?\s\d{{3}}) )
        (?: ,?\s(?:in\s|of\s)?(?:the\syear\s)?{YEAR_PARTS} )?
    """,
    # May 1945 · January, 1918 · June of 1941 · May '68 · October of that year · February 1648/9
    "month_year": rf"""
        (?P<month>{MONTH}) (?: (?:,?\s(?:of\s|in\s)?(?:the\syear\s)?|\s?/\s?)
        (?: {YEAR_PARTS} | (?P<short>['’]\d{{2}})(?!\w) )
          | ,?\s(?:of\s|in\s)?(?P<which>{WHICH})\syear\b )
    """,
    "month": rf"(?P<month>{NAMES})\b(?!\s\d)",  # in May
    # spring 1944 · the winter of 1941–42 · the winter of 1942 to 1943 · summer of that year · 1982 summer
    "season_year": rf"""
        (?P<season>{SEASON}) (?:[\s,]{{1,2}}(?:of|in)?\s?(?:the\syear\s)?)
        (?: (?:(?P<era_before>A\.D\.|AD)\s)?(?P<year>\d{{1,4}}(?=\s?{ERA})|{YEAR}|(?<=AD\s)[1-9]\d{{0,2}}(?!\d))
            (?:(?:\s?[-–‒/]\s?|(?<=[Ww]inter\sof\s\d{{4}})\sto\s)(?P<until>\d{{4}}|\d{{1,2}})(?!\d))?
            (?:\s?(?P<era>{ERA}))?
          | (?:of|in)\s(?P<which>{WHICH}|the)\syear\b | (?<=of\s)(?P<plain_next>next\syear) )
      | (?P<year_before>{YEAR})\s(?P<season_after>[Ss]ummer|[Aa]utumn|[Ss]pring|[Ww]inter)\b
        (?!\s(?:Olympic|Games|Olympics|Paralympic|War|Palace))
    """,
    "season": rf"(?P<season>{SEASON})\b",  # that summer
    # the 19th century · 4th-century BC · nineteenth century · the XVI century · the 19th and 20th centuries · 15c.
    "century": rf"""
        (?P<ordinal>{_ORDINAL}|[IVX]{{1,5}}th)
        (?: (?:\sand\s|\sto\s|\sor\s|[-–/]|\s[-–]\s)(?:the\s)?(?:early[\s-]|late[\s-]|mid[\s-])?
            (?P<other>{_ORDINAL}) )?
        [\s-](?:[Cc]entury|[Cc]enturies|c\.)(?!\w) (?:\s(?P<era>{ERA}))?
      | (?P<figures>1\d|20|[4-9])c(?:\.|(?=[),;]))(?!\w)
    """,
    # the 3rd millennium BC · the fourth millennium
    "millennium": rf"(?P<ordinal>{_ORDINAL})[\s-][Mm]illenni(?:um|a)(?!\w)(?:\s(?P<era>{ERA}))?",
    # the 1930s · 1930's · the '30s · the thirties · the nineteen seventies · the 470s BC · the AD 600s
    "decade": rf"""
        (?:(?P<era_before>AD|A\.D\.)\s)? (?P<year>(?:1\d|20|\d)?\d0)['’]?s\b (?:\s(?P<era>{ERA}))?
      | (?P<short>['’]\d0)s\b
      | (?P<hundreds>(?i:{"|".join(HUNDREDS)}))[\s-](?P<tens>{"|".join(TENS)})\b
      | (?P<word>(?<=the\s)(?:{"|".join(TENS)}))\b
    """,
    # nineteen ninety-one · eighteen hundred and twelve · seventeen oh five
    "spelt_year": rf"""
        (?P<hundreds>(?i:{"|".join(HUNDREDS)}))[\s-]
        (?: (?P<hundred>hundred)(?:\sand)?(?:\s(?P<small>(?:{_TENS_TO_TEEN})(?:[\s-](?:{_UNITS}))?|{_UNITS}))?
          | (?P<rest>(?:{_TENS_TO_TEEN})(?:[\s-](?:{_UNITS}))?|oh[\s-](?:{_UNITS})) )(?!\w)
    """,
    # 27 BC to 14 · between 7 and 2 BC · 27–14 BC
    "era_pair": rf"""
        (?P<first>\d{{1,4}})(?:\s?(?P<era_first>{ERA}))
          (?P<dash>\s?[-–—‒/]\s?|\s(?:to|until|through)\s)(?P<second>[1-9]\d{{0,2}})(?![\d:%]|[.,]\d|\w)
          (?!\s(?:days|weeks|months|years|men|{NAMES})\b)(?:\s?(?P<era>{ERA}))?
      | (?P<first_small>(?<=between\s)[1-9]\d?|(?<=from\s)[1-9]\d?)(?P<word>\s(?:and|to|until)\s)
          (?P<second_small>[1-9]\d?)\s?(?P<era_small>{ERA})
    """,
    # 1939–45 · 1939-1945 · 1939/40 · 1796–7 · (980–1037) · 499–493 BC
    "years": rf"""
        (?P<year> [12]\d{{3}} | (?<=AD\s)\d{{1,3}}(?=\s?[-–—‒]\s?\d) | \d{{1,3}}(?=\s?[-–—‒/]\s?\d{{1,3}}\s?{ERA})
          | \d{{3}}(?=\s?[-–—‒]\s?(?:\d{{3}}|1\d{{3}})(?!\d)) )
        (?P<perhaps>\?)? (?:\s?(?P<era_first>{ERA}))?
        (?P<dash>\s?[-–—‒/]\s?)
        (?P<until> [12]\d{{3}} | \d{{3}}(?!\d) | \d{{2}}(?!\d) | \d{{1,3}}(?=\s?{ERA}) | (?<=\d{{4}}[-–—‒/])\d(?!\d) )
        (?!\s(?:of\s)?(?:{MONTH}))
        (?:\s?(?P<era>{ERA}))? (?![\w%]|[-.,]\d)
    """,
    # 44 BC · AD 79 · 79 AD · 1 BCE · BC 190
    "era_year": rf"""
        (?P<year>\d{{1,2}},\d{{3}}|\d{{1,4}})\s?(?P<era>{ERA})
      | (?P<era_before>A\.D\.|AD|C\.E\.|CE|B\.C\.|BCE?)\s?(?P<year_after>\d{{1,4}})(?!\d|\s?[-–—‒]\s?\d)
    """,
    # Christmas Eve 1979 · Christmas 1914
    "feast": rf"""
        (?P<feast>(?i:{_FEASTS}))\b (?:,?\s(?:of\s|in\s)?{YEAR_PARTS})?
        (?!\s(?:Offensive|Rebellion|Rising|Crisis|Truce|Bombing|Island|[Cc]ard|[Tt]ree|[Pp]resent))
    """,
    # two days later · a year earlier · fifteen months afterwards · three years after that
    "step": rf"""
        (?P<number>(?i:{_NUMBER})) (?P<half>[\s-]and[\s-]a[\s-]half)?
        [\s-](?P<unit>(?:day|week|fortnight|month|year|decade|century|centurie)s?)
        \s(?P<way>later|earlier|afterwards|after\s(?:that|this)\b|afterward{STOP}|after{STOP}|before{STOP}|previously
          |prior{STOP})
        (?!\sthan|\s(?:when|that)\b)
    """,
    # the next day · the same month · that year · the following decade · the next morning · that evening
    "which": rf"""
        (?P<which>(?i:{WHICH}))\s(?P<unit>day|month|year|decade|century|morning|afternoon|evening|night)\b
        (?!['’]s\s(?:war|truce)|\sforward|\sonwards?)
    """,
    # the following spring · the previous April · that summer
    "which_part": rf"(?P<which>(?i:{WHICH}))\s(?P<part>(?:{NAMES})|{SEASON})\b(?!\s\d)",
    # the winter after next
    "after_next": rf"(?i:the)\s(?P<part>year|decade|(?:{NAMES})|{SEASON})\safter\snext\b",
    # the day after, · the year before. · the day following
    "day_after": rf"(?i:the)\s(?P<unit>day|month|year)\s(?P<way>after|before|following|previous|prior){STOP}",
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
        # the 6th and 7th Army
        (?!(?:,\s\d{1,2}(?:st|nd|rd|th)){0,9},?\s(?:and|to|or)\s(?:the\s)?\d{1,2}(?:st|nd|rd|th)\s[A-Z])
        (?=[,.;)]|\s(?:the|he|they|she|it|of\sthe\smonth|a|and|to|was|were|when|at|in|with|by|after|before)\b)
    """,
    "short": r"(?<![\w)])(?P<short>['’]\d{2})(?![\w'’])",  # '68
    # 1945 · the year 90 · In 44 he …, in an article of years BC
    "number": r"""
        (?P<year>\d{3,4})(?P<perhaps>\?(?=[\s,;)]))?(?![\w%°$€£]|\s?°|[.,:]\d|['’]\d|[-–—‒/]\d|\s?(?:AH|A\.H\.)(?!\w))
      | (?P<small>(?:(?<=\bthe\syear\s)|(?<=\bthe\syear\sof\s))\d{1,2})(?![\w%°]|[.,:]\d)
      | (?P<shared>(?<=\b[Ii]n\s)[1-9]\d)(?=,?\s(?:he|she|they|it|the|[A-Z][a-z]+(?![\w.])))
    """,
}
_GROUP = re.compile(r"\(\?P<\w+>")
# A date begins a word, and no number, address or sum goes on in it; but c1755, ca.1860.
_BOUNDARY = (
    r"(?:(?<![\w$€£#@])(?<!(?<![bdcar])\.)(?:(?=\D)|(?<![/\d])(?<!\d,)(?<!\d[-–‒]))"
    rf"|(?<=\bc)(?=\d)|(?<=[a-z]/)(?=\d{{1,2}}\s(?:{NAMES}))|(?<=[12]\d\d\d[-–‒])(?=\d{{1,2}}\s(?:{NAMES}))|(?<=[12]\d\d\d){GLUED})"
)
# With what letter a rule can begin: each is tried only where its first letter stands.
_MONTHS, _SEASONS, _COUNTING, _TURNING = "JFMASONDjfmasond", "SsAaFfWw", "EeFfNnSsTt", "TtNn"
_DIGIT = r"\d"
_INITIALS = {
    "roman": "IiNnKkCc", "moving_feast": "ASGMHEPWTC", "hijra": r"\dA", "day_month": r"\dTt",
    "month_day": f"{_MONTHS}Tt", "spelt_day": f"{_MONTHS}{_COUNTING}", "month_year": _MONTHS, "month": _MONTHS,
    "season_year": rf"\d{_SEASONS}", "season": _SEASONS, "century": rf"\dIVX{_COUNTING}",
    "millennium": rf"\dIVX{_COUNTING}", "decade": rf"\dA'’{_COUNTING}", "spelt_year": _COUNTING, "era_year": r"\dABC",
    "feast": "CBNEAMSTcbneamst", "step": rf"\dAaOo{_COUNTING}", "which": _TURNING, "which_part": _TURNING,
    "after_next": "Tt", "day_after": "Tt", "of_the": "TECBSMRLtecbsmrly", "short": "'’",
}  # fmt: skip
_ALL = "|".join(
    rf"(?=[{_INITIALS.get(name, _DIGIT)}])(?P<{name}>{_GROUP.sub('(?:', rule)})" for name, rule in RULES.items()
)
FIND = re.compile(rf"{_BOUNDARY}(?:{_ALL})", re.VERBOSE)


@cache
def parts_of(name: str) -> re.Pattern[str]:
    """Give the rule of this name with its parts as groups; most texts need a few of the rules only."""
    return re.compile(RULES[name], re.VERBOSE)
