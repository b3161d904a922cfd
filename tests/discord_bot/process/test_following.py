"""A bot that finds passages in a search cluster: it waits for it, follows it, and goes on when it falls."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from loopback.server import until

pytest.importorskip("opensearchpy")

from cluster_standin import StandIn

from histbot.discord_bot.process.following import keep_following, open_patiently
from histbot.errors import EngineError
from histbot.historian import Historian
from histbot.settings import AnsweringSettings, LibrarySettings, OpenSearchSettings, Settings, StorageSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from loopback import Loopback

LAUNCH = Path(__file__).parents[1] / "loopback" / "launch.py"
VIENNA = "The siege of Vienna began in July 1683 and ended in September."
ASKED = "When did the siege of Vienna begin?"
AWAY = "My search can't be reached just now. Please try again in a minute: it usually comes back by itself."


@pytest.fixture
def cluster() -> Iterator[StandIn]:
    made = StandIn()
    yield made
    made.stop()


@pytest.fixture
def settings(cluster: StandIn, tmp_path: Path) -> Callable[[str], Settings]:
    """Give a function that settles a process, each with a library of its own, on one cluster."""
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "vienna.md").write_text(VIENNA, encoding="utf-8")

    def settle(name: str) -> Settings:
        return Settings(
            folder,
            answering=AnsweringSettings(reader=False),
            library=LibrarySettings(str(tmp_path / name), "opensearch"),
            opensearch=OpenSearchSettings((cluster.host,)),
            storage=StorageSettings(str(tmp_path / name)),
        )

    return settle


@pytest.fixture
def job(settings: Callable[[str], Settings]) -> Historian:
    return Historian(settings("job"), publish=True)


def test_a_bot_waits_for_a_cluster_that_is_away_and_reports_that_it_starts(
    cluster: StandIn, job: Historian, settings: Callable[[str], Settings], caplog: pytest.LogCaptureFixture
) -> None:
    cluster.stop()
    waits, states = [], []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        states.append(json.loads(Path(settings("bot").storage.path, "health.json").read_text())["state"])
        if len(waits) == 6:
            cluster.start()

    historian = open_patiently(settings("bot"), sleep=sleep)
    assert list(historian.knowledge.slugs) == ["vienna"] == list(job.knowledge.slugs)
    assert waits == [1, 2, 4, 8, 15, 15]
    assert set(states) == {"starting"}
    away = f"the search cluster does not answer (127.0.0.1:{cluster.port}: no connection)"
    assert f"{away}; trying again in 1 s" in caplog.messages


def test_what_only_its_owner_can_mend_is_not_waited_for(settings: Callable[[str], Settings]) -> None:
    with pytest.raises(EngineError, match="there is no index"):
        open_patiently(settings("bot"), sleep=lambda _: pytest.fail("it waits"))


async def test_what_is_published_is_followed_also_after_the_cluster_was_away(
    cluster: StandIn, job: Historian, settings: Callable[[str], Settings], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    bot = Historian(settings("bot"))
    loaded: list[int] = []

    async def reload() -> object:
        loaded.append(len((await asyncio.to_thread(bot.reload)).slugs))
        return bot.knowledge

    following = asyncio.create_task(keep_following(bot, reload, 0.01))  # type: ignore[arg-type]
    folder = settings("job").knowledge
    (folder / "linz.md").write_text("Linz was taken in 1741 by the Bavarians.", encoding="utf-8")
    await asyncio.to_thread(job.reload)
    await until(lambda: loaded, 30)
    cluster.stop()
    await until(lambda: "stay as they are" in caplog.text, 30)
    await asyncio.sleep(0.1)  # in which it looks some more times
    cluster.start()
    await until(lambda: "is back" in caplog.text, 30)
    (folder / "linz.md").unlink()
    await asyncio.to_thread(job.reload)
    await until(lambda: len(loaded) == 2, 30)
    following.cancel()
    await asyncio.gather(following, return_exceptions=True)
    assert loaded == [2, 1]
    said = [each.message for each in caplog.records if each.name == keep_following.__module__]
    assert said == [
        "the articles changed: 2 are there",
        f"the search cluster does not answer (127.0.0.1:{cluster.port}: no connection); the articles stay as they are",
        "the search cluster is back",
        "the articles changed: 1 are there",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="a process on Windows can't be sent SIGTERM")
async def test_a_bot_whose_cluster_is_away_starts_later_and_answers_again_after_a_fall(
    cluster: StandIn, job: Historian, settings: Callable[[str], Settings], discord: Loopback, tmp_path: Path
) -> None:
    cluster.stop()
    log = tmp_path / "log"
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("HISTBOT_", "NOTIFY_"))}
    environ |= {
        "DISCORD_TOKEN": discord.token,
        "HISTBOT_STORAGE_PATH": str(tmp_path / "bot"),
        "HISTBOT_LIBRARY_PATH": str(tmp_path / "bot"),
        "HISTBOT_LIBRARY_ENGINE": "opensearch",
        "HISTBOT_OPENSEARCH_HOSTS": cluster.host,
        "HISTBOT_ANSWERING_READER": "false",
        "HISTBOT_DISCORD_MEMBER_COOLDOWN": "0",
        "HISTBOT_RUNNING_PROCESSES": "1",
    }
    with log.open("wb") as written:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, str(LAUNCH), discord.api, discord.rest.gateway_url, "bot"), env=environ, stderr=written
        )
    try:
        health = tmp_path / "bot" / "health.json"
        await until(lambda: health.exists() and json.loads(health.read_text())["state"] == "starting", 60)
        cluster.start()
        await until(lambda: discord.gateway.live, 60)
        await _told(discord, "1683")
        cluster.stop()
        await _told(discord, AWAY)
        cluster.start()
        await _told(discord, "1683")
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), 30) == 0
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
    said = log.read_text(encoding="utf-8")
    assert f"127.0.0.1:{cluster.port}: no connection" in said
    assert "Traceback" not in said
    assert ASKED not in said


async def _told(discord: Loopback, expected: str) -> None:
    """Ask, and wait for what is said."""
    asked = await discord.slash("ask", question=ASKED)
    await until(lambda: expected in str(asked.message), 30)
