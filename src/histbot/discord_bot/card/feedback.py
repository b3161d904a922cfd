"""Thumbs, and the form in which a thumb down may be explained. Counted, without who gave them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import discord

from histbot.answering import place_of
from histbot.discord_bot.card.asked import read_card
from histbot.discord_bot.card.forms import REASON, one_field, typed_into
from histbot.discord_bot.card.recall import asked_on_card, find
from histbot.discord_bot.card.votes import Booth
from histbot.discord_bot.delivery import delivery
from histbot.discord_bot.delivery.outgoing import Outgoing
from histbot.discord_bot.desk.desk import server_of
from histbot.discord_bot.desk.places import where
from histbot.storage import DIRECT, Ballot

if TYPE_CHECKING:
    from histbot.discord_bot.card.reference import Found, Reference
    from histbot.discord_bot.desk.desk import Desk

Interaction = discord.Interaction[Any]
_LONGEST_REASON = 500
_HURRY = 1.5  # seconds that a form waits for the disk: it must be shown within 3 s of the press


async def vote(interaction: Interaction, desk: Desk, thumb: str, reference: Reference) -> None:
    """Count a thumb; a second press takes it back, and a thumb down may be explained in a form.

    One under a quote that is gone is not counted, and says so.
    """
    say, server, message = desk.say(interaction, private=True), server_of(interaction), interaction.message
    if not desk.settings(server).feedback or message is None:
        await delivery.respond(interaction, Outgoing(say("feedback.off")))
        return
    found = find(desk, reference, where(interaction))
    if found is None:
        await delivery.respond(interaction, Outgoing(say("card.gone")))
        return
    counting = asyncio.create_task(_count(interaction, desk, reference, found, thumb))
    await asyncio.wait((counting,), timeout=_HURRY)
    # Only a press that was not answered yet can be answered by a form; nothing else can be said then.
    if counting.done() and not counting.exception() and thumb == "down" and counting.result() != "down":
        await delivery.open_form(
            interaction, one_field(f"{REASON}{reference}", say, "feedback", _LONGEST_REASON, required=False)
        )
        return
    await delivery.acknowledge(interaction, private=True)
    said = "feedback.undone" if await counting == thumb else "feedback.thanks"
    await delivery.finish(interaction, Outgoing(say(said)))


async def _count(interaction: Interaction, desk: Desk, reference: Reference, found: Found, thumb: str) -> str | None:
    """Store a vote, and with it the question that needs a better answer; give the vote before it."""
    server, message = server_of(interaction), interaction.message
    voter = desk.own(Booth).voter(f"{message.id if message else 0}:{reference.quote}", interaction.user.id)
    ballot = Ballot(server or DIRECT, voter, thumb, found.article.slug, reference.quote)
    asked = asked_on_card(interaction) if desk.settings(server).record else None
    near = place_of(found.article, found.passage, found.span)
    return await desk.stored(desk.store.vote, ballot, asked and asked.written, *near)


async def take_reason(interaction: Interaction, desk: Desk, data: dict[str, Any]) -> None:
    """Store why an answer was thumbed down."""
    say, server = desk.say(interaction, private=True), server_of(interaction)
    await delivery.acknowledge(interaction, private=True)
    pressed = data["custom_id"].replace(REASON, "hb:down:", 1)
    asked = read_card(interaction.message, pressed=pressed) if interaction.message else None
    reason = typed_into(data)
    if reason and asked is not None and desk.settings(server).record:
        await desk.stored(desk.store.add_reason, server, asked.written, reason[:_LONGEST_REASON])
    said = "feedback.received" if reason else "feedback.thanks"
    await delivery.finish(interaction, Outgoing(say(said)))
