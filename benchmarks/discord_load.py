"""How the bot bears a large server: many members at once, a busy channel, thousands of questions, a stop in the middle.

The bot runs in a process of its own against the stand-in of the tests, which shares the machine with it: where times of
day matter, let nothing else run. Processor time is told apart: the bot's event loop, its other threads, the processes
that answer for it, and Discord itself, which this script plays.

    python benchmarks/discord_load.py crowd --knowledge EVAL/wiki-history [--reader]
    python benchmarks/discord_load.py mentions --knowledge EVAL/wiki-history [--reader]
    python benchmarks/discord_load.py stop --knowledge EVAL/wiki-history --topic war
    python benchmarks/discord_load.py long --questions 5000 --timelines 500 --pictures 200
    python benchmarks/discord_load.py rebuild --knowledge EVAL/wiki-history
    python benchmarks/discord_load.py idle
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import statistics
import tempfile
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot_process import Bot, running
from loopback import Loopback
from loopback.server import until

from histbot.historian import Historian
from histbot.settings import load_settings
from histbot.words import words

if TYPE_CHECKING:
    from loopback.rest import Asked

_FIRST_MEMBER = 10_000
_PATIENCE = 300.0  # seconds after which an answer counts as lost
_WORKING = {words("en")(f"working.{name}") for name in ("answer", "timeline")}
_TOKEN = re.compile(r"/(?:interactions/\d+|webhooks/\d+)/([^/]+)/")


@dataclass(eq=False)
class _Open:
    """A question that waits."""

    asked: Asked
    """The interaction."""
    member: int
    """Whose it is."""
    begun: float = field(default_factory=time.perf_counter)
    """When it was asked."""
    done: asyncio.Future[float] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    """After how many seconds it was answered."""


class Crowd:
    """Members who ask, and hear at once when they are answered: nobody looks again and again, which costs a core."""

    def __init__(self, discord: Loopback) -> None:
        """Ask in the channel of `discord`."""
        self.discord, self._open = discord, dict[str, _Open]()
        self.lost, self.late, self.told = 0, 0, 0
        discord.rest.served = self._served

    async def use(self, command: str, member: int, **options: object) -> tuple[float, float]:
        """Use a command as one of many members; give the seconds until the acknowledgement and until the answer."""
        person = {**self.discord.asker, "id": str(_FIRST_MEMBER + member)}
        self.discord.rest.users[person["id"]] = self.discord.asker = person
        asked = await self.discord.slash(command, **options)
        waiting = self._open[asked.payload["token"]] = _Open(asked, _FIRST_MEMBER + member)
        try:
            taken = await asyncio.wait_for(waiting.done, _PATIENCE)
        except TimeoutError:
            self.lost, taken = self.lost + 1, _PATIENCE
        del self._open[asked.payload["token"]], self.discord.rest.asked[asked.payload["token"]]
        return (3.0 if asked.answered_after is None else asked.answered_after), taken

    def _served(self, key: str) -> None:
        """Look whose answer a request of the bot was."""
        if found := _TOKEN.search(key):
            waiting = self._open.get(found[1])
            if waiting is not None and self._is_answered(waiting.asked):
                self._done(waiting)
        elif key == f"POST /channels/{self.discord.channel_id}/messages":
            mentioned = {int(number) for number in re.findall(r"<@(\d+)>", self.discord.said()[-1]["content"])}
            for waiting in [each for each in self._open.values() if each.member in mentioned]:
                self.late += 1
                self._done(waiting)

    def _is_answered(self, asked: Asked) -> bool:
        if asked.message is None or asked.message["embeds"]:
            return asked.message is not None
        said = asked.message["content"]
        self.told += bool(said) and said not in _WORKING
        return bool(said) and said not in _WORKING

    @staticmethod
    def _done(waiting: _Open) -> None:
        if not waiting.done.done():
            waiting.done.set_result(time.perf_counter() - waiting.begun)

    def summary(self) -> str:
        """Say what became of the answers."""
        return f"{self.lost} lost, {self.late} late in the channel, {self.told} told why not"


def questions(knowledge: Path) -> list[str]:
    """Make questions out of the articles' own words, so that each finds something."""
    made = []
    for article in Historian(replace(load_settings(), knowledge=knowledge)).knowledge.articles:
        for passage in article.passages[:40]:
            found = [word for word in passage.span.of(article.text).split() if word.isalpha()]
            made.append(f"When did {' '.join(found[:8])}?"[:400])
    random.Random(1).shuffle(made)  # noqa: S311  # the same questions each time
    return made


