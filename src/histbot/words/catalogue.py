"""Look sentences up by key, and choose the form that a number asks for.

Not gettext: its compiled files can't be read in a review, and its keys are sentences that change.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = {
    "en": "English", "cs": "Čeština", "sk": "Slovenčina", "ru": "Русский", "uk": "Українська", "pl": "Polski",
    "de": "Deutsch",
}  # fmt: skip
# The forms that nouns have behind a number, by language (Unicode CLDR, whole numbers only).
_SLAVIC = ("one", "few", "other")
FORMS = {"en": ("one", "other"), "de": ("one", "other"), **dict.fromkeys(("cs", "sk", "ru", "uk", "pl"), _SLAVIC)}
_TEENS = range(11, 15)
_FEW = range(2, 5)


class Words:
    """The sentences of one language."""

    def __init__(self, language: str, sentences: dict[str, Any]) -> None:
        """Speak `language`; a sentence that depends on a number is a table of its forms."""
        self.language = language
        self._sentences = sentences

    def __call__(self, key: str, **values: object) -> str:
        """Give the sentence named `key` with `values` in its places; `count` also chooses its form."""
        sentence = self._sentences[key]
        if isinstance(sentence, dict):
            count = values["count"]
            sentence = sentence[plural(self.language, count if isinstance(count, int) else 0)]
        return str(sentence).format(**values) if values else str(sentence)

    def get(self, key: str) -> str | None:
        """Give the sentence named `key`, or none if there is none."""
        sentence = self._sentences.get(key)
        return sentence if isinstance(sentence, str) else None


def plural(language: str, count: int) -> str:
    """Name the form that `count` asks for: one, few or other."""
    few = count % 100 not in _TEENS and count % 10 in _FEW
    if language in ("ru", "uk"):
        return "one" if count % 10 == 1 and count % 100 not in _TEENS else "few" if few else "other"
    if count == 1:
        return "one"
    if language == "pl":
        return "few" if few else "other"
    return "few" if language in ("cs", "sk") and count in _FEW else "other"


def words(language: str | None, room: str = "") -> Words:
    """Give the sentences for a locale such as `cs` or `en-GB`; English for those there are none for.

    `room` names a folder of a catalogue of its own: `terminal` is small, because a command reads it anew each time.
    """
    code = (language or "en")[:2].lower()
    return _load(code if code in LANGUAGES else "en", room)


@cache
def _load(language: str, room: str) -> Words:
    file = Path(__file__).parent / room / f"{language}.toml"
    return Words(language, dict(_flat(tomllib.loads(file.read_text(encoding="utf-8")))))


def _flat(table: dict[str, Any], above: str = "") -> list[tuple[str, Any]]:
    """Give each sentence with its dotted key; a table with the form `other` is one sentence."""
    found: list[tuple[str, Any]] = []
    for name, value in table.items():
        if isinstance(value, dict) and "other" not in value:
            found += _flat(value, f"{above}{name}.")
        else:
            found.append((f"{above}{name}", value))
    return found
