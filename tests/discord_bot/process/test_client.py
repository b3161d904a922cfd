"""The bot among members: commands, mentions, direct messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from stage import ASKED, mention, place, replies

if TYPE_CHECKING:
    from simcord import Env

    from histbot.discord_bot.process.client import HistbotClient
    from histbot.historian import Historian

UNKNOWN = "Who won the 1998 World Cup?"
SLUG = "czechoslovakia-soviet-union-relations"


async def test_a_question_is_answered_for_all(simcord_env: Env) -> None:
    channel, member = place(simcord_env)
    result = await member.slash(channel, "ask", question=ASKED)
    assert not result.ephemeral
    (embed,) = result.response.embeds
    assert "May 16, 1935" in embed.description
    assert "](https://en.wikipedia.org/wiki/" in embed.description
    assert "CC BY-SA" in embed.description.replace("\\", "")


async def test_a_private_answer_is_seen_by_its_asker_only(simcord_env: Env) -> None:
    channel, member = place(simcord_env)
    assert (await member.slash(channel, "ask", question=ASKED, private=True)).ephemeral


async def test_no_answer_is_said(simcord_env: Env) -> None:
    channel, member = place(simcord_env)
    (embed,) = (await member.slash(channel, "ask", question=UNKNOWN)).response.embeds
    assert embed.description.startswith("The articles don't answer that.")


@pytest.mark.simcord(check_errors=False)
async def test_an_unknown_article_is_told_privately(simcord_env: Env) -> None:
    channel, member = place(simcord_env)
    result = await member.slash(channel, "ask", question=ASKED, article="czechoslovakia")
    assert result.ephemeral
    assert "There is no article" in result.response.content


async def test_articles_are_offered_while_typing(simcord_env: Env) -> None:
    channel, member = place(simcord_env)
    choices = await member.autocomplete(channel, "ask", "article", "sovi")
    assert [choice["value"] if isinstance(choice, dict) else choice.value for choice in choices] == [SLUG]


async def test_articles_and_about_are_shown_privately(simcord_env: Env) -> None:
    channel, member = place(simcord_env)
    for name, said in (("articles", "Czechoslovakia"), ("about", "I never make an answer")):
        result = await member.slash(channel, name)
        assert result.ephemeral
        assert said in result.response.embeds[0].description


async def test_a_mention_is_answered_by_a_reply(simcord_env: Env, simcord_bot: HistbotClient) -> None:
    channel, member = place(simcord_env)
    asked = await member.send(channel, f"{mention(simcord_bot)} {ASKED}")
    await simcord_env.settle()
    (reply,) = replies(channel)
    assert reply.reference is not None
    assert reply.reference.message_id == asked.id
    assert "May 16, 1935" in (reply.embeds[0].description or "")


async def test_a_mention_alone_is_told_what_to_do(simcord_env: Env, simcord_bot: HistbotClient) -> None:
    channel, member = place(simcord_env)
    await member.send(channel, mention(simcord_bot))
    await simcord_env.settle()
    assert "Ask me a question" in replies(channel)[0].content


async def test_chatter_is_left_alone(simcord_env: Env) -> None:
    channel, member = place(simcord_env)
    await member.send(channel, ASKED)
    await simcord_env.settle()
    assert replies(channel) == []


async def test_a_message_replayed_after_a_resume_is_answered_once(simcord_env: Env, simcord_bot: HistbotClient) -> None:
    channel, member = place(simcord_env)
    message = await member.send(channel, f"{mention(simcord_bot)} {ASKED}")
    await simcord_env.settle()
    simcord_bot.dispatch("message", message)
    await simcord_env.settle()
    assert len(replies(channel)) == 1


async def test_a_direct_message_is_answered(simcord_env: Env) -> None:
    _, member = place(simcord_env)
    message = await member.send_dm(ASKED)
    await simcord_env.settle()
    answers = [each async for each in message.channel.history() if each.author.bot]
    assert "May 16, 1935" in (answers[0].embeds[0].description or "")


async def test_a_question_too_long_is_told_so(simcord_env: Env, simcord_bot: HistbotClient) -> None:
    channel, member = place(simcord_env)
    await member.send(channel, f"{mention(simcord_bot)} {'war ' * 200}")
    await simcord_env.settle()
    assert "longer than" in replies(channel)[0].content


@pytest.mark.simcord(check_errors=False)
async def test_a_bug_is_told_with_a_reference_only(
    simcord_env: Env, historian: Historian, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(type(historian), "ask", fails)
    channel, member = place(simcord_env)
    result = await member.slash(channel, "ask", question=ASKED, private=True)
    assert "reference `" in result.response.content
    assert "secret" not in result.response.content
    assert ASKED not in caplog.text
