"""What a server's moderators may settle for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from sqlite3 import Connection


@dataclass(frozen=True, slots=True)
class Daily:
    """Where and when a server is told every day what happened on it."""

    channel: int
    """The channel."""
    hour: int
    """The hour, from 0."""
    minute: int
    """The minute, from 0."""
    zone: str
    """The time zone, by its name in the IANA data base."""
    last: str = ""
    """The day that was told last, as `2026-11-25`, in that zone."""


@dataclass(frozen=True, slots=True)
class ChannelSettings:
    """A channel's own manners; what it leaves open is as its server settled."""

    articles: tuple[str, ...] | None = None
    """Slugs of the articles that may be quoted there, and folders of them, whose names end in `/`."""
    private: bool | None = None
    """Whether `/ask` answers only its asker there unless told otherwise."""
    threads: bool | None = None
    """Whether a question is answered in a thread of its own there."""
    member_cooldown: int | None = None
    """Seconds in which a member may ask a few questions there."""
    channel_cooldown: int | None = None
    """The same for all who ask there."""


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """A server's manners; what it left open follows the bot's own settings."""

    private: bool | None = None
    """Whether `/ask` answers only its asker unless told otherwise; none: as the bot's settings say."""
    ask_channels: tuple[int, ...] = ()
    """Channels in which every question is answered without a mention."""
    threads: bool = False
    """Whether a question in a channel is answered in a thread of its own."""
    articles: tuple[str, ...] | None = None
    """Slugs of the articles that may be quoted here, and folders of them (`name/`); none: all, also later ones."""
    member_cooldown: int | None = None
    """Seconds in which a member may ask a few questions; 0: no limit; none: as the bot's settings say."""
    channel_cooldown: int | None = None
    """The same for a channel."""
    feedback: bool = True
    """Whether answers have thumbs."""
    record: bool = True
    """Whether questions that were asked in vain are written down, without who asked."""
    language: str | None = None
    """The language the bot speaks here; none: the reader's."""
    summary_channel: int | None = None
    """Where a week's questions in vain are summed up; none: nowhere."""
    daily: Daily | None = None
    """Where and when it is told what happened on the day; none: nowhere."""
    channels: dict[int, ChannelSettings] = field(default_factory=dict)
    """Channels, forums and threads with manners of their own."""
    ignored: tuple[int, ...] = ()
    """Members and roles that are not answered."""


def read_servers(connection: Connection) -> dict[int, ServerSettings]:
    """Read the settings of every server that has some."""
    rows = connection.execute("SELECT id, settings FROM servers WHERE settings != '{}'")
    return {server: msgspec.json.decode(text, type=ServerSettings) for server, text in rows}


def write_server(connection: Connection, server: int, settings: ServerSettings) -> None:
    """Write a server's settings in the place of those it had."""
    connection.execute(
        "INSERT INTO servers (id, settings) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET settings = excluded.settings",
        (server, msgspec.json.encode(settings).decode()),
    )
