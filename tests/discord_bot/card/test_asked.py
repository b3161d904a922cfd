"""A question on a card and off it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from histbot.discord_bot.card.asked import author_line, read_card, words_of
from histbot.discord_bot.delivery.outgoing import Outgoing
from histbot.discord_bot.desk.question import Asked
from histbot.discord_bot.shown.text import defuse, length, restore

if TYPE_CHECKING:
    from collections.abc import Sequence


class Message:
    """As much of a message as a card is read from."""

    def __init__(self, embeds: Sequence[discord.Embed] = (), content: str | None = "") -> None:
        self.embeds, self.content = embeds, content or ""


def read(message: Message) -> Asked | None:
    return read_card(cast("Any", message))


def on_card(asked: Asked) -> discord.Embed:
    return discord.Embed(title="t", description="d").set_author(name=author_line(asked))


QUESTIONS = [
    Asked("When was it signed?"),
    Asked("and who?", "When was it signed?"),
    Asked("@everyone <@1> ||x|| ```y``` discord.gg/a https://b.c *d* _e_ #f"),
]


@pytest.mark.parametrize("asked", QUESTIONS)
def test_a_card_gives_its_question_back(asked: Asked) -> None:
    assert read(Message([on_card(asked)])) == asked


@pytest.mark.parametrize("asked", QUESTIONS)
def test_a_card_in_words_gives_its_question_back_too(asked: Asked) -> None:
    plain = Outgoing(embeds=(on_card(asked),)).plain()
    assert plain.embeds == ()
    assert read(Message(content=plain.content)) == asked


@pytest.mark.parametrize("message", [Message(), Message([discord.Embed(title="x")]), Message(content="hello")])
def test_other_messages_hold_no_question(message: Message) -> None:
    assert read(message) is None


@given(st.text(max_size=600), st.none() | st.text(max_size=600))
def test_any_question_fits(question: str, before: str | None) -> None:
    line = author_line(Asked(question, before))
    assert length(line) <= 256


@given(st.text(st.sampled_from("@everyone`|<>#discord.gg/://\u202e a"), max_size=60))
def test_nothing_works_where_there_is_no_markdown(text: str) -> None:
    shown = defuse(text)
    for live in ("@everyone", "```", "||", "<@", "://", "discord.gg", "\u202e"):
        assert live not in shown
    assert restore(shown) == " ".join(text.replace("\u202e", "").split())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<@1> who  was\nhe?", "who was he?"),
        ("<@!1><@&2> <#3> <:a:4> <a:b:5> <t:6:R> x", "x"),
        ("a < b > c", "a < b > c"),
    ],
)
def test_whom_a_message_points_to_is_left_out(content: str, words: str) -> None:
    assert words_of(content) == words
