"""Whatever goes wrong on the way to an answer, who asked in a message hears something."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from loopback import Fault
from loopback.server import until
from stage import ASKED

from histbot.discord_bot.chat import earlier
from histbot.discord_bot.delivery.outbox import Outbox

if TYPE_CHECKING:
    from loopback import Loopback
    from loopback.fixtures import Running


@pytest.mark.parametrize("fault", [Fault("GET .*/messages/", times=9, drop=True), Fault("GET .*/messages/", hang=9)])
@pytest.mark.parametrize("question", [f"and {ASKED.lower()}", ""])
async def test_a_message_that_can_t_be_looked_up_costs_no_answer(
    discord: Loopback, real: Running, fault: Fault, question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(earlier, "_PATIENCE", 0.2)
    discord.add(fault)
    await discord.mention(question, reply_to="12345")
    await until(discord.said)
    assert len(discord.said()) == 1


async def test_a_bug_in_sending_is_told_with_a_reference(
    discord: Loopback, real: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise KeyError

    monkeypatch.setattr(Outbox, "reply", fail)
    await discord.mention(ASKED)
    await until(discord.said)
    assert "reference `" in discord.said()[0]["content"]
