"""How the bot bears a large server: many members at once, thousands of questions, articles that change meanwhile.

The bot runs in a process of its own, as `histbot bot`, against the stand-in of the tests. Linux only: memory and
processor time are read from /proc.

    python benchmarks/discord_load.py --knowledge EVAL/wiki-history --rounds 50
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "discord_bot"))

from loopback import Loopback  # noqa: E402
from loopback.server import until  # noqa: E402

from histbot.knowledge import load_knowledge  # noqa: E402
from histbot.settings import load_settings  # noqa: E402

if TYPE_CHECKING:
    from loopback.rest import Asked

LAUNCH = ROOT / "tests" / "discord_bot" / "loopback" / "launch.py"


class Bot:
    """The process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    @property
    def memory(self) -> float:
        """Give the resident memory, in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024

    @property
    def threads(self) -> int:
        """Count the threads."""
        return len(list(Path(f"/proc/{self.process.pid}/task").iterdir()))

    @property
    def processor(self) -> float:
        """Give the seconds of a core used so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def questions(knowledge: Path) -> list[str]:
    """Make questions out of the articles' own words, so that each finds something."""
    articles = load_knowledge(knowledge).articles
    made = []
    for article in articles:
        for passage in article.passages[:40]:
            words = [word for word in passage.span.of(article.text).split() if word.isalpha()]
            made.append(f"When did {' '.join(words[:8])}?"[:400])
    random.Random(1).shuffle(made)  # noqa: S311  # the same questions each time
    return made


async def ask(discord: Loopback, question: str, number: int) -> tuple[float, float]:
    """Ask as one of many members; give the seconds until the acknowledgement and until the answer.

    One that could not be acknowledged within Discord's 3 s, on a machine too busy for that, comes in the channel.
    """
    begun = time.perf_counter()
    discord.asker = {**discord.asker, "id": str(10_000 + number)}
    asked: Asked = await discord.slash("ask", question=question)
    late = f"<@{discord.asker['id']}>"
    await until(
        lambda: (
            asked.edits
            or (asked.callbacks and asked.callbacks[0]["type"] == 4)
            or (not asked.callbacks and any(late in message["content"] for message in discord.said()))
        ),
        60,
    )
    del discord.rest.asked[asked.payload["token"]]
    return asked.answered_after or 3.0, time.perf_counter() - begun


async def timeline(discord: Loopback, first: int, *, picture: bool) -> float:
    """Call up a timeline; give the seconds until it is there."""
    begun = time.perf_counter()
    asked: Asked = await discord.slash("timeline", **{"from": str(first), "to": "1992"}, picture=picture)
    await until(lambda: asked.edits or (asked.callbacks and asked.callbacks[0]["type"] == 4), 120)
    del discord.rest.asked[asked.payload["token"]]
    return time.perf_counter() - begun


async def timelines(discord: Loopback, bot: Bot, many: int, pictures: int) -> None:
    """Call up timelines and pictures, one after another, and watch the memory."""
    for name, count, picture in (("timelines", many, False), ("pictures", pictures, True)):
        warm, seconds = 0.0, []
        for place in range(count):
            seconds.append(await timeline(discord, 1850 + place % 90, picture=picture))
            if place == count // 5:
                warm = bot.memory
        if seconds:
            show(name, seconds)
            print(f"after {count} {name}: {bot.memory:.1f} MB ({bot.memory - warm:+.1f}), {bot.threads} threads")


async def burst(discord: Loopback, questions: list[str], place: int) -> tuple[list[float], list[float]]:
    """Let a hundred members ask at once, the `place`th hundred questions."""
    asked = [questions[(place * 100 + number) % len(questions)] for number in range(100)]
    done = await asyncio.gather(*(ask(discord, question, number) for number, question in enumerate(asked)))
    return [first for first, _ in done], [last for _, last in done]


def show(name: str, seconds: list[float]) -> None:
    """Print the middle and the worst."""
    print(f"{name}: median {statistics.median(seconds):.3f} s, slowest {max(seconds):.3f} s of {len(seconds)}")


