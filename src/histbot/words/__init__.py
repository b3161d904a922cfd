"""What the bot says, in the reader's language. Answers stay in their article's.

A file for each language (`en.toml` …), all with the same keys: to add a language, translate one and name it here.
"""

from histbot.words.catalogue import LANGUAGES, Words, words

__all__ = ["LANGUAGES", "Words", "words"]
