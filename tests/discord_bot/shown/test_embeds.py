"""Embeds: whatever the article, the title and the question, Discord takes them and nothing in them works."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from histbot.answering import Answerer
from histbot.discord_bot.card.card import answer_card
from histbot.discord_bot.card.details import more_embed, others_embed, why_embed
from histbot.discord_bot.card.reference import Reference
from histbot.discord_bot.desk.question import Asked
from histbot.discord_bot.pages.articles import article_embed
from histbot.discord_bot.shown.embeds import about_embed, answer_embed
from histbot.discord_bot.shown.text import length
from histbot.historian import index_knowledge
from histbot.knowledge import load_knowledge
from histbot.words import words

if TYPE_CHECKING:
    from pathlib import Path

    import discord

    from histbot.discord_bot.desk.desk import Desk

NASTY = st.text(st.sampled_from("@everyone<>|`*_[]()#\u202e🙂 abc.\\~:/-"), max_size=120) | st.text(max_size=60)
_LIVE = re.compile(r"@everyone|@here|(?<!\\)```|(?<!\\)\|\||\u202e|<@(?!\u200b)")


def assert_fits(embed: discord.Embed) -> None:
    """Check Discord's limits, and that the embed may be sent."""
    assert length(embed.title or "") <= 256
    assert length(embed.description or "") <= 4096
    assert len(embed.fields) <= 25
    for field in embed.fields:
        assert 0 < length((field.name or "").strip()) <= 256
        assert 0 < length((field.value or "").strip()) <= 1024
    assert length(embed.footer.text or "") <= 2048
    assert len(embed) <= 6000
    assert embed.url is None or (re.match("https?://", embed.url) and length(embed.url) <= 2048)
    assert length(embed.author.name or "") <= 256
    shown = [embed.title, embed.description, embed.author.name, *(field.value for field in embed.fields)]
    assert not any(_LIVE.search(text or "") for text in shown)


def ask(folder: Path, text: str, question: str, answer_from: float) -> list[discord.Embed]:
    (folder / "a.md").write_text(text, encoding="utf-8", newline="\n")
    knowledge = load_knowledge(folder / "a.md")
    index, vocabulary = index_knowledge(knowledge)
    answerer = Answerer(knowledge, index, vocabulary, answer_from=answer_from, passages=5)
    answer, say = answerer.answer(question), words("ru")
    made = answer_card(Asked(question, question), answer, knowledge, say, thumbs=True, sharer=1)
    shown = [
        *made.embeds,
        article_embed(knowledge.articles[0], (), say),
        about_embed(knowledge),
        why_embed(answer, knowledge, question, say),
    ]
    shown.append(others_embed(answer, knowledge, say))
    reference = Reference.of(answer, restricted=False)
    if reference is not None:
        found = reference.find(knowledge)
        assert found is not None
        shown.append(more_embed(found, say))
    return shown


@given(title=NASTY, words=NASTY, question=NASTY, answer_from=st.sampled_from([0.0, 1.0]))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_article_makes_embeds_that_fit(
    tmp_path: Path, title: str, words: str, question: str, answer_from: float
) -> None:
    heading = " ".join(title.split()) or "x"
    text = f"# {heading}\n\nThe siege of Vienna {words} began in 1683.\n"
    if "\0" in text or any("\ud800" <= char <= "\udfff" for char in text + question):
        return
    for embed in ask(tmp_path, text, f"When did the siege of Vienna begin {question}", answer_from):
        assert_fits(embed)


@pytest.mark.parametrize("answer_from", [0.0, 1.0])
def test_the_longest_of_everything_fits(tmp_path: Path, answer_from: float) -> None:
    url = "https://example.org/" + "a" * 3000
    front = f'---\ntitle: "{"*" * 3000}"\nurl: "{url}"\nlicense: "{"x" * 5000}"\n---\n'
    text = f"{front}# {'_' * 3000}\n\nThe siege {'*' * 900} of Vienna {'<@1> ' * 900} began in 1683 {'🙂' * 900}.\n"
    for embed in ask(tmp_path, text, "When did the siege of Vienna begin? " + "siege " * 70, answer_from):
        assert_fits(embed)


def test_a_refusal_fits_a_phone_and_leads_to_the_nearest_passages(desk: Desk) -> None:
    answer = desk.historian.ask("Who was king of Prague in 1950?")
    assert not answer.answered
    said = str(answer_embed(answer, desk.historian.knowledge).description)
    assert said.count("](https://") == len(answer.passages[:3])
    shown = re.sub(r"\]\(https:\S*\)", "]", said)
    assert len(shown) < 800


def test_a_refusal_without_any_passage_says_where_to_look(desk: Desk) -> None:
    answer = desk.historian.ask("zxcv qwrt")
    assert "`/articles`" in str(answer_embed(answer, desk.historian.knowledge).description)


def test_a_quote_is_not_underlined_and_its_source_is_one_line(desk: Desk) -> None:
    answer = desk.historian.ask("When was the Treaty of Alliance signed?")
    quote, source = str(answer_embed(answer, desk.historian.knowledge).description).split("\n\n")
    assert "__" not in quote
    assert "**May 16, 1935**" in quote
    assert source.count("\n") == 0
    assert "line" not in source
