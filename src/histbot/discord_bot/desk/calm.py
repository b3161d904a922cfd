"""Load the articles without the garbage collector's pauses; answer on one core a question.

Tens of thousands of passages are millions of objects. While they are made, Python's collector goes through all that
there are so far, again and again: half of the loading time, and up to a second each in which nobody is answered. None
of them is garbage, so it is switched off meanwhile, and passes over them afterwards.
"""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping

_T = TypeVar("_T")
_BLAS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def one_core_a_question(environ: MutableMapping[str, str] = os.environ) -> None:
    """Let numpy multiply in the thread that asks for it, unless told otherwise; call it before numpy is loaded.

    Two questions are answered at once. With threads of numpy's own besides, which wait for each other in busy loops, a
    question over 909 articles took 0.65 s of processor instead of 0.14.
    """
    for name in _BLAS:
        environ.setdefault(name, "1")


def calmly(load: Callable[[], _T]) -> _T:
    """Do `load`; what was loaded so before it, and is in no use any more, is freed at its end."""
    again = gc.get_freeze_count() > 0
    gc.disable()
    try:
        return load()
    finally:
        gc.enable()
        if again:
            gc.unfreeze()
            gc.collect()
        gc.freeze()
