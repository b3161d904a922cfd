"""Faults of the network and of Discord, each used up after some requests: the same order, the same faults."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping


@dataclass(slots=True)
class Fault:
    """What goes wrong with the requests that it fits."""

    where: str
    """A regular expression that `METHOD /path` begins with."""
    times: int = 1
    """How many requests it spoils."""
    status: int = 503
    """What they are told."""
    body: Any = field(default_factory=lambda: {"message": "fault", "code": 0})
    """The body: JSON, or HTML as text."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Headers beside it."""
    done: bool = False
    """Whether the request takes effect nevertheless."""
    drop: bool = False
    """Whether the connection is cut instead of an answer."""
    hang: float = 0.0
    """Seconds before anything comes back."""

    async def answer(self, request: web.Request, handle: Callable[[], Awaitable[object]]) -> web.Response:
        """Spoil a request."""
        if self.done:
            await handle()
        await asyncio.sleep(self.hang)
        if self.drop and request.transport is not None:
            request.transport.abort()
        if isinstance(self.body, str):
            return web.Response(text=self.body, content_type="text/html", status=self.status, headers=self.headers)
        return in_json(self.body, self.status, self.headers)


def in_json(body: object, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """Answer in JSON with exactly the type that Discord names: discord.py compares it, charset and all."""
    return web.Response(
        body=json.dumps(body).encode(), status=status, headers={"Content-Type": "application/json", **(headers or {})}
    )


class Faults:
    """The faults to come."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Expect a fault."""
        self._waiting.append(replace(fault))

    def take(self, request: web.Request) -> Fault | None:
        """Give the fault that this request meets, and count it."""
        key = f"{request.method} {request.path}"
        for fault in self._waiting:
            if fault.times and re.match(fault.where, key):
                fault.times -= 1
                return fault
        return None


def rate_limited(where: str, seconds: float, *, everything: bool = False, shared: bool = False) -> Fault:
    """Give the fault of a rate limit: of one route, of all (`everything`), or of others' making (`shared`)."""
    scope = "shared" if shared else "global" if everything else "user"
    headers = {"Via": "1.1 google", "Retry-After": str(seconds), "X-RateLimit-Scope": scope}
    body = {"message": "You are being rate limited.", "retry_after": seconds, "global": everything}
    return Fault(where, status=429, body=body, headers=headers)
