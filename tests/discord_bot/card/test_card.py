"""The answer card and its buttons, pressed by members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
import pytest
from stage import ANSWER, ASKED, as_bot, buttons, mention, place, replies, texts

from histbot.answering import Differing
from histbot.discord_bot.card.card import answer_card
from histbot.discord_bot.desk.question import Asked
from histbot.discord_bot.process.client import HistbotClient
from histbot.storage import ServerSettings
from histbot.words import words

if TYPE_CHECKING:
    from simcord import Env

    from histbot.discord_bot.desk.desk import Desk

PRIVATE_ASKED = {"question": ASKED, "private": True}


async def card(env: Env, **options: Any) -> tuple[Any, Any, Any]:
    """Give a channel, a member, and the card of their question."""
    channel, member = place(env)
    result = await member.slash(channel, "ask", **({"question": ASKED} | options))
    return channel, member, result.response


async def press(member: Any, message: Any, named: str) -> Any:
    """Press a button by what it says or shows; one that stands behind *More* is pressed there."""
    if named not in buttons(message):
        message = (await press(member, message, "More")).response
    return await member.click(message, custom_id=buttons(message)[named])


async def test_a_card_says_what_was_asked_and_has_its_buttons(simcord_env: Env) -> None:
    _, _, shown = await card(simcord_env)
    assert shown.embeds[0].author.name == ASKED
    assert list(buttons(shown)) == ["Follow up", "More", "👍", "👎", "Source"]
    assert "#:~:text=" in buttons(shown)["Source"]
    assert len(set(buttons(shown).values())) == 5


async def test_a_refusal_offers_its_reasons_only(simcord_env: Env) -> None:
    _, member, shown = await card(simcord_env, question="Who was king of Prague in 1950?")
    assert list(buttons(shown)) == ["Why"]
    assert "Why I don't answer it" in texts((await press(member, shown, "Why")).response)


@pytest.mark.parametrize(
    ("button", "said"),
    [
        ("More", "In its place: Czechoslovakia"),
        ("Other passages", "Other passages"),
        ("Why", "In the sentence\nTreaty, Alliance, signed"),
    ],
)
async def test_what_a_button_shows_is_seen_by_who_pressed_it(simcord_env: Env, button: str, said: str) -> None:
    channel, _, shown = await card(simcord_env)
    other = simcord_env.guild.add_member(simcord_env.create_user("reader"))
    result = await press(other, shown, button)
    assert result.ephemeral
    assert said in texts(result.response)
    assert len(replies(channel)) == 1


async def test_more_context_shows_the_neighbours_of_the_passage(simcord_env: Env, desk: Desk) -> None:
    _, member, shown = await card(simcord_env)
    said = texts((await press(member, shown, "More")).response)
    article = desk.historian.knowledge.articles[0]
    cited = desk.historian.ask(ASKED).passages[0].passage
    before = article.passages[article.passages.index(cited) - 1]
    assert before.span.of(article.text)[:20] in said.replace("\\", "")
    assert "May 16, 1935" in said


@pytest.mark.parametrize("button", ["More", "Other passages", "Why", "👍", "👎"])
async def test_buttons_work_after_a_restart(simcord_env: Env, desk: Desk, button: str) -> None:
    _, member, shown = await card(simcord_env)
    await simcord_env.restart_bot(HistbotClient(desk.historian, desk.bot_settings, None, desk))
    result = await press(member, shown, button)
    assert result.acknowledged
    assert result.modal or result.ephemeral


@pytest.mark.parametrize("button", ["More", "Other passages", "Why"])
async def test_a_quote_that_is_there_no_more_is_said(simcord_env: Env, desk: Desk, button: str) -> None:
    _, member, shown = await card(simcord_env)
    if button not in buttons(shown):
        shown = (await press(member, shown, "More")).response
    desk.store.change(simcord_env.guild.id, ServerSettings(articles=("another",)))
    assert "Please ask again" in texts((await press(member, shown, button)).response)


async def test_no_view_and_no_form_is_kept(simcord_env: Env, simcord_bot: HistbotClient) -> None:
    channel, member, shown = await card(simcord_env)
    await press(member, shown, "👎")
    private = await member.slash(channel, "ask", **PRIVATE_ASKED)
    await press(member, private.response, "Share")
    store = simcord_bot._connection._view_store
    assert (store._views, store._synced_message_views, store._modals) == ({}, {}, {})


async def test_a_thumb_is_counted_once_a_member_and_can_be_changed(simcord_env: Env, desk: Desk) -> None:
    _, member, shown = await card(simcord_env)
    server = simcord_env.guild.id
    other = simcord_env.guild.add_member(simcord_env.create_user("other"))
    assert "is not stored" in texts((await press(member, shown, "👍")).response)
    await press(other, shown, "👍")
    assert desk.store.thumbs(server) == (2, 0)
    assert "taken back" in texts((await press(member, shown, "👍")).response)
    assert desk.store.thumbs(server) == (1, 0)
    await press(other, shown, "👎")
    assert desk.store.thumbs(server) == (0, 1)
    assert [each.disliked for each in desk.store.unanswered(server)] == [1]
    await press(other, shown, "👍")
    assert desk.store.thumbs(server) == (1, 0)
    assert desk.store.unanswered(server) == []


async def test_a_thumb_down_may_say_why(simcord_env: Env, desk: Desk) -> None:
    _, member, shown = await card(simcord_env)
    form = await press(member, shown, "👎")
    assert form.modal["title"] == "What was wrong?"
    sent = await member.submit_modal(form, {"reason": "the  year is\nwrong"})
    assert sent.ephemeral
    assert "is not stored" in texts(sent.response)
    (kept,) = desk.store.unanswered(simcord_env.guild.id)
    assert (kept.question, kept.disliked, kept.reasons) == (ASKED, 1, ("the year is wrong",))
    assert kept.place.startswith("czechoslovakia-soviet-union-relations.md:")


async def test_a_form_may_stay_empty(simcord_env: Env, desk: Desk) -> None:
    _, member, shown = await card(simcord_env)
    sent = await member.submit_modal(await press(member, shown, "👎"), {"reason": ""})
    assert "Thank you" in texts(sent.response)
    assert desk.store.unanswered(simcord_env.guild.id)[0].reasons == ()


async def test_without_feedback_there_are_no_thumbs_and_old_ones_do_nothing(simcord_env: Env, desk: Desk) -> None:
    channel, member, shown = await card(simcord_env)
    desk.store.change(simcord_env.guild.id, ServerSettings(feedback=False))
    assert "switched off" in texts((await press(member, shown, "👍")).response)
    assert desk.store.thumbs(simcord_env.guild.id) == (0, 0)
    again = await member.slash(channel, "ask", question=ASKED)
    assert "👍" not in buttons(again.response)


async def test_a_private_answer_is_shared_by_its_asker_once(simcord_env: Env) -> None:
    channel, member, shown = await card(simcord_env, private=True)
    result = await press(member, shown, "Share")
    assert not result.ephemeral
    (public,) = replies(channel)
    assert ANSWER in texts(public)
    assert f"shared by {member.mention}" in public.content
    assert "Share" not in buttons(public)
    assert "👍" in buttons(public)
    assert "already" in texts((await press(member, shown, "Share")).response)


async def test_nobody_else_can_share_an_answer(simcord_env: Env, desk: Desk) -> None:
    channel, member, _ = await card(simcord_env, private=True)
    # An ephemeral message shows no buttons to others; a crafted press carries the asker's id all the same.
    answer = desk.historian.ask(ASKED)
    made = answer_card(Asked(ASKED), answer, desk.historian.knowledge, words("en"), thumbs=True, sharer=member.id)
    assert made.view is not None
    sent = await as_bot(simcord_env.bot, channel).send(embeds=list(made.embeds), view=made.view)
    other = simcord_env.guild.add_member(simcord_env.create_user("other"))
    result = await other.click(sent, label="Share")
    assert result.ephemeral
    assert "Only who asked" in texts(result.response)


async def test_a_public_answer_and_a_direct_one_have_nothing_to_share(simcord_env: Env) -> None:
    _, member, shown = await card(simcord_env)
    assert "Share" not in buttons(shown)
    direct = await member.user.slash("ask", **PRIVATE_ASKED)
    assert "Share" not in buttons(direct.response)


async def test_buttons_of_a_reply_work_as_those_of_a_command(simcord_env: Env, simcord_bot: HistbotClient) -> None:
    channel, member = place(simcord_env)
    await member.send(channel, f"{mention(simcord_bot)} {ASKED}")
    (shown,) = replies(channel)
    assert "In the sentence\n" in texts((await press(member, shown, "Why")).response)


async def test_where_embeds_are_forbidden_a_card_is_words_and_its_buttons_work(
    simcord_env: Env, simcord_bot: HistbotClient
) -> None:
    guild = simcord_env.create_guild()
    forbidden = discord.PermissionOverwrite(embed_links=False)
    channel = guild.create_text_channel("history", overwrites={guild.default_role: forbidden})
    member = guild.add_member(simcord_env.create_user("asker"))
    await member.send(channel, f"{mention(simcord_bot)} {ASKED}")
    (shown,) = replies(channel)
    assert shown.embeds == []
    assert shown.content.startswith(f"> {ASKED}\n")
    assert "May 16, 1935" in shown.content
    assert "**In the sentence:** Treaty" in texts((await press(member, shown, "Why")).response)


async def test_a_question_in_one_article_is_asked_there_again(simcord_env: Env, desk: Desk) -> None:
    slug = desk.historian.knowledge.articles[0].slug
    _, member, shown = await card(simcord_env, article=slug)
    assert buttons(shown)["More"].endswith(".1")
    assert "In the sentence\n" in texts((await press(member, shown, "Why")).response)


def test_two_quotes_that_disagree_stand_on_one_card(desk: Desk) -> None:
    from dataclasses import replace

    knowledge = desk.historian.knowledge
    answer, other = desk.historian.ask(ASKED), desk.historian.ask("When was Prague liberated?")
    assert other.quote is not None
    assert other.citation is not None
    mark = other.highlight or other.quote
    second = Differing(other.quote, mark, other.citation, other.passages[0].passage)
    made = answer_card(Asked(ASKED), replace(answer, differing=second), knowledge, words("en"), thumbs=True)
    said = texts(_Shown(made.embeds))
    assert "Another passage says otherwise" in said
    assert "May 16, 1935" in said
    assert mark.text.split()[0] in said
    (field,) = made.embeds[0].fields
    assert "— [Czechoslovakia" in str(field.value)  # a source that leads there, as the first one's does
    assert "](https://" in str(field.value)


class _Shown:
    content = ""

    def __init__(self, embeds: Any) -> None:
        self.embeds = embeds


def test_an_unsure_answer_looks_unsure(desk: Desk) -> None:
    from dataclasses import replace

    answer = replace(desk.historian.ask(ASKED), certainty="unsure")
    embed = answer_card(Asked(ASKED), answer, desk.historian.knowledge, words("en"), thumbs=True).embeds[0]
    sure = answer_card(
        Asked(ASKED), replace(answer, certainty="sure"), desk.historian.knowledge, words("en"), thumbs=True
    ).embeds[0]
    assert embed.colour != sure.colour
    assert "not sure: check the source" in texts(_Shown([embed]))
