"""What was asked in vain, for those who choose the articles: grouped, tried again, marked as done, summed up weekly."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Any

import discord

from histbot.discord_bot.card.buttons import handled
from histbot.discord_bot.card.reference import digest
from histbot.discord_bot.curating.grouping import Group, grouped
from histbot.discord_bot.delivery import delivery
from histbot.discord_bot.delivery.outgoing import Outgoing
from histbot.discord_bot.desk.failures import may_manage
from histbot.discord_bot.pages.pager import Page, pages
from histbot.discord_bot.shown.text import CHOICE, FIELD, FIELD_NAME, clip, escape
from histbot.errors import StorageError
from histbot.historian import default_aliases
from histbot.knowledge import plain
from histbot.storage import unanswered_csv

if TYPE_CHECKING:
    import re

    from histbot.answering import Answer
    from histbot.discord_bot.desk.desk import Desk
    from histbot.words import Words

Interaction = discord.Interaction[Any]
KIND = "unanswered"
_ON_A_PAGE = 5  # groups: with their passages, what is seen without scrolling
_OTHERS = 3  # wordings shown of a group
_SUMMED_UP = 5  # groups in a weekly summary
_WEEK = dt.timedelta(days=7)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Looked:
    """A group of questions, and what the articles say to it now."""

    group: Group
    """The questions."""
    answer: Answer
    """The answer to the first of them, from the articles as they are now."""


async def groups_of(desk: Desk, server: int, *, done: bool) -> list[Group]:
    """Give a server's questions in groups, those that are open or those that were marked done."""
    found = await desk.stored(lambda: desk.store.unanswered(server, done=done))
    aliases = (*default_aliases(), *desk.bot_settings.answering.aliases)
    return await desk.read(grouped, found, aliases)


async def unanswered_page(interaction: Interaction, key: str, page: int, *, desk: Desk) -> Page | None:
    """Make a page of the questions that are open, or of those that are done if `key` says so; none without any."""
    server, say, done = interaction.guild_id, desk.say(interaction, private=True), key == "done"
    if server is None or not may_manage(interaction):
        return None
    groups = await groups_of(desk, server, done=done)
    last = (len(groups) - 1) // _ON_A_PAGE
    page = min(page, last)
    if page < 0:
        return None
    shown = groups[page * _ON_A_PAGE : (page + 1) * _ON_A_PAGE]
    looked = [Looked(group, await desk.try_again(group.first.question, server)) for group in shown]
    embed = discord.Embed(title=say("unanswered.done" if done else "unanswered.title"))
    for each in looked:
        name = clip(escape(each.group.first.question), FIELD_NAME) or "–"
        embed.add_field(name=name, value=_about(each, say), inline=False)
    embed.set_footer(text=say("pager.page", page=page + 1, pages=last + 1))
    return Page((embed,), last + 1, items=(MarkSelect(page, done=not done, groups=shown, say=say),))


async def unanswered_table(desk: Desk, server: int, *, done: bool) -> bytes:
    """Write the groups as a table for a spreadsheet, each once, with its other words; nothing if there are none."""
    groups = await groups_of(desk, server, done=done)
    if not groups:
        return b""
    table = StringIO(newline="")
    also = [[each.question for each in group.questions[1:]] for group in groups]
    unanswered_csv([group.whole() for group in groups], table, also)
    return table.getvalue().encode("utf-8-sig")  # the mark tells spreadsheets that it is UTF-8


