"""The gateway: sessions that are begun, resumed, replayed, and dropped on demand."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from loopback.payloads import JSON, snowflake


@dataclass(eq=False)
class Session:
    """What one IDENTIFY began."""

    id: str
    """Its name, to resume it by."""
    intents: int
    """The events it wants."""
    shard: list[int]
    """Its number and how many there are."""
    socket: web.WebSocketResponse | None
    """The connection it has now."""
    events: list[JSON] = field(default_factory=list)
    """All that was sent to it, to be replayed."""


class Gateway:
    """Accepts connections and sends events."""

    def __init__(self, ready: JSON) -> None:
        self.ready = ready
        self.guilds: dict[str, JSON] = {}
        self.heartbeat_interval = 41_250
        self.acknowledges = True
        self.refusals = 0  # connections still to be refused with 503
        self.close_with: list[int] = []  # codes for the next IDENTIFYs
        self.resume_url = ""
        self.sessions: list[Session] = []
        self.connections: list[str] = []  # the path of each, refused ones too
        self.opcodes: list[int] = []  # what clients sent
        self.resumes = 0

    @property
    def live(self) -> list[Session]:
        """The sessions that are connected."""
        return [session for session in self.sessions if session.socket is not None and not session.socket.closed]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection."""
        self.connections.append(request.path)
        if self.refusals or request.path == "/dead":
            self.refusals = max(0, self.refusals - 1)
            return web.Response(status=503)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await self._send(socket, 10, {"heartbeat_interval": self.heartbeat_interval})
        session = None
        async for packet in socket:
            if packet.type is aiohttp.WSMsgType.TEXT:
                session = await self._received(socket, json.loads(packet.data)) or session
        if session is not None and session.socket is socket:
            session.socket = None
        return socket

    async def _received(self, socket: web.WebSocketResponse, packet: JSON) -> Session | None:
        self.opcodes.append(packet["op"])
        if packet["op"] == 1 and self.acknowledges:
            await self._send(socket, 11, None)
        elif packet["op"] == 2:
            return await self._identify(socket, packet["d"])
        elif packet["op"] == 6:
            return await self._resume(socket, packet["d"])
        return None

    async def _identify(self, socket: web.WebSocketResponse, wanted: JSON) -> Session | None:
        if self.close_with:
            await socket.close(code=self.close_with.pop(0))
            return None
        session = Session(snowflake(), wanted["intents"], wanted.get("shard", [0, 1]), socket)
        self.sessions.append(session)
        resume = {"session_id": session.id, "resume_gateway_url": self.resume_url, "shard": session.shard}
        await self._event(session, "READY", self.ready | resume)
        for guild in list(self.guilds.values()):
            if (int(guild["id"]) >> 22) % session.shard[1] == session.shard[0]:
                await self._event(session, "GUILD_CREATE", guild)
        return session

    async def _resume(self, socket: web.WebSocketResponse, wanted: JSON) -> Session | None:
        session = next((each for each in self.sessions if each.id == wanted["session_id"]), None)
        if session is None:
            await self._send(socket, 9, data=False)
            return None
        self.resumes += 1
        session.socket = socket
        for event in session.events[int(wanted["seq"]) :]:
            await socket.send_json(event)
        await self._event(session, "RESUMED", {})
        return session

    async def emit(self, name: str, data: JSON) -> None:
        """Send an event to every session whose servers it concerns."""
        for session in self.sessions:
            place = int(data.get("guild_id", 0)) >> 22
            if place % session.shard[1] == session.shard[0]:
                await self._event(session, name, data)

    async def replay(self, session: Session, last: int = 1) -> None:
        """Send the last events once more, as a resume may."""
        assert session.socket is not None
        for event in session.events[-last:]:
            await session.socket.send_json(event)

    async def drop(self, code: int) -> None:
        """Close every connection."""
        await asyncio.gather(*(session.socket.close(code=code) for session in self.live if session.socket))

    async def forget(self, code: int = 4000) -> None:
        """Close every connection, and know its session no more when it is to be resumed."""
        sockets = [session.socket for session in self.live if session.socket]
        self.sessions.clear()
        await asyncio.gather(*(socket.close(code=code) for socket in sockets))

    async def invalidate(self) -> None:
        """Tell every connection that its session is over."""
        for session in self.live:
            assert session.socket is not None
            await self._send(session.socket, 9, data=False)

    async def _event(self, session: Session, name: str, data: JSON) -> None:
        event = {"op": 0, "t": name, "s": len(session.events) + 1, "d": data}
        session.events.append(event)
        if session.socket is not None and not session.socket.closed:
            await session.socket.send_json(event)

    @staticmethod
    async def _send(socket: web.WebSocketResponse, code: int, data: Any) -> None:
        await socket.send_json({"op": code, "d": data, "s": None, "t": None})
