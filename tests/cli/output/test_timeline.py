"""`histbot timeline` and `histbot onthisday`: what comes out, and what bad input gets."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from histbot.cli.app import cli

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]


def test_the_timeline_lists_dates_with_their_sentences_and_places(run: Run) -> None:
    code, out, err = run("timeline")
    lines = out.splitlines()
    assert (code, err) == (0, "")
    assert lines[0].startswith("1934 ")
    assert "czechoslovakia-soviet-union-" in out
    assert "September 1944 – May 1945" in out


def test_json_has_what_the_design_promises(run: Run) -> None:
    code, out, _ = run("timeline", "--json")
    event = json.loads(out)["events"][1]
    assert code == 0
    assert event["date"] == "1935-05-16"
    assert event["date_words"] == "16 May 1935"
    assert event["date_text"]["text"] == "May 16, 1935"
    assert event["quote"]["text"].startswith("On May 16, 1935 the Czechoslovak-Soviet Treaty")
    assert set(event["citation"]) == {"article", "title", "section", "file", "line", "start", "end", "url", "license"}


def test_a_topic_and_two_dates_narrow_it(run: Run) -> None:
    code, out, _ = run("timeline", "Red", "Army", "--from", "1940", "--to", "May 1945", "--json")
    assert code == 0
    assert [event["date"] for event in json.loads(out)["events"]] == ["1944-09/1945-05", "1945-05-09"]


def test_a_topic_by_another_name_finds_the_same(run: Run) -> None:
    assert run("timeline", "USSR", "--json")[1] == run("timeline", "Soviet Union", "--json")[1]


def test_dates_the_wrong_way_round_are_swapped_and_said(run: Run) -> None:
    code, out, err = run("timeline", "--from", "1945", "--to", "1944", "--json")
    assert code == 0
    assert err == "histbot: the dates were the wrong way round; shown is what lies between 1944 and 1945\n"
    assert len(json.loads(out)["events"]) == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["zebra"], "no dated event on 'zebra'; no article holds a word of it"),
        (["--to", "1900"], "none of the dates found (10) lies in 1900 or earlier"),
    ],
)
def test_a_timeline_without_events_says_why_and_exits_with_1(run: Run, arguments: list[str], said: str) -> None:
    assert run("timeline", *arguments) == (1, "", f"histbot: {said}\n")


def test_a_topic_that_nearly_matches_is_offered_what_is_near(run: Run) -> None:
    code, _, err = run("timeline", "treaty of Versailles")
    assert code == 1
    assert "nearest: Czechoslovakia–Soviet Union relations" in err


def test_an_article_without_dates_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bare.md").write_text("Nothing in here says when it was.\n", encoding="utf-8")
    assert run("timeline", "--knowledge", "bare.md") == (1, "", "histbot: the article gives no dates\n")


@pytest.mark.parametrize("typed", ["31 February 1940", "May 45", "someday"])
def test_what_is_no_date_exits_with_2_and_examples(run: Run, typed: str) -> None:
    code, out, err = run("timeline", "--from", typed)
    assert (code, out) == (2, "")
    assert "write for example 1938" in err


def test_an_unknown_article_exits_with_2(run: Run) -> None:
    code, _, err = run("timeline", "--article", "nowhere")
    assert code == 2
    assert "there is no article 'nowhere'" in err


@pytest.mark.parametrize(
    ("kind", "begins"),
    [
        ("csv", b"\xef\xbb\xbf"),
        ("ics", b"BEGIN:VCALENDAR"),
        ("timelinejs", b"{"),
        ("html", b"<!"),
        ("png", b"\x89PNG"),
    ],
)
def test_every_kind_of_file_is_written(run: Run, tmp_path: Path, kind: str, begins: bytes) -> None:
    code, out, err = run("timeline", f"--{kind}", f"out.{kind}")
    assert (code, out) == (0, "")
    assert err == f"histbot: wrote out.{kind}\n"
    assert (tmp_path / f"out.{kind}").read_bytes().startswith(begins)


def test_a_file_that_cannot_be_written_exits_with_2_and_leaves_nothing(run: Run, tmp_path: Path) -> None:
    code, _, err = run("timeline", "--csv", "no/such/folder.csv")
    assert code == 2
    assert "can't be written" in err
    assert list(tmp_path.iterdir()) == []


def test_no_file_is_written_where_there_are_no_events(run: Run, tmp_path: Path) -> None:
    assert run("timeline", "zebra", "--csv", "out.csv")[0] == 1
    assert list(tmp_path.iterdir()) == []


def test_a_day_of_the_year_finds_what_happened_in_any_year(run: Run) -> None:
    code, out, _ = run("onthisday", "9", "May")
    assert code == 0
    assert out.startswith("9 May 1945 ")


def test_a_day_without_events_says_so_and_exits_with_1(run: Run) -> None:
    assert run("onthisday", "29 February") == (1, "", "histbot: the articles tell of no 29 February\n")


def test_a_day_that_is_none_exits_with_2_and_examples(run: Run) -> None:
    code, _, err = run("onthisday", "31", "April")
    assert code == 2
    assert "write for example 9 May" in err


def test_without_a_date_it_is_today(capsys: pytest.CaptureFixture[str]) -> None:
    cli(["onthisday"], standalone_mode=False, obj={"today": dt.date(2026, 5, 16)})
    assert capsys.readouterr().out.startswith("16 May 1935 ")


def test_articles_that_disagree_stand_side_by_side(run: Run, tmp_path: Path) -> None:
    text = "The treaty of alliance between both states was signed in Prague on {}.\n"
    (tmp_path / "one.md").write_text(text.format("16 May 1935"), encoding="utf-8")
    (tmp_path / "two.md").write_text(text.format("17 May 1935"), encoding="utf-8")
    _, out, _ = run("timeline", "--knowledge", ".")
    assert "but 17 May 1935: The treaty" in " ".join(out.split())


def test_why_says_what_speaks_for_each_event(run: Run) -> None:
    said = " ".join(run("timeline", "Treaty of Alliance", "--why")[1].split())
    first = "3.6: its clause names it +2.6, known to the day +1.0"
    last = "-0.5: its sentence names it +1.5, known to the season +0.5, its sentence was shown already -2.5"
    assert said.index(first) < said.index(last)
    assert " names it +" not in run("timeline", "Treaty of Alliance")[1]
