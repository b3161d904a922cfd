"""What commands offer while typing, and what they don't take."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from stage import place, texts

from histbot.discord_bot.pages.articles import article_choices
from histbot.discord_bot.shown.text import length
from histbot.historian import Historian
from histbot.settings import Settings

if TYPE_CHECKING:
    from simcord import Env

    from histbot.discord_bot.desk.desk import Desk


@pytest.fixture(scope="module")
def long_titles(tmp_path_factory: pytest.TempPathFactory) -> Historian:
    """Give a historian over many articles with long titles, and one whose name is too long for Discord."""
    folder = tmp_path_factory.mktemp("articles")
    for number in range(40):
        name = f"article-{number:02}" if number else "a" * 120
        title = f"# Číslo {number} {'🙂' * 120}"
        (folder / f"{name}.md").write_text(f"{title}\n\nIt began in 1683.\n", encoding="utf-8")
    return Historian(Settings(folder))


@pytest.fixture
def many(desk: Desk, long_titles: Historian) -> Desk:
    """Give a desk over those articles."""
    desk.historian = long_titles
    return desk


def test_no_more_and_no_longer_choices_than_discord_takes(many: Desk) -> None:
    choices = article_choices(many, 1, "")
    assert len(choices) == 25
    assert all(length(choice.name) <= 100 and len(str(choice.value)) <= 100 for choice in choices)


@pytest.mark.parametrize("typed", ["cislo 7", "ČÍSLO 7", "article-07", "Article-07"])
def test_case_and_accents_do_not_matter(many: Desk, typed: str) -> None:
    assert [choice.value for choice in article_choices(many, 1, typed)] == ["article-07"]


def test_what_there_is_not_is_not_offered(many: Desk) -> None:
    assert article_choices(many, 1, "zzz") == []


async def test_a_question_of_nothing_but_mentions_is_told_so(simcord_env: Env) -> None:
    channel, member = place(simcord_env)
    result = await member.slash(channel, "ask", question=f" {member.mention} ")
    assert result.ephemeral
    assert "Ask me a question" in texts(result.response)
