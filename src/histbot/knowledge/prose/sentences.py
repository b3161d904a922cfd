"""Cut a stretch of text into sentences, with exact spans.

Written for articles: abbreviations, initials, ordinals, decimals and ellipses don't end a sentence, and quotation
marks, brackets, reference marks and markup behind the stop belong to it. Splitters in libraries give strings without
spans, load a model, or break on `J. R. R. Tolkien`. Abbreviations of the languages that are read stand in a data file.

Which language a stretch is in is told by its function words alone: English ends a sentence at `Henry II. Henry`, Czech
goes on at `Karel IV. Lucemburský`.

Known limits: an abbreviation that does end a sentence ("… in the U.S. Congress met") ends it only where the next word
is one that begins sentences; a regnal number ends none before a capital in a language that writes ordinals with a stop.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from histbot.knowledge.article.article import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = Path(__file__).with_name("abbreviations.txt")
_END = re.compile(
    r"""(?=[.!?…。！？؟۔।;])                                  # nothing begins with anything else
      (?P<stop>(?:\.[ \u00a0]){2,}\.                    # . . .
        | [.!?…]+ | [。！？؟۔।] | (?<=[\u0370-\u03ff\u1f00-\u1fff]);)
      (?P<close>(?:                                     # what belongs to the sentence behind its stop
          \]\([^()\s]*\)                                # of [a link.](https://…)
        | \[\^?[^\]\s]{1,20}\]                          # [12] [^note]
        | [ ]?<sup\b[^<>]*>[^<>]{0,20}</sup>
        | <ref\b[^<>]*/> | <ref\b[^<>]*>[^<>]{0,400}(?:<[^<>]*>[^<>]{0,400}){0,4}?</ref>
        | </[a-z]+>
        | [ \u00a0\u202f]»(?=\s|\Z)                     # « Fini. »
        | ["'”’»«›‹“)\]*_~=¹²³⁰⁴-⁹†‡]
      )*)
      (?=(?P<gap>\s+|\Z|(?<=[。！？])))
    """,
    re.VERBOSE,
)
_RUN_ON = re.compile(r"[.!?](?=[A-ZÀ-Þ][a-zß-ÿ]+[\s,.])")  # 1618.It ended
_RUN_ON_FROM = re.compile(r"(?:[a-zß-ÿ]{3}|\d{3})\Z")
_NO_SENTENCE = re.compile(r"[/@_]|www\.")  # an address holds stops without blanks
_ENGLISH = re.compile(r"\b(?:the|of|and|by|with|from|his|which)\b", re.IGNORECASE)
_ORDINAL_DOTS = re.compile(  # German, Czech, Slovak, Polish, Hungarian, Danish, Norwegian, Finnish
    r"\b(?:der|die|das|den|dem|und|wurde|im|am|von|ist|roku?|byl[aoi]?|bol[aoi]?|že|při|król|oraz|się|az|és|egy|og|af|ja|oli)\b",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"(?:Jan(?:uary|uar)?|Jänner|Feb(?:r|ruary|ruar)?|Mar(?:ch)?|März|Apr(?:il)?|Ma[iy]|June?|Juni|July?|Juli|Aug(?:ust)?"
    r"|Sept?(?:ember)?|O[ck]t(?:ober)?|Nov(?:ember)?|De[cz](?:ember)?)\b"
)
_OF_A_DAY = re.compile(_MONTH.pattern + r"\.?\s\d{1,2}(?:st|nd|rd|th)?$")  # May 30. March to Memphis …
_ROMAN = re.compile(r"[IVXLC]+")
_NUMBER = re.compile(r"\d{1,3}(?:st|nd|rd|th)?")
_COUNTED = re.compile(r"\W*(?:[IVXLC]+|\d{1,3}|[A-Za-z])[.)]\W*")  # a list's number at the beginning
_CHAPTER = re.compile(
    r"\W*(?:Chapter|Part|Book|Section|Act|Scene|Volume|Lecture|Letter|Article|Appendix|Kapitel|Teil|Buch|Chapitre|Livre"
    r"|Capítulo|Capitolo|Kapitola|Rozdział|Глава|Часть|Розділ)\s+(?:[IVXLC]+|\d{1,3})\.",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"[\s(\[\"“'‘»«„–—*_]")
_LETTERS = re.compile(r"[^\W\d_]+")
_COUNTS = re.compile(r"\d|[IVXLC]+\b")
_DAY_AND_MORE, _DAY_BEFORE, _YEAR = re.compile(r"\d{1,2}\.\s?\d"), re.compile(r"\d\.\s?$"), re.compile(r"\d{4}\b")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_OF_A_YEAR = re.compile(  # an era or a year, behind which another sentence may begin with any word
    r"(?:\bn\.\s?l|\bн\.\s?[эе]|\bn\.\s?e|\b[vn]\.\s?Chr|J\.-C|\b[ad]\.\s?C|[πμ]\.\s?Χ|\d\s?гг?|\bстол|\bвв)$"
)
_LEAST = 4  # words before the era or the year of a sentence that these may end
_DASH = re.compile(r"[-–*]\s")
_INLINE_ITEM = re.compile(r"\s+[-–*]\s+(?=\d{1,2}\s+[A-Z]|[A-Z][a-z]+\s+\d{1,2}\b)")
_OPENERS = frozenset(
    """
    the a an in on at by from after before during when while however although this these that those it its he
    she they his her their there as with for since under despite then later also both some many most several
    one two only according such if but and
    """.split()
)
_OTHER_OPENERS = _OPENERS | frozenset(
    """
    der die das ein eine er sie es im am nach auch dies diese dieser zu bei seine ihre le la les il elle un une au après
    ce cette son sa el los las una él ella lo gli nel dopo o os um uma v na po ten ta to tam tak když byl byla jeho její
    w potem on ona ono oni był była a i s в на он она они это после его её у він вона вони після το ο η οι στις
    """.split()
)


def split_sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Give the sentences of `text[start:end]`, in order, without the blanks around them."""
    begin = start
    tongue = _tongue(text, start, end)
    # Lists that were run together on export: "… - 26 February – … - 10 March – …".
    listed = _DASH.search(text, start, end) is not None
    items = [match.start() for match in _INLINE_ITEM.finditer(text, start, end)] if listed else ()
    run_on = [match.end() for match in _RUN_ON.finditer(text, start, end) if _runs_on(text, match)]
    ends: list[re.Match[str] | int] = [*_END.finditer(text, start, end), *run_on, *(items if len(items) > 1 else ())]
    for found in sorted(ends, key=lambda each: each if isinstance(each, int) else each.end()):
        stop = found if isinstance(found, int) else found.end()
        if stop < end and (isinstance(found, int) or tongue.ends(text, found, begin, end)):
            if span := _trimmed(text, begin, stop):
                yield span
            begin = stop
    if span := _trimmed(text, begin, end):
        yield span


