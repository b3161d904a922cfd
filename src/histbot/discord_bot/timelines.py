"""`/timeline` and `/onthisday`: the articles' dated statements, page by page, each with its source.

What was asked for stands in the buttons, so that they work after a restart; a request too long for them is remembered,
and its buttons say so politely once it is forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import discord

from histbot.discord_bot import delivery
from histbot.discord_bot.desk import server_of
from histbot.discord_bot.embeds import link
from histbot.discord_bot.failures import may_manage
from histbot.discord_bot.outgoing import Outgoing
from histbot.discord_bot.pager import LONGEST_KEY, Page, pages
from histbot.discord_bot.text import DESCRIPTION, TITLE, clip, escape
from histbot.timeline import Between, Timeline, day_in_words, read_day
from histbot.timeline.labels import citations, date_words, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from histbot.discord_bot.desk import Desk
    from histbot.knowledge import Citation
    from histbot.timeline import Event
    from histbot.words import Words

Interaction = discord.Interaction[Any]
_ON_A_PAGE, _DRAWN = 6, 60  # events
_STATEMENT, _ENTRY = 260, (DESCRIPTION - 100) // _ON_A_PAGE  # code units
_SOURCES, _CONFLICTS = 3, 2  # shown of an event
_PICTURE = "timeline.png"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a timeline is to show; empty parts don't matter."""

    topic: str = ""
    """The topic, in the words of who asks."""
    start: str = ""
    """From when on, as typed."""
    end: str = ""
    """Until when, as typed."""
    article: str = ""
    """An article's slug."""
    day: str = ""
    """A day of the year instead of a stretch of time, as `9 May`."""
    picture: str = ""
    """Not empty if a picture is to be drawn."""

    def key(self, desk: Desk) -> str:
        """Write it as a button holds it, or remember it under a digest."""
        parts = (self.picture, self.day, self.article, self.start, self.end, self.topic)
        key = "|".join(part.replace("|", " ") for part in parts)
        if len(key) <= LONGEST_KEY:
            return key
        digest = f"#{blake2b(key.encode(), digest_size=12).hexdigest()}"
        desk.requests.keep(digest, key)
        return digest

    @classmethod
    def of(cls, key: str, desk: Desk) -> Wanted | None:
        """Read it off a button; none if it is no longer remembered."""
        written = desk.requests.get(key) if key.startswith("#") else key
        parts = (written or "").split("|")
        if len(parts) != len(cls.__dataclass_fields__):
            return None
        picture, day, article, start, end, topic = parts
        return cls(topic, start, end, article, day, picture)


async def timeline_command(interaction: Interaction, desk: Desk, wanted: Wanted) -> None:
    """Show a timeline; raises `InputError` for what is no date and `UnknownArticleError`, before anything is begun."""
    say, server = desk.say(interaction), server_of(interaction)
    Between.read(wanted.start, wanted.end)
    if wanted.article:
        desk.require(wanted.article, server)
    refusal = None if may_manage(interaction) else desk.admit(server, interaction.channel_id, interaction.user.id)
    if refusal:
        await delivery.respond(interaction, Outgoing(refusal.tell(say)), late=say("error.late"))
        return
    await delivery.acknowledge(interaction, private=desk.is_private(server))
    shown = await pages(interaction, desk, "timeline", wanted.key(desk))
    await delivery.finish(interaction, shown or Outgoing(say("pager.gone")), late=say("error.late"))


def day_wanted(typed: str, article: str, now: datetime | None = None) -> Wanted:
    """Want what happened on a day, today's (UTC) if none is typed; raises `InputError` with examples."""
    today = now or datetime.now(UTC)
    return Wanted(day=day_in_words(*(read_day(typed) if typed.strip() else (today.month, today.day))), article=article)


async def timeline_page(interaction: Interaction, key: str, page: int, *, desk: Desk) -> Page | None:
    """Make a page of the timeline that `key` names."""
    wanted = Wanted.of(key, desk)
    if wanted is None:
        return None
    say = desk.say(interaction)
    found = await desk.read(_find, desk, wanted, desk.settings(server_of(interaction)).articles)
    last = max(0, (len(found.events) - 1) // _ON_A_PAGE)
    page = min(page, last)
    embed = _embed(found, wanted, page, say)
    files: tuple[tuple[str, bytes], ...] = ()
    if wanted.picture and interaction.guild_id is not None and not interaction.app_permissions.attach_files:
        embed.add_field(name="🖼", value=say("timeline.no_picture"))
    elif wanted.picture and found.events and not page:
        files = ((_PICTURE, await desk.read(_draw, found.events, _title(wanted, say), say.language)),)
        embed.set_image(url=f"attachment://{_PICTURE}")
    if found.events:
        embed.set_footer(text=say("timeline.page", page=page + 1, pages=last + 1, events=len(found.events)))
    return Page((embed,), last + 1, files)


def register(desk: Desk) -> None:
    """Let timelines be turned page by page."""
    desk.pagers["timeline"] = partial(timeline_page, desk=desk)


def _find(desk: Desk, wanted: Wanted, among: Sequence[str] | None) -> Timeline:
    article = wanted.article or None
    if not wanted.day:
        return desk.historian.timeline(wanted.topic, wanted.start, wanted.end, article, among=among)
    events = desk.historian.on_this_day(*read_day(wanted.day), article, among=among)
    return Timeline(events, () if events else (f"the articles tell of no {wanted.day}",))


def _draw(events: Sequence[Event], title: str, language: str) -> bytes:
    from histbot.timeline.chart import draw_chart

    return draw_chart(events[:_DRAWN], title, dark=True, language=language)


def _title(wanted: Wanted, say: Words) -> str:
    return say("timeline.day", day=wanted.day) if wanted.day else wanted.topic or say("timeline.title")


def _embed(found: Timeline, wanted: Wanted, page: int, say: Words) -> discord.Embed:
    shown = found.events[page * _ON_A_PAGE : (page + 1) * _ON_A_PAGE]
    notes = [f"*{escape(note)}*" for note in found.notes]
    lines = "\n\n".join([*notes, *(_entry(event, say) for event in shown)])
    return discord.Embed(title=clip(escape(_title(wanted, say)), TITLE), description=clip(lines, DESCRIPTION))


def _entry(event: Event, say: Words) -> str:
    """Write an event: its date, what is said of it, its sources; and what disagrees, beside it."""
    lines = [_statement(event, say)]
    lines += [f"≠ {_statement(other, say)}" for other in event.conflicts[:_CONFLICTS]]
    text = "\n".join(lines)
    # Cut within a link it would be none: what disagrees goes first, then the links.
    return text if len(text) <= _ENTRY else clip(_statement(event, say, linked=False), _ENTRY)


def _statement(event: Event, say: Words, *, linked: bool = True) -> str:
    sources = " · ".join(_source(cited, linked=linked) for cited in citations(event)[:_SOURCES])
    said = clip(escape(label(event, _STATEMENT // 2)), _STATEMENT)
    return f"**{escape(date_words(event, say.language))}** {said}\n{sources}"


def _source(cited: Citation, *, linked: bool) -> str:
    title = clip(escape(cited.title), 60)
    url = link(cited.url, None) if linked else None
    if url is None or len(url) > _ENTRY // 2:
        return f"— {title}"
    return f"— [{title}]({url.replace('(', '%28').replace(')', '%29')})"
