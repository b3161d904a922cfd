"""Many answers for one channel: a few messages at a time, cards put together where many wait."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from unittest.mock import Mock

import pytest
from loopback import Fault
from loopback.rest import Refusal
from loopback.server import until

from histbot.discord_bot.card.asked import read_card
from histbot.discord_bot.card.card import answer_card
from histbot.discord_bot.delivery import outbox, repeats
from histbot.discord_bot.delivery.outgoing import Outgoing
from histbot.discord_bot.desk.question import Asked
from histbot.words import words

if TYPE_CHECKING:
    import discord as library
    from loopback import Loopback
    from loopback.fixtures import Running

QUESTIONS = [
    "When was the Treaty of Alliance signed?", "When was Prague liberated?", "Who was Karel Kramář?",
    "When was the Munich agreement?", "When did Czechoslovakia recognize the Soviet Union?",
    "When was the uprising in Slovakia?", "When was Carpathian Ruthenia ceded?", "Who liberated Prague?",
]  # fmt: skip


def card(bot: Running, question: str) -> Outgoing:
    """Give the card of an answer."""
    answer = bot.historian.ask(question)
    return answer_card(Asked(question), answer, bot.historian.knowledge, words("en"), thumbs=True)


async def asked_by_many(discord: Loopback, bot: Running, questions: list[str]) -> list[library.Message]:
    """Let each question be asked by a member of its own."""
    messages = []
    for number, question in enumerate(questions):
        discord.asker = {**discord.asker, "id": str(5000 + number)}
        messages.append(await bot.heard(question))
    return messages


async def reply_to_all(discord: Loopback, bot: Running, questions: list[str]) -> list[library.Message | None]:
    """Reply to as many messages at once, while Discord takes its time for the first two."""
    messages = await asked_by_many(discord, bot, questions)
    discord.add(Fault("POST .*/messages", times=2, hang=0.3, done=True, status=503))
    box, say = outbox.Outbox(), words("en")
    pairs = zip(messages, questions, strict=True)
    return await asyncio.gather(*(box.reply(message, card(bot, asked), say) for message, asked in pairs))


async def test_where_many_wait_cards_are_put_together(discord: Loopback, ready: Running) -> None:
    sent = await reply_to_all(discord, ready, QUESTIONS)
    said = discord.said()
    assert sorted(each["author"]["name"] for message in said for each in message["embeds"]) == sorted(QUESTIONS)
    assert [len(message["embeds"]) for message in said] == [1, 1, 5, 1]
    assert [message is None for message in sent].count(True) == 5
    assert said[2]["content"] == " ".join(f"<@{5002 + number}>" for number in range(5))


async def test_the_buttons_of_each_card_are_its_own(discord: Loopback, ready: Running) -> None:
    await reply_to_all(discord, ready, QUESTIONS)
    channel: Any = ready.client.get_channel(int(discord.channel_id))
    merged = await channel.fetch_message(int(discord.said()[2]["id"]))
    for number, row in enumerate(merged.components):
        found = read_card(merged, pressed=row.children[0].custom_id)
        asked = read_card(merged, asker=5002 + number)
        assert found == asked == Asked(QUESTIONS[2 + number])
    assert read_card(merged) == Asked(QUESTIONS[2])


async def test_the_same_answer_for_two_is_said_to_each(discord: Loopback, ready: Running) -> None:
    await reply_to_all(discord, ready, [QUESTIONS[0]] * 6)
    assert [len(message["embeds"]) for message in discord.said()] == [1] * 6


async def test_few_have_replies_of_their_own(discord: Loopback, ready: Running) -> None:
    sent = await reply_to_all(discord, ready, QUESTIONS[:4])
    assert [message and message.reference is not None for message in sent] == [True] * 4


async def test_a_message_of_several_that_is_refused_is_said_to_each_alone(
    discord: Loopback, ready: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused: list[dict[str, Any]] = []

    def send(channel: str, body: dict[str, Any], take: Any = discord.rest.send) -> dict[str, Any]:
        if len(body["embeds"]) > 1:
            refused.append(body)
            raise Refusal(400, 50035, "Invalid Form Body")
        sent: dict[str, Any] = take(channel, body)
        return sent

    monkeypatch.setattr(discord.rest, "send", send)
    await reply_to_all(discord, ready, QUESTIONS)
    assert len(refused) == 1
    assert sorted(each["embeds"][0]["author"]["name"] for each in discord.said()) == sorted(QUESTIONS)


async def test_many_late_answers_all_come_in_a_channel_that_takes_few_messages(
    discord: Loopback, ready: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repeats, "PATIENCE", 1.0)
    monkeypatch.setattr(repeats, "LONGEST", 0.5)
    monkeypatch.setattr(outbox, "_WINDOW", 0.4)
    discord.rest.limit.messages, discord.rest.limit.seconds = 5, 0.4
    discord.add(Fault("POST .*/callback", times=30, status=404, body={"code": 10062, "message": "Unknown"}))
    for number in range(30):
        discord.asker = {**discord.asker, "id": str(6000 + number)}
        await discord.slash("later")
    await until(lambda: len({each["content"] for each in discord.said()}) == 30, 20)
    assert all(each["embeds"] for each in discord.said())


async def test_a_message_that_hangs_holds_the_others_up_for_a_while_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "_LONG", 0.05)
    box, channel, somebody = outbox.Outbox(), Mock(id=1), Mock()

    async def hang() -> None:
        await asyncio.Event().wait()

    async def arrive() -> None:
        arrived.append(1)

    arrived: list[int] = []
    hanging = [asyncio.create_task(box.send(channel, Outgoing("x"), somebody, hang)) for _ in range(2)]
    await asyncio.sleep(0)
    async with asyncio.timeout(3):
        await box.send(channel, Outgoing("x"), somebody, arrive)
    assert arrived == [1]
    for task in (*hanging, *box._tasks):
        task.cancel()


async def test_what_nobody_expected_goes_back_to_who_sends() -> None:
    async def fail() -> None:
        raise KeyError

    with pytest.raises(KeyError):
        await outbox.Outbox().send(Mock(id=1), Outgoing("x"), Mock(), fail)


async def test_what_discord_does_not_take_yet_waits_where_more_can_go_with_it(
    discord: Loopback, ready: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "_WINDOW", 0.6)
    messages = await asked_by_many(discord, ready, [*QUESTIONS, *QUESTIONS])
    box, say = outbox.Outbox(), words("en")
    replies = []
    for message, asked in zip(messages, [*QUESTIONS, *QUESTIONS], strict=True):  # one after the other, as answers come
        replies.append(asyncio.create_task(box.reply(message, card(ready, asked), say)))
        await asyncio.sleep(0.01)
    await asyncio.gather(*replies)
    assert [len(each["embeds"]) for each in discord.said()][5:7] == [5, 5]
    assert sum(len(each["embeds"]) for each in discord.said()) == 16
    await asyncio.sleep(0.7)
    await box.reply(messages[0], card(ready, QUESTIONS[0]), say)
    assert list(box._sent) == [messages[0].channel.id]
