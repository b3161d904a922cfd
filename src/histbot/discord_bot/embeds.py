"""An answer as an embed, within Discord's limits whatever the article, the title or the question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from histbot import __version__
from histbot.answering import excerpt
from histbot.discord_bot.text import DESCRIPTION, FIELD, FOOTER, TITLE, URL, clip, escape, length

if TYPE_CHECKING:
    from histbot.answering import Answer, Piece
    from histbot.knowledge import Knowledge

_EXCERPT = 1200  # characters of a passage: escaped, each may become two, and emphasis is added
_NEAREST = 300
_COLOURS = {"sure": 0x2E7D32, "likely": 0x1565C0, "unsure": 0xF9A825, "none": 0x757575}
_CERTAINTY = {"sure": "sure", "likely": "likely", "unsure": "not sure: check the source"}
_LINES = {"plain": "{}", "quote": "__{}__", "highlight": "__**{}**__"}


def answer_embed(answer: Answer, knowledge: Knowledge) -> discord.Embed:
    """Show the quote in its passage with its source, or say no and show the nearest passages."""
    if not (answer.answered and answer.citation and answer.quote):
        return _refusal(answer, knowledge)
    cited, passage = answer.citation, answer.passages[0].passage
    article = knowledge.article(cited.article)
    mark = answer.highlight.span if answer.highlight else None
    embed = discord.Embed(
        title=clip(escape(cited.title), TITLE),
        description=_fitting(excerpt(article, passage, answer.quote.span, mark, _EXCERPT), DESCRIPTION),
        colour=_COLOURS[answer.certainty],
        url=_link(cited.url, article.url),
    )
    if section := escape(cited.section or "").strip():
        embed.add_field(name="Section", value=clip(section, FIELD), inline=True)
    embed.add_field(name="Confidence", value=_CERTAINTY[answer.certainty], inline=True)
    place = f"{cited.file}, line {cited.line}"
    embed.set_footer(text=clip(" · ".join(part for part in (place, cited.license) if part), FOOTER // 4))
    return embed


def _refusal(answer: Answer, knowledge: Knowledge) -> discord.Embed:
    nearest = " The nearest passages:" if answer.passages else ""
    embed = discord.Embed(description=f"The articles don't answer that.{nearest}", colour=_COLOURS["none"])
    for place, scored in enumerate(answer.passages[:3]):
        article = knowledge.article(scored.passage.article)
        span = answer.quote.span if answer.quote and not place else None
        shown = "".join(piece.text for piece in excerpt(article, scored.passage, span, None, _NEAREST))
        embed.add_field(name=_field(article.title, 200), value=_field(shown, FIELD), inline=False)
    return embed


def _field(text: str, limit: int) -> str:
    """Fit text into a field, which Discord refuses when it is blank."""
    return clip(escape(text).strip(), limit) or "–"


def articles_embed(knowledge: Knowledge) -> discord.Embed:
    """List the articles, as many as fit."""
    lines: list[str] = []
    room = DESCRIPTION - 60
    for article in knowledge.articles:
        title = clip(escape(article.title), 200)
        line = f"• [{title}]({article.url})" if _link(article.url, None) else f"• {title}"
        room -= length(line) + 1
        if room < 0:
            lines.append(f"… and {len(knowledge.articles) - len(lines)} more")
            break
        lines.append(line)
    return discord.Embed(title=f"{len(knowledge.articles)} articles", description="\n".join(lines))


def about_embed(knowledge: Knowledge) -> discord.Embed:
    """Say what the bot is and does."""
    embed = discord.Embed(
        title="histbot",
        description=(
            "I answer history questions by quoting articles that this bot's curators chose. I never make an answer "
            "up: what I quote stands in the source, and when the articles don't answer, I say so.\n"
            "Use `/ask`, mention me, or write to me directly."
        ),
    )
    embed.set_footer(text=f"version {__version__} · {len(knowledge.articles)} articles")
    return embed


def _fitting(pieces: tuple[Piece, ...], limit: int) -> str:
    """Format the pieces; in the worst case, every character escaped, the quote is cut without emphasis."""
    shown = "".join(_formatted(piece) for piece in pieces)
    return shown if length(shown) <= limit else clip(escape("".join(piece.text for piece in pieces)), limit)


def _formatted(piece: Piece) -> str:
    core = piece.text.strip()
    if not core:
        return piece.text
    before, _, after = piece.text.partition(core)
    return before + _LINES[piece.kind].format(escape(core)) + after


def _link(*urls: str | None) -> str | None:
    return next((url for url in urls if url and url.startswith(("http://", "https://")) and length(url) <= URL), None)
