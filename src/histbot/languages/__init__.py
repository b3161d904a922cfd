"""Languages of articles and of questions: what they are called, how they are told, which words they are made of."""

from histbot.languages.asking import language_asked
from histbot.languages.codes import code_of, meant_by, name_of, own_name_of
from histbot.languages.glossary import glossary
from histbot.languages.recognition import recognised
from histbot.languages.scripts import first_letters, is_cyrillic, is_latin, name_key
from histbot.languages.stemming import has_stems, stemmer
from histbot.languages.words import Words, described, flat, words_of

__all__ = [
    "Words",
    "code_of",
    "described",
    "first_letters",
    "flat",
    "glossary",
    "has_stems",
    "is_cyrillic",
    "is_latin",
    "language_asked",
    "meant_by",
    "name_key",
    "name_of",
    "own_name_of",
    "recognised",
    "stemmer",
    "words_of",
]
