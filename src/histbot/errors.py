"""Every error that a person can cause, in one tree.

    HistbotError                 the message is one line a person can act on; exit code 2
    ├── SettingsError            the settings: all problems of a file at once
    ├── KnowledgeError           no article could be read at all
    ├── UnknownArticleError      an article asked for by a slug that there is none of
    ├── InputError               what was typed or piped in: a batch line, a date, a range
    ├── OutputError              a file that can't be written
    ├── StorageError             the database: broken, newer, locked
    ├── LibraryError             the library of the articles: what no reading anew mends
    │   ├── BrokenLibraryError   damaged: it is made again, and nobody sees this
    │   └── LibraryBusyError     another process writes it for too long
    ├── EngineError              what finds passages refuses: a password, a certificate, another version
    │   └── ClusterAwayError     a search cluster does not answer; it may be back in a while
    ├── ReaderError              the reader's weights: missing, cut, of another version; answers come without it
    └── BotError                 Discord refuses: token, intents, shards
        └── BotRestartError      no connection for long: a supervisor may try again; exit code 75

What only a bug of ours can cause is not in here and is not caught.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "BotError",
    "BotRestartError",
    "BrokenLibraryError",
    "ClusterAwayError",
    "EngineError",
    "HistbotError",
    "InputError",
    "KnowledgeError",
    "LibraryBusyError",
    "LibraryError",
    "OutputError",
    "Problem",
    "ReaderError",
    "SettingsError",
    "StorageError",
    "UnknownArticleError",
    "did_you_mean",
    "near_slugs",
]

DRAFT = "is a draft and left out; take `draft: true` away when it is done"
_NEAR = 3  # names that are offered for one that there is not
NO_PROSE = "holds no prose of its own; passed over"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with one file, said so that its owner can mend it."""

    file: str
    """The file, as its owner would name it."""
    message: str
    """What is wrong with which value, and what to do."""
    line: int | None = None
    """The line of the file, from 1; none where it concerns the whole file."""
    kept: bool = False
    """Whether the article is read nevertheless, or the file was never meant to be one."""

    @property
    def harmless(self) -> bool:
        """Tell whether nothing is lost that was meant to be read: `check` says it, and is content."""
        return self.kept or self.message in (DRAFT, NO_PROSE)

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{where}: {self.message}"


class HistbotError(Exception):
    """The root: one line that says what was wrong, the value, and what to do."""

    exit_code = 2
    """What a command that ends with it exits with: an error that the user can mend."""


class _ProblemsError(HistbotError):
    """An error that carries all the problems found at once, a line each."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class SettingsError(_ProblemsError):
    """Settings that can't be used."""


class KnowledgeError(_ProblemsError):
    """A knowledge folder from which not one article could be read."""


class UnknownArticleError(HistbotError):
    """An article asked for by a slug that the knowledge folder does not hold."""

    def __init__(self, slug: str, known: Iterable[str]) -> None:
        self.slug = slug
        super().__init__(f"there is no article {slug!r}{_offered(near_slugs(slug, known))}; see `histbot articles`")


class InputError(HistbotError):
    """Something typed or piped in that can't be read."""


class NoDateError(InputError):
    """Something typed for a date that is none, or not all of one."""

    def __init__(self, wrong: str, typed: str, message: str) -> None:
        """Say what is `wrong` with what was `typed`: no_date, no_year, no_day (of the year) or no_such_day."""
        self.wrong, self.typed = wrong, typed
        super().__init__(message)


class OutputError(HistbotError):
    """A file that can't be written."""


class ReaderError(HistbotError):
    """The reader's weights can't be used; whoever loads them answers without."""


class StorageError(HistbotError):
    """A database that can't be used."""


class LibraryError(HistbotError):
    """A library of articles that can't be used."""


class BrokenLibraryError(LibraryError):
    """A library that is damaged; it is a cache, so it is made again."""


class LibraryBusyError(LibraryError):
    """A library that another process has been writing for too long."""


class EngineError(HistbotError):
    """What finds passages can't be used, for a reason that its owner can mend."""


class ClusterAwayError(EngineError):
    """A search cluster, or a part of it, does not answer."""


class BotError(HistbotError):
    """Discord refuses the bot, for a reason that its owner can mend."""


class BotRestartError(BotError):
    """The bot gave up on a connection; begun anew, it may come back."""

    exit_code = 75  # EX_TEMPFAIL of sysexits.h


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Say `` (did you mean 'x'?)`` for the known word nearest to `word`, or nothing."""
    return _offered(get_close_matches(word, list(known), n=1, cutoff=0.6))


def near_slugs(typed: str, known: Iterable[str]) -> list[str]:
    """Give up to three slugs that may be meant: those that hold what was typed, or all its words, else alike ones."""
    slugs = list(known)
    asked = typed.strip().casefold().replace(" ", "-").replace("_", "-")
    words = [word for word in asked.split("-") if word]
    within = [slug for slug in slugs if words and asked in slug]
    within = within or [slug for slug in slugs if words and all(word in slug for word in words)]
    return sorted(within, key=len)[:_NEAR] or get_close_matches(asked, slugs, n=_NEAR, cutoff=0.6)


def _offered(near: Sequence[str]) -> str:
    if not near:
        return ""
    *others, last = map(repr, near)
    return f" (did you mean {', '.join(others)}{' or ' if others else ''}{last}?)"
