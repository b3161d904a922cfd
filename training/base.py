"""Read the base's weights: the safetensors format is a JSON head and raw bytes."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path


def read_safetensors(file: Path) -> dict[str, np.ndarray[Any, Any]]:
    """Give the 32-bit arrays of a safetensors file, by name."""
    raw = file.read_bytes()
    (size,) = struct.unpack("<Q", raw[:8])
    head = json.loads(raw[8 : 8 + size])
    arrays = {}
    for name, each in head.items():
        if each.get("dtype") == "F32":
            start, end = each["data_offsets"]
            arrays[name] = np.frombuffer(raw[8 + size + start : 8 + size + end], np.float32).reshape(each["shape"])
    return arrays
