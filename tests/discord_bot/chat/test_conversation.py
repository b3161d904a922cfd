"""Questions in messages: which are answered, with what before them, where, and how often."""

from __future__ import annotations

import asyncio
import copy
from typing import TYPE_CHECKING, Any

import discord
import pytest
from stage import ANSWER, ASKED, as_bot, manager, mention, place, replies, texts

from histbot.discord_bot.card.asked import read_card
from histbot.discord_bot.desk.fairness import MEMBER_QUESTIONS
from histbot.settings import Settings
from histbot.storage import ServerSettings

if TYPE_CHECKING:
    from simcord import Env

    from histbot.discord_bot.desk.desk import Desk
    from histbot.discord_bot.process.client import HistbotClient

FOLLOW_UP = "and who signed it?"
TALK = "lol what a day"


@pytest.fixture
def ask_channel(simcord_env: Env, desk: Desk) -> tuple[Any, Any]:
    """Give an ask channel and a member."""
    channel, member = place(simcord_env)
    desk.store.change(simcord_env.guild.id, ServerSettings(ask_channels=(channel.id,)))
    return channel, member


async def test_every_question_of_an_ask_channel_is_answered(ask_channel: tuple[Any, Any]) -> None:
    channel, member = ask_channel
    await member.send(channel, ASKED)
    (reply,) = replies(channel)
    assert ANSWER in texts(reply)


@pytest.mark.parametrize("text", [TALK, "thanks!", "I was there yesterday.", "how are you?", ""])
async def test_talk_in_an_ask_channel_is_left_alone(ask_channel: tuple[Any, Any], text: str) -> None:
    channel, member = ask_channel
    await member.send(channel, text or "?")
    assert replies(channel) == []


async def test_members_talking_to_each_other_in_an_ask_channel_are_left_alone(
    simcord_env: Env, ask_channel: tuple[Any, Any]
) -> None:
    channel, member = ask_channel
    other = simcord_env.guild.add_member(simcord_env.create_user("other"))
    said = await other.send(channel, TALK)
    await member.send(channel, f"{other.mention} {ASKED}")
    await member.send(channel, ASKED, reply_to=said)
    assert replies(channel) == []


async def test_a_thread_of_an_ask_channel_belongs_to_it(
    simcord_env: Env, simcord_bot: HistbotClient, ask_channel: tuple[Any, Any]
) -> None:
    channel, member = ask_channel
    thread = await as_bot(simcord_bot, channel).create_thread(name="t", type=discord.ChannelType.public_thread)
    (handle,) = [each for each in channel.threads if each.id == thread.id]
    await member.send(handle, ASKED)
    assert ANSWER in texts(replies(handle)[-1])


async def test_a_forum_s_post_is_asked_by_its_title(simcord_env: Env, simcord_bot: HistbotClient, desk: Desk) -> None:
    _, member = place(simcord_env)
    forum = simcord_env.guild.create_forum_channel("questions")
    desk.store.change(simcord_env.guild.id, ServerSettings(ask_channels=(forum.id,)))
    simcord_env.backend.create_thread(forum.id, ASKED, member.id)
    (post,) = forum.threads
    first = await member.send(post, "I need it for school.")
    assert replies(post) == []
    first.id = post.id  # as Discord numbers the message that a post begins with; the pretended one does not
    await simcord_bot.conversation.hear(first)
    assert ANSWER in texts(replies(post)[-1])


async def test_bots_webhooks_and_itself_are_never_answered(
    simcord_env: Env, simcord_bot: HistbotClient, ask_channel: tuple[Any, Any]
) -> None:
    channel, _ = ask_channel
    robot = simcord_env.guild.add_member(simcord_env.create_user("robot", bot=True))
    await robot.send(channel, f"{mention(simcord_bot)} {ASKED}")
    await simcord_env.guild.create_webhook(channel).send(ASKED)
    await as_bot(simcord_bot, channel).send(ASKED)
    await simcord_env.settle()
    assert [each.content for each in replies(channel) if each.embeds] == []


async def test_a_follow_up_in_a_reply_is_understood_with_the_question_before(
    simcord_env: Env, simcord_bot: HistbotClient
) -> None:
    channel, member = place(simcord_env)
    await member.send(channel, f"{mention(simcord_bot)} {ASKED}")
    (first,) = replies(channel)
    await member.send(channel, f"{mention(simcord_bot)} {FOLLOW_UP}", reply_to=first)
    (second,) = [each for each in replies(channel) if each.id != first.id]
    assert second.embeds[0].author.name == f"{FOLLOW_UP} ⟵ {ASKED}"
    assert "Treaty of Alliance" in texts(second)


