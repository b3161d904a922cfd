"""A follow-up by a form: the way to go on that needs no message, and so no intent and no ping.

Discord hides what replies to a command's answer say, and replies without a ping, from a bot without the message-content
intent. What is typed into a form it always tells.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import discord

from histbot.discord_bot.card.asked import read_card, words_of
from histbot.discord_bot.card.forms import typed_into
from histbot.discord_bot.chat.answering import answer_command
from histbot.discord_bot.delivery import delivery
from histbot.discord_bot.delivery.outgoing import Outgoing
from histbot.discord_bot.desk.question import Asked

if TYPE_CHECKING:
    from histbot.discord_bot.desk.desk import Desk

Interaction = discord.Interaction[Any]


async def take_followup(interaction: Interaction, desk: Desk, data: dict[str, Any]) -> None:
    """Answer what was typed, with the question on the card before it where it leans on that.

    Whose card is private gets a private answer.
    """
    message, question = interaction.message, words_of(typed_into(data))
    card = read_card(message, pressed=data["custom_id"]) if message else None
    if message is None or card is None or not question:
        await delivery.respond(interaction, Outgoing(desk.say(interaction)("ask.empty")))
        return
    leans = await asyncio.to_thread(desk.historian.leans, question, card.topic)
    asked = Asked(question, card.topic if leans else None)
    await answer_command(interaction, desk, asked, private=message.flags.ephemeral)
