"""Many answers for one channel: a few messages at a time, cards put together where many wait."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from loopback import Fault

from histbot.discord_bot.asked import Asked, read_card
from histbot.discord_bot.card import answer_card
from histbot.discord_bot.outbox import Outbox
from histbot.words import words

if TYPE_CHECKING:
    import discord as library
    from loopback import Loopback
    from loopback.fixtures import Running

    from histbot.discord_bot.outgoing import Outgoing

QUESTIONS = [
    "When was the Treaty of Alliance signed?", "When was Prague liberated?", "Who was Karel Kramář?",
    "When was the Munich agreement?", "When did Czechoslovakia recognize the Soviet Union?",
    "When was the uprising in Slovakia?", "When was Carpathian Ruthenia ceded?", "Who liberated Prague?",
]  # fmt: skip


def card(bot: Running, question: str) -> Outgoing:
    """Give the card of an answer."""
    answer = bot.historian.ask(question)
    return answer_card(Asked(question), answer, bot.historian.knowledge, words("en"), thumbs=True)


async def reply_to_all(discord: Loopback, bot: Running, questions: list[str]) -> list[library.Message | None]:
    """Reply to as many messages at once, while Discord takes its time for the first two."""
    messages = []
    for number, question in enumerate(questions):
        discord.asker = {**discord.asker, "id": str(5000 + number)}
        messages.append(await bot.heard(question))
    discord.add(Fault("POST .*/messages", times=2, hang=0.3, done=True, status=503))
    outbox, say = Outbox(), words("en")
    pairs = zip(messages, questions, strict=True)
    return await asyncio.gather(*(outbox.reply(message, card(bot, asked), say) for message, asked in pairs))


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