async def test_a_reply_to_a_command_s_answer_is_a_follow_up_too(simcord_env: Env, simcord_bot: HistbotClient) -> None:
    channel, member = place(simcord_env)
    first = (await member.slash(channel, "ask", question=ASKED)).response
    await member.send(channel, f"{mention(simcord_bot)} {FOLLOW_UP}", reply_to=first.message)
    assert "⟵" in (replies(channel)[-1].embeds[0].author.name or "")


async def test_small_talk_is_told_what_to_ask(simcord_env: Env, simcord_bot: HistbotClient) -> None:
    channel, member = place(simcord_env)
    await member.send(channel, f"{mention(simcord_bot)} hello!")
    assert "Ask me a question" in replies(channel)[0].content


async def test_a_bare_mention_in_reply_to_a_question_asks_that(simcord_env: Env, simcord_bot: HistbotClient) -> None:
    channel, member = place(simcord_env)
    other = simcord_env.guild.add_member(simcord_env.create_user("other"))
    said = await other.send(channel, ASKED)
    await member.send(channel, mention(simcord_bot), reply_to=said)
    assert ANSWER in texts(replies(channel)[-1])


async def test_thanks_are_taken_without_a_word(simcord_env: Env, simcord_bot: HistbotClient) -> None:
    channel, member = place(simcord_env)
    await member.send(channel, f"{mention(simcord_bot)} {ASKED}")
    await member.send(channel, "thanks!", reply_to=replies(channel)[0])
    assert len(replies(channel)) == 1


async def test_an_edit_during_the_answer_waits_for_it(simcord_env: Env, simcord_bot: HistbotClient, desk: Desk) -> None:
    channel, member = place(simcord_env)
    asked = await member.send(channel, "Who built the metro?")
    original = copy.copy(asked)
    original.mentions = [simcord_bot.user]
    edited = copy.copy(original)
    edited.content, edited._edited_timestamp = ASKED, discord.utils.utcnow()
    await asyncio.gather(simcord_bot.conversation.hear(original), simcord_bot.conversation.hear_edit(edited))
    (reply,) = replies(channel)
    assert ANSWER in texts(reply)


async def test_a_question_that_was_deleted_is_not_shown_on_a_card(
    simcord_env: Env, simcord_bot: HistbotClient, desk: Desk
) -> None:
    channel, member = place(simcord_env)
    asked = await member.send(channel, ASKED)
    meant = copy.copy(asked)
    meant.mentions = [simcord_bot.user]
    begun, going_on = asyncio.Event(), asyncio.Event()

    async def ask(*given: Any) -> Any:
        begun.set()
        await going_on.wait()
        return await asking(*given)

    asking, desk.ask = desk.ask, ask  # type: ignore[method-assign, assignment]
    hearing = asyncio.create_task(simcord_bot.conversation.hear(meant))
    await begun.wait()
    await asked.delete()
    going_on.set()
    await asyncio.wait((hearing,))
    assert hearing.cancelled()
    assert replies(channel) == []
    assert len(simcord_bot.waiting) == 0


async def test_a_follow_up_in_direct_messages_needs_no_reply(simcord_env: Env) -> None:
    _, member = place(simcord_env)
    await member.send_dm(ASKED)
    message = await member.send_dm(FOLLOW_UP)
    await simcord_env.settle()
    answers = [each async for each in message.channel.history() if each.author.bot]
    assert "⟵" in (answers[0].embeds[0].author.name or "")


async def test_a_question_that_says_all_takes_nothing_over(simcord_env: Env, simcord_bot: HistbotClient) -> None:
    channel, member = place(simcord_env)
    await member.send(channel, f"{mention(simcord_bot)} {ASKED}")
    (first,) = replies(channel)
    for asked in ("Why did Kramář dislike the Bolsheviks?", "Who liberated Prague?"):
        await member.send(channel, f"{mention(simcord_bot)} {asked}", reply_to=first)
        assert replies(channel)[-1].embeds[0].author.name == asked


async def test_a_question_is_answered_in_a_thread_and_followed_up_there(
    simcord_env: Env, simcord_bot: HistbotClient, desk: Desk
) -> None:
    channel, member = place(simcord_env)
    desk.store.change(simcord_env.guild.id, ServerSettings(threads=True))
    await member.send(channel, f"{mention(simcord_bot)} {ASKED}")
    (thread,) = channel.threads
    assert thread.name == ASKED
    assert ANSWER in texts(replies(thread)[-1])
    await member.send(thread, FOLLOW_UP)
    assert "⟵" in (replies(thread)[-1].embeds[0].author.name or "")
    await member.send(thread, TALK)
    assert len([each for each in replies(thread) if each.embeds]) == 2


