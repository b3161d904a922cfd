"""Which messages are questions for the bot, and what they ask.

Meant for it are mentions, direct messages, replies to it, what is asked in its threads, and, where moderators want
that, every question of a channel. Never: bots, webhooks and itself, talk in an ask channel, a "thanks!" in reply.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import discord

from histbot.answering import is_question, is_small_talk
from histbot.discord_bot.card.asked import words_of
from histbot.discord_bot.desk.places import where_said

if TYPE_CHECKING:
    from collections.abc import Callable

    from histbot.discord_bot.desk.desk import Desk

_KINDS = (discord.MessageType.default, discord.MessageType.reply)


class Addressing:
    """Tells what is meant for the bot."""

    def __init__(self, desk: Desk, me: Callable[[], discord.ClientUser | None]) -> None:
        """Look servers' ask channels up at `desk`; `me` tells who the bot is."""
        self._desk, self.me = desk, me

    def is_meant(self, message: discord.Message) -> bool:
        """Tell whether a message is to be answered."""
        me = self.me()
        if me is None or message.author.bot or message.webhook_id is not None or message.type not in _KINDS:
            return False
        if self._thanks(message, me) or self._desk.ignores(where_said(message), message.author):
            return False
        if message.guild is None or me in message.mentions or self._replies_to_me(message):
            return True
        others = any(each != me for each in message.mentions) or message.role_mentions or message.reference is not None
        if others or not message.content:
            return False
        mine = isinstance(message.channel, discord.Thread) and message.channel.owner_id == me.id
        return (mine or self._is_ask_channel(message)) and is_question(self.text(message))

    def is_unreadable(self, message: discord.Message) -> bool:
        """Tell whether a message seems meant for the bot, but Discord does not show it what it says.

        Without the message-content intent these are replies without a ping, and what is asked in the bot's own threads.
        """
        me = self.me()
        if me is None or self._desk.ignores(where_said(message), message.author):
            return False
        if self._desk.bot_settings.discord.message_content or message.guild is None:
            return False
        said = message.content or message.attachments or message.stickers or message.embeds or message.poll
        if said or message.author.bot or message.webhook_id is not None or message.type not in _KINDS:
            return False
        mine = isinstance(message.channel, discord.Thread) and message.channel.owner_id == me.id
        earlier = message.reference.resolved if message.reference else None
        return (mine and not message.reference) or (isinstance(earlier, discord.Message) and earlier.author == me)

    def _thanks(self, message: discord.Message, me: discord.ClientUser) -> bool:
        """Tell whether a reply to the bot is but a "thanks!": it mentions the bot only because Discord adds that."""
        typed = re.search(rf"<@!?{me.id}>", message.content)
        return self._replies_to_me(message) and not typed and is_small_talk(self.text(message))

    def _replies_to_me(self, message: discord.Message) -> bool:
        earlier = message.reference.resolved if message.reference else None
        return isinstance(earlier, discord.Message) and earlier.author == self.me() and bool(message.content)

    def _is_ask_channel(self, message: discord.Message) -> bool:
        if message.guild is None:
            return False
        places = {message.channel.id, getattr(message.channel, "parent_id", None)}
        return not places.isdisjoint(self._desk.settings(message.guild.id).ask_channels)

    def text(self, message: discord.Message) -> str:
        """Give what a message asks: a forum's post is asked by its title if its text is no question."""
        text = words_of(message.content)
        channel = message.channel
        if isinstance(channel, discord.Thread) and channel.id == message.id and not is_question(text):
            return channel.name if self._is_ask_channel(message) else text
        return text
