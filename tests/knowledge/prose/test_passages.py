"""Facts where they stand, with what stands above them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from histbot.knowledge.prose.passages import read_passages

if TYPE_CHECKING:
    from collections.abc import Callable

    from histbot.knowledge import Article


def read(text: str, title: str = "Orlen") -> list[tuple[str, str]]:
    found = []
    for passage in read_passages("a", text, title):
        contexts = passage.contexts or ("",) * len(passage.sentences)
        found += [(span.of(text), context) for span, context in zip(passage.sentences, contexts, strict=True)]
    return found


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("| King | Buried in |\n|---|---|\n| Wenzel | Krum |",
         [("Wenzel | Krum", "Orlen › King, Buried in › burial buried rest")]),
        ("- 1450\n    - Tarn burned", [("1450", "Orlen"), ("Tarn burned", "Orlen › 1450")]),
        ("The kings were:\n- Wenzel", [("The kings were:", ""), ("Wenzel", "Orlen › The kings were")]),
        ("## Duke\n\nHe was born in 1380. The war came. He died.",
         [("He was born in 1380.", "Orlen › Duke"), ("The war came.", ""), ("He died.", "")]),
        ("Born in 1395.", [("Born in 1395.", "Orlen")]),
        ("**When was it founded?**\n- In 1204", [("In 1204", "Orlen › When was it founded?")]),
        ("> [!info] In brief\n> It was founded in 1204.", [("It was founded in 1204.", "Orlen › In brief")]),
        ("- **Casualties:** 6,000", [("**Casualties:** 6,000", "Orlen › casualties losses died killed fell")]),
        ("**28 June 1914**: murder in Tarn\n**August 1914**: alliances",
         [("**28 June 1914**: murder in Tarn", "Orlen"), ("**August 1914**: alliances", "Orlen")]),
        ("The town of Orlen was\nfounded by monks.", [("The town of Orlen was\nfounded by monks.", "")]),
        ("## Sources\n\n- Peter Harlow, *Tarn*. 1998.", []),
        ("founded:: 1204\nruler:: Wenzel",
         [("founded:: 1204", "Orlen › founded founders"), ("ruler:: Wenzel", "Orlen › ruled reigned")]),
        ("- **Images**: `.png`, `.jpg`", [("**Images**: `.png`, `.jpg`", "Orlen")]),
        ("<dl><dt>Pavise</dt><dd>A shield.</dd></dl>", [("Pavise</dt><dd>A shield.", "Orlen › Pavise")]),
        ("# Orlen\n\nFounded in 1204.", [("Founded in 1204.", "Orlen")]),
        ("Q: When was the bell cast?\nA: In 1444.", [("A: In 1444.", "")]),
        ("<p>A list:</p><ul><li>1450<ul><li>Tarn burned</li><li>Krum fell</li></ul></li><li>1460</li></ul><p>End.</p>",
         [("A list:", ""), ("1450", "Orlen › A list"), ("Tarn burned", "Orlen › A list › 1450"),
          ("Krum fell", "Orlen › A list › 1450"), ("1460", "Orlen › A list"), ("End.", "")]),
        ("HOW HE CAME\n\nThe monk came.", [("The monk came.", "")]),
    ],
)  # fmt: skip
def test_a_fact_knows_what_stands_above_it(text: str, facts: list[tuple[str, str]]) -> None:
    assert read(text) == facts


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("BOOK II\n\nCHAPTER XII\n\n_Seventh Year of the\nWar--Pylos_\n\nThe fleet sailed.",
         ("BOOK II", "CHAPTER XII: Seventh Year of the War--Pylos")),
        ("Chapter 3.\n\nThe Siege of Tarn\n\nThe fleet sailed.", ("Chapter 3.: The Siege of Tarn",)),
        ("# Tarn\n\n## Chapter IV\n\n*The Siege*\n\nThe fleet sailed.", ("Tarn", "Chapter IV: The Siege")),
        ("CHAPTER I\n\nThe fleet sailed.", ("CHAPTER I",)),
        ("BOOK I\n\nCHAPTER I\n\nThe fleet\nsailed on.", ("BOOK I", "CHAPTER I")),
    ],
)  # fmt: skip
def test_a_chapter_is_called_by_what_stands_under_its_number(text: str, section: tuple[str, ...]) -> None:
    assert [passage.section for passage in read_passages("a", text)] == [section]


def test_a_footnote_is_a_source_of_its_own() -> None:
    text = "It burned.[^1]\n\n[^1]: Some say not."
    assert [(passage.span.of(text), passage.section) for passage in read_passages("a", text)] == [
        ("It burned.[^1]", ()),
        ("Some say not.", ("Footnotes",)),
    ]


_PIECES = st.sampled_from(
    [
        "`",
        "[",
        "[[",
        "{{",
        "<ref>",
        "<script>",
        "%%",
        "^[",
        "~~",
        "==",
        "''",
        "*",
        "_",
        "> ",
        "- ",
        "|",
        "\n",
        " ",
        "a.",
        "1 ",
        "{|\n",
    ]
)


@settings(deadline=None, max_examples=25)
@given(st.lists(_PIECES, min_size=1, max_size=4).map("".join))
def test_no_text_costs_more_than_its_size(piece: str) -> None:
    text = piece * (4_000 // len(piece))
    begun = time.process_time()
    passages = read_passages("a", text)
    assert time.process_time() - begun < 2
    assert all(span.of(text).strip() for passage in passages for span in passage.sentences)


def test_a_sentence_without_an_end_is_cut_to_be_quoted_and_said(article: Callable[[str], Article]) -> None:
    read = article("The kings of Tarn reigned in these years: " + "1900, " * 1000)
    spans = [each for passage in read.passages for each in passage.sentences]
    assert max(each.end - each.start for each in spans) <= 2000
    assert "".join(each.of(read.text) for each in spans).replace(" ", "") == read.text.strip().replace(" ", "")
    assert read.note.startswith("holds sentences of more than 2,000 characters")
