"""Work in processes of our own: in order, errors and all, and nobody left behind."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from histbot.library.updating.workers import spread

if TYPE_CHECKING:
    from pathlib import Path


def test_results_come_in_order() -> None:
    assert list(spread(len, ["a" * size for size in range(20)], processes=2)) == list(range(20))


def test_an_error_is_raised_where_the_result_is_waited_for() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        list(spread(int, ["1", "two", "3"], processes=2))
    assert multiprocessing.active_children() == []


def test_whoever_stops_listening_leaves_no_process_behind() -> None:
    results = spread(len, ["a"] * 50, processes=2)
    next(results)
    results.close()
    assert multiprocessing.active_children() == []


def test_few_pieces_need_no_other_process() -> None:
    assert list(spread(lambda piece: piece + 1, [1, 2])) == [2, 3]


def test_a_script_without_a_main_guard_is_not_run_again(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from histbot.library.updating.workers import spread\n"
        "print('begun', flush=True)\n"
        "print(list(spread(len, ['a', 'bb'], processes=2)))\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, encoding="utf-8", check=False)
    assert (done.stdout, done.stderr) == ("begun\n[1, 2]\n", "")
