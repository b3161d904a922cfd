"""The sentences that may answer a question, each with its evidence: what choosing, and fitting, start from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from histbot.answering.evidence.evidence import Standing, passage_evidence
from histbot.answering.evidence.measure import Measure, emphasis
from histbot.answering.evidence.read import ReadPassage, Subject, read_sentence
from histbot.knowledge import plain
from histbot.retrieval import Hit

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from histbot.answering.evidence.read import Read
    from histbot.answering.question.question import Question
    from histbot.knowledge import Knowledge, Passage, Span
    from histbot.retrieval import Analyzers, Index

PASSAGES, READ_PASSAGES = 12, 20  # looked at sentence by sentence; more where the reader reads the best of them
_ONE_WORD = 2.5  # k1 + 1: what a term counts, times its idf, in a passage that says it often
_BEYOND = 0.75  # how much what an encyclopaedia would score counts beside what these articles do
_KEPT = 500  # passages read once and kept: about 15 MB
_BRACKET = re.compile(r"\s*\([^()]*\)\s*$")  # what a title says to be told from others: `Saladin (film)`
_FAMILY, _OTHER_NAME, _TOLD = 0.5, 0.6, 0.2  # what a term counts in the search beside the one that was typed
_TITLED, _LEADS = 0.8, 2  # which share of a title a question says that is about it; how many such are looked at
_TOLD_MOST = 8  # terms searched for that may answer a word, at most


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a passage that shares a word with the question."""

    passage: Passage
    """Its passage."""
    span: Span
    """Its place."""
    values: list[float]
    """Its features, in the order of `FEATURES`."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a question finds."""

    measure: Measure
    """The question, weighed."""
    hits: list[Hit]
    """The best passages, best first."""
    candidates: list[Candidate]
    """The sentences of these, in the same order."""
    read: Callable[[Passage], ReadPassage]
    """Gives what was read of a passage."""
    subject: Callable[[str], Subject]
    """Gives what an article is about, by its slug."""

    def terms_of(self, passage: Passage) -> frozenset[str]:
        """Give the terms of a passage and its headings."""
        return self.read(passage).terms

    def sentence_of(self, candidate: Candidate) -> Read:
        """Give what was read of a candidate's sentence."""
        return self.read(candidate.passage).sentences[candidate.passage.sentences.index(candidate.span)]


class Finder:
    """Looks a question up, sentence by sentence."""

    def __init__(self, knowledge: Knowledge, index: Index, analyzers: Analyzers) -> None:
        self._knowledge, self._index, self._analyzers = knowledge, index, analyzers
        self.read = lru_cache(maxsize=_KEPT)(self._read)
        self.subject = lru_cache(maxsize=_KEPT)(self._subject)

    def find(self, question: Question, within: Collection[str] | None = None, passages: int = PASSAGES) -> Found:
        """Give the sentences of the best `passages`, only of the articles whose slugs `within` holds."""
        measure = Measure(question)
        hits = self._index.search(_query(question), passages, within)
        said = {slug: measure.said(self.subject(slug).title) for slug in dict.fromkeys(h.passage.article for h in hits)}
        hits = [*hits, *self._leads(hits, said)]
        most = self._most(measure)
        rarity = {slug: self._rarity(measure, slug) for slug in said}
        total = sum(hit.score for hit in hits)
        share = {slug: sum(hit.score for hit in hits if hit.passage.article == slug) / total for slug in said}
        candidates = []
        for hit in hits:
            slug = hit.passage.article
            best = hits[0].score / most
            standing = Standing(hit.score / most, best, rarity[slug], self.subject(slug), said[slug], share[slug])
            rows = passage_evidence(measure, self.read(hit.passage), standing)
            spans = hit.passage.sentences
            candidates += [Candidate(hit.passage, span, row) for span, row in zip(spans, rows, strict=True)]
        return Found(measure, hits, candidates, self.read, self.subject)

    def _leads(self, hits: list[Hit], said: Mapping[str, float]) -> list[Hit]:
        """Give the first passages, not yet found, of articles whose titles are `said`: what a thing is stands there.

        They are long and say the title once, so that an index ranks them low; here they stand no higher than the last.
        """
        titled = [slug for slug, share in said.items() if share >= _TITLED][:_LEADS]
        leads = [self._knowledge.article(slug).passages[0] for slug in titled]
        found = {hit.passage.id for hit in hits}
        return [Hit(lead, hits[-1].score) for lead in leads if lead.id not in found]

    def _most(self, measure: Measure) -> float:
        """Say about what a passage would score that holds every word of the question.

        A geometric mean of what it would score here and in an encyclopaedia: a word that all of a few passages lack
        says less than one that thousands lack, so that the same share of the score means less among few.
        """
        here = sum(self._index.idf(unit.term) * emphasis(unit) for unit in measure.units)
        return _ONE_WORD * here ** (1 - _BEYOND) * measure.weight**_BEYOND or 1.0

    def _rarity(self, measure: Measure, article: str) -> list[float]:
        """Say how rare each unit is in one article, in any of its forms."""
        ways = [{unit.term, *forms} for unit, forms in zip(measure.units, measure.forms, strict=True)]
        return [
            min((self._index.idf(term, article) for term in terms if term in self._index), default=0.0) * emphasis(unit)
            for unit, terms in zip(measure.units, ways, strict=True)
        ]

    def _subject(self, slug: str) -> Subject:
        article = self._knowledge.article(slug)
        analyzer = self._analyzers.of(article.language)
        title = _BRACKET.sub("", article.title) or article.title
        names = [title, *article.aliases, *(other for others in article.aliases.values() for other in others)]
        lead = article.passages[0].sentences[:1] if article.passages else ()
        names += [plain(span.of(article.text)) for span in lead]
        words = {token.term: title[token.start : token.end] for token in analyzer.tokens(title) if not token.stop}
        rarity = {term: self._index.idf(term) for term in words}
        return Subject(rarity, frozenset(analyzer.terms(" ".join(names))), words)

    def _read(self, passage: Passage) -> ReadPassage:
        article = self._knowledge.article(passage.article)
        texts = [plain(span.of(article.text)) for span in passage.sentences]
        contexts = passage.contexts or ("",) * len(texts)
        analyzer = self._analyzers.of(article.language)
        terms_of, other = analyzer.terms, analyzer if analyzer.words else None
        sentences = tuple(
            read_sentence(text, terms_of(text), terms_of(above) if above else (), above, other)
            for text, above in zip(texts, contexts, strict=True)
        )
        headings = frozenset(terms_of(" ".join((article.title, *passage.section))))
        terms = headings.union(*(sentence.places for sentence in sentences))
        return ReadPassage(sentences, headings, passage.id.endswith("#1"), terms)


def _query(question: Question) -> dict[str, float]:
    """Weigh the terms to search for: the typed ones fully, those that may stand for them less."""
    query = {unit.term: emphasis(unit) for unit in question.units}
    for unit in question.units:
        for term, nearness in unit.kin.items():
            weight = nearness if unit.meant else _FAMILY * round(nearness * nearness, 1)
            query[term] = max(query.get(term, 0.0), weight)
        for term in (term for name in unit.names for term in name):
            query[term] = max(query.get(term, 0.0), _OTHER_NAME)
        for term in unit.told[:_TOLD_MOST]:
            query[term] = max(query.get(term, 0.0), _TOLD * emphasis(unit))
    return query
