"""Text to word pieces."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from histbot.reader.weights import FOLDER
from histbot.reader.wordpiece import WordPieces

if TYPE_CHECKING:
    from pathlib import Path

PIECES = (FOLDER / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
WORDS = WordPieces(PIECES)


def pieces(text: str) -> list[str]:
    return [PIECES[number] for number in WORDS.ids(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Who was Saladin?", ["who", "was", "salad", "##in", "?"]),
        ("KRAMÁŘ didn't", ["k", "##rama", "##r", "didn", "'", "t"]),
        ("1,939–45", ["1", ",", "93", "##9", "–", "45"]),
        ("東京", ["東", "京"]),
        ("\u200b \n\t", []),
        ("x" * 101, ["[UNK]"]),
        ("\u2603", ["[UNK]"]),
    ],
)
def test_a_text_falls_into_the_pieces_that_the_vocabulary_knows(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


@given(st.text(st.characters(min_codepoint=32, max_codepoint=0x24F), max_size=60))
def test_pieces_put_together_are_the_folded_text(text: str) -> None:
    found = pieces(text)
    folded = unicodedata.normalize("NFD", text.lower())
    kept = "".join(c for c in folded if unicodedata.category(c) not in {"Mn", "Cc", "Cf"} and not c.isspace())
    assert "[UNK]" in found or "".join(piece.removeprefix("##") for piece in found) == kept


def test_it_cuts_as_the_library_that_the_network_was_trained_with(shared: Path) -> None:
    tokenizers = pytest.importorskip("tokenizers", reason="needed for training only")
    theirs = tokenizers.BertWordPieceTokenizer(str(FOLDER / "vocabulary.txt"), lowercase=True)
    lines = (shared / "eval" / "asks" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines[::10]:
        question = json.loads(line)["question"]
        assert WORDS.ids(question) == theirs.encode(question, add_special_tokens=False).ids