async def during(discord: Loopback, asked: list[str], bot: Bot, rebuild: asyncio.Task[None]) -> None:
    """Ask again and again while the articles are read anew."""
    begun, peak, place = time.perf_counter(), bot.memory, 0
    first: list[float] = []
    last: list[float] = []
    while not rebuild.done():
        acknowledged, answered = await burst(discord, asked, place)
        first += acknowledged
        last += answered
        place += 1
        peak = max(peak, bot.memory)
    print(f"rebuilt in {time.perf_counter() - begun:.1f} s, at most {peak:.0f} MB")
    show("acknowledged meanwhile", first)
    show("answered meanwhile", last)


def copied(knowledge: Path, folder: Path) -> Path:
    """Copy the articles to where they may be changed."""
    folder.mkdir()
    for file in knowledge.glob("*.md"):
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


async def rebuilt(knowledge: Path, health: Path) -> None:
    """Add an article, and wait until the bot knows it."""

    def known() -> int:
        return int(json.loads(health.read_text(encoding="utf-8"))["articles"])

    before = known()
    added = "# Added\n\nThe siege of Nowhere began in 1683.\n"
    await asyncio.to_thread((knowledge / "zz-added.md").write_text, added, encoding="utf-8")
    await until(lambda: known() > before, 120)


async def run(arguments: argparse.Namespace) -> None:
    """Measure."""
    with tempfile.TemporaryDirectory() as folder:
        knowledge = arguments.knowledge
        if arguments.rebuild:  # what is to be changed must be a copy, which is read anew first
            knowledge = copied(arguments.knowledge, Path(folder, "knowledge"))
        asked = questions(knowledge)
        async with Loopback().served() as discord:
            environ = {
                **os.environ,
                "DISCORD_TOKEN": discord.token,
                "HISTBOT_STORAGE_PATH": folder,
                "HISTBOT_DISCORD_MEMBER_COOLDOWN": "0",
                "HISTBOT_DISCORD_CHANNEL_COOLDOWN": "0",
            }
            command = (sys.executable, LAUNCH, discord.api, discord.rest.gateway_url, "--knowledge", knowledge, "bot")
            begun = time.perf_counter()
            process = await asyncio.create_subprocess_exec(*command, env=environ, stderr=arguments.log)
            bot = Bot(process)
            try:
                await until(lambda: discord.gateway.live, 600)
                await asyncio.sleep(3)
                print(f"started in {time.perf_counter() - begun:.1f} s, {bot.memory:.0f} MB")
                await measure(discord, bot, asked, arguments)
                if arguments.rebuild:
                    rebuild = asyncio.create_task(rebuilt(knowledge, Path(folder, "health.json")))
                    await during(discord, asked, bot, rebuild)
            finally:
                process.send_signal(signal.SIGTERM)
                print(f"stopped with {await process.wait()}")


async def measure(discord: Loopback, bot: Bot, asked: list[str], arguments: argparse.Namespace) -> None:
    """Measure what needs no change of the articles."""
    if arguments.idle:
        before = bot.processor
        await asyncio.sleep(arguments.idle)
        print(f"idle: {100 * (bot.processor - before) / arguments.idle:.2f} % of a core, {bot.memory:.0f} MB")
    for place in range(3):
        first, last = await burst(discord, asked, place)
        show("acknowledged", first)
        show("answered", last)
    print(f"processor time so far: {bot.processor:.1f} s")
    await timelines(discord, bot, arguments.timelines, arguments.pictures)
    warm = 0.0
    for place in range(arguments.rounds):
        await burst(discord, asked, place)
        if place == arguments.rounds // 5:
            warm = bot.memory
            print(f"after {100 * (place + 1)} questions: {warm:.1f} MB")
    if arguments.rounds:
        print(f"after {100 * arguments.rounds} questions: {bot.memory:.1f} MB ({bot.memory - warm:+.1f})")
        print(f"processor time: {bot.processor:.1f} s; {bot.threads} threads")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--knowledge", type=Path, default=load_settings(environ={}).knowledge)
    parser.add_argument("--rounds", type=int, default=0, help="how often a hundred members ask at once")
    parser.add_argument("--log", type=argparse.FileType("w"), default=os.devnull, help="what the bot logs")
    parser.add_argument("--timelines", type=int, default=0, help="how many timelines are called up")
    parser.add_argument("--pictures", type=int, default=0, help="how many pictures of timelines are called up")
    parser.add_argument("--rebuild", action="store_true", help="change an article while members ask")
    parser.add_argument("--idle", type=float, default=0, help="seconds to measure the idle bot")
    asyncio.run(run(parser.parse_args()))
