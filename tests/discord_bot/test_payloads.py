"""What is sent to Discord is valid by Discord's own description of its API."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from described import Description, description_in

from histbot.discord_bot.card.card import answer_card
from histbot.discord_bot.card.details import more_embed, others_embed, why_embed
from histbot.discord_bot.card.reference import Reference
from histbot.discord_bot.commands.translator import Translator
from histbot.discord_bot.desk.question import Asked
from histbot.discord_bot.moderators.server_embeds import settings_embed, status_embed
from histbot.discord_bot.pages.articles import article_embed
from histbot.discord_bot.process.client import HistbotClient
from histbot.discord_bot.shown.embeds import about_embed
from histbot.words import LANGUAGES, words

if TYPE_CHECKING:
    from pathlib import Path

    from histbot.discord_bot.desk.desk import Desk


@pytest.fixture
def description(shared: Path) -> Description:
    """Give Discord's API description."""
    return description_in(shared)


def assert_valid(description: Description, name: str, payload: object) -> None:
    description.component(name).validate(json.loads(json.dumps(payload)))


async def test_commands(description: Description, desk: Desk) -> None:
    client = HistbotClient(desk.historian, desk.bot_settings, None, desk)
    for command in client.tree.get_commands():
        payload = await command.get_translated_payload(client.tree, Translator())
        assert_valid(description, "ApplicationCommandCreateRequest", payload)
        assert set(payload["name_localizations"]) >= {"cs", "ru"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", ["When was the Treaty of Alliance signed?", "Who was king of Prague?", "hello"])
async def test_cards(description: Description, desk: Desk, question: str, language: str) -> None:
    knowledge, answer = desk.historian.knowledge, desk.historian.ask(question)
    made = answer_card(Asked(question), answer, knowledge, words(language), thumbs=True, sharer=2**63)
    message: dict[str, Any] = {"embeds": [embed.to_dict() for embed in made.embeds]}
    if made.view:
        message["components"] = made.view.to_components()
    assert_valid(description, "MessageCreateRequest", message)


@pytest.mark.parametrize("language", LANGUAGES)
def test_embeds(description: Description, desk: Desk, language: str) -> None:
    knowledge, say, answer = desk.historian.knowledge, words(language), desk.historian.ask("Who liberated Prague?")
    reference = Reference.of(answer, restricted=False)
    assert reference is not None
    found = reference.find(knowledge)
    assert found is not None
    for embed in (
        article_embed(knowledge.articles[0], (), say),
        about_embed(knowledge, say),
        more_embed(found, say),
        others_embed(answer, knowledge, say),
        why_embed(answer, knowledge, "Who?", say),
        settings_embed(desk, 1, say, changed=True),
        status_embed(desk, say, float("nan"), (1, 2), 3),
    ):
        assert_valid(description, "RichEmbed", embed.to_dict())
