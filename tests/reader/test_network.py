"""The network, forward."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from histbot.reader.network import Network, Pair, _gelu
from histbot.reader.weights import load

NETWORK = Network(load().arrays)
PAIRS = [
    Pair([101, *range(2000, 2000 + size), 102, *range(3000, 3000 + 2 * size), 102], size + 2) for size in (1, 9, 30)
]


def test_a_pair_scores_the_same_alone_and_among_others() -> None:
    together = NETWORK.scores(PAIRS)
    assert together == pytest.approx([NETWORK.scores([pair])[0] for pair in PAIRS], abs=1e-3)


def test_the_same_pairs_give_the_same_scores() -> None:
    assert NETWORK.scores(PAIRS) == NETWORK.scores(PAIRS)


def test_what_is_asked_and_what_is_said_are_told_apart() -> None:
    turned = Pair(PAIRS[1].ids, PAIRS[1].question + 3)
    assert NETWORK.scores([turned]) != NETWORK.scores([PAIRS[1]])


@given(st.floats(-200, 200, width=32))
def test_the_activation_is_gelu(x: float) -> None:
    expected = 0.5 * x * (1 + math.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
    assert _gelu(np.array([[x]], np.float32))[0, 0] == pytest.approx(expected, abs=1e-4, rel=1e-4)