async def test_where_threads_are_forbidden_the_answer_is_a_reply(
    simcord_env: Env, simcord_bot: HistbotClient, desk: Desk
) -> None:
    guild = simcord_env.create_guild()
    forbidden = discord.PermissionOverwrite(create_public_threads=False, send_messages_in_threads=False)
    channel = guild.create_text_channel("history", overwrites={guild.default_role: forbidden})
    member = guild.add_member(simcord_env.create_user("asker"))
    desk.store.change(guild.id, ServerSettings(threads=True))
    await member.send(channel, f"{mention(simcord_bot)} {ASKED}")
    assert ANSWER in texts(replies(channel)[-1])


async def test_an_edited_question_is_answered_again_in_place(simcord_env: Env, simcord_bot: HistbotClient) -> None:
    channel, member = place(simcord_env)
    asked = await member.send(channel, f"{mention(simcord_bot)} Who built the metro?")
    (first,) = replies(channel)
    assert "don't answer" in texts(first)
    await member.edit(asked, f"{mention(simcord_bot)} {ASKED}")
    (again,) = replies(channel)
    assert (again.id, ANSWER in texts(again)) == (first.id, True)


async def test_a_question_that_was_too_long_can_be_shortened(simcord_env: Env, simcord_bot: HistbotClient) -> None:
    channel, member = place(simcord_env)
    asked = await member.send(channel, f"{mention(simcord_bot)} {'war ' * 200}")
    await member.edit(asked, f"{mention(simcord_bot)} {ASKED}")
    (reply,) = replies(channel)
    assert ANSWER in texts(reply)
    assert "longer" not in texts(reply)


async def test_a_mention_that_was_forgotten_can_be_added(simcord_env: Env, simcord_bot: HistbotClient) -> None:
    channel, member = place(simcord_env)
    asked = await member.send(channel, ASKED)
    await member.edit(asked, f"{mention(simcord_bot)} {ASKED}")
    assert len(replies(channel)) == 1


async def test_after_a_minute_an_edit_changes_nothing(simcord_env: Env, simcord_bot: HistbotClient) -> None:
    channel, member = place(simcord_env)
    asked = await member.send(channel, f"{mention(simcord_bot)} Who built the metro?")
    await simcord_env.advance_time(61)
    with simcord_env.time_context():
        await member.edit(asked, f"{mention(simcord_bot)} {ASKED}")
    assert "don't answer" in texts(replies(channel)[0])


async def test_members_and_emoji_are_no_part_of_a_question(
    simcord_env: Env, simcord_bot: HistbotClient, desk: Desk
) -> None:
    channel, member = place(simcord_env)
    await member.send(channel, f"{mention(simcord_bot)} who built the metro {member.mention} <:hi:123>?")
    assert [each.question for each in desk.store.unanswered()] == ["who built the metro ?"]


async def test_the_context_menu_asks_about_a_message(simcord_env: Env) -> None:
    channel, member = place(simcord_env)
    other = simcord_env.guild.add_member(simcord_env.create_user("other"))
    said = await other.send(channel, ASKED)
    result = await member.context_menu(channel, "Ask about this message", said)
    assert ANSWER in texts(result.response)


async def test_the_context_menu_says_what_it_cannot_ask(simcord_env: Env) -> None:
    channel, member = place(simcord_env)
    picture = await member.send(channel, "", attachments=[("a.png", b"x")])
    long = await member.send(channel, "war " * 200)
    for message, said in ((picture, "no text"), (long, "longer than 500")):
        result = await member.context_menu(channel, "Ask about this message", message)
        assert result.ephemeral
        assert said in texts(result.response)


async def test_a_member_who_asks_too_much_is_told_when_to_go_on(simcord_env: Env, simcord_bot: HistbotClient) -> None:
    channel, member = place(simcord_env)
    for _ in range(MEMBER_QUESTIONS + 3):
        message = await member.send(channel, f"{mention(simcord_bot)} {ASKED}")
    assert len(replies(channel)) == MEMBER_QUESTIONS
    direct = replies(member.user.dm_channel)
    assert len(direct) == 1
    assert "<t:" in texts(direct[0])
    assert message
    result = await member.slash(channel, "ask", question=ASKED)
    assert result.ephemeral
    assert "You can ask again <t:" in texts(result.response)


async def test_one_member_s_flood_does_not_stop_another(simcord_env: Env, simcord_bot: HistbotClient) -> None:
    channel, member = place(simcord_env)
    other = simcord_env.guild.add_member(simcord_env.create_user("other"))
    for _ in range(MEMBER_QUESTIONS + 3):
        await member.slash(channel, "ask", question=ASKED)
    assert ANSWER in texts((await other.slash(channel, "ask", question=ASKED)).response)


