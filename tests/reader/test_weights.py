"""The weights' file: used only if it is whole and ours."""

from __future__ import annotations

import json
import logging
import shutil
from pathlib import Path

import numpy as np
import pytest

from histbot.errors import ReaderError
from histbot.reader import load_reader, weights
from histbot.reader.weights import FOLDER, load


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Give a copy of the weights' folder."""
    return Path(shutil.copytree(FOLDER, tmp_path / "data"))


def test_matrices_are_unpacked_but_for_the_words() -> None:
    arrays = load().arrays
    assert arrays["0.qkv.w"].dtype == np.float32
    assert arrays["words"].dtype == np.int8


def test_a_missing_file_is_said(copy: Path) -> None:
    (copy / "reader.npz").unlink()
    with pytest.raises(ReaderError, match="can't be read"):
        load(copy)


def test_a_file_that_was_cut_is_said(copy: Path) -> None:
    file = copy / "reader.npz"
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(ReaderError, match="digest differs"):
        load(copy)


def test_another_version_is_said(copy: Path) -> None:
    file = copy / "reader.json"
    file.write_text(json.dumps(json.loads(file.read_text(encoding="utf-8")) | {"format": 2}), encoding="utf-8")
    with pytest.raises(ReaderError, match="format 2, not 1"):
        load(copy)


def test_the_licence_and_the_origin_lie_beside_them() -> None:
    card = json.loads((FOLDER / "reader.json").read_text(encoding="utf-8"))
    assert card["license"] == "Apache-2.0"
    assert "Apache License" in (FOLDER / "LICENSE").read_text(encoding="utf-8")


def test_without_weights_there_is_no_reader_and_a_line_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(weights.load, "__defaults__", (tmp_path,))
    with caplog.at_level(logging.WARNING):
        assert load_reader.__wrapped__() is None
    assert "answering without the reader" in caplog.text
