"""From passages that share words with the question to the one sentence that answers, or to none."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from histbot.answering.answer import Answer, Feature, Quote, ScoredPassage
from histbot.answering.evidence import Read, chance, features, measure, read_sentence
from histbot.answering.question import DATE, Question, read_question
from histbot.knowledge import Span, plain

if TYPE_CHECKING:
    from histbot.knowledge import Knowledge, Passage
    from histbot.retrieval import Analyzer, Hit, Index

_CANDIDATES = 12  # passages looked at sentence by sentence
_SURE, _LIKELY = 0.85, 0.6


class Answerer:
    """Chooses a sentence of `knowledge` for a question; the same question always gets the same one."""

    def __init__(
        self, knowledge: Knowledge, index: Index, analyzer: Analyzer, *, answer_from: float, passages: int
    ) -> None:
        """Answer from a confidence of `answer_from` on, and show the `passages` best passages."""
        self._knowledge, self._index, self._analyzer = knowledge, index, analyzer
        self._answer_from, self._shown = answer_from, passages
        self._read = lru_cache(maxsize=20_000)(self._read_passage)

    def answer(self, text: str, within: str | None = None) -> Answer:
        """Answer a question from all articles, or from the one whose slug is `within`."""
        question = read_question(text, self._analyzer)
        hits = self._index.search(dict.fromkeys(question.terms, 1.0), max(_CANDIDATES, self._shown), within)
        if not hits:
            return Answer(text, False, 0.0, "none", None, None, None, ())  # noqa: FBT003
        hit, span, evidence = self._best(question, hits[:_CANDIDATES])
        by_name = {feature.name: feature.value for feature in evidence}
        confidence = chance(
            by_name["sentence_coverage"],
            by_name["passage_coverage"],
            by_name["word_pairs"],
            len(question.terms),
        )
        article = self._knowledge.article(hit.passage.article)
        answered = confidence >= self._answer_from
        ordered = [hit, *(other for other in hits if other is not hit)][: self._shown]
        return Answer(
            question=text,
            answered=answered,
            confidence=confidence,
            certainty=_certainty(confidence) if answered else "none",
            quote=Quote(span.of(article.text), span),
            highlight=_highlight(question, article.text, span) if answered else None,
            citation=article.cite(hit.passage, span),
            passages=tuple(ScoredPassage(each.passage, each.score) for each in ordered),
            evidence=evidence,
        )

    def _best(self, question: Question, hits: list[Hit]) -> tuple[Hit, Span, tuple[Feature, ...]]:
        asked = measure(question, self._index.idf)
        best: tuple[float, Hit, Span, tuple[Feature, ...]] | None = None
        for hit in hits:
            sentences, around = self._read(hit.passage)
            for span, sentence in zip(hit.passage.sentences, sentences, strict=True):
                evidence = features(asked, sentence, hit.score, around)
                score = sum(feature.share for feature in evidence)
                if best is None or score > best[0]:
                    best = (score, hit, span, evidence)
        if best is None:
            raise AssertionError("a passage has at least one sentence")
        return best[1:]

    def _read_passage(self, passage: Passage) -> tuple[tuple[Read, ...], frozenset[str]]:
        article = self._knowledge.article(passage.article)
        texts = [plain(span.of(article.text)) for span in passage.sentences]
        read = tuple(read_sentence(text, self._analyzer.terms(text)) for text in texts)
        about = frozenset(self._analyzer.terms(" ".join((article.title, *passage.section))))
        return read, about.union(*(sentence.present for sentence in read))


def _certainty(confidence: float) -> str:
    return "sure" if confidence >= _SURE else "likely" if confidence >= _LIKELY else "unsure"


def _highlight(question: Question, text: str, span: Span) -> Quote | None:
    """Mark the date of a sentence that has one only, for a question that asks when."""
    if question.kind != "when":
        return None
    dates = list(DATE.finditer(text, span.start, span.end))
    if len(dates) != 1:
        return None
    return Quote(dates[0][0], Span(*dates[0].span()))
