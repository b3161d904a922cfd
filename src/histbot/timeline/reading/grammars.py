"""Which grammar reads an article's dates: English has one of its own, other languages share one.

The other one and its words are loaded for an article that asks for them: who reads English never pays for them.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from histbot.timeline.expressions import scan
from histbot.timeline.reading.costs import Costs

if TYPE_CHECKING:
    from collections.abc import Callable

    from histbot.knowledge import Article
    from histbot.timeline.expressions import Reading

LANGUAGES = ("cs", "sk", "ru", "uk", "de", "pl", "fr")  # those there are words of, beside English
_LOOKED_AT = 20_000  # characters of an article that does not know its language


class Grammar(NamedTuple):
    """How the dates of an article are read."""

    scan: Callable[[str], Reading]
    """What finds the dates of a sentence."""
    costs: Costs
    """What the steps of the story cost."""
    apparatus: frozenset[str] = frozenset()
    """Headings of sections that tell of books, not of what happened, beside the English ones."""


_ENGLISH = Grammar(scan, Costs())
_COSTS = Costs(unusual=1.5, whole_ranges=True)  # English has its own, which were fitted


def grammar_of(article: Article) -> Grammar:
    """Give the grammar of the article's language, or English where there are no words of dates in it."""
    language = article.language[:2].lower() or _guessed(article.text)
    if language not in LANGUAGES:
        return _ENGLISH
    from histbot.timeline import multilingual

    words = multilingual.vocabulary(language)
    return Grammar(partial(multilingual.scan, language=language), _COSTS, words.apparatus)


def _guessed(text: str) -> str:
    """Guess the language of a text by the months it names; English if it names none, or has plain letters only."""
    if text.isascii():
        return "en"
    from histbot.timeline.multilingual import months_named

    return max(["en", *LANGUAGES], key=partial(months_named, text[:_LOOKED_AT]))
