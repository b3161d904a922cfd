"""The buttons of a card. All they know stands in their `custom_id` and on their card: they work after any restart.

discord.py makes one for a press and drops it then; none is kept for a message. A form is no different: its fields
come back in `on_interaction`, so that one that is never sent leaves nothing behind.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import discord

from histbot.discord_bot import delivery
from histbot.discord_bot.asked import Asked, read_card
from histbot.discord_bot.desk import nearest, server_of
from histbot.discord_bot.details import more_embed, others_embed, why_embed
from histbot.discord_bot.failures import tell_failure
from histbot.discord_bot.outgoing import Outgoing
from histbot.discord_bot.reference import PATTERN, Reference, digest

if TYPE_CHECKING:
    import re

    from histbot.answering import Answer
    from histbot.discord_bot.desk import Desk
    from histbot.discord_bot.reference import Found
    from histbot.words import Words

Interaction = discord.Interaction[Any]
FORM = "hb:form"
_FIELD = "reason"
_LONGEST_REASON = 500
_ACTIONS = "more|others|why|up|down"


class Button(discord.ui.DynamicItem[discord.ui.Button[Any]], template="hb:none"):
    """A button whose failures are told to whoever pressed it."""

    async def callback(self, interaction: Interaction, /) -> None:
        """Do what the button says."""
        try:
            await self.press(interaction, interaction.client.desk)
        except Exception as error:  # noqa: BLE001  # whatever it is, someone waits for an answer
            await tell_failure(interaction, error)

    async def press(self, interaction: Interaction, desk: Desk) -> None:
        """Do it."""
        raise NotImplementedError


class CardButton(Button, template=rf"hb:(?P<action>{_ACTIONS}):(?P<reference>{PATTERN})"):
    """More context, other passages, why, or a thumb."""

    def __init__(self, action: str, reference: Reference, label: str | None = None, emoji: str | None = None) -> None:
        """Make the button for a quote."""
        super().__init__(discord.ui.Button(label=label, emoji=emoji, custom_id=f"hb:{action}:{reference}", row=0))
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
        elif self.action == "more":
            await self._show_more(interaction, desk)
        else:
            await self._ask_again(interaction, desk)

    async def _show_more(self, interaction: Interaction, desk: Desk) -> None:
        say = desk.say(interaction)
        found = find(desk, self.reference, server_of(interaction))
        shown = Outgoing(embeds=(more_embed(found, say),)) if found else Outgoing(say("card.gone"))
        await delivery.respond(interaction, shown, late=say("error.late"))

    async def _ask_again(self, interaction: Interaction, desk: Desk) -> None:
        say = desk.say(interaction)
        await delivery.acknowledge(interaction, private=True)
        asked, answer = await ask_again(interaction, desk, self.reference)
        if asked is None or answer is None or answer.quote is None or digest(answer.quote.text) != self.reference.quote:
            shown = Outgoing(say("card.gone"))
        elif self.action == "why":
            shown = Outgoing(embeds=(why_embed(answer, asked.before, say),))
        else:
            shown = Outgoing(embeds=(others_embed(answer, desk.historian.knowledge, say),))
        await delivery.finish(interaction, shown, late=say("error.late"))


class ShareButton(Button, template=r"hb:share:(?P<owner>\d+)"):
    """Shows a private answer to the channel, if its asker wants that."""

    def __init__(self, owner: int, label: str | None = None) -> None:
        """Make the button for the answer of `owner`."""
        super().__init__(
            discord.ui.Button(
                label=label, emoji="📣", style=discord.ButtonStyle.primary, custom_id=f"hb:share:{owner}", row=1
            )
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
        elif not desk.shared.first_time(message.id):
            await delivery.respond(interaction, Outgoing(say("card.share_done")))
        else:
            who = say("card.shared", who=interaction.user.mention)
            shared = Outgoing(f"-# {who}", tuple(message.embeds), _without_sharing(message))
            await delivery.respond(interaction, shared, private=False, late=say("error.late"))


def _without_sharing(message: discord.Message) -> discord.ui.View:
    view = discord.ui.View.from_message(message, timeout=None)
    for item in list(view.children):
        if isinstance(item, discord.ui.Button) and (item.custom_id or "").startswith("hb:share:"):
            view.remove_item(item)
    view.stop()  # sent as it is; its buttons are answered by their custom_id, so discord.py need not keep it
    return view


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


async def vote(interaction: Interaction, desk: Desk, thumb: str, reference: Reference) -> None:
    """Count a thumb; a second press takes it back, and a thumb down may be explained in a form."""
    say, server, message = desk.say(interaction), server_of(interaction), interaction.message
    if not desk.settings(server).feedback or message is None:
        await delivery.respond(interaction, Outgoing(say("feedback.off")))
        return
    before = desk.votes.cast(message.id, interaction.user.id, thumb)
    counting = asyncio.create_task(_count(interaction, desk, reference, before, thumb), name="thumb")
    if thumb == "down" and before != "down":
        await delivery.open_form(interaction, _form(reference, say))  # must come first: a form answers a press only
        await counting
        return
    await delivery.acknowledge(interaction, private=True)
    await counting
    said = "feedback.undone" if before == thumb else "feedback.thanks"
    await delivery.finish(interaction, Outgoing(say(said)), late=say("error.late"))


async def _count(interaction: Interaction, desk: Desk, reference: Reference, before: str | None, thumb: str) -> None:
    """Store the difference that a vote makes: to the quote's thumbs, and to the questions that need a better answer."""
    server = server_of(interaction)
    found = find(desk, reference, server)
    after = None if before == thumb else thumb
    liked, disliked = ((after == name) - (before == name) for name in ("up", "down"))
    if found is not None:
        slug, quote = found.article.slug, reference.quote
        await desk.stored(lambda: desk.store.thumb(server, slug, quote, liked=liked, disliked=disliked))
    asked = read_card(interaction.message) if interaction.message else None
    if asked is None or not disliked or not desk.settings(server).record:
        return
    if disliked < 0:
        await desk.stored(desk.store.undo_dislike, server, asked.written)
        return
    _, answer = await ask_again(interaction, desk, reference)
    near = nearest(answer, desk.historian.knowledge) if answer else ("", "")
    await desk.stored(desk.store.dislike, server, asked.written, *near)


