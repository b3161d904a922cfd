"""One cluster for all tests of a process that need one."""

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

_numbers = itertools.count(1)
_WANTED = "HISTBOT_TEST_CLUSTER"  # two minutes and three Javas: not for every run of the tests
_LIMIT = 3.0  # seconds: nodes that were just started, on a machine that is busy, take longer than others


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
def clustered(cluster: RunningCluster, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Settings]:
    """Give a function that settles a folder on an index of its own; each caller has a library of its own."""
    index = f"test{next(_numbers)}"

    def settle(folder: Path, **other: object) -> Settings:
        library = LibrarySettings(str(tmp_path_factory.mktemp("libraries")), "opensearch")
        wanted = {"hosts": cluster.hosts, "index": index, "limit": _LIMIT, **other}
        opensearch = OpenSearchSettings(**wanted)  # type: ignore[arg-type]
        return Settings(folder, answering=AnsweringSettings(reader=False), library=library, opensearch=opensearch)

    return settle
