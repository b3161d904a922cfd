"""What Discord sends, as far as the bot reads it."""

from __future__ import annotations

import datetime as dt
import itertools
import time
from typing import Any

EPOCH = 1_420_070_400_000
_numbers = itertools.count(1)
JSON = dict[str, Any]


def snowflake(now: float | None = None) -> str:
    """Make an id, later than all before."""
    milliseconds = int((time.time() if now is None else now) * 1000) - EPOCH
    return str((milliseconds << 22) | (next(_numbers) & 0x3FFFFF))


def stamp() -> str:
    """Write the time as Discord does."""
    return dt.datetime.now(dt.UTC).isoformat()


def user(number: str, name: str, *, bot: bool = False) -> JSON:
    """Make a user."""
    return {"id": number, "username": name, "global_name": name, "discriminator": "0", "avatar": None, "bot": bot}


def member(person: JSON) -> JSON:
    """Make a user a member."""
    return {"user": person, "roles": [], "joined_at": stamp(), "deaf": False, "mute": False, "flags": 0, "nick": None}


def channel(number: str, name: str, guild: str | None) -> JSON:
    """Make a text channel, or a direct one without a guild."""
    made: JSON = {"id": number, "type": 0, "name": name, "position": 0, "permission_overwrites": [], "nsfw": False}
    return made | {"guild_id": guild} if guild else {"id": number, "type": 1, "last_message_id": None}


def thread(number: str, name: str, guild: str, parent: str, owner: JSON) -> JSON:
    """Make a public thread."""
    about = {"archived": False, "auto_archive_duration": 1440, "archive_timestamp": stamp(), "locked": False}
    made = channel(number, name, guild) | {"type": 11, "parent_id": parent, "owner_id": owner["id"]}
    return made | {"thread_metadata": about, "message_count": 0, "member_count": 1}


def guild(number: str, channels: list[JSON], bot: JSON, permissions: int) -> JSON:
    """Make a server in which everyone may do what `permissions` say."""
    everyone: JSON = {
        "id": number,
        "name": "@everyone",
        "permissions": str(permissions),
        "position": 0,
        "color": 0,
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }
    return {
        "id": number,
        "name": "History",
        "owner_id": "1",
        "roles": [everyone],
        "channels": channels,
        "members": [member(bot)],
        "threads": [],
        "emojis": [],
        "stickers": [],
        "features": [],
        "member_count": 2,
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "premium_tier": 0,
        "preferred_locale": "en-US",
        "nsfw_level": 0,
        "afk_timeout": 300,
        "joined_at": stamp(),
        "unavailable": False,
        "large": False,
    }


def message(number: str, channel_id: str, author: JSON, body: JSON) -> JSON:
    """Make a message out of what was asked to be sent."""
    made: JSON = {
        "id": number,
        "channel_id": channel_id,
        "author": author,
        "content": body.get("content") or "",
        "timestamp": stamp(),
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": body.get("embeds") or [],
        "components": body.get("components") or [],
        "pinned": False,
        "type": 19 if body.get("message_reference") else 0,
        "flags": body.get("flags") or 0,
        "nonce": body.get("nonce"),
    }
    return made | {key: body[key] for key in ("message_reference", "allowed_mentions") if body.get(key)}


def interaction(kind: int, data: JSON, person: JSON, place: JSON, permissions: int) -> JSON:
    """Make an interaction of `person` in the channel `place`; whose application it is, is added."""
    number = snowflake()
    made: JSON = {
        "id": number,
        "type": kind,
        "data": data,
        "token": f"token-{number}",
        "version": 1,
        "channel_id": place["id"],
        "channel": place,
        "locale": "en-US",
        "entitlements": [],
        "attachment_size_limit": 10_485_760,
        "app_permissions": str(permissions),
    }
    if "guild_id" not in place:
        return made | {"user": person, "context": 1, "authorizing_integration_owners": {"1": person["id"]}}
    return made | {
        "guild_id": place["guild_id"],
        "guild": {"id": place["guild_id"], "locale": "en-US", "features": []},
        "guild_locale": "en-US",
        "member": member(person) | {"permissions": str(permissions)},
        "context": 0,
        "authorizing_integration_owners": {"0": place["guild_id"]},
    }
