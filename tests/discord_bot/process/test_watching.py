"""Articles that change while the bot runs."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import shutil
from typing import TYPE_CHECKING

import pytest
from loopback.server import until

from histbot.discord_bot.process import watching
from histbot.historian import Historian
from histbot.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from histbot.knowledge import Knowledge

SIEGE = "# {}\n\nThe siege of {} began in 1683.\n"


class Watched:
    """A folder that is watched."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write("vienna")
        self.historian = Historian(Settings(folder))
        self.readings = 0

    def write(self, name: str, text: str = "") -> None:
        """Write an article."""
        self.folder.mkdir(exist_ok=True)
        (self.folder / f"{name}.md").write_text(text or SIEGE.format(name, name), encoding="utf-8")

    async def reload(self) -> Knowledge | None:
        """Read anew, and count."""
        self.readings += 1
        return await asyncio.to_thread(self.historian.reload)

    @property
    def slugs(self) -> list[str]:
        """The articles that are in use."""
        return [article.slug for article in self.historian.knowledge.articles]


@pytest.fixture
async def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Watched]:
    """Give a folder that is being watched."""
    monkeypatch.setattr(watching, "_CALM", 100)
    monkeypatch.setattr(watching, "_BUSY", 0.05)
    it = Watched(tmp_path / "knowledge")
    task = asyncio.create_task(watching.keep_current(it.folder, it.reload, 0.2))
    await asyncio.sleep(0.3)
    yield it
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def test_an_article_is_added_changed_and_taken_away(watched: Watched) -> None:
    watched.write("buda")
    await until(lambda: watched.slugs == ["buda", "vienna"])
    watched.write("buda", SIEGE.format("Buda", "Buda"))
    await until(lambda: watched.historian.knowledge.articles[0].title == "Buda")
    (watched.folder / "buda.md").unlink()
    await until(lambda: watched.slugs == ["vienna"])


async def test_a_broken_article_is_logged_and_leaves_the_rest(
    watched: Watched, caplog: pytest.LogCaptureFixture
) -> None:
    watched.write("broken", "---\na: [\n---\n")
    await until(lambda: "left out broken.md" in caplog.text)
    assert watched.slugs == ["vienna"]
    watched.write("buda")
    await until(lambda: watched.slugs == ["buda", "vienna"])
    assert caplog.text.count("left out broken.md") == 1


async def test_many_changes_are_read_once(watched: Watched) -> None:
    for number in range(20):
        watched.write(f"siege-{number}")
        await asyncio.sleep(0.01)
    await until(lambda: len(watched.slugs) == 21)
    assert watched.readings == 1


async def test_what_is_no_article_is_left_alone(watched: Watched) -> None:
    (watched.folder / ".vienna.md.swp").write_text("x")
    (watched.folder / "4913.tmp").write_text("x")
    await asyncio.sleep(0.5)
    assert watched.readings == 0


async def test_a_folder_that_vanishes_keeps_the_old_and_may_come_back(
    watched: Watched, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.rmtree(watched.folder)
    await until(lambda: "is gone" in caplog.text)
    assert watched.slugs == ["vienna"]
    watched.write("buda")
    await until(lambda: watched.slugs == ["buda"])
    watched.write("pest")
    await until(lambda: watched.slugs == ["buda", "pest"])


async def test_a_folder_replaced_as_a_whole_is_read(watched: Watched, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    (fresh / "buda.md").write_text(SIEGE.format("Buda", "Buda"))
    watched.folder.rename(tmp_path / "old")
    fresh.rename(watched.folder)
    await until(lambda: watched.slugs == ["buda"])


async def test_an_emptied_folder_keeps_the_old(watched: Watched, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    (watched.folder / "vienna.md").unlink()
    await until(lambda: "the old ones stay" in caplog.text)
    assert watched.slugs == ["vienna"]


async def test_a_single_file_that_is_replaced_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "_CALM", 100)
    it = Watched(tmp_path)
    file = tmp_path / "vienna.md"
    it.historian = Historian(Settings(file))
    task = asyncio.create_task(watching.keep_current(file, it.reload, 0.2))
    await asyncio.sleep(0.3)
    for title in ("Second", "Third"):
        (tmp_path / "new").write_text(SIEGE.format(title, "Vienna"))
        (tmp_path / "new").replace(file)
        await until(lambda title=title: it.historian.knowledge.articles[0].title == title)  # type: ignore[misc]
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_a_reading_under_way_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "_CALM", 100)
    monkeypatch.setattr(watching, "_BUSY", 0.02)
    it = Watched(tmp_path / "knowledge")
    answers: list[Knowledge | None] = [None, None, it.historian.knowledge]

    async def busy() -> Knowledge | None:
        return answers.pop(0)

    task = asyncio.create_task(watching.keep_current(it.folder, busy, 0.2))
    await asyncio.sleep(0.3)
    it.write("buda")
    await until(lambda: not answers)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
