"""What everyone needs of the articles: the port, small enough for a library that has them on disk.

An article that it gives may fetch its text and its passages when they are first asked for: nothing that runs over all
articles should look at either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from histbot.errors import Problem
    from histbot.knowledge.article.article import Article


class Knowledge(Protocol):
    """The articles as they were at one moment; what it gives never changes."""

    @property
    def articles(self) -> Sequence[Article]:
        """The articles, by slug."""
        ...

    @property
    def slugs(self) -> Sequence[str]:
        """The slug of every article, in order."""
        ...

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read, and why."""
        ...

    @property
    def notes(self) -> tuple[Problem, ...]:
        """What is to be said of files though nothing is lost: read in an odd encoding, a draft left out."""
        ...

    @property
    def root(self) -> Path:
        """The folder."""
        ...

    @property
    def passage_count(self) -> int:
        """How many passages there are."""
        ...

    @property
    def languages(self) -> Mapping[str, int]:
        """How many articles are in each language; those that have none of their own under an empty name."""
        ...

    def article(self, slug: str) -> Article:
        """Give the article with this slug; raises `UnknownArticleError`."""
        ...
