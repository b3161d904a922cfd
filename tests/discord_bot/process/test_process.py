"""`histbot bot` as a supervisor sees it: a process with exit codes, a log and a health file."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from loopback import Fault
from loopback.server import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from loopback import Loopback

LAUNCH = Path(__file__).parents[1] / "loopback" / "launch.py"
ASKED = "When was the Treaty of Alliance signed?"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a process on Windows can't be sent SIGTERM")


class Process:
    """A bot in a process of its own."""

    def __init__(self, process: asyncio.subprocess.Process, folder: Path) -> None:
        self.process, self.folder = process, folder

    async def end(self, seconds: float = 10.0) -> tuple[int, str]:
        """Wait for its end; give the exit code and what it logged."""
        _, log = await asyncio.wait_for(self.process.communicate(), seconds)
        assert self.process.returncode is not None
        return self.process.returncode, log.decode()


@pytest.fixture
async def start(discord: Loopback, tmp_path: Path) -> AsyncIterator[Callable[..., Awaitable[Process]]]:
    """Give a function that starts `histbot bot`."""
    begun: list[Process] = []

    async def go(*arguments: str, **variables: str) -> Process:
        environ = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("HISTBOT_", "NOTIFY_"))},
            "DISCORD_TOKEN": discord.token,
            "HISTBOT_STORAGE_PATH": str(tmp_path),
            "HISTBOT_RUNNING_PROCESSES": "1",
            **variables,
        }
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, str(LAUNCH), discord.api, discord.rest.gateway_url, "bot", *arguments),
            env=environ,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        begun.append(Process(process, tmp_path))
        return begun[-1]

    yield go
    for each in begun:
        with contextlib.suppress(ProcessLookupError):
            each.process.kill()
        await each.process.wait()


@pytest.fixture
async def running(discord: Loopback, start: Callable[..., Awaitable[Process]]) -> Process:
    """Give a bot that is connected."""
    process = await start()
    await until(lambda: discord.gateway.live, 20)
    return process


async def test_it_registers_its_commands_answers_and_stops_with_0(discord: Loopback, running: Process) -> None:
    assert {"ask", "articles", "about"} <= {command["name"] for command in discord.rest.commands[0]}
    asked = await discord.slash("ask", question=ASKED)
    await until(lambda: "May 16, 1935" in str(asked.message), 10)
    assert len(asked.callbacks) == 1
    running.process.send_signal(signal.SIGTERM)
    code, log = await running.end()
    assert code == 0
    assert "Traceback" not in log
    assert discord.token not in log
    assert ASKED not in log


async def test_a_mention_replayed_after_a_resume_is_answered_once(discord: Loopback, running: Process) -> None:
    await discord.mention(ASKED)
    await until(discord.said, 10)
    await discord.gateway.replay(discord.gateway.sessions[0])
    await discord.gateway.drop(4000)
    await until(lambda: discord.gateway.resumes, 10)
    await discord.gateway.replay(discord.gateway.sessions[0], 2)
    asked = await discord.slash("ask", question=ASKED)
    await until(lambda: asked.edits or asked.message, 10)
    assert len(discord.said()) == 1


async def test_a_channel_deleted_in_mid_answer_is_survived(discord: Loopback, running: Process) -> None:
    discord.add(Fault("POST .*/messages", status=404, body={"code": 10003, "message": "Unknown Channel"}))
    await discord.mention(ASKED)
    await until(lambda: any("/messages" in request for request in discord.rest.requests), 10)
    asked = await discord.slash("ask", question=ASKED)
    await until(lambda: "May 16, 1935" in str(asked.message), 10)
    running.process.send_signal(signal.SIGTERM)
    _, log = await running.end()
    assert "Traceback" not in log


async def test_an_answer_under_way_is_finished_before_it_stops(discord: Loopback, running: Process) -> None:
    discord.add(Fault("POST .*/callback", hang=0.5, done=True))
    asked = await discord.slash("ask", question=ASKED)
    await until(lambda: asked.callbacks, 10)
    running.process.send_signal(signal.SIGTERM)
    assert (await running.end())[0] == 0
    assert "May 16, 1935" in str(asked.message)


@pytest.mark.skipif(sys.platform != "linux", reason="what a process has begun is read from /proc")
async def test_processes_that_answer_are_replaced_and_end_with_the_bot(
    discord: Loopback, start: Callable[..., Awaitable[Process]]
) -> None:
    bot = await start(HISTBOT_RUNNING_PROCESSES="2")

    def beside() -> set[int]:
        tasks = Path(f"/proc/{bot.process.pid}/task").glob("*/children")
        begun = {int(number) for task in tasks for number in task.read_text(encoding="ascii").split()}
        return {each for each in begun if b"spawn_main" in Path(f"/proc/{each}/cmdline").read_bytes()}

    await until(lambda: len(beside()) == 2, 20)
    asked = await discord.slash("ask", question=ASKED)
    await until(lambda: "May 16, 1935" in str(asked.message), 20)
    first = beside()
    for each in first:
        os.kill(each, signal.SIGTERM)  # as a supervisor does to all at once: the bot lets them finish
        os.kill(each, signal.SIGKILL)
    asked = await discord.slash("ask", question=ASKED)
    await until(lambda: "May 16, 1935" in str(asked.message), 20)
    left = beside()
    assert left
    assert left.isdisjoint(first)
    bot.process.send_signal(signal.SIGTERM)
    code, log = await bot.end()
    assert code == 0
    assert ASKED not in log
    for each in left:
        with pytest.raises(ProcessLookupError):
            os.kill(each, 0)


async def test_ctrl_c_ends_with_130(running: Process) -> None:
    running.process.send_signal(signal.SIGINT)
    code, log = await running.end()
    assert code == 130
    assert "Traceback" not in log


async def test_a_token_refused_ends_with_2_and_one_line(
    discord: Loopback, start: Callable[..., Awaitable[Process]]
) -> None:
    discord.rest.token = "another"
    code, log = await (await start()).end(20)
    assert code == 2
    assert "histbot: Discord refuses the token" in log.splitlines()[-1]
    assert "Traceback" not in log


async def test_a_discord_out_of_reach_ends_with_75(discord: Loopback, start: Callable[..., Awaitable[Process]]) -> None:
    discord.gateway.refusals = 1000
    process = await start(HISTBOT_RUNNING_RESTART_AFTER="0.01", HISTBOT_RUNNING_GIVE_UP_AFTER="0.02")
    code, log = await process.end(30)
    assert code == 75
    assert "Traceback" not in log


async def test_its_health_can_be_asked_for(
    discord: Loopback, running: Process, start: Callable[..., Awaitable[Process]]
) -> None:
    file = running.folder / "health.json"
    await until(lambda: file.exists() and json.loads(file.read_text())["state"] == "ready", 20)
    asking = await start("--health")
    said, _ = await asking.process.communicate()
    assert said.decode().startswith("ready, 1 servers")
    assert asking.process.returncode == 0


async def test_an_article_added_while_it_runs_is_quoted(
    discord: Loopback, start: Callable[..., Awaitable[Process]], tmp_path: Path
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "vienna.md").write_text("# Vienna\n\nThe siege of Vienna began in 1683.\n")
    await start(HISTBOT_KNOWLEDGE=str(folder))
    await until(lambda: discord.gateway.live, 20)
    (folder / "buda.md").write_text("# Buda\n\nThe siege of Buda began in 1686.\n")
    for _ in range(20):
        asked = await discord.slash("ask", question="When did the siege of Buda begin?")
        await until(lambda asked=asked: asked.edits, 10)  # type: ignore[misc]
        if "1686" in str(asked.message):
            return
        await asyncio.sleep(0.3)
    pytest.fail("the new article is not quoted")
