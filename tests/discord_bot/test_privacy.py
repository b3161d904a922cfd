"""What `docs/PRIVACY.md` promises: nothing on the disk, and nothing in the log, says who asked."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from stage import ASKED, buttons, mention, place, replies

from histbot.discord_bot.desk.desk import Desk
from histbot.storage import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from simcord import Env

    from histbot.discord_bot.process.client import HistbotClient
    from histbot.historian import Historian

VAIN = "Who was mayor of Prague in 1950?"


@pytest.fixture
def desk(historian: Historian, tmp_path: Path) -> Iterator[Desk]:
    """Give a desk that stores on the disk."""
    from histbot.settings import Settings

    made = Desk(historian, Settings(tmp_path), open_store(tmp_path))
    yield made
    made.close()


def stored(folder: Path) -> bytes:
    """Give every byte that is on the disk, but for SQLite's shared memory, which Windows locks."""
    return b"".join(file.read_bytes() for file in folder.iterdir() if not file.name.endswith("-shm"))


async def test_no_member_is_on_the_disk_or_in_the_log(
    simcord_env: Env, simcord_bot: HistbotClient, desk: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "histbot")
    channel, member = place(simcord_env)
    await member.send(channel, f"{mention(simcord_bot)} {VAIN} {member.mention}")
    shown = (await member.slash(channel, "ask", question=f"{ASKED} {member.mention}", private=True)).response
    await member.submit_modal(await member.click(shown, custom_id=buttons(shown)["👎"]), {"reason": "wrong"})
    await member.send_dm(VAIN)
    assert replies(channel)
    content = stored(tmp_path)
    assert VAIN.encode() in content
    assert b"wrong" in content
    for number in (member.id, channel.id, shown.id):
        assert str(number).encode() not in content
        assert number.to_bytes(8, "big") not in content  # as SQLite stores it
    assert member.name.encode() not in content
    said = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("histbot"))
    for word in (VAIN, ASKED, str(member.id), member.name):
        assert word not in said
