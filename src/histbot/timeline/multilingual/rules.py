"""The grammar of dates in seven languages: how the letters of a sentence (`tokens.py`) follow each other in a date.

A rule each, an example a line; of two that match, the first counts. What a letter says:

    D day's number · T 32–99 · Y three or four figures · N other number · ° its ending · O ordinal · C number word
    R Roman · M month · w republican month · S season · Z `in summer` · B `the thirties` · E BC · A AD
    y year · k years · K `les années` · L years or summer · c century · m millennium · d decade
    u day, week, month · U the same, several · h night or morning · P half a year
    s same · n next · p previous · J `the next day` · l later · b earlier · i `o`, `за` · I `через` · j `числа`
    q early, mid, late · z last · H half · ~ about · ? perhaps · < before · > after · { since · } until · = between
    F from, of · t to, at · & and, or · v in, the · Q the `in` of years · W weekday · r which · $ Old or New Style
    # men, km · + more than · * every · x anything else; marks are themselves, and all dashes are -
"""

from __future__ import annotations

import re

_IN = "[vFtQ]*"  # words that say nothing: in, the, of
_ORD = "[.°]?"
_NUMBER = "(?:CC|C|[DT])"
_SPAN = "[uUykLdc]"  # what is counted in steps
_ORDINAL = f"(?:[RDO]|CO){_ORD}"
_TO = f"(?:[-/]|[}}tF&]{_IN}|,){_IN}"
_ANY_YEAR = (
    f"(?:(?:y{_IN})?[YDT]°?y?[EA]y?"  # 58 av. J.-C. · roku 31 př. n. l.
    rf"|y{_IN}(?:Y|[DT](?!°|\.?[UukKMwcRDH]|[/-]))|Y°?y?|(?:y{_IN})?'[DT]|[DT]°y)"  # roku 1938 · ’80 · 68-го года
)
_YEAR = rf"(?P<year>{_ANY_YEAR})"
_OTHER_YEAR = f"(?:(?P<which>[snp]){_IN}(?:[snp]{_IN})?y|y{_IN}(?P<which_after>[np]))"  # téhož roku · l'année suivante
_OF_YEAR = f"(?:,?{_IN}(?:{_YEAR}|{_OTHER_YEAR}))"
_SOME_YEAR = re.sub(r"\(\?P<\w+>", "(?:", _OF_YEAR)
_OLD_YEAR = rf"{_IN}(?P<old>[DT])(?=[,.;:)xvFt}}&r]|\Z)"  # 15 mars 44
_DAY = f"(?:D{_ORD}|CO|O)"
_DAYS = rf"(?P<days>{_DAY}(?:{_TO}(?:W,?)?{_DAY}){{0,4}})"

