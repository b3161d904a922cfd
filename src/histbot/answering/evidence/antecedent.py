"""Whom a sentence speaks of that begins with *he*, *she* or *they*: the name at the head of one before it.

Known to fail: a name in the middle of a sentence is not seen, so that a sentence of another subject is passed over.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from histbot.retrieval import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

_PRONOUN = re.compile(r"\W*(?:He|She|They|His|Her|Their)\b")
_NAME = r"[^\W\d_a-z][\w'’.-]*"
_NO_VERB = r"(?:of|on|in|at|to|for|from|with|by|than|as|and|or|that|this|the|an?|his|her|its|their|who|whose|which)\b"
_HEAD = re.compile(rf"\W*({_NAME}(?:\s+(?:(?:of|the|de|von|van|al|ibn|du|da)\s+)?{_NAME})*)\s+(?!{_NO_VERB})[a-z]")
LOOKED_BACK = 3  # sentences looked back at


def antecedent(sentences: Sequence[str]) -> str:
    """Give the name that the pronoun at the head of the last of `sentences` stands for; empty where there is none."""
    if not _PRONOUN.match(sentences[-1]):
        return ""
    for text in reversed(sentences[:-1]):
        head = _HEAD.match(text)
        if head and head[1].split()[0].lower() not in STOP_WORDS:
            return head[1]
    return ""
