"""The bot in a process of its own, as `histbot bot`, and what that process uses; Linux only, since /proc is read.

Run as a script, it is that process: it also counts the tasks of its event loop into a file, which nothing shows from
outside.

    python benchmarks/bot_process.py COUNTS API GATEWAY ARGUMENTS…
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "discord_bot"))

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from typing import Any

    from loopback import Loopback


class Bot:
    """The process."""

    def __init__(self, process: asyncio.subprocess.Process, counts: Path) -> None:
        """Watch a process that counts its tasks into the file `counts`."""
        self.process, self._counts = process, counts

    @property
    def memory(self) -> float:
        """Give the resident memory, in MB."""
        return _memory(Path(f"/proc/{self.process.pid}"))

    @property
    def processor(self) -> float:
        """Give the seconds of a core used so far."""
        return _used(Path(f"/proc/{self.process.pid}"))

    def shares(self) -> dict[str, float]:
        """Give the seconds of a core used so far by the event loop, the other threads, and the processes begun."""
        loop = _used(Path(f"/proc/{self.process.pid}/task/{self.process.pid}"))
        return {"loop": loop, "threads": self.processor - loop, "processes": sum(map(_used, self.children))}

    def used(self, before: dict[str, float]) -> str:
        """Say how much of them has been used since `before`."""
        return ", ".join(f"{name} {now - before[name]:.1f} s" for name, now in self.shares().items())

    @property
    def children(self) -> list[Path]:
        """Give where /proc tells of each process that the bot has begun."""
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return [Path("/proc", number) for task in tasks for number in task.read_text(encoding="ascii").split()]

    async def held(self) -> str:
        """Say what it holds just now, once nothing is under way any more: memory, threads, tasks, open files."""
        await asyncio.sleep(2)
        tasks = await asyncio.to_thread(self._counts.read_text, encoding="ascii")
        beside = [f"{_memory(each):.0f}" for each in self.children]
        processes = f", beside it {' + '.join(beside)} MB" * bool(beside)
        return f"{self.memory:.1f} MB{processes}, {self._many('task')} threads, {tasks} tasks, {self._many('fd')} files"

    def _many(self, kind: str) -> int:
        return len(list(Path(f"/proc/{self.process.pid}/{kind}").iterdir()))

    async def stop(self, seconds: float = 60) -> float:
        """Tell it to stop; give the seconds until it has."""
        begun = time.perf_counter()
        self.process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(seconds):
            code = await self.process.wait()
        print(f"stopped with {code} after {time.perf_counter() - begun:.1f} s")
        return time.perf_counter() - begun


def _memory(place: Path) -> float:
    """Give the resident memory that /proc tells of, in MB."""
    status = place.joinpath("status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def _used(place: Path) -> float:
    """Give the seconds of a core that /proc tells of."""
    fields = place.joinpath("stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def running(discord: Loopback, folder: Path, knowledge: Path, log: Any, **settings: object) -> AsyncIterator[Bot]:
    """Run the bot while the block does; `settings` are environment variables without `HISTBOT_`."""
    from loopback.server import until  # not in the processes of the bot, whose memory is measured

    environ = {**os.environ, "DISCORD_TOKEN": discord.token, "HISTBOT_STORAGE_PATH": str(folder)}
    environ |= {f"HISTBOT_{name}": str(value) for name, value in settings.items()}
    command = (sys.executable, __file__, folder / "tasks", discord.api, discord.rest.gateway_url)
    begun, live = time.perf_counter(), len(discord.gateway.sessions)
    process = await asyncio.create_subprocess_exec(
        *command, "--knowledge", str(knowledge), "bot", env=environ, stdout=log, stderr=log
    )
    bot = Bot(process, folder / "tasks")
    try:
        await until(lambda: len(discord.gateway.sessions) > live, 900)
        print(f"connected after {time.perf_counter() - begun:.1f} s, {bot.processor:.1f} s of processor")
        await asyncio.sleep(3)
        print(f"started: {await bot.held()}")
        yield bot
    finally:
        if process.returncode is None:
            await bot.stop()


def _count_tasks(counts: Path) -> None:
    """Write twice a second how many tasks the bot's event loop has."""
    from histbot.threads import one_core_a_question

    one_core_a_question()  # as `histbot bot` does, before numpy is loaded
    from histbot.discord_bot.process.client import HistbotClient

    set_up = HistbotClient.setup_hook

    async def count() -> None:
        while True:
            await asyncio.to_thread(counts.write_text, str(len(asyncio.all_tasks())), encoding="ascii")
            await asyncio.sleep(0.5)

    async def counted(client: HistbotClient) -> None:
        client.errands.add(asyncio.create_task(count(), name="count"))
        await set_up(client)

    HistbotClient.setup_hook = counted  # type: ignore[method-assign, assignment]


if __name__ == "__main__":
    import yarl
    from discord.gateway import DiscordWebSocket
    from discord.http import Route

    from histbot.cli import main

    _, counts_, Route.BASE, gateway, *arguments = sys.argv
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
    _count_tasks(Path(counts_))
    sys.argv = ["histbot", *arguments]
    main()
