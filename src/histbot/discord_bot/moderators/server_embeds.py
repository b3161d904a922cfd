"""What `/histbot` shows: settings, status, and what was asked in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from histbot import __version__
from histbot.discord_bot.desk.fairness import CHANNEL_QUESTIONS, MEMBER_QUESTIONS
from histbot.discord_bot.shown.text import FIELD, FIELD_NAME, clip, escape
from histbot.words import LANGUAGES

if TYPE_CHECKING:
    from histbot.discord_bot.desk.desk import Desk
    from histbot.storage import ChannelSettings
    from histbot.words import Words

_SHOWN_PROBLEMS = 5
_SHOWN_CHANNELS = 8  # an embed has 25 fields
_QUESTIONS = {"member": MEMBER_QUESTIONS, "channel": CHANNEL_QUESTIONS}  # in a cool-down


def settings_embed(
    desk: Desk, server: int, say: Words, *, changed: bool, guild: discord.Guild | None = None
) -> discord.Embed:
    """Show what a server settled, and where it left it to the bot."""
    settled = desk.store.settings(server)
    embed = discord.Embed(title=say("settings.changed" if changed else "settings.title"))
    _field(embed, say("settings.private"), _or_as_bot(settled.private, say, _yes(desk.is_private(server), say)))
    channels = " ".join(f"<#{number}>" for number in settled.ask_channels)
    _field(embed, say("settings.ask_channels"), channels or say("settings.none"))
    _field(embed, say("settings.threads"), _yes(settled.threads, say))
    slugs = settled.articles
    _field(embed, say("settings.articles"), say("settings.all") if slugs is None else _titles(desk, slugs))
    for kind in _QUESTIONS:
        words = _limit(kind, desk.window(server, kind), say)
        _field(embed, say(f"settings.{kind}_cooldown"), _or_as_bot(getattr(settled, f"{kind}_cooldown"), say, words))
    _field(embed, say("settings.feedback"), _yes(settled.feedback, say))
    _field(embed, say("settings.record"), _yes(settled.record, say))
    for number, own in list(settled.channels.items())[:_SHOWN_CHANNELS]:
        _field(embed, say("settings.channel_own"), f"<#{number}>: {_own(desk, own, say)}")
    if settled.ignored:
        roles = {role.id for role in guild.roles} if guild else set()
        people = " ".join(f"<@&{each}>" if each in roles else f"<@{each}>" for each in settled.ignored)
        _field(embed, say("settings.ignored"), people)
    summary = settled.summary_channel
    _field(embed, say("settings.summary"), f"<#{summary}>" if summary else say("settings.none"))
    _field(embed, say("settings.language"), LANGUAGES.get(settled.language or "", say("settings.own")))
    return embed


def _own(desk: Desk, own: ChannelSettings, say: Words) -> str:
    """Say what a channel settles itself; all else is as the server settled."""
    parts = [f"{say('settings.articles')}: {', '.join(_title_list(desk, own.articles))}"] if own.articles else []
    given = (("private", own.private), ("threads", own.threads))
    parts += [f"{say(f'settings.{name}')}: {_yes(value, say)}" for name, value in given if value is not None]
    windows = (("member", own.member_cooldown), ("channel", own.channel_cooldown))
    parts += [
        f"{say(f'settings.{kind}_cooldown')}: {_limit(kind, each, say)}" for kind, each in windows if each is not None
    ]
    return "; ".join(parts)


def _limit(kind: str, window: int, say: Words) -> str:
    return say("settings.seconds", count=window, questions=_QUESTIONS[kind]) if window else say("settings.no_limit")


def _or_as_bot(settled: object, say: Words, words: str) -> str:
    return words if settled is not None else say("settings.as_bot", value=words)


def _yes(value: bool, say: Words) -> str:  # noqa: FBT001  # it is what is said
    return say("settings.yes" if value else "settings.no")


def _titles(desk: Desk, slugs: tuple[str, ...]) -> str:
    return "\n".join(f"• {title}" for title in _title_list(desk, slugs))


def _title_list(desk: Desk, slugs: tuple[str, ...]) -> list[str]:
    titles = {each.slug: each.title for each in desk.titles.entries}
    return [f"📁 {escape(slug)}" if slug.endswith("/") else escape(titles.get(slug, slug)) for slug in slugs]


def _field(embed: discord.Embed, name: str, value: str) -> None:
    embed.add_field(name=clip(name, FIELD_NAME), value=clip(value, FIELD // 2) or "–", inline=False)


def status_embed(desk: Desk, say: Words, latency: float, thumbs: tuple[int, int], questions: int) -> discord.Embed:
    """Show how the bot is, and what is wrong with the articles."""
    knowledge = desk.historian.knowledge
    embed = discord.Embed(title=say("status.title"))
    known = 0 <= latency < float("inf")  # NaN before the first heartbeat
    values = {
        "articles": f"{len(knowledge.slugs):,}",
        "passages": f"{knowledge.passage_count:,}",
        "uptime": f"<t:{int(desk.started)}:R>",
        "version": __version__,
        "latency": say("status.milliseconds", count=round(latency * 1000)) if known else say("status.unknown"),
        "stored": f"👍 {thumbs[0]} 👎 {thumbs[1]} · {say('status.open', count=questions)}",
    }
    for name, value in values.items():
        embed.add_field(name=say(f"status.{name}"), value=value, inline=name != "stored")
    if desk.trouble:
        _field(embed, say("reload.failed", problem=""), escape(desk.trouble))
    if knowledge.problems:
        lines = [f"• {escape(str(problem))}" for problem in knowledge.problems[:_SHOWN_PROBLEMS]]
        _field(embed, say("status.problems", count=len(knowledge.problems)), "\n".join(lines))
    return embed
