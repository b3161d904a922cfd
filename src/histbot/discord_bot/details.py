"""What the buttons of a card show: more of the text, other passages, the reasons for the choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from histbot.answering import excerpt
from histbot.discord_bot.embeds import add_passage, link, passage_text, source_line
from histbot.discord_bot.text import DESCRIPTION, FIELD, TITLE, clip, escape

if TYPE_CHECKING:
    from histbot.answering import Answer, Feature
    from histbot.discord_bot.reference import Found
    from histbot.knowledge import Knowledge
    from histbot.words import Words

_NEIGHBOUR, _MIDDLE = 700, 2000  # code units: three of them fit into a description
_REASONS = 8
_BLOCKS = "▁▂▃▄▅▆▇█"


def more_embed(found: Found, say: Words) -> discord.Embed:
    """Show the quote's passage with the one before and the one behind it."""
    article, passage = found.article, found.passage
    cited = article.cite(passage, found.span)
    place = article.passages.index(passage)
    around = [article.passages[i] for i in (place - 1, place + 1) if 0 <= i < len(article.passages)]
    parts = {passage.span: passage_text(article, passage, found.span, None, _MIDDLE)}
    for other in around:
        shown = "".join(piece.text for piece in excerpt(article, other, None, None, _NEIGHBOUR // 2))
        parts[other.span] = clip(escape(shown), _NEIGHBOUR)
    embed = discord.Embed(
        title=clip(f"{say('card.more')}: {escape(article.title)}", TITLE),
        description=clip("\n\n".join(parts[span] for span in sorted(parts)), DESCRIPTION),
        url=link(cited.url, article.url),
    )
    embed.set_footer(text=source_line(cited, say))
    return embed


def others_embed(answer: Answer, knowledge: Knowledge, say: Words) -> discord.Embed:
    """Show the passages that came next."""
    others = answer.passages[1:4]
    embed = discord.Embed(title=say("card.others"), description=None if others else say("card.others_none"))
    for scored in others:
        add_passage(embed, knowledge.article(scored.passage.article), scored.passage)
    return embed


def why_embed(answer: Answer, before: str | None, say: Words) -> discord.Embed:
    """Show what counted for the sentence, what counted most first, and how the question was read."""
    if answer.quote is None:
        return discord.Embed(title=say("card.why"), description=say("card.why_none"))
    counted = sorted((each for each in answer.evidence if each.share), key=lambda each: -abs(each.share))
    most = max((abs(each.share) for each in counted), default=1.0)
    lines = [_line(each, most, say) for each in counted[:_REASONS]]
    embed = discord.Embed(
        title=say("card.why"),
        description=clip(f"> {escape(answer.quote.text)}", DESCRIPTION // 2) + "\n\n" + "\n".join(lines),
    )
    if before:
        embed.add_field(name="↩", value=clip(say("card.before", question=escape(before)), FIELD), inline=False)
    if answer.readings:
        read = "\n".join(escape(line) for line in answer.readings)
        embed.add_field(name=say("card.searched"), value=clip(read, FIELD), inline=False)
    return embed


def _line(feature: Feature, most: float, say: Words) -> str:
    """Say what a feature is, how much of it there is, and draw what it adds."""
    height = _BLOCKS[min(len(_BLOCKS) - 1, int(abs(feature.share) / most * (len(_BLOCKS) - 1)))]
    sign = "−" if feature.share < 0 else "+"
    name = "offers" if feature.name.startswith("offers_") else feature.name
    named = say.get(f"evidence.{name}") or escape(name.replace("_", " "))
    return f"{height} {sign}{abs(feature.share):.2f} {named}"
