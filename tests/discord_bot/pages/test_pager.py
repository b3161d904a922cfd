"""Lists turned page by page: a maker registered by kind, buttons that hold the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
import pytest
from stage import as_bot, buttons, place, texts

from histbot.discord_bot.delivery.outgoing import Attachment
from histbot.discord_bot.pages.pager import LONGEST_KEY, Page, PageButton, PageMakers

if TYPE_CHECKING:
    from simcord import Env

    from histbot.discord_bot.desk.desk import Desk

PICTURE = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def demo(desk: Desk) -> list[tuple[str, int]]:
    """Register a list of three pages with a picture each; give the calls of its maker."""
    calls = []

    async def make(_: discord.Interaction[Any], key: str, page: int) -> Page | None:
        calls.append((key, page))
        if key == "gone":
            return None
        return Page((discord.Embed(description=f"{key} {page}"),), 3, (Attachment(f"{page}.png", PICTURE),))

    desk.own(PageMakers)["demo"] = make
    return calls


async def turn(env: Env, owner: Any, channel: Any, named: str, page: int) -> Any:
    """Give what turning to a page shows of the list that is named by kind and key."""
    kind, _, key = named.partition("/")
    view = discord.ui.View(timeout=None)
    view.add_item(PageButton(kind, owner.id, "n", page, key))
    sent = await as_bot(env.bot, channel).send("list", view=view)
    return await owner.click(sent, custom_id=buttons(sent)["▶"])


async def test_a_page_is_made_anew_with_its_picture(simcord_env: Env, demo: list[tuple[str, int]]) -> None:
    channel, owner = place(simcord_env)
    shown = (await turn(simcord_env, owner, channel, "demo/Prague: 1939–1945", 1)).response
    assert demo == [("Prague: 1939–1945", 1)]
    assert texts(shown).endswith("Prague: 1939–1945 1\n\n")
    assert [file.filename for file in shown.attachments] == ["1.png"]


async def test_each_button_has_an_id_of_its_own_and_the_useless_are_off(
    simcord_env: Env, demo: list[tuple[str, int]]
) -> None:
    channel, owner = place(simcord_env)
    shown = (await turn(simcord_env, owner, channel, "demo/k", 0)).response
    ids = buttons(shown)
    assert list(ids) == ["⏮", "◀", "▶", "⏭"]
    assert len(set(ids.values())) == 4
    off = [each["emoji"]["name"] for row in shown.components for each in row["components"] if each.get("disabled")]
    assert off == ["⏮", "◀"]
    last = await owner.click(shown, custom_id=ids["⏭"])
    assert "k 2" in texts(last.response)


async def test_only_who_called_a_list_up_turns_it(simcord_env: Env, demo: list[tuple[str, int]]) -> None:
    channel, owner = place(simcord_env)
    shown = (await turn(simcord_env, owner, channel, "demo/k", 0)).response
    other = simcord_env.guild.add_member(simcord_env.create_user("other"))
    refused = await other.click(shown, custom_id=buttons(shown)["▶"])
    assert refused.ephemeral
    assert "Only who called" in texts(refused.response)
    assert demo == [("k", 0)]


@pytest.mark.parametrize("named", ["demo/gone", "unknown/k"])
async def test_a_list_that_is_there_no_more_is_said(simcord_env: Env, demo: list[tuple[str, int]], named: str) -> None:
    channel, owner = place(simcord_env)
    assert "can't be shown any more" in texts((await turn(simcord_env, owner, channel, named, 1)).response)


def test_the_longest_key_fits() -> None:
    button = PageButton("timelinelong", 2**63, "n", 999, "k" * LONGEST_KEY)
    assert len(button.custom_id) <= 100
