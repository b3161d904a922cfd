"""Load the articles without the garbage collector's pauses.

Tens of thousands of passages are millions of objects. While they are made, Python's collector goes through all that
there are so far, again and again: half of the loading time, and up to a second each in which nobody is answered. None
of them is garbage, so it is switched off meanwhile, and passes over them afterwards.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T")


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
