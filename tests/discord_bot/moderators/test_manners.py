"""Channels with manners of their own, those who are not answered, and the way through what is settled first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest
from stage import ASKED, as_bot, buttons, manager, mention, place, replies, texts

from histbot.discord_bot.desk.places import Place, unfolded
from histbot.historian import Historian
from histbot.settings import DiscordSettings, Settings
from histbot.storage import ChannelSettings, ServerSettings, open_store
from histbot.words import LANGUAGES, words

if TYPE_CHECKING:
    from pathlib import Path

    from simcord import Env

    from histbot.discord_bot.desk.desk import Desk
    from histbot.discord_bot.process.client import HistbotClient


@pytest.fixture
def two(desk: Desk, tmp_path: Path) -> None:
    """Give the desk two articles, one of them in a folder."""
    (tmp_path / "wars").mkdir()
    (tmp_path / "wars" / "siege.md").write_text("# Siege\n\nThe siege of Vienna began in 1683.\n", encoding="utf-8")
    (tmp_path / "peace.md").write_text("# Peace\n\nThe peace of Vienna was signed in 1699.\n", encoding="utf-8")
    desk.historian = Historian(Settings(tmp_path, discord=DiscordSettings(message_content=True)))


@pytest.mark.usefixtures("two")
async def test_a_channel_quotes_its_own_articles_only(simcord_env: Env, desk: Desk) -> None:
    channel, member = place(simcord_env)
    owner = manager(simcord_env)
    await owner.slash(channel, "histbot channel", channel=channel, articles="wars/")
    assert "1683" in texts(
        (await member.slash(channel, "ask", question="When did the siege of Vienna begin?")).response
    )
    said = texts((await member.slash(channel, "ask", question="When was the peace of Vienna signed?")).response)
    assert "1699" not in said
    other = simcord_env.guild.create_text_channel("other")
    said = texts((await member.slash(other, "ask", question="When was the peace of Vienna signed?")).response)
    assert "1699" in said
    assert [each["value"] for each in await member.autocomplete(channel, "ask", "article", "")] == ["siege"]
    assert "1 article" in texts((await member.slash(channel, "articles")).response)
    await owner.slash(channel, "histbot channel", channel=channel, articles="*")
    assert desk.settings(simcord_env.guild.id) == ServerSettings()


@pytest.mark.usefixtures("two")
async def test_folders_and_articles_are_offered(simcord_env: Env) -> None:
    channel, _ = place(simcord_env)
    owner = manager(simcord_env)
    choices = await owner.autocomplete(channel, "histbot channel", "articles", "", channel=channel)
    assert [each["value"] for each in choices] == ["wars/", "peace", "siege"]


async def test_a_thread_has_its_channel_s_manners(simcord_env: Env, simcord_bot: HistbotClient, desk: Desk) -> None:
    import discord

    channel, member = place(simcord_env)
    own = {channel.id: ChannelSettings(private=True)}
    desk.store.change(simcord_env.guild.id, ServerSettings(private=False, channels=own))
    thread = await as_bot(simcord_bot, channel).create_thread(name="t", type=discord.ChannelType.public_thread)
    (handle,) = [each for each in channel.threads if each.id == thread.id]
    assert (await member.slash(handle, "ask", question=ASKED)).ephemeral
    other = simcord_env.guild.create_text_channel("other")
    assert not (await member.slash(other, "ask", question=ASKED)).ephemeral


async def test_threads_may_be_settled_for_one_channel(simcord_env: Env, simcord_bot: HistbotClient, desk: Desk) -> None:
    channel, member = place(simcord_env)
    await manager(simcord_env).slash(channel, "histbot channel", channel=channel, threads=True)
    assert desk.settings(simcord_env.guild.id).ask_channels == ()
    await member.send(channel, f"{mention(simcord_bot)} {ASKED}")
    (thread,) = channel.threads
    assert "May 16, 1935" in texts(replies(thread)[-1])


async def test_what_holds_is_shown_with_where(simcord_env: Env) -> None:
    channel, _ = place(simcord_env)
    owner = manager(simcord_env)
    await owner.slash(channel, "histbot channel", channel=channel, private=True, member_cooldown=60)
    said = texts((await owner.slash(channel, "histbot settings")).response)
    own = "Answers to /ask private unless told otherwise: yes; Cool-down for a member: 5 questions in 60 seconds"
    assert f"<#{channel.id}>: {own}" in said
    await owner.slash(channel, "histbot channel", channel=channel, reset=True)
    assert "own manners" not in texts((await owner.slash(channel, "histbot settings")).response)


@pytest.mark.parametrize("by_role", [True, False])
async def test_the_ignored_are_not_answered(simcord_env: Env, simcord_bot: HistbotClient, *, by_role: bool) -> None:
    channel, member = place(simcord_env)
    owner = manager(simcord_env)
    role = simcord_env.guild.create_role("noisy")
    loud = simcord_env.guild.add_member(simcord_env.create_user("loud"), roles=[role])
    await owner.slash(channel, "histbot ignore", who=role if by_role else loud)
    await loud.send(channel, f"{mention(simcord_bot)} {ASKED}")
    assert replies(channel) == []
    for command, options in (("ask", {"question": ASKED}), ("timeline", {})):
        refused = await loud.slash(channel, command, **options)
        assert refused.ephemeral
        assert "don't answer you here" in texts(refused.response)
    assert "May 16" in texts((await member.slash(channel, "ask", question=ASKED)).response)
    await owner.slash(channel, "histbot ignore", who=role if by_role else loud, ignore=False)
    assert "May 16" in texts((await loud.slash(channel, "ask", question=ASKED)).response)


async def test_setting_up_changes_as_it_goes(simcord_env: Env, desk: Desk) -> None:
    channel, _ = place(simcord_env)
    owner = manager(simcord_env)
    shown = await owner.slash(channel, "histbot setup")
    assert shown.ephemeral
    name = "Threads: no"
    shown = await owner.click(shown.response, custom_id=buttons(shown.response)[name])
    assert "Threads: yes" in buttons(shown.response)
    shown = await owner.select(shown.response, [channel], custom_id="hb:setup:channels")
    settled = desk.settings(simcord_env.guild.id)
    assert (settled.threads, settled.ask_channels) == (True, (channel.id,))
    assert "a thread of its own" in texts(shown.response)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_setting_up_names_what_the_bot_lacks_in_the_reader_s_language(
    simcord_env: Env, desk: Desk, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    guild = simcord_env.create_guild()
    lacking = discord.PermissionOverwrite(embed_links=False, attach_files=False)
    channel = guild.create_text_channel("history", overwrites={guild.default_role: lacking})
    say = words(language)
    monkeypatch.setattr(desk, "say", lambda *_, **__: say)  # members of this stand-in all speak English
    shown = await manager(simcord_env).slash(channel, "histbot setup")
    lacks = ", ".join(say(f"permission.{name}") for name in ("embed_links", "attach_files"))
    assert say("setup.missing", permissions=lacks) in texts(shown.response)


async def test_a_channel_in_which_the_bot_is_mute_is_told_where_it_is_settled(simcord_env: Env) -> None:
    guild = simcord_env.create_guild()
    here, owner = guild.create_text_channel("here"), manager(simcord_env)
    mute = guild.create_text_channel(
        "mute", overwrites={guild.default_role: discord.PermissionOverwrite(send_messages=False)}
    )
    said = f"I may not write in <#{mute.id}>"
    for command in ("channel", "summary"):
        assert said in texts((await owner.slash(here, f"histbot {command}", channel=mute)).response)
        assert said not in texts((await owner.slash(here, f"histbot {command}", channel=here)).response)
    assert said in texts((await owner.slash(here, "histbot setup")).response)


def test_folders_mean_their_articles(desk: Desk) -> None:
    (entry, *_) = desk.titles.entries
    assert unfolded(None, [entry]) is None
    assert unfolded(("a", "b"), [entry]) == ("a", "b")
    assert unfolded(("nowhere/", entry.slug), [entry]) == (entry.slug,)
    assert unfolded(("nowhere/",), [entry]) == ()


def test_a_channel_s_manners_survive_a_restart(tmp_path: Path) -> None:
    first = open_store(tmp_path)
    wanted = ServerSettings(channels={2**60: ChannelSettings(articles=("wars/",), member_cooldown=0)}, ignored=(7,))
    first.change(7, wanted)
    first.close()
    second = open_store(tmp_path)
    assert second.settings(7) == wanted
    second.close()


def test_the_server_s_settings_hold_where_a_channel_leaves_them(desk: Desk) -> None:
    desk.store.change(1, ServerSettings(private=True, channels={5: ChannelSettings(threads=True)}))
    own = desk.settings(Place(1, (9, 5)))
    assert (own.private, own.threads) == (True, True)
    assert desk.settings(Place(1, (6,))).threads is False


async def test_a_channel_has_a_cool_down_of_its_own(simcord_env: Env, desk: Desk) -> None:
    channel, member = place(simcord_env)
    owner, other = manager(simcord_env), simcord_env.guild.create_text_channel("other")
    shown = (await owner.slash(channel, "histbot channel", channel=channel, channel_cooldown=600)).response
    assert "Cool-down for a channel: 20 questions in 600 seconds" in texts(shown)
    here, there = (Place(simcord_env.guild.id, (each.id,)) for each in (channel, other))
    for asker in range(20):
        assert desk.admit(here, channel.id, asker) is None
        assert desk.admit(there, other.id, asker) is None
    refused = await member.slash(channel, "ask", question=ASKED)
    assert "a lot of questions" in texts(refused.response)
    await owner.slash(channel, "histbot channel", channel=channel, channel_cooldown=0)
    assert not (await member.slash(channel, "ask", question=ASKED)).ephemeral
