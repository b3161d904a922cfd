"""What asking gives: a quote with its place, or an honest no with the nearest passages."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from histbot.knowledge import citation_json, quote_json

if TYPE_CHECKING:
    from histbot.knowledge import Citation, Knowledge, Passage, Quote

_NO = "The articles don't answer that."


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """A passage that may answer."""

    passage: Passage
    """The passage."""
    score: float
    """Its score, to be compared within one question only."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One named reason for choosing a sentence."""

    name: str
    """What is measured."""
    value: float
    """How much of it, mostly between 0 and 1."""
    share: float
    """What it adds to the sentence's score: value times weight."""


@dataclass(frozen=True, slots=True)
class Differing:
    """A second quote that answers too, and says something else."""

    quote: Quote
    """The sentence."""
    highlight: Quote
    """The words in it that differ from the first's."""
    citation: Citation
    """Where it stands."""
    passage: Passage
    """Its passage."""


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """A question's answer, or an abstention, which carries the nearest there is; prints as what it quotes."""

    question: str
    """The question as it was asked."""
    answered: bool
    """Whether the quote is offered as the answer."""
    confidence: float
    """An estimate, from 0 to 1, that the quote answers."""
    certainty: str
    """The confidence in a word: sure, likely, unsure, none."""
    quote: Quote | None
    """The sentence; none only if no term of the question occurs."""
    highlight: Quote | None
    """The words in it that answer, if sure."""
    citation: Citation | None
    """Where the quote stands."""
    passages: tuple[ScoredPassage, ...]
    """The best passages, the quote's first."""
    evidence: tuple[Feature, ...] = ()
    """Why this sentence."""
    readings: tuple[str, ...] = ()
    """Which words of the question were looked for in other forms too."""
    differing: Differing | None = None
    """Another quote that answers and disagrees; the two belong side by side."""
    unread: tuple[str, ...] = ()
    """Further questions of the same message, which were not looked up: each is to be asked on its own."""
    languages: tuple[str, ...] = ()
    """The languages of the articles (ISO 639-1), where none answers a question that is in none of them."""

    @property
    def sureness(self) -> str:
        """The confidence as people read it: "sure (93 %)"."""
        word = {"unsure": "not sure", "none": "no answer"}.get(self.certainty, self.certainty)
        return f"{word} ({self.confidence:.0%})"

    def __repr__(self) -> str:
        from histbot.showing import brief

        said = repr(brief(self.quote.text)) if self.quote else None
        return f"Answer(answered={self.answered}, confidence={self.confidence:.2f}, quote={said})"

    def __str__(self) -> str:
        from histbot.showing import place, quoted

        if self.quote is None or self.citation is None:
            return f"{_NO} They hold no word of the question."
        said = f"{quoted(self.quote, self.highlight)}\n— {place(self.citation)}"
        return f"{said}\n{self.sureness}" if self.answered else f"{_NO} Nearest:\n{said}"

    def _repr_html_(self) -> str:
        """Show it in a notebook: the quote, where it stands with a link, and how sure it is; all words escaped."""
        from histbot.showing import card_html, place_html, quoted_html

        if self.quote is None or self.citation is None:
            return card_html("", str(self))
        shown = quoted_html(self.quote, self.highlight)
        cited = self.citation
        beside = (place_html(cited), escape(cited.license or ""), self.sureness)
        return card_html(shown, *beside) if self.answered else card_html(shown, f"{_NO} Nearest", *beside[:2])


def answer_json(answer: Answer, knowledge: Knowledge) -> dict[str, Any]:
    """Write an answer as the JSON that `docs/` describes."""
    told = {"languages": list(answer.languages)} if answer.languages else {}
    return told | {
        "question": answer.question,
        "answered": answer.answered,
        "confidence": round(answer.confidence, 4),
        "quote": quote_json(answer.quote),
        "highlight": quote_json(answer.highlight),
        "citation": citation_json(answer.citation),
        "differing": answer.differing
        and {
            "quote": quote_json(answer.differing.quote),
            "highlight": quote_json(answer.differing.highlight),
            "citation": citation_json(answer.differing.citation),
        },
        "passages": [
            {
                "id": scored.passage.id,
                "article": scored.passage.article,
                "section": " › ".join(scored.passage.section) or None,
                "score": round(scored.score, 4),
                "start": scored.passage.span.start,
                "end": scored.passage.span.end,
                "text": scored.passage.span.of(knowledge.article(scored.passage.article).text),
            }
            for scored in answer.passages
        ],
    }