def show(name: str, seconds: list[float]) -> None:
    """Print the middle and the worst."""
    print(f"{name}: median {statistics.median(seconds):.3f} s, slowest {max(seconds):.3f} s of {len(seconds)}")


async def crowd(discord: Loopback, bot: Bot, asked: list[str], given: argparse.Namespace) -> None:
    """Let many ask at once, again and again; the last time one of them asks far more than the others."""
    members = Crowd(discord)
    for place in range(given.rounds):
        before, ours = bot.shares(), time.process_time()
        many = [asked[(place * given.members + number) % len(asked)] for number in range(given.members)]
        flood = asked[: 5 * (place == given.rounds - 1)]
        asking = [members.use("ask", number, question=question) for number, question in enumerate(many)]
        greedy = [asyncio.create_task(members.use("ask", given.members, question=question)) for question in flood]
        await asyncio.sleep(0)
        done = await asyncio.gather(*asking)
        show("acknowledged", [first for first, _ in done])
        show("answered" + " beside a member who asks five" * bool(flood), [last for _, last in done])
        if flood:
            show("… the five", [last for _, last in await asyncio.gather(*greedy)])
        print(f"processor: {bot.used(before)}, Discord {time.process_time() - ours:.1f} s; {members.summary()}")
    print(await bot.held())


async def mentions(discord: Loopback, bot: Bot, asked: list[str], given: argparse.Namespace) -> None:
    """Let many mention the bot in one channel at once, which takes five messages in five seconds, as Discord's do."""
    discord.rest.limit.messages = 5
    begun, before = time.perf_counter(), bot.processor
    for number in range(given.mentions):
        discord.asker = {**discord.asker, "id": str(_FIRST_MEMBER + number)}
        await discord.mention(asked[number % len(asked)])

    def answered() -> int:
        return sum(len(message["embeds"]) or bool(message["content"]) for message in discord.said())

    await until(lambda: answered() >= given.mentions, _PATIENCE)
    typing = sum(request.endswith("/typing") for request in discord.rest.requests)
    taken = f"{time.perf_counter() - begun:.1f} s, processor {bot.processor - before:.1f} s"
    print(f"{given.mentions} mentions: {taken}, {len(discord.said())} messages, typing shown {typing} times")


async def stop(discord: Loopback, bot: Bot, asked: list[str], given: argparse.Namespace) -> None:
    """Stop the bot while it reads a long timeline and somebody asks."""
    discord.asker = {**discord.asker, "id": str(_FIRST_MEMBER)}
    waiting = [await discord.slash("timeline", topic=given.topic)]
    await asyncio.sleep(2)
    discord.asker = {**discord.asker, "id": str(_FIRST_MEMBER + 1)}
    waiting.append(await discord.slash("timeline", topic=asked[0]))
    await until(lambda: all(each.callbacks for each in waiting), 10)
    await bot.stop()
    for each in waiting:
        said = each.message or {"content": "nothing", "embeds": []}
        print("told:", said["content"] or f"an answer of {len(said['embeds'])} cards")


