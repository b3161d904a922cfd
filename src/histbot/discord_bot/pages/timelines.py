"""`/timeline` and `/onthisday`: the articles' dated statements, page by page, each with its source.

What was asked for stands in the buttons, so that they work after a restart; a request too long for them is remembered,
and its buttons say so politely once it is forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import discord

from histbot.discord_bot.delivery import delivery
from histbot.discord_bot.delivery.outgoing import Attachment, Outgoing
from histbot.discord_bot.delivery.signs import working
from histbot.discord_bot.desk.failures import may_manage
from histbot.discord_bot.desk.once import Remembered
from histbot.discord_bot.desk.places import where
from histbot.discord_bot.pages.kept import Kept
from histbot.discord_bot.pages.pager import LONGEST_KEY, Page, PageMakers, pages
from histbot.discord_bot.shown.embeds import link
from histbot.discord_bot.shown.text import DESCRIPTION, TITLE, clip, escape, length
from histbot.timeline import Between, Note, Timeline, day_in_words, read_day
from histbot.timeline.events.labels import citations, date_words, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from histbot.discord_bot.desk.desk import Desk
    from histbot.knowledge import Citation
    from histbot.timeline import Event
    from histbot.words import Words

Interaction = discord.Interaction[Any]
_ON_A_PAGE, _DRAWN = 6, 12  # events; more than a dozen can't be read in a chat
_CONFLICTS = 2  # shown of an event
_LONGEST_TOPIC = 100  # characters of it said back
_LONGEST_NOTES = 800  # code units that may go before the events
_LONGEST_URL = 330  # code units; a longer link would take the room of what is said
# How an event is written, each way shorter than the one before: characters of a statement, sources, links to them.
# What disagrees is never left out: it is why the reader must look twice.
_WAYS = ((130, 3, True), (130, 1, True), (70, 1, True), (130, 1, False), (70, 1, False))
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
        key = "|".join(" ".join(part.replace("|", " ").split()) for part in parts)  # a button holds one line
        if len(key) <= LONGEST_KEY:
            return key
        digest = f"#{blake2b(key.encode(), digest_size=12).hexdigest()}"
        desk.own(Remembered).keep(digest, key)
        return digest

    @classmethod
    def of(cls, key: str, desk: Desk) -> Wanted | None:
        """Read it off a button; none if it is no longer remembered."""
        written = desk.own(Remembered).get(key) if key.startswith("#") else key
        parts = (written or "").split("|")
        if len(parts) != len(cls.__dataclass_fields__):
            return None
        picture, day, article, start, end, topic = parts
        return cls(topic, start, end, article, day, picture)


async def timeline_command(interaction: Interaction, desk: Desk, wanted: Wanted) -> None:
    """Show a timeline; raises `InputError` for what is no date and `UnknownArticleError`, before anything is begun.

    Raises `BusyError` if too many questions of the member wait already.
    """
    say, place = desk.say(interaction), where(interaction)
    Between.read(wanted.start, wanted.end)
    if wanted.article:
        desk.require(wanted.article, place)
    if desk.ignores(place, interaction.user):
        await delivery.respond(interaction, Outgoing(say("ask.ignored")))
        return
    refusal = None if may_manage(interaction) else desk.admit(place, interaction.channel_id, interaction.user.id)
    if refusal:
        await delivery.respond(interaction, Outgoing(refusal.tell(say)))
        return
    await delivery.acknowledge(interaction, private=desk.is_private(place))
    async with desk.timeline_turns.of(interaction.user.id), working(interaction, say("working.timeline")):
        shown = await pages(interaction, desk, "timeline", wanted.key(desk))
    await delivery.finish(interaction, shown or Outgoing(say("pager.gone")))


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
    among = desk.settings(where(interaction)).articles
    articles = desk.historian.knowledge
    find = (replace(wanted, picture=""), among, say.language)
    found = await desk.own(Kept).get(articles, find, lambda: desk.read(_find, desk, wanted, among))
    last = max(0, (len(found.events) - 1) // _ON_A_PAGE)
    page = min(page, last)
    embed = _embed(found, wanted, page, say)
    embeds: tuple[discord.Embed, ...] = (embed,)
    files: tuple[Attachment, ...] = ()
    if wanted.picture and interaction.guild_id is not None and not interaction.app_permissions.attach_files:
        embed.add_field(name="🖼", value=say("timeline.no_picture"))
    elif wanted.picture and found.events and not page:
        drawn, title = found.best(_DRAWN), _title(wanted, say)
        draw = partial(desk.read, _draw, drawn, len(found.events), title, say.language)
        content = await desk.own(Kept).get(articles, ("drawn", find), draw)
        if len(content) > interaction.filesize_limit:
            embed.add_field(name="🖼", value=say("timeline.too_large", size=_megabytes(len(content))))
        else:
            files = (Attachment(_PICTURE, content, _alt(drawn, title, say)),)
            # On a card of its own: below the events of a page, it is two screens of a phone away from who asked for it.
            above = discord.Embed(title=embed.title).set_image(url=f"attachment://{_PICTURE}")
            embed.title, embeds = None, (above, embed)
            if len(drawn) < len(found.events):
                above.add_field(name="🖼", value=say("timeline.first", shown=len(drawn), events=len(found.events)))
    if found.events:
        embed.set_footer(text=say("timeline.page", page=page + 1, pages=last + 1, events=len(found.events)))
    return Page(embeds, last + 1, files)


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f}"


def day_card(events: Sequence[Event], month: int, day: int, say: Words) -> discord.Embed:
    """Show what happened on a day."""
    wanted = Wanted(day=day_in_words(month, day))
    return _embed(Timeline(tuple(events)), wanted, 0, say)


def register(desk: Desk) -> None:
    """Let timelines be turned page by page."""
    desk.own(PageMakers)["timeline"] = partial(timeline_page, desk=desk)


def _find(desk: Desk, wanted: Wanted, among: Sequence[str] | None) -> Timeline:
    article = wanted.article or None
    if not wanted.day:
        return desk.historian.timeline(wanted.topic, wanted.start, wanted.end, article, among=among)
    events = desk.historian.on_this_day(*read_day(wanted.day), article, among=among)
    return Timeline(events, () if events else (Note("no_day", day=read_day(wanted.day)),))


def _draw(events: Sequence[Event], total: int, title: str, language: str) -> bytes:
    from histbot.timeline.chart import draw_chart

    return draw_chart(events, title, dark=True, language=language, total=total, wide=True)


def _alt(events: Sequence[Event], title: str, say: Words) -> str:
    """Say what the picture shows to who can't see it; its events stand on the pages."""
    return say(
        "timeline.alt",
        title=title,
        first=date_words(min(events, key=lambda event: event.date.order), say.language),
        last=date_words(max(events, key=lambda event: event.date.order[1]), say.language),
    )


