"""What is said where cards are forbidden: the same in words, cut where no link is cut."""

from __future__ import annotations

import re

import discord

from histbot.discord_bot.delivery.outgoing import Outgoing
from histbot.discord_bot.shown.text import length


def test_a_long_list_in_words_is_cut_between_its_lines() -> None:
    line = "**16 May 1935** The treaty was signed.\n— [Some long title](https://example.org/wiki/Some_long_title#:~:text=a)"
    said = Outgoing(embeds=(discord.Embed(description="\n".join([line] * 30)),)).plain().content or ""
    assert length(said) <= 2000
    assert said.endswith("\n…")
    assert all(re.fullmatch(r"(\*\*16.*signed\.|— \[.*\]\(.*=a\)|…)", each) for each in said.split("\n"))


def test_a_single_long_line_is_cut_anywhere() -> None:
    said = Outgoing(embeds=(discord.Embed(description="x" * 3000),)).plain().content or ""
    assert 1900 < length(said) <= 2000
