"""Find a second quote that answers as well and says something else: two dates, or two numbers, for one thing.

Both are then shown, each with its source: which is right is for people to find out. Only what can
be compared surely is: years with years, days with days, figures with figures. And only what is said of the same thing:
the rival says as much of the question, and the reader, where there is one, takes it for an answer too.

Known to fail: two dates of two like events whose sentences say the same of both ("the treaty was signed") look like one
event with two dates; a date without its year is compared with nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from histbot.answering.answer.answer import Differing
from histbot.answering.choice.choice import read_words
from histbot.answering.evidence.evidence import FEATURES
from histbot.answering.evidence.offers import MONTHS
from histbot.retrieval import other_forms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from histbot.answering.choice.choice import Choice
    from histbot.answering.choice.model import Model
    from histbot.answering.evidence.candidates import Candidate, Found
    from histbot.knowledge import Knowledge
    from histbot.retrieval import Analyzers

_KINDS = frozenset(("when", "number", "duration"))
_COVERED = 0.85  # the share of the question that both have to say, their subjects counted in: else they are two things
_ANSWERS = 0.0  # the reader's score from which on it takes a sentence for an answer
_REACH = 3.0  # how far below the chosen sentence another may score
_AGREED = 0.5  # the expected F1 from which on the words are taken for an answer
_FIGURE = re.compile(r"\d[\d,.]*\d|\d")
_COVERAGE = FEATURES.index("with_subject")


def find_differing(
    found: Found, choice: Choice, model: Model, knowledge: Knowledge, analyzers: Analyzers
) -> Differing | None:
    """Give the best other quote that disagrees with the chosen one, if there is one."""
    said = choice.words.span
    if said is None or found.measure.question.kind not in _KINDS:
        return None
    chosen = found.candidates[choice.place]
    first = said.of(knowledge.article(chosen.passage.article).text)
    for rival in _rivals(found, choice, chosen):
        words = read_words(found, rival, model, knowledge, analyzers)
        article = knowledge.article(rival.passage.article)
        if words.span and words.agreement >= _AGREED and disagree(first, words.span.of(article.text)):
            citation = article.cite(rival.passage, rival.span)
            return Differing(article.quote(rival.span), article.quote(words.span), citation, rival.passage)
    return None


def _rivals(found: Found, choice: Choice, chosen: Candidate) -> Iterator[Candidate]:
    """Give the sentences of other passages that say as much of the question, the best first."""
    least = max(_COVERED, chosen.values[_COVERAGE] - 0.01)
    best = choice.scores[choice.place]
    for place in sorted(range(len(choice.scores)), key=lambda place: (-choice.scores[place], place)):
        rival = found.candidates[place]
        if best - choice.scores[place] > _REACH:
            return
        read = choice.read.get(place, _ANSWERS - 1) if choice.read else _ANSWERS
        if rival.passage is not chosen.passage and rival.values[_COVERAGE] >= least and read >= _ANSWERS:
            yield rival


def disagree(one: str, other: str) -> bool:
    """Tell whether two answers can't both be right: their years, days, months or figures have nothing in common."""
    mine, theirs = _facts(one), _facts(other)
    if mine["year"] and theirs["year"]:
        if not mine["year"] & theirs["year"]:
            return True
        return any(mine[part] and theirs[part] and not mine[part] & theirs[part] for part in ("month", "figure"))
    if mine["year"] or theirs["year"] or mine["month"] or theirs["month"]:
        return False
    return bool(mine["figure"] and theirs["figure"]) and not mine["figure"] & theirs["figure"]


def _facts(text: str) -> dict[str, set[str]]:
    figures = {figure.replace(",", "") for figure in _FIGURE.findall(text)}
    figures |= {form for word in re.findall(r"[a-z]+", text.lower()) for form, _ in other_forms(word, str)}
    years = (
        {figure for figure in figures if re.fullmatch(r"\d{3,4}", figure)}
        if MONTHS.search(text)
        else {figure for figure in figures if re.fullmatch(r"1\d{3}|20\d\d", figure)}
    )
    months = {match[0][:3].lower() for match in MONTHS.finditer(text)}
    return {"year": years, "month": months, "figure": figures - years}
