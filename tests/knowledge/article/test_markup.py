"""Markup out, every character with its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from histbot.knowledge import plain, plain_with_offsets


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a **bold** and _leaning_ word", "a bold and leaning word"),
        ("see [the war](https://example.org/a_(b)) there", "see the war there"),
        ("it ended.[12] Then[^1]", "it ended. Then"),
        ("before<!-- a secret --> after", "before after"),
        ("an ![image](x.png) here", "an here"),
        ("`code` and \\*star\\*", "code and *star*"),
        ("fish &amp; chips<br/>now", "fish & chips now"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        ("> quoted\n> on", "quoted on"),
        ("as [sic] said", "as [sic] said"),
        ("[[Orlen|the duke]] of [[Tarn]] ![[map.png]]", "the duke of Tarn"),
        ("==in Krum== %%check%% ^f3a1", "in Krum"),
        ("in ~~1199~~ 1204", "in 1204"),
        ("fell.<sup>1</sup> 12 km<sup>2</sup>", "fell. 12 km2"),
        ("'''Orlen''' {{lang|de|Reich}}{{cite|x}}", "Orlen Reich"),
        ("Cis-\ntercian", "Cistercian"),
        ("[born:: 1380], died:: 1431", "born: 1380, died: 1431"),
        ("Krum {#krum} {13}[Pg 12][Illustration: X]", "Krum"),
        ("{{start date|1564|10|20|df=y}}", "1564-10-20"),
        ("{{Birth date and age|df=yes|1950|1|2}}", "1950-1-2"),
        ("\x1b[31mred\x1b[0m\u202e", "red"),
    ],
)
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


@given(st.text(alphabet="ab *_[]()`<>!&;\\\n1", max_size=60))
def test_offsets_rise_and_point_into_the_text(text: str) -> None:
    offsets = [offset for _, offset in plain_with_offsets(text)]
    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)
    assert "".join(char for char, _ in plain_with_offsets(text)) == plain(text)
