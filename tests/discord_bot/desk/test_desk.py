"""What commands, buttons and messages share."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import TYPE_CHECKING, Any, cast

import discord
import pytest
from loopback.server import until

from histbot.discord_bot.commands.translator import Translator, told
from histbot.discord_bot.desk.desk import Desk, server_of
from histbot.discord_bot.desk.once import Once
from histbot.discord_bot.desk.question import Asked
from histbot.discord_bot.pages.kept import Kept
from histbot.historian import Historian
from histbot.resources import data_path
from histbot.settings import Settings
from histbot.storage import ServerSettings

if TYPE_CHECKING:
    from pathlib import Path


class Interaction:
    """As much of an interaction as tells where it comes from."""

    def __init__(self, locale: str = "en-US", guild: int | None = 1, *, by_user: bool = False) -> None:
        self.locale = discord.Locale(locale)
        self.guild_id, self.channel, self.channel_id = guild, None, 5
        self.extras, self.message = dict[str, Any](), None
        self.is_user_integration = lambda: by_user
        self.is_guild_integration = lambda: guild is not None and not by_user


@pytest.mark.parametrize(
    ("locale", "language"), [("cs", "cs"), ("ru", "ru"), ("en-GB", "en"), ("de", "de"), ("ja", "en")]
)
def test_the_reader_s_language_is_spoken(desk: Desk, locale: str, language: str) -> None:
    assert desk.say(cast("Any", Interaction(locale))).language == language


def test_a_server_may_settle_its_language(desk: Desk) -> None:
    desk.store.change(1, ServerSettings(language="sk"))
    assert desk.say(cast("Any", Interaction("ru"))).language == "sk"
    assert desk.say(cast("Any", Interaction("ru", guild=2))).language == "ru"


def test_a_private_answer_is_in_its_reader_s_own_language(desk: Desk) -> None:
    desk.store.change(1, ServerSettings(language="sk"))
    assert desk.say(cast("Any", Interaction("ru")), private=True).language == "ru"
    acknowledged = Interaction("uk")
    acknowledged.extras["private"] = True
    assert desk.say(cast("Any", acknowledged)).language == "uk"
    assert desk.say(cast("Any", Interaction("ja")), private=True).language == "sk"


def test_where_only_a_user_installed_the_bot_the_server_has_no_part() -> None:
    assert server_of(cast("Any", Interaction(by_user=True))) is None
    assert server_of(cast("Any", Interaction())) == 1


async def test_small_talk_is_not_written_down(desk: Desk) -> None:
    for question in ("hello", "thanks", "lol"):
        await desk.note(Asked(question), *await desk.ask(Asked(question), 1, 1), 1)
    assert desk.store.unanswered() == []


async def test_a_follow_up_is_written_down_with_the_question_before(desk: Desk) -> None:
    asked = Asked("and who followed him?", "Who was king of Denmark in 1950?")
    await desk.note(asked, *await desk.ask(asked, 1, 1), 1)
    (kept,) = desk.store.unanswered(1)
    assert kept.question == "and who followed him? ⟵ Who was king of Denmark in 1950?"


async def test_an_answer_comes_with_the_articles_it_was_answered_from(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "siege.md").write_text("The siege of Vienna began in 1683.", encoding="utf-8")
    desk.historian = old = Historian(Settings(tmp_path))
    before, asking = old.knowledge, old.ask

    def reads_anew_first(*given: Any, **named: Any) -> Any:
        if old.knowledge is before:
            (tmp_path / "siege.md").write_text("New.\n\nThe siege of Vienna began in 1683.", encoding="utf-8")
            answer = asking(*given, **named)
            old.reload()
            return answer
        return asking(*given, **named)

    monkeypatch.setattr(old, "ask", reads_anew_first)
    answer, knowledge = await desk.ask(Asked("When did the siege of Vienna begin?"), 1, 1)
    assert knowledge is old.knowledge is not before
    assert answer.quote is not None
    assert answer.quote.span.of(knowledge.article("siege").text) == answer.quote.text


async def test_a_server_may_want_nothing_written_down(desk: Desk) -> None:
    desk.store.change(1, ServerSettings(record=False))
    asked = Asked("Who was mayor of Prague in 1950?")
    await desk.note(asked, *await desk.ask(asked, 1, 1), 1)
    assert desk.store.unanswered() == []


def test_what_was_done_is_remembered_up_to_a_bound() -> None:
    once = Once(2)
    assert [once.first_time(number) for number in (1, 1, 2, 3, 1)] == [True, False, True, True, True]


@pytest.mark.parametrize(
    ("locale", "said"), [("cs", "Zeptat se článků"), ("ru", "Задать вопрос статьям"), ("en-US", None), ("ja", None)]
)
async def test_commands_are_described_in_the_languages_there_are(locale: str, said: str | None) -> None:
    described = await Translator().translate(told("command.ask.description"), discord.Locale(locale), cast("Any", None))
    assert described == said


async def test_a_desk_is_closed_at_once_while_a_timeline_is_read(historian: Historian) -> None:
    made = Desk(historian, Settings(data_path("knowledge")))
    go_on, begun = threading.Event(), threading.Event()

    def read() -> None:
        begun.set()
        go_on.wait(30)

    reading = asyncio.create_task(made.read(read))
    await asyncio.to_thread(begun.wait, 5)
    before = time.monotonic()
    made.close()
    assert time.monotonic() - before < 1
    assert made.busy
    go_on.set()
    await reading
    await until(lambda: not made.busy)  # the thread ends a moment after what it read is there


async def test_a_work_whose_turn_is_not_waited_for_is_not_done(desk: Desk) -> None:
    go_on, done = threading.Event(), list[int]()
    first = asyncio.create_task(desk.read(go_on.wait, 30))
    second = asyncio.create_task(desk.read(done.append, 1))
    await asyncio.sleep(0)
    second.cancel()
    await asyncio.gather(second, return_exceptions=True)
    go_on.set()
    await first
    await desk.read(int)
    assert done == []


async def test_a_member_s_question_does_not_wait_for_her_timeline(desk: Desk) -> None:
    async with desk.timeline_turns.of(1), asyncio.timeout(5):
        answer, _ = await desk.ask(Asked("When was the Treaty of Alliance signed?"), None, 1)
    assert answer.answered


async def test_what_was_worked_out_is_kept_as_long_as_the_articles_stay() -> None:
    kept, made = Kept(2), list[int]()

    class Articles:
        """What things are made from."""

    async def make() -> int:
        made.append(1)
        return len(made)

    old, new = Articles(), Articles()
    assert [await kept.get(old, key, make) for key in "aba"] == [1, 2, 1]
    assert await kept.get(new, "a", make) == 3
    assert [await kept.get(new, key, make) for key in "bca"] == [4, 5, 6]