def _about(looked: Looked, say: Words) -> str:
    """Say how often a group was asked and in which words, what came nearest, what members said, what is so now."""
    group = looked.group
    counts = (("missed", group.missed), ("disliked", group.disliked))
    lines = [" · ".join(say(f"unanswered.{name}", count=count) for name, count in counts if count)]
    others = [each.question for each in group.questions[1 : 1 + _OTHERS]]
    if others:
        lines.append(say("unanswered.others", questions=escape(" | ".join(others))))
    if group.missed and looked.answer.answered and looked.answer.quote:
        lines.append(say("unanswered.now", quote=escape(plain(looked.answer.quote.text))))
    elif group.first.nearest:
        lines.append(say("unanswered.nearest", passage=escape(group.first.nearest), place=escape(group.first.place)))
    if group.reasons:
        lines.append(say("unanswered.said", reasons=escape(" | ".join(group.reasons))))
    return clip("\n".join(clip(line, FIELD // 4) for line in lines), FIELD)


class MarkSelect(discord.ui.DynamicItem[discord.ui.Select[Any]], template=r"hb:mark:(?P<done>[01]):(?P<page>\d+)"):
    """Marks groups of a page as done, or as open again."""

    def __init__(self, page: int, *, done: bool, groups: list[Group] | None = None, say: Words | None = None) -> None:
        """Make the menu under a page with these `groups`; without, as it is made anew when something is chosen."""
        options = [
            discord.SelectOption(label=clip(each.first.question, CHOICE) or "–", value=digest(each.first.question))
            for each in groups or ()
        ]
        placeholder = say("unanswered.mark" if done else "unanswered.reopen") if say else None
        menu: discord.ui.Select[Any] = discord.ui.Select(
            custom_id=f"hb:mark:{int(done)}:{page}", options=options, placeholder=placeholder,
            max_values=max(1, len(options)), row=1,
        )  # fmt: skip
        super().__init__(menu)
        self.page, self.done = page, done

    @classmethod
    async def from_custom_id(cls, _: Interaction, __: discord.ui.Item[Any], match: re.Match[str], /) -> MarkSelect:
        """Make it anew when something is chosen."""
        return cls(int(match["page"]), done=match["done"] == "1")

    async def callback(self, interaction: Interaction, /) -> None:
        """Mark what was chosen, and show the page as it is then."""
        await handled(interaction, self._mark)

    async def _mark(self, interaction: Interaction, desk: Desk) -> None:
        say, server = desk.say(interaction, private=True), interaction.guild_id
        if server is None or not may_manage(interaction):
            await delivery.respond(interaction, Outgoing(say("error.not_allowed")))
            return
        await delivery.acknowledge(interaction, updates=True)
        data: dict[str, Any] = dict(interaction.data or {})
        chosen = set(data.get("values", ()))
        groups = await groups_of(desk, server, done=not self.done)
        asked = [
            each.question for group in groups if digest(group.first.question) in chosen for each in group.questions
        ]
        await desk.stored(lambda: desk.store.mark(server, asked, done=self.done))
        key = "" if self.done else "done"
        shown = await pages(interaction, desk, KIND, key, self.page)
        await delivery.finish(interaction, shown or Outgoing(say("unanswered.empty")))


async def sum_up(client: discord.Client, desk: Desk) -> None:
    """Tell those servers that want it, once a week, what was asked in vain since."""
    for guild in client.guilds:
        number = desk.settings(guild.id).summary_channel
        channel = guild.get_channel_or_thread(number) if number else None
        if not isinstance(channel, discord.abc.Messageable):
            continue
        try:
            if await desk.stored(desk.store.summary_due, guild.id):
                await _post_summary(channel, guild, desk)
        except StorageError as error:
            _log.warning("%s", error)
        await asyncio.sleep(0)


async def _post_summary(channel: discord.abc.Messageable, guild: discord.Guild, desk: Desk) -> None:
    since = (dt.datetime.fromtimestamp(desk.now(), dt.UTC) - _WEEK).date().isoformat()
    groups = [group for group in await groups_of(desk, guild.id, done=False) if group.last_day >= since]
    if not groups:
        return
    say = desk.say_in(guild)
    lines = [f"{group.asked} × {clip(escape(group.first.question), FIELD_NAME)}" for group in groups[:_SUMMED_UP]]
    embed = discord.Embed(title=say("summary.title", count=len(groups)), description="\n".join(lines))
    embed.set_footer(text=say("summary.more"))
    await delivery.post(channel, Outgoing(embeds=(embed,)))
