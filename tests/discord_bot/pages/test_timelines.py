"""`/timeline` and `/onthisday`: dated statements with their sources, page by page, and what is wrong said privately."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from datetime import UTC, datetime
from threading import Event
from typing import TYPE_CHECKING

import discord
import pytest
from stage import ASKED, buttons, place, texts

from histbot.discord_bot.desk.failures import explain
from histbot.discord_bot.desk.question import Asked
from histbot.discord_bot.pages.pager import LONGEST_KEY
from histbot.discord_bot.pages.timelines import Wanted, _entries, day_wanted
from histbot.discord_bot.shown.text import escape, length
from histbot.errors import InputError, NoDateError
from histbot.historian import Historian
from histbot.settings import Settings
from histbot.storage import ServerSettings
from histbot.words import LANGUAGES, words

if TYPE_CHECKING:
    from pathlib import Path

    from simcord import Env

    from histbot.discord_bot.desk.desk import Desk


async def test_a_timeline_shows_dates_statements_and_sources(simcord_env: Env) -> None:
    channel, member = place(simcord_env)
    shown = (await member.slash(channel, "timeline", topic="Treaty of Alliance")).response
    assert "**16 May 1935**" in texts(shown)
    assert "](https://en.wikipedia.org/wiki/" in texts(shown)
    assert not shown.attachments


async def test_it_is_narrowed_by_dates_and_turned_by_its_owner_only(simcord_env: Env) -> None:
    channel, member = place(simcord_env)
    shown = (await member.slash(channel, "timeline", **{"from": "1930s", "to": "1946"})).response
    assert "page 1 of 2" in str(shown.embeds[0].footer.text)
    turned = (await member.click(shown, custom_id=buttons(shown)["▶"])).response
    assert "**1946**" in texts(turned)
    other = simcord_env.guild.add_member(simcord_env.create_user("other"))
    refused = await other.click(turned, custom_id=buttons(turned)["◀"])
    assert refused.ephemeral
    assert "Only who called this list up" in texts(refused.response)


async def test_what_is_typed_over_two_lines_is_turned_too(simcord_env: Env) -> None:
    channel, member = place(simcord_env)
    shown = (await member.slash(channel, "timeline", **{"from": "\t1930s\n"})).response
    turned = (await member.click(shown, custom_id=buttons(shown)["▶"])).response
    assert turned is not None
    assert "page 2" in str(turned.embeds[0].footer.text)


async def test_a_picture_comes_with_it(simcord_env: Env) -> None:
    channel, member = place(simcord_env)
    shown = (await member.slash(channel, "timeline", picture=True)).response
    assert [file.filename for file in shown.attachments] == ["timeline.png"]
    above, below = shown.embeds  # who asked for a picture sees it first
    assert (above.image.url is not None, above.description, below.title) == (True, None, None)


async def test_a_picture_is_described_and_says_what_it_leaves_out(simcord_env: Env, desk: Desk, tmp_path: Path) -> None:
    said = " ".join(f"In {year} the bridge of Prague was mended by its {year}th mason." for year in range(1400, 1465))
    (tmp_path / "bridge.md").write_text(said, encoding="utf-8")
    desk.historian = Historian(Settings(tmp_path))
    channel, member = place(simcord_env)
    shown = (await member.slash(channel, "timeline", picture=True)).response
    assert re.fullmatch(r"Timeline: a timeline \(14\d\d – 14\d\d\)", shown.attachments[0].description)
    assert "the 12 of 65 that matter most" in texts(shown)


async def test_a_day_is_named_in_the_servers_language(simcord_env: Env, desk: Desk) -> None:
    channel, member = place(simcord_env)
    desk.store.change(simcord_env.guild.id, ServerSettings(language="cs"))
    assert "9. května" in str((await member.slash(channel, "onthisday", date="9 May")).response.embeds[0].title)
    assert "K datu 1. ledna" in texts((await member.slash(channel, "onthisday", date="1 January")).response)


async def test_where_no_file_may_be_attached_it_comes_without_and_says_so(simcord_env: Env) -> None:
    guild = simcord_env.create_guild()
    forbidden = discord.PermissionOverwrite(attach_files=False)
    channel = guild.create_text_channel("history", overwrites={guild.default_role: forbidden})
    member = guild.add_member(simcord_env.create_user("asker"))
    shown = (await member.slash(channel, "timeline", picture=True)).response
    assert shown is not None
    assert not shown.attachments
    assert "there is no picture" in texts(shown)


async def test_a_day_of_the_year_is_shown(simcord_env: Env) -> None:
    channel, member = place(simcord_env)
    shown = (await member.slash(channel, "onthisday", date="May 9")).response
    assert str(shown.embeds[0].title).endswith("9 May")
    assert "**9 May 1945**" in texts(shown)


@pytest.mark.simcord(check_errors=False)
@pytest.mark.parametrize(
    ("command", "options", "said"),
    [
        ("timeline", {"from": "31 February 1939"}, "there is no such day"),
        ("timeline", {"from": "soon"}, "is no date"),
        ("timeline", {"article": "nowhere"}, "There is no article"),
        ("onthisday", {"date": "Mayday"}, "is no day of the year"),
    ],
)
async def test_what_is_wrong_is_said_privately(
    simcord_env: Env, command: str, options: dict[str, str], said: str
) -> None:
    channel, member = place(simcord_env)
    result = await member.slash(channel, command, **options)
    assert result.ephemeral
    assert said in texts(result.response)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("wrong", "said"), [("no_date", "1938"), ("no_year", "1939"), ("no_such_day", "9|28"), ("no_day", "9")]
)
def test_what_is_no_date_is_said_in_the_reader_s_language_with_an_example(language: str, wrong: str, said: str) -> None:
    told = explain(NoDateError(wrong, "so*on", "English, as in the log"), words(language))
    assert escape("so*on") in told
    assert re.search(said, told)
    assert "English" not in told


async def test_a_reversed_range_is_swapped_and_nothing_found_is_said(simcord_env: Env) -> None:
    channel, member = place(simcord_env)
    swapped = (await member.slash(channel, "timeline", **{"from": "1946", "to": "1938"})).response
    assert "wrong way round" in texts(swapped)
    nothing = (await member.slash(channel, "onthisday", date="1 January")).response
    assert "tell of no 1 January" in texts(nothing)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"topic": "zebra*"}, "No article holds a word of “zebra\\*”"),
        ({"topic": "treaty", "to": "1800"}, r"None of the \d dates found lies in this time \(… – 1800\)\. Leave"),
        ({"topic": "treaty of Versailles"}, r"date nothing on “treaty of Versailles”\. Nearest: \*\*Czechoslovakia"),
    ],
)
async def test_what_finds_nothing_offers_something_else(simcord_env: Env, options: dict[str, str], said: str) -> None:
    channel, member = place(simcord_env)
    shown = texts((await member.slash(channel, "timeline", **options)).response)
    assert said in shown or re.search(said, shown)


async def test_what_finds_nothing_says_so_in_the_servers_language(simcord_env: Env, desk: Desk) -> None:
    channel, member = place(simcord_env)
    desk.store.change(simcord_env.guild.id, ServerSettings(language="cs"))
    shown = (await member.slash(channel, "timeline", topic="zebra")).response
    assert "není v článcích ani slovo" in texts(shown)
    shown = (await member.slash(channel, "timeline", to="1800")).response
    assert "nalezených dat do této doby nespadá (… – 1800)" in texts(shown)


async def test_a_picture_too_large_to_attach_is_said_and_the_list_comes(
    simcord_env: Env, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel, member = place(simcord_env)
    small = property(lambda _: 1_000, lambda _, __: None)  # what Discord would tell with the command
    monkeypatch.setattr(discord.Interaction, "filesize_limit", small)
    shown = (await member.slash(channel, "timeline", picture=True)).response
    assert not shown.attachments
    assert "0.1 MB, more than may be attached here" in texts(shown)
    assert "**16 May 1935**" in texts(shown)


async def test_two_dates_for_one_event_stand_side_by_side(simcord_env: Env, desk: Desk, tmp_path: Path) -> None:
    said = "The siege of Kapitál by the Ottoman army was lifted by King John Sobieski on {} September 1683."
    for number, name in ((12, "one"), (13, "two")):
        (tmp_path / f"{name}.md").write_text(said.format(number), encoding="utf-8")
    desk.historian = Historian(Settings(tmp_path))
    channel, member = place(simcord_env)
    shown = texts((await member.slash(channel, "timeline")).response)
    assert "**12 September 1683**" in shown
    assert "**13 September 1683**" in shown


async def test_what_disagrees_is_shown_however_long_the_sources_are(
    simcord_env: Env, desk: Desk, tmp_path: Path
) -> None:
    said = (
        "On {} September 1683 the siege of *Kapitál* by the Ottoman army and its Hungarian, Moldavian and Wallachian"
        " allies, who had lain before its walls for weeks, was lifted by King John Sobieski of Poland."
    )
    for number, name in ((12, "one"), (13, "two")):
        front = f"---\ntitle: {name} {'(*)' * 40}\nurl: https://example.org/{'x' * 150}\n---\n"
        (tmp_path / f"{name}.md").write_text(front + said.format(number), encoding="utf-8")
    desk.historian = Historian(Settings(tmp_path))
    (event, *_) = desk.historian.timeline().events
    channel, member = place(simcord_env)
    shown = (await member.slash(channel, "timeline")).response
    assert event.conflicts
    assert texts(shown).count("≠ **") == 2
    assert "](https://example.org/" in texts(shown)


@pytest.mark.parametrize("room", [120, 300, 660, 4000])
def test_a_page_never_takes_more_than_its_room(desk: Desk, room: int) -> None:
    events = desk.historian.timeline().events[:6]
    worst = [replace(event, conflicts=events, sources=(event.citation,) * 9) for event in events]
    written = _entries(worst, room, words("ru"))
    assert len(written) == 6
    assert length("\n\n".join(written)) <= room


async def test_a_question_does_not_wait_for_a_timeline(desk: Desk) -> None:
    go_on = Event()
    readings = [asyncio.create_task(desk.read(go_on.wait, 30)) for _ in range(3)]
    await asyncio.sleep(0)  # so that they are under way before the question
    async with asyncio.timeout(5):
        answer, _ = await desk.ask(Asked(ASKED), None, 1)
    assert answer.answered
    assert not any(reading.done() for reading in readings)
    go_on.set()
    await asyncio.gather(*readings)


@pytest.mark.parametrize("topic", ["Prague", "a|b", "x" * 200])
def test_a_button_holds_or_remembers_what_was_wanted(desk: Desk, topic: str) -> None:
    wanted = Wanted(topic, "1938", picture="p")
    key = wanted.key(desk)
    assert len(key) <= LONGEST_KEY
    assert Wanted.of(key, desk) == Wanted(topic.replace("|", " "), "1938", picture="p")


def test_what_was_forgotten_is_no_list_any_more(desk: Desk) -> None:
    assert Wanted.of("#0123", desk) is None
    assert Wanted.of("garbled", desk) is None


def test_without_a_date_it_is_today_in_utc() -> None:
    assert day_wanted("", "", datetime(2026, 5, 9, 0, 30, tzinfo=UTC)).day == "9 May"
    with pytest.raises(InputError):
        day_wanted("31 June", "")