def _day(wanted: Wanted, say: Words) -> str:
    return day_in_words(*read_day(wanted.day), say.language)


def _title(wanted: Wanted, say: Words) -> str:
    return say("timeline.day", day=_day(wanted, say)) if wanted.day else wanted.topic or say("timeline.title")


def _embed(found: Timeline, wanted: Wanted, page: int, say: Words) -> discord.Embed:
    shown = found.pages()[page * _ON_A_PAGE : (page + 1) * _ON_A_PAGE]
    notes = [f"*{clip(_noted(note, say), _LONGEST_NOTES // len(found.notes))}*" for note in found.notes]
    parts = [*notes, *_entries(shown, DESCRIPTION - sum(length(note) + 2 for note in notes), say)]
    return discord.Embed(title=clip(escape(_title(wanted, say)), TITLE), description="\n\n".join(parts))


def _noted(note: Note, say: Words) -> str:
    """Say a note in the reader's language."""
    return say(
        f"timeline.{note.kind}",
        count=note.count,
        period=note.between.in_words(say.language) if note.between else "",
        topic=escape(clip(note.topic, _LONGEST_TOPIC)),
        near=" · ".join(f"**{escape(title)}**" for title in note.near),
        day=day_in_words(*note.day, say.language),
    )


def _entries(events: Sequence[Event], room: int, say: Words) -> list[str]:
    """Write the events of a page into `room` code units: what one does not need, the next ones have."""
    written: list[str] = []
    for place, event in enumerate(events):
        written.append(_entry(event, room // (len(events) - place) - 2, say))
        room -= length(written[-1]) + 2
    return written


def _entry(event: Event, room: int, say: Words) -> str:
    """Write an event: its date, what is said of it, its sources; and what disagrees, beside it."""
    text = ""
    for longest, sources, linked in _WAYS:
        lines = [_statement(event, say, longest, sources, linked=linked)]
        lines += [
            f"≠ {_statement(each, say, longest, sources, linked=linked)}" for each in event.conflicts[:_CONFLICTS]
        ]
        text = "\n".join(lines)
        if length(text) <= room:
            break
    return clip(text, room)


def _statement(event: Event, say: Words, longest: int, most: int, *, linked: bool) -> str:
    sources = " · ".join(_source(cited, linked=linked) for cited in citations(event)[:most])
    said = clip(escape(label(event, longest)), 2 * longest)
    return f"**{escape(date_words(event, say.language))}** {said}\n{sources}"


def _source(cited: Citation, *, linked: bool) -> str:
    title = clip(escape(cited.title), 60)
    url = link(cited.url, None) if linked else None
    if url and length(url) > _LONGEST_URL:
        url = url.partition("#:~:")[0]  # to the source at least, if not to the quote in it
    if url is None or length(url) > _LONGEST_URL:
        return f"— {title}"
    return f"— [{title}]({url.replace('(', '%28').replace(')', '%29')})"
