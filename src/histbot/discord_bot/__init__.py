"""histbot in Discord: translation only. discord.py is loaded when the bot is run, not before."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from histbot.settings import Settings

__all__ = ["invite_link", "read_health", "run_bot"]


def run_bot(settings: Settings) -> None:
    """Run the bot until stopped; raises `BotError` for what its owner must mend."""
    from histbot.threads import one_core_a_question

    one_core_a_question()  # before numpy is loaded
    from histbot.discord_bot.process.run import run_bot as run

    run(settings)


def invite_link(environ: Mapping[str, str] = os.environ) -> str:
    """Give the link that adds the bot to a server, with the permissions it needs and no more."""
    from histbot.discord_bot.process.invite import invite_link as link
    from histbot.discord_bot.process.invite import read_token

    return link(read_token(environ))


def read_health(settings: Settings) -> tuple[bool, str]:
    """Tell whether the bot that runs with these settings is well, and how it is."""
    from histbot.discord_bot.process.health import health_file, read_health_file

    return read_health_file(health_file(settings))
