"""What is read comes back as it was, and what is damaged does not come back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from histbot.errors import BrokenLibraryError
from histbot.library.tables.codec import pack, seal, unpack, unseal
from histbot.library.tables.records import counted, read_counts, write_counts

if TYPE_CHECKING:
    from histbot.historian import Historian

PLAIN = st.none() | st.integers(-(2**60), 2**60) | st.text() | st.binary() | st.floats(allow_nan=False)


@settings(max_examples=40)
@given(st.recursive(PLAIN, lambda each: st.lists(each).map(tuple) | st.dictionaries(st.text(), each), max_leaves=8))
def test_plain_values_come_back(value: object) -> None:
    assert unpack(pack(value)) == value


def test_passages_and_events_come_back(historian: Historian) -> None:
    article = historian.knowledge.article(historian.knowledge.slugs[0])
    for value in (tuple(article.passages), historian.timeline().events):
        assert unpack(pack(value)) == value


def test_a_class_that_nobody_named_is_refused() -> None:
    @dataclass
    class Stranger:
        name: str

    with pytest.raises(TypeError, match="Stranger can't be stored"):
        pack(Stranger("x"))


@given(st.binary(min_size=1), st.data())
def test_a_changed_byte_is_found_out(content: bytes, data: st.DataObject) -> None:
    sealed = bytearray(seal(content))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(BrokenLibraryError):
        unseal(bytes(sealed))


@given(st.dictionaries(st.text("ab0", min_size=1), st.integers(1, 10**6)), st.text("ab0", min_size=1))
def test_counts_are_found_as_they_were_written(holding: dict[str, int], other: str) -> None:
    written = write_counts(holding)
    assert read_counts(written) == holding
    assert counted(other, written) == holding.get(other, 0)
