"""The quizzes that run just now: held in memory, and gone with it."""

from __future__ import annotations

import secrets
from collections import Counter, OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from histbot.discord_bot.quiz.quiz_questions import Question

_KEPT = 200  # quizzes at once; the one longest untouched gives way


@dataclass(slots=True)
class Quiz:
    """A quiz that runs in a channel."""

    starter: int
    """Who began it."""
    questions: list[Question]
    """Those that are left, the one being asked first."""
    number: int = 1
    """Of the question being asked."""
    wrong: set[int] = field(default_factory=set)
    """Who answered it wrongly."""
    told: bool = False
    """Whether its answer was told."""
    points: Counter[int] = field(default_factory=Counter)
    """By member."""


class Quizzes:
    """The quizzes that run, each by a name that its buttons hold."""

    def __init__(self) -> None:
        self._running: OrderedDict[str, Quiz] = OrderedDict()

    def begin(self, quiz: Quiz) -> str:
        """Keep a quiz; give its name."""
        name = secrets.token_hex(4)
        self._running[name] = quiz
        if len(self._running) > _KEPT:
            self._running.popitem(last=False)
        return name

    def get(self, name: str) -> Quiz | None:
        """Give a quiz, if it still runs."""
        if name in self._running:
            self._running.move_to_end(name)
        return self._running.get(name)

    def end(self, name: str) -> None:
        """Forget a quiz."""
        self._running.pop(name, None)
