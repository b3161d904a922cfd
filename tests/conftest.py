"""What several rooms' tests need: the shipped article, a knowledge folder to write into, and `../shared`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from histbot.historian import Historian
from histbot.knowledge import load_knowledge
from histbot.resources import data_path
from histbot.settings import DiscordSettings, Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from histbot.discord_bot.client import HistbotClient
    from histbot.discord_bot.desk import Desk
    from histbot.knowledge import Article

pytest_plugins = ["loopback.fixtures"]  # a bot against a Discord of our own
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


@pytest.fixture
def desk(historian: Historian) -> Iterator[Desk]:
    """Give a desk over the shipped article that keeps everything in memory, and may read what doesn't mention it."""
    from histbot.discord_bot.desk import Desk

    made = Desk(historian, Settings(data_path("knowledge"), discord=DiscordSettings(message_content=True)))
    yield made
    made.close()


@pytest.fixture
def simcord_bot(desk: Desk) -> HistbotClient:
    """Give the bot that the pretended Discord runs."""
    from histbot.discord_bot.client import HistbotClient

    return HistbotClient(desk.historian, desk.bot_settings, None, desk)
