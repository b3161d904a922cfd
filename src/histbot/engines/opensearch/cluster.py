"""A cluster as seen from one process: a node asked within a second, another one after it, errors in one line each.

A client a node, not one for all: which node failed must be known, to be named and to be passed over for a while.
"""

from __future__ import annotations

import base64
import logging
import os
import ssl
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import urllib3
from opensearchpy import OpenSearch
from opensearchpy.exceptions import (
    AuthenticationException,
    AuthorizationException,
    ConnectionError,  # noqa: A004  # its own, which says more
    ConnectionTimeout,
    SerializationError,
    SSLError,
    TransportError,
)

from histbot.errors import ClusterAwayError, EngineError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import TypeVar

    from histbot.settings import OpenSearchSettings

    T = TypeVar("T")

_PROBE = 0.3  # seconds in which a node that is well says its name
_REST = 30.0  # seconds for which a node that failed is passed over: by then a cluster has given it up
_WORK = 120.0  # seconds for a request of the indexing job
_PASSING = {429, 500, 502, 503, 504}  # HTTP: too busy, not ready yet, or waiting for a node that fell just now (500)
_log = logging.getLogger(__name__)
logging.getLogger("opensearch").setLevel(logging.CRITICAL)  # its warnings are tracebacks, its debug lines are questions


class _Node:
    """A node that may be asked."""

    def __init__(self, url: str, limit: float, options: Mapping[str, Any]) -> None:
        self.speaks = _is_sealed(url)  # whether it is known to understand what it is sent
        self.address = urlsplit(url).netloc.rpartition("@")[2]
        self.client = OpenSearch(url, max_retries=0, timeout=limit, pool_maxsize=8, **options)
        self.id = ""
        self.resting = 0.0


class Cluster:
    """Requests to a cluster; safe to use from several threads."""

    def __init__(self, settings: OpenSearchSettings, environ: Mapping[str, str] = os.environ) -> None:
        """Connect to no one yet; user and password come from `OPENSEARCH_USER` and `OPENSEARCH_PASSWORD`.

        Raises `EngineError` where the file of the authority can't be read.
        """
        self.settings = settings
        self._user = environ.get("OPENSEARCH_USER", "")
        headers = _authorization(self._user, environ.get("OPENSEARCH_PASSWORD", "")) if self._user else {}
        trust = _trust(settings) if any(map(_is_sealed, settings.hosts)) else None
        self._nodes = [
            _Node(url, settings.limit, {"headers": headers} | ({"ssl_context": trust} if _is_sealed(url) else {}))
            for url in settings.hosts
        ]
        self._turn = 0
        self._lock = Lock()

    def ask(self, request: Callable[[OpenSearch, dict[str, Any]], T]) -> T:
        """Do a short request that only reads, on one node within the limit, on another if that fails.

        `request` takes a client and parameters of a search. Raises `ClusterAwayError`, `EngineError`.
        """
        nodes = self._order()
        first, second = nodes[0], nodes[1] if len(nodes) > 1 else nodes[0]
        try:
            return self._surely(first, request)
        except ClusterAwayError as error:
            _log.warning("%s; trying %s", error, second.address if second is not first else "once more")
            self._probe(first)
            return self._surely(next((node for node in self._order() if node is not first), first), request)

    def work(self, request: Callable[[OpenSearch, float], T], *, again: bool = True) -> T:
        """Do a request of the indexing job, which may take long; raises `ClusterAwayError`, `EngineError`.

        `again`: whether it may be done once more, on another node.
        """
        try:
            return self._surely(self._order()[0], lambda client, _: request(client, _WORK))
        except ClusterAwayError:
            if not again:
                raise
            return self._surely(self._order()[0], lambda client, _: request(client, _WORK))

    def pages(self, request: Callable[[OpenSearch], Iterator[T]]) -> Iterator[T]:
        """Give what comes in several answers of one node; raises `ClusterAwayError`, `EngineError`."""
        node = self._order()[0]
        found = request(node.client)
        while (each := self._surely(node, lambda *_: next(found, None))) is not None:
            yield each

    def _surely(self, node: _Node, request: Callable[[OpenSearch, dict[str, Any]], T]) -> T:
        try:
            found = request(node.client, self._preference())
        except TransportError as error:
            if self._passes(error):
                node.resting = time.monotonic() + _REST
                raise ClusterAwayError(
                    f"the search cluster does not answer ({node.address}: {_reason(node, error)})"
                ) from None
            raise self._refused(node, error) from None
        except SerializationError:
            raise EngineError(f"what answers at {node.address} is no OpenSearch; see opensearch.hosts") from None
        node.resting, node.speaks = 0.0, True
        return found

    def _order(self) -> list[_Node]:
        """Give the nodes in the order in which they are to be asked: in turn, those that failed last."""
        with self._lock:
            self._turn += 1
            turned = self._nodes[self._turn % len(self._nodes) :] + self._nodes[: self._turn % len(self._nodes)]
        now = time.monotonic()
        return sorted(turned, key=lambda node: node.resting > now)

    def _preference(self) -> dict[str, Any]:
        """Prefer copies of shards on nodes that are well, while some are not: a frozen one would be waited for."""
        now = time.monotonic()
        well = [node.id for node in self._nodes if node.resting <= now and node.id]
        some = well and len(well) < len(self._nodes)
        return {"preference": f"_prefer_nodes:{','.join(well)}"} if some else {}

    def _probe(self, failed: _Node) -> None:
        """Find out which nodes are well: one that is may have waited for one that is not."""
        if len(self._nodes) == 1:
            failed.resting = 0.0
            return
        with ThreadPoolExecutor(len(self._nodes)) as threads:
            list(threads.map(_look, self._nodes))

    def _passes(self, error: TransportError) -> bool:
        """Tell whether a failure may be over on another node, or in a while."""
        if isinstance(error, SSLError):
            return "EOF" in str(error.info)  # it fell while hands were shaken
        return isinstance(error, ConnectionError) or error.status_code in _PASSING

    def _refused(self, node: _Node, error: TransportError) -> Exception:
        """Give what is told of a failure that its owner must mend; others are given as they are."""
        who = f"user {self._user!r}" if self._user else "a request without a user"
        if isinstance(error, AuthenticationException):
            return EngineError(
                f"the search cluster at {node.address} refuses {who} (401); set OPENSEARCH_USER and OPENSEARCH_PASSWORD"
            )
        if isinstance(error, AuthorizationException):
            return EngineError(
                f"the search cluster at {node.address} does not let {who} do that (403); "
                "docs/SCALING.md says what rights are needed"
            )
        if isinstance(error, SSLError):
            return EngineError(_mistrust(node, str(error.info)))
        return error


