"""`--language`: dates, notes and verdicts in the reader's language, and what an unknown one gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from histbot.errors import NoDateError

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., tuple[int, str, str]]


def test_dates_and_notes_are_said_in_the_language_asked_for(run: Run) -> None:
    _, out, _ = run("timeline", "--language", "de")
    assert "16. Mai 1935 " in out
    assert run("--language", "cs_CZ", "timeline", "zebra")[2].startswith("histbot: žádná datovaná událost")
    assert run("onthisday", "29 лютого", "--language", "uk") == (
        1,
        "",
        "histbot: про 29 лютого статті нічого не кажуть\n",
    )


def test_an_answer_s_verdict_is_said_in_it(run: Run) -> None:
    assert "Das beantworten die Artikel nicht" in run("ask", "--language", "de", "Who won the World Cup?")[1]
    assert "The articles don't answer that" in run("ask", "Who won the World Cup?")[1]


def test_an_unknown_language_names_those_there_are(run: Run) -> None:
    code, _, err = run("timeline", "--language", "ukr")
    assert code == 2
    assert "cs, de, en, pl, ru, sk, uk" in err
    assert "did you mean 'uk'?" in err


def test_what_is_no_date_is_said_in_the_language_spoken() -> None:
    from histbot.cli.tongue import _SPOKEN, explained

    error = NoDateError("no_day", "blah", "'blah' is no day of the year")
    token = _SPOKEN.set("en")  # a command line that ran before in this process has spoken another
    try:
        assert explained(error).startswith("'blah' is no day of the year")
        _SPOKEN.set("cs")
        assert explained(error) == "„blah“ není den v roce; napište například 9. května."
    finally:
        _SPOKEN.reset(token)
