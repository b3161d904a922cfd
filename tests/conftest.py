"""What several rooms' tests need: the shipped article, articles and events to write, and `../shared`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs
import pytest
from simcord import Env

from histbot.cli import main
from histbot.historian import Historian
from histbot.knowledge import Citation, Quote, Span, load_knowledge
from histbot.resources import data_path
from histbot.settings import AnsweringSettings, DiscordSettings, Settings
from histbot.timeline import Event, HistoricalDate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from histbot.discord_bot.desk.desk import Desk
    from histbot.discord_bot.process.client import HistbotClient
    from histbot.knowledge import Article

pytest_plugins = ["loopback.fixtures", "maven_cluster.fixtures"]  # a Discord and a search cluster of our own
_FEW = 8  # cores
SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_configure() -> None:
    """Let the processes that are begun multiply on one thread each: threads that wait for a core are busy doing so."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def pytest_xdist_auto_num_workers() -> int:
    """Take half as many processes again as there are cores, if those are few: tests wait more than they work."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores + cores // 2 if cores <= _FEW else cores


@pytest.fixture(scope="session", autouse=True)
def _libraries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what is read of articles out of the user's own caches, in the processes that tests start as well."""
    with pytest.MonkeyPatch.context() as patch:
        folder = str(tmp_path_factory.mktemp("libraries"))
        patch.setenv("HISTBOT_LIBRARY_PATH", folder)
        patch.setattr(platformdirs, "user_cache_dir", lambda *_, **__: folder)
        yield


@pytest.fixture(scope="session", autouse=True)
def _without_reader() -> Iterator[None]:
    """Answer without the reader where a test does not ask for it, in the processes that tests start as well."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HISTBOT_ANSWERING_READER", "false")
        yield


@pytest.fixture(scope="session", autouse=True)
def _without_processes() -> Iterator[None]:
    """Let the bots that tests start answer in their own process where a test does not ask for others."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HISTBOT_RUNNING_PROCESSES", "1")
        yield


@pytest.fixture(scope="session", autouse=True)
def _without_a_limit() -> Iterator[None]:
    """Let channels take all messages at once: the servers of most tests are of one moment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("histbot.discord_bot.delivery.outbox._WINDOW", 0.0)
        yield


@pytest.fixture(scope="session", autouse=True)
def _settled_soon() -> Iterator[None]:
    """Let the pretended Discord look ten times as often whether the bot has done its work: it is what tests wait for.

    How long it may take stays as it is.
    """
    defaults = Env._settle_internal.__kwdefaults__
    assert defaults is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(defaults, "idle", 0.005)
        yield


@pytest.fixture(scope="session")
def historian() -> Historian:
    """Give a historian over the shipped article, without the reader."""
    return Historian(Settings(data_path("knowledge"), answering=AnsweringSettings(reader=False)))


@pytest.fixture(scope="session")
def reading_historian() -> Historian:
    """Give a historian over the shipped article, with the reader."""
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


def _cite(title: str = "Siege", length: int = 10) -> Citation:
    slug = title.lower().replace(" ", "-")
    url = f"https://example.org/{slug}#:~:text=x"
    return Citation(slug, title, "The war › Its end", f"{slug}.md", 12, Span(100, 100 + length), url, "CC BY-SA 4.0")


@pytest.fixture
def make_event() -> Callable[..., Event]:
    """Give a function that makes an event of a date and a sentence."""

    def make(
        edtf: str, text: str = "The walls fell at last.", *, date_text: str = "", title: str = "Siege", **more: Any
    ) -> Event:
        at = 100 + max(text.find(date_text), 0)
        quote = Quote(text, Span(100, 100 + len(text)))
        return Event(
            HistoricalDate(edtf),
            Quote(date_text, Span(at, at + len(date_text))),
            quote,
            _cite(title, len(text)),
            **more,
        )

    return make


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., tuple[int, str, str]]:
    """Give a function that runs a command line in an empty directory: exit code, stdout, stderr."""
    monkeypatch.chdir(tmp_path)

    def go(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["histbot", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return go


@pytest.fixture
def desk(historian: Historian) -> Iterator[Desk]:
    """Give a desk over the shipped article that keeps everything in memory, and may read what doesn't mention it."""
    from histbot.discord_bot.desk.desk import Desk

    made = Desk(historian, Settings(data_path("knowledge"), discord=DiscordSettings(message_content=True)))
    yield made
    made.close()


@pytest.fixture
def simcord_bot(desk: Desk) -> HistbotClient:
    """Give the bot that the pretended Discord runs."""
    from histbot.discord_bot.process.client import HistbotClient

    return HistbotClient(desk.historian, desk.bot_settings, None, desk)
