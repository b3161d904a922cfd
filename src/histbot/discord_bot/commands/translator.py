"""Command names and descriptions in the languages that Discord knows.

Discord has no Slovak: Slovaks read what the server's settings say, and see the commands in their client's language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import app_commands

from histbot.words import words

if TYPE_CHECKING:
    import discord


def told(key: str, **values: object) -> app_commands.locale_str:
    """Name or describe something of a command by its key in the catalogue."""
    return app_commands.locale_str(words("en")(key, **values), key=key, values=values)


class Translator(app_commands.Translator):
    """Looks up what `told` named."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContext[Any, Any],  # noqa: ARG002  # the same word everywhere
    ) -> str | None:
        """Give the words in `locale`, or none where the catalogue has no such language."""
        spoken = words(locale.value)
        key = string.extras.get("key")
        if key is None or spoken.language != locale.value[:2]:
            return None
        return None if spoken.language == "en" else spoken(key, **string.extras["values"])
