"""Pack trained weights for histbot: 8-bit matrices with a scale a column, the vocabulary, and a card with the digest.

    python training/export.py TRAINED.pkl BASE_FOLDER [--to src/histbot/reader/data]

`BASE_FOLDER` holds all-MiniLM-L6-v2's `model.safetensors` and `vocab.txt`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
from pathlib import Path
from typing import Any

import numpy as np
from base import read_safetensors

FORMAT = 1
PLACES = 96  # the longest pair


def flat(trained: dict[str, Any]) -> dict[str, np.ndarray[Any, Any]]:
    """Name every trained array, such as `0.qkv.w` and `hidden.b`."""
    arrays = {"types": trained["types"], "norm.g": trained["norm"]["g"], "norm.b": trained["norm"]["b"],
              "cosine": trained["cos"], "layers": np.array(len(trained["layers"]))}  # fmt: skip
    for part in ("hidden", "out"):
        arrays |= {f"{part}.{name}": value for name, value in trained[part].items()}
    for number, layer in enumerate(trained["layers"]):
        arrays |= {f"{number}.{part}.{name}": value for part, each in layer.items() for name, value in each.items()}
    return {name: np.asarray(value) for name, value in arrays.items()}


def packed(arrays: dict[str, np.ndarray[Any, Any]]) -> dict[str, np.ndarray[Any, Any]]:
    """Write large matrices as 8-bit integers, each column (each row of `words`) with its scale."""
    out: dict[str, np.ndarray[Any, Any]] = {}
    for name, value in arrays.items():
        if value.ndim < 2 or value.size < 10_000:  # noqa: PLR2004
            out[name] = value if value.ndim == 0 else value.astype(np.float32)
        elif name == "places":
            out[name] = value.astype(np.float16)
        else:
            axis = 1 if name == "words" else 0
            scale = np.abs(value).max(axis) / 127 + 1e-12
            out[name] = np.rint(value / np.expand_dims(scale, axis)).astype(np.int8)
            out[f"{name}.scale"] = scale.astype(np.float32)
    return out


def main() -> None:
    """Write the three files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trained", type=Path)
    parser.add_argument("base", type=Path)
    parser.add_argument("--to", type=Path, default=Path("src/histbot/reader/data"))
    args = parser.parse_args()
    base = read_safetensors(args.base / "model.safetensors")
    arrays = flat(pickle.loads(args.trained.read_bytes()))  # our own trainer wrote it
    arrays["words"] = base["embeddings.word_embeddings.weight"]
    arrays["places"] = base["embeddings.position_embeddings.weight"][:PLACES]
    args.to.mkdir(parents=True, exist_ok=True)
    np.savez(args.to / "reader.npz", **packed(arrays))
    raw = (args.to / "reader.npz").read_bytes()
    (args.to / "vocabulary.txt").write_text(
        (args.base / "vocab.txt").read_text(encoding="utf-8").rstrip("\n"), encoding="utf-8", newline="\n"
    )
    card = {
        "format": FORMAT,
        "sha256": hashlib.sha256(raw).hexdigest(),
        "origin": "four layers of sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), trained by training/train.py",
        "license": "Apache-2.0",
    }
    (args.to / "reader.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8", newline="\n")
    print(f"{len(raw) / 1e6:.1f} MB, sha256 {card['sha256'][:12]}…")


if __name__ == "__main__":
    main()
