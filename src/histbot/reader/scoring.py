"""The reader: how well a sentence answers a question, by a small network that scores and writes nothing.

It reads the question beside "title, section: sentence", at most a dozen sentences a question, and what it has
scored it keeps.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from histbot.errors import ReaderError
from histbot.reader.network import Network, Pair
from histbot.reader.weights import load
from histbot.reader.wordpiece import WordPieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from histbot.reader.weights import Trained

_log = logging.getLogger(__name__)
_LONGEST = 96  # pieces of a pair; trained on no more
_QUESTION = 40  # pieces of a question
_KEPT = 20_000  # scores, of about 100 bytes


class Sentence(NamedTuple):
    """A sentence as the reader sees it."""

    title: str
    """Its article's title."""
    section: str
    """Its nearest heading, or nothing."""
    text: str
    """The sentence, without markup."""


class Reader:
    """Scores sentences for a question. May be asked by several threads."""

    def __init__(self, trained: Trained) -> None:
        self._pieces, self._network = WordPieces(trained.pieces), Network(trained.arrays)
        self._kept: OrderedDict[tuple[str, Sentence], float] = OrderedDict()
        self._lock = Lock()

    def scores(self, question: str, sentences: Sequence[Sentence]) -> list[float]:
        """Give each sentence's score: log-odds against "none of these", to be compared within one question."""
        with self._lock:
            known = {each: self._kept[question, each] for each in sentences if (question, each) in self._kept}
        new = [each for each in dict.fromkeys(sentences) if each not in known]
        if new:
            found = self._network.scores([self._pair(question, each) for each in new])
            self._keep(question, new, found)
            known |= dict(zip(new, found, strict=True))
        return [known[each] for each in sentences]

    def _keep(self, question: str, sentences: Sequence[Sentence], scores: Sequence[float]) -> None:
        with self._lock:
            for each, score in zip(sentences, scores, strict=True):
                self._kept[question, each] = score
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)

    def _pair(self, question: str, sentence: Sentence) -> Pair:
        asked = self._pieces.ids(question)[:_QUESTION]
        heading = f"{sentence.title}, {sentence.section}" if sentence.section else sentence.title
        said = self._pieces.ids(f"{heading}: {sentence.text}")
        room = _LONGEST - len(asked) - 3
        first = [self._pieces.start, *asked, self._pieces.end]
        return Pair((*first, *said[:room], self._pieces.end), len(first))


@cache
def load_reader() -> Reader | None:
    """Give the reader that histbot ships with, or none, with a line in the log, where it can't be used."""
    try:
        return Reader(load())
    except ReaderError as error:
        _log.warning("%s; answering without the reader", error)
        return None