async def long(discord: Loopback, bot: Bot, asked: list[str], given: argparse.Namespace) -> None:
    """Ask for long, and watch what the process holds."""
    members = Crowd(discord)

    async def turn(name: str, place: int) -> None:
        if name == "questions":
            many = range(place, min(place + 20, given.questions))
            await asyncio.gather(*(members.use("ask", each % 100, question=asked[each % len(asked)]) for each in many))
        else:
            span = {"from": str(1850 + place % 90), "to": "1992"}
            await members.use("timeline", place % 100, **span, picture=name == "pictures")

    for name, step in (("questions", 20), ("timelines", 1), ("pictures", 1)):
        count, before, begun = getattr(given, name), bot.processor, time.perf_counter()
        for place in range(0, count, step):
            await turn(name, place)
            if place == count // 5 // step * step:
                print(f"after the first {place + step} {name}: {await bot.held()}")
        used = f"{bot.processor - before:.1f} s of processor in {time.perf_counter() - begun:.0f} s"
        print(f"after {count} {name}: {await bot.held()}; {used}; {members.summary()}")
    discord.gateway.sessions[-1].events.clear()


async def rebuild(discord: Loopback, bot: Bot, asked: list[str], given: argparse.Namespace) -> None:
    """Ask again and again while an article is added and read."""
    health = given.folder / "health.json"

    def known() -> int:
        return int(json.loads(health.read_text(encoding="utf-8"))["articles"])

    before, begun, members, peak = known(), time.perf_counter(), Crowd(discord), bot.memory
    (given.knowledge / "zz-added.md").write_text("# Added\n\nThe siege of Nowhere began in 1683.\n", encoding="utf-8")
    done: list[tuple[float, float]] = []
    while known() == before:
        done += await asyncio.gather(*(members.use("ask", each, question=asked[each]) for each in range(given.members)))
        peak = max(peak, bot.memory)
    print(f"known after {time.perf_counter() - begun:.1f} s, at most {peak:.0f} MB; {members.summary()}")
    show("acknowledged meanwhile", [first for first, _ in done])
    show("answered meanwhile", [last for _, last in done])


async def idle(_: Loopback, bot: Bot, __: list[str], given: argparse.Namespace) -> None:
    """Let nobody ask."""
    before = bot.processor
    await asyncio.sleep(given.seconds)
    print(f"idle: {100 * (bot.processor - before) / given.seconds:.2f} % of a core, {await bot.held()}")


async def run(given: argparse.Namespace) -> None:
    """Measure."""
    with tempfile.TemporaryDirectory() as folder:
        given.folder = Path(folder)
        if given.measure is rebuild:  # what is to be changed must be a copy, which is read anew first
            given.folder.joinpath("knowledge").mkdir()
            for file in given.knowledge.glob("*.md"):
                (given.folder / "knowledge" / file.name).write_bytes(file.read_bytes())
            given.knowledge = given.folder / "knowledge"
        asked = questions(given.knowledge)
        free = {
            "DISCORD_MEMBER_COOLDOWN": 0,
            "DISCORD_CHANNEL_COOLDOWN": 0,
            "ANSWERING_READER": str(given.reader).lower(),
        }
        async with (
            Loopback().served() as discord,
            running(discord, given.folder, given.knowledge, given.log, **free) as bot,
        ):
            print(f"load of the machine: {os.getloadavg()[0]:.1f}")
            await given.measure(discord, bot, asked, given)


def main() -> None:
    """Read what is to be measured, and measure it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    measures = {each.__name__: each for each in (crowd, mentions, stop, long, rebuild, idle)}
    parser.add_argument("measure", type=measures.__getitem__, help=", ".join(measures))
    parser.add_argument("--knowledge", type=Path, default=load_settings(environ={}).knowledge)
    parser.add_argument("--reader", action="store_true", help="let the reader score, as shipped")
    parser.add_argument("--members", type=int, default=100, help="who ask at once")
    parser.add_argument("--rounds", type=int, default=3, help="how often they do")
    parser.add_argument("--mentions", type=int, default=25)
    parser.add_argument("--topic", default="war", help="of the timeline that is cut off")
    parser.add_argument("--questions", type=int, default=5000)
    parser.add_argument("--timelines", type=int, default=500)
    parser.add_argument("--pictures", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=20, help="for which the bot is idle")
    parser.add_argument("--log", type=argparse.FileType("w"), default=os.devnull, help="what the bot logs")
    asyncio.run(run(parser.parse_args()))


if __name__ == "__main__":
    main()