async def test_a_channel_may_cool_down_too(simcord_env: Env, desk: Desk) -> None:
    channel, _ = place(simcord_env)
    desk.store.change(simcord_env.guild.id, ServerSettings(channel_cooldown=60))
    for number in range(20):
        each = simcord_env.guild.add_member(simcord_env.create_user(f"asker{number}"))
        await each.slash(channel, "ask", question=ASKED)
    last = simcord_env.guild.add_member(simcord_env.create_user("last"))
    assert "This channel" in texts((await last.slash(channel, "ask", question=ASKED)).response)


async def test_managers_are_exempt(simcord_env: Env, simcord_bot: HistbotClient) -> None:
    channel, _ = place(simcord_env)
    owner = manager(simcord_env)
    for _ in range(MEMBER_QUESTIONS + 2):
        await owner.send(channel, f"{mention(simcord_bot)} {ASKED}")
        assert ANSWER in texts((await owner.slash(channel, "ask", question=ASKED)).response)
    assert len([each for each in replies(channel) if each.reference]) == MEMBER_QUESTIONS + 2


async def test_a_bug_is_told_in_a_reply_with_a_reference_only(
    simcord_env: Env,
    simcord_bot: HistbotClient,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError(ASKED)

    monkeypatch.setattr(desk.historian, "ask", fails)
    channel, member = place(simcord_env)
    await member.send(channel, f"{mention(simcord_bot)} {ASKED}")
    (reply,) = replies(channel)
    assert "reference `" in reply.content
    assert ASKED not in reply.content
    assert "ZeroDivisionError at" in caplog.text
    assert ASKED not in caplog.text


@pytest.mark.parametrize(
    "nasty",
    ["@everyone who signed it <@&1> <@2>", "`" * 3 + "x" + "`" * 3, "||spoiler|| discord.gg/abc", "a\u202eb who?"],
)
async def test_nothing_in_a_question_pings_or_breaks_the_card(
    simcord_env: Env, simcord_bot: HistbotClient, nasty: str
) -> None:
    channel, member = place(simcord_env)
    await member.slash(channel, "ask", question=f"Treaty of Alliance {nasty}")
    await member.send(channel, f"{mention(simcord_bot)} Treaty of Alliance {nasty}")
    for reply in replies(channel):
        said = texts(reply)
        for live in ("@everyone", "<@&1", "```", "||", "discord.gg", "\u202e"):
            assert live not in said
    sent = [each.json for each in simcord_env.http_requests if isinstance(each.json, dict) and "embeds" in each.json]
    assert [each["allowed_mentions"]["parse"] for each in sent] == [[]] * 2


@pytest.fixture
def blind(desk: Desk) -> None:
    """Take the message-content intent away."""
    desk.bot_settings = Settings(desk.bot_settings.knowledge)


async def unread(member: Any, channel: Any, bot: HistbotClient, to: Any = None) -> None:
    """Say something that Discord does not show to the bot."""
    message = copy.copy(await member.send(channel, "…"))
    message.content = ""
    if to is not None:
        message.reference = discord.MessageReference.from_message(to)
        message.reference.resolved = to
    await bot.conversation.hear(message)


@pytest.mark.usefixtures("blind")
async def test_a_reply_that_may_not_be_read_is_told_about_once(simcord_env: Env, simcord_bot: HistbotClient) -> None:
    channel, member = place(simcord_env)
    shown = (await member.slash(channel, "ask", question=ASKED)).response
    for _ in range(3):
        await unread(member, channel, simcord_bot, shown.message)
    assert [each.content for each in replies(channel) if "Follow up" in each.content] == [
        "Discord doesn't let me read that. Press *Follow up* under an answer, mention me, or use `/ask`."
    ]


@pytest.mark.usefixtures("blind")
async def test_talk_between_others_that_may_not_be_read_is_left_alone(
    simcord_env: Env, simcord_bot: HistbotClient
) -> None:
    channel, member = place(simcord_env)
    said = await member.send(channel, TALK)
    await unread(member, channel, simcord_bot, said)
    await unread(member, channel, simcord_bot)
    assert replies(channel) == []


async def test_the_sign_between_two_questions_is_no_word_of_a_question(simcord_env: Env) -> None:
    channel, member = place(simcord_env)
    shown = (await member.slash(channel, "ask", question=f"{ASKED} ⟵ Who liberated Prague?")).response
    card = read_card(shown)
    assert card is not None
    assert card.before is None