RULES = {
    # 1945-05-09 · 9.5.1945 · 9. V. 1945 · 9/5/1945
    "figures": r"(?:Y-[DT]-[DT]|D\.[DR]\.Y|DRY|D/D/Y|D-D-Y)(?![-./]?[DTY])y?",
    # v noci na 21. srpna 1968 · w nocy z 12 na 13 grudnia 1981 · la nuit du 4 août 1789
    "night": rf"h(?=[F{{v]*(?P<first>{_DAY})(?:M{_SOME_YEAR}?)?v+{_DAY}M)[F{{v]*{_DAY}(?:M{_SOME_YEAR}?)?v+",
    # 9 thermidor an II
    "republican": rf"(?P<day>D{_ORD})w{_IN}y{_IN}(?P<of>[RD])",
    # 9. května 1945 · 8. až 13. března 1918 · 1er mai · 4. listopadu téhož roku · 15 mars 44
    "days": rf"(?:h[F{{v]*)?{_DAYS}{_IN}(?P<month>M)(?:{_OF_YEAR}|{_OLD_YEAR}|(?P<ahead>[np])(?!{_IN}[uy]))?",
    # 1 (13) марта 1881 года
    "both_styles": rf"(?P<old_day>D){_ORD}\((?P<new_day>D){_ORD}\)(?P<month>M){_OF_YEAR}?",
    # 8. téhož měsíce · 20 числа того же месяца
    "same_month": rf"(?P<day>D{_ORD})j?{_IN}(?P<which>[snp]){_IN}u",
    # v září 1938 · мае 1606 года · sierpnia ’80 · března následujícího roku
    "month_year": rf"(?P<month>M)(?:{_OF_YEAR}|{_OLD_YEAR})",
    # na jaře 1945 · zimě 1944/45 · летом 1991 года · l'été de la même année
    "season_year": rf"(?P<season>[SZL])(?:,?{_IN}(?:y{_IN})?Y[-/](?P<until>[DTY])y?k?|{_OF_YEAR}|{_OLD_YEAR})",
    # в следующем апреле · mars suivant
    "which_part": rf"(?P<which>[snp]){_IN}(?P<part>[MSZL])|(?P<part_before>[MSZ])(?P<which_after>[np])(?!{_IN}[uy])",
    # 20–30-х роках · 30. léta 20. století · 1930er Jahre · années trente · lata 20. XX wieku
    "decade": rf"""
        (?:(?P<first>[DTYO]){_ORD}{_TO})?
        (?: (?P<tens>[DT])[.°](?=[kKL]) | (?P<tens_word>O|C(?=°))°? | (?P<whole>Y)°?(?=[kKL](?![-]))) [kKL]
        (?:{_IN}(?:(?P<century>{_ORDINAL})|[snp]){_IN}c)?
      | [kL]{_IN}(?P<tens_after>[DT])(?:\.(?!\s*[DM])|°|(?={_IN}{_ORDINAL}c))
        (?:{_IN}(?P<century_after>{_ORDINAL}){_IN}c)?
      | [kLK]{_IN}(?P<word_after>O|(?<=K)C)(?:{_IN}(?P<century_word>{_ORDINAL}){_IN}c)?
      | K{_IN}(?P<number_after>[DTY])(?!-Y)(?:{_TO}(?P<second_after>[DTY])(?![YM]))?
      | (?P<bare>[YDT])°(?![ykj])
      | (?P<spelt>B)(?:{_IN}(?P<century_spelt>{_ORDINAL}){_IN}c)?
    """,
    # 14. století · v XIX веке · 9. bis 13. Jahrhundert · VII–III ст. до н. е. · wiek XIX
    "century": rf"""
        (?P<ordinal>{_ORDINAL})(?:c?(?P<link>{_TO}(?:q{_IN})?)(?P<other>{_ORDINAL}))?{_IN}c(?P<era>[EA])?
      | c(?P<after>R)(?P<era_after>[EA])?
    """,
    "millennium": rf"(?P<ordinal>{_ORDINAL}){_IN}m(?P<era>[EA])?",
    # v letech 1914–1918 · 1113–1125 роках · 58–51 av. J.-C. · 1939/40
    "years": rf"""
        (?P<open>[ykL]{_IN}|\(|[vF{{Q])?(?P<first>[YDT])°?y?(?P<era_first>[EA])?(?:[-/]|[t}}](?=[DTY]E))(?P<second>[YDT])(?!°[kKL])°?(?![-/.][DTY])
        (?P<noun>[yk])?(?P<era>[EA])?[yk]?
    """,
    # o dva roky později · через три года · годом позже · vor zwei Jahren · six ans plus tard
    "step": rf"""
        (?P<back_first>[<])(?P<number_back>{_NUMBER}){_SPAN}(?!{_IN}[DYTM])
      | (?P<half>[iI>]?P[lb])|(?P<half_in>IP)
      | [iI>]?(?P<number>{_NUMBER})(?P<unit>{_SPAN}){_IN}(?P<way>[lb]|[<>](?=[.,;:)]|\Z))
      | (?:l|[I>])(?P<number_in>{_NUMBER})(?P<unit_in>{_SPAN})(?!{_IN}[DYTN])
      | [iI]?(?P<one>[uy])(?P<way_one>[lb])
      | (?:I|(?<![xMY])>){_IN}(?P<one_in>[uyd])(?!{_IN}(?:[DYTN(']|x?[DYTN]))
    """,
    "special": "J",
    # v následujícím roce · того же дня · l'année suivante
    "which": rf"""
        (?P<which>[snp]){_IN}(?:[snp]{_IN})?(?P<unit>[uydch])
      | (?P<unit_before>[uydch]){_IN}(?P<which_after>[nps])(?!{_IN}[uydcMS])
    """,
    # koncem roku · à la fin de l'année · Ende des Monats
    "of_the": rf"q{_IN}(?P<unit>[yu])(?!{_IN}[DYTNM'])",
    # roku 833 · 1598 года · 44 av. J.-C. · (1944) · en 56
    "year": rf"(?P<year>(?:[yk]{_IN}(?=Y))?{_ANY_YEAR})|(?P<shared>(?<=Q)[DT])(?=[,.;x)])",
    "month": "M",
    "season": "[SZL]",
}
_GROUP = re.compile(r"\(\?P<\w+>")
FIND = re.compile(
    "|".join(f"(?P<{name}>{_GROUP.sub('(?:', rule)})" for name, rule in RULES.items()),
    re.VERBOSE,
)
PARTS = {name: re.compile(rule, re.VERBOSE) for name, rule in RULES.items()}
BEGINS = re.compile(r"[DTYORMwSZLBkKcCP<lIi>uyJsnpq'h(vF{Q]")
