"""Ranking, against bare rank-bm25 and a formula written out."""

from __future__ import annotations

import math

import pytest

from histbot.knowledge import Passage, Span
from histbot.retrieval import Bm25Index
from histbot.retrieval.ranker import K1, B

TERMS = [["war", "vienna"], ["peac", "vienna", "vienna", "long"], ["war"], ["war"], []]
PASSAGES = [Passage(f"{slug}#1", slug, Span(0, 1), (), (Span(0, 1),)) for slug in ("a", "b", "c", "d", "e")]


@pytest.fixture
def index() -> Bm25Index:
    return Bm25Index(PASSAGES, TERMS)


def test_scores_are_those_of_lucene(index: Bm25Index) -> None:
    mean = sum(map(len, TERMS)) / len(TERMS)
    idf = math.log(1 + (5 - 2 + 0.5) / (2 + 0.5))
    expected = idf * 2 * (K1 + 1) / (2 + K1 * (1 - B + B * 4 / mean))
    assert index.search({"vienna": 1.0}, 1)[0].score == pytest.approx(expected)


def test_ties_come_in_the_order_of_places(index: Bm25Index) -> None:
    assert [hit.passage.article for hit in index.search({"war": 1.0}, 5)] == ["c", "d", "a"]


def test_a_term_in_most_passages_still_counts(index: Bm25Index) -> None:
    assert all(hit.score > 0 for hit in index.search({"war": 1.0}, 5))


@pytest.mark.parametrize(("within", "found"), [(["d"], ["d"]), (["d", "a"], ["d", "a"]), (["b", "x"], []), ([], [])])
def test_only_the_articles_named(index: Bm25Index, within: list[str], found: list[str]) -> None:
    assert [hit.passage.article for hit in index.search({"war": 1.0}, 5, within)] == found


def test_nothing_shared_is_nothing_found(index: Bm25Index) -> None:
    assert index.search({"bread": 1.0}, 5) == []
    assert index.search({}, 5) == []


def test_a_weight_counts(index: Bm25Index) -> None:
    assert index.search({"war": 1.0, "peac": 0.0}, 1)[0].passage.article == "c"


def test_an_empty_index_finds_nothing() -> None:
    assert Bm25Index([], []).search({"war": 1.0}, 5) == []


def test_what_lies_between_two_articles_named_is_not_found_wherever_they_lie() -> None:
    alike = [Passage(f"{slug}#1", slug, Span(0, 1), (), (Span(0, 1),)) for slug in "abcdef"]
    index = Bm25Index(alike, [["war"]] * 6)
    assert [hit.passage.article for hit in index.search({"war": 1.0}, 6, ["c", "e"])] == ["c", "e"]
