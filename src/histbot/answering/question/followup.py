"""A question that leans on the one before it: "and when was it ceded?", "Why?", "what about Brno?".

What it leaves out is taken over from the question before, at less than its full weight. Three ways of leaning
are told apart, because each leaves something else out:

- a pronoun stands for a thing: the names of the question before are taken over (all its words if it has none);
- a bare question word ("Why?", "since when?") leaves out everything else: all words are taken over;
- a new name alone ("and Brno?", "what about 1945?") leaves out what is asked: the kind of question and all words
  but the names, which the new one replaces, are taken over.

A question that says all itself is read as if it stood alone. The last two questions count, no more: the last says
what is asked and, if it names one, the subject; only where it names none, the one before it does. English has patterns
of its own here, other languages their data files; where verbs say who does something, a pronoun need not stand there.
Known limits: "it" that stands for nothing ("when was it that Prague fell?") takes the names over too; "the treaty" is
not taken for the treaty spoken of.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from histbot.answering.question.manner import KINDS
from histbot.answering.question.question import read_question
from histbot.languages import flat, language_asked, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from histbot.answering.question.question import Question, Unit
    from histbot.answering.question.vocabulary import Vocabulary

BEHIND = " ⟵ "  # between a follow-up and the question before it, where they are written together
_TURN = " · "  # between two questions that a third may lean on
_TURNS = re.compile(rf"{_TURN}|(?<=\?)\s+")
_COUNT = 2  # questions before that count
_SHARE = 0.6  # of its weight: a word taken over is a guess
_PRONOUN = re.compile(
    r"\b(?:it|its|itself|they|them|their|theirs|he|him|his|she|her|hers|this|that|these|those|there|then|both"
    r"|the\s+(?:same|former|latter|other))\b(?!\s+year\b)",
    re.IGNORECASE,
)
_STANDS_FOR = re.compile(r"\b(?:it|its|they|them|their|he|him|his|she|her|this|that|these|those)\b", re.IGNORECASE)
_ASKS = re.compile(r"\b(?:who|whom|whose|what|which|when|where|why|how)\b", re.IGNORECASE)
_ABOUT = re.compile(r"^\W*(?:(?:and|but|or|so|also)\b\W*)*(?:(?:what|how)\s+about|and|but|or)\b", re.IGNORECASE)
_FEW = 4  # words
_STANDS_ALONE = ("name", "word", "number")


def read_followup(text: str, before: str | None, vocabulary: Vocabulary) -> Question:
    """Understand `text`, with what it leaves out taken from what was asked `before` it, as `so_far` writes it down."""
    question = read_question(text, vocabulary)
    turns = _turns(before)
    if not turns or question.overview:
        return question
    earlier = read_followup(turns[-1], turns[-2] if len(turns) > 1 else None, vocabulary)
    said = [unit for unit in question.units if unit.sort in _STANDS_ALONE]
    signs = _signs(text, question.language)
    if signs.stands_for or _leaves_out_whom(question, said, signs):
        return _with(question, _topic(turns[-1], earlier, vocabulary))
    if not said:
        # No units at all is small talk or stop words; only what asks can lean.
        return _with(question, earlier.units) if signs.asks else question
    if signs.about and len(said) <= 2 and not signs.asks_behind:  # noqa: PLR2004
        return _asking_the_same(question, earlier)
    return question


class _Signs(NamedTuple):
    """What of a question says that it leans."""

    stands_for: bool
    """Whether a word of it stands for something named before."""
    asks: bool
    """Whether a word of it asks."""
    about: bool
    """Whether it begins as one that asks the same of something else: `and Brno?`."""
    asks_behind: bool
    """Whether a word behind such a beginning asks."""


def _signs(text: str, language: str) -> _Signs:
    """Read the signs in the language of the question."""
    words = words_of(language) if language != "en" else None
    if words is None:
        about = _ABOUT.match(text)
        behind = _ASKS.search(_ABOUT.sub("", text)) is not None
        return _Signs(_PRONOUN.search(text) is not None, _ASKS.search(text) is not None, about is not None, behind)
    bare = flat(text).strip(" ¿¡?!.,")
    about, asks = words.found("about_new", "and").match(bare), words.found(*KINDS)
    behind = asks.search(bare, about.end() if about else 0) is not None
    return _Signs(words.found("lean").search(bare) is not None, behind, about is not None, behind)


def _leaves_out_whom(question: Question, said: Sequence[Unit], signs: _Signs) -> bool:
    """Tell whether a question leaves out whom it asks about, as one may where verbs say it: `a kdy zemřel?`."""
    if question.language == "en" or question.defines or len(said) != 1 or said[0].sort != "word":
        return False
    return signs.asks and (signs.about or question.lifespan)


def so_far(question: str, before: str | None = None) -> str:
    """Write down what the next question may lean on: this one, and the one before it."""
    return _TURN.join([*_turns(before), question.strip()][-_COUNT:])


def _turns(before: str | None) -> list[str]:
    return [turn.strip() for turn in _TURNS.split(before or "") if turn.strip()][-_COUNT:]


def written(question: str, before: str | None) -> str:
    """Write a question down with the one before it, without which a follow-up says nothing."""
    return f"{question}{BEHIND}{before}" if before else question


def may_lean(text: str) -> bool:
    """Tell whether it is worth looking for the question before `text`."""
    few = len(re.findall(r"\w+", text)) <= _FEW
    if few or _PRONOUN.search(text) is not None or _ABOUT.match(text) is not None:
        return True
    signs = _signs(text, language_asked(text, (), "en"))
    return signs.stands_for or signs.about


def leans(text: str, before: str | None, vocabulary: Vocabulary) -> bool:
    """Tell whether `text` is read differently behind the question `before` it."""
    return read_followup(text, before, vocabulary) != read_question(text, vocabulary)


def _topic(last: str, earlier: Question, vocabulary: Vocabulary) -> Iterable[Unit]:
    """Give what the last question is about: the names it says, a new subject, or what it took over itself."""
    own = read_question(last, vocabulary).units
    names = [unit for unit in own if unit.sort == "name"]
    if names or (own and _ABOUT.match(last)):
        return names or own
    return [unit for unit in earlier.units if unit.sort == "name"] or earlier.units


def _with(question: Question, units: Iterable[Unit]) -> Question:
    """Add units that the question does not say itself, at less than their full weight."""
    own = {unit.term for unit in question.units}
    taken = tuple(replace(unit, weight=_SHARE * unit.weight) for unit in units if unit.term not in own)
    if not taken:
        return question
    words = " ".join(unit.word for unit in taken)
    whole, count = _STANDS_FOR.subn(lambda _: words, question.text, count=1)
    spoken = whole if count else f"{question.text} {words}"
    return replace(question, units=question.units + taken, spoken=spoken)


def _asking_the_same(question: Question, earlier: Question) -> Question:
    """Ask what was asked before, of something else: its names and numbers give way to the new ones of their sort."""
    new = {unit.sort for unit in question.units}
    kept = [unit for unit in earlier.units if unit.sort not in ("name", "number") or unit.sort not in new]
    full = _with(question, kept)
    focus = earlier.units[earlier.focus].term if earlier.focus is not None else None
    place = next((i for i, unit in enumerate(full.units) if unit.term == focus), None)
    return replace(full, kind=earlier.kind, focus=place)
