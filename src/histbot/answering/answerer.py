"""From the sentences that may answer to the one that does, or to none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from histbot.answering.answer.answer import Answer, Feature, ScoredPassage
from histbot.answering.choice.choice import choose
from histbot.answering.choice.confidence import read_signs
from histbot.answering.choice.differing import find_differing
from histbot.answering.choice.elsewhere import corrected, is_elsewhere, load_correction, relation_signs
from histbot.answering.choice.model import load_model
from histbot.answering.evidence.candidates import PASSAGES, READ_PASSAGES, Finder
from histbot.answering.evidence.evidence import FEATURES
from histbot.answering.question.followup import leans, read_followup
from histbot.answering.question.question import is_small_talk, parted

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from histbot.answering.choice.choice import Choice
    from histbot.answering.choice.model import Weights
    from histbot.answering.evidence.candidates import Found
    from histbot.answering.question.question import Question
    from histbot.answering.question.vocabulary import Vocabulary
    from histbot.knowledge import Article, Knowledge, Passage
    from histbot.reader import Reader
    from histbot.retrieval import Index

_SURE, _LIKELY = 0.85, 0.6
_OVERVIEW = 0.9  # an encyclopaedia's article begins with the sentence that says what it is about


class Answerer:
    """Chooses a sentence of `knowledge` for a question; the same question always gets the same one."""

    def __init__(  # noqa: PLR0913  # what answering is made of
        self,
        knowledge: Knowledge,
        index: Index,
        vocabulary: Vocabulary,
        *,
        answer_from: float | None = None,
        passages: int,
        reader: Callable[[], Reader | None] = lambda: None,
    ) -> None:
        """Answer from a confidence of `answer_from` on (none: the weights' own), and show the `passages` best passages.

        `reader` gives the reader, if there is one, when the first question comes.
        """
        self._knowledge, self._vocabulary = knowledge, vocabulary
        self._finder = Finder(knowledge, index, vocabulary.analyzers)
        self._model = load_model()
        self._answer_from, self._shown = answer_from, passages
        self._reader = reader

    def answer(self, text: str, within: Collection[str] | None = None, before: str | None = None) -> Answer:
        """Answer a question from all articles, or only from those whose slugs `within` holds.

        `before` is the question before it, for what it leaves out.
        """
        first, *others = parted(text)
        answer = self._told(self._answer(first, within, before), first)
        return replace(answer, question=text, unread=tuple(others)) if others else answer

    def _answer(self, text: str, within: Collection[str] | None, before: str | None) -> Answer:
        question = read_followup(text, before, self._vocabulary)
        article = self._asked_about(question, within)
        if article is not None:
            return self._overview(text, article)
        reader = self._reader() if question.language == "en" else None
        found = self._finder.find(question, within, READ_PASSAGES if reader else PASSAGES)
        if not found.candidates:
            return Answer(text, False, 0.0, "none", None, None, None, ())  # noqa: FBT003
        many = len(self._knowledge.slugs if within is None else within) > 1
        choice = choose(found, self._model, self._knowledge, self._vocabulary.analyzers, reader)
        return self._judged(text, found, choice, many=many)

    def _told(self, answer: Answer, text: str) -> Answer:
        """Say in which languages the articles are, if none answers a question that is in none of them."""
        if answer.answered or is_small_talk(text):
            return answer
        asked = self._vocabulary.speaking(text)
        return replace(answer, languages=asked.analyzers.languages) if asked.is_foreign else answer

    def leans(self, text: str, before: str) -> bool:
        """Tell whether a question is read differently behind the one before it."""
        return leans(text, before, self._vocabulary)

    def _judged(self, text: str, found: Found, choice: Choice, *, many: bool) -> Answer:
        chosen = found.candidates[choice.place]
        weights = self._model.weights(reading=bool(choice.read))
        signs = read_signs(found, choice)
        confidence, found_best = weights.chance(signs, many=many), weights.answer_from["many" if many else "one"]
        if is_elsewhere(found, choice):
            correction = load_correction()
            confidence = corrected(confidence, relation_signs(found, choice, signs), correction.weights)
            found_best = correction.across_from if found.measure.question.language == "en" else correction.answer_from
        answered = confidence >= (found_best if self._answer_from is None else self._answer_from)
        article = self._knowledge.article(chosen.passage.article)
        sure = confidence * choice.words.agreement >= self._model.highlight_from
        mark = choice.words.span if answered and sure else None
        analyzers = self._vocabulary.analyzers
        other = find_differing(found, choice, self._model, self._knowledge, analyzers) if mark else None
        by_score = {hit.passage.id: hit.score for hit in found.hits}
        others = [hit.passage for hit in found.hits if hit.passage is not chosen.passage]
        shown = [chosen.passage, *others][: self._shown]
        return Answer(
            question=text,
            answered=answered,
            confidence=confidence,
            certainty=_certainty(confidence) if answered else "none",
            quote=article.quote(chosen.span),
            highlight=article.quote(mark) if mark else None,
            citation=article.cite(chosen.passage, chosen.span),
            passages=tuple(ScoredPassage(passage, by_score[passage.id]) for passage in shown),
            evidence=_evidence(weights, chosen.values, choice),
            readings=readings(found.measure.question),
            differing=other,
        )

    def _asked_about(self, question: Question, within: Collection[str] | None) -> Article | None:
        """Give the article that a question asks the subject of, if it is clear which."""
        if not question.overview:
            return None
        articles = [each for each in self._knowledge.articles if within is None or each.slug in within]
        return articles[0] if len(articles) == 1 else None

    def _overview(self, text: str, article: Article) -> Answer:
        passage: Passage = article.passages[0]
        span = passage.sentences[0]
        return Answer(
            text, (self._answer_from or 0.0) <= _OVERVIEW, _OVERVIEW, _certainty(_OVERVIEW), article.quote(span), None,
            article.cite(passage, span), (ScoredPassage(passage, 0.0),),
        )  # fmt: skip


def _evidence(weights: Weights, values: list[float], choice: Choice) -> tuple[Feature, ...]:
    """Name what each part of the evidence adds to the chosen sentence's score."""
    named = [*zip(FEATURES, values, strict=True)]
    if choice.read:
        named.append(("reader", choice.read[choice.place]))
    features = (Feature(name, value, value * weights.features[name]) for name, value in named)
    return (*features, Feature("answer", choice.words.score, choice.words.score * weights.answer))


def readings(question: Question) -> tuple[str, ...]:
    """Say for each word that is looked for in other forms too, in which."""
    said = []
    for unit in question.units:
        others = [*(" ".join(name) for name in unit.names), *unit.kin]
        if unit.meant:
            said.append(f"{unit.word}: in no article, read as {', '.join(unit.meant)}")
        elif others:
            said.append(f"{unit.word}: also {', '.join(others)}")
        elif not unit.known:
            said.append(f"{unit.word}: in no article")
    return tuple(said)


def _certainty(confidence: float) -> str:
    return "sure" if confidence >= _SURE else "likely" if confidence >= _LIKELY else "unsure"
