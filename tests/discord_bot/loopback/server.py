"""Both halves together, a server with a channel and a member in it, and what that member does."""

from __future__ import annotations

import asyncio
import base64
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import yarl
from aiohttp import web

from loopback import payloads
from loopback.gateway import Gateway
from loopback.rest import ALL, Asked, Rest

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from loopback.faults import Fault
    from loopback.payloads import JSON

APPLICATION = "900000000000000001"
TOKEN = base64.b64encode(APPLICATION.encode()).decode() + ".stand.in-for-a-token"


class Loopback:
    """A Discord of one server."""

    def __init__(self) -> None:
        self.bot = payloads.user(APPLICATION, "histbot", bot=True)
        self.token = TOKEN
        self.rest = Rest(self.bot, TOKEN)
        self.gateway = Gateway(
            {"v": 10, "user": self.bot, "guilds": [], "application": {"id": APPLICATION, "flags": 0}}
        )
        self.guild_id = str(7 << 22)
        self.channel_id = self._channel("history")
        self.asker = payloads.user("3001", "asker")
        self.rest.users[self.asker["id"]] = self.asker
        self.refresh_guild()
        self.api = ""

    def _channel(self, name: str) -> str:
        number = payloads.snowflake()
        self.rest.channels[number] = payloads.channel(number, name, self.guild_id)
        return number

    def refresh_guild(self) -> None:
        """Let new sessions see the channels as they are."""
        channels = [each for each in self.rest.channels.values() if "guild_id" in each]
        self.gateway.guilds[self.guild_id] = payloads.guild(self.guild_id, channels, self.bot, ALL)

    @asynccontextmanager
    async def served(self) -> AsyncIterator[Loopback]:
        """Listen on a free port while the block runs."""
        app = web.Application(client_max_size=30_000_000)
        app.router.add_get("/gateway/", self.gateway.handle)
        app.router.add_get("/dead", self.gateway.handle)
        app.router.add_route("*", "/api/v10/{rest:.*}", self.rest.handle)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        port = runner.addresses[0][1]
        self.api = f"http://127.0.0.1:{port}/api/v10"
        self.gateway.resume_url = self.rest.gateway_url = f"ws://127.0.0.1:{port}/gateway/"
        try:
            yield self
        finally:
            await runner.cleanup()

    @property
    def gateway_url(self) -> yarl.URL:
        """Where the gateway listens."""
        return yarl.URL(self.rest.gateway_url)

    def add(self, *faults: Fault) -> None:
        """Expect faults."""
        for fault in faults:
            self.rest.faults.add(fault)

    async def slash(self, name: str, **options: object) -> Asked:
        """Use a slash command in the channel."""
        kinds = {str: 3, int: 4, bool: 5}
        given = [{"name": key, "type": kinds[type(value)], "value": value} for key, value in options.items()]
        return await self.interact(2, {"id": payloads.snowflake(), "name": name, "type": 1, "options": given})

    async def press(self, message: JSON, custom_id: str) -> Asked:
        """Press a button of a message."""
        return await self.interact(3, {"custom_id": custom_id, "component_type": 2}, message=message)

    async def interact(self, kind: int, data: JSON, **extra: JSON) -> Asked:
        """Interact with the bot in the channel."""
        place = self.rest.channels[self.channel_id]
        allowed = self.rest.permissions.get(self.channel_id, ALL)
        sent = payloads.interaction(kind, data, self.asker, place, allowed) | {"application_id": APPLICATION} | extra
        asked = self.rest.asked[sent["token"]] = Asked(sent)
        await self.gateway.emit("INTERACTION_CREATE", sent)
        return asked

    async def mention(self, question: str, reply_to: str = "") -> JSON:
        """Ask in the channel, the bot mentioned; `reply_to` is the id of a message that it replies to."""
        body: JSON = {"content": f"<@{APPLICATION}> {question}"}
        if reply_to:
            body["message_reference"] = {"message_id": reply_to, "channel_id": self.channel_id, "type": 0}
        said = payloads.message(payloads.snowflake(), self.channel_id, self.asker, body)
        said["mentions"] = [self.bot]
        self.rest.messages.setdefault(self.channel_id, []).append(said)
        self.rest.channels[self.channel_id]["last_message_id"] = said["id"]
        self.refresh_guild()
        extra = {"guild_id": self.guild_id, "member": payloads.member(self.asker)}
        await self.gateway.emit("MESSAGE_CREATE", said | extra)
        return said

    def said(self, channel: str | None = None) -> list[JSON]:
        """Give what the bot wrote into the channel."""
        written = self.rest.messages.get(channel or self.channel_id, [])
        return [message for message in written if message["author"] is self.bot]


async def until(true: Callable[[], object], seconds: float = 5.0) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came to be"
        await asyncio.sleep(0.01)
