"""The answer card: what was asked, the answer, and its buttons. The same for commands, mentions and messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from histbot.discord_bot.card.asked import author_line
from histbot.discord_bot.card.buttons import CardButton, ShareButton
from histbot.discord_bot.card.reference import Reference
from histbot.discord_bot.delivery.outgoing import Outgoing
from histbot.discord_bot.shown.embeds import answer_embed, link
from histbot.discord_bot.shown.text import LABEL, LINK, clip, length

if TYPE_CHECKING:
    from histbot.answering import Answer
    from histbot.discord_bot.desk.question import Asked
    from histbot.knowledge import Knowledge
    from histbot.words import Words


def answer_card(  # noqa: PLR0913  # what a card is made of
    asked: Asked,
    answer: Answer,
    knowledge: Knowledge,
    say: Words,
    *,
    thumbs: bool,
    sharer: int | None = None,
) -> Outgoing:
    """Put an answer on a card; `sharer` is who may show a private one to the channel."""
    embed = answer_embed(answer, knowledge, say)
    embed.set_author(name=author_line(asked))
    reference = Reference.of(answer, restricted=asked.article is not None)
    view = _buttons(answer, reference, say, thumbs=thumbs, sharer=sharer) if reference else None
    return Outgoing(embeds=(embed,), view=view)


def _buttons(answer: Answer, reference: Reference, say: Words, *, thumbs: bool, sharer: int | None) -> discord.ui.View:
    """Make one row: what goes on from the answer, what stands behind it, thumbs, and the source or who may share it."""
    view = discord.ui.View(timeout=None)
    for name, emoji in (("follow", "↪️"), ("more", "🔍")) if answer.answered else (("why", None),):
        view.add_item(CardButton(name, reference, label=clip(say(f"button.{name}"), LABEL), emoji=emoji))
    if answer.answered and thumbs:
        view.add_item(CardButton("up", reference, emoji="👍"))
        view.add_item(CardButton("down", reference, emoji="👎"))
    source = link(answer.citation.url if answer.citation else None)
    if answer.answered and sharer is not None:
        view.add_item(ShareButton(sharer, label=say("button.share")))
    elif answer.answered and source and length(source) <= LINK:
        view.add_item(discord.ui.Button(label=say("button.source"), url=source))
    return view
