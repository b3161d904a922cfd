"""Register the commands with Discord when they changed, not on every start.

Discord allows 200 creations a day; a bot that registers on every start, or in `on_ready`, runs into that.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from typing import TYPE_CHECKING, Any

import discord

if TYPE_CHECKING:
    from pathlib import Path

    from discord import app_commands

_log = logging.getLogger(__name__)


def _remembered(state: Path | None) -> str:
    try:
        return state.read_text(encoding="utf-8") if state else ""
    except (OSError, UnicodeDecodeError):
        return ""


def _remember(state: Path, fingerprint: str) -> None:
    try:
        state.parent.mkdir(parents=True, exist_ok=True)
        state.write_text(fingerprint, encoding="utf-8")
    except OSError as error:
        _log.warning("%s can't be written (%s): commands are registered again at the next start", state, error)


async def sync_if_changed(tree: app_commands.CommandTree[Any], state: Path | None, guild: int) -> bool:
    """Register the commands if their fingerprint differs from the one in `state`; tell whether it did."""
    application = tree.client.application_id
    payload = [command.to_dict(tree) for command in tree.get_commands()]
    seen = json.dumps([application, guild, payload], sort_keys=True, default=str)
    fingerprint = hashlib.sha256(seen.encode()).hexdigest()
    if await asyncio.to_thread(_remembered, state) == fingerprint:
        return False
    place = discord.Object(guild) if guild else None
    if place:
        tree.copy_global_to(guild=place)
    await tree.sync(guild=place)
    _log.info("registered %d commands", len(payload))
    if state is not None:
        await asyncio.to_thread(_remember, state, fingerprint)
    return True
