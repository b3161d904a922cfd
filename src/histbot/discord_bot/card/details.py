"""What the buttons of a card show: more of the text, other passages, the reasons for the choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from histbot.answering import excerpt
from histbot.discord_bot.shown.embeds import add_passage, link, passage_text, source_line
from histbot.discord_bot.shown.reasons import weighed, words_found
from histbot.discord_bot.shown.text import DESCRIPTION, FIELD, TITLE, clip, escape
from histbot.knowledge import plain

if TYPE_CHECKING:
    from histbot.answering import Answer
    from histbot.discord_bot.card.reference import Found
    from histbot.discord_bot.shown.reasons import WordsFound
    from histbot.knowledge import Article, Knowledge
    from histbot.words import Words

_NEIGHBOUR, _MIDDLE = 700, 2000  # code units: three of them fit into a description


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


def why_embed(answer: Answer, knowledge: Knowledge, before: str | None, say: Words) -> discord.Embed:
    """Say which words of the question were found where, why this article, and what spoke for the sentence."""
    if answer.quote is None or answer.citation is None:
        return discord.Embed(title=say("card.why"), description=say("card.why_none"))
    article = knowledge.article(answer.citation.article)
    quote = clip(f"> {escape(plain(answer.quote.text))}", DESCRIPTION // 2)
    embed = discord.Embed(title=say("card.why" if answer.answered else "card.why_not"), description=quote)
    found = words_found(answer, article, before)
    pairs = ", ".join(f"{word} → {other}" for word, other in found.read_as)
    pro, contra = weighed(
        answer.evidence, lambda name: say.get(f"evidence.{name}"), lambda name: say.get(f"against.{name}")
    )
    parts = {
        "why.found": ", ".join(found.found),
        "why.read_as": pairs,
        "why.near": ", ".join(found.near),
        "why.missing": ", ".join(found.missing),
        "why.article": _why_article(answer, article, found, say),
        # What comes nearest does not answer: that it "answers in other words" would be said of what was refused.
        "why.pro": "\n".join(f"+ {reason}" for reason in pro if answer.answered),
        "why.contra": "\n".join(f"− {reason}" for reason in contra),
    }
    if before:
        parts["why.before"] = before
    for key, value in parts.items():
        if value:
            shown = "\n".join(map(escape, value.split("\n")))
            embed.add_field(name=say(key), value=clip(shown, FIELD), inline=False)
    return embed


def _why_article(answer: Answer, article: Article, found: WordsFound, say: Words) -> str:
    title = clip(article.title, TITLE // 2)
    if found.titled:
        return say("why.by_title", title=title, words=", ".join(found.titled))
    best = max((scored.score for scored in answer.passages), default=0.0)
    leads = bool(answer.passages) and answer.passages[0].score >= best
    return say("why.by_passage" if leads else "why.by_sentence", title=title)
