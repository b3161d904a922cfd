"""A file is believed to be unchanged only where its times can tell."""

from __future__ import annotations

import pytest

from histbot.library.updating.scan import settled

SECOND = 1_000_000_000
LOOK = f"120-{100 * SECOND}-{101 * SECOND}-7"  # size, modified, changed, inode


@pytest.mark.parametrize(
    ("now", "believed"),
    [(200 * SECOND, LOOK), (102 * SECOND, ""), (101 * SECOND, ""), (50 * SECOND, "")],
    ids=["long ago", "a second ago", "this moment", "the clock was set back"],
)
def test_times_are_believed_once_they_are_past(now: int, believed: str) -> None:
    assert settled(LOOK, LOOK, now) == believed


@pytest.mark.parametrize(("before", "after"), [("", LOOK), (LOOK, ""), (LOOK, LOOK.replace("120", "121"))])
def test_a_file_that_changed_or_went_while_it_was_read_tells_nothing(before: str, after: str) -> None:
    assert not settled(before, after, 200 * SECOND)
