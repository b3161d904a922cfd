"""A library is a cache: read once, made again when anything is wrong, never a wrong answer and never a mix."""

from __future__ import annotations

import gc
import os
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from histbot.errors import KnowledgeError, UnknownArticleError
from histbot.historian import Historian
from histbot.knowledge import load_knowledge, read_article
from histbot.knowledge.folder import reader
from histbot.library import Library
from histbot.library.library import file_of
from histbot.library.tables.store import FileStore
from histbot.settings import LibrarySettings, Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

VIENNA = "The siege of Vienna began in July 1683 and ended in September.\n"
PRAGUE = "The defenestration of Prague took place on 23 May 1618 in the castle.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "knowledge"
    made.mkdir()
    (made / "vienna.md").write_text(VIENNA, encoding="utf-8")
    (made / "prague.md").write_text(PRAGUE, encoding="utf-8")
    return made


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def open_it(folder: Path, tmp_path: Path, told: list[str]) -> Callable[[], Historian]:
    settings = Settings(folder, library=LibrarySettings(str(tmp_path / "cache")))
    return lambda: Historian(settings, tell=told.append)


@pytest.fixture
def file(folder: Path, tmp_path: Path) -> Path:
    return file_of(folder, tmp_path / "cache")


def quote(historian: Historian, question: str) -> str:
    found = historian.ask(question).quote
    return found.text if found else ""


def forbid_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(reader, "read_article", never)


def age(folder: Path) -> None:
    """Make files look as if they had been there for long."""
    for each in folder.iterdir():
        os.utime(each, (1_000_000_000, 1_000_000_000))


def test_what_is_unchanged_is_not_read_again(open_it: Callable[[], Historian], monkeypatch: pytest.MonkeyPatch) -> None:
    open_it()
    forbid_reading(monkeypatch)
    assert quote(open_it(), "When did the siege of Vienna begin?") == VIENNA.strip()


