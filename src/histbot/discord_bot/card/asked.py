"""A question on a card: written so that nothing in it works, and read off again when a button is pressed.

The question stands on the card, for its readers and for the buttons: pressed after a restart, or in a year, they ask
it again. So nothing has to be kept of a card, and no question is stored for it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from histbot.answering.question.followup import BEHIND
from histbot.discord_bot.desk.question import Asked
from histbot.discord_bot.shown.text import clip, defuse, length, restore

if TYPE_CHECKING:
    import discord

_AUTHOR = 256  # code units of an embed's author line, which is where the question stands
# A member, role, channel, emoji or time: nothing to look for, and nobody's number is to be stored.
_TAG = re.compile(r"<(?:@[!&]?|#|a?:\w{1,32}:|t:)\d{1,20}(?::\w)?>")


def words_of(content: str) -> str:
    """Give the words of a message: one line, without whom or what it points to.

    The sign that stands between two questions on a card is no word, and typed, must not be taken for it.
    """
    return " ".join(_TAG.sub(" ", content).replace(BEHIND.strip(), "←").split())


def author_line(asked: Asked) -> str:
    """Write a question and the one before it; what is too long for a card is cut, and asked again as it was cut."""
    question = clip(defuse(asked.question), _AUTHOR)
    room = _AUTHOR - length(question) - len(BEHIND)
    return question + BEHIND + clip(defuse(asked.before), room) if asked.before and room > len(BEHIND) else question


def read_card(message: discord.Message, *, pressed: str | None = None, asker: int | None = None) -> Asked | None:
    """Read the question off a card, or none if the message is no card.

    Of several cards in a message (see `outbox.py`), it is the one whose button was `pressed`, a `custom_id`, or that of
    the `asker`; else the first.
    """
    lines = [embed.author.name for embed in message.embeds if embed.author.name]
    if not lines and message.content.startswith("> "):  # a card in words, where embeds may not be sent
        lines = [message.content[2:].partition("\n")[0]]
    if not lines:
        return None
    line = lines[_which(message, pressed, asker)] if len(lines) > 1 else lines[0]
    question, _, before = line.partition(BEHIND)
    return Asked(restore(question), restore(before) or None)


def _which(message: discord.Message, pressed: str | None, asker: int | None) -> int:
    """Tell which card of several is meant: there is a row of buttons and a mention in front for each, in order."""
    if pressed is not None:
        rows = [
            [getattr(item, "custom_id", None) for item in getattr(row, "children", ())] for row in message.components
        ]
        return next((place for place, row in enumerate(rows) if pressed in row), 0)
    mentioned = re.findall(r"<@!?(\d+)>", message.content)
    return mentioned.index(str(asker)) if str(asker) in mentioned else 0
