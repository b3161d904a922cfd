"""The stand-in's HTTP: on loopback, with TLS and users if wanted; it can fall and come back at its own address."""

from __future__ import annotations

import base64
import contextlib
import json
import socket
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import RLock, Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

from cluster_standin.documents import Documents, Refusal

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Mapping

_SHARDS = {"total": 1, "successful": 1, "skipped": 0, "failed": 0}


class StandIn:
    """A node that answers what histbot asks."""

    def __init__(self, users: Mapping[str, str] | None = None, context: ssl.SSLContext | None = None) -> None:
        """Let `users` in with their passwords, or everyone; speak TLS if there is a context for it."""
        self.documents, self.users, self.refusing = Documents(), dict(users or {}), 0
        self.permits: Callable[[str, str, list[str]], bool] = lambda *_: True  # user, method, path
        self._lock, self._context = RLock(), context
        self._server: _Server | None = None
        self.port = 0
        self.start()

    @property
    def host(self) -> str:
        """The address, as settings name it."""
        return f"{'https' if self._context else 'http'}://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Answer, at the same port as before."""
        self._server = _Server(self, self.port, self._context)
        self.port = self._server.server_address[1]
        Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        """Fall: no connection is taken, those there are end."""
        if self._server:
            self._server.fall()
            self._server = None

    def answer(self, user: str, method: str, path: str, asked: dict[str, str], body: bytes) -> Any:
        """Answer a request; raises `Refusal`."""
        parts = [unquote(part) for part in path.strip("/").split("/")]
        with self._lock:
            if self.refusing:
                raise Refusal(self.refusing, "refused")
            if not self.permits(user, method, parts):
                raise Refusal(403, "security_exception")
            if parts[:1] == ["_plugins"]:
                self.users[parts[-1]] = json.loads(body)["password"]
                return {"status": "CREATED"}
            return _answer(self.documents, method, parts, asked, body)

    def user(self, header: str | None, certificate: str) -> str | None:
        """Say whose a request is, by a certificate's name or a password; nobody's is none."""
        if certificate or not self.users:
            return certificate
        known = {base64.b64encode(f"{name}:{word}".encode()).decode(): name for name, word in self.users.items()}
        return known.get((header or "").removeprefix("Basic "))


def _answer(  # noqa: C901, PLR0911, PLR0912  # a line a request
    documents: Documents, method: str, parts: list[str], asked: dict[str, str], body: bytes
) -> Any:
    match method, parts:
        case "GET", ["_nodes", *_]:
            return {"nodes": {"standin": {"name": "standin"}}}
        case "POST" | "PUT", ["_bulk"]:
            return _bulk(documents, body)
        case "POST", ["_aliases"]:
            documents.switch(json.loads(body)["actions"])
        case "POST" | "GET", ["_search", "scroll"]:
            return {"hits": {"hits": []}, "_shards": _SHARDS}
        case "DELETE", ["_search", "scroll"]:
            pass
        case "POST", [index, "_search"]:
            return _found(documents, index, json.loads(body), asked)
        case "POST", [index, "_delete_by_query"]:
            return {"deleted": documents.delete_by(index, json.loads(body)["query"]), "failures": []}
        case "POST", [_, "_refresh"]:
            return {"_shards": _SHARDS}
        case "GET", [index, "_doc", key]:
            return documents.get(index, key)
        case "PUT", [index, ("_doc" | "_create") as kind, key]:
            only = {**asked, "op_type": "create"} if kind == "_create" else asked
            return documents.put(index, key, json.loads(body), **only)
        case "DELETE", [index, "_doc", key]:
            documents.delete(index, key)
        case "PUT", [index]:
            documents.create(index)
        case "DELETE", [index]:
            documents.delete_index(index)
        case _:
            raise Refusal(400, f"the stand-in knows no {method} {'/'.join(parts)}")
    return {"acknowledged": True}


def _bulk(documents: Documents, body: bytes) -> dict[str, Any]:
    lines = iter(body.splitlines())
    items = []
    for line in lines:
        ((kind, named),) = json.loads(line).items()
        content = json.loads(next(lines))
        if kind == "update":
            documents.update(named["_index"], named["_id"], content["doc"])
        else:
            documents.put(named["_index"], named["_id"], content)
        items.append({kind: {"_index": named["_index"], "_id": named["_id"], "status": 200}})
    return {"errors": False, "items": items}


def _found(documents: Documents, index: str, body: dict[str, Any], asked: dict[str, str]) -> dict[str, Any]:
    found = documents.search(index, body["query"])[: None if "scroll" in asked else body["size"]]
    hits = []
    for key, source, score in found:
        fields = {name: [source[name]] for name in body.get("docvalue_fields", [])}
        shown = {name: source[name] for name in body["_source"] if name in source} if body["_source"] else {}
        hits.append({"_id": key, "_score": score, "fields": fields, "_source": shown})
    scroll = {"_scroll_id": "all"} if "scroll" in asked else {}
    return {"timed_out": False, "_shards": _SHARDS, "hits": {"hits": hits}, **scroll}


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, standin: StandIn, port: int, context: ssl.SSLContext | None) -> None:
        self.standin = standin
        self._open: set[socket.socket] = set()
        super().__init__(("127.0.0.1", port), _Handler)
        if context:  # shaking hands is for the connection's own thread, else one that says nothing stops all
            self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, address = super().get_request()
        self._open.add(connection)
        return connection, address

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a client that does not trust us hangs up."""

    def fall(self) -> None:
        """Take no connection any more, and end those there are."""
        self.shutdown()
        self.server_close()
        for connection in list(self._open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        standin, url = self.server.standin, urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        user = standin.user(self.headers.get("Authorization"), self._certificate())
        if user is None:
            self._say(401, b"Unauthorized", "text/plain")
            return
        try:
            said, status = standin.answer(user, self.command, url.path, dict(parse_qsl(url.query)), body), 200
        except Refusal as refused:
            missing = {"found": False} if refused.kind == "document_missing" else {}
            said, status = {"error": {"type": refused.kind}, "status": refused.status, **missing}, refused.status
        self._say(status, json.dumps(said).encode(), "application/json")

    do_POST = do_PUT = do_DELETE = do_HEAD = do_GET  # noqa: N815  # as the base class names them

    def _certificate(self) -> str:
        """Give the name on the certificate that a client shows."""
        shown: Any = self.connection.getpeercert() if hasattr(self.connection, "getpeercert") else {}
        subject = {key: value for part in (shown or {}).get("subject", ()) for key, value in part}
        return str(subject.get("commonName", ""))

    def _say(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # as the base class names it
        """Say nothing."""
