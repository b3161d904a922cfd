"""Choose the sentence that answers: by its evidence, the reader's opinion, and the words in it that would answer.

The reader, where there is one, is given about a dozen sentences of the best evidence: reading is what costs most.
Weighing every stretch of every sentence costs more than all else together; so it is done for the best sentence and for
those that come close to it, which is where it decides.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from histbot.answering.evidence.antecedent import LOOKED_BACK, antecedent
from histbot.answering.evidence.read import words_of
from histbot.answering.evidence.spans import Reading
from histbot.knowledge import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from histbot.answering.choice.model import Model
    from histbot.answering.evidence.candidates import Candidate, Found
    from histbot.answering.evidence.spans import Stretch
    from histbot.answering.question.question import Question
    from histbot.knowledge import Knowledge, Span
    from histbot.reader import Reader, Sentence
    from histbot.retrieval import Analyzers

CLOSE, CONTENDERS = 1.0, 4  # how far below the best, and how many, are weighed word by word
READ = 12  # sentences that the reader reads
_HOPELESS = 5.0  # how far below the best a sentence is not worth reading
_CELL_ENDS = re.compile(r"\|{1,2}|</?t[dh]\b[^<>]*>", re.IGNORECASE)
_HEADING = 120  # characters of a title or heading that the reader is given
_WEIGHED = 12  # stretches compared with each other


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a sentence that would answer."""

    span: Span | None
    """Their place in the article's text; none where the sentence has no stretch that could answer."""
    score: float
    """The score of the best stretch, to be compared within one question only."""
    agreement: float
    """The expected F1 of these words, if the sentence answers: from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen sentence."""

    place: int
    """Its place among the candidates."""
    scores: list[float]
    """Every candidate's score."""
    words: Words
    """The words in it that would answer."""
    read: dict[int, float]
    """The reader's score of each candidate that it read, by place; empty without it."""


NOTHING = Words(None, -5.0, 0.0)


def choose(
    found: Found, model: Model, knowledge: Knowledge, analyzers: Analyzers, reader: Reader | None = None
) -> Choice:
    """Choose among the candidates, of which there is at least one."""
    read = read_best(found, model, knowledge, reader) if reader else {}
    weights = model.weights(reading=bool(read))
    scores = weights.scores(found.candidates, read)
    order = sorted(range(len(scores)), key=lambda place: (-scores[place], place))
    first = order[0]
    close = [place for place in order[:CONTENDERS] if scores[first] - scores[place] <= CLOSE]
    words = {place: read_words(found, found.candidates[place], model, knowledge, analyzers) for place in close}
    for place in close[1:]:
        scores[place] += weights.answer * (words[place].score - words[first].score)
    best = max(close, key=lambda place: (scores[place], -place))
    return Choice(best, scores, words[best], read)


def read_best(found: Found, model: Model, knowledge: Knowledge, reader: Reader) -> dict[int, float]:
    """Let the reader score the candidates of the best evidence, each sentence once; gives their scores by place.

    It knows English only: it scores no sentence in another language, and nothing where the best one is in such.
    """
    scores = model.weights(reading=False).scores(found.candidates, {})
    order = sorted(range(len(scores)), key=lambda place: (-scores[place], place))[:READ]
    order = [place for place in order if scores[order[0]] - scores[place] <= _HOPELESS]
    english = [place for place in order if _in_english(found.candidates[place], knowledge)]
    order = english if english[:1] == order[:1] else []
    sentences = [_as_read(found, found.candidates[place], knowledge) for place in order]
    slugs = dict.fromkeys(found.candidates[place].passage.article for place in order)
    question = _spelt_out(found.measure.question, [found.subject(slug).words for slug in slugs])
    return dict(zip(order, reader.scores(question, sentences), strict=True)) if order else {}


def _in_english(candidate: Candidate, knowledge: Knowledge) -> bool:
    return knowledge.article(candidate.passage.article).language in ("", "en")


def _spelt_out(question: Question, titles: Sequence[Mapping[str, str]]) -> str:
    """Write a question for the reader, which knows no typing errors and no initials, as the titles found spell it."""
    text = question.spoken or question.text
    for unit in question.units:
        ways: list[tuple[str, ...]] = [(term,) for term in unit.meant] or [
            name for name in unit.names if unit.word.isupper()
        ]
        spelt = ([words[term] for term in way] for way in ways for words in titles if words.keys() >= set(way))
        name = " ".join(next(spelt, [unit.word]))
        text = text.replace(unit.word, name, 1)
    return text


def _as_read(found: Found, candidate: Candidate, knowledge: Knowledge) -> Sentence:
    """Give a candidate's sentence under what it leaves to what stands above it, or else its heading."""
    from histbot.reader import Sentence

    passage = candidate.passage
    article = knowledge.article(passage.article)
    place = passage.sentences.index(candidate.span)
    above = passage.contexts[place] if passage.contexts else ""
    texts = [each.text for each in found.read(passage).sentences[max(0, place - LOOKED_BACK) : place + 1]]
    name = antecedent(texts)
    about = "" if words_of(name) & words_of(article.title) else name
    heading = above or about or (passage.section[-1] if passage.section else "")
    text = _under_columns(candidate.span.of(article.text), above) or texts[-1]
    return Sentence(_shortened(article.title), _shortened(heading), text)


def _under_columns(row: str, above: str) -> str:
    """Write a row of a table with its headings, as the reader understands it: `King: Wenzel; Buried in: Krum`."""
    cells = [cell for part in _CELL_ENDS.split(row) if (cell := plain(part))]
    columns = next((part.split(", ") for part in above.split(" › ") if part.count(", ") == len(cells) - 1), [])
    return "; ".join(map(": ".join, zip(columns, cells, strict=True))) if len(columns) > 1 else ""


def _shortened(heading: str) -> str:
    """Cut a heading that would leave the reader no room for the sentence under it, between words."""
    return heading if len(heading) <= _HEADING else heading[: heading.rfind(" ", 0, _HEADING)]


def read_words(found: Found, candidate: Candidate, model: Model, knowledge: Knowledge, analyzers: Analyzers) -> Words:
    """Weigh the stretches of a candidate's sentence."""
    article = knowledge.article(candidate.passage.article)
    shown = article.shown(candidate.span)
    reading = Reading(found.measure, shown.text, analyzers.of(article.language))
    scores = reading.scores(model.stretches)
    if not scores:
        return NOTHING
    best, agreement = _most_agreed(reading, scores)
    return Words(shown.place(best.start, best.end), max(scores)[0], agreement)


def _most_agreed(reading: Reading, scores: Sequence[tuple[float, int, int]]) -> tuple[Stretch, float]:
    """Give the stretch with the highest expected F1 with all others (minimum Bayes risk), and that F1."""
    ranked = sorted(scores, key=lambda each: (-each[0], each[1], each[2]))
    top = ranked[0][0]
    whole = sum(math.exp(score - top) for score, _, _ in ranked)
    likely = [(reading.stretch(first, last), math.exp(score - top) / whole) for score, first, last in ranked[:_WEIGHED]]
    expected = [sum(chance * _f1(each.words, other.words) for other, chance in likely) for each, _ in likely]
    best = max(range(len(likely)), key=lambda place: (expected[place], -place))
    return likely[best][0], expected[best]


def _f1(one: frozenset[str], other: frozenset[str]) -> float:
    shared = len(one & other)
    return 2 * shared / (len(one) + len(other)) if shared else 0.0
