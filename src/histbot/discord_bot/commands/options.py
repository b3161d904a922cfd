"""What commands and their options are called, by their keys in the catalogue: once for all languages of Discord."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from discord import app_commands

from histbot.discord_bot.commands.translator import told
from histbot.discord_bot.desk.fairness import CHANNEL_QUESTIONS, MEMBER_QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    T = TypeVar("T")

_COUNTS = {"member_cooldown": MEMBER_QUESTIONS, "channel_cooldown": CHANNEL_QUESTIONS}
"""How many questions the descriptions of these options speak of."""


def called(key: str) -> dict[str, Any]:
    """Give the name and the description of a command."""
    return {"name": told(f"command.{key}.name"), "description": told(f"command.{key}.description")}


def options(*same: str, **others: str) -> Callable[[T], T]:
    """Name and describe the options of a command: those called `same` as in the catalogue, `others` by their key."""
    keys = {option: option for option in same} | others
    names = {option: told(f"option.{key}.name") for option, key in keys.items()}
    descriptions = {
        option: told(f"option.{key}.description", questions=_COUNTS[key])
        if key in _COUNTS
        else told(f"option.{key}.description")
        for option, key in keys.items()
    }

    def decorate(command: T) -> T:
        return app_commands.describe(**descriptions)(app_commands.rename(**names)(command))

    return decorate
