"""`/histbot`: who may use it, what it settles, what it tells and what it deletes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
import pytest
from stage import ASKED, as_bot, buttons, manager, place, texts

from histbot.discord_bot.process.client import HistbotClient
from histbot.errors import KnowledgeError, Problem, StorageError
from histbot.historian import Historian
from histbot.storage import ServerSettings

if TYPE_CHECKING:
    from pathlib import Path

    from simcord import Env

    from histbot.discord_bot.desk.desk import Desk

SLUG = "czechoslovakia-soviet-union-relations"
COMMANDS = ["settings", "channel", "articles", "status", "reload", "unanswered", "forget"]


async def use(env: Env, name: str, **options: Any) -> Any:
    """Give what a manager is answered."""
    channel = env.guild.create_text_channel("moderators") if env.backend.guilds else place(env)[0]
    return await manager(env).slash(channel, f"histbot {name}", **options)


@pytest.fixture
def two(desk: Desk, tmp_path: Path) -> None:
    """Give the desk a second article."""
    from histbot.settings import Settings

    for name, text in (("siege", "The siege of Vienna began in 1683."), ("peace", "The peace was signed in 1699.")):
        (tmp_path / f"{name}.md").write_text(f"# {name}\n\n{text}\n", encoding="utf-8")
    desk.historian = Historian(Settings(tmp_path))


@pytest.mark.parametrize("name", COMMANDS)
async def test_members_do_not_see_the_commands(simcord_env: Env, name: str) -> None:
    channel, member = place(simcord_env)
    assert f"histbot {name}" not in member.available_commands(channel)
    assert f"histbot {name}" in manager(simcord_env).available_commands(channel)


@pytest.mark.parametrize("name", ["status", "reload", "forget", "settings", "unanswered"])
@pytest.mark.simcord(check_errors=False)
async def test_a_member_who_was_let_at_them_is_refused(simcord_env: Env, simcord_bot: HistbotClient, name: str) -> None:
    channel, member = place(simcord_env)
    (group,) = [each for each in await simcord_bot.tree.fetch_commands() if each.name == "histbot"]
    simcord_env.guild.set_command_permissions(group.id, {member: True})
    result = await member.slash(channel, f"histbot {name}")
    assert result.ephemeral
    assert "may manage the server" in texts(result.response)


async def test_settings_are_shown_and_changed_privately(simcord_env: Env, desk: Desk) -> None:
    shown = await use(simcord_env, "settings")
    assert shown.ephemeral
    assert "no (as the bot's settings say)" in texts(shown.response)
    assert "5 questions in 10 seconds" in texts(shown.response)
    changed = await use(
        simcord_env, "settings", private=True, threads=True, feedback=False, record=False, member_cooldown=60,
        channel_cooldown=0, language="sk",
    )  # fmt: skip
    assert desk.settings(simcord_env.guild.id) == ServerSettings(
        private=True, threads=True, feedback=False, record=False, member_cooldown=60, channel_cooldown=0, language="sk"
    )
    assert "5 questions in 60 seconds" in texts(changed.response)  # in private, the member's own language


async def test_threads_say_what_they_need(simcord_env: Env, desk: Desk) -> None:
    from histbot.settings import Settings

    desk.bot_settings = Settings(desk.bot_settings.knowledge)
    assert "discord.message_content" in texts((await use(simcord_env, "settings", threads=True)).response)
    forbidden = discord.PermissionOverwrite(create_public_threads=False)
    role = simcord_env.guild.default_role
    channel = simcord_env.guild.create_text_channel("quiet", overwrites={role: forbidden})
    result = await manager(simcord_env, "second").slash(channel, "histbot settings", threads=True)
    assert "Create Public Threads" in texts(result.response)


async def test_private_by_default_can_be_overruled(simcord_env: Env, desk: Desk) -> None:
    channel, member = place(simcord_env)
    desk.store.change(simcord_env.guild.id, ServerSettings(private=True))
    assert (await member.slash(channel, "ask", question=ASKED)).ephemeral
    assert not (await member.slash(channel, "ask", question=ASKED, private=False)).ephemeral


async def test_the_language_of_a_server_is_spoken_to_its_members(simcord_env: Env, desk: Desk) -> None:
    channel, member = place(simcord_env)
    desk.store.change(simcord_env.guild.id, ServerSettings(language="cs"))
    shown = (await member.slash(channel, "ask", question=ASKED)).response
    assert "Navázat" in buttons(shown)
    assert "jist" in texts(shown)  # how sure it is, in Czech
    assert "May 16, 1935" in texts(shown)


async def test_each_reader_s_own_language_can_be_chosen_again(simcord_env: Env, desk: Desk) -> None:
    await use(simcord_env, "settings", language="ru")
    await use(simcord_env, "settings", language="own")
    assert desk.settings(simcord_env.guild.id).language is None


async def test_ask_channels_are_added_and_taken_away(simcord_env: Env, desk: Desk) -> None:
    channel, _ = place(simcord_env)
    result = await use(simcord_env, "channel", channel=channel)
    assert channel.mention in texts(result.response)
    assert desk.settings(simcord_env.guild.id).ask_channels == (channel.id,)
    await use(simcord_env, "channel", channel=channel)
    assert desk.settings(simcord_env.guild.id).ask_channels == (channel.id,)
    await use(simcord_env, "channel", channel=channel, answers=False)
    assert desk.settings(simcord_env.guild.id).ask_channels == ()


async def test_an_ask_channel_without_the_intent_says_what_is_missing(simcord_env: Env, desk: Desk) -> None:
    from histbot.settings import Settings

    desk.bot_settings = Settings(desk.bot_settings.knowledge)
    channel, _ = place(simcord_env)
    assert "discord.message_content" in texts((await use(simcord_env, "channel", channel=channel)).response)


@pytest.mark.usefixtures("two")
async def test_articles_are_allowed_and_taken_away(simcord_env: Env, desk: Desk) -> None:
    def allowed() -> Any:
        return desk.settings(simcord_env.guild.id).articles

    await use(simcord_env, "articles", change="remove", article="peace")
    assert allowed() == ("siege",)
    assert "only article" in texts((await use(simcord_env, "articles", change="remove", article="siege")).response)
    assert allowed() == ("siege",)
    await use(simcord_env, "articles", change="add", article="peace")
    assert allowed() == ("siege", "peace")
    await use(simcord_env, "articles", change="only", article="peace")
    assert allowed() == ("peace",)
    await use(simcord_env, "articles", change="all")
    assert allowed() is None
    assert "Name the article" in texts((await use(simcord_env, "articles", change="only")).response)


@pytest.mark.usefixtures("two")
@pytest.mark.simcord(check_errors=False)
async def test_only_allowed_articles_are_quoted_listed_and_offered(simcord_env: Env, desk: Desk) -> None:
    channel, member = place(simcord_env)
    desk.store.change(simcord_env.guild.id, ServerSettings(articles=("siege",)))
    said = texts((await member.slash(channel, "ask", question="When was the peace signed?")).response)
    assert "1699" not in said
    assert "1 article" in texts((await member.slash(channel, "articles")).response)
    assert [each["value"] for each in await member.autocomplete(channel, "ask", "article", "")] == ["siege"]
    refused = await member.slash(channel, "ask", question="When was the peace signed?", article="peace")
    assert refused.ephemeral
    assert "There is no article" in texts(refused.response)


async def test_status_says_how_the_bot_is(simcord_env: Env) -> None:
    result = await use(simcord_env, "status")
    assert result.ephemeral
    for said in ("Articles\n1", "Passages", "Started\n<t:", "Version", "Latency"):
        assert said in texts(result.response)


async def test_status_names_what_is_wrong_with_the_articles(simcord_env: Env, desk: Desk, tmp_path: Path) -> None:
    from histbot.settings import Settings

    (tmp_path / "good.md").write_text("The siege of Vienna began in 1683.", encoding="utf-8")
    (tmp_path / "bad.md").write_bytes(b"\xff\xfe")
    desk.historian = Historian(Settings(tmp_path))
    said = texts((await use(simcord_env, "status")).response)
    assert "1 problem in the articles" in said
    assert "bad.md" in said


async def test_reload_reads_the_articles_anew(simcord_env: Env) -> None:
    result = await use(simcord_env, "reload")
    assert (result.ephemeral, result.response.content) == (True, "Read anew: 1 article.")


async def test_a_reload_that_fails_says_why_and_keeps_the_old(
    simcord_env: Env, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> None:
        raise KnowledgeError([Problem("knowledge", "holds no article")])

    monkeypatch.setattr(desk.historian, "reload", fails)
    assert "holds no article" in texts((await use(simcord_env, "reload")).response)
    assert "holds no article" in texts((await use(simcord_env, "status")).response)
    monkeypatch.undo()
    await use(simcord_env, "reload")
    assert "holds no article" not in texts((await use(simcord_env, "status")).response)


async def test_what_was_asked_in_vain_is_listed_most_asked_first(simcord_env: Env) -> None:
    channel, member = place(simcord_env)
    for question in (
        "Who was king of Prague in 1950?",
        "Who was mayor of Prague in 1950?",
        "who was MAYOR of prague in 1950",
    ):
        await member.slash(channel, "ask", question=question)
    shown = (await use(simcord_env, "unanswered")).response
    assert shown.ephemeral
    assert [field.name for field in shown.embeds[0].fields] == [
        "Who was mayor of Prague in 1950?", "Who was king of Prague in 1950?",
    ]  # fmt: skip
    assert "asked 2 times in vain" in shown.embeds[0].fields[0].value
    assert f"{SLUG}.md" in shown.embeds[0].fields[0].value.replace("\\", "")


async def test_nothing_asked_in_vain_is_said(simcord_env: Env) -> None:
    assert "Nothing was asked in vain" in texts((await use(simcord_env, "unanswered")).response)


async def test_the_list_is_turned_by_its_caller_alone_also_after_a_restart(simcord_env: Env, desk: Desk) -> None:
    channel, _ = place(simcord_env)
    for number in range(12):
        desk.store.miss(simcord_env.guild.id, f"question {number:02}")
    owner = manager(simcord_env)
    result = await owner.slash(channel, "histbot unanswered")
    first = result.response
    assert "page 1 of 3" in texts(first)
    await simcord_env.restart_bot(HistbotClient(desk.historian, desk.bot_settings, None, desk))
    turned = await owner.click(first, custom_id=buttons(first)["▶"])
    assert "page 2 of 3" in texts(turned.response)
    last = await owner.click(turned.response, custom_id=buttons(turned.response)["⏭"])
    assert "page 3 of 3" in texts(last.response)
    assert len(set(buttons(last.response).values())) == 5


async def test_where_nothing_was_asked_in_vain_there_is_no_empty_spreadsheet(simcord_env: Env) -> None:
    place(simcord_env)
    told = (await use(simcord_env, "unanswered", csv=True)).response
    assert told.content == "Nothing was asked in vain."
    assert not told.attachments


async def test_a_spreadsheet_gets_it_all(simcord_env: Env, desk: Desk) -> None:
    place(simcord_env)
    for number in range(12):
        desk.store.miss(simcord_env.guild.id, f"question {number}")
    desk.store.miss(simcord_env.guild.id, "=HYPERLINK(1)")
    (file,) = (await use(simcord_env, "unanswered", csv=True)).response.attachments
    text = (await file.read()).decode("utf-8-sig")
    assert text.splitlines()[0].startswith("question,missed,disliked,nearest,place")
    assert len(text.splitlines()) == 14  # numbers keep questions apart
    assert "'=HYPERLINK" in text


async def test_forgetting_asks_first_and_then_leaves_nothing(simcord_env: Env, desk: Desk) -> None:
    channel, _ = place(simcord_env)
    server = simcord_env.guild.id
    desk.store.change(server, ServerSettings(private=True))
    desk.store.miss(server, "q")
    owner = manager(simcord_env)
    asked = await owner.slash(channel, "histbot forget")
    assert desk.settings(server).private is True
    done = await owner.click(asked.response, label="Delete it all")
    assert "deleted" in texts(done.response)
    assert buttons(done.response) == {}
    assert (desk.settings(server), desk.store.unanswered(server)) == (ServerSettings(), [])


async def test_a_member_cannot_press_the_deleting_button(simcord_env: Env, desk: Desk) -> None:
    from histbot.discord_bot.moderators.forgetting import ForgetButton

    channel, member = place(simcord_env)
    desk.store.miss(simcord_env.guild.id, "q")
    view = discord.ui.View(timeout=None)
    view.add_item(ForgetButton(member.id, "Delete it all"))
    sent = await as_bot(simcord_env.bot, channel).send("?", view=view)
    assert "may manage the server" in texts((await member.click(sent, label="Delete it all")).response)
    assert len(desk.store.unanswered(simcord_env.guild.id)) == 1


@pytest.mark.simcord(check_errors=False)
async def test_a_full_disk_is_told(simcord_env: Env, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise StorageError("the file can't be used: disk is full")

    monkeypatch.setattr(desk.store, "change", full)
    assert "could not be stored" in texts((await use(simcord_env, "settings", private=True)).response)


async def test_an_answer_needs_no_room_on_the_disk(
    simcord_env: Env, desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> None:
        raise StorageError("the file can't be used: disk is full")

    monkeypatch.setattr(desk.store, "miss", full)
    channel, member = place(simcord_env)
    shown = await member.slash(channel, "ask", question="Who was mayor of Prague in 1950?")
    assert "don't answer that" in texts(shown.response)
    assert "disk is full" in caplog.text
    assert "mayor" not in caplog.text


async def test_leaving_and_joining_are_noted(simcord_env: Env, simcord_bot: HistbotClient, desk: Desk) -> None:
    place(simcord_env)
    (guild,) = simcord_bot.guilds
    desk.store.miss(guild.id, "q")
    desk.store._clock = lambda: 0.0
    await simcord_bot.on_guild_remove(guild)
    desk.store._clock = lambda: 31 * 24 * 3600.0
    await simcord_bot.on_guild_join(guild)
    assert desk.store.purge() == []
    await simcord_bot.on_guild_remove(guild)
    desk.store._clock = lambda: 62 * 24 * 3600.0
    assert desk.store.purge() == [guild.id]


async def test_the_data_of_a_server_that_was_left_is_purged_by_day(simcord_env: Env, desk: Desk) -> None:
    desk.store.miss(77, "q")
    desk.store._clock = lambda: 0.0
    desk.store.left(77)
    desk.store._clock = lambda: 30 * 24 * 3600.0
    await simcord_env.advance_time(24 * 3600 + 1)
    assert desk.store.unanswered(77) == []


async def test_servers_left_or_joined_while_not_running_are_noted_at_the_start(
    simcord_env: Env, simcord_bot: HistbotClient, desk: Desk
) -> None:
    place(simcord_env)
    desk.store._clock = lambda: 0.0
    for server in (77, simcord_env.guild.id):
        desk.store.miss(server, "q")
    desk.store.left(simcord_env.guild.id)
    await simcord_bot.on_ready()
    desk.store._clock = lambda: 31 * 24 * 3600.0
    assert desk.store.purge() == [77]
