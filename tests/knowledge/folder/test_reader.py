"""A folder to articles and problems."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from histbot.errors import KnowledgeError, UnknownArticleError
from histbot.knowledge import load_knowledge, passed_over, plain
from histbot.knowledge.folder import decoding
from histbot.knowledge.prose.passages import LONGEST, read_passages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from histbot.knowledge import Article

    Read = Callable[..., Article]

GOOD = "The war began in 1938 and it was a long one, as everybody had said that it would be."


def texts(article: Article) -> list[str]:
    return [passage.span.of(article.text) for passage in article.passages]


def test_front_matter_is_no_text(article: Read) -> None:
    read = article(f'---\ntitle: "A war"\nurl: https://example.org\nlicense: CC0\n---\n{GOOD}\n')
    assert (read.title, read.url, read.license, read.text) == ("A war", "https://example.org", "CC0", f"{GOOD}\n")
    assert read.line_of(0) == 6


def test_titles_come_from_headings_or_the_folder(tmp_path: Path) -> None:
    (tmp_path / "wars").mkdir()
    texts = {"a.md": f"Orlen, a town\n=====\n\n{GOOD}", "b.md": f"```\n# no\n```\n\n# **Tarn** {{#t}}\n\n{GOOD}",
             "d.txt": f"Project Gutenberg\n\nTitle: The War\n\n*** START OF THIS PROJECT GUTENBERG EBOOK\n{GOOD}",
             "c.html": f"<title>Krum – Wiki</title><h1><i>Krum</i></h1><p>{GOOD}</p>",
             "wars/index.md": GOOD}  # fmt: skip
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    titles = {article.slug: article.title for article in load_knowledge(tmp_path).articles}
    assert titles == {"a": "Orlen, a town", "b": "Tarn", "c": "Krum", "d": "The War", "index": "wars"}


def test_headings_become_sections(article: Read) -> None:
    read = article(f"# War\n\n{GOOD}\n\n## *End* of it\n\n{GOOD}\n\n# Peace\n\n{GOOD}\n")
    assert [passage.section for passage in read.passages] == [("War",), ("War", "End of it"), ("Peace",)]


def test_only_prose_becomes_passages(article: Read) -> None:
    read = article(
        f"{GOOD}\n\n| a | b |\n|---|---|\n| c | d |\n\n```\ncode\n```\n\n<!-- hidden -->\n\n![x](y.png)\n\n"
        f"- {GOOD}\n\n> {GOOD}\n"
    )
    assert texts(read) == [GOOD, "c | d", GOOD, GOOD]


def test_tiny_paragraphs_join_their_neighbours(article: Read) -> None:
    assert texts(article("One.\n\nTwo.\n\n" + GOOD)) == ["One.\n\nTwo.\n\n" + GOOD]


def test_long_paragraphs_split_at_sentence_ends(article: Read) -> None:
    parts = texts(article(" ".join([GOOD] * 40)))
    assert len(parts) > 1
    assert all(len(part) <= LONGEST and part.startswith("The war") and part.endswith("be.") for part in parts)


def test_text_is_nfc_with_plain_line_ends(article: Read) -> None:
    assert "Krama\u0301r\u030c" not in article("Krama\u0301r\u030c\r\nwas the first of them.\r\n").text


@given(st.text(alphabet="aB1. #->*|`\n\t[x](y)<!", max_size=120))
def test_quotes_are_verbatim(text: str) -> None:
    for passage in read_passages("a", text):
        assert passage.sentences
        for sentence in passage.sentences:
            assert passage.span.holds(sentence)
            assert sentence.of(text).strip() == sentence.of(text) != ""
            assert plain(sentence.of(text))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("nul.md", b"PK\3\4 ab\0 cd" * 9, "NUL"),
        ("empty.md", b"", "is empty"),
        ("headings.md", b"# One\n\n## Two\n", "no sentence"),
    ],
)
def test_a_broken_article_is_left_out_and_reported(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / "good.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / name).write_bytes(content)
    knowledge = load_knowledge(tmp_path)
    assert [article.slug for article in knowledge.articles] == ["good"]
    assert [(problem.file, said in problem.message) for problem in knowledge.problems] == [(name, True)]


@pytest.mark.parametrize(
    ("content", "text", "said"),
    [
        ("Der Müller ging.".encode("cp1252"), "Der Müller ging.", "Windows-1252"),
        ("Der Müller ging.".encode("utf-16"), "Der Müller ging.", "UTF-16"),
        ("The miller went.".encode("utf-16-le"), "The miller went.", "UTF-16"),
        (
            b"One NUL\0byte is no loss in a text that is long enough.",
            "One NUL byte is no loss in a text that is long enough.",
            "NUL",
        ),
        (b"---\ntitle: [a, b]\n---\nText.", "Text.", "title must be a text"),
    ],
)
def test_an_odd_file_is_read_with_a_word(tmp_path: Path, content: bytes, text: str, said: str) -> None:
    (tmp_path / "a.md").write_bytes(content)
    knowledge = load_knowledge(tmp_path)
    assert [article.text for article in knowledge.articles] == [text]
    assert [(problem.harmless, said in problem.message) for problem in knowledge.notes] == [(True, True)]


def test_a_draft_is_left_out_and_said(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "draft.md").write_text(f"---\ndraft: true\n---\n{GOOD}", encoding="utf-8")
    knowledge = load_knowledge(tmp_path)
    assert [article.slug for article in knowledge.articles] == ["good"]
    assert (knowledge.problems, [note.file for note in knowledge.notes]) == ((), ["draft.md"])


def test_the_line_of_a_problem_is_named(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "latin.md").write_bytes(b"one\ntwo \xe9")
    assert str(load_knowledge(tmp_path).notes[0]).startswith("latin.md:2: is not UTF-8")


def test_two_files_of_one_name(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    assert [article.slug for article in load_knowledge(tmp_path).articles] == ["a", "a-txt"]


def test_a_file_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "LARGEST", 200)
    (tmp_path / "good.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "large.md").write_text(GOOD * 5, encoding="utf-8")
    assert "split it" in load_knowledge(tmp_path).problems[0].message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes in folders")
def test_what_is_no_article_is_passed_over_by_name(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "book.pdf").write_bytes(b"%PDF")
    os.mkfifo(tmp_path / "pipe.md")
    for number in range(12):
        (tmp_path / f"{number}.png").write_bytes(b"")
    assert len(load_knowledge(tmp_path).articles) == 1
    assert [(problem.file, problem.harmless) for problem in passed_over(tmp_path)] == [
        ("book.pdf", True),
        ("pipe.md", True),
        ("12 .png files", True),
    ]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_out_of_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "good.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "secret.md").write_text(GOOD, encoding="utf-8")
    (folder / "link.md").symlink_to(tmp_path / "secret.md")
    assert "link out of" in load_knowledge(folder).problems[0].message


def test_no_folder_or_an_empty_one(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="no such folder"):
        load_knowledge(tmp_path / "none")
    with pytest.raises(KnowledgeError, match="holds no article"):
        load_knowledge(tmp_path)


def test_an_unknown_article_names_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "vienna.md").write_text(GOOD, encoding="utf-8")
    with pytest.raises(UnknownArticleError, match="did you mean 'vienna'"):
        load_knowledge(tmp_path).article("viena")


def test_a_citation_opens_the_source_at_the_quote(article: Read) -> None:
    read = article(f"---\nurl: https://example.org/a\n---\nFirst-rate, it was.\n\n{GOOD}\n")
    passage = read.passages[0]
    cited = read.cite(passage, passage.sentences[0])
    assert cited.url == "https://example.org/a#:~:text=First%2Drate%2C%20it%20was."
    assert (cited.line, cited.section) == (4, None)


def test_an_address_keeps_its_own_fragment(article: Read) -> None:
    read = article("---\nurl: https://example.org/a#Top\n---\n[[Albrecht|The duke]] came.\n")
    cited = read.cite(read.passages[0], read.passages[0].sentences[0])
    assert cited.url == "https://example.org/a#Top:~:text=The%20duke%20came."


def test_a_folder_of_real_articles_loads_without_a_problem(shared: Path) -> None:
    assert load_knowledge(shared / "eval" / "squad1" / "articles").problems == ()
