"""A question as every room passes it on, whoever brought it."""

from __future__ import annotations

from dataclasses import dataclass

from histbot.answering import so_far, written


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what it needs to be understood."""

    question: str
    """As it was asked."""
    before: str | None = None
    """The question before it, if it leans on that."""
    article: str | None = None
    """The slug of the one article that was asked."""

    @property
    def topic(self) -> str:
        """Give what the next question may lean on."""
        return so_far(self.question, self.before)

    @property
    def written(self) -> str:
        """Write the question down so that it can be understood without what was said before."""
        return written(self.question, self.before)
