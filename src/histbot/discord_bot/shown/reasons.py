"""Why a sentence was chosen, in people's words: which words were found, which not, and what else they were read as.

Pure functions over an answer and its article. Evidence is read as it comes: what the catalogue has no words for is left
out, and features that it has the same words for are one reason, so a new feature breaks nothing here. The words shown
are those of the question and of the article, never stems.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from histbot.knowledge import plain
from histbot.retrieval import Analyzer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from histbot.answering import Answer, Feature
    from histbot.knowledge import Article

_LITTLE = 0.12  # of the largest share: a reason below does not matter
_FOR, _AGAINST = 4, 2  # reasons shown
_OFFERS = "offers_"  # one feature for each kind of question: the same in words


@dataclass(frozen=True, slots=True)
class WordsFound:
    """What became of the words of a question."""

    found: tuple[str, ...] = ()
    """Those that the quote says, as they were typed."""
    read_as: tuple[tuple[str, str], ...] = ()
    """Those that it says in another word, each with that."""
    near: tuple[str, ...] = ()
    """Those that only the passage around it says."""
    missing: tuple[str, ...] = ()
    """Those that neither says."""
    titled: tuple[str, ...] = ()
    """Those of the title and the headings above the quote."""


def words_found(answer: Answer, article: Article, before: str | None = None) -> WordsFound:
    """Tell what became of the words of an answer's question, and of the one `before` it that it was read with."""
    if answer.quote is None or not answer.passages:
        return WordsFound()
    passage = answer.passages[0].passage
    analyzer = Analyzer(article.language)
    quote = _surfaces(analyzer, plain(answer.quote.text))
    around = _surfaces(analyzer, plain(passage.span.of(article.text)))
    title = _surfaces(analyzer, " ".join((article.title, *passage.section)))
    forms = _forms(answer.readings)
    found: dict[str, list[str]] = {name: [] for name in ("found", "near", "missing", "titled")}
    read_as: list[tuple[str, str]] = []
    for term, word in _surfaces(analyzer, " ".join(part for part in (answer.question, before) if part)).items():
        other = _said_as(forms.get(word.casefold(), ()), quote)
        if term in title:
            found["titled"].append(word)
        if term in quote:
            found["found"].append(word)
        elif other:
            read_as.append((word, other))
        else:
            found["near" if term in around or term in title else "missing"].append(word)
    return WordsFound(read_as=tuple(read_as), **{name: tuple(words) for name, words in found.items()})


def _surfaces(analyzer: Analyzer, text: str) -> dict[str, str]:
    """Give the words of a text by their terms, as they first stand in it."""
    words: dict[str, str] = {}
    for token in analyzer.tokens(text):
        if not token.stop:
            words.setdefault(token.term, text[token.start : token.end])
    return words


def _forms(readings: Iterable[str]) -> dict[str, list[list[str]]]:
    """Give the other forms in which words were looked for, each a list of terms, by the word in small letters."""
    forms: dict[str, list[list[str]]] = {}
    for line in readings:
        word, _, said = line.partition(": ")
        listed = said.partition("read as ")[2] or said.removeprefix("also ")
        forms[word.casefold()] = [form.split() for form in listed.split(", ")]
    return forms


def _said_as(forms: Iterable[list[str]], quote: Mapping[str, str]) -> str:
    """Give the words of the quote that say one of the forms, or nothing."""
    return next((" ".join(quote[term] for term in form) for form in forms if all(term in quote for term in form)), "")


def weighed(
    evidence: Iterable[Feature], pro: Callable[[str], str | None], contra: Callable[[str], str | None]
) -> tuple[list[str], list[str]]:
    """Give what spoke for a sentence and what against it, what counted most first, in the words of `pro` and `contra`.

    Of most features a negative share only corrects another's: `contra` has words for those that say something by it.
    """
    shares: dict[str, float] = {}
    doubts: dict[str, float] = {}
    for feature in evidence:
        name = "offers" if feature.name.startswith(_OFFERS) else feature.name
        if words := pro(name):
            shares[words] = shares.get(words, 0.0) + feature.share
        if feature.share < 0 and (words := contra(name)):
            doubts[words] = feature.share
    least = _LITTLE * max(map(abs, [*shares.values(), *doubts.values()]), default=0.0)
    counted = sorted((words for words in shares if shares[words] > least), key=lambda words: -shares[words])
    against = sorted((words for words in doubts if -doubts[words] > least), key=lambda words: doubts[words])
    return counted[:_FOR], against[:_AGAINST]
