"""The first answer to an interaction: due within 3 s, taken once.

It may be repeated: Discord takes one for each interaction and answers the second with 40060, so that one is done. But a
Discord that is merely slow is not asked again: a first try has nearly all of the time.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import discord

from histbot.discord_bot.delivery.repeats import LOST, may_pass

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

TOO_LATE = 10062
_DONE_ALREADY = 40060
_HURRY = (2.2, 0.4, 0.3)  # seconds a try may take: all of them fit into the 3 s that Discord waits
_BREATH = 0.2  # seconds between tries that were refused at once
_log = logging.getLogger(__name__)


async def call_back(interaction: discord.Interaction, call: Callable[[], Awaitable[object]]) -> bool:
    """Insist within Discord's 3 s; true when it took the callback, false when it did not or nobody knows.

    Raises `discord.HTTPException` for what no repeat can mend.
    """
    for patience in _HURRY:
        try:
            async with asyncio.timeout(patience):
                await call()
        except discord.InteractionResponded:
            return True
        except discord.HTTPException as error:
            if error.code == _DONE_ALREADY:
                break
            if error.code == TOO_LATE:
                return False
            if not may_pass(error):
                raise
            await asyncio.sleep(_BREATH)
        except LOST:
            continue
        else:
            break
    else:
        _log.warning("Discord did not confirm an answer in time; going on as if it had")
        return False
    interaction.extras["answered"] = True
    return True


def is_answered(interaction: discord.Interaction) -> bool:
    """Tell whether an interaction was acknowledged or answered, as far as is known."""
    return interaction.response.is_done() or bool(interaction.extras.get("answered"))
