"""The reader's weights: one file beside its licence, checked against its digest before it is used.

Matrices are kept as 8-bit integers with a scale for each column (each row for the words' vectors): 19 MB instead of 75.
They are unpacked to 32-bit floats once, but for the words' vectors, of which a question needs a few hundred rows.
"""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from histbot.errors import ReaderError

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

FOLDER = Path(__file__).with_name("data")
FORMAT = 1
_WORDS = "words"  # stay as they are


@dataclass(frozen=True, slots=True)
class Trained:
    """What training left."""

    arrays: dict[str, Array]
    """The weights, by name."""
    pieces: tuple[str, ...]
    """The vocabulary."""


def load(folder: Path = FOLDER) -> Trained:
    """Read the weights; raises `ReaderError` for a file that is missing, cut, or of another version."""
    try:
        card = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
        raw = (folder / "reader.npz").read_bytes()
        pieces = (folder / "vocabulary.txt").read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise ReaderError(f"the reader's weights can't be read: {error}") from None
    if card.get("format") != FORMAT:
        raise ReaderError(
            f"{folder / 'reader.json'}: format {card.get('format')!r}, not {FORMAT}; install histbot again"
        )
    if hashlib.sha256(raw).hexdigest() != card.get("sha256"):
        raise ReaderError(
            f"{folder / 'reader.npz'} is not the file that histbot ships (its digest differs); install it again"
        )
    return Trained(_unpacked(raw), tuple(pieces.split("\n")))


def _unpacked(raw: bytes) -> dict[str, Array]:
    import numpy as np

    with np.load(io.BytesIO(raw)) as packed:
        arrays = {name: packed[name] for name in packed.files}
    scales = {name: arrays.pop(f"{name}.scale") for name in list(arrays) if f"{name}.scale" in arrays}
    for name, scale in scales.items():
        if name == _WORDS:
            arrays[f"{name}.scale"] = scale.astype(np.float32)
        else:
            arrays[name] = arrays[name].astype(np.float32) * scale.astype(np.float32)
    return {name: value.astype(np.float32) if value.dtype == np.float16 else value for name, value in arrays.items()}
