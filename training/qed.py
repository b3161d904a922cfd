"""Read QED: questions that people typed into a search engine, each with the sentence of a paragraph that answers.

QED is `qed-dev.jsonlines` of google-research-datasets/QED: 1,355 questions of Natural Questions (Lamm et al. 2020;
texts CC BY-SA 3.0, as Wikipedia's). Its texts are parted into words by blanks, which is undone here.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from rank_bm25 import BM25Okapi

from histbot.answering.answer.evaluation import squashed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SHORTEST, LONGEST = 15, 500  # letters of a sentence
OTHERS = 16  # sentences of other paragraphs beside a paragraph's own
_JOINS = (
    (r"``|''", '"'), (r" ([,.;:?!)\]%])", r"\1"), (r"([(\[]) ", r"\1"), (r" ('s|n't|'re|'ve)\b", r"\1"),
    (r" -- ", "–"), (r" - ", "-"), (r'" (.*?) "', r'"\1"'),
)  # fmt: skip


def of_qed(file: Path) -> Iterator[dict[str, Any]]:
    """Give each question with its paragraph's sentences and some of others'; what may answer as well is left out."""
    asked = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    sentences = [sentence for place, one in enumerate(asked) for sentence in _sentences(place, one)]
    index = BM25Okapi([_words(each["title"] + " " + each["text"]) for each in sentences])
    for place, one in enumerate(asked):
        note = one["annotation"]
        if note["explanation_type"] == "none":
            continue
        scores = index.get_scores(_words(one["question_text"]))
        best = sorted(range(len(sentences)), key=lambda each: -scores[each])[:OTHERS]
        own = [each for each in sentences if each["of"] == place]
        pool = own + [sentences[each] for each in best if sentences[each]["of"] != place]
        answers = [squashed(part["string"]) for answer in one["original_nq_answers"] for part in answer]
        selected = note.get("selected_sentence", {}).get("start")
        rows = [row for each in pool if (row := _judged(each, place, answers, selected))]
        if any(row["right"] for row in rows):
            yield {"set": "qed", "question": one["question_text"], "rows": rows}


def _sentences(place: int, asked: dict[str, Any]) -> Iterator[dict[str, Any]]:
    text, starts = asked["paragraph_text"], asked["sentence_starts"]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        sentence = _joined(text[start:end])[:LONGEST]
        if len(sentence) > SHORTEST:
            yield {"of": place, "start": start, "title": _joined(asked["title_text"]), "section": "", "text": sentence}


def _judged(sentence: dict[str, Any], place: int, answers: list[str], selected: int | None) -> dict[str, Any] | None:
    """Mark a sentence right or wrong; none where it only happens to hold the answer."""
    holds = any(answer in squashed(sentence["text"]) for answer in answers if answer)
    right = sentence["of"] == place and (holds if selected is None else sentence["start"] == selected)
    return sentence | {"right": right} if right or not holds else None


def _joined(text: str) -> str:
    for pattern, into in _JOINS:
        text = re.sub(pattern, into, text)
    return text.strip()


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
