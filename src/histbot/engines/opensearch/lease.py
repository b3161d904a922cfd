"""One writer at a time: it holds a document and renews it every few seconds; one that was killed is waited for briefly.

Who waits watches whether the document changes, by a clock of its own: clocks of two machines are never compared.

Known limit: a job that is frozen for longer than `_LEASE` between its last look and the write behind it is not found
out; nothing short of a lock in the cluster could.
"""

from __future__ import annotations

import contextlib
import secrets
import time
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Any

from opensearchpy.exceptions import ConflictError, NotFoundError, RequestError

from histbot.errors import EngineError, LibraryBusyError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from histbot.engines.opensearch.cluster import Cluster

_LEASE = (
    20.0  # seconds without being renewed after which it is another one's: a node that falls holds writing up for 10
)
_BEAT = 4.0  # seconds between renewals
_LOOK = 1.0  # seconds between looks whether it is free
_PATIENCE = 600.0  # seconds to wait for another job that goes on and on
_KEY = "writer"


class Lease:
    """What the one that writes holds."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._index = f"{cluster.settings.index}-lease"
        self._name = secrets.token_hex(8)
        self._mark: dict[str, Any] = {}  # which writing of the document was seen last, and since when it is there
        self._since = 0.0
        self._lost = False
        self._lock = Lock()

    @contextlib.contextmanager
    def held(self, tell: Callable[[str], None]) -> Iterator[Lease]:
        """Hold it while the block runs; raises `LibraryBusyError` if another job does for very long."""
        self._make()
        self._wait(tell)
        ended = Event()
        beating = Thread(target=self._beat, args=(ended,), daemon=True)
        beating.start()
        try:
            yield self
        finally:
            ended.set()
            beating.join()
            with contextlib.suppress(NotFoundError, ConflictError, EngineError):  # it ends by itself
                self._cluster.work(
                    lambda client, limit: client.delete(
                        index=self._index, id=_KEY, request_timeout=limit, params=self._mark
                    )
                )

    def check(self, *, now: bool = False) -> None:
        """Raise `LibraryBusyError` if it was lost; `now`: ask the cluster, whatever was heard a moment ago."""
        if now or time.monotonic() - self._since > _LEASE / 2:
            self._renew()
        if self._lost:
            raise LibraryBusyError("another `histbot index` has taken over; nothing of this one is published")

    def _make(self) -> None:
        body = {"settings": {"number_of_shards": 1, "number_of_replicas": self._cluster.settings.replicas},
                "mappings": {"enabled": False}}  # fmt: skip
        with contextlib.suppress(RequestError):  # it is there
            self._cluster.work(
                lambda client, limit: client.indices.create(index=self._index, body=body, request_timeout=limit)
            )

    def _wait(self, tell: Callable[[str], None]) -> None:
        begun, told = time.monotonic(), False
        while not self._is_free() or not self._write():
            if time.monotonic() - begun > _PATIENCE:
                raise LibraryBusyError("another `histbot index` has been writing to the search cluster for long")
            if not told:
                tell(f"another `histbot index` writes to the search cluster, or was killed {_LEASE:.0f} s ago or less; "
                     "waiting for it")  # fmt: skip
                told = True
            time.sleep(_LOOK)

    def _is_free(self) -> bool:
        """Tell whether nobody holds it, or who does has not renewed it for long."""
        known = self._read()
        if known is None:
            self._mark = {"op_type": "create"}
            return True
        mark = _mark(known)
        if mark != self._mark:
            self._mark, self._since = mark, time.monotonic()
        return time.monotonic() - self._since > _LEASE

    def _beat(self, ended: Event) -> None:
        while not ended.wait(_BEAT):
            with contextlib.suppress(EngineError):  # the next beat, or the job's own request, finds out more
                self._renew()

    def _renew(self) -> None:
        """Hold it from now on; find out whether it is held at all any more."""
        with self._lock:
            if self._write():
                return
            known = self._read()  # a renewal whose answer was lost has changed it, too
            self._lost = known is None or known["_source"]["name"] != self._name
            if known:
                self._mark = _mark(known)

    def _write(self) -> bool:
        """Write the document over the one that was seen last; tell whether that was still there."""
        begun = time.monotonic()
        try:
            written = self._cluster.work(
                lambda client, _: client.index(
                    index=self._index, id=_KEY, body={"name": self._name}, request_timeout=_LEASE / 2, params=self._mark
                )
            )
        except ConflictError:
            return False
        self._mark = _mark(written)
        self._since = begun
        return True

    def _read(self) -> dict[str, Any] | None:
        try:
            found: dict[str, Any] = self._cluster.work(
                lambda client, limit: client.get(index=self._index, id=_KEY, request_timeout=limit)
            )
        except NotFoundError:
            return None
        return found


def _mark(answer: dict[str, Any]) -> dict[str, Any]:
    """Give the condition that a document is still the one that an answer speaks of."""
    return {"if_seq_no": answer["_seq_no"], "if_primary_term": answer["_primary_term"]}
