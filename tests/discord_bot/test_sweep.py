"""Every command with whatever is typed, under every permission: something is always said, and Discord takes it.

A few combinations each time; all of them with `HISTBOT_SWEEP=all`.
"""

from __future__ import annotations

import itertools
import json
import os
from typing import TYPE_CHECKING, Any

import discord
import jsonschema
import pytest
from described import Description, as_described, description_in
from stage import manager, mention, replies, texts

from histbot.storage import ServerSettings
from histbot.words import LANGUAGES, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from simcord import Env

    from histbot.discord_bot.desk.desk import Desk
    from histbot.discord_bot.process.client import HistbotClient

pytestmark = pytest.mark.simcord(check_errors=False)  # what is typed wrongly is an error of the command
TYPED = (
    "When was the Treaty of Alliance signed?", "and then?", "?", "x" * 60, "@everyone <@1> <#2> <:a:3>",
    "`**__~~||>[](http://x)", "\u202eabc\u200b", "a ⟵ b", "😀" * 30, "1e999", "-1", "0000", "日本語の質問", "9 May",
    "1938", "44 BC", "%s {0} {x}", "../../etc/passwd", "' OR 1=1 --", "hb:page:x", "\t\n", "wars/", "*", "NaN",
)  # fmt: skip
FORBIDDEN: dict[str, dict[str, bool]] = {
    "nothing": {}, "cards": {"embed_links": False}, "files": {"attach_files": False},
    "history": {"read_message_history": False}, "threads": {"create_public_threads": False},
    "words": {"send_messages": False, "send_messages_in_threads": False},
}  # fmt: skip
MEMBERS_COMMANDS = {
    "ask": ("question", "article"), "articles": ("search",), "article": ("name",), "about": (),
    "timeline": ("topic", "from", "to", "article"), "onthisday": ("date", "article"), "quiz": ("article", "period"),
}  # fmt: skip
OWNERS_COMMANDS = {
    "settings": (), "channel": ("articles",), "articles": ("article",), "status": (), "unanswered": (), "setup": (),
    "summary": (), "forget": (), "onthisday": ("time", "zone"), "reload": (),
}  # fmt: skip
EVERYTHING = os.environ.get("HISTBOT_SWEEP") == "all"
COMPLETED = (("ask", "article"), ("article", "name"), ("timeline", "article"), ("histbot onthisday", "zone"))


def commands(turn: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give commands with what is typed: with everything in each option, or with one thing that differs by `turn`."""
    for name, options in MEMBERS_COMMANDS.items():
        yield name, {"question": "Who?"} if name == "ask" else {"name": "x"} if name == "article" else {}
        for place, option in enumerate(options):
            for typed in TYPED if EVERYTHING else TYPED[(turn * 7 + place) % len(TYPED) :: len(TYPED)]:
                needed = {"question": "Who?"} if name == "ask" and option != "question" else {}
                yield name, {**needed, option: typed[:50]}
    for name, options in OWNERS_COMMANDS.items():
        needed = {"change": "only"} if name == "articles" else {}
        yield f"histbot {name}", needed
        for place, option in enumerate(options):
            for typed in TYPED if EVERYTHING else TYPED[(turn * 5 + place) % len(TYPED) :: len(TYPED)]:
                yield f"histbot {name}", {**needed, option: typed[:20]}


def said(result: Any) -> str:
    """Give what came of a command or a button, if anything can be seen."""
    if result.modal:
        return "a form"
    return texts(result.response) if result.response else ""


async def use(env: Env, channel: Any, people: list[Any], turn: int) -> list[str]:
    """Use every command and what stands under its answer; give what was silent or went wrong."""
    wrong = []
    for number, (name, options) in enumerate(commands(turn)):
        given = {"channel": channel} | options if name in ("histbot channel", "histbot onthisday") else options
        for person in people[-1:] if name.startswith("histbot") else people[: 1 + EVERYTHING]:
            result = await person.slash(channel, name, **given)
            shown = said(result)
            for custom_id in pressable(result.response) if number % 5 == turn % 5 or EVERYTHING else ():
                if custom_id in pressable(result.response):  # else: the one before changed the message
                    shown = said(await person.click(result.response, custom_id=custom_id)) and shown
            if not shown.strip() or "Something went wrong" in shown:
                wrong.append(f"{name} {given}: {shown!r}")
    for name, option in COMPLETED:
        for typed in TYPED if EVERYTHING else TYPED[turn::6]:
            extra = {"question": "Who?"} if name == "ask" else {}
            await people[-1].autocomplete(channel, name, option, typed[:50], **extra)
    return wrong


def pressable(shown: Any) -> list[str]:
    """Give the buttons of a message that can be pressed."""
    items = [item for row in shown.components for item in row["components"]] if shown else []
    return [item["custom_id"] for item in items if item["type"] == 2 and "custom_id" in item and not item["disabled"]]


def violations(env: Env, description: Description) -> list[str]:
    """Give what Discord would not have taken."""
    found, seen = [], set[str]()
    for request in env.http_requests:
        validator = description.body(request.method, request.path)
        body = json.dumps(as_described(request.json))
        if request.json is None or validator is None or body in seen:
            continue
        seen.add(body)
        if not validator.is_valid(json.loads(body)):
            problem = jsonschema.exceptions.best_match(validator.iter_errors(json.loads(body)))
            found.append(f"{request.method} {request.path}: {problem and problem.message}")
    return found


PAIRS = list(itertools.product(FORBIDDEN, LANGUAGES)) if EVERYTHING else [("cards", "ru")]


@pytest.mark.parametrize(("forbidden", "language"), PAIRS)
async def test_something_is_always_said(
    simcord_env: Env, desk: Desk, shared: Path, forbidden: str, language: str
) -> None:
    guild = simcord_env.create_guild()
    overwrite = discord.PermissionOverwrite(**FORBIDDEN[forbidden])
    channel = guild.create_text_channel("history", overwrites={guild.default_role: overwrite})
    desk.store.change(guild.id, ServerSettings(language=language, member_cooldown=0, channel_cooldown=0))
    people = [guild.add_member(simcord_env.create_user("asker")), manager(simcord_env)]
    description = description_in(shared)
    turn = list(FORBIDDEN).index(forbidden)
    assert await use(simcord_env, channel, people, turn) == []
    assert violations(simcord_env, description) == []


@pytest.mark.parametrize("forbidden", FORBIDDEN)
async def test_a_mention_is_answered_somewhere(
    simcord_env: Env, simcord_bot: HistbotClient, desk: Desk, forbidden: str
) -> None:
    guild = simcord_env.create_guild()
    overwrite = discord.PermissionOverwrite(**FORBIDDEN[forbidden])
    channel = guild.create_text_channel("history", overwrites={guild.default_role: overwrite})
    desk.store.change(guild.id, ServerSettings(threads=True, member_cooldown=0, channel_cooldown=0))
    role = guild.create_role("speaker", permissions=discord.Permissions(administrator=True))
    member = guild.add_member(simcord_env.create_user("asker"), roles=[role])
    for number, typed in enumerate(TYPED if EVERYTHING else TYPED[:2]):
        await member.send(channel, f"{mention(simcord_bot)} {typed}")
        heard = replies(channel) + [each for thread in channel.threads for each in replies(thread)]
        heard += replies(member.user.dm_channel)
        assert len(heard) > number, typed


def test_what_is_said_of_a_bug_is_known() -> None:
    assert words("en")("error.bug", reference="x").startswith("Something went wrong")
