"""Thumbs, and the form in which a thumb down may be explained. Counted, without who gave them.

A form is not kept for those who never send it: what it brings is read in `on_interaction`, after any restart.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import discord

from histbot.answering import place_of
from histbot.discord_bot import delivery
from histbot.discord_bot.asked import read_card
from histbot.discord_bot.desk import server_of
from histbot.discord_bot.failures import tell_failure
from histbot.discord_bot.outgoing import Outgoing
from histbot.discord_bot.recall import find
from histbot.errors import StorageError

if TYPE_CHECKING:
    from histbot.discord_bot.desk import Desk
    from histbot.discord_bot.reference import Reference
    from histbot.words import Words

Interaction = discord.Interaction[Any]
_FORM = "hb:form:"
_FIELD = "reason"
_LONGEST_REASON = 500
_log = logging.getLogger(__name__)


async def vote(interaction: Interaction, desk: Desk, thumb: str, reference: Reference) -> None:
    """Count a thumb; a second press takes it back, and a thumb down may be explained in a form."""
    say, server, message = desk.say(interaction), server_of(interaction), interaction.message
    if not desk.settings(server).feedback or message is None:
        await delivery.respond(interaction, Outgoing(say("feedback.off")))
        return
    before = desk.votes.cast(message.id, interaction.user.id, thumb)
    if thumb == "down" and before != "down":
        # First: only a press that was not answered yet can be answered by a form. And nothing else can be said then.
        await delivery.open_form(interaction, _form(reference, say))
        try:
            await _count(interaction, desk, reference, before, thumb)
        except StorageError as error:
            _log.warning("a thumb could not be stored: %s", error)
        return
    await delivery.acknowledge(interaction, private=True)
    await _count(interaction, desk, reference, before, thumb)
    said = "feedback.undone" if before == thumb else "feedback.thanks"
    await delivery.finish(interaction, Outgoing(say(said)))


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
    near = place_of(found.article, found.passage, found.span) if found else ("", "")
    await desk.stored(desk.store.dislike, server, asked.written, *near)


def _form(reference: Reference, say: Words) -> discord.ui.Modal:
    form = discord.ui.Modal(title=say("feedback.title"), custom_id=f"{_FORM}{reference}", timeout=None)
    text: discord.ui.TextInput[Any] = discord.ui.TextInput(
        placeholder=say("feedback.placeholder"), style=discord.TextStyle.paragraph, custom_id=_FIELD,
        max_length=_LONGEST_REASON, required=False,
    )  # fmt: skip
    form.add_item(discord.ui.Label(text=say("feedback.label"), component=text))
    form.stop()  # so that discord.py does not keep it
    return form


async def take_form(interaction: Interaction, desk: Desk) -> None:
    """Store what a form brings, if it is one of ours."""
    data: dict[str, Any] = dict(interaction.data or {})
    if interaction.type is not discord.InteractionType.modal_submit or not data["custom_id"].startswith(_FORM):
        return
    try:
        say, server = desk.say(interaction), server_of(interaction)
        await delivery.acknowledge(interaction, private=True)
        asked = read_card(interaction.message) if interaction.message else None
        reason = " ".join(_value(data.get("components", [])).split())
        if reason and asked is not None and desk.settings(server).record:
            await desk.stored(desk.store.add_reason, server, asked.written, reason[:_LONGEST_REASON])
        said = "feedback.received" if reason else "feedback.thanks"
        await delivery.finish(interaction, Outgoing(say(said)))
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
