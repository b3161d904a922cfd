"""Where captions and bars go."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from histbot.timeline.chart.layout import spread

boxes = st.lists(st.tuples(st.floats(0, 1000), st.floats(1, 200)), min_size=1, max_size=25).map(sorted)


@given(boxes)
def test_boxes_never_overlap_and_stand_where_they_want_if_they_can(drawn: list[tuple[float, float]]) -> None:
    wanted, heights = [want for want, _ in drawn], [height for _, height in drawn]
    tops = spread(wanted, heights, 0, 10_000)
    for number in range(1, len(tops)):
        assert tops[number] >= tops[number - 1] + heights[number - 1] - 1e-6
    if all(after - before >= height for before, after, height in zip(wanted, wanted[1:], heights, strict=False)):
        assert tops == pytest.approx(wanted)
