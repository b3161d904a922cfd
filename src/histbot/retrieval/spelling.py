"""British spellings to American ones, so that `labour` finds `labor` and `recognise` `recognize`.

Both the articles and the questions are rewritten, so what matters is only that the two spellings of a word meet: that
`promise` becomes `promize` as well does no harm.
"""

from __future__ import annotations

import re

_RULES = (
    # labour, honourable, neighbours
    (r"^(arm|behavi|cand|clam|col|demean|endeav|fav|ferv|glam|harb|hon|hum|lab|misdemean)our", r"\1or"),
    (r"(neighb|od|parl|ranc|rig|rum|sav|savi|splend|succ|tum|val|vap|vig)our", r"\1or"),
    # recognise, colonisation, analysed
    (r"([a-z]{3}|[a-z]{2}[ln])is(e|ed|es|er|ers|ing|ation|ations)$", r"\1iz\2"),
    (r"(anal|paral|catal)ys(e|ed|es|er|ers|ing)$", r"\1yz\2"),
    # centre, theatres, manoeuvred
    (r"(calib|cent|fib|lit|lust|maneuv|manoeuv|meag|met|sab|scept|somb|spect|theat)re(d|s)?$", r"\1er\2"),
    (r"manoeuv", "maneuv"),
    # defence, licences
    (r"\b(def|off|lic|pret)ence(s)?$", r"\1ense\2"),
    # travelled, cancelling
    (r"\b(cancel|channel|counsel|duel|fuel|label|level|marvel|model|quarrel|signal|travel|tunnel)l(ed|er|ers|ing|or|ors)$",
     r"\1\2"),
    # archaeology, mediaeval, encyclopaedia
    (r"(arch|encyclop|medi|p|an|h|pal)ae(?=[a-z])", r"\1e"),
    (r"^programme", "program"), (r"^grey", "gray"), (r"^plough", "plow"), (r"^gaol", "jail"),
    (r"^aluminium$", "aluminum"), (r"^aeroplane", "airplane"), (r"^storey", "story"), (r"^mould", "mold"),
)  # fmt: skip
_PATTERNS = tuple((re.compile(pattern), with_what) for pattern, with_what in _RULES)


def american(word: str) -> str:
    """Spell a word, folded, as Americans do."""
    for pattern, with_what in _PATTERNS:
        word = pattern.sub(with_what, word, count=1)
    return word