def test_a_file_that_was_only_touched_is_not_read_again(
    open_it: Callable[[], Historian], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_it()
    age(folder)
    forbid_reading(monkeypatch)
    assert open_it().knowledge.slugs == ("prague", "vienna")


def test_a_change_of_the_same_size_at_the_same_time_is_seen(open_it: Callable[[], Historian], folder: Path) -> None:
    age(folder)
    open_it()
    (folder / "vienna.md").write_text(VIENNA.replace("1683", "1529"), encoding="utf-8")
    age(folder)
    assert "1529" in quote(open_it(), "When did the siege of Vienna begin?")


def test_a_file_that_changes_while_it_is_read_is_read_again(
    open_it: Callable[[], Historian], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = read_article

    def meanwhile(path: Path, root: Path) -> object:
        found = read(path, root)
        if path.name == "vienna.md":
            path.write_text(VIENNA.replace("1683", "1529"), encoding="utf-8")
        return found

    with monkeypatch.context() as patch:
        patch.setattr(reader, "read_article", meanwhile)
        open_it()
    assert "1529" in quote(open_it(), "When did the siege of Vienna begin?")


def test_a_generation_stays_as_it_was(open_it: Callable[[], Historian], folder: Path) -> None:
    historian = open_it()
    old = historian.knowledge
    (folder / "vienna.md").write_text("Vienna was rebuilt.\n", encoding="utf-8")
    (folder / "prague.md").unlink()
    new = historian.reload()
    assert (old.slugs, new.slugs) == (("prague", "vienna"), ("vienna",))
    assert (old.article("vienna").text, new.article("vienna").text) == (VIENNA, "Vienna was rebuilt.\n")
    with pytest.raises(UnknownArticleError):
        new.article("prague")


def test_a_folder_from_which_all_is_gone_keeps_what_was_read(open_it: Callable[[], Historian], folder: Path) -> None:
    historian = open_it()
    for each in folder.iterdir():
        each.unlink()
    with pytest.raises(KnowledgeError):
        historian.reload()
    assert historian.knowledge.slugs == ("prague", "vienna")


def test_problems_are_kept_with_the_articles(open_it: Callable[[], Historian], folder: Path) -> None:
    (folder / "broken.md").write_bytes(b"\xff\n")
    (folder / "empty.md").write_text(" ", encoding="utf-8")
    first, second = (tuple(map(str, open_it().knowledge.problems)) for _ in range(2))
    assert first == second
    assert first == tuple(map(str, load_knowledge(folder).problems))
    assert first


def test_the_second_file_of_a_name_is_the_article_once_the_first_is_gone(
    open_it: Callable[[], Historian], folder: Path
) -> None:
    (folder / "z").mkdir()
    (folder / "z" / "prague.md").write_text("Prague was rebuilt after the war.\n", encoding="utf-8")
    assert open_it().knowledge.slugs == load_knowledge(folder).slugs
    (folder / "prague.md").unlink()
    historian = open_it()
    assert historian.knowledge.slugs == load_knowledge(folder).slugs
    assert historian.knowledge.article("prague").text == "Prague was rebuilt after the war.\n"
    assert historian.knowledge.problems == ()


def test_a_folder_that_changes_its_language_is_read_in_that(open_it: Callable[[], Historian], folder: Path) -> None:
    open_it()
    for each in folder.iterdir():
        each.write_text("---\nlanguage: de\n---\nDie Belagerungen dauerten Monate.\n", encoding="utf-8")
    assert quote(open_it(), "Belagerung").startswith("Die Belagerungen")


@pytest.mark.parametrize("what", ["no database", "cut off", "another program's", "another version", "another folder"])
def test_what_can_not_be_used_is_made_again_with_a_line_that_says_so(
    open_it: Callable[[], Historian], file: Path, told: list[str], what: str
) -> None:
    open_it()
    gc.collect()  # which closes the library: its last changes are then in the file itself
    content = file.read_bytes()
    if what == "no database":
        file.write_bytes(b"not a database at all" * 500)
    elif what == "cut off":
        file.write_bytes(content[: len(content) // 2])
    else:
        with sqlite3.connect(file) as connection:
            change = {
                "another program's": "DROP TABLE articles",
                "another version": "UPDATE meta SET value = x'00' WHERE key = 'version'",
                "another folder": "UPDATE meta SET value = '/nowhere' WHERE key = 'root'",
            }[what]
            connection.execute(change)
        connection.close()
    assert quote(open_it(), "When did the siege of Vienna begin?") == VIENNA.strip()
    assert len(told) == 1
    assert told[0].startswith("the library of the articles is")


def test_damage_found_while_answering_is_mended(open_it: Callable[[], Historian], file: Path, told: list[str]) -> None:
    open_it()
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE postings SET data = x'0102030405' WHERE term = 'sieg'")
    connection.close()
    historian = open_it()
    assert quote(historian, "When did the siege of Vienna begin?") == VIENNA.strip()
    assert told == ["the library of the articles is damaged (a checksum does not fit); it is made again"]


def test_postings_that_are_missing_are_found_out(open_it: Callable[[], Historian], file: Path, told: list[str]) -> None:
    open_it()
    with sqlite3.connect(file) as connection:
        connection.execute("DELETE FROM postings WHERE term = 'sieg'")
    connection.close()
    assert quote(open_it(), "When did the siege of Vienna begin?") == VIENNA.strip()
    assert len(told) == 1


def test_where_no_file_can_be_written_memory_will_do(folder: Path, tmp_path: Path, told: list[str]) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be", encoding="utf-8")
    historian = Historian(Settings(folder, library=LibrarySettings(str(tmp_path / "taken"))), tell=told.append)
    assert quote(historian, "When did the siege of Vienna begin?") == VIENNA.strip()
    (folder / "vienna.md").write_text("The siege of Vienna began again in 1529.\n", encoding="utf-8")
    historian.reload()
    assert "1529" in quote(historian, "When did the siege of Vienna begin?")
    assert [event.date.edtf for event in historian.timeline().events] == ["1529", "1618-05-23"]
    assert (len(told), historian.library) == (1, "in memory")


def test_a_disk_that_is_full_leaves_the_articles_in_memory(
    open_it: Callable[[], Historian], told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = FileStore._connect

    def full(store: FileStore) -> sqlite3.Connection:
        connection = connect(store)
        connection.execute("PRAGMA max_page_count = 8")  # which SQLite tells as it tells a full disk
        return connection

    monkeypatch.setattr(FileStore, "_connect", full)
    historian = open_it()
    assert quote(historian, "When did the siege of Vienna begin?") == VIENNA.strip()
    assert historian.library == "in memory"
    assert len(told) == 1
    assert "disk is full" in told[0]


def test_dates_that_can_not_be_stored_are_read_again(
    open_it: Callable[[], Historian], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_it()
    connect = FileStore._connect
    refuse = "CREATE TEMP TRIGGER refuse BEFORE INSERT ON main.events BEGIN SELECT raise(ABORT, 'full'); END"

    def full(store: FileStore) -> sqlite3.Connection:
        connection = connect(store)
        connection.execute(refuse)
        return connection

    with monkeypatch.context() as patch:
        patch.setattr(FileStore, "_connect", full)
        for _ in range(2):
            assert [event.date.edtf for event in open_it().timeline("Prague").events] == ["1618-05-23"]
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT count(*) FROM events").fetchone() == (0,)
    connection.close()


def test_a_folder_that_became_a_file_is_read_as_that_file(
    open_it: Callable[[], Historian], folder: Path, tmp_path: Path
) -> None:
    historian = open_it()
    folder.rename(tmp_path / "moved")
    folder.write_text(PRAGUE, encoding="utf-8")
    assert historian.reload().slugs == ("knowledge",)
    assert quote(historian, "When did the siege of Vienna begin?") != VIENNA.strip()
    assert quote(historian, "When did the defenestration of Prague take place?") == PRAGUE.strip()


def test_a_question_that_was_begun_is_answered_from_what_was_there_then(
    open_it: Callable[[], Historian], folder: Path
) -> None:
    historian = open_it()
    begun, question = historian._snapshot, "When did the siege of Vienna begin?"
    (folder / "vienna.md").unlink()
    historian.reload()
    assert quote(historian, question) != VIENNA.strip()
    answer = begun.answerer.answer(question)
    assert answer.quote is not None
    assert (answer.quote.text, answer.citation and answer.citation.file) == (VIENNA.strip(), "vienna.md")


def test_half_a_character_finds_nothing(open_it: Callable[[], Historian]) -> None:
    historian = open_it()
    assert not historian.ask("Who was \udcff?").answered
    with pytest.raises(UnknownArticleError):
        historian.ask("Who?", "\udcff")


def test_two_that_read_at_once_have_the_same(folder: Path, tmp_path: Path) -> None:
    for number in range(20):
        (folder / f"a{number}.md").write_text(f"King number {number} ruled in {1000 + number}.\n", encoding="utf-8")
    libraries = [Library(folder, tmp_path / "cache", print) for _ in range(3)]
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(lambda library: library.current(), libraries))
    assert [each.number for each in found] == [1, 1, 1]
    assert {len(each.knowledge.slugs) for each in found} == {22}


def test_a_writer_that_is_killed_leaves_what_was_there(folder: Path, tmp_path: Path) -> None:
    Library(folder, tmp_path / "cache", print).current()
    (folder / "vienna.md").write_text("Vienna was rebuilt.\n", encoding="utf-8")
    store = FileStore(file_of(folder, tmp_path / "cache"))
    code = (
        "import sys, time; from pathlib import Path; from histbot.library.tables.store import FileStore;"
        "from histbot.library.updating.indexing import update\n"
        "with FileStore(Path(sys.argv[1])).writing() as connection:\n"
        "    update(connection, Path(sys.argv[2])); print('written', flush=True); time.sleep(60)"
    )
    writer = subprocess.Popen([sys.executable, "-c", code, str(store.file), str(folder)], stdout=subprocess.PIPE)
    assert writer.stdout is not None
    assert writer.stdout.readline() == b"written\n"
    os.kill(writer.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    writer.wait()
    writer.stdout.close()
    before = store.pinned().execute("SELECT value FROM meta WHERE key = 'generation'").fetchone()
    assert before == (1,)
    now = Library(folder, tmp_path / "cache", print).current()
    assert (now.number, now.knowledge.article("vienna").text) == (2, "Vienna was rebuilt.\n")


def test_readers_see_an_article_before_or_after_its_change_and_never_a_mix(
    open_it: Callable[[], Historian], folder: Path
) -> None:
    told = "The year {0} is told of here. The year {0} again.\n\nAnd {0}, once more, in a long line of words.\n"
    texts = [told.format(year) for year in (1111, 2222)]
    historian = open_it()
    until = time.monotonic() + 1.0

    def read() -> bool:
        while time.monotonic() < until:
            article = historian.knowledge.article("vienna")
            words = "".join(article.text[p.span.start : p.span.end] for p in article.passages)
            if "1111" in words and "2222" in words:
                return False
        return True

    with ThreadPoolExecutor(2) as pool:
        readers = [pool.submit(read) for _ in range(2)]
        turn = 0
        while time.monotonic() < until:
            turn += 1
            (folder / "vienna.md").write_text(texts[turn % 2], encoding="utf-8")
            historian.reload()
        assert all(reader.result() for reader in readers)
    assert turn > 1
