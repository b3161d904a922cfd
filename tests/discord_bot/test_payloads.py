"""What is sent to Discord is valid by Discord's own description of its API."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import discord
import jsonschema
import pytest
from discord import app_commands

from histbot.discord_bot.commands import add_commands
from histbot.discord_bot.embeds import about_embed, answer_embed, articles_embed

if TYPE_CHECKING:
    from pathlib import Path

    from histbot.historian import Historian


@pytest.fixture
def description(shared: Path) -> dict[str, Any]:
    """Give Discord's API description."""
    read: dict[str, Any] = json.loads((shared / "discord" / "openapi.json").read_text(encoding="utf-8"))
    return read


def assert_valid(description: dict[str, Any], name: str, payload: object) -> None:
    schema = {"$ref": f"#/components/schemas/{name}", "components": description["components"]}
    jsonschema.Draft202012Validator(schema).validate(json.loads(json.dumps(payload)))


def test_commands(description: dict[str, Any], historian: Historian) -> None:
    tree: app_commands.CommandTree[Any] = app_commands.CommandTree(discord.Client(intents=discord.Intents.none()))
    add_commands(tree, historian, private=False)
    for command in tree.get_commands():
        assert_valid(description, "ApplicationCommandCreateRequest", command.to_dict(tree))


@pytest.mark.parametrize("question", ["When was the Treaty of Alliance signed?", "Who was king of Prague?", "hello"])
def test_embeds(description: dict[str, Any], historian: Historian, question: str) -> None:
    knowledge = historian.knowledge
    for embed in (answer_embed(historian.ask(question), knowledge), articles_embed(knowledge), about_embed(knowledge)):
        assert_valid(description, "RichEmbed", embed.to_dict())
