"""What a note keeps in its front matter and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from histbot.knowledge.prose.facts import read_head

if TYPE_CHECKING:
    from collections.abc import Callable

    from histbot.knowledge import Article


@pytest.mark.parametrize(
    ("written", "facts"),
    [
        ('---\ndate: "1450-06-09"\nlocation: Plain\n---\n', [('date: "1450-06-09"', ""), ("location: Plain", "")]),
        ("---\nspouses:\n  - Clara\n  - Anna\ntags:\n  - war\n---\n", [("spouses:\n  - Clara\n  - Anna", "")]),
        ('---\nbirth:\n  date: 1905\n  display: 1905\n  place: ""\n---\n', [("date: 1905", "birth")]),
        ("---\nparents:\n  - person_id: P-1\n    person: /people/x/\n    name: Anna\n---\n",
         [("name: Anna", "parents")]),
        ('+++\nborn = "1395"\n[death]\nplace = "Tarn"\n[menu]\nplace = "top"\n+++\n',
         [('born = "1395"', ""), ('place = "Tarn"', "death")]),
        ('{\n "born": "1395",\n "title": "A"\n}\n', [('"born": "1395"', "")]),
        ("---\nBirth_Place: Tarn\nbelligerents: [Orlen, Krum]\n---\n",
         [("Birth_Place: Tarn", ""), ("belligerents: [Orlen, Krum]", "")]),
        ("---\ndate: 2021-05-01\nyear: 2020\ntitle: born\nlayout: place\nplace:\nborn: {{born}}\n---\n", []),
    ],
)  # fmt: skip
def test_facts_are_told_from_what_is_for_a_tool(written: str, facts: list[tuple[str, str]]) -> None:
    head = read_head(f"{written}Text.", len(written))
    text = f"{written}Text."[head.begin :]
    assert [(fact.span.of(text), fact.of) for fact in head.facts] == facts
    assert text[head.body :] == "Text."


def test_a_fact_is_quoted_where_it_stands(article: Callable[..., Article]) -> None:
    read = article("---\ntitle: Tarn\noutcome: Victory of Orlen\nurl: https://e.org\n---\nIt was a day in June.\n")
    first, second = (sentence for passage in read.passages for sentence in passage.sentences)
    assert first.of(read.text) == "outcome: Victory of Orlen"
    assert read.line_of(first.start) == 3
    assert second.of(read.text) == "It was a day in June."
    assert read.line_of(second.start) == 6
    assert read.passages[0].contexts[0] == "Tarn › outcome won victory result ended"


def test_a_page_that_is_all_front_matter_is_what_that_says(article: Callable[..., Article]) -> None:
    read = article('---\ntitle: Kent\nsummary: "Kent is a county of England."\ntags: [kent]\n---\n')
    assert [each.of(read.text) for each in read.passages[0].sentences] == ["Kent is a county of England."]


@given(st.text(alphabet="born: -[]{}=\"'\n\t,|>date1450", max_size=120))
def test_spans_lie_in_the_front_matter(content: str) -> None:
    head = read_head(content, len(content))
    assert all(content[head.begin :][fact.span.start : fact.span.end].strip() for fact in head.facts)
