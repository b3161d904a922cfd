"""An article is found by the beginning of its title's words, by other names, and in spite of typing errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from stage import buttons, place, texts

from histbot.discord_bot.desk.finding import Titles
from histbot.historian import Historian, default_aliases
from histbot.knowledge import Article
from histbot.settings import Settings

if TYPE_CHECKING:
    from simcord import Env

    from histbot.discord_bot.desk.desk import Desk

NAMES = [
    "Jerome of Prague", "Rome", "Roman Empire", "Sack of Rome (1527)", "Napoleon", "Napoleonic Wars", "World War II",
    "Causes of World War II", "World War I", "Trebišov", "Byzantine Empire",
]  # fmt: skip


@pytest.fixture
def titles() -> Titles:
    """Give a few titles."""
    return Titles([Article(f"slug-{number}", name, "", "f.md") for number, name in enumerate(NAMES)], default_aliases())


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("rome", ["Rome", "Sack of Rome (1527)", "Jerome of Prague"]),
        ("NAPOLEON", ["Napoleon", "Napoleonic Wars"]),
        ("napolean", ["Napoleon", "Napoleonic Wars"]),
        ("second world war", ["World War II", "Causes of World War II"]),
        ("ww2", ["World War II", "Causes of World War II"]),
        ("war causes", ["Causes of World War II"]),
        ("trebisov", ["Trebišov"]),
        ("byzantium", ["Byzantine Empire"]),
        ("slug-4", ["Napoleon"]),
        ("xyzzy", []),
        ("?!", sorted(NAMES, key=str.casefold)),
    ],
)
def test_the_best_comes_first(titles: Titles, typed: str, found: list[str]) -> None:
    assert [each.title for each in titles.find(typed)][: max(len(found), 1)] == found


def test_only_allowed_articles_are_found(titles: Titles) -> None:
    assert [each.title for each in titles.find("rome", {"slug-3"})] == ["Sack of Rome (1527)"]


@pytest.fixture(scope="module")
def forty_sieges(tmp_path_factory: pytest.TempPathFactory) -> Historian:
    """Give a historian over many articles, which are read once."""
    folder = tmp_path_factory.mktemp("articles")
    for number in range(40):
        (folder / f"siege-{number:02}.md").write_text(
            f"---\ntitle: Siege {number:02}\nurl: https://example.org/{number}\n---\n"
            "The siege began in 1683. It ended.\n\n## Aftermath\n\nPeace was signed on 26 January 1699.\n",
            encoding="utf-8",
        )
    return Historian(Settings(folder))


@pytest.fixture
def many(desk: Desk, forty_sieges: Historian) -> None:
    """Give the desk many articles."""
    desk.historian = forty_sieges


@pytest.mark.usefixtures("many")
async def test_the_articles_are_listed_page_by_page_and_searched(simcord_env: Env) -> None:
    channel, member = place(simcord_env)
    shown = (await member.slash(channel, "articles")).response
    assert "40 articles" in texts(shown)
    assert "page 1 of 3" in texts(shown)
    turned = (await member.click(shown, custom_id=buttons(shown)["▶"])).response
    assert "[Siege 15](https://example.org/15)" in texts(turned)
    found = (await member.slash(channel, "articles", search="siege 07")).response
    assert "1 article" in texts(found)
    assert "No article" in texts((await member.slash(channel, "articles", search="nothing")).response)


@pytest.mark.usefixtures("many")
async def test_an_article_has_a_page_of_its_own(simcord_env: Env) -> None:
    channel, member = place(simcord_env)
    said = texts((await member.slash(channel, "article", name="siege-07")).response)
    assert "Siege 07" in said
    assert "The siege began in 1683. It ended." in said
    assert "• Aftermath" in said
    assert "1683 – 26 January 1699, 2 dated statements" in said
    assert "https://example.org/7" in said


@pytest.mark.simcord(check_errors=False)
async def test_an_article_there_is_not_is_told_privately(simcord_env: Env) -> None:
    channel, member = place(simcord_env)
    result = await member.slash(channel, "article", name="nowhere")
    assert result.ephemeral
    assert "There is no article" in texts(result.response)
