"""One writer at a time: it holds a document and renews it; one that was killed lets go of it in a minute."""

from __future__ import annotations

import contextlib
import secrets
import time
from typing import TYPE_CHECKING, Any

from opensearchpy.exceptions import ConflictError, NotFoundError, RequestError

from histbot.errors import EngineError, LibraryBusyError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from histbot.engines.opensearch.cluster import Cluster

_LEASE = 60.0  # seconds that it is held without being renewed
_LOOK = 1.0  # seconds between looks whether it is free
_PATIENCE = 600.0  # seconds to wait for another job that goes on and on
_KEY = "writer"


class Lease:
    """What the one that writes holds."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._index = f"{cluster.settings.index}-lease"
        self._name = secrets.token_hex(8)
        self._renewed = 0.0

    @contextlib.contextmanager
    def held(self, tell: Callable[[str], None]) -> Iterator[Lease]:
        """Hold it while the block runs; raises `LibraryBusyError` if another job does for very long."""
        self._make()
        begun, told = time.monotonic(), False
        while not self._taken():
            if time.monotonic() - begun > _PATIENCE:
                raise LibraryBusyError("another `histbot index` has been writing to the search cluster for long")
            if not told:
                tell("another `histbot index` is writing to the search cluster; waiting for it")
                told = True
            time.sleep(_LOOK)
        try:
            yield self
        finally:
            with contextlib.suppress(NotFoundError, EngineError):  # it ends by itself
                self._cluster.work(
                    lambda client, limit: client.delete(index=self._index, id=_KEY, request_timeout=limit)
                )

    def renew(self) -> None:
        """Hold it for longer; raises `LibraryBusyError` if it was lost meanwhile."""
        if time.monotonic() - self._renewed > _LEASE / 4 and not self._taken():
            raise LibraryBusyError("another `histbot index` has taken over; nothing of this one is published")

    def _make(self) -> None:
        body = {"settings": {"number_of_shards": 1, "number_of_replicas": self._cluster.settings.replicas},
                "mappings": {"enabled": False}}  # fmt: skip
        with contextlib.suppress(RequestError):  # it is there
            self._cluster.work(
                lambda client, limit: client.indices.create(index=self._index, body=body, request_timeout=limit)
            )

    def _taken(self) -> bool:
        """Take it, or take it again, if nobody else holds it."""
        try:
            known = self._cluster.work(
                lambda client, limit: client.get(index=self._index, id=_KEY, request_timeout=limit)
            )
        except NotFoundError:
            known = None
        if known and known["_source"]["name"] != self._name and known["_source"]["until"] > time.time():
            return False
        only: dict[str, Any] = {"op_type": "create"}
        if known:
            only = {"if_seq_no": known["_seq_no"], "if_primary_term": known["_primary_term"]}
        body = {"name": self._name, "until": time.time() + _LEASE}
        try:
            self._cluster.work(
                lambda client, limit: client.index(index=self._index, id=_KEY, body=body, request_timeout=limit, **only)
            )
        except ConflictError:
            return False
        self._renewed = time.monotonic()
        return True
