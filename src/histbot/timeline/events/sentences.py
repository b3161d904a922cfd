"""What a statement's words tell of its grammar: whether it has a verb, a subject of its own, or is a list's entry."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from histbot.knowledge import plain

if TYPE_CHECKING:
    from histbot.timeline.events.events import Event

_KEPT = 256  # clauses: whoever looks at an event asks for its clause several times
_plain = lru_cache(maxsize=_KEPT)(plain)
VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|had|has|have|did|began|became|fell|took|led|made|gave|won|lost|left|came|went|met|saw"
    r"|held|sent|put|set|broke|fought|rose|struck|grew|drove|died|[a-z]{3,}(?:ed|ing))\b"
)
ITEM = re.compile(r"\s*[-–*•]\s")
_PRONOUN = re.compile(
    r"\b(?:he|she|they|him|her|them|his|hers|himself|herself)\b|\A\W*(?:it|this|these|such)\b",
    re.IGNORECASE,
)


def clause_of(event: Event) -> str:
    """Give the clause that the event's date belongs to, without markup."""
    if event.clause is None:
        return _plain(event.quote.text)
    start = event.quote.span.start
    return _plain(event.quote.text[event.clause.start - start : event.clause.end - start])


def speaks_for_itself(event: Event) -> bool:
    """Tell whether a statement says by itself of whom and what it speaks: no entry, no `he`, no fragment."""
    clause = clause_of(event)
    return not (ITEM.match(event.quote.text) or _PRONOUN.search(clause)) and VERB.search(clause) is not None
