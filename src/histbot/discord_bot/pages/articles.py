"""`/articles` and `/article`: the articles page by page, and what one of them is about, its sections and its dates."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import discord

from histbot.discord_bot.delivery import delivery
from histbot.discord_bot.delivery.outgoing import Outgoing
from histbot.discord_bot.delivery.signs import working
from histbot.discord_bot.desk.places import where
from histbot.discord_bot.pages.kept import Kept
from histbot.discord_bot.pages.pager import Page, PageMakers, pages
from histbot.discord_bot.shown.embeds import in_brackets, link, passage_text
from histbot.discord_bot.shown.text import CHOICE, CHOICES, DESCRIPTION, FIELD, LINK, TITLE, clip, escape, length
from histbot.knowledge import Span
from histbot.timeline.events.labels import date_words

if TYPE_CHECKING:
    from histbot.discord_bot.desk.desk import Desk
    from histbot.discord_bot.desk.places import Place
    from histbot.knowledge import Article
    from histbot.timeline import Event
    from histbot.words import Words

Interaction = discord.Interaction[Any]
_ON_A_PAGE = 15  # articles
_LEAD = 700  # code units of what an article is about
_SECTIONS = 25


def article_choices(desk: Desk, place: Place | int | None, typed: str) -> list[discord.app_commands.Choice[str]]:
    """Offer the articles that fit what was typed, the best first, of those that the server allows."""
    found = desk.titles.find(typed, desk.settings(place).articles)
    fitting = [each for each in found if len(each.slug) <= CHOICE][:CHOICES]
    return [discord.app_commands.Choice(name=clip(each.title, CHOICE), value=each.slug) for each in fitting]


async def list_articles(interaction: Interaction, desk: Desk, search: str) -> None:
    """Show the articles whose titles fit `search`, or all."""
    await delivery.acknowledge(interaction, private=True)
    shown = await pages(interaction, desk, "articles", search)
    await delivery.finish(interaction, shown or Outgoing(desk.say(interaction)("articles.none")))


async def articles_page(interaction: Interaction, key: str, page: int, *, desk: Desk) -> Page | None:
    """Make a page of the list of articles that fit `key`."""
    say = desk.say(interaction)
    found = desk.titles.find(key, desk.settings(where(interaction)).articles)
    last = (len(found) - 1) // _ON_A_PAGE
    page = min(page, last)
    if page < 0:
        return None
    lines = []
    for each in found[page * _ON_A_PAGE : (page + 1) * _ON_A_PAGE]:
        url = link(desk.historian.knowledge.article(each.slug).url)
        title = clip(escape(each.title), TITLE // 2)
        linked = url and length(url) <= TITLE // 2
        lines.append(f"• [{title}]({in_brackets(url)})" if url and linked else f"• {title}")
    embed = discord.Embed(
        title=say("articles.title", count=len(found)), description=clip("\n".join(lines), DESCRIPTION)
    )
    embed.set_footer(text=say("pager.page", page=page + 1, pages=last + 1))
    return Page((embed,), last + 1)


async def show_article(interaction: Interaction, desk: Desk, slug: str) -> None:
    """Show an article's own page; raises `UnknownArticleError` before anything is begun."""
    say, place = desk.say(interaction), where(interaction)
    desk.require(slug, place)
    await delivery.acknowledge(interaction, private=desk.is_private(place))
    knowledge = desk.historian.knowledge
    async with working(interaction, say("working.timeline")):
        find = partial(desk.historian.timeline, article=slug)
        dated = await desk.own(Kept).get(knowledge, ("article", slug), lambda: desk.read(find))
    embed = article_embed(knowledge.article(slug), dated.events, say)
    await delivery.finish(interaction, Outgoing(embeds=(embed,)))


def article_embed(article: Article, events: tuple[Event, ...], say: Words) -> discord.Embed:
    """Show what an article is about, in its own first words, its sections, how far its dates reach, and its source."""
    embed = discord.Embed(title=clip(escape(article.title), TITLE), url=link(article.url))
    if article.passages:
        first = article.passages[0]
        sentences = [span for span in first.sentences if span.end - first.span.start <= _LEAD] or first.sentences[:1]
        lead = Span(sentences[0].start, sentences[-1].end)
        embed.description = passage_text(article, first, lead, None, _LEAD * 2).replace("__", "")
    sections = list(dict.fromkeys(passage.section[0] for passage in article.passages if passage.section))
    _field(embed, say("article.sections"), "\n".join(f"• {escape(each)}" for each in sections[:_SECTIONS]))
    if events:
        reach = say(
            "article.reach",
            first=date_words(events[0], say.language),
            last=date_words(events[-1], say.language),
            count=len(events),
        )
        _field(embed, say("article.dates"), escape(reach))
    source = link(article.url)
    parts = (source if source and length(source) <= LINK else "", article.license or "", article.file)
    _field(embed, say("button.source"), " · ".join(escape(part) if part != source else part for part in parts if part))
    return embed


def _field(embed: discord.Embed, name: str, value: str) -> None:
    if value.strip():
        embed.add_field(name=name, value=clip(value, FIELD), inline=False)


def register(desk: Desk) -> None:
    """Let the list of articles be turned page by page."""
    desk.own(PageMakers)["articles"] = partial(articles_page, desk=desk)
