"""Sentences, with exact spans."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from histbot.knowledge.prose.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    "whole",
    [
        "He led the U.S. Army to victory.",
        "It was No. 5 Squadron that flew.",
        "The fleet left St. Petersburg at noon.",
        "J. R. R. Tolkien fought on the Somme.",
        "It was built c. 1938 by hand.",
        "Some, e.g. Prussia, refused.",
        "It cost 3.5 million.",
        "They waited ... and nothing came.",
        "Mr. Smith met Gen. Grant.",
        "A heading without a stop",
        "Chapter 1. The Siege.",
        "1. The transfer of power.",
        "The fort fell on 24th. June, and the town on 25th. June 1745.",
        "The church of SS. Peter and Paul was begun by W.E.B. Carver.",
        "“What an honour . . . what a day,” he wrote.",
        "Der Vertrag wurde am 3. Oktober 1790 unterzeichnet.",
        "Die 1. Kompanie und die 2. Batterie hielten die Stadt.",
        "Er kam z. B. aus Prag und starb 44 v. Chr. in Rom.",
        "Karel IV. Lucemburský založil univerzitu roku 1348.",
        "Bitva byla 9. 5. 1945 u Prahy.",
        "Город основан в 1147 г. князем (см. табл. 5).",
        "Договор подписал А. С. Меншиков.",
        "César franchit le Rubicon en 49 av. J.-C. et marcha sur Rome.",
        "El tratado fue firmado por el Sr. Romero y Dña. Isabel en 1479.",
        "Miasto założono w 1257 r. na prawie magdeburskim.",
    ],
)
def test_does_not_end_within(whole: str) -> None:
    assert sentences(whole) == [whole]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He fell. She won.", ["He fell.", "She won."]),
        ('He said "Go." Then he left.', ['He said "Go."', "Then he left."]),
        ("It was so (in 1946.) Next came war.", ["It was so (in 1946.)", "Next came war."]),
        ("It ended.[12] Peace came.", ["It ended.[12]", "Peace came."]),
        ("He went to the U.S. The war began.", ["He went to the U.S.", "The war began."]),
        ("Why? Because! So.", ["Why?", "Because!", "So."]),
        ("It was 1938. 300 men died.", ["It was 1938.", "300 men died."]),
        (
            "The flag was red. Richard went on. It fell May 30. March came.",
            ["The flag was red.", "Richard went on.", "It fell May 30.", "March came."],
        ),
        ("He was the son of Henry II. Richard followed.", ["He was the son of Henry II.", "Richard followed."]),
        ("The war began in 1618.It ended in 1648.", ["The war began in 1618.", "It ended in 1648."]),
        ("See www.example.org/a.Bc for more. It is.", ["See www.example.org/a.Bc for more.", "It is."]),
        ("**The war ended.** It held.", ["**The war ended.**", "It held."]),
        ("It ended.<sup>1</sup> It held.", ["It ended.<sup>1</sup>", "It held."]),
        ("It ended.<ref>Smith, p. 4.</ref> It held.", ["It ended.<ref>Smith, p. 4.</ref>", "It held."]),
        ("See the [treaty.](https://e.org/a) It held.", ["See the [treaty.](https://e.org/a)", "It held."]),
        ("»Es ist vorbei.« Das schrieb er.", ["»Es ist vorbei.«", "Das schrieb er."]),
        ("Il dit : « C'est fini. » Puis il partit.", ["Il dit : « C'est fini. »", "Puis il partit."]),
        (
            "V roce 44 př. n. l. Město vzniklo v roce 44 př. n. l. Řekové přišli.",
            ["V roce 44 př. n. l. Město vzniklo v roce 44 př. n. l.", "Řekové přišli."],
        ),
        ("Он родился в 1703 г. Царь был доволен.", ["Он родился в 1703 г.", "Царь был доволен."]),
        ("Πότε έπεσε η Πόλη; Έπεσε το 1453.", ["Πότε έπεσε η Πόλη;", "Έπεσε το 1453."]),
        ("北京是首都。它很大。", ["北京是首都。", "它很大。"]),
    ],
)
def test_ends_at_stops(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_parts_list_items_that_were_run_together() -> None:
    text = "Start - 26 February – a plague - 10 March – a war"
    assert sentences(text) == ["Start", "- 26 February – a plague", "- 10 March – a war"]


@given(st.text(alphabet="aB .?!…\"')[1]\nU.S. ", max_size=80))
def test_spans_are_in_order_and_hold_everything_but_blanks(text: str) -> None:
    spans = list(split_sentences(text, 0, len(text)))
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    assert spans == sorted(spans)
