"""What several rooms' tests need: the shipped article, a knowledge folder to write into, and `../shared`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from histbot.historian import Historian
from histbot.knowledge import load_knowledge
from histbot.resources import data_path
from histbot.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from histbot.knowledge import Article

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def historian() -> Historian:
    """Give a historian over the shipped article."""
    return Historian(Settings(data_path("knowledge")))


@pytest.fixture
def shared() -> Path:
    """Give the folder of evaluation data, which is no part of the project."""
    if not SHARED.is_dir():
        pytest.skip("the evaluation data does not lie beside the checkout")
    return SHARED


@pytest.fixture
def article(tmp_path: Path) -> Callable[[str], Article]:
    """Give a function that reads a text as an article of its own."""

    def read(text: str, suffix: str = ".md") -> Article:
        file = tmp_path / f"article{suffix}"
        file.write_text(text, encoding="utf-8")
        return load_knowledge(file).articles[0]

    return read
