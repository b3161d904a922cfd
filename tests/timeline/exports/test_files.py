"""Whole or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from histbot.errors import OutputError
from histbot.timeline.exports import write_file

if TYPE_CHECKING:
    from pathlib import Path


def test_text_is_written_as_utf_8_with_its_line_ends(tmp_path: Path) -> None:
    write_file(tmp_path / "a.csv", "Kramář\r\n")
    assert (tmp_path / "a.csv").read_bytes() == "Kramář\r\n".encode()


def test_a_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(b"old")
    write_file(file, b"new")
    assert file.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("name", ["none/a.csv", ".", "a\0b"])
def test_a_file_that_cannot_be_written_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError, match=r"can't be written: .*; name another file"):
        write_file(tmp_path / name, "x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes and few links")
def test_a_link_stays_a_link_and_a_mode_a_mode(tmp_path: Path) -> None:
    file, link = tmp_path / "a.csv", tmp_path / "link.csv"
    file.write_text("old")
    file.chmod(0o600)
    link.symlink_to(file)
    write_file(link, "new")
    assert link.is_symlink()
    assert (file.read_text(), file.stat().st_mode & 0o777) == ("new", 0o600)


@pytest.mark.skipif(os.name == "nt", reason="named pipes are another thing on Windows")
def test_what_is_no_file_is_written_into(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_file(pipe, "through")
        assert os.read(reader, 100) == b"through"
    finally:
        os.close(reader)
    assert pipe.is_fifo()
