"""The buttons of a card. All they know stands in their `custom_id` and on their card: they work after any restart.

discord.py makes one for a press and drops it then; none is kept for a message.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from histbot.discord_bot.card.asked import author_line
from histbot.discord_bot.card.details import more_embed, others_embed, why_embed
from histbot.discord_bot.card.feedback import vote
from histbot.discord_bot.card.forms import FOLLOW_UP, one_field
from histbot.discord_bot.card.recall import ask_again, asked_on_card, find
from histbot.discord_bot.card.reference import PATTERN, Reference
from histbot.discord_bot.delivery import delivery
from histbot.discord_bot.delivery.outgoing import Outgoing
from histbot.discord_bot.delivery.signs import working
from histbot.discord_bot.desk.desk import LONGEST_QUESTION
from histbot.discord_bot.desk.failures import tell_failure
from histbot.discord_bot.desk.places import where
from histbot.discord_bot.shown.text import LABEL, clip

if TYPE_CHECKING:
    import re
    from collections.abc import Awaitable, Callable

    from histbot.discord_bot.desk.desk import Desk

Interaction = discord.Interaction[Any]
_ACTIONS = "follow|more|others|why|up|down"


async def handled(interaction: Interaction, work: Callable[[Interaction, Desk], Awaitable[None]]) -> None:
    """Do what a button or menu stands for, once, and tell of failures: someone waits for an answer."""
    desk: Desk = interaction.client.desk
    if not desk.pressed.first_time(interaction.id):  # Discord delivers a press again when a connection is resumed
        return
    try:
        await work(interaction, desk)
    except Exception as error:  # noqa: BLE001  # whatever it is
        await tell_failure(interaction, error)


class Button(discord.ui.DynamicItem[discord.ui.Button[Any]], template="hb:none"):
    """A button whose failures are told to whoever pressed it."""

    async def callback(self, interaction: Interaction, /) -> None:
        """Do what the button says."""
        await handled(interaction, self.press)

    async def press(self, interaction: Interaction, desk: Desk) -> None:
        """Do it."""
        raise NotImplementedError


class CardButton(Button, template=rf"hb:(?P<action>{_ACTIONS}):(?P<reference>{PATTERN})"):
    """More context, other passages, why, or a thumb."""

    def __init__(self, action: str, reference: Reference, label: str | None = None, emoji: str | None = None) -> None:
        """Make the button for a quote."""
        super().__init__(discord.ui.Button(label=label, emoji=emoji, custom_id=f"hb:{action}:{reference}"))
        self.action, self.reference = action, reference

    @classmethod
    async def from_custom_id(cls, _: Interaction, item: discord.ui.Item[Any], match: re.Match[str], /) -> CardButton:
        """Make it anew when it is pressed."""
        assert isinstance(item, discord.ui.Button)  # noqa: S101  # only buttons have such a custom_id
        return cls(match["action"], Reference.parse(match["reference"]), item.label)

    async def press(self, interaction: Interaction, desk: Desk) -> None:
        """Do it, for whoever pressed it alone."""
        if self.action in ("up", "down"):
            await vote(interaction, desk, self.action, self.reference)
        elif self.action == "follow":
            form = one_field(
                f"{FOLLOW_UP}{self.reference}",
                desk.say(interaction, private=True),
                "followup",
                LONGEST_QUESTION,
                required=True,
            )
            await delivery.open_form(interaction, form)
        elif self.action == "more":
            await self._show_more(interaction, desk)
        else:
            await self._ask_again(interaction, desk)

    async def _show_more(self, interaction: Interaction, desk: Desk) -> None:
        say = desk.say(interaction, private=True)
        found = find(desk, self.reference, where(interaction))
        if found is None:
            await delivery.respond(interaction, Outgoing(say("card.gone")))
            return
        embed, asked = more_embed(found, say), asked_on_card(interaction)
        view = discord.ui.View(timeout=None)
        if asked is not None:
            embed.set_author(name=author_line(asked))  # so that what stands under it can be asked for from here, too
            for name in ("why", "others"):
                view.add_item(CardButton(name, self.reference, label=clip(say(f"button.{name}"), LABEL)))
        await delivery.respond(interaction, Outgoing(embeds=(embed,), view=view if asked else None))

    async def _ask_again(self, interaction: Interaction, desk: Desk) -> None:
        say = desk.say(interaction, private=True)
        await delivery.acknowledge(interaction, private=True)
        async with working(interaction, say("working.answer")):
            again = await ask_again(interaction, desk, self.reference)
        if again is None:
            shown = Outgoing(say("card.gone"))
        elif self.action == "why":
            shown = Outgoing(embeds=(why_embed(again.answer, again.knowledge, again.asked.before, say),))
        else:
            shown = Outgoing(embeds=(others_embed(again.answer, again.knowledge, say),))
        await delivery.finish(interaction, shown)


class ShareButton(Button, template=r"hb:share:(?P<owner>\d+)"):
    """Shows a private answer to the channel, if its asker wants that."""

    def __init__(self, owner: int, label: str | None = None) -> None:
        """Make the button for the answer of `owner`."""
        super().__init__(
            discord.ui.Button(label=label, emoji="📣", style=discord.ButtonStyle.primary, custom_id=f"hb:share:{owner}")
        )
        self.owner = owner

    @classmethod
    async def from_custom_id(cls, _: Interaction, item: discord.ui.Item[Any], match: re.Match[str], /) -> ShareButton:
        """Make it anew when it is pressed."""
        assert isinstance(item, discord.ui.Button)  # noqa: S101
        return cls(int(match["owner"]), item.label)

    async def press(self, interaction: Interaction, desk: Desk) -> None:
        """Say the same again, for all, without this button."""
        say, message = desk.say(interaction), interaction.message
        if interaction.user.id != self.owner or message is None:
            await delivery.respond(interaction, Outgoing(say("card.share_not_yours")))
        elif not await desk.stored(desk.store.first_time, "share", message.id):
            await delivery.respond(interaction, Outgoing(say("card.share_done")))
        else:
            who = say("card.shared", who=interaction.user.mention)
            shared = Outgoing(f"-# {who}", tuple(message.embeds), _without_sharing(message))
            await delivery.respond(interaction, shared, private=False)


def _without_sharing(message: discord.Message) -> discord.ui.View:
    view = discord.ui.View.from_message(message, timeout=None)
    for item in list(view.children):
        if isinstance(item, discord.ui.Button) and (item.custom_id or "").startswith("hb:share:"):
            view.remove_item(item)
    view.stop()  # sent as it is; its buttons are answered by their custom_id, so discord.py need not keep it
    return view