@dataclass(frozen=True, slots=True)
class _Tongue:
    """What has to be known of a language to tell where its sentences end."""

    openers: frozenset[str]
    """Words that begin sentences, in lower case."""
    dotted: bool
    """Whether ordinals are written with a stop."""
    english: bool
    """Whether only English abbreviations are looked for: `red.` and `on.` are some in other languages."""

    def ends(self, text: str, match: re.Match[str], begin: int, end: int) -> bool:
        """Tell whether a stop with a blank behind it ends the sentence from `begin` on, from what stands around it."""
        rest = text[match.end() : min(end, match.end() + 30)].lstrip().lstrip("\"'“‘«»„‚([*_=")
        if not rest or rest[0].islower():
            return not rest
        stop = match["stop"]
        if stop.startswith(("...", "…", ". ")):
            return rest[0].isupper()
        if stop != "." or match["close"]:
            return True
        return self._ends_at_dot(text, match.start(), rest, begin)

    def _ends_at_dot(self, text: str, dot: int, rest: str, begin: int) -> bool:
        word = _BEFORE.split(text[max(begin, dot - 20) : dot])[-1]
        lower = word.lower()
        never, numbered, ending = _abbreviations(english=self.english)
        counted = _NUMBER.fullmatch(word) or _ROMAN.fullmatch(word)
        if (counted or len(word) == 1) and (
            _COUNTED.fullmatch(text, begin, dot + 1) or _CHAPTER.fullmatch(text, begin, dot + 1)
        ):
            return False
        if counted and (len(word) > 1 or word.isdigit()):
            return self._ends_after_number(text, dot, word, rest)
        if not self.english and _OF_A_YEAR.search(text[max(begin, dot - 10) : dot]):
            words = [each for each in text[begin:dot].split() if not each.endswith(".")]
            return self._opens(rest) or len(words) > _LEAST
        if lower in ending or lower in numbered or _ACRONYM.fullmatch(word):
            return self._opens(rest) and not (lower in numbered and _COUNTS.match(rest))
        if len(word) == 1 and word.isalpha():  # J. R. R. Tolkien; but "… plan B. The …"
            return word.isupper() and self._opens(rest) and not _initials(text, dot)
        return lower not in never

    def _ends_after_number(self, text: str, dot: int, word: str, rest: str) -> bool:
        if _MONTH.match(rest) and word[0].isdigit() and not _OF_A_DAY.search(text[max(0, dot - 16) : dot]):
            return False
        if _DAY_AND_MORE.match(rest) or (_YEAR.match(rest) and _DAY_BEFORE.search(text[: dot - len(word)][-4:])):
            return False  # 9. 5. 1945
        return not self.dotted or self._opens(rest)

    def _opens(self, rest: str) -> bool:
        """Tell whether a word that begins sentences stands first in `rest`."""
        word = _LETTERS.match(rest)
        return word is not None and word[0].lower() in self.openers


@cache
def _abbreviations(*, english: bool) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Give words that never end a sentence, that don't before a number, and that may."""
    lines = (line.split() for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    never, numbered, ending = set[str](), set[str](), set[str]()
    for language, *words in lines:
        if language in ("digit", "ending"):
            (numbered if language == "digit" else ending).update(words)
        elif language == "en" or not english:
            never.update(words)
    return frozenset(never - numbered - ending), frozenset(numbered), frozenset(ending)


def _tongue(text: str, start: int, end: int) -> _Tongue:
    if _ENGLISH.search(text, start, end):
        return _Tongue(_OPENERS, dotted=False, english=True)
    dotted = _ORDINAL_DOTS.search(text, start, end) is not None
    return _Tongue(_OTHER_OPENERS, dotted=dotted, english=False)


def _runs_on(text: str, stop: re.Match[str]) -> bool:
    """Tell whether a stop without a blank ends a sentence: behind a word or year, in no address of the web."""
    if not _RUN_ON_FROM.search(text, max(0, stop.start() - 3), stop.start()):
        return False
    before = text[max(0, stop.start() - 60) : stop.start()].rsplit(None, 1)
    behind = text[stop.end() : stop.end() + 40].split(None, 1)
    return _NO_SENTENCE.search(before[-1] + (behind[0] if behind else "")) is None


def _initials(text: str, dot: int) -> bool:
    """Tell whether another initial or a capitalised name stands before the one at `dot`."""
    return re.search(r"[A-Z]\.\s?$", text[max(0, dot - 4) : dot - 1]) is not None


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and (text[start].isspace()):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None
