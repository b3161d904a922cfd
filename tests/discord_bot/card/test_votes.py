"""A thumb is counted once a member, a share once an answer: also after a restart, also when delivered twice."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from stage import ASKED, buttons, place, replies, texts

from histbot.discord_bot.card.votes import Booth
from histbot.discord_bot.desk.desk import Desk
from histbot.discord_bot.process.client import HistbotClient
from histbot.storage import ServerSettings, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from simcord import Env

TOKEN = "a.token"


@pytest.fixture
def desk(desk: Desk, tmp_path: Path) -> Any:
    """Give a desk that keeps what must survive on the disk."""
    with closing(begun(desk, tmp_path)) as made:
        yield made


def begun(before: Desk, folder: Path) -> Desk:
    """Give the desk of a process that begins anew over the same folder."""
    return Desk(before.historian, before.bot_settings, open_store(folder), own=[Booth(TOKEN)])


async def card(env: Env, **options: Any) -> tuple[Any, Any, Any]:
    channel, member = place(env)
    return channel, member, (await member.slash(channel, "ask", question=ASKED, **options)).response


async def press(member: Any, message: Any, named: str) -> Any:
    return await member.click(message, custom_id=buttons(message)[named])


async def test_a_member_is_counted_once_also_after_a_restart(simcord_env: Env, desk: Desk, tmp_path: Path) -> None:
    _, member, shown = await card(simcord_env)
    await press(member, shown, "👍")
    with closing(begun(desk, tmp_path)) as again:
        await simcord_env.restart_bot(HistbotClient(again.historian, again.bot_settings, None, again))
        await press(member, shown, "👎")
        assert again.store.thumbs(simcord_env.guild.id) == (0, 1)
        assert "taken back" in texts((await press(member, shown, "👎")).response)
        assert again.store.thumbs(simcord_env.guild.id) == (0, 0)


async def test_a_private_answer_is_shared_once_also_after_a_restart(
    simcord_env: Env, desk: Desk, tmp_path: Path
) -> None:
    channel, member, shown = await card(simcord_env, private=True)
    await press(member, shown, "Share")
    with closing(begun(desk, tmp_path)) as again:
        await simcord_env.restart_bot(HistbotClient(again.historian, again.bot_settings, None, again))
        assert "already" in texts((await press(member, shown, "Share")).response)
        assert len(replies(channel)) == 1


async def test_a_press_that_is_delivered_twice_counts_once(
    simcord_env: Env, simcord_bot: HistbotClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from histbot.discord_bot.card import buttons as module

    pressed: list[Any] = []
    original = module.CardButton.press

    async def note(self: Any, interaction: Any, desk: Desk) -> None:
        pressed.append((self, interaction))
        await original(self, interaction, desk)

    monkeypatch.setattr(module.CardButton, "press", note)
    _, member, shown = await card(simcord_env)
    await press(member, shown, "👍")
    ((button, interaction),) = pressed
    await button.callback(interaction)
    assert desk.store.thumbs(simcord_env.guild.id) == (1, 0)


@pytest.mark.parametrize("thumb", ["👍", "👎"])
async def test_a_thumb_under_a_quote_that_is_gone_is_not_counted(simcord_env: Env, desk: Desk, thumb: str) -> None:
    _, member, shown = await card(simcord_env)
    desk.store.change(simcord_env.guild.id, ServerSettings(articles=("another",)))
    result = await press(member, shown, thumb)
    assert "Please ask again" in texts(result.response)
    assert not result.modal
    assert desk.store.thumbs(simcord_env.guild.id) == (0, 0)


def test_who_voted_can_t_be_told_without_the_token() -> None:
    first, again = Booth(TOKEN), Booth(TOKEN)
    assert first.voter("1:q", 123456789) == again.voter("1:q", 123456789)
    assert first.voter("1:q", 123456789) != Booth("another").voter("1:q", 123456789)
    assert Booth().voter("1:q", 123456789) != Booth().voter("1:q", 123456789)
    assert TOKEN not in repr(first.__dict__)
