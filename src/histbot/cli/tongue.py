"""What the command line says, in the language that `--language` names; English if none is named.

A context variable, not a parameter of every function that prints: nothing else than words hangs on it.
"""

from __future__ import annotations

from contextvars import ContextVar

import click

from histbot.errors import HistbotError, NoDateError, did_you_mean
from histbot.words import LANGUAGES, words

_SPOKEN: ContextVar[str] = ContextVar("language", default="en")


def speak(context: click.Context, _: click.Parameter, value: str | None) -> None:
    """Take the language of `--language`: a code such as `cs`, or a locale such as `cs_CZ`."""
    if value is None:
        if context.parent is None:
            _SPOKEN.set("en")
        return
    code = value.lower().replace("_", "-").partition("-")[0]
    if code not in LANGUAGES:
        known = ", ".join(sorted(LANGUAGES))
        raise click.BadParameter(f"{value!r} is no language I speak ({known}){did_you_mean(code, LANGUAGES)}")
    _SPOKEN.set(code)


def language() -> str:
    """Give the code of the language that is spoken."""
    return _SPOKEN.get()


def say(key: str, **values: object) -> str:
    """Give the sentence named `key`, with `values` in its places."""
    return words(language(), "terminal")(key, **values)


def explained(error: HistbotError) -> str:
    """Say what went wrong; what was typed for a date, in the language that is spoken, all else in English."""
    if isinstance(error, NoDateError) and language() != "en":
        return words(language())(f"error.{error.wrong}", typed=error.typed)
    return str(error)
