"""Cool-downs and turns, by a clock that the tests turn."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from histbot.discord_bot.desk import fairness
from histbot.discord_bot.desk.fairness import BusyError, Cooldowns, Turns

if TYPE_CHECKING:
    from collections.abc import Iterator


class Clock:
    """A clock that a test turns."""

    now = 100.0

    def __call__(self) -> float:
        """Give the time."""
        return self.now


@pytest.fixture
def clock() -> Iterator[Clock]:
    """Give a clock."""
    return Clock()  # type: ignore[return-value]


def test_a_few_questions_in_a_row_are_fine_and_then_one_waits(clock: Clock) -> None:
    cooldowns = Cooldowns(clock)
    for second in range(3):
        clock.now = 100.0 + second
        assert cooldowns.wait("a", 3, 30) == 0
        cooldowns.count("a", 3)
    assert cooldowns.wait("a", 3, 30) == 28.0
    clock.now = 130.0
    assert cooldowns.wait("a", 3, 30) == 0


def test_no_window_is_no_limit_and_others_do_not_count(clock: Clock) -> None:
    cooldowns = Cooldowns(clock)
    for _ in range(5):
        cooldowns.count("a", 2)
    assert cooldowns.wait("a", 2, 0) == 0
    assert cooldowns.wait("b", 2, 30) == 0


def test_a_refusal_is_told_once_in_a_cooldown(clock: Clock) -> None:
    cooldowns = Cooldowns(clock)
    for _ in range(2):
        cooldowns.count("a", 2)
    assert [cooldowns.tell("a", 2) for _ in range(3)] == [True, False, False]
    clock.now += 60
    for _ in range(2):
        cooldowns.count("a", 2)
    assert cooldowns.tell("a", 2)


def test_what_is_remembered_is_bounded(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fairness, "_KEPT", 10)
    cooldowns = Cooldowns(clock)
    for number in range(50):
        cooldowns.count(number, 1)
        cooldowns.tell(number, 1)
    assert (len(cooldowns._asked), len(cooldowns._told)) == (10, 10)


async def test_one_question_of_a_member_at_a_time() -> None:
    turns, under_way, most = Turns(), 0, 0

    async def ask(member: int) -> None:
        nonlocal under_way, most
        async with turns.of(member):
            under_way += 1
            most = max(most, under_way)
            await asyncio.sleep(0)
            under_way -= 1

    await asyncio.gather(*(ask(1) for _ in range(4)))
    assert most == 1
    await asyncio.gather(ask(1), ask(2), ask(3))
    assert most == 3
    assert len(turns) == 0


async def test_too_many_waiting_are_refused_and_nothing_is_left_behind() -> None:
    turns = Turns()

    async def ask() -> None:
        async with turns.of(1):
            await asyncio.sleep(0)

    done = await asyncio.gather(*(ask() for _ in range(8)), return_exceptions=True)
    assert [each.first for each in done if isinstance(each, BusyError)] == [True, False, False]
    assert len(turns) == 0


async def test_a_question_that_is_cancelled_while_it_waits_frees_its_place() -> None:
    turns = Turns()
    async with turns.of(1):
        waiting = asyncio.create_task(turns.of(1).__aenter__())
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
    assert len(turns) == 0
