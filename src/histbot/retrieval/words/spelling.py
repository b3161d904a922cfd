"""British spellings to American ones, so that `labour` finds `labor` and `recognise` `recognize`.

Both the articles and the questions are rewritten, so what matters is only that the two spellings of a word meet: that
`promise` becomes `promize` as well does no harm.
"""

from __future__ import annotations

import re

_RULES = (  # letters without which a rule changes nothing, which are looked for faster; the rule
    # labour, honourable, neighbours
    ("our", r"^(arm|behavi|cand|clam|col|demean|endeav|fav|ferv|glam|harb|hon|hum|lab|misdemean)our", r"\1or"),
    ("our", r"(neighb|od|parl|ranc|rig|rum|sav|savi|splend|succ|tum|val|vap|vig)our", r"\1or"),
    # recognise, colonisation, analysed
    ("is", r"([a-z]{3}|[a-z]{2}[ln])is(e|ed|es|er|ers|ing|ation|ations)$", r"\1iz\2"),
    ("ys", r"(anal|paral|catal)ys(e|ed|es|er|ers|ing)$", r"\1yz\2"),
    # centre, theatres, manoeuvred
    ("re", r"(calib|cent|fib|lit|lust|maneuv|manoeuv|meag|met|sab|scept|somb|spect|theat)re(d|s)?$", r"\1er\2"),
    ("manoeuv", r"manoeuv", "maneuv"),
    # defence, licences
    ("ence", r"\b(def|off|lic|pret)ence(s)?$", r"\1ense\2"),
    # travelled, cancelling
    ("ll", r"\b((?:canc|chann|couns|du|fu|lab|lev|marv|mod|quarr|trav|tunn)el|signal)l(ed|er|ers|ing|ors?)$", r"\1\2"),
    # archaeology, mediaeval, encyclopaedia
    ("ae", r"(arch|encyclop|medi|p|an|h|pal)ae(?=[a-z])", r"\1e"),
    ("programme", r"^programme", "program"), ("grey", r"^grey", "gray"), ("plough", r"^plough", "plow"),
    ("gaol", r"^gaol", "jail"), ("aluminium", r"^aluminium$", "aluminum"), ("aeroplane", r"^aeroplane", "airplane"),
    ("storey", r"^storey", "story"), ("mould", r"^mould", "mold"),
)  # fmt: skip
_PATTERNS = tuple((letters, re.compile(pattern), with_what) for letters, pattern, with_what in _RULES)


def american(word: str) -> str:
    """Spell a word, folded, as Americans do."""
    for letters, pattern, with_what in _PATTERNS:
        if letters in word:
            word = pattern.sub(with_what, word, count=1)
    return word
