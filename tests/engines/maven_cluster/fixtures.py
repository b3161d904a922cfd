"""One cluster for all tests that need one, and one process of the run for these."""

from __future__ import annotations

import itertools
import os
from typing import TYPE_CHECKING

import pytest

from histbot.settings import AnsweringSettings, LibrarySettings, OpenSearchSettings, Settings
from maven_cluster import RunningCluster, lay_out, missing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from xdist.remote import Producer
    from xdist.scheduler import LoadScopeScheduling

_numbers = itertools.count(1)
_WANTED = "TEST_CLUSTER"  # not HISTBOT_…: histbot refuses a setting that it does not know
_THOSE = ("test_cluster_faults.py", "[opensearch]")  # what the names of such tests hold
_LIMIT = 3.0  # seconds: nodes that were just started, on a machine that is busy, take longer than others


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling | None:
    """Hand tests that need the cluster to one process, which begins with them: each process would start one of its own.

    Not xdist's own groups: with pytest 9.2, xdist 3.8 does not see their marks.
    """
    if not os.environ.get(_WANTED):
        return None
    from xdist.scheduler import LoadScopeScheduling

    class Grouped(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
        def _split_scope(self, nodeid: str) -> str:
            return "cluster" if any(part in nodeid for part in _THOSE) else nodeid

    return Grouped(config, log)


@pytest.fixture(scope="session")
def cluster(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCluster]:
    """Give three nodes; skip where they can't be started."""
    if not os.environ.get(_WANTED):
        pytest.skip(f"a cluster of three nodes takes two minutes: set {_WANTED}=1")
    pytest.importorskip("opensearchpy")
    lacking = missing()
    if lacking or request.config.cache is None:
        pytest.skip(lacking or "pytest keeps no cache to lay OpenSearch out in")
    home = request.config.cache.mkdir("opensearch")
    try:
        lay_out(home)
    except OSError as error:
        pytest.skip(str(error))
    running = RunningCluster(home, tmp_path_factory.mktemp("cluster"))
    running.start()
    try:
        running.wait("green")
        running.hurry()
        yield running
    finally:
        running.stop()


@pytest.fixture
def clustered(cluster: RunningCluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Settings]]:
    """Give a function that settles a folder on an index of its own; each caller has a library of its own.

    In two parts without copies, where nothing else is said: what has copies is for tests of nodes that fall.
    """
    index = f"test{next(_numbers)}"

    def settle(folder: Path, **other: object) -> Settings:
        library = LibrarySettings(str(tmp_path_factory.mktemp("libraries")), "opensearch")
        wanted = {"hosts": cluster.hosts, "index": index, "limit": _LIMIT, "shards": 2, "replicas": 0, **other}
        opensearch = OpenSearchSettings(**wanted)  # type: ignore[arg-type]
        return Settings(folder, answering=AnsweringSettings(reader=False), library=library, opensearch=opensearch)

    yield settle
    cluster.forget(index)
