"""The button that deletes what is kept of a server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from histbot.discord_bot.card.buttons import Button
from histbot.discord_bot.delivery import delivery
from histbot.discord_bot.delivery.outgoing import Outgoing
from histbot.discord_bot.desk.failures import may_manage

if TYPE_CHECKING:
    import re

    from histbot.discord_bot.desk.desk import Desk

Interaction = discord.Interaction[Any]


class ForgetButton(Button, template=r"hb:forget:(?P<owner>\d+)"):
    """Deletes what is kept of a server, once someone who may has said so twice."""

    def __init__(self, owner: int, label: str | None = None) -> None:
        """Make the button for whoever gave the command."""
        super().__init__(
            discord.ui.Button(label=label, style=discord.ButtonStyle.danger, custom_id=f"hb:forget:{owner}")
        )

    @classmethod
    async def from_custom_id(cls, _: Interaction, __: discord.ui.Item[Any], match: re.Match[str], /) -> ForgetButton:
        """Make it anew when it is pressed."""
        return cls(int(match["owner"]), "…")

    async def press(self, interaction: Interaction, desk: Desk) -> None:
        """Delete it all."""
        say = desk.say(interaction, private=True)
        if not may_manage(interaction):
            await delivery.respond(interaction, Outgoing(say("error.not_allowed")))
            return
        await delivery.acknowledge(interaction, updates=True)
        await desk.stored(desk.store.forget, interaction.guild_id)
        await delivery.finish(interaction, Outgoing(say("forget.done")))
