"""The bot as it runs, against a Discord of our own."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import discord as library
import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route

from histbot.discord_bot.delivery import delivery, repeats
from histbot.discord_bot.delivery.outgoing import Outgoing
from histbot.discord_bot.gateway import connection
from histbot.discord_bot.gateway.connection import SteadyClient
from histbot.discord_bot.gateway.watchdog import Watchdog
from histbot.discord_bot.process import run
from histbot.discord_bot.process.client import HistbotClient
from histbot.discord_bot.process.health import Health
from histbot.settings import DiscordSettings
from loopback.server import Loopback, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from histbot.discord_bot.desk.desk import Desk
    from histbot.historian import Historian

CARD = Outgoing(embeds=(library.Embed(title="Treaty", description="It was signed on May 16, 1935."),))


class Probe(SteadyClient):
    """A bot with two commands, which answer in the two ways there are."""

    def __init__(self, settings: DiscordSettings) -> None:
        super().__init__(
            settings=settings,
            intents=library.Intents(guilds=True, guild_messages=True),
            allowed_mentions=library.AllowedMentions.none(),
        )
        self.heard: list[library.Message] = []
        self.tree = library.app_commands.CommandTree(self)

        @self.tree.command(description="acknowledged, then finished")
        async def later(interaction: library.Interaction[Probe], private: bool = False) -> None:  # noqa: FBT001, FBT002
            await delivery.acknowledge(interaction, private=private)
            await delivery.finish(interaction, CARD)

        @self.tree.command(description="answered at once")
        async def now(interaction: library.Interaction[Probe]) -> None:
            await delivery.respond(interaction, CARD, private=False)

        @self.tree.command(description="answered after a while")
        async def slow(interaction: library.Interaction[Probe]) -> None:
            await delivery.acknowledge(interaction)
            await asyncio.sleep(1)
            await delivery.finish(interaction, CARD)

    async def on_message(self, message: library.Message) -> None:
        """Remember what was said."""
        if not message.author.bot:
            self.heard.append(message)


@dataclass
class Running:
    """A bot that runs, and the Discord it runs against."""

    discord: Loopback
    historian: Historian
    folder: Path
    watchdog: Watchdog = field(default_factory=lambda: Watchdog(300, 1800, tick=0.05))
    settings: DiscordSettings = field(default_factory=DiscordSettings)
    clients: list[Probe] = field(default_factory=list)

    def make(self) -> Probe:
        """Make a client that waits between sessions less long than Discord wants."""
        client = Probe(self.settings)
        client.identify_pause = 0.05
        client._connection.guild_ready_timeout = 0.1
        self.clients.append(client)
        return client

    def begin(self) -> asyncio.Task[str]:
        """Run the bot, as `histbot bot` does."""
        self.health = Health(self.historian, self.folder / "health.json", environ={}, tick=0.05)
        self.task = asyncio.create_task(run.serve(self.make, self.discord.token, self.watchdog, self.health))
        return self.task

    @property
    def client(self) -> Probe:
        """The client that runs now."""
        return self.clients[-1]

    async def ready(self, shards: int = 1) -> None:
        """Wait until the bot is connected."""
        await until(
            lambda: (
                self.task.done() or (self.clients and self.client.is_ready() and len(self.client.living()) == shards)
            )
        )
        if self.task.done():
            self.task.result()

    async def heard(self, words: str = "x") -> library.Message:
        """Let a member say something, and give it as the bot hears it."""
        before = len(self.client.heard)
        await self.discord.mention(words)
        await until(lambda: len(self.client.heard) > before)
        return self.client.heard[-1]


@pytest.fixture
async def discord(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Loopback]:
    """Give a Discord that discord.py finds in the place of the real one."""
    async with Loopback().served() as served:
        monkeypatch.setattr(Route, "BASE", served.api)
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", served.gateway_url)
        yield served


@pytest.fixture
async def bot(
    discord: Loopback, historian: Historian, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Running]:
    """Give a bot, not yet begun, which waits shorter between tries."""
    monkeypatch.setattr(run, "_FIRST_WAIT", 0.02)
    monkeypatch.setattr(connection, "_FIRST_WAIT", 0.02)
    monkeypatch.setattr(repeats, "PAUSES", (0.05, 0.1, 0.1, 0.1))
    it = Running(discord, historian, tmp_path)
    yield it
    task: asyncio.Task[str] | None = getattr(it, "task", None)
    if task is not None and not task.done():
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


@pytest.fixture
async def ready(bot: Running) -> Running:
    """Give a bot that is connected."""
    bot.begin()
    await bot.ready()
    return bot


@pytest.fixture
async def real(bot: Running, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Running:
    """Give histbot itself, connected."""

    def make() -> Any:
        client = HistbotClient(desk.historian, desk.bot_settings, None, desk)
        client.identify_pause = 0.05
        client._connection.guild_ready_timeout = 0.1
        bot.clients.append(client)  # type: ignore[arg-type]
        return client

    monkeypatch.setattr(bot, "make", make)
    bot.begin()
    await bot.ready()
    return bot
