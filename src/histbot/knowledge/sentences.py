"""Cut a stretch of text into sentences, with exact spans.

Written for articles: abbreviations, initials, decimals and ellipses don't end a sentence, and quotation marks,
brackets and reference marks behind the stop belong to it. Splitters in libraries give strings without
spans, load a model, or break on `J. R. R. Tolkien`.

Known limits: an abbreviation that does end a sentence ("… in the U.S. The …") ends it only where the next
word is one that begins sentences; a stop without a blank behind it ends nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from histbot.knowledge.article import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_END = re.compile(
    r"""
      (?P<stop>[.!?…]+|[。！？])
      (?P<close>["'”’»)\]]*(?:\[[^\]\s]{1,12}\])*)      # quotation marks, brackets, [12]
      (?=(?P<gap>\s+|\Z|(?<=[。！？])))
    """,
    re.VERBOSE,
)
_ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof rev fr st ste sr jr hon gov gen col lt capt cpt cmdr adm maj sgt pvt pres sen rep no nos
    vol vols pp p ch fig figs sec art ed eds trans c ca cf e.g i.e viz vs v al approx est fl b d r born lit op
    cit ibid jan feb mar apr jun jul aug sep sept oct nov dec mt ft inc ltd co corp bros dept univ messrs esp
    incl nr o.s n.s
    """.split()
)
_ENDING = frozenset(
    """
    etc a.m p.m b.c a.d b.c.e c.e u.s u.k u.n u.s.a u.s.s.r d.c jr sr inc ltd co corp bros
    """.split()
)
_OPENERS = frozenset(
    """
    the a an in on at by from after before during when while however although this these that those it its he
    she they his her their there as with for since under despite then later also both some many most several
    one two only according such if but and
    """.split()
)
_INLINE_ITEM = re.compile(r"\s+[-–*]\s+(?=\d{1,2}\s+[A-Z]|[A-Z][a-z]+\s+\d{1,2}\b)")


def split_sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Give the sentences of `text[start:end]`, in order, without the blanks around them."""
    begin = start
    for stop in sorted(_stops(text, start, end)):
        if span := _trimmed(text, begin, stop):
            yield span
        begin = stop
    if span := _trimmed(text, begin, end):
        yield span


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    for match in _END.finditer(text, start, end):
        if match.end() < end and _ends(text, match, start, end):
            yield match.end()
    # Lists that were run together on export: "… - 26 February – … - 10 March – …".
    items = [match.start() for match in _INLINE_ITEM.finditer(text, start, end)]
    if len(items) > 1:
        yield from items


def _ends(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Tell whether a stop with a blank behind it ends its sentence, from what stands around it."""
    rest = text[match.end() : min(end, match.end() + 40)].lstrip().lstrip("\"'“‘«([*_")
    if not rest or rest[0].islower():
        return not rest
    if match["stop"] in ("...", "…"):
        return rest[0].isupper()
    if match["stop"] != "." or match["close"]:
        return True
    opener = re.match(r"[^\W\d_]+", rest)
    opens = opener is not None and opener[0].lower() in _OPENERS
    before = re.search(r"[^\s(\[\"“'‘–—]*$", text[max(start, match.start() - 20) : match.start()])
    return _ends_after(before[0] if before else "", opens=opens, named=_initials(text, match.start()))


def _ends_after(word: str, *, opens: bool, named: bool) -> bool:
    """Tell whether a stop behind `word` ends a sentence; `opens` if the next word is one that begins them."""
    if word.lower() in _ENDING:
        return opens
    if len(word) == 1 and word.isalpha():  # J. R. R. Tolkien; but "… plan B. The …"
        return opens and word.isupper() and not named
    return word.lower() not in _ABBREVIATIONS


def _initials(text: str, dot: int) -> bool:
    """Tell whether another initial or a capitalised name stands before the one at `dot`."""
    return re.search(r"[A-Z]\.\s?$", text[max(0, dot - 4) : dot - 1]) is not None


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and (text[start].isspace()):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None
