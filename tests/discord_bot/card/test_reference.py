"""A quote's name in a button: short, and true to the articles as they are now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from histbot.discord_bot.card.reference import Reference
from histbot.historian import Historian
from histbot.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

QUESTION = "When did the siege of Vienna begin?"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with an article."""
    (tmp_path / "vienna.md").write_text("First words.\n\nThe siege of Vienna began in 1683.\n", encoding="utf-8")
    return tmp_path


def refer(folder: Path) -> Reference:
    reference = Reference.of(Historian(Settings(folder)).ask(QUESTION), restricted=True)
    assert reference is not None
    return reference


def found(folder: Path, reference: Reference) -> str | None:
    sentence = reference.find(Historian(Settings(folder)).knowledge)
    return sentence.span.of(sentence.article.text) if sentence else None


def test_it_fits_into_a_button_and_back(folder: Path) -> None:
    reference = refer(folder)
    assert Reference.parse(str(reference)) == reference
    assert len(f"hb:others:{Reference('0' * 10, 10**9 - 1, 10**9 - 1, '0' * 10, restricted=True)}") <= 100
    with pytest.raises(ValueError, match="x"):
        Reference.parse("x")


def test_it_finds_its_quote_where_it_stood_and_where_it_was_moved_to(folder: Path) -> None:
    reference = refer(folder)
    assert found(folder, reference) == "The siege of Vienna began in 1683."
    (folder / "vienna.md").write_text("New.\n\nMore.\n\nThe siege of Vienna began in 1683.\n", encoding="utf-8")
    assert found(folder, reference) == "The siege of Vienna began in 1683."


def test_a_changed_quote_is_not_found(folder: Path) -> None:
    reference = refer(folder)
    (folder / "vienna.md").write_text("First words.\n\nThe siege of Vienna began in 1529.\n", encoding="utf-8")
    assert found(folder, reference) is None
    (folder / "vienna.md").rename(folder / "other.md")
    assert found(folder, reference) is None


def test_no_quote_has_no_reference(historian: Historian) -> None:
    assert Reference.of(historian.ask("hello"), restricted=False) is None