def _form(reference: Reference, say: Words) -> discord.ui.Modal:
    form = discord.ui.Modal(title=say("feedback.title"), custom_id=f"{FORM}:{reference}", timeout=None)
    text: discord.ui.TextInput[Any] = discord.ui.TextInput(
        placeholder=say("feedback.placeholder"), style=discord.TextStyle.paragraph, custom_id=_FIELD,
        max_length=_LONGEST_REASON, required=False,
    )  # fmt: skip
    form.add_item(discord.ui.Label(text=say("feedback.label"), component=text))
    form.stop()  # as above: not kept for those who never send it
    return form


async def take_form(interaction: Interaction, desk: Desk) -> None:
    """Store what a form brings, if it is one of ours."""
    data: dict[str, Any] = dict(interaction.data or {})
    if interaction.type is not discord.InteractionType.modal_submit or not data["custom_id"].startswith(f"{FORM}:"):
        return
    try:
        say, server = desk.say(interaction), server_of(interaction)
        await delivery.acknowledge(interaction, private=True)
        asked = read_card(interaction.message) if interaction.message else None
        reason = " ".join(_value(data.get("components", [])).split())
        if reason and asked is not None and desk.settings(server).record:
            await desk.stored(desk.store.add_reason, server, asked.written, reason[:_LONGEST_REASON])
        said = "feedback.received" if reason else "feedback.thanks"
        await delivery.finish(interaction, Outgoing(say(said)), late=say("error.late"))
    except Exception as error:  # noqa: BLE001  # as for a button
        await tell_failure(interaction, error)


def _value(components: list[dict[str, Any]]) -> str:
    """Give what was typed into the form's one field, however Discord wraps it: in a row, or in a label."""
    for component in components:
        if component.get("custom_id") == _FIELD:
            return str(component.get("value") or "")
        inner = component.get("components") or ([component["component"]] if "component" in component else [])
        if found := _value(inner):
            return found
    return ""