def _is_sealed(url: str) -> bool:
    return urlsplit(url).scheme == "https"


def _authorization(user: str, password: str) -> dict[str, str]:
    """Give the header of a user: opensearch-py's own way stops at letters beyond Latin-1."""
    return {"authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


def _trust(settings: OpenSearchSettings) -> ssl.SSLContext:
    """Say whose certificates are trusted: an authority's, else those that the system trusts, or anyone's."""
    try:
        trust = ssl.create_default_context(cafile=settings.ca_file or None)
    except OSError as error:  # also what is no certificate: ssl.SSLError
        reason = "no certificate is in it" if isinstance(error, ssl.SSLError) else error.strerror
        raise EngineError(f"opensearch.ca_file: {settings.ca_file!r} can't be read ({reason})") from None
    if not settings.verify:
        urllib3.disable_warnings(urllib3.exceptions.InsecureRequestWarning)  # at each request: the owner has said so
        trust.check_hostname, trust.verify_mode = False, ssl.CERT_NONE
    return trust


def _mistrust(node: _Node, info: str) -> str:
    """Say what is wrong with a connection that was to be sealed."""
    if "CERTIFICATE_VERIFY_FAILED" not in info:
        return f"what answers at {node.address} speaks no TLS, or another one; see https:// in opensearch.hosts"
    reason = info.rpartition("certificate verify failed: ")[2].partition(" (_ssl")[0]
    return (
        f"the certificate of {node.address} is not trusted ({reason}); "
        "name the file of its authority in opensearch.ca_file"
    )


def _look(node: _Node) -> None:
    try:
        (node.id,) = node.client.nodes.info(node_id="_local", metric="os", request_timeout=_PROBE)["nodes"]
        node.resting = 0.0
    except TransportError:
        node.resting = time.monotonic() + _REST


def _reason(node: _Node, error: TransportError) -> str:
    """Say in a few words why a request failed."""
    if isinstance(error, ConnectionTimeout):
        return "no answer in time"
    if isinstance(error, ConnectionError):
        hung_up = "Connection aborted" in str(error.info) and not node.speaks
        return "it hangs up, as one that wants https:// does" if hung_up else "no connection"
    return f"HTTP {error.status_code}"
