"""The words of the articles, and which of them a typed word may stand for.

Only a word that no article holds is taken for a typing error; one that some article holds is what it says.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from histbot.answering.question.initials import by_initials, may_be_initials
from histbot.answering.question.relations import relations
from histbot.languages import language_asked
from histbot.retrieval import (
    BACKGROUND_PASSAGES,
    Across,
    background_count,
    compounds,
    fold,
    lucene_idf,
    other_forms,
    other_spellings,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from histbot.retrieval import Analyzers, Index, Token

_PREFIX = 4  # terms of one family share that many first characters
_NEAR = 0.5  # Dice coefficient of their character pairs from which on two terms are of one family
_FAMILY = 12  # the most terms a family is taken to have
_SHORT, _LONG = 4, 8  # letters: from the first on a word may have one error, from the second on two
_UNLISTED = 2.0  # passages of an encyclopaedia that would hold a word of which no more is known than its language
_MEANT = 3  # the most words that a misspelt one is taken for


class Vocabulary:
    """The terms of an index, and other names of things."""

    def __init__(
        self,
        index: Index,
        analyzers: Analyzers,
        aliases: Sequence[Sequence[str]] = (),
        titles: Callable[[], Iterable[str]] = tuple,
        language: str = "",
    ) -> None:
        """Know the terms of `index`; each of `aliases` is a group of names of one thing.

        `titles` gives the titles of all articles when initials are first looked up. Words are read as those of a
        question in `language`, by default the folder's.
        """
        self.analyzers, self.analyzer = analyzers, analyzers.of(language)
        self._index = index
        self._groups, self._titles = aliases, titles
        elsewhere = analyzers.besides(self.analyzer.language)
        foreign = bool(elsewhere) or self.analyzer.language != "en"
        self._across = Across(index, self.analyzer, elsewhere) if foreign else None
        self._aliases: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {}
        for group in aliases:
            names = [tuple(self.analyzer.terms(name)) for name in group]
            forms = [*names, *(tuple(each.terms(name)) for each in elsewhere for name in group)]
            for name in names:
                others = tuple(other for other in dict.fromkeys(forms) if other != name and other)
                if name:
                    self._aliases[name] = self._aliases.get(name, ()) + others
        for name, others in (self._across.phrases() if elsewhere and self._across else {}).items():
            self._aliases[name] = tuple(dict.fromkeys((*self._aliases.get(name, ()), *others)))
        self._speaking: dict[str, Vocabulary] = {self.analyzer.language: self}
        self._initials = lru_cache(maxsize=1)(lambda: by_initials(titles()))
        self._longest = max(map(len, self._aliases), default=0)
        self.kin = lru_cache(maxsize=20_000)(self._kin)
        self.meant = lru_cache(maxsize=5_000)(self._meant)

    def __contains__(self, term: str) -> bool:
        return term in self._index

    def idf(self, term: str) -> float:
        """Say how rare `term` is, an encyclopaedia's passages counted beside the articles' own."""
        holding, passages = self._index.holding(term), len(self._index)
        common = background_count(term) if self.analyzer.language == "en" else self._common(term)
        return lucene_idf(passages + BACKGROUND_PASSAGES, holding + common)

    def _common(self, term: str) -> float:
        """Say how many passages of an encyclopaedia would hold a term of another language than English."""
        english = self._across.english(term) if self._across else ""
        if not english:
            return _UNLISTED
        return max(map(background_count, self.analyzers.of("en").terms(english)), default=_UNLISTED)

    @property
    def language(self) -> str:
        """The language that words are read in."""
        return self.analyzer.language

    @property
    def is_foreign(self) -> bool:
        """Whether no article is in the language that words are read in."""
        return self.language not in self.analyzers.languages

    def speaking(self, text: str) -> Vocabulary:
        """Give the vocabulary that reads words in the language of the question `text`."""
        code = language_asked(text, self.analyzers.languages, self.analyzers.home.language)
        if code not in self._speaking:
            self._speaking[code] = Vocabulary(self._index, self.analyzers, self._groups, self._titles, code)
        return self._speaking[code]

    def across(self, word: str) -> tuple[tuple[str, ...], ...]:
        """Give what `word` may be in the other languages of the articles: tuples of terms that all occur."""
        return self._across.forms(word) if self._across else ()

    def aliases_in(self, text: str) -> Mapping[int, tuple[tuple[str, ...], ...]]:
        """Give the other names of what `text` names, by the offset of each of its words."""
        tokens = [token for token in self.analyzer.tokens(text) if not token.stop]
        misspelt = {token.start for token in tokens if self.meant(token.term)}
        cut = compounds(text, tokens, self._index, self._stem)
        found = {start: names for start, names in cut.items() if start not in misspelt}  # `hanibal` is no `hani` `bal`
        place = 0
        while place < len(tokens):
            for size in range(min(self._longest, len(tokens) - place), 0, -1):
                name = tuple(token.term for token in tokens[place : place + size])
                if name in self._aliases:
                    found |= {token.start: self._aliases[name] for token in tokens[place : place + size]}
                    place += size - 1
                    break
            place += 1
        return found | self._spelt_by_initials(text, tokens, found)

    def _spelt_by_initials(
        self, text: str, tokens: Iterable[Token], found: Mapping[int, object]
    ) -> dict[int, tuple[tuple[str, ...], ...]]:
        """Give the titles whose initials a word is, by its offset, where it has no other names."""
        spelt: dict[int, tuple[tuple[str, ...], ...]] = {}
        for token in tokens:
            word = text[token.start : token.end]
            if token.start not in found and may_be_initials(word, known=token.term in self._index):
                names = [tuple(self.analyzer.terms(title)) for title in self._initials().get(word.upper(), ())]
                spelt |= {token.start: tuple(names)} if names else {}
        return spelt

    def numbers(self, word: str) -> dict[str, float]:
        """Give the terms by which the articles may say the number that `word` says, or spell the name that it is."""
        forms = (*other_forms(fold(word), self._stem), *other_spellings(word, self._stem))
        own = self._stem(word)
        return {term: nearness for term, nearness in forms if term in self._index and term != own}

    def told(self, word: str) -> tuple[str, ...]:
        """Give the terms by which the articles may answer what `word` asks, likeliest first: `marri` for `wife`."""
        if self.analyzer.language != "en":
            return ()
        words = relations().get(word.lower(), ())
        own = self._stem(word)
        return tuple(dict.fromkeys(term for term in map(self._stem, words) if term in self._index and term != own))

    def _stem(self, word: str) -> str:
        return next(iter(self.analyzer.terms(word)), word)

    def _meant(self, term: str) -> dict[str, float]:
        """Give the known terms that an unknown one may be misspelt for, with how nearly.

        By edit distance with transpositions (optimal string alignment): one for a short word, two for a long one. Of
        several the commonest is the likeliest, and the others count half.
        """
        allowed = 0 if len(term) < _SHORT or not term.isalpha() else 1 if len(term) < _LONG else 2
        if not allowed or term in self._index:
            return {}
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        lengths = range(len(term) - allowed, len(term) + allowed + 1)
        known = [known for length in lengths for known in self._index.of_length(length)]
        near = [
            (int(distance), self.idf(other), other)
            for other, distance, _ in extract(term, known, scorer=OSA.distance, score_cutoff=allowed, limit=None)
            if other.isalpha() and (other[0] == term[0] or distance == 1)
        ]
        least = min(near, default=(0, 0.0, ""))[0]
        nearest = [known for distance, _, known in sorted(near)[:_MEANT] if distance == least]
        return {known: (1 - least / len(term)) / min(place, 2) for place, known in enumerate(nearest, 1)}

    def _kin(self, term: str) -> dict[str, float]:
        """Give the terms of the same family, with how near they are."""
        if len(term) < _PREFIX or term[0].isdigit():
            return {}
        family = self._index.beginning(term[:_PREFIX])
        near = {other: dice(term, other) for other in family if other != term}
        best = sorted((other for other in near if near[other] >= _NEAR), key=lambda other: (-near[other], other))
        return {other: near[other] for other in best[:_FAMILY]}


def dice(one: str, other: str) -> float:
    """Compare two terms by their character pairs (Dice coefficient, their first characters marked)."""
    pairs = {f"^{one}"[i : i + 2] for i in range(len(one))}
    others = {f"^{other}"[i : i + 2] for i in range(len(other))}
    return 2 * len(pairs & others) / (len(pairs) + len(others))
