"""Dates are read once an article, and kept: the timeline of the library is that of the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from histbot.historian import Historian
from histbot.knowledge import load_knowledge
from histbot.resources import data_path
from histbot.settings import LibrarySettings, Settings
from histbot.timeline.reading import collecting
from histbot.timeline.reading.collecting import events_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_path("knowledge"), library=LibrarySettings(str(tmp_path)))


def test_events_are_those_of_the_article(settings: Settings) -> None:
    historian = Historian(settings)
    slug = historian.knowledge.slugs[0]
    expected = tuple(events_of(load_knowledge(settings.knowledge).article(slug)))
    for _ in range(2):
        assert historian._snapshot.events().of(slug) == expected
        historian = Historian(settings)


def test_dates_that_are_read_are_not_read_again(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[int, int]] = []
    Historian(settings).read_dates(lambda done, of: seen.append((done, of)))

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(collecting, "events_of", never)
    again = Historian(settings)
    again.read_dates(lambda done, of: seen.append((done, of)))
    assert seen == [(1, 1)]
    assert len(again.timeline().events) > 5


def test_a_timeline_asked_for_again_is_the_same_one(settings: Settings) -> None:
    historian = Historian(settings)
    assert historian.timeline("Prague") is historian.timeline(" Prague ")
