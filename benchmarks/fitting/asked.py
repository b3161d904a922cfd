"""Questions put to articles: what each found, and which of it is right."""

from __future__ import annotations

import json
import re
import string
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from histbot.answering.answer.evaluation import squashed
from histbot.answering.evidence.candidates import PASSAGES, Finder
from histbot.answering.evidence.spans import Reading
from histbot.answering.question.question import read_question
from histbot.historian import default_aliases, index_knowledge
from histbot.knowledge import load_knowledge, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from histbot.answering.evidence.candidates import Found
    from histbot.knowledge import Knowledge
    from histbot.retrieval import Analyzers

    Array = np.ndarray[Any, np.dtype[np.float64]]

PASSAGES_LOOKED_AT = PASSAGES  # READ_PASSAGES, where the reader reads
HELD = json.loads((Path(__file__).parents[2] / "training" / "held_out.json").read_text(encoding="utf-8"))


@dataclass(eq=False)
class Asked:
    """A question with what it found."""

    group: str
    """The article that it was written for, or the writer; left out together."""
    name: str
    """The set it is of."""
    kind: str
    """own, absent (its article is not there), or hard (not answered though it looks it)."""
    many: bool
    """Whether it was put to a folder."""
    unseen: bool
    """Whether the reader was trained without it and without its article's other questions."""
    found: Found
    """What it found."""
    knowledge: Knowledge
    """Where."""
    analyzers: Analyzers
    """How texts are read there."""
    answers: list[str]
    """The words that answer it."""
    right: list[bool]
    """Which candidates are the answer."""
    holds: list[bool]
    """Which candidates answer, in whatever paragraph."""
    near: list[bool]
    """Which candidates lie in the right paragraph."""
    stretches: tuple[list[dict[str, float]], Array] | None = field(default=None)
    """The features of each stretch of the right sentence, and its F1."""


class Desk:
    """A knowledge base that questions are put to."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        index, self.vocabulary = index_knowledge(knowledge, default_aliases())
        self.finder = Finder(knowledge, index, self.vocabulary.analyzers)
        self.slugs = [article.slug for article in knowledge.articles]

    def find(self, question: str, within: Sequence[str] | None) -> Found:
        """Look a question up."""
        return self.finder.find(read_question(question, self.vocabulary), within, PASSAGES_LOOKED_AT)

    def texts(self, found: Found) -> list[tuple[str, str]]:
        """Give the article and the text of each candidate."""
        return [
            (each.passage.article, plain(each.span.of(self.knowledge.article(each.passage.article).text)))
            for each in found.candidates
        ]


@cache
def desk(folder: Path) -> Desk:
    """Read a folder once."""
    return Desk(load_knowledge(folder))


def lines(file: Path) -> Iterator[dict[str, Any]]:
    """Read JSON lines."""
    yield from map(json.loads, file.read_text(encoding="utf-8").splitlines())


def read_asks(file: Path, wiki: Path, every: int = 1, *, unseen_only: bool = False) -> Iterator[Asked]:
    """Ask questions that name the sentences that would satisfy; each `every`-th."""
    at = desk(wiki)
    asks = [asked for asked in lines(file) if not unseen_only or asked["id"][0] in HELD["asks"]]
    for asked in asks[::every]:
        found = at.find(asked["question"], None)
        gold = [(each["article"], squashed(each["quote"])) for each in asked["gold"]]
        texts = [(slug, squashed(text)) for slug, text in at.texts(found)]
        right = [any(slug == other and words in text for other, words in gold) for slug, text in texts]
        writer = asked["id"][0]
        kind = "own" if gold else "hard"
        group = gold[0][0] if gold else asked["id"]
        unseen = writer in HELD["asks"]
        yield Asked(
            group,
            f"asks {writer}",
            kind,
            len(at.slugs) > 1,
            unseen,
            found,
            at.knowledge,
            at.vocabulary.analyzers,
            [],
            right,
            right,
            right,
        )


def read_set(folder: Path, every: int = 1, *, unseen_only: bool = False) -> Iterator[Asked]:
    """Ask every question of a set: its own article, and for every second one another; what nothing answers its own."""
    at, name = desk(folder / "articles"), folder.name
    held = set(HELD["articles"].get(name, ()))
    asks = [asked for asked in lines(folder / "questions.jsonl") if not unseen_only or asked["article"] in held]
    for place, asked in enumerate(asks[::every]):
        unseen = asked["article"] in held
        if name != "squad2" or not asked["answers"]:
            yield _ask(at, asked, name, "own" if asked["answers"] else "hard", (asked["article"],), unseen=unseen)
        if asked["answers"] and place % 2 and name != "squad2":
            other = at.slugs[(at.slugs.index(asked["article"]) + 7) % len(at.slugs)]
            yield _ask(at, asked, name, "absent", (other,), unseen=unseen)


def read_folders(folder: Path, wiki: Path, every: int = 1, *, unseen_only: bool = False) -> Iterator[Asked]:
    """Ask a set's questions of its articles together, and of a large folder that lacks them."""
    held = set(HELD["articles"].get(folder.name, ()))
    asks = [asked for asked in lines(folder / "questions.jsonl") if asked["answers"]]
    asks = [asked for asked in asks if not unseen_only or asked["article"] in held]
    for asked in asks[::every]:
        unseen = asked["article"] in held
        yield _ask(desk(folder / "articles"), asked, f"{folder.name} folder", "own", None, unseen=unseen)
        yield _ask(desk(wiki), asked, f"{folder.name} wiki", "absent", None, unseen=unseen)


