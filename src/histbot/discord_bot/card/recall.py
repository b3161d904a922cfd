"""From a pressed button back to the answer it stands under: the quote found again, the question asked again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord

from histbot.discord_bot.card.asked import read_card
from histbot.discord_bot.card.reference import digest
from histbot.discord_bot.desk.places import where
from histbot.discord_bot.desk.question import Asked

if TYPE_CHECKING:
    from histbot.answering import Answer
    from histbot.discord_bot.card.reference import Found, Reference
    from histbot.discord_bot.desk.desk import Desk
    from histbot.discord_bot.desk.places import Place
    from histbot.knowledge import Knowledge

Interaction = discord.Interaction[Any]


def find(desk: Desk, reference: Reference, place: Place | int | None) -> Found | None:
    """Find a quote, if the server allows its article."""
    found = reference.find(desk.historian.knowledge)
    among = desk.settings(place).articles
    return found if found and (among is None or found.article.slug in among) else None


@dataclass(frozen=True, slots=True)
class Recalled:
    """An answer, asked for again."""

    asked: Asked
    """What was asked, as it stands on the card."""
    answer: Answer
    """The answer, with the same quote as on the card."""
    knowledge: Knowledge
    """The articles it was answered from."""


def asked_on_card(interaction: Interaction) -> Asked | None:
    """Read the question off the card whose button was pressed."""
    data: dict[str, Any] = dict(interaction.data or {})
    return read_card(interaction.message, pressed=data.get("custom_id")) if interaction.message else None


async def ask_again(interaction: Interaction, desk: Desk, reference: Reference) -> Recalled | None:
    """Ask the question of the pressed button's card again; give none if it gets another quote by now."""
    place = where(interaction)
    asked = asked_on_card(interaction)
    found = find(desk, reference, place)
    if asked is None or found is None:
        return None
    if reference.restricted:
        asked = Asked(asked.question, asked.before, found.article.slug)
    answer, knowledge = await desk.ask(asked, place, interaction.user.id)
    same = answer.quote is not None and digest(answer.quote.text) == reference.quote
    return Recalled(asked, answer, knowledge) if same else None
