"""A question brought by an interaction, from whichever command, form or menu: answered, or refused privately."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from histbot.discord_bot.card.card import answer_card
from histbot.discord_bot.delivery import delivery
from histbot.discord_bot.delivery.outgoing import Outgoing
from histbot.discord_bot.delivery.signs import working
from histbot.discord_bot.desk.desk import LONGEST_QUESTION
from histbot.discord_bot.desk.failures import may_manage
from histbot.discord_bot.desk.places import where

if TYPE_CHECKING:
    from histbot.discord_bot.desk.desk import Desk
    from histbot.discord_bot.desk.question import Asked

Interaction = discord.Interaction[Any]


async def answer_command(interaction: Interaction, desk: Desk, asked: Asked, *, private: bool) -> None:
    """Answer a question that a command brought, or say privately why not."""
    say, place = desk.say(interaction, private=private), where(interaction)
    server = place.server
    if refusal := hindrance(interaction, desk, asked):
        await delivery.respond(interaction, Outgoing(refusal))
        return
    # Whether the answer is private must be said now: it can't be changed later.
    await delivery.acknowledge(interaction, private=private)
    async with working(interaction, say("working.answer")):
        answer, knowledge = await desk.ask(asked, place, interaction.user.id)
    sharer = interaction.user.id if private and server is not None else None
    card = answer_card(asked, answer, knowledge, say, thumbs=desk.settings(server).feedback, sharer=sharer)
    await delivery.finish(interaction, card)
    await desk.note(asked, answer, knowledge, server)


def hindrance(interaction: Interaction, desk: Desk, asked: Asked) -> str | None:
    """Say why a question is not taken, before anything public is begun; raises `UnknownArticleError`."""
    say, place = desk.say(interaction, private=True), where(interaction)
    if desk.ignores(place, interaction.user):
        return say("ask.ignored")
    if not asked.question:
        return say("ask.empty")
    if len(asked.question) > LONGEST_QUESTION:
        return say("ask.too_long", count=LONGEST_QUESTION)
    if asked.article is not None:
        desk.require(asked.article, place)
    if may_manage(interaction):
        return None
    refusal = desk.admit(place, interaction.channel_id, interaction.user.id)
    return refusal.tell(say) if refusal else None
