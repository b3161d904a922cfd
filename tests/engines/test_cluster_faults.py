"""A cluster whose machines fall, hang and come back, under bots that ask and a job that publishes."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("opensearchpy")

from histbot.engines.opensearch import lease
from histbot.errors import ClusterAwayError, EngineError
from histbot.historian import Historian
from histbot.library.updating import indexing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from maven_cluster import RunningCluster

    from histbot.settings import Settings

    Clustered = Callable[..., Settings]

VIENNA = "The siege of Vienna began in July 1683 and ended in September."
ASKED = "When did the siege of Vienna begin?"
LONGEST = 8.0  # seconds for an answer while a node hangs: two tries and a probe, on a machine that is busy


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "knowledge"
    made.mkdir()
    (made / "vienna.md").write_text(VIENNA, encoding="utf-8")
    (made / "prague.md").write_text("The defenestration of Prague took place on 23 May 1618.", encoding="utf-8")
    return made


@pytest.fixture
def job(folder: Path, clustered: Clustered) -> Historian:
    return Historian(clustered(folder), publish=True)


@pytest.fixture
def bot(job: Historian, folder: Path, clustered: Clustered) -> Historian:
    return Historian(clustered(folder))


@pytest.fixture
def spread(clustered: Clustered) -> Clustered:
    """Settle on an index of which each node has a part or a copy, for nodes that fall."""
    return partial(clustered, shards=3, replicas=1)


@pytest.fixture
def spread_bot(folder: Path, spread: Clustered) -> Historian:
    Historian(spread(folder), publish=True)
    return Historian(spread(folder))


def quote(historian: Historian, question: str = ASKED) -> str:
    found = historian.ask(question).quote
    return found.text if found else ""


def asking(historian: Historian, stopped: Event) -> list[str]:
    """Ask again and again, and note what was said."""
    said = []
    while not stopped.is_set():
        try:
            said.append(quote(historian))
        except EngineError as error:
            said.append(str(error))
    return said


def test_a_question_sees_one_generation_while_an_article_is_replaced(
    job: Historian, bot: Historian, folder: Path
) -> None:
    """Readers that follow see the old article or the new one whole; one that does not sees the old one for ever."""
    stopped = Event()

    def read() -> set[tuple[str, ...]]:
        seen = set()
        while not stopped.is_set():
            now = bot._snapshot.generation
            hits = now.index.search({"mill": 1.0}, 12)
            seen.add(tuple(hit.passage.span.of(now.knowledge.article("mill").text) for hit in hits))
        return seen

    texts = [
        [f"The mill of village {n} burned in {1500 + number}." for n in range(3 + number % 2)] for number in range(5)
    ]

    def write(text: list[str]) -> None:
        sections = (f"## Village {n}\n\n{said}" for n, said in enumerate(text))
        (folder / "mill.md").write_text("\n\n".join(sections), encoding="utf-8")
        job.reload()
        bot.reload()

    write(texts[0])
    before = bot._snapshot.generation.index
    with ThreadPoolExecutor(2) as threads:
        seen = threads.submit(read)
        for text in texts[1:]:
            write(text)
        stopped.set()
        assert {tuple(sorted(each)) for each in seen.result()} <= {tuple(text) for text in texts}
    assert len(before.search({"mill": 1.0}, 12)) == len(texts[0])
    assert len(bot._snapshot.generation.index.search({"mill": 1.0}, 12)) == len(texts[-1])


def test_a_node_that_hangs_is_passed_over(cluster: RunningCluster, spread_bot: Historian) -> None:
    cluster.freeze("n3")
    try:
        for _ in range(6):
            begun = time.monotonic()
            assert quote(spread_bot) == VIENNA
            assert time.monotonic() - begun < LONGEST
    finally:
        cluster.thaw("n3")
    cluster.wait("green")


def test_a_node_that_is_killed_under_load_costs_no_answer_and_when_all_are_gone_it_is_said(
    cluster: RunningCluster, spread_bot: Historian, folder: Path, spread: Clustered
) -> None:
    """One after another, since a node takes long to start; it comes back by itself."""
    stopped = Event()
    with ThreadPoolExecutor(2) as threads:
        said = [threads.submit(asking, spread_bot, stopped) for _ in range(2)]
        time.sleep(0.5)
        cluster.kill("n2")
        time.sleep(2.0)
        stopped.set()
    assert {each for one in said for each in one.result()} == {VIENNA}
    assert all(len(one.result()) > 2 for one in said)
    cluster.kill("n1", "n3")
    with pytest.raises(ClusterAwayError, match=r"does not answer \(127\.0\.0\.1:\d+: no connection\)"):
        spread_bot.ask(ASKED)
    with pytest.raises(ClusterAwayError):
        Historian(spread(folder))
    assert [article.slug for article in spread_bot.knowledge.articles] == ["prague", "vienna"]  # lists need no search
    assert spread_bot.timeline().events
    cluster.start()
    cluster.wait("yellow", "green")
    assert quote(spread_bot) == VIENNA


def test_all_articles_are_published_anew_behind_the_alias(
    job: Historian, bot: Historian, folder: Path, clustered: Clustered, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another version of histbot publishes: bots of the old one go on until they are told to follow."""
    stopped = Event()
    with ThreadPoolExecutor(1) as threads:
        said = threads.submit(asking, bot, stopped)
        for module in (indexing, sys.modules["histbot.engines.opensearch.following"]):
            monkeypatch.setattr(module, "reading_version", lambda: b"another")
        Historian(clustered(folder), publish=True)
        newer = Historian(clustered(folder))
        stopped.set()
        assert set(said.result()) == {VIENNA}
    assert quote(newer) == quote(bot) == VIENNA
    monkeypatch.undo()
    with pytest.raises(EngineError, match="was made by another version of histbot"):
        bot.reload()
    assert quote(bot) == VIENNA


