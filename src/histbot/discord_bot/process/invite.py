"""The token, and the link that invites the bot whose token it is.

A token's first part is the bot's id in base64. Known limit: of bots made before 2017 the application may have
another id than the bot; their owners find the link under *Installation*.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING

import discord

from histbot.errors import BotError

if TYPE_CHECKING:
    from collections.abc import Mapping

PORTAL = "https://discord.com/developers/applications"
PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,  # answers in a thread, where a server wants them
    embed_links=True,
    attach_files=True,  # timelines as pictures, lists as CSV
    read_message_history=True,  # replies
)
_TOKEN = re.compile(r"[\w.-]{20,200}", re.ASCII)


def read_token(environ: Mapping[str, str]) -> str:
    """Take the token from `DISCORD_TOKEN`; raises `BotError`, which never shows it."""
    token = environ.get("DISCORD_TOKEN", "").strip()
    if not token:
        raise BotError(f"DISCORD_TOKEN is not set; copy the bot's token from {PORTAL} (Bot, Reset Token)")
    if not _TOKEN.fullmatch(token):
        raise BotError(
            f"DISCORD_TOKEN is no token: {len(token)} characters, with some that no token has, or too few or many; "
            f"copy it anew from {PORTAL} (Bot, Reset Token)"
        )
    return token


def invite_link(token: str) -> str:
    """Write the link for the bot with this token."""
    return discord.utils.oauth_url(
        _application_id(token), permissions=PERMISSIONS, scopes=("bot", "applications.commands")
    )


def _application_id(token: str) -> int:
    first = token.partition(".")[0]
    try:
        return int(base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)))
    except (ValueError, binascii.Error):
        raise BotError(
            f"DISCORD_TOKEN does not begin with an application's id; copy it anew from {PORTAL} (Bot, Reset Token)"
        ) from None
