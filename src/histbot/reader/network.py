"""The reader's network, forward only: a small BERT with a head that scores a pair, in numpy.

Written in numpy because that is what the ranking needs anyway: onnxruntime brings 78 MB and 0.1 s at the start, and
where the processor has no instructions for them, 8-bit products gained it little (`docs/MEASURED.md`). The pairs'
tokens lie in one matrix without padding; only attention looks at one pair at a time.

Shapes: `tokens` are the tokens of all pairs together, `width` is 384, `heads` 12 of 32.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Array = np.ndarray[Any, np.dtype[Any]]

_HEADS = 12
_TINY = np.float32(1e-12)  # BERT's, in its layer norms
_ROWS = 64  # of the widest matrix at a time: they stay in the processor's cache
_CUBIC = np.float32(0.044715)
_MOST = np.float32(80)  # more would be beyond a float, and is 0 all the same
_SLOPE = np.float32(-2 * math.sqrt(2 / math.pi))


@dataclass(frozen=True, slots=True)
class Pair:
    """A question with a sentence, as numbers."""

    ids: Sequence[int]
    """The pieces: the question's with their marks, then the sentence's with its mark."""
    question: int
    """How many of them are the question's."""


class Network:
    """Scores pairs of a question and a sentence; the same pairs give the same scores."""

    def __init__(self, weights: Mapping[str, Array]) -> None:
        """Take the weights as `weights.py` unpacks them."""
        self._w = weights
        self._layers = [
            {name.split(".", 1)[1]: value for name, value in weights.items() if name.startswith(f"{number}.")}
            for number in range(int(weights["layers"]))
        ]

    def scores(self, pairs: Sequence[Pair]) -> list[float]:
        """Give the score of each pair: above 0 where the sentence is likelier to answer than not."""
        ends = np.cumsum([len(pair.ids) for pair in pairs]).tolist()
        spans = list(zip([0, *ends[:-1]], ends, strict=True))
        x = self._embedded(pairs)
        for layer in self._layers:
            x = _layer(layer, x, spans)
        found: list[float] = []
        for pair, (start, end) in zip(pairs, spans, strict=True):
            found.append(self._head(x[start : start + pair.question], x[start + pair.question : end], x[start:end]))
        return found

    def _embedded(self, pairs: Sequence[Pair]) -> Array:
        w = self._w
        ids = np.concatenate([np.asarray(pair.ids) for pair in pairs])
        places = np.concatenate([np.arange(len(pair.ids)) for pair in pairs])
        types = np.concatenate([np.arange(len(pair.ids)) >= pair.question for pair in pairs]).astype(np.intp)
        words = w["words"][ids].astype(np.float32) * w["words.scale"][ids, None]
        return _normed(words + w["places"][places] + w["types"][types], w["norm.g"], w["norm.b"])

    def _head(self, question: Array, sentence: Array, both: Array) -> float:
        w = self._w
        u, v = (_unit(part.mean(0)) for part in (question, sentence))
        alike = u * v
        hidden = np.tanh(
            np.concatenate([both.mean(0), alike * np.float32(math.sqrt(len(u)))]) @ w["hidden.w"] + w["hidden.b"]
        )
        return float((hidden @ w["out.w"] + w["out.b"])[0] + w["cosine"][0] * alike.sum())


def _layer(w: Mapping[str, Array], x: Array, spans: Sequence[tuple[int, int]]) -> Array:
    attended = _attended(x @ w["qkv.w"] + w["qkv.b"], spans)
    x = _normed(x + attended @ w["o.w"] + w["o.b"], w["n1.g"], w["n1.b"])
    fed = np.empty_like(x)
    for start in range(0, len(x), _ROWS):
        rows = slice(start, start + _ROWS)
        fed[rows] = _gelu(x[rows] @ w["f1.w"] + w["f1.b"]) @ w["f2.w"]
    return _normed(x + fed + w["f2.b"], w["n2.g"], w["n2.b"])


def _attended(qkv: Array, spans: Sequence[tuple[int, int]]) -> Array:
    width = qkv.shape[1] // 3
    each = width // _HEADS
    out = np.empty((len(qkv), width), np.float32)
    for start, end in spans:
        q, k, v = qkv[start:end].reshape(end - start, 3, _HEADS, each).transpose(1, 2, 0, 3)
        weights = q @ k.transpose(0, 2, 1)
        weights *= np.float32(1 / math.sqrt(each))
        weights -= weights.max(-1, keepdims=True)
        np.exp(weights, out=weights)
        weights /= weights.sum(-1, keepdims=True)
        out[start:end] = (weights @ v).transpose(1, 0, 2).reshape(end - start, width)
    return out


def _gelu(x: Array) -> Array:
    """Compute GELU by its tanh form (Hendrycks and Gimpel 2016), written with one exponential."""
    inner: Array = x * x
    inner *= _CUBIC * _SLOPE
    inner += _SLOPE
    inner *= x
    np.minimum(inner, _MOST, out=inner)
    np.exp(inner, out=inner)
    inner += 1
    np.divide(x, inner, out=inner)
    return inner


def _normed(x: Array, gain: Array, bias: Array) -> Array:
    x -= x.mean(-1, keepdims=True)
    x *= 1 / np.sqrt(np.einsum("ij,ij->i", x, x)[:, None] / x.shape[1] + _TINY)
    x *= gain
    x += bias
    return x


def _unit(x: Array) -> Array:
    length: Array = x / np.sqrt((x * x).sum() + np.float32(1e-6))
    return length
