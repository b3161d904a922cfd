"""An answer as an embed, within Discord's limits whatever the article, the title or the question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from histbot import __version__
from histbot.answering import Piece, excerpt
from histbot.discord_bot.shown.emphasis import emphasised
from histbot.discord_bot.shown.text import DESCRIPTION, FIELD, FOOTER, LINK, TITLE, URL, clip, escape, length
from histbot.languages import own_name_of
from histbot.words import words

if TYPE_CHECKING:
    from histbot.answering import Answer, Differing
    from histbot.knowledge import Article, Citation, Knowledge, Passage, Span
    from histbot.words import Words

_ENGLISH = words("en")

_EXCERPT = 1200  # characters of a passage: escaped, each may become two, and emphasis is added
_NEAREST, _GLANCE = 300, 150  # of one beside others; of those that do not answer, which must not take a phone's screen
_QUOTE = 2400  # what the quote may take, so that its source and the other parts of a card fit, too
_AROUND = 3500  # what a passage may take
_COLOURS = {"sure": 0x2E7D32, "likely": 0x1565C0, "unsure": 0xF9A825, "none": 0x757575}


def answer_embed(answer: Answer, knowledge: Knowledge, say: Words = _ENGLISH) -> discord.Embed:
    """Show the quote, how sure it is and its source, for a phone's width; or say no and show the nearest passages."""
    embed = _shown(answer, knowledge, say)
    if answer.unread:
        embed.add_field(name=say("answer.unread"), value=_field(" ".join(answer.unread), FIELD // 4), inline=False)
    return embed


def _shown(answer: Answer, knowledge: Knowledge, say: Words) -> discord.Embed:
    if not (answer.answered and answer.citation and answer.quote):
        return _refusal(answer, knowledge, say)
    cited, passage = answer.citation, answer.passages[0].passage
    article = knowledge.article(cited.article)
    mark = answer.highlight.span if answer.highlight else None
    quoted = tuple(
        Piece(piece.text, "plain" if piece.kind == "quote" else piece.kind)
        for piece in excerpt(article, passage, answer.quote.span, mark, _EXCERPT)
        if piece.kind != "plain"
    )
    lines = (
        _fitting(quoted, _QUOTE, underline=False),
        f"{say(f'answer.{answer.certainty}')} · {_source(cited, article, say)}",
    )
    embed = discord.Embed(description="\n\n".join(lines), colour=_COLOURS[answer.certainty])
    if answer.differing is not None:
        embed.add_field(name=say("answer.differs"), value=_other_side(answer.differing, knowledge, say), inline=False)
    return embed


def _source(cited: Citation, article: Article, say: Words) -> str:
    """Say where a quote stands in one line, which leads to it; where nothing does, with the line of the file."""
    linked = _linked(cited, article)
    line = "" if linked.startswith("[") else say("answer.line", line=cited.line)
    parts = (linked, line, escape(cited.license or ""))
    return clip(" · ".join(part for part in parts if part), DESCRIPTION - _QUOTE - FOOTER // 4)


def _linked(cited: Citation, article: Article) -> str:
    """Name an article and the section in it, as a link to the place if there is one."""
    title = clip(escape(" › ".join(part for part in (cited.title, cited.section) if part)).strip(), TITLE) or "–"
    url = link(cited.url, article.url)
    if url and length(url) > LINK:
        url = url.partition("#:~:")[0]
    return f"[{title}]({in_brackets(url)})" if url and length(url) <= LINK else title


def passage_text(
    article: Article, passage: Passage, quote: Span | None, mark: Span | None, limit: int = _AROUND
) -> str:
    """Show a passage, the quote in it underlined and the words that answer in bold."""
    return _fitting(excerpt(article, passage, quote, mark, min(_EXCERPT, limit)), limit)


def source_line(cited: Citation, say: Words) -> str:
    """Say where a quote stands and under which licence."""
    place = say("answer.place", file=cited.file, line=cited.line)
    return clip(" · ".join(part for part in (place, cited.license) if part), FOOTER // 4)


def _other_side(differing: Differing, knowledge: Knowledge, say: Words) -> str:
    """Show the quote that disagrees, and where it stands."""
    cited, span = differing.citation, differing.quote.span
    article = knowledge.article(cited.article)
    shown = excerpt(article, differing.passage, span, differing.highlight.span, _NEAREST)
    quoted = _fitting(shown, FIELD * 5 // 8)
    place = _source(cited, article, say)
    if length(quoted) + length(place) > FIELD - length("\n— "):
        place = clip(escape(f"{cited.title} · {source_line(cited, say)}"), FIELD // 4)
    return f"{quoted}\n— {place}"


def _refusal(answer: Answer, knowledge: Knowledge, say: Words) -> discord.Embed:
    parts = [f"{say('answer.none')} {say('answer.nearest' if answer.passages else 'answer.nothing')}"]
    if answer.languages:
        parts.insert(0, say("answer.languages", languages=", ".join(map(own_name_of, answer.languages))))
    for place, scored in enumerate(answer.passages[:3]):
        article, passage = knowledge.article(scored.passage.article), scored.passage
        span = answer.quote.span if answer.quote and not place else None
        shown = "".join(piece.text for piece in excerpt(article, passage, span, None, _GLANCE))
        cited = article.cite(passage, span or passage.span)
        parts.append(f"{_linked(cited, article)}\n{clip(escape(shown).strip(), 2 * _GLANCE)}")
    return discord.Embed(description="\n\n".join(parts), colour=_COLOURS["none"])


def add_passage(embed: discord.Embed, article: Article, passage: Passage, span: Span | None = None) -> None:
    """Add a field with the beginning of a passage, or what stands around `span`, under its article's title."""
    shown = "".join(piece.text for piece in excerpt(article, passage, span, None, _NEAREST))
    title = " › ".join((article.title, *passage.section))
    embed.add_field(name=_field(title, 200), value=_field(shown, FIELD), inline=False)


def _field(text: str, limit: int) -> str:
    """Fit text into a field, which Discord refuses when it is blank."""
    return clip(escape(text).strip(), limit) or "–"


def about_embed(knowledge: Knowledge, say: Words = _ENGLISH) -> discord.Embed:
    """Say what the bot is and does."""
    embed = discord.Embed(title="histbot", description=say("about.text"))
    counted = say("articles.title", count=len(knowledge.slugs))
    embed.set_footer(text=say("about.footer", version=__version__, articles=counted))
    return embed


def _fitting(pieces: tuple[Piece, ...], limit: int, *, underline: bool = True) -> str:
    """Format the pieces; in the worst case, every character escaped, the quote is cut without emphasis."""
    shown = emphasised(pieces, underline=underline)
    return shown if length(shown) <= limit else clip(escape("".join(piece.text for piece in pieces)), limit)


def in_brackets(url: str) -> str:
    """Write an address so that its own brackets don't end the link it stands in."""
    return url.replace("(", "%28").replace(")", "%29")


def link(*urls: str | None) -> str | None:
    """Give the first address that Discord takes."""
    return next((url for url in urls if url and url.startswith(("http://", "https://")) and length(url) <= URL), None)
