"""From a pressed button back to the answer it stands under: the quote found again, the question asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from histbot.discord_bot.asked import Asked, read_card
from histbot.discord_bot.desk import server_of

if TYPE_CHECKING:
    from histbot.answering import Answer
    from histbot.discord_bot.desk import Desk
    from histbot.discord_bot.reference import Found, Reference

Interaction = discord.Interaction[Any]


def find(desk: Desk, reference: Reference, server: int | None) -> Found | None:
    """Find a quote, if the server allows its article."""
    found = reference.find(desk.historian.knowledge)
    among = desk.settings(server).articles
    return found if found and (among is None or found.article.slug in among) else None


async def ask_again(interaction: Interaction, desk: Desk, reference: Reference) -> tuple[Asked | None, Answer | None]:
    """Ask the question of the pressed button's card again."""
    asked = read_card(interaction.message) if interaction.message else None
    found = find(desk, reference, server_of(interaction))
    if asked is None or found is None:
        return None, None
    if reference.restricted:
        asked = Asked(asked.question, asked.before, found.article.slug)
    return asked, await desk.ask(asked, server_of(interaction), interaction.user.id)
