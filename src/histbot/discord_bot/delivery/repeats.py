"""Try again what Discord did not take, without hammering it, and say in one line what it never took.

Only for what may be repeated: see `delivery.py`, which knows what that is.
"""

from __future__ import annotations

import asyncio
import logging
import random
import secrets
import time
from typing import TYPE_CHECKING, TypeVar

import aiohttp
import discord

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

_T = TypeVar("_T")

PATIENCE = 20.0  # seconds a try may take
PAUSES = (0.5, 1.0, 2.0, 4.0)  # seconds between tries, more or less
LONGEST = 40.0  # seconds after which no other try is begun: who waits is told instead
LATER = (15.0, 30.0, 60.0, 120.0, 240.0, 300.0)
"""Seconds between the tries after that, where no word about it arrived either: an interaction takes 15 min."""
LOST = (aiohttp.ClientError, TimeoutError, OSError)
"""What nobody can tell of whether it arrived."""
NO_PERMISSION, NO_ACCESS, NO_HISTORY = 50013, 50001, 160002
MAY_NOT = (NO_PERMISSION, NO_ACCESS)
_TOO_MANY, _SERVER_ERROR = 429, 500
GONE = {10003: "channel", 10004: "server", 10008: "message", 10007: "member", 50007: "direct channel"}
_log = logging.getLogger(__name__)


async def repeated(call: Callable[[], Awaitable[_T]], place: object = None) -> _T:
    """Try until it works or can't; the last failure is raised. `place` is the channel, for what goes to one."""
    end = time.monotonic() + LONGEST
    for pause in PAUSES:
        try:
            return await patient(call, place)
        except discord.HTTPException as error:
            pause = max(_wanted_pause(error), pause * random.uniform(0.5, 1.5))  # noqa: PLW2901, S311  # jitter
            if not may_pass(error) or time.monotonic() + pause > end:
                raise
        except LOST:
            if time.monotonic() > end:
                raise
        await asyncio.sleep(pause)
    return await patient(call, place)


async def later(call: Callable[[], Awaitable[_T]], place: object = None) -> _T | None:
    """Try again, ever more seldom, while Discord can't be reached; none if it never can, or refuses."""
    for pause in LATER:
        await asyncio.sleep(pause * random.uniform(0.9, 1.0))  # noqa: S311  # jitter
        try:
            done = await patient(call, place)
        except (discord.HTTPException, *LOST) as error:
            if not is_passing(error):
                break
        else:
            _log.info("an answer that was lost came through after all")
            return done
    return None


async def patient(call: Callable[[], Awaitable[_T]], place: object, patience: float | None = None) -> _T:
    """Wait for a try, but not for ever: `patience` is in seconds. Raises `TimeoutError`, and what the try raises."""
    trying = asyncio.ensure_future(call())
    try:
        done, _ = await asyncio.wait((trying,), timeout=PATIENCE if patience is None else patience)
    except asyncio.CancelledError:
        trying.cancel()
        raise
    if done:
        return trying.result()
    trying.add_done_callback(lambda late: late.cancelled() or late.exception())
    if _gate_is_open(place):
        trying.cancel()
    raise TimeoutError


def _gate_is_open(place: object) -> bool:
    """Tell whether no global limit holds all requests to channels up.

    discord.py shuts its gate when such a limit is hit and opens it only at the end of the request that hit it:
    cancelled, that one would leave it shut for ever. It shows this nowhere.
    """
    gate: asyncio.Event | None = getattr(getattr(getattr(place, "_state", None), "http", None), "_global_over", None)
    return gate is None or gate.is_set()


def may_pass(error: discord.HTTPException) -> bool:
    """Tell whether the same request may be taken later."""
    return error.status >= _SERVER_ERROR or error.status == _TOO_MANY


def is_passing(error: Exception) -> bool:
    """Tell whether what failed was the network, or a trouble of Discord's, and no refusal."""
    return may_pass(error) if isinstance(error, discord.HTTPException) else isinstance(error, LOST)


def _wanted_pause(error: discord.HTTPException) -> float:
    try:
        return min(float(error.response.headers.get("Retry-After", 0)), PATIENCE)
    except ValueError:
        return 0.0


def report(error: Exception, place: int | None) -> str:
    """Log in one line why an answer did not arrive, and what to do; give the reference that the line begins with."""
    code, reference = getattr(error, "code", 0), secrets.token_hex(3)
    if code in GONE:
        _log.info("reference %s: an answer came too late for channel %s: its %s is gone", reference, place, GONE[code])
    elif code in (*MAY_NOT, NO_HISTORY):
        _log.warning(
            "reference %s: may not answer in channel %s: give the bot View Channel, Send Messages, Embed Links and "
            "Read Message History there",
            reference,
            place,
        )
    elif isinstance(error, discord.HTTPException):
        said = "reference %s: an answer in channel %s was refused: status %s, code %s"
        _log.warning(said, reference, place, error.status, code)
    else:
        _log.warning("reference %s: an answer in channel %s was lost: %s", reference, place, type(error).__name__)
    return reference
