"""What a question asks for: its units of meaning, and the kind of thing that would answer it.

A unit is a word of the question with every way in which a text may say it: its own term, terms of the same family
(`recognition`, `recognized`), other names (`USSR`, `Soviet Union`), the word that was meant (`sovjet`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from histbot.answering.question.manner import Manner, asks_elsewhere, is_small_talk_elsewhere, manner_of
from histbot.languages import words_of
from histbot.retrieval import ASKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from histbot.answering.question.vocabulary import Vocabulary
    from histbot.retrieval import Token

_KINDS = {
    "when": r"\bwhen\b|\bwhens\b|\b(?:what|which)\s+(?:\w+\s+)?(?:year|date|day|month|century|decade|era|period)\b"
    r"|\b(?:dates?|year)\W*$",
    "duration": r"\bhow\s+long\b",
    "number": r"\bhow\s+(?:many|much|old|far|tall|high|large|big|wide|deep|fast|often)\b"
    r"|\b(?:what|which)\s+(?:was\s+the\s+|is\s+the\s+)?(?:number|percentage|percent|proportion|population|amount)\b"
    r"|\b(?:what|which)\s+(?:was|is|were|are)\s+the\s+(?:price|cost|ransom|fee|fine|salary|wages?)\b",
    "why": r"\bwhy\b|\b(?:what|which)\s+(?:was\s+the\s+|is\s+the\s+)?(?:reasons?|causes?)\b|\bwhat\s+(?:caused|led)\b",
    "who": r"\b(?:who|whom|whose)\b|\b(?:what|which)\s+(?:person|man|woman|king|queen|emperor|president|general"
    r"|leader|author|scientist|philosopher|actor|artist|historian)\b",
    "where": r"\bwhere\b|\b(?:what|which)\s+(?:city|country|state|place|town|region|continent|location|province)\b",
    "how": r"\bhow\b",
    "which": r"\bwhich\b|\bwhat\s+(?!is\b|are\b|was\b|were\b|do\b|does\b|did\b|has\b|had\b|can\b|could\b)\w+",
    "what": r"\bwhat\b",
    "whether": r"^\W*(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would)\b",
}
_KIND_PATTERNS = {
    kind: re.compile(
        rf"{pattern}|^\W*(?:\w+\W+){{0,2}}?(?:{ASKING[kind]})\b" if kind in ASKING else pattern, re.IGNORECASE
    )
    for kind, pattern in _KINDS.items()
}
_PRICE = re.compile(
    r"\bhow\s+much\b.*\b(?:costs?|pay|paid|sell|sold|buy|bought|worth|price|charged?|spend|spent|ransom\w*|tribute|tax\w*"
    r"|fined?|earn\w*|owed?|lent|lend|borrow\w*|money|debts?|loans?|wages|salary)\b"
    r"|\b(?:price|cost|ransom|fee|salary)\s+(?:of|for)\b",
    re.IGNORECASE,
)
_FOCUS = re.compile(
    r"\b(?:what|which|how\s+many|how\s+much)\s+((?!(?:is|are|was|were|do|does|did|has|had|can|could)\b)[^\W\d_]+)",
    re.IGNORECASE,
)
_SMALL_TALK = re.compile(
    r"\W*(?:hi|hello|hey|yo|hiya|thanks?|thank you|thx|ty|good (?:morning|evening|night|day)|bye|goodbye"
    r"|tell (?:me|us) a joke|how are you|how is it going|what'?s up|lol|ok(?:ay)?|cool|nice|who are you"
    r"|are you (?:a )?(?:bot|there|human|real)|test(?:ing)?)\b(?:\W+\w+){0,3}\W*",
    re.IGNORECASE,
)
_PARTED = re.compile(r"(?<=\?)\s+")
_ASKS = re.compile(
    r"\b(?:who|whom|whose|whos|what|whats|which|when|where|why|how|is|are|was|were|did|does|do)\b", re.IGNORECASE
)
_SHORTEST = 2  # words: "Why?" and "Who was?" lean on the question before them
_OVERVIEW = re.compile(
    r"\W*(?:what(?:'s| is| are)? (?:the|this|that|these|your) (?:articles?|text|page)s? (?:is |are )?about"
    r"|what is (?:it|this) about|what (?:do you know|can (?:i|you) (?:ask|answer))(?: about)?)\W*",
    re.IGNORECASE,
)
_RELATIVES = (
    r"wi(?:fe|ves)|husband|spouse|sons?|daughters?|child(?:ren)?|kids?|heirs?|father|mother|dad|mum|mom|parents?"
    r"|brothers?|sisters?"
    r"|successor|predecessor|founder|leader|commander|winner|loser|author|writer|architect|painter|inventor|killer"
    r"|murderer|assassin|capital|causes?|results?|outcome|terms|date|name|meaning|population|religion|language"
)
_DEFINES = re.compile(
    rf"""
      \W*(?:so\s+|and\s+|hey\s+)?(?:
        (?:who|what)(?:\s*['’]?\s*(?:s|re)|\s+(?:is|are|was|were))\s+ # who was Beria, whats the cheka
      | (?:can\s+(?:you|u)\s+)?(?:tell\s+(?:me|us)|explain|define|describe|info(?:rmation)?)\s+(?:about\s+|on\s+)?
      | what\s+do(?:es)?\s+(?=.*\bmean\W*$)                           # what does Anschluss mean
      )
      (?!.*(?:\b(?:{_RELATIVES})\s+of\b|\w(?:['’]?s|s['’])\s+(?:{_RELATIVES})\b|\b(?:his|her|its|their)\b))
      (?!.*\b(?:by|when|where|why|how|did|that|who|which|first|last|called|named|made|responsible|in\s+charge)\b)
      (?:the\s+|an?\s+)?(?:[^\s?]+\s*){{1,6}}\W*                         # a few words
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LIFESPAN = re.compile(
    r"\b(?:born|birth|birthday|birthdate|die|died|dies|dead|death|pass(?:ed)? away)\b", re.IGNORECASE
)
# Words that ask, rather than say what about: an answer need not hold them.
_ASKING = frozenset(
    """
    according article articles call called considered describe did example explain find get give given go happen
    happened happens known kind like look many mean meant much name named names part place regarding say said
    significance take taken tell term time took type use used year years
    """.split()
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A word of the question, and what may stand for it."""

    word: str
    """As it was typed."""
    term: str
    """Its term."""
    weight: float
    """How rare it is: its idf, less for words that ask."""
    kin: Mapping[str, float]
    """Terms that say nearly the same, with how nearly, below 1."""
    meant: Mapping[str, float]
    """Terms that it may be misspelt for, with how nearly; only where no article holds it."""
    names: tuple[tuple[str, ...], ...]
    """Other names, each a tuple of terms that must all occur."""
    told: tuple[str, ...]
    """Terms by which a text may answer what it asks, likeliest first: `married` for `wife`."""
    sort: str
    """name, number, word, or asking."""
    known: bool
    """Whether any article holds it, or something that stands for it."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, understood."""

    text: str
    """As it was asked."""
    kind: str
    """when, duration, number, why, who, where, how, which, what, or whether."""
    units: tuple[Unit, ...]
    """Its units of meaning, in order, each once."""
    focus: int | None
    """The place in `units` of what "which" or "how many" stands before."""
    joined: tuple[tuple[int, int], ...] = ()
    """The places in `units` of neighbouring words that make up one name: `Prague Spring`."""
    overview: bool = False
    """Whether it asks what the articles are about."""
    defines: bool = False
    """Whether it asks who or what something is: `who was Beria`, `tell me about the Cheka`."""
    lifespan: bool = False
    """Whether it asks when somebody was born or died."""
    language: str = "en"
    """The language that it is asked in (ISO 639-1)."""
    price: bool = False
    """Whether the number that it asks for is a sum of money."""
    spoken: str = ""
    """As one would ask it who had said nothing before; empty where that is how it was asked."""

    @property
    def wants(self) -> str:
        """What would answer it: price, or its kind."""
        return "price" if self.price else self.kind


def is_small_talk(text: str) -> bool:
    """Tell whether `text` is a greeting, thanks, or the like."""
    return _SMALL_TALK.fullmatch(text) is not None or is_small_talk_elsewhere(text)


def parted(text: str) -> tuple[str, ...]:
    """Part a message into its questions: `When was X born? And who was Y?` are two; else it is one as it stands."""
    parts = [part for part in _PARTED.split(text.strip()) if part]
    asks = [
        (_ASKS.search(part) is not None or asks_elsewhere(part)) and len(part.split()) > _SHORTEST for part in parts
    ]
    return tuple(parts) if len(parts) > 1 and all(asks) else (text,)


def read_question(text: str, vocabulary: Vocabulary) -> Question:
    """Understand `text`; what is no question has no units."""
    vocabulary = vocabulary.speaking(text)
    language, words = vocabulary.language, words_of(vocabulary.language)
    manner = _manner(text) if language == "en" or words is None else manner_of(text, words)
    if is_small_talk(text):
        return Question(text, manner.kind, (), None, language=language)
    units: dict[str, Unit] = {}
    places: dict[str, int] = {}
    focus_place = None
    joined: list[tuple[int, int]] = []
    before: Token | None = None
    aliases = vocabulary.aliases_in(text)
    for token in vocabulary.analyzer.tokens(text):
        last, before = before, token
        if token.stop:
            continue
        word = text[token.start : token.end]
        place = places.setdefault(token.term, len(units))
        if last and last.term in units and word[0].isupper() and _joins(text, last, token):
            joined.append((places[last.term], place))
        if token.term in units:
            continue
        if manner.focus == token.start:
            focus_place = place
        units[token.term] = _unit(token, word, vocabulary, aliases, manner)
    return Question(
        text, manner.kind, tuple(units.values()), focus_place, tuple(joined), manner.overview,
        defines=manner.defines, lifespan=manner.lifespan, language=language, price=manner.price,
    )  # fmt: skip


def _manner(text: str) -> Manner:
    """Read the words of an English question that ask."""
    kind = next((name for name, pattern in _KIND_PATTERNS.items() if pattern.search(text)), "what")
    focus = _FOCUS.search(text)
    return Manner(
        kind,
        focus.start(1) if focus else None,
        overview=_OVERVIEW.fullmatch(text) is not None,
        defines=_DEFINES.fullmatch(text) is not None,
        lifespan=kind in ("when", "what") and _LIFESPAN.search(text) is not None,
        price=kind == "number" and _PRICE.search(text) is not None,
        asks=lambda word: word.lower() in _ASKING,
    )


def _joins(text: str, one: Token, other: Token) -> bool:
    """Tell whether two neighbouring words are parts of one name."""
    return text[one.start].isupper() and text[one.end : other.start] == " "


def _unit(
    token: Token,
    word: str,
    vocabulary: Vocabulary,
    aliases: Mapping[int, tuple[tuple[str, ...], ...]],
    manner: Manner,
) -> Unit:
    term, start = token.term, token.start
    kin = {**vocabulary.kin(term), **vocabulary.numbers(word)}
    meant = {} if start in aliases else vocabulary.meant(term)
    kin = dict(meant) or kin  # who types an unknown word meant another one, not one of its family
    names = aliases.get(start, ())
    if across := vocabulary.across(word):
        names = tuple(dict.fromkeys((*names, *across)))
        kin = {} if vocabulary.is_foreign else kin
        meant = {}
    sort = "asking" if manner.asks(word) else _sort(word)
    known = term in vocabulary or bool(kin) or any(all(each in vocabulary for each in name) for name in names)
    weight = vocabulary.idf(term)
    if term not in vocabulary and kin:
        weight = min(weight, max(vocabulary.idf(each) for each in kin))
    return Unit(word, term, weight, kin, meant, names, vocabulary.told(word), sort, known)


def _sort(word: str) -> str:
    if word[0].isdigit():
        return "number"
    return "name" if word[0].isupper() else "word"
