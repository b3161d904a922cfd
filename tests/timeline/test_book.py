"""Events of articles are kept, but not of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from histbot.knowledge import load_knowledge
from histbot.timeline import EventBook, book

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from pathlib import Path

    import pytest

    from histbot.timeline import Event


def test_as_many_events_are_kept_as_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for year in (1618, 1683, 1793):
        (tmp_path / f"in{year}.md").write_text(f"The war began in {year}. It ended in {year + 9}.", encoding="utf-8")
    knowledge = load_knowledge(tmp_path)
    plain = EventBook(knowledge)
    fetched: list[str] = []

    def fetch(slug: str, _: Container[str] | None) -> Sequence[Event]:
        fetched.append(slug)
        return plain.of(slug)

    monkeypatch.setattr(book, "_EVENTS", 4)
    kept = EventBook(knowledge, fetch)
    for slug in ("in1618", "in1683", "in1618", "in1793", "in1618", "in1683"):
        assert kept.of(slug) == plain.of(slug)
    assert fetched == ["in1618", "in1683", "in1793", "in1683"]
