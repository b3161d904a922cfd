"""Going on from a card by its button and form: for all who see it, without a mention, a ping or an intent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from stage import ANSWER, ASKED, buttons, place, replies, texts

from histbot.discord_bot.process.client import HistbotClient

if TYPE_CHECKING:
    from simcord import Env

    from histbot.discord_bot.desk.desk import Desk

FOLLOW_UP = "and who signed it?"


async def follow(env: Env, question: str, **options: Any) -> tuple[Any, Any]:
    """Press *Follow up* under an answer and type a question; give the channel and what came of it."""
    channel, member = place(env)
    shown = (await member.slash(channel, "ask", question=ASKED, **options)).response
    form = await member.click(shown, custom_id=buttons(shown)["Follow up"])
    assert form.modal["title"] == "Follow-up question"
    return channel, await member.submit_modal(form, {"reason": question})


async def test_what_leans_on_the_card_is_read_with_it(simcord_env: Env) -> None:
    channel, result = await follow(simcord_env, FOLLOW_UP)
    assert result.response.embeds[0].author.name == f"{FOLLOW_UP} ⟵ {ASKED}"
    assert not result.ephemeral
    assert len(replies(channel)) == 2


async def test_what_says_all_stands_alone(simcord_env: Env) -> None:
    _, result = await follow(simcord_env, "When was the Treaty of Alliance signed in May?")
    assert "⟵" not in result.response.embeds[0].author.name
    assert ANSWER in texts(result.response)


async def test_the_follow_up_of_a_private_answer_is_private(simcord_env: Env) -> None:
    _, result = await follow(simcord_env, FOLLOW_UP, private=True)
    assert result.ephemeral


@pytest.mark.parametrize("question", ["<@1>", "   "])
async def test_a_form_without_a_question_is_told_what_to_do(simcord_env: Env, question: str) -> None:
    _, result = await follow(simcord_env, question)
    assert "Ask me a question" in texts(result.response)


async def test_a_form_that_is_sent_after_a_restart_is_answered(simcord_env: Env, desk: Desk) -> None:
    channel, member = place(simcord_env)
    shown = (await member.slash(channel, "ask", question=ASKED)).response
    form = await member.click(shown, custom_id=buttons(shown)["Follow up"])
    await simcord_env.restart_bot(HistbotClient(desk.historian, desk.bot_settings, None, desk))
    assert "⟵" in (await member.submit_modal(form, {"reason": FOLLOW_UP})).response.embeds[0].author.name
