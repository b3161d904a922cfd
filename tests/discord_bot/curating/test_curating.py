"""The curator's loop: the same question once, what the articles say to it now, marked as done, summed up weekly."""

from __future__ import annotations

import csv
import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from stage import ASKED, buttons, manager, place, replies, texts

from histbot.discord_bot.curating.curating import sum_up
from histbot.discord_bot.curating.grouping import grouped
from histbot.storage import ServerSettings, Unanswered

if TYPE_CHECKING:
    from simcord import Env

    from histbot.discord_bot.desk.desk import Desk
    from histbot.discord_bot.process.client import HistbotClient


def question(text: str, missed: int = 1) -> Unanswered:
    return Unanswered(1, text, missed, 0, "", "", "2026-01-01", ())


@pytest.mark.parametrize(
    ("asked", "groups"),
    [
        (["Who built the metro of Prague?", "Which engineer built the Prague metro?"], [2]),
        (["When was the Prague metro built?", "Who built the Prague metro?"], [1, 1]),
        (
            ["Who led the USSR?", "who led the Soviet Union", "Who led the Soviets in 1930?", "Who led it in 1931?"],
            [2, 1, 1],
        ),
        (["What year was the metro built?", "When was the metro built?"], [2]),
        (["?", "!"], [1, 1]),
    ],
)
def test_the_same_question_in_other_words_is_one(asked: list[str], groups: list[int]) -> None:
    made = grouped([question(each) for each in asked], [("USSR", "Soviet Union", "Soviets")])
    assert sorted((len(group.questions) for group in made), reverse=True) == groups


def test_what_was_asked_most_often_together_comes_first() -> None:
    asked = [question("Who was king?", 3), question("Who built the metro?", 2), question("who had built the metro", 2)]
    first, second = grouped(asked)
    assert (first.asked, first.first.question, second.asked) == (4, "Who built the metro?", 3)


@pytest.fixture
def stocked(simcord_env: Env, desk: Desk) -> tuple[Any, Any]:
    """Give a channel and a manager of a server in which things were asked in vain."""
    channel, _ = place(simcord_env)
    server = simcord_env.guild.id
    for each in ("Who built the Prague metro?", "Which engineer built the Prague metro?", ASKED):
        desk.store.miss(server, each)
    return channel, manager(simcord_env)


async def test_the_list_groups_and_says_what_is_answered_now(stocked: tuple[Any, Any]) -> None:
    channel, owner = stocked
    (embed,) = (await owner.slash(channel, "histbot unanswered")).response.embeds
    assert [field.name for field in embed.fields] == ["Which engineer built the Prague metro?", ASKED]
    assert "Also asked: Who built the Prague metro?" in embed.fields[0].value
    assert "asked 2 times in vain" in embed.fields[0].value
    assert "The articles answer that now: On May 16, 1935" in embed.fields[1].value


async def test_a_group_is_marked_as_done_and_opened_again(
    simcord_env: Env, desk: Desk, stocked: tuple[Any, Any]
) -> None:
    channel, owner = stocked
    shown = (await owner.slash(channel, "histbot unanswered")).response
    menu = shown.components[-1]["components"][0]
    shown = (await owner.select(shown, [menu["options"][0]["value"]], custom_id=menu["custom_id"])).response
    assert [field.name for field in shown.embeds[0].fields] == [ASKED]
    assert desk.store.count_unanswered(simcord_env.guild.id) == 1
    done = (await owner.slash(channel, "histbot unanswered", done=True)).response
    assert "Marked as done" in texts(done)
    menu = done.components[-1]["components"][0]
    emptied = await owner.select(done, [menu["options"][0]["value"]], custom_id=menu["custom_id"])
    assert "Nothing was asked in vain" in texts(emptied.response)
    assert desk.store.count_unanswered(simcord_env.guild.id) == 3


def test_what_is_asked_again_is_open_again(desk: Desk) -> None:
    desk.store.miss(1, "Who?")
    assert desk.store.mark(1, ["who", "nobody"], done=True) == 1
    assert desk.store.count_unanswered(1) == 0
    desk.store.miss(1, "who?")
    assert desk.store.count_unanswered(1) == 1


async def test_a_week_is_summed_up_once(
    simcord_env: Env, simcord_bot: HistbotClient, desk: Desk, stocked: tuple[Any, Any]
) -> None:
    channel, owner = stocked
    await sum_up(simcord_bot, desk)
    assert replies(channel) == []
    await owner.slash(channel, "histbot summary", channel=channel)
    for _ in range(3):
        await sum_up(simcord_bot, desk)
    (said,) = replies(channel)
    assert "This week 2 questions were asked in vain" in texts(said)
    assert "2 × Which engineer built the Prague metro?" in texts(said)
    week_later = desk.now() + dt.timedelta(days=8).total_seconds()
    desk.store._clock = desk.now = lambda: week_later
    await sum_up(simcord_bot, desk)
    assert len(replies(channel)) == 1  # nothing new: nothing is said
    await owner.slash(channel, "histbot summary")
    assert desk.settings(simcord_env.guild.id) == ServerSettings()
    assert buttons(said) == {}


async def test_a_table_groups_as_the_list_does(simcord_env: Env, desk: Desk, stocked: tuple[Any, Any]) -> None:
    channel, owner = stocked
    server = simcord_env.guild.id
    for reason in ("wrong", "old"):
        desk.store.dislike(server, "Who built the Prague metro?")
        desk.store.add_reason(server, "Who built the Prague metro?", reason)

    async def rows(**options: bool) -> list[dict[str, str]]:
        (file,) = (await owner.slash(channel, "histbot unanswered", csv=True, **options)).response.attachments
        return list(csv.DictReader((await file.read()).decode("utf-8-sig").splitlines()))

    first, second = await rows()
    assert (first["question"], first["also_asked"]) == (
        "Who built the Prague metro?",
        "Which engineer built the Prague metro?",
    )
    assert (first["missed"], first["disliked"], first["reasons"]) == ("2", "2", "wrong | old")
    assert (second["question"], second["missed"], second["also_asked"]) == (ASKED, "1", "")
    desk.store.mark(server, [ASKED], done=True)
    assert [row["question"] for row in await rows(done=True)] == [ASKED]
