"""Tell a question for the articles from people talking to each other.

Asked only where nobody was addressed: in channels in which every question is answered. What is asked by mention or
command is always answered, whatever it looks like. Known limits: a question without a question mark that begins
with none of the words below, nor with those that ask in another language, is taken for talk.
"""

from __future__ import annotations

import re

from histbot.answering.question.manner import asks_elsewhere
from histbot.answering.question.question import is_small_talk

_ASKED = re.compile(
    r"""
    ^\W*(?:(?:and|but|so|also|ok(?:ay)?|well|um+|hmm+|please|hi|hello|hey|guys|everyone|question)\b\W*)*
    (?: (?:who|whom|whose|what|which|when|where|why|how)(?:'s|’s)?\b
      | (?:in|on|at|by|from|to|of|since|until|during|under|for|after|before)\s+(?:what|which|whom|whose|when|where)\b
      | (?:is|are|was|were|do|does|did|has|have|had|can|could|would|will|should)\s+\w+\s+\w+
      | (?:tell|teach|remind)\s+(?:me|us)\b | (?:explain|describe|define|name|list)\s+\w+
      | (?:do|does|did|has|can|could|would)\s+(?:any|some)(?:one|body)\s+know\b
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MARK = re.compile(r"[?？]\W*$")
# People talking to each other, or about the day: said to nobody who quotes articles.
_TALK = re.compile(
    r"""
    \b(?: you|ya|u|ur|your|yours|you(?:'|’)?re|y(?:'|’)?all|guys|dude|bro|mate|lol|lmao|rofl|omg|wtf|idk|brb|imo|tbh
      | i(?:'|’)?m|i(?:'|’)?ve|i(?:'|’)?ll|mods?|admins?|server|channel|bot|tonight|tomorrow|today|yesterday
    )\b
    | \b(?:am|do|did|can|could|should|shall|may|have)\s+(?:i|we)\b
    | \b(?:any|every|some)(?:one|body)\s+(?:up|want|wants|here|else|got|have|having|online|around|interested)\b
    | ^\W*(?:is|was)\s+(?:this|that|it)\s+\w+\W*$ | ^\W*(?:what|who|where|why|how)\s+(?:is\s+)?(?:this|that|it)\W*$
    | https?://
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HELPERS = re.compile(
    r"\b(?:(?:can|could|would|will)\s+(?:you|u|any(?:one|body)|some(?:one|body))\s+(?:please\s+)?(?:tell|explain|say)"
    r"|(?:do|does|did)\s+(?:you|u|any(?:one|body)|some(?:one|body))\s+know|(?:i|i(?:'|’)?m)\s+wonder(?:ing)?)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS = 2


def is_question(text: str) -> bool:
    """Tell whether a line that addresses nobody asks something that articles may answer."""
    asked = _HELPERS.sub(" what ", text).strip()
    if is_small_talk(text) or _TALK.search(asked) or len(re.findall(r"\w+", asked)) < _FEWEST_WORDS:
        return False
    if _MARK.search(asked):
        return True
    asks = _ASKED.match(asked) is not None or asks_elsewhere(asked)
    return asks and not re.search(r"[!.…]\W*$", asked)
