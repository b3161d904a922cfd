"""The language of an article, by its front matter and by its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from histbot.knowledge import Article, read_article
from histbot.knowledge.folder.language import language_of

if TYPE_CHECKING:
    from pathlib import Path

RUSSIAN = "Город Орлен весной 1432 года был осаждён, и его стены были пробиты пушками герцога, стоявшими на холме."
CZECH = "Město Orlen bylo na jaře roku 1432 obleženo a jeho hradby prolomila vévodova děla, která stála na vrchu."
SHORT = "Orlen, 1432."


@pytest.mark.parametrize(
    ("said", "text", "language"),
    [
        ("cs", CZECH, "cs"), ("Czech", CZECH, "cs"), ("čeština", CZECH, "cs"), (None, CZECH, "cs"),
        (None, RUSSIAN, "ru"), ("sk", CZECH, "sk"), (None, SHORT, ""), ("ru", SHORT, "ru"),
    ],
)  # fmt: skip
def test_front_matter_goes_before_the_text(said: str | None, text: str, language: str) -> None:
    assert language_of(said, text) == (language, [])


@pytest.mark.parametrize(
    ("said", "text", "language", "note"),
    [
        ("en", RUSSIAN, "ru", "language is 'en', but the text is in Russian, and is read so"),
        (
            "cz",
            CZECH,
            "cs",
            "language 'cz' is none that is known (did you mean 'cs'?); it is read as Czech, as its text is",
        ),
        ("qq", SHORT, "", "language 'qq' is none that is known; it is read as the folder's, as its text is"),
    ],
)
def test_what_is_said_wrongly_is_told(said: str, text: str, language: str, note: str) -> None:
    assert language_of(said, text) == (language, [note])


def test_an_article_is_in_the_language_of_its_text(tmp_path: Path) -> None:
    tmp_path.joinpath("orlen.md").write_text(f"---\nlanguage: english\n---\n{RUSSIAN}\n", encoding="utf-8")
    read = read_article(tmp_path / "orlen.md", tmp_path)
    assert isinstance(read, Article)
    assert (read.language, read.note_line) == ("ru", 1)
