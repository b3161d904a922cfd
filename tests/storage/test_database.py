"""The file: what was confirmed stays, and what can't be read is left as it is."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from histbot.errors import StorageError
from histbot.storage import open_database, open_store

if TYPE_CHECKING:
    from pathlib import Path

# Writes questions one after another, and says each on its standard output once it was confirmed.
_WRITER = """
import sys
from pathlib import Path
from histbot.storage import open_store
store = open_store(Path(sys.argv[1]))
for number in range(10**6):
    store.miss(1, f"question {number}")
    print(number, flush=True)
"""


def test_what_was_confirmed_outlives_a_kill_in_mid_write(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", _WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        for _ in range(40):
            writer.stdout.readline()
        writer.kill()
        confirmed = 40 + len(writer.stdout.readlines())
    store = open_store(tmp_path)
    kept = {each.question for each in store.unanswered()}
    store.close()
    assert kept >= {f"question {number}" for number in range(confirmed)}
    assert len(kept) <= confirmed + 1


def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    database = open_database(tmp_path / "a.sqlite3")

    def fails(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO servers (id) VALUES (1)")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        database.run(fails)
    assert database.run(lambda connection: connection.execute("SELECT count(*) FROM servers").fetchone()) == (0,)
    database.close()


def _broken(file: Path) -> None:
    file.write_bytes(b"no database at all, but long enough to be read as one" * 50)


def _newer(file: Path) -> None:
    open_database(file).close()
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


def _foreign(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE someone_elses (a)")
    connection.close()


def _damaged(file: Path) -> None:
    store = open_store(file.parent)
    for number in range(300):
        store.miss(1, f"question {number}")
    store.close()
    content = bytearray(file.read_bytes())
    content[8192:16384] = b"\xff" * 8192
    file.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [(_broken, "no database"), (_newer, "newer histbot"), (_foreign, "another program"), (_damaged, "damaged")],
)
def test_a_file_that_cannot_be_used_is_named_and_left_as_it_is(tmp_path: Path, spoil: object, said: str) -> None:
    file = tmp_path / "histbot.sqlite3"
    spoil(file)  # type: ignore[operator]
    before = file.read_bytes()
    with pytest.raises(StorageError, match=said) as raised:
        open_store(tmp_path)
    assert str(file) in str(raised.value)
    assert "\n" not in str(raised.value)
    assert file.read_bytes() == before


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match=r"storage\.path"):
        open_database(tmp_path / "file" / "a.sqlite3")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_only_its_owner_may_read_the_file(tmp_path: Path) -> None:
    open_database(tmp_path / "deep" / "a.sqlite3").close()
    assert (tmp_path / "deep" / "a.sqlite3").stat().st_mode & 0o077 == 0
