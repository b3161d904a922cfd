"""Which passages hold which words is read off the postings, as if the text and the headings were read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from histbot.knowledge import plain
from histbot.library import Library
from histbot.retrieval import Analyzer

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = """# Sieges

The king marched to Prague.

## Vienna

| City | Year | Army |
|---|---|---|
| Belgrade | 1521 | Janissaries |
| Rhodes | 1522 | Fleet |

- Wars of the emperor:
  - The siege of Metz failed in 1552.
  - The king took Tunis.
"""
WORDS = "king army prague vienna city year war emperor siege belgrade fleet".split()


def test_matches_are_the_terms_of_text_and_headings(tmp_path: Path) -> None:
    (tmp_path / "sieges.md").write_text(ARTICLE, encoding="utf-8")
    now, analyzer = Library(tmp_path, None, print).current(), Analyzer()
    query = dict.fromkeys(analyzer.terms(" ".join(WORDS)), 1.0)
    article = now.knowledge.article("sieges")
    expected = {
        passage.id: query.keys()
        & {
            *analyzer.terms(" ".join((article.title, *passage.section))),
            *analyzer.terms(plain(passage.span.of(article.text))),
        }
        for passage in article.passages
    }
    found = now.index.matches(query, 100)
    assert {each.passage: set(each.terms) for each in found} == expected
    assert [each.passage for each in found] == [hit.passage.id for hit in now.index.search(query, 100)]
    keys = [each.key for each in now.index._engine.candidates(query, 100)]
    assert now.knowledge.borrowed(keys), "no passage of this article leaves a word to what stands above it"
