"""A curator's own questions against their own articles: how many are answered, how many rightly, and which are not.

A question counts as handled if its quote holds one of the expected answers (and lies in the expected paragraph, if one
is given), or, where no answer is expected, if it was refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from histbot.knowledge import plain
from histbot.retrieval import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from histbot.answering.answer import Answer

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Expectation:
    """A question, and what is expected of it."""

    id: str
    """Its name in reports."""
    question: str
    """The question."""
    article: str | None
    """The slug of the article to look in; none for all."""
    answers: tuple[str, ...]
    """Words that the quote must hold, any of these; none where the articles do not answer."""
    paragraph: str | None = None
    """The paragraph that the quote must lie in, if that matters."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a question."""

    expected: Expectation
    """What was expected."""
    answer: Answer
    """What was answered."""
    right: bool
    """Whether the quote holds what was expected, answered or not; never where no answer is expected."""

    @property
    def handled(self) -> bool:
        """Tell whether it was answered rightly, or rightly refused."""
        return (self.answer.answered and self.right) if self.expected.answers else not self.answer.answered


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures over many questions."""

    verdicts: tuple[Verdict, ...]
    """Every question's, in order."""

    @property
    def answerable(self) -> Sequence[Verdict]:
        """Give those that the articles answer."""
        return [each for each in self.verdicts if each.expected.answers]

    @property
    def unanswerable(self) -> Sequence[Verdict]:
        """Give those that they don't."""
        return [each for each in self.verdicts if not each.expected.answers]

    @property
    def answered(self) -> Sequence[Verdict]:
        """Give those of the answerable that were answered."""
        return [each for each in self.answerable if each.answer.answered]

    @property
    def right(self) -> int:
        """Count those of the answered whose quote holds what was expected."""
        return sum(each.right for each in self.answered)

    @property
    def refused(self) -> int:
        """Count those of the unanswerable that were refused."""
        return sum(each.handled for each in self.unanswerable)

    @property
    def failures(self) -> Sequence[Verdict]:
        """Give those that were not handled."""
        return [each for each in self.verdicts if not each.handled]

    @property
    def share(self) -> float:
        """Give the share of questions that were handled."""
        return 1 - len(self.failures) / len(self.verdicts) if self.verdicts else 1.0


def judge(expected: Expectation, answer: Answer) -> Verdict:
    """Hold an answer against what was expected."""
    quote = _words(answer.quote.text) if answer.quote else ""
    right = any(_words(words) in quote for words in expected.answers)
    if expected.paragraph is not None:
        right = right and quote in _words(expected.paragraph)
    return Verdict(expected, answer, right)


def _words(text: str) -> str:
    """Write a text as its words, folded, each between blanks: case, punctuation and line ends don't matter."""
    return f" {' '.join(_WORD.findall(fold(plain(text))))} "
