"""`/histbot setup`: what should be settled first, on one message that changes as it is settled."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord

from histbot.discord_bot.card.buttons import Button, handled
from histbot.discord_bot.delivery import delivery
from histbot.discord_bot.delivery.outgoing import Outgoing
from histbot.discord_bot.desk.failures import may_manage
from histbot.discord_bot.moderators.daily import silent_in
from histbot.discord_bot.shown.text import LABEL, clip

if TYPE_CHECKING:
    import re

    from histbot.discord_bot.desk.desk import Desk
    from histbot.words import Words

Interaction = discord.Interaction[Any]
_TOGGLES = ("private", "threads", "feedback", "record")
_NEEDED = ("view_channel", "send_messages", "embed_links", "read_message_history", "attach_files")
_MOST = 25  # channels in a menu
_KINDS = [discord.ChannelType.text, discord.ChannelType.news, discord.ChannelType.forum, discord.ChannelType.voice]


def setup_message(interaction: Interaction, desk: Desk) -> Outgoing:
    """Show what is settled so far, what is missing, and the ways to change it."""
    say, server = desk.say(interaction, private=True), interaction.guild_id or 0
    settled = desk.store.settings(server)
    lines = [say("setup.channels"), *(f"**{say(f'toggle.{name}')}** – {say(f'setup.{name}')}" for name in _TOGGLES)]
    missing = [name for name in _NEEDED if not getattr(interaction.app_permissions, name)]
    if missing:
        lines.append("⚠️ " + say("setup.missing", permissions=", ".join(say(f"permission.{name}") for name in missing)))
    if silent := silent_in(interaction, settled.ask_channels):
        lines.append("⚠️ " + say("daily.no_channel", channel=" ".join(f"<#{each}>" for each in silent)))
    if settled.ask_channels and not desk.bot_settings.discord.message_content:
        lines.append("⚠️ " + say("settings.no_intent"))
    lines.append(say("setup.more"))
    view = discord.ui.View(timeout=None)
    view.add_item(AskMenu(settled.ask_channels, say))
    for name in _TOGGLES:
        on = desk.is_private(server) if name == "private" else bool(getattr(settled, name))
        view.add_item(Toggle(name, on=on, say=say))
    return Outgoing(embeds=(discord.Embed(title=say("setup.title"), description="\n\n".join(lines)),), view=view)


async def _settle(interaction: Interaction, desk: Desk, **changes: Any) -> None:
    """Store a change, and show what is settled then."""
    server = interaction.guild_id
    if server is None or not may_manage(interaction):
        await delivery.respond(interaction, Outgoing(desk.say(interaction, private=True)("error.not_allowed")))
        return
    await delivery.acknowledge(interaction, updates=True)
    await desk.stored(desk.store.change, server, replace(desk.store.settings(server), **changes))
    await delivery.finish(interaction, setup_message(interaction, desk))


class AskMenu(discord.ui.DynamicItem[discord.ui.ChannelSelect[Any]], template=r"hb:setup:channels"):
    """Chooses the ask channels."""

    def __init__(self, chosen: tuple[int, ...] = (), say: Words | None = None) -> None:
        """Make the menu, with those chosen that are ask channels now."""
        kind = discord.SelectDefaultValueType.channel
        menu: discord.ui.ChannelSelect[Any] = discord.ui.ChannelSelect(
            custom_id="hb:setup:channels", channel_types=_KINDS, min_values=0, max_values=_MOST,
            placeholder=clip(say("settings.ask_channels"), 150) if say else None,
            default_values=[discord.SelectDefaultValue(id=each, type=kind) for each in chosen[:_MOST]],
        )  # fmt: skip
        super().__init__(menu)

    @classmethod
    async def from_custom_id(cls, _: Interaction, __: discord.ui.Item[Any], ___: re.Match[str], /) -> AskMenu:
        """Make it anew when something is chosen."""
        return cls()

    async def callback(self, interaction: Interaction, /) -> None:
        """Settle what was chosen."""

        async def choose(interaction: Interaction, desk: Desk) -> None:
            data: dict[str, Any] = dict(interaction.data or {})
            await _settle(interaction, desk, ask_channels=tuple(int(each) for each in data.get("values", ())))

        await handled(interaction, choose)


class Toggle(Button, template=rf"hb:setup:(?P<name>{'|'.join(_TOGGLES)}):(?P<on>[01])"):
    """Switches something on or off."""

    def __init__(self, name: str, *, on: bool, say: Words | None = None) -> None:
        """Make the button for what is `on` or not now."""
        style = discord.ButtonStyle.success if on else discord.ButtonStyle.secondary
        label = clip(f"{say(f'toggle.{name}')}: {say('settings.yes' if on else 'settings.no')}", LABEL) if say else "…"
        super().__init__(
            discord.ui.Button(label=label, style=style, custom_id=f"hb:setup:{name}:{int(on)}", row=1 + _row(name))
        )
        self.name, self.on = name, on

    @classmethod
    async def from_custom_id(cls, _: Interaction, __: discord.ui.Item[Any], match: re.Match[str], /) -> Toggle:
        """Make it anew when it is pressed."""
        return cls(match["name"], on=match["on"] == "1")

    async def press(self, interaction: Interaction, desk: Desk) -> None:
        """Switch it."""
        await _settle(interaction, desk, **{self.name: not self.on})


def _row(name: str) -> int:
    """Two to a row: their labels are long."""
    return _TOGGLES.index(name) // 2
