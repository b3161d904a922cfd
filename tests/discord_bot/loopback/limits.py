"""Discord's limit on messages in a channel, told in headers and kept with 429: five in five seconds, if wanted."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loopback.faults import in_json

if TYPE_CHECKING:
    from aiohttp import web


@dataclass
class Limit:
    """A window for each channel, begun by its first message."""

    messages: int = 0
    """How many a window takes; 0: no limit."""
    seconds: float = 5.0
    """How long a window is."""
    _windows: dict[str, tuple[float, int]] = field(default_factory=dict)

    def take(self, key: str) -> tuple[dict[str, str], web.Response | None]:
        """Count a request, `METHOD /path`; give the headers that tell of the limit, and the refusal if it is spent."""
        if not self.messages or not re.fullmatch(r"POST /channels/\d+/messages", key):
            return {}, None
        now = time.monotonic()
        ends, left = self._windows.get(key, (0.0, 0))
        if now >= ends:
            ends, left = now + self.seconds, self.messages
        headers = {
            "X-RateLimit-Limit": str(self.messages),
            "X-RateLimit-Remaining": str(max(0, left - 1)),
            "X-RateLimit-Reset-After": f"{ends - now:.3f}",
            "X-RateLimit-Bucket": "messages",
        }
        self._windows[key] = (ends, left - 1)
        if left > 0:
            return headers, None
        body = {"message": "You are being rate limited.", "retry_after": ends - now, "global": False}
        told = {"Via": "1.1 google", "Retry-After": f"{ends - now:.3f}", "X-RateLimit-Scope": "user"}
        return headers, in_json(body, 429, headers | told)
