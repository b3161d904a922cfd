"""The tantivy index follows the library, whatever became of either: what differs is done again, and no more."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from histbot.historian import Historian
from histbot.library import file_of
from histbot.settings import LibrarySettings, Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytest.importorskip("tantivy")

from histbot.engines import tantivy as engine

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
    settings = Settings(folder, library=LibrarySettings(str(tmp_path / "cache"), "tantivy"))
    return lambda: Historian(settings, tell=told.append)


@pytest.fixture
def index(folder: Path, tmp_path: Path) -> Path:
    return file_of(folder, tmp_path / "cache", ".tantivy").with_suffix(".index")


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch) -> list[list[int]]:
    """Note which articles are put into the index, each time that it follows."""
    noted: list[list[int]] = []
    documents = engine._documents

    def note(connection: object, articles: list[int]) -> object:
        noted.append(articles)
        return documents(connection, articles)  # type: ignore[arg-type]

    monkeypatch.setattr(engine, "_documents", note)
    return noted


def quote(historian: Historian, question: str) -> str:
    found = historian.ask(question).quote
    return found.text if found else ""


def test_an_index_in_step_is_not_touched(open_it: Callable[[], Historian], added: list[list[int]]) -> None:
    open_it()
    assert quote(open_it(), "When did the siege of Vienna begin?") == VIENNA.strip()
    assert added == [[1, 2]]


def test_only_what_changed_is_put_in(open_it: Callable[[], Historian], folder: Path, added: list[list[int]]) -> None:
    historian = open_it()
    (folder / "vienna.md").write_text("The siege of Vienna ended on 12 September 1683.\n", encoding="utf-8")
    historian.reload()
    assert quote(historian, "When did the siege of Vienna end?") == "The siege of Vienna ended on 12 September 1683."
    assert added == [[1, 2], [3]]


def test_an_index_that_is_taken_away_is_made_again(open_it: Callable[[], Historian], index: Path) -> None:
    open_it()
    shutil.rmtree(index)
    assert quote(open_it(), "When did the siege of Vienna begin?") == VIENNA.strip()


def test_an_index_that_is_damaged_is_made_again_and_that_is_told(
    open_it: Callable[[], Historian], index: Path, told: list[str]
) -> None:
    open_it()
    for file in index.iterdir():
        file.write_bytes(b"")
    assert quote(open_it(), "When did the siege of Vienna begin?") == VIENNA.strip()
    assert len(told) == 1
    assert told[0].startswith("the tantivy index can't be used")


@pytest.mark.parametrize("suffix", [".idx", ".term", ".fast", ".fieldnorm"])
def test_a_byte_that_is_another_is_found_out_at_the_next_start(
    open_it: Callable[[], Historian], index: Path, told: list[str], suffix: str
) -> None:
    open_it()
    (file,) = index.glob(f"*{suffix}")
    content = bytearray(file.read_bytes())
    content[len(content) // 4] ^= 1
    file.write_bytes(content)
    assert quote(open_it(), "When did the siege of Vienna begin?") == VIENNA.strip()
    assert told == [f"the tantivy index can't be used ({file.name} is damaged); it is made again"]
    open_it()
    assert len(told) == 1


def test_what_a_killed_writer_left_is_no_damage(
    open_it: Callable[[], Historian], index: Path, told: list[str], added: list[list[int]]
) -> None:
    open_it()
    (index / "0123456789abcdef0123456789abcdef.idx").write_bytes(b"cut of")
    open_it()
    assert (told, added) == ([], [[1, 2]])


def test_an_index_of_another_library_is_made_again(
    open_it: Callable[[], Historian], folder: Path, tmp_path: Path, index: Path
) -> None:
    open_it()
    shutil.rmtree(index)
    (folder / "vienna.md").write_text("Another article.\n", encoding="utf-8")
    other = tmp_path / "other"
    Historian(Settings(folder, library=LibrarySettings(str(other), "tantivy")))
    shutil.copytree(file_of(folder, other, ".tantivy").with_suffix(".index"), index)
    (folder / "vienna.md").write_text(VIENNA, encoding="utf-8")
    assert quote(open_it(), "When did the siege of Vienna begin?") == VIENNA.strip()


def test_it_is_kept_in_memory_where_no_file_can_be(folder: Path, tmp_path: Path, told: list[str]) -> None:
    (tmp_path / "cache").write_text("no folder", encoding="utf-8")
    historian = Historian(
        Settings(folder, library=LibrarySettings(str(tmp_path / "cache"), "tantivy")), tell=told.append
    )
    (folder / "prague.md").write_text("The spring of Prague began in January 1968.\n", encoding="utf-8")
    historian.reload()
    assert quote(historian, "When did the spring of Prague begin?") == "The spring of Prague began in January 1968."
    assert [line.partition(" in ")[0] for line in told] == ["no library can be kept"]


def test_a_question_sees_one_generation(open_it: Callable[[], Historian], folder: Path) -> None:
    before, after = open_it(), open_it()
    (folder / "vienna.md").write_text("Vienna was besieged in 1529.\n", encoding="utf-8")
    after.reload()
    assert quote(before, "When did the siege of Vienna begin?") == VIENNA.strip()
    assert quote(after, "When was Vienna besieged?") == "Vienna was besieged in 1529."


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no process can be killed so here")
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_process_killed_beside_its_commit_costs_nothing(
    open_it: Callable[[], Historian], folder: Path, tmp_path: Path, moment: str
) -> None:
    """Killed when the library has a generation that the index has not, and when both have it."""
    open_it()
    (folder / "vienna.md").write_text("Vienna was besieged in 1529.\n", encoding="utf-8")
    (folder / "prague.md").unlink()
    (folder / "linz.md").write_text("Linz was taken in 1741 by the Bavarians.\n", encoding="utf-8")
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "from histbot.engines import tantivy\n"
        "from histbot.historian import Historian; from histbot.settings import LibrarySettings, Settings\n"
        "follow = tantivy._follow\n"
        "def killed(*given):\n"
        f"    {'pass' if moment == 'before' else 'follow(*given)'}\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "tantivy._follow = killed\n"
        "Historian(Settings(Path(sys.argv[1]), library=LibrarySettings(sys.argv[2], 'tantivy')))\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(folder), str(tmp_path / "cache")], check=False)
    assert done.returncode == -signal.SIGKILL
    historian = open_it()
    assert quote(historian, "When was Linz taken?") == "Linz was taken in 1741 by the Bavarians."
    assert quote(historian, "When was Vienna besieged?") == "Vienna was besieged in 1529."
    assert "Prague" not in quote(historian, "When did the defenestration of Prague take place?")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no process can be killed so here")
def test_killed_at_any_moment_while_it_writes(open_it: Callable[[], Historian], folder: Path, tmp_path: Path) -> None:
    """Kill writers after longer and longer, and compare what the index holds with the library each time."""
    code = (
        "import sys; from pathlib import Path\n"
        "from histbot.historian import Historian; from histbot.settings import LibrarySettings, Settings\n"
        "historian = Historian(Settings(Path(sys.argv[1]), library=LibrarySettings(sys.argv[2], 'tantivy')))\n"
        "print('open', flush=True)\n"
        "for number in range(1_000):\n"
        "    (Path(sys.argv[1]) / 'vienna.md').write_text(f'Vienna was besieged {number} times in 1529.')\n"
        "    historian.reload()\n"
    )
    for wait in (0.03, 0.2):
        process = subprocess.Popen(
            [sys.executable, "-c", code, str(folder), str(tmp_path / "cache")], stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(wait)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        said = (folder / "vienna.md").read_text(encoding="utf-8").strip()
        historian = open_it()
        if said:  # it may have been killed while it wrote the article
            assert quote(historian, "When was Vienna besieged?") == said
        assert quote(historian, "When was the defenestration of Prague?") == PRAGUE.strip()
