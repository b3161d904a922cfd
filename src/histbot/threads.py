"""How many threads numpy takes: one, the thread that asks. To be said before numpy is loaded."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import MutableMapping

_BLAS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def one_core_a_question(environ: MutableMapping[str, str] = os.environ) -> None:
    """Let numpy multiply in the thread that asks for it, unless told otherwise; call it before numpy is loaded.

    Two questions are answered at once. With threads of numpy's own besides, which wait for each other in busy loops, a
    question over 909 articles took 0.65 s of processor instead of 0.14.
    """
    for name in _BLAS:
        environ.setdefault(name, "1")
