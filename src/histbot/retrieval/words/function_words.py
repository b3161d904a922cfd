"""Words that say nothing of what a text is about: English ones, and those of other languages from their data files.

Question words of all languages are known in every folder, since people ask in their own. Other function words only in
articles of their language: `die` and `war` mean something in English.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from histbot.languages import words_of

FILE = Path(__file__).with_name("function_words.txt")
# English function words, and the words that only make a sentence a question.
STOP_WORDS = frozenset(
    """
    a about above after again all also am an and any are as at be because been before being below between both
    but by can could did do does doing done during each few for from further had has have having he her here
    hers him his how i if in into is it its itself just me more most my no nor not of off on once only or
    other our out over own s same she should so some such t than that the their them then there these they
    this those through to too under until up upon us very was we were what whats when where which while who
    whom whose why will with would you your ye
    """.split()
)

# What a word asks for, in the languages that question marks stand in; as alternatives of a pattern.
ASKING = {
    "when": "wann|kdy|kedy|когда|коли|kiedy|quand|cuándo|quando|wanneer|hvornår|när|mikor|πότε",
    "number": r"wie\s?viele?|kolik|koľko|сколько|скільки|combien|cuánt[oa]s?|quant[oaie]|hoeveel|mennyi|πόσ\w+",
    "why": "warum|wieso|weshalb|proč|prečo|почему|чому|dlaczego|pourquoi|por\\s+qué|perché|waarom|hvorfor|varför|γιατί",
    "who": "wer|wen|wem|wessen|kdo|koho|komu|kým|kto|кто|кого|кому|кем|хто|ким|kogo|qui|quién(?:es)?|hvem|vem|ποιος",
    "where": r"wo|wohin|woher|kde|kam|odkud|где|куда|откуда|де|куди|звідки|gdzie|dokąd|où|dónde|adónde|waar|hvor|πού",
}
_ELSEWHERE = frozenset(("most", "once", "has"))  # a bridge in Czech, eleven in Spanish, a belly in Hungarian


@cache
def asking_words() -> frozenset[str]:
    """Give the words that ask, in any language, in lower case."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if line.startswith("?") for word in line.split()[1:])


def function_words(language: str) -> frozenset[str]:
    """Give the function words of a language (ISO 639-1) in lower case, the words that ask in any language among them.

    Where a language has no file, English ones are among them, but for those that mean something else.
    """
    if language == "en":
        return STOP_WORDS | asking_words()
    words = words_of(language)
    return asking_words() | (words.stop if words else STOP_WORDS - _ELSEWHERE)
