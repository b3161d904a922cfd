"""Register the commands with Discord when they changed, not on every start.

Discord allows 200 creations a day; a bot that registers on every start, or in `on_ready`, runs into that. A bot
whose commands can't be registered just now still answers, with those registered before.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord import app_commands

if TYPE_CHECKING:
    from pathlib import Path

_AT_START = 5.0  # seconds that the start waits for it
_AGAIN = (60.0, 600.0, 3600.0)  # seconds after which a registration is tried again
_log = logging.getLogger(__name__)


async def begin_sync(tree: app_commands.CommandTree[Any], state: Path | None, guild: int) -> asyncio.Task[None]:
    """Register the commands if they changed; a Discord that takes long must not hold up the start."""
    syncing = asyncio.create_task(sync_until_taken(tree, state, guild), name="sync")
    await asyncio.wait((syncing,), timeout=_AT_START)
    return syncing


async def sync_until_taken(tree: app_commands.CommandTree[Any], state: Path | None, guild: int) -> None:
    """Register the commands if they changed; if Discord does not take them now, later and again."""
    for pause in (*_AGAIN, None):
        try:
            await sync_if_changed(tree, state, guild)
        except app_commands.CommandSyncFailure as error:
            _log.error("Discord does not take the commands: %s", " ".join(str(error).split()))
            return
        except discord.HTTPException as error:
            _log.warning("the commands can't be registered (status %s, code %s)", error.status, error.code)
        except (aiohttp.ClientError, OSError) as error:
            _log.warning("the commands can't be registered (%s)", type(error).__name__)
        else:
            return
        if pause is not None:
            await asyncio.sleep(pause)


async def sync_if_changed(tree: app_commands.CommandTree[Any], state: Path | None, guild: int) -> bool:
    """Register the commands if their fingerprint differs from the one in `state`; tell whether it did."""
    payload = await _payload(tree)
    seen = json.dumps([tree.client.application_id, guild, payload], sort_keys=True, default=str)
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


async def _payload(tree: app_commands.CommandTree[Any]) -> list[dict[str, Any]]:
    """Give what is registered, in all languages that the tree's translator knows."""
    commands, translator = tree.get_commands(), tree.translator
    if translator is None:
        return [command.to_dict(tree) for command in commands]
    return [await command.get_translated_payload(tree, translator) for command in commands]


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
