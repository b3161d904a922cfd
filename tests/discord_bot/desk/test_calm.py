"""Loading without the garbage collector's pauses, and without keeping what is no longer used."""

from __future__ import annotations

import gc
import os
import weakref
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from histbot.discord_bot import run_bot
from histbot.discord_bot.desk.calm import calmly
from histbot.errors import BotError
from histbot.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator


class Loaded:
    """Something that refers to itself, so that only the collector frees it."""

    def __init__(self) -> None:
        self.itself = self
        self.collecting = gc.isenabled()


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    """Leave the collector as it was."""
    yield
    gc.unfreeze()


def test_nothing_is_collected_meanwhile() -> None:
    assert not calmly(Loaded).collecting
    assert gc.isenabled()


def test_what_was_loaded_before_is_freed_once_it_is_replaced() -> None:
    loaded = calmly(Loaded)
    before = weakref.ref(loaded)

    def replace() -> None:
        nonlocal loaded
        loaded = Loaded()

    calmly(replace)
    assert before() is None


def test_a_load_that_fails_leaves_the_collector_on() -> None:
    def fail() -> None:
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        calmly(fail)
    assert gc.isenabled()


def test_the_bot_lets_numpy_multiply_in_the_thread_that_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISCORD_TOKEN", "OPENBLAS_NUM_THREADS"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(BotError):
        run_bot(Settings(Path("nowhere")))
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"
