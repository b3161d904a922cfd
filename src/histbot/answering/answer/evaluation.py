"""A curator's own questions against their own articles: how many are answered, how many rightly, and which are not.

A question counts as handled if its quote holds one of the expected answers (and lies in the expected paragraph, if one
is given) or one of the sentences named, in its article; or, where no answer is expected, if it was refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from histbot.knowledge import plain
from histbot.retrieval import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from histbot.answering.answer.answer import Answer

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Gold:
    """A sentence that would satisfy who asks."""

    article: str
    """The slug of its article."""
    words: str
    """Some words of it; letters and digits are compared."""


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
    gold: tuple[Gold, ...] = ()
    """Sentences any of which would do, in a folder of articles."""
    kind: str = ""
    """What sort of question it is, to count by."""

    @property
    def answerable(self) -> bool:
        """Tell whether the articles answer it."""
        return bool(self.answers or self.gold)


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
        return (self.answer.answered and self.right) if self.expected.answerable else not self.answer.answered


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures over many questions."""

    verdicts: tuple[Verdict, ...]
    """Every question's, in order."""

    @property
    def answerable(self) -> Sequence[Verdict]:
        """Give those that the articles answer."""
        return [each for each in self.verdicts if each.expected.answerable]

    @property
    def unanswerable(self) -> Sequence[Verdict]:
        """Give those that they don't."""
        return [each for each in self.verdicts if not each.expected.answerable]

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

    @property
    def sure(self) -> Sequence[Verdict]:
        """Give those, of all, that were answered with the word "sure"."""
        return [each for each in self.verdicts if each.answer.answered and each.answer.certainty == "sure"]

    @property
    def score(self) -> float:
        """Give right answers and honest refusals, less wrong answers, over all questions: from -1 to 1.

        What a server feels: a wrong answer costs as much as a right one brings, a refusal of what is answered nothing.
        """
        wrong = sum(each.answer.answered and not each.right for each in self.verdicts)
        return (self.right - wrong + self.refused) / max(1, len(self.verdicts))

    @property
    def separation(self) -> float | None:
        """Give the chance that a right quote has more confidence than a wrong one (AUROC), where there are both."""
        right = [each.answer.confidence for each in self.verdicts if each.right]
        wrong = [each.answer.confidence for each in self.verdicts if not each.right]
        if not right or not wrong:
            return None
        above = sum((good > bad) + 0.5 * (good == bad) for good in right for bad in wrong)
        return above / (len(right) * len(wrong))

    @property
    def kinds(self) -> Mapping[str, Evaluation]:
        """Give the answerable questions of each kind, where kinds are given."""
        names = sorted({each.expected.kind for each in self.answerable if each.expected.kind})
        return {
            name: Evaluation(tuple(each for each in self.answerable if each.expected.kind == name)) for name in names
        }


def judge(expected: Expectation, answer: Answer) -> Verdict:
    """Hold an answer against what was expected."""
    quote = _words(answer.quote.text) if answer.quote else ""
    right = any(_words(words) in quote for words in expected.answers)
    if expected.paragraph is not None:
        right = right and quote in _words(expected.paragraph)
    return Verdict(expected, answer, right or _satisfies(answer, expected.gold))


def _satisfies(answer: Answer, gold: Sequence[Gold]) -> bool:
    """Tell whether the quote holds the words of a sentence that would do, in its article."""
    if answer.quote is None or answer.citation is None:
        return False
    quoted, article = squashed(answer.quote.text), answer.citation.article
    return any(each.article == article and squashed(each.words) in quoted for each in gold)


def squashed(text: str) -> str:
    """Leave letters and digits only: markup, links and line ends don't matter."""
    return "".join(char for char in text.lower() if char.isalnum())


def _words(text: str) -> str:
    """Write a text as its words, folded, each between blanks: case, punctuation and line ends don't matter."""
    return f" {' '.join(_WORD.findall(fold(plain(text))))} "
