"""The REST half: messages with nonces and permissions, interactions with their clocks."""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web

from loopback import payloads
from loopback.faults import Faults, in_json
from loopback.limits import Limit

if TYPE_CHECKING:
    from collections.abc import Callable

    from loopback.payloads import JSON

VIEW, SEND, EMBED, ATTACH, HISTORY = 1 << 10, 1 << 11, 1 << 14, 1 << 15, 1 << 16
ALL = VIEW | SEND | EMBED | ATTACH | HISTORY | 1 << 34 | 1 << 35 | 1 << 38
_ANSWER_WITHIN, _EDIT_WITHIN = 3.0, 900.0


class Refusal(Exception):  # noqa: N818  # what Discord calls an error is our ordinary answer
    """What Discord says no with."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status, self.body = status, {"code": code, "message": message}


@dataclass
class Asked:
    """An interaction, and what became of it."""

    payload: JSON
    """As it was sent to the bot."""
    at: float = field(default_factory=time.monotonic)
    """When."""
    callbacks: list[JSON] = field(default_factory=list)
    """What was taken: one at most."""
    answered_after: float | None = None
    """Seconds until that."""
    message: JSON | None = None
    """What its asker sees."""
    edits: int = 0
    """How often that was changed."""

    @property
    def private(self) -> bool:
        """Whether only its asker sees it."""
        return bool((self.callbacks[0].get("data") or {}).get("flags", 0) & 64)


class Rest:
    """Discord's REST routes, as far as the bot uses them."""

    def __init__(self, bot: JSON, token: str) -> None:
        self.bot, self.token = bot, token
        self.faults, self.limit = Faults(), Limit()
        self.served: Callable[[str], None] = lambda key: None  # called after each request, with `METHOD /path`
        self.channels: dict[str, JSON] = {}
        self.permissions: dict[str, int] = {}
        self.messages: dict[str, list[JSON]] = {}
        self.asked: dict[str, Asked] = {}
        self.commands: list[list[JSON]] = []  # each registration
        self.requests: list[str] = []
        self.gateway_url = ""
        self.sessions_left = 999
        self.direct: dict[str, str] = {}  # a user's direct channel
        self.users: dict[str, JSON] = {}
        self._routes: list[tuple[re.Pattern[str], Callable[..., JSON | list[JSON] | None]]] = [
            (re.compile(pattern), handle)
            for pattern, handle in (
                (r"GET /users/@me$", self._me),
                (r"GET /(?:oauth2/)?applications/@me$", self._application),
                (r"GET /gateway/bot$", self._gateway),
                (r"PUT /applications/\d+(?:/guilds/\d+)?/commands$", self._register),
                (r"POST /users/@me/channels$", self._open_direct),
                (r"POST /channels/(\d+)/messages$", lambda *given: self.send(*given)),  # noqa: PLW0108  # tests replace it
                (r"PATCH /channels/(\d+)/messages/(\d+)$", self._edit),
                (r"GET /channels/(\d+)/messages/(\d+)$", self._fetch),
                (r"POST /channels/(\d+)/typing$", self._type),
                (r"POST /channels/(\d+)/messages/(\d+)/threads$", self._open_thread),
                (r"GET /channels/(\d+)$", self._channel),
                (r"GET /channels/(\d+)/messages(?:\?.*)?$", self._history),
                (r"POST /interactions/(\d+)/([^/]+)/callback$", self._call_back),
                (r"PATCH /webhooks/\d+/([^/]+)/messages/@original$", self._edit_original),
                (r"GET /webhooks/\d+/([^/]+)/messages/@original$", self._original),
            )
        ]

    async def handle(self, request: web.Request) -> web.Response:
        """Answer a request, or spoil it."""
        key = f"{request.method} {request.path.removeprefix('/api/v10')}"
        self.requests.append(key)
        body = await self._body(request)

        async def real() -> web.Response:
            headers, refused = self.limit.take(key)
            answer = refused or self._answer(key, body, request)
            answer.headers.update(headers)
            self.served(key)
            return answer

        fault = self.faults.take(request)
        return await (fault.answer(request, real) if fault else real())

    @staticmethod
    async def _body(request: web.Request) -> JSON:
        if request.content_type.startswith("multipart/"):
            form = await request.post()
            files = [name for name, value in form.items() if isinstance(value, web.FileField)]
            for value in form.values():
                if isinstance(value, web.FileField):
                    value.file.close()
            body: JSON = json.loads(str(form["payload_json"]))
            return body | {"files": files}
        return await request.json() if request.can_read_body else dict(request.query)

    def _answer(self, key: str, body: JSON, request: web.Request) -> web.Response:
        signed = request.headers.get("Authorization") == f"Bot {self.token}"
        if not signed and not re.match(r"\w+ /(interactions|webhooks)/", key):
            return in_json({"code": 0, "message": "401: Unauthorized"}, 401)
        for pattern, handle in self._routes:
            if match := pattern.match(key):
                try:
                    found = handle(*match.groups(), body)
                except Refusal as refusal:
                    return in_json(refusal.body, refusal.status)
                return in_json(found) if found is not None else web.Response(status=204)
        return in_json({"code": 0, "message": f"404: {key}"}, 404)

    def _me(self, _: JSON) -> JSON:
        return self.bot

    def _application(self, _: JSON) -> JSON:
        about = {"name": "histbot", "description": "", "icon": None, "bot_public": True, "verify_key": "0"}
        return {"id": self.bot["id"], "owner": self.bot, "bot_require_code_grant": False, "flags": 0} | about

    def _gateway(self, _: JSON) -> JSON:
        limit = {"total": 1000, "remaining": self.sessions_left, "reset_after": 7_000_000, "max_concurrency": 1}
        return {"url": self.gateway_url, "shards": 2, "session_start_limit": limit}

    def _register(self, commands: Any) -> list[JSON]:
        self.commands.append(commands)
        extra = {"application_id": self.bot["id"], "version": "1", "default_member_permissions": None}
        return [extra | command | {"id": payloads.snowflake()} for command in commands]

    def _open_direct(self, body: JSON) -> JSON:
        person = str(body["recipient_id"])
        number = self.direct.setdefault(person, payloads.snowflake())
        self.channels.setdefault(number, payloads.channel(number, "", None))
        return self.channels[number] | {"recipients": [self.users[person]]}

    def _may(self, channel: str, *wanted: int) -> None:
        if channel not in self.channels:
            raise Refusal(404, 10003, "Unknown Channel")
        allowed = self.permissions.get(channel, ALL)
        if not allowed & VIEW:
            raise Refusal(403, 50001, "Missing Access")
        if any(not allowed & flag for flag in wanted):
            raise Refusal(403, 50013, "Missing Permissions")

    def send(self, channel: str, body: JSON) -> JSON:
        """Take a message."""
        self._may(channel, SEND, *[EMBED] * bool(body.get("embeds")), *[ATTACH] * bool(body.get("files")))
        written = self.messages.setdefault(channel, [])
        if body.get("message_reference"):
            if not self.permissions.get(channel, ALL) & HISTORY:
                raise Refusal(400, 160002, "Cannot reply without permission to read message history")
            if not any(each["id"] == str(body["message_reference"]["message_id"]) for each in written):
                raise Refusal(400, 50035, "Invalid Form Body")
        for known in written:
            if body.get("enforce_nonce") and known["nonce"] == body.get("nonce"):
                return known
        sent = payloads.message(payloads.snowflake(), channel, self.bot, body)
        written.append(sent)
        return sent

    def _fetch(self, channel: str, number: str, _: JSON) -> JSON:
        self._may(channel)
        found = next((each for each in self.messages.get(channel, ()) if each["id"] == number), None)
        if found is None:
            raise Refusal(404, 10008, "Unknown Message")
        return found

    def _edit(self, channel: str, number: str, body: JSON) -> JSON:
        found = self._fetch(channel, number, body)
        found |= {key: value for key, value in body.items() if key in ("content", "embeds", "components")}
        found["edited_timestamp"] = payloads.stamp()
        return found

    def _open_thread(self, channel: str, number: str, body: JSON) -> JSON:
        self._may(channel)
        if number in self.channels:
            raise Refusal(400, 160004, "A thread has already been created for this message")
        guild = self.channels[channel]["guild_id"]
        self.channels[number] = payloads.thread(number, str(body["name"]), guild, channel, self.bot)
        return self.channels[number]

    def _channel(self, channel: str, _: JSON) -> JSON:
        self._may(channel)
        return self.channels[channel]

    def _history(self, channel: str, query: JSON) -> list[JSON]:
        self._may(channel, HISTORY)
        written = self.messages.get(channel, [])
        return [each for each in reversed(written) if int(each["id"]) > int(query.get("after", 0))]

    def _type(self, channel: str, _: JSON) -> None:
        self._may(channel, SEND)

    def _call_back(self, number: str, token: str, body: JSON) -> JSON:
        asked = self.asked.get(token)
        if asked is None or time.monotonic() - asked.at > _ANSWER_WITHIN:
            raise Refusal(404, 10062, "Unknown interaction")
        if asked.callbacks:
            raise Refusal(400, 40060, "Interaction has already been acknowledged.")
        asked.callbacks.append(body)
        asked.answered_after = time.monotonic() - asked.at
        kind, data = body["type"], body.get("data") or {}
        if kind in (4, 5):
            asked.message = payloads.message(
                payloads.snowflake(), asked.payload["channel_id"], self.bot, data | {"flags": data.get("flags", 0)}
            )
        elif kind in (6, 7):
            asked.message = asked.payload["message"] | data
        answer: JSON = {"interaction": {"id": number, "type": asked.payload["type"]}}
        if asked.message is not None and kind in (4, 7):
            answer["resource"] = {"type": kind, "message": asked.message}
        return answer

    def _original(self, token: str, _: JSON) -> JSON:
        asked = self.asked.get(token)
        if asked is None or time.monotonic() - asked.at > _EDIT_WITHIN:
            raise Refusal(401, 50027, "Invalid Webhook Token")
        if asked.message is None:
            raise Refusal(404, 10015, "Unknown Webhook")
        return asked.message

    def _edit_original(self, token: str, body: JSON) -> JSON:
        message = self._original(token, body)
        message |= {key: value for key, value in body.items() if key in ("content", "embeds", "components")}
        self.asked[token].edits += 1
        return message
