"""Processes that answer beside the bot: the same answers, of the same articles, whatever becomes of a process."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import pytest

from histbot.discord_bot.desk import processes as module
from histbot.discord_bot.desk.answering_process import Wanted
from histbot.discord_bot.desk.processes import Process, Processes, ProcessesLostError, answering_processes
from histbot.historian import Historian
from histbot.settings import AnsweringSettings, LibrarySettings, RunningSettings, Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ASKED = "When did the siege of Vienna begin?"


class Played:
    """A process that does as it is told: it answers, gives a reason, or is gone."""

    def __init__(self, *replies: object) -> None:
        self.replies, self.heard, self.ended = list(replies), list[Wanted](), False
        self.alive = True

    def ask(self, wanted: Wanted) -> Any:
        self.heard.append(wanted)
        reply = self.replies.pop(0)
        if isinstance(reply, Exception):
            raise reply
        return reply

    def end(self) -> None:
        self.ended = True


class Here:
    """The bot's own historian, which notes what it is asked."""

    generation = b"now"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def ask(self, question: str, *_: object, **__: object) -> str:
        self.asked.append(question)
        return "answered here"


def started(*played: Played, count: int = 1, clock: Callable[[], float] = lambda: 0.0) -> tuple[Here, Processes]:
    here, waiting = Here(), list(played)
    return here, Processes(cast("Historian", here), count, lambda: cast("Process", waiting.pop(0)), clock)


def said(processes: Processes) -> Any:
    return processes.ask(ASKED)


ANSWER = cast("Any", object())


def test_a_process_is_asked_about_the_articles_that_the_bot_has() -> None:
    process = Played(ANSWER, ANSWER)
    here, processes = started(process)
    assert processes.ask(ASKED, "siege", among=["siege"], before="Before?") is ANSWER
    assert processes.ask("Another?") is ANSWER
    assert process.heard[0] == Wanted(b"now", ASKED, "siege", frozenset({"siege"}), "Before?")
    assert here.asked == []


def test_what_a_process_can_t_answer_is_answered_by_the_bot(caplog: pytest.LogCaptureFixture) -> None:
    _, processes = started(Played("it has other articles", "it has other articles", ANSWER))
    with caplog.at_level("INFO"):
        assert [said(processes), said(processes)] == ["answered here"] * 2
    assert len(caplog.records) == 1
    assert ASKED not in caplog.text
    assert processes.ask(ASKED) is ANSWER


@pytest.mark.parametrize("error", [EOFError(), BrokenPipeError(), TimeoutError()])
def test_the_question_of_a_process_that_died_is_asked_once_more(error: Exception) -> None:
    dead, other = Played(error), Played(ANSWER)
    here, processes = started(dead, other)
    assert processes.ask(ASKED) is ANSWER
    assert (dead.ended, other.ended, here.asked) == (True, False, [])


def test_processes_that_died_while_nobody_asked_cost_no_question() -> None:
    dead = [Played(EOFError()), Played(EOFError())]
    here, processes = started(*dead, Played(ANSWER), count=2)
    processes.begin()
    for each in dead:
        each.alive = False
    assert processes.ask(ASKED) is ANSWER
    assert here.asked == []


def test_a_question_that_ends_two_processes_is_not_tried_in_the_bot() -> None:
    here, processes = started(Played(EOFError()), Played(EOFError()))
    with pytest.raises(ProcessesLostError):
        processes.ask(ASKED)
    assert here.asked == []


def test_where_processes_die_one_after_the_other_the_bot_answers_itself_for_a_while() -> None:
    now = 0.0
    _, processes = started(Played(EOFError()), Played(EOFError()), Played(ANSWER), clock=lambda: now)
    with pytest.raises(ProcessesLostError):
        processes.ask(ASKED)
    assert said(processes) == "answered here"
    now = 2.0
    assert processes.ask(ASKED) is ANSWER


def test_where_no_process_can_be_begun_the_bot_answers_itself(caplog: pytest.LogCaptureFixture) -> None:
    def refuse() -> Process:
        raise OSError(11, "Resource temporarily unavailable")

    processes = Processes(cast("Historian", Here()), 2, refuse)
    processes.begin()
    assert said(processes) == "answered here"
    assert len(caplog.records) == 1


def test_all_are_begun_at_once_and_none_after_the_end() -> None:
    played = [Played(), Played(), Played()]
    _, processes = started(*played, count=2)
    processes.begin()
    processes.begin()
    processes.close()
    assert [each.ended for each in played] == [True, True, False]
    with pytest.raises(ProcessesLostError):
        processes.ask(ASKED)


def test_a_question_cut_off_by_the_end_begins_no_other_process() -> None:
    here, waiting = Here(), [Played(), Played()]
    processes = Processes(cast("Historian", here), 1, lambda: cast("Process", waiting.pop(0)))
    ending = waiting[0]

    def end(_: Wanted) -> Any:
        processes.close()
        raise EOFError

    ending.ask = end  # type: ignore[method-assign, assignment]
    with pytest.raises(ProcessesLostError):
        processes.ask(ASKED)
    assert (len(waiting), here.asked) == (1, [])


@pytest.mark.parametrize(
    ("settled", "there", "memory", "count"),
    [(0, 1, 8, None), (0, 2, 8, 2), (0, 64, 8, 4), (0, 4, 1, 2), (0, 4, 0.5, None), (1, 8, 8, None), (3, 1, 0.5, 3)],
)
def test_how_many_there_are(
    monkeypatch: pytest.MonkeyPatch, settled: int, there: int, memory: float, count: int | None
) -> None:
    monkeypatch.setattr(module, "processors", lambda: there)
    monkeypatch.setattr(module, "memory", lambda: int(memory * 1_000_000_000))
    settings = replace(Settings(cast("Path", None)), running=RunningSettings(processes=settled))
    found = answering_processes(cast("Historian", Here()), settings)
    assert (found and found.count) == count


def test_a_real_one_answers_as_the_bot_does_and_follows_its_articles(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "siege.md").write_text("The siege of Vienna began in 1683.", encoding="utf-8")
    library = LibrarySettings(str(tmp_path))
    settings = Settings(folder, answering=AnsweringSettings(reader=False), library=library)
    historian = Historian(settings)
    process = Process(settings)
    try:
        wanted = Wanted(historian.generation, ASKED, None, None, None)
        assert process.ask(wanted) == historian.ask(ASKED)
        (folder / "siege.md").write_text("It was long.\n\nThe siege of Vienna began in 1529.", encoding="utf-8")
        assert process.ask(wanted) == historian.ask(ASKED)  # as long as the bot has not read it
        historian.reload()
        assert process.ask(replace(wanted, generation=historian.generation)) == historian.ask(ASKED)
        assert process.ask(wanted) == "it has other articles"
        assert process.ask(replace(wanted, generation=historian.generation, article="x")) == "UnknownArticleError"
    finally:
        process.end()
    with pytest.raises(OSError, match="closed"):
        process.ask(wanted)


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="not told here")
def test_processors_that_may_not_be_used_do_not_count() -> None:
    assert module.processors() == len(os.sched_getaffinity(0))