def _ask(  # noqa: PLR0913  # what makes a row
    at: Desk, asked: dict[str, Any], name: str, kind: str, within: tuple[str, ...] | None, *, unseen: bool
) -> Asked:
    found = at.find(asked["question"], within)
    texts = [(slug, squashed(text)) for slug, text in at.texts(found)]
    answers = [squashed(answer) for answer in asked["answers"]] if kind == "own" else []
    mine = [slug == asked["article"] for slug, _ in texts]
    holds = [own and any(answer in text for answer in answers) for own, (_, text) in zip(mine, texts, strict=True)]
    paragraph = squashed(asked["paragraph"] or "") if answers else ""
    near = [own and text in paragraph for own, (_, text) in zip(mine, texts, strict=True)]
    right = [one and other for one, other in zip(holds, near, strict=True)]
    return Asked(
        asked["article"], name, kind, within is None, unseen, found, at.knowledge, at.vocabulary.analyzers,
        asked["answers"] if kind == "own" else [], right, holds, near,
    )  # fmt: skip


def bare(text: str) -> list[str]:
    """Give the words of `text` as SQuAD compares them."""
    text = "".join(char for char in text.lower() if char not in string.punctuation)
    return re.sub(r"\b(?:a|an|the)\b", " ", text).split()


def f1(guess: str, answers: Iterable[str]) -> float:
    """Give the best F1 of `guess` with an answer, as SQuAD counts it."""

    def one(answer: str) -> float:
        words, gold = bare(guess), bare(answer)
        shared = sum((Counter(words) & Counter(gold)).values())
        return 2 * shared / (len(words) + len(gold)) if shared else 0.0

    return max(map(one, answers), default=0.0)


def read_stretches(row: Asked) -> tuple[list[dict[str, float]], Array]:
    """Give the features of each stretch of the right sentence, and its F1 with the answer."""
    chosen = row.found.candidates[row.right.index(True)]
    text = plain(chosen.span.of(row.knowledge.article(chosen.passage.article).text))
    reading = Reading(row.found.measure, text, row.analyzers.of("en"))
    places = list(reading.candidates())
    cut = [reading.stretch(*place) for place in places]
    return [reading.features(*place) for place in places], np.array(
        [f1(text[s.start : s.end], row.answers) for s in cut]
    )
