"""Text made inert for Discord, and cut to its limits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from histbot.discord_bot.shown.text import clip, escape, length


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**bold** _it_ `code`", r"\*\*bold\*\* \_it\_ \`code\`"),
        ("||spoiler||", r"\|\|spoiler\|\|"),
        ("@everyone", "@\u200beveryone"),
        ("<@123> <#4> <:x:5>", "\\<@\u200b123\\> \\<\\#4\\> \\<\\:x\\:5\\>"),
        ("a\u202eb", "ab"),
        ("[a](http://b.c)", "\\[a\\]\\(http\\:/\u200b/b.c\\)"),
        ("discord.gg/abc", "discord.\u200bgg/abc"),
    ],
)
def test_nothing_formats_pings_or_links(text: str, shown: str) -> None:
    assert escape(text) == shown


@given(st.text(), st.integers(1, 50))
def test_a_cut_keeps_within_the_limit(text: str, limit: int) -> None:
    cut = clip(text, limit)
    assert length(cut) <= limit or length(text) <= limit
    assert cut == text or cut.endswith("…")


def test_a_cut_never_splits_an_escape() -> None:
    assert clip(escape("ab*cd"), 4) == "ab…"
