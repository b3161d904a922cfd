"""The analyzers of a folder: one for each language that its articles are in, made when it is first wanted."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from histbot.retrieval.analysis import Analyzer

if TYPE_CHECKING:
    from collections.abc import Iterable


class Analyzers:
    """Reads each article in its own language."""

    def __init__(self, home: str = "en", languages: Iterable[str] = ()) -> None:
        """Read what has no language of its own as `home`; `languages` are those of the articles."""
        self._made: dict[str, Analyzer] = {}
        self._home = home or "en"
        self.languages = tuple(sorted({self._home, *filter(None, languages)}))
        """Every language that articles are in."""

    @cached_property
    def home(self) -> Analyzer:
        """The analyzer of the folder's own language."""
        return self.of("")

    def of(self, language: str) -> Analyzer:
        """Give the analyzer of a language; that of the folder where it is empty."""
        code = language or self._home
        if code not in self._made:
            self._made[code] = Analyzer(code)
        return self._made[code]

    def besides(self, language: str) -> tuple[Analyzer, ...]:
        """Give those of all other languages that articles are in."""
        return tuple(self.of(each) for each in self.languages if each != language)
