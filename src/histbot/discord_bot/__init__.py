"""histbot in Discord: translation only. discord.py is loaded when the bot is run, not before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from histbot.settings import Settings

__all__ = ["run_bot"]


def run_bot(settings: Settings) -> None:
    """Run the bot until stopped; raises `BotError` for what its owner must mend."""
    from histbot.discord_bot.run import run_bot as run

    run(settings)
