"""Numpy takes one thread, unless told otherwise."""

from __future__ import annotations

from histbot.threads import one_core_a_question


def test_numpy_takes_one_thread_unless_told_otherwise() -> None:
    told = {"OPENBLAS_NUM_THREADS": "4"}
    one_core_a_question(told)
    assert told["OPENBLAS_NUM_THREADS"] == "4"
    assert told["MKL_NUM_THREADS"] == "1"
