"""What the bot says, as a value: so that it can be said again, in the same words, when Discord lost it.

discord.py takes keyword arguments and reads a file to its end while sending it; a repeat needs them anew.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

import discord

from histbot.discord_bot.shown.text import clip, escape, length

if TYPE_CHECKING:
    from collections.abc import Iterable

MESSAGE, ALT = 2000, 1024  # code units of a message's content, and of what describes a picture


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a message."""

    name: str
    """What it is called."""
    content: bytes
    """What is in it."""
    description: str | None = None
    """What a picture shows, for who can't see it."""

    def file(self) -> discord.File:
        """Give it as discord.py takes it, once."""
        alt = self.description and clip(self.description, ALT)
        return discord.File(BytesIO(self.content), self.name, description=alt)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message of the bot, wherever it goes."""

    content: str | None = None
    """Plain words; none where the embeds say all."""
    embeds: tuple[discord.Embed, ...] = ()
    """The cards."""
    view: discord.ui.View | None = None
    """The buttons."""
    files: tuple[Attachment, ...] = ()
    """Files that go with it."""
    pings: tuple[int, ...] = ()
    """The ids of those members whom it notifies; nobody, if left out."""

    def to_send(self) -> dict[str, Any]:
        """Give the arguments of a new message."""
        given: dict[str, Any] = {"content": self.content, "embeds": list(self.embeds), "view": self.view}
        if self.pings:
            users = [discord.Object(number) for number in self.pings]
            given["allowed_mentions"] = discord.AllowedMentions(
                everyone=False, roles=False, replied_user=False, users=users
            )
        return {key: value for key, value in given.items() if value} | self._new_files("files")

    def to_edit(self) -> dict[str, Any]:
        """Give the arguments that turn a message into this one, whatever it said before."""
        kept = {"content": self.content, "embeds": list(self.embeds), "view": self.view, "attachments": []}
        return kept | self._new_files("attachments")

    def plain(self) -> Outgoing:
        """Give the same in words, for where the bot may send neither cards nor files."""
        if not (self.embeds or self.files):
            return self
        words = "\n\n".join(part for part in (self.content, *map(_in_words, self.embeds)) if part)
        return replace(self, content=_fitting(words) or "–", embeds=(), files=())

    def allowed(self, permissions: discord.Permissions) -> Outgoing:
        """Give what may be said with these permissions: all of it, or the same without cards or files."""
        if self.embeds and not permissions.embed_links:
            return self.plain()
        return replace(self, files=()) if self.files and not permissions.attach_files else self

    def _new_files(self, name: str) -> dict[str, Any]:
        return {name: [each.file() for each in self.files]} if self.files else {}


def _fitting(words: str) -> str:
    """Cut words to a message's length at the end of a line, so that no link is cut; a single long line anywhere."""
    if length(words) <= MESSAGE:
        return words
    lines = words.split("\n")
    while len(lines) > 1 and length("\n".join(lines)) > MESSAGE - 2:
        lines.pop()
    return clip("\n".join(lines), MESSAGE - 2) + "\n…"


def _in_words(embed: discord.Embed) -> str:
    parts: Iterable[str | None] = (
        embed.author.name and f"> {escape(embed.author.name)}",  # read off again by buttons: see `asked.py`
        embed.title and f"**{embed.title}**",
        embed.description,
        *(f"**{field.name}:** {field.value}" for field in embed.fields),
        embed.url and f"<{embed.url}>",
        embed.footer.text,
    )
    return "\n".join(part for part in parts if part)
