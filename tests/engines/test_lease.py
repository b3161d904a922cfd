"""One job writes to a cluster at a time, and one that is gone is not waited for long."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("opensearchpy")

from cluster_standin import StandIn

from histbot.engines.opensearch import Cluster
from histbot.engines.opensearch import lease as module
from histbot.engines.opensearch.lease import Lease
from histbot.errors import LibraryBusyError
from histbot.settings import OpenSearchSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

LEASE = 1.0  # seconds: a thread may be kept waiting on a busy machine


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cluster]:
    monkeypatch.setattr(module, "_LEASE", LEASE)
    monkeypatch.setattr(module, "_BEAT", 0.05)
    monkeypatch.setattr(module, "_LOOK", 0.02)
    standin = StandIn()
    yield Cluster(OpenSearchSettings((standin.host,)))
    standin.stop()


def test_one_that_goes_on_is_waited_for_however_long_and_that_is_told_once(cluster: Cluster) -> None:
    told: list[str] = []
    taken = Event()

    def second() -> None:
        with Lease(cluster).held(told.append):
            taken.set()

    with ThreadPoolExecutor(1) as threads:
        with Lease(cluster).held(pytest.fail) as first:
            waiting = threads.submit(second)
            assert not taken.wait(2 * LEASE)
            first.check(now=True)
        waiting.result(5)
    assert len(told) == 1
    assert told[0].startswith("another `histbot index` writes to the search cluster, or was killed")


def test_one_that_is_gone_is_taken_over_from_and_finds_out(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    gone, after = Lease(cluster), Lease(cluster)
    with monkeypatch.context() as without_a_heart:
        without_a_heart.setattr(Lease, "_beat", lambda *_: None)
        held = gone.held(pytest.fail)
        held.__enter__()
    begun = time.monotonic()
    with after.held(lambda _: None):
        assert LEASE <= time.monotonic() - begun < 10 * LEASE
        with pytest.raises(LibraryBusyError, match="has taken over; nothing of this one is published"):
            gone.check(now=True)
        held.__exit__(None, None, None)
        after.check(now=True)  # what the other one let go of was not its own any more


def test_a_renewal_whose_answer_was_lost_is_no_loss(cluster: Cluster) -> None:
    with Lease(cluster).held(pytest.fail) as lease:
        lease._write()
        lease._mark = {"if_seq_no": 0, "if_primary_term": 1}  # as before that writing
        lease.check(now=True)
