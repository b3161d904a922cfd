"""How sure the choice of a sentence is: signs of the best candidate and of its rivals, and the chance they give.

The chance is a logistic curve over the signs, fitted on questions that their article answers, on the same questions
put to another article, and on questions that no sentence answers though they look it. See `weights.json`.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from histbot.answering.choice.model import UNREAD
from histbot.answering.choice.opposites import denies, opposed
from histbot.answering.evidence.evidence import ASKED_FOR, FEATURES
from histbot.languages import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from histbot.answering.choice.choice import Choice
    from histbot.answering.evidence.candidates import Found

_FAR = 6.0  # beyond, a lead is a lead
_AS_THEY_ARE = (
    "sentence_coverage", "passage_coverage", "passage_bm25", "sentence_bm25", "nearness", "same_form", "before",
    "behind", "headings", "rare_here", "passage_rare_here", "title_said", "lead_covered", "with_subject",
    "article_share", "defines_lead", "lifespan", "told", "told_of_subject",
)  # fmt: skip
SIGNS = (
    *_AS_THEY_ARE,
    "choice", "lead", "names_missing", "numbers_missing", "words_missing", "rarest_missing", "names_elsewhere",
    "numbers_elsewhere", "names_apart", "unknown", "not_offered", "units", "one", "denial", "undenied", "opposite",
    "answer", "agreement", "among_articles", "focus_met",
)  # fmt: skip
READER_SIGNS = ("reader", "reader_lead", "reader_mass", "reader_share")


def read_signs(found: Found, choice: Choice) -> dict[str, float]:
    """Say what speaks for and against the chosen candidate."""
    chosen, measure, scores = found.candidates[choice.place], found.measure, choice.scores
    values = dict(zip(FEATURES, chosen.values, strict=True))
    best = scores[choice.place]
    rest = sum(math.exp(score - best) for place, score in enumerate(scores) if place != choice.place)
    rivals = (score for score, each in zip(scores, found.candidates, strict=True) if each.passage is not chosen.passage)
    signs = {name: values[name] for name in _AS_THEY_ARE}
    return (
        signs
        | _missing(found, choice)
        | {
            "choice": max(-_FAR, -math.log(max(rest, math.exp(-_FAR)))),
            "lead": min(_FAR, best - max(rivals, default=-math.inf)),
            "not_offered": float(measure.question.kind in ASKED_FOR and not values[f"offers_{measure.question.kind}"]),
            "units": math.log(1 + len(measure.units)),
            "one": float(len(measure.units) == 1),
            "answer": choice.words.score,
            "agreement": choice.words.agreement,
            "among_articles": _among_articles(found, choice),
            "focus_met": _focus_met(found, choice),
        }
        | (_of_reader(choice) if choice.read else {})
    )


def _log_sum(values: Iterable[float]) -> float:
    """Give log(sum(exp(value))); far below 0 for none."""
    listed = list(values)
    most = max(listed, default=-math.inf)
    return most + math.log(sum(math.exp(each - most) for each in listed)) if listed else -math.inf


def _among_articles(found: Found, choice: Choice) -> float:
    """Say how far the chosen article's sentences are ahead of all others' together, in log-odds."""
    article = found.candidates[choice.place].passage.article
    here: list[float] = []
    there: list[float] = []
    for score, each in zip(choice.scores, found.candidates, strict=True):
        (here if each.passage.article == article else there).append(score)
    return max(-_FAR, min(_FAR, _log_sum(here) - _log_sum(there)))


def _focus_met(found: Found, choice: Choice) -> float:
    """Say how nearly the passage speaks of what "which" or "how many" asks for; 1 where nothing is."""
    focus = found.measure.question.focus
    if focus is None:
        return 1.0
    return found.measure.match(found.terms_of(found.candidates[choice.place].passage))[focus]


def _of_reader(choice: Choice) -> dict[str, float]:
    """Say what the reader thinks of the chosen sentence, beside its rivals and "none of these", whose score is 0."""
    own = choice.read.get(choice.place, UNREAD)
    rest = _log_sum([0.0, *(score for place, score in choice.read.items() if place != choice.place)])
    return {
        "reader": max(-_FAR, min(_FAR, own)),
        "reader_lead": max(-_FAR, min(_FAR, own - max(choice.read.values()))),
        "reader_mass": max(-_FAR, min(_FAR, _log_sum(choice.read.values()))),
        "reader_share": 1 / (1 + math.exp(max(-50.0, min(50.0, rest - own)))),
    }


def _missing(found: Found, choice: Choice) -> dict[str, float]:
    """Say what of the question is missing from the passage, and from the sentence though not from the passage."""
    chosen, measure = found.candidates[choice.place], found.measure
    sentence = found.sentence_of(chosen)
    whole = measure.match(found.terms_of(chosen.passage))
    here = measure.match(sentence.places)
    gone = (weight * (1 - part) for weight, part in zip(measure.weights, whole, strict=True))
    language = measure.question.language
    denied = denies(measure.question.text, None if language == "en" else words_of(language))
    unknown = sum(measure.weights[i] for i, unit in enumerate(measure.units) if not unit.known)
    return {
        "names_missing": measure.missing(whole, "name"),
        "numbers_missing": measure.missing(whole, "number"),
        "words_missing": measure.missing(whole, "word"),
        "rarest_missing": max(gone, default=0.0) / 10,
        "names_elsewhere": measure.missing(here, "name") - measure.missing(whole, "name"),
        "numbers_elsewhere": measure.missing(here, "number") - measure.missing(whole, "number"),
        "names_apart": float(any(measure.apart(sentence, pair) for pair in measure.question.joined)),
        "unknown": unknown / measure.weight,
        "denial": float(denied != denies(sentence.text, sentence.tongue)),
        "undenied": float(denied and not denies(sentence.text, sentence.tongue)),
        "opposite": float(opposed(measure.words, sentence.words)),
    }
