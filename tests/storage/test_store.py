"""What is kept of a server, how it is counted, and that it goes."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from histbot.storage import DIRECT, ServerSettings, Store, open_database, open_store, questions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DAY = 24 * 3600


class Clock:
    """A clock that a test turns."""

    now = 1_700_000_000.0

    def __call__(self) -> float:
        """Give the time."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Give a clock."""
    return Clock()


@pytest.fixture
def kept(clock: Clock) -> Iterator[Store]:
    """Give a store in memory."""
    opened = open_store(None, clock)
    yield opened
    opened.close()


def test_settings_survive_a_restart(tmp_path: Path) -> None:
    wanted = ServerSettings(private=True, ask_channels=(3, 4), articles=("a",), member_cooldown=0, language="sk")
    first = open_store(tmp_path)
    first.change(7, wanted)
    first.close()
    second = open_store(tmp_path)
    assert second.settings(7) == wanted
    assert second.settings(8) == ServerSettings()
    second.close()


def test_questions_that_differ_in_case_and_punctuation_are_counted_together(kept: Store) -> None:
    for question in ("Who built  the Wall?", "who built the wall", "WHO BUILT THE WALL?!"):
        kept.miss(1, question, "nearest", "a.md, line 3")
    (found,) = kept.unanswered(1)
    assert (found.question, found.missed, found.place) == ("Who built  the Wall?", 3, "a.md, line 3")


def test_the_most_asked_comes_first(kept: Store) -> None:
    for times, question in ((1, "once"), (3, "thrice"), (2, "twice")):
        for _ in range(times):
            kept.miss(1, question)
    kept.dislike(1, "twice")
    kept.dislike(1, "twice")
    assert [each.question for each in kept.unanswered(1)] == ["twice", "thrice", "once"]
    assert [each.question for each in kept.unanswered(1, limit=1, offset=1)] == ["thrice"]


def test_a_server_sees_its_own_questions_only(kept: Store) -> None:
    kept.miss(1, "here")
    kept.miss(2, "there")
    kept.miss(None, "directly")
    assert [each.question for each in kept.unanswered(1)] == ["here"]
    assert [each.server for each in kept.unanswered()] == [DIRECT, 1, 2]
    assert kept.count_unanswered(2) == 1


def test_a_thumb_down_that_is_taken_back_leaves_nothing(kept: Store) -> None:
    kept.dislike(1, "why?")
    kept.add_reason(1, "why?", "wrong year")
    assert kept.unanswered(1)[0].reasons == ("wrong year",)
    kept.undo_dislike(1, "why?")
    assert kept.unanswered(1) == []
    kept.dislike(1, "why?")
    assert kept.unanswered(1)[0].reasons == ()


def test_thumbs_are_counted_by_quote(kept: Store) -> None:
    kept.thumb(1, "a", "q", liked=1)
    kept.thumb(1, "a", "q", liked=1)
    kept.thumb(1, "a", "q", liked=-1, disliked=1)
    kept.thumb(2, "a", "q", disliked=1)
    assert kept.thumbs(1) == (1, 1)


def test_forgetting_leaves_nothing_of_a_server(kept: Store) -> None:
    for server in (1, 2):
        kept.change(server, ServerSettings(private=True))
        kept.miss(server, "q")
        kept.dislike(server, "q")
        kept.add_reason(server, "q", "r")
        kept.thumb(server, "a", "q", liked=1)
    kept.forget(1)
    assert (kept.settings(1), kept.unanswered(1), kept.thumbs(1)) == (ServerSettings(), [], (0, 0))
    assert (kept.settings(2).private, len(kept.unanswered(2)), kept.thumbs(2)) == (True, 1, (1, 0))


def test_what_was_forgotten_is_on_the_disk_no_more(tmp_path: Path) -> None:
    kept = open_store(tmp_path)
    for number in range(50):
        kept.miss(1, f"a secret question {number}")
    kept.forget(1)
    kept.miss(1, "another question")
    kept.close()
    assert [file.name for file in tmp_path.iterdir() if b"secret question" in file.read_bytes()] == []


@pytest.mark.parametrize(("days", "gone"), [(29, False), (31, True)])
def test_the_data_goes_thirty_days_after_leaving(kept: Store, clock: Clock, days: int, gone: bool) -> None:  # noqa: FBT001
    kept.change(1, ServerSettings(private=True))
    kept.miss(1, "q")
    kept.left(1)
    clock.now += days * DAY
    assert kept.purge() == ([1] if gone else [])
    assert (kept.unanswered(1) == []) is gone
    assert (kept.settings(1) == ServerSettings()) is gone


def test_joining_again_keeps_the_data(kept: Store, clock: Clock) -> None:
    kept.miss(1, "q")
    kept.left(1)
    clock.now += 20 * DAY
    kept.joined(1)
    clock.now += 20 * DAY
    assert kept.purge() == []


def test_leaving_twice_does_not_begin_the_days_anew(kept: Store, clock: Clock) -> None:
    kept.left(1)
    clock.now += 20 * DAY
    kept.left(1)
    clock.now += 11 * DAY
    assert kept.purge() == [1]


def test_servers_left_while_not_running_are_noted(kept: Store, clock: Clock) -> None:
    kept.change(1, ServerSettings(private=True))
    kept.miss(2, "q")
    kept.thumb(3, "a", "q", liked=1)
    kept.miss(None, "asked directly")
    kept.left(1)
    kept.reconcile({1})
    clock.now += 31 * DAY
    assert kept.purge() == [2, 3]


def test_a_server_never_fills_the_disk(kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "MOST_QUESTIONS", 5)
    for _ in range(2):
        kept.miss(1, "asked twice")
    for number in range(20):
        kept.miss(1, f"question {number}")
    assert len(kept.unanswered(1)) == 5
    assert kept.unanswered(1)[0].question == "asked twice"


def test_threads_may_write_at_once(tmp_path: Path) -> None:
    kept = open_store(tmp_path)

    def many() -> None:
        for _ in range(20):
            kept.miss(1, "same")

    threads = [threading.Thread(target=many) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert kept.unanswered(1)[0].missed == 100
    kept.close()


def test_nothing_in_the_file_says_who(tmp_path: Path) -> None:
    database = open_database(tmp_path / "a.sqlite3")
    columns = database.run(
        lambda connection: {
            row[0]
            for row in connection.execute(
                "SELECT c.name FROM sqlite_master AS t, pragma_table_info(t.name) AS c WHERE t.type = 'table'"
            )
        }
    )
    database.close()
    assert {name for name in columns if "user" in name or "member" in name or "author" in name} == set()
    assert "question" in columns
