"""A library that another process keeps: taken as it stands, whatever the folder holds; nothing of it is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from histbot.errors import BrokenLibraryError, KnowledgeError
from histbot.library import Library, SharedLibrary

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "siege.md").write_text("The siege of Vienna began in 1683.", encoding="utf-8")
    return folder


def test_what_another_process_has_read_is_taken(folder: Path, tmp_path: Path) -> None:
    kept = Library(folder, tmp_path, print)
    shared = SharedLibrary(folder, tmp_path, print)
    first = kept.current()
    assert shared.current().token == first.token
    (folder / "war.md").write_text("The war began in 1701.", encoding="utf-8")
    assert shared.current().knowledge.slugs == ("siege",)
    second = kept.current()
    assert second.token != first.token
    assert shared.current().token == second.token
    assert shared.current().knowledge.slugs == ("siege", "war")


def test_a_folder_that_is_gone_does_not_matter(folder: Path, tmp_path: Path) -> None:
    Library(folder, tmp_path, print).current()
    (folder / "siege.md").unlink()
    folder.rmdir()
    assert SharedLibrary(folder, tmp_path, print).current().knowledge.slugs == ("siege",)


def test_what_nobody_has_read_is_not_read(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="has not been read"):
        SharedLibrary(folder, tmp_path, print).current()


def test_what_is_damaged_is_left_to_who_keeps_it(folder: Path, tmp_path: Path) -> None:
    kept = Library(folder, tmp_path, print)
    kept.current()
    file = kept.file
    assert file is not None
    for suffix in ("-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)
    file.write_bytes(b"x" * 5000)
    with pytest.raises(BrokenLibraryError):
        SharedLibrary(folder, tmp_path, print).current()
    assert file.read_bytes() == b"x" * 5000
