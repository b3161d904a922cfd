"""What is read of sentences, passages and articles once, and kept: everything that the evidence needs of them."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from histbot.answering.evidence.elsewhere import begins_with_pronoun, defines
from histbot.answering.evidence.offers import offered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from histbot.languages import Words
    from histbot.retrieval import Analyzer

_PRONOUN = re.compile(r"\W*(?:it|he|she|they|this|these|that|those|his|her|their|its|such)\b", re.IGNORECASE)
_DEFINES = re.compile(r"\b(?:is|are|was|were|refers?|means?|called|known|named|termed|defined|consists?)\b")
_WORD = re.compile(r"[^\W_]+")
_FACT = re.compile(r"[^.!?:=|]{2,60}(?:[:=]\s|\s?\|)")
MEAN_LENGTH = 14.0  # terms in a sentence of an encyclopaedia
_APART = 3  # terms between a sentence and what stands above it


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence, read once and kept: everything that the features need of it."""

    text: str
    """The sentence, without markup."""
    terms: tuple[str, ...]
    """Its terms, in order."""
    places: dict[str, list[int]]
    """Where among them each stands."""
    words: frozenset[str]
    """Its words in lower case."""
    pronoun: bool
    """Whether it begins with a pronoun."""
    defines: bool
    """Whether it says what something is, or is called."""
    length: float
    """The logarithm of its length, 0 for one of mean length."""
    names: frozenset[str] = frozenset()
    """The terms that it writes with a capital, but for its first; none of an English sentence."""
    tongue: Words | None = None
    """The words of its language, by what they do; none for English."""
    offers: dict[str, list[frozenset[str]]] = field(default_factory=dict)
    """What it offers, by kind: the words of each offer; filled when first asked."""

    def offers_new(self, kind: str, asked: frozenset[str]) -> bool:
        """Tell whether it offers something of this kind that the question did not say itself."""
        if kind not in self.offers:
            spans = offered(kind, self.text, self.tongue)
            self.offers[kind] = [words_of(self.text[start:end]) for start, end in spans]
        return any(not offer <= asked for offer in self.offers[kind])


def words_of(text: str) -> frozenset[str]:
    """Give the words of `text` in lower case."""
    return frozenset(_WORD.findall(text.lower()))


def read_sentence(
    text: str,
    terms: Sequence[str],
    left_out: Sequence[str] = (),
    above: str = "",
    analyzer: Analyzer | None = None,
) -> Read:
    """Prepare a sentence for comparison with any question; terms that it leaves to what stands above come before.

    A fact (`location: Tarn`, a row of a table) has the words of `above`, which say what it states, for its own.
    `analyzer` is that of its language, if that is not English.
    """
    tongue = analyzer.words if analyzer else None
    places: dict[str, list[int]] = {}
    for place, term in enumerate(left_out):
        places.setdefault(term, []).append(place - len(left_out) - _APART)
    for place, term in enumerate(terms):
        places.setdefault(term, []).append(place)
    return Read(
        text,
        tuple(terms),
        places,
        words_of(f"{above} {text}" if above and _FACT.match(text) else text),
        pronoun=_PRONOUN.match(text) is not None if tongue is None else begins_with_pronoun(text, tongue),
        defines=_DEFINES.search(text) is not None if tongue is None else defines(text, tongue),
        length=math.log(len(terms) + 1) - math.log(MEAN_LENGTH),
        names=_names(text, analyzer) if analyzer and tongue else frozenset(),
        tongue=tongue,
    )


def _names(text: str, analyzer: Analyzer) -> frozenset[str]:
    """Give the terms of words with a capital that do not begin the sentence."""
    return frozenset(token.term for token in analyzer.tokens(text) if token.start and text[token.start].isupper())


@dataclass(frozen=True, slots=True)
class Subject:
    """What an article is about, read once and kept."""

    title: Mapping[str, float]
    """The terms of its title, each with how rare it is."""
    lead: frozenset[str]
    """The terms of its title, its other names and its first sentence."""
    words: Mapping[str, str]
    """The words of its title, by their terms."""


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A passage, read once and kept."""

    sentences: tuple[Read, ...]
    """Its sentences."""
    headings: frozenset[str]
    """The terms of its article's title and its headings."""
    first: bool
    """Whether it is its article's first."""
    terms: frozenset[str]
    """The terms of its sentences and headings."""