@pytest.fixture
def _short_lease(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "_LEASE", 0.5)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no process can be killed so here")
@pytest.mark.usefixtures("_short_lease")
def test_a_job_that_is_killed_publishes_nothing_and_the_next_one_mends_it(
    job: Historian, bot: Historian, folder: Path, tmp_path: Path, clustered: Clustered
) -> None:
    settings = clustered(folder)
    (folder / "vienna.md").write_text("Vienna was besieged in 1529.", encoding="utf-8")
    (folder / "prague.md").unlink()
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "from histbot.engines.opensearch import publishing\n"
        "from histbot.historian import Historian; from histbot.settings import *\n"
        "publishing._Publication._switched = lambda _: os.kill(os.getpid(), signal.SIGKILL)\n"
        "library = LibrarySettings(sys.argv[2], 'opensearch')\n"
        "cluster = OpenSearchSettings(tuple(sys.argv[4].split()), sys.argv[3])\n"
        "Historian(Settings(Path(sys.argv[1]), library=library, opensearch=cluster), publish=True)\n"
    )
    given = [str(folder), str(tmp_path / "libraries"), settings.opensearch.index, " ".join(settings.opensearch.hosts)]
    done = subprocess.run([sys.executable, "-c", code, *given], check=False)
    assert done.returncode == -signal.SIGKILL
    bot.reload()
    assert quote(bot) == VIENNA
    job.reload()
    bot.reload()
    assert quote(bot, "When was Vienna besieged?") == "Vienna was besieged in 1529."
    assert list(bot.knowledge.slugs) == ["vienna"]


def test_two_jobs_take_turns(job: Historian, folder: Path, clustered: Clustered) -> None:
    others = [Historian(clustered(folder), publish=True, tell=lambda _: None) for _ in range(2)]
    (folder / "linz.md").write_text("Linz was taken in 1741 by the Bavarians.", encoding="utf-8")
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(Historian.reload, others))
    bot = Historian(clustered(folder))
    assert quote(bot, "When was Linz taken?") == "Linz was taken in 1741 by the Bavarians."
    assert bot.knowledge.passage_count == 3


def test_there_is_nothing_to_follow(folder: Path, clustered: Clustered) -> None:
    with pytest.raises(EngineError, match=r"there is no index 'test\d+' in the search cluster; fill it with: histbot"):
        Historian(clustered(folder))


def test_a_bot_knows_when_there_is_more_to_follow(job: Historian, bot: Historian, folder: Path) -> None:
    assert not bot.is_behind()
    (folder / "linz.md").write_text("Linz was taken in 1741 by the Bavarians.", encoding="utf-8")
    job.reload()
    assert bot.is_behind()
    bot.reload()
    assert not bot.is_behind()
