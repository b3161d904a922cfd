"""The command line: what is typed, what comes out, and the exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from histbot import __version__
from histbot.cli.app import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., tuple[int, str, str]]

ASKED = "When was the Treaty of Alliance signed?"
UNKNOWN = "Who won the 1998 World Cup?"


def test_an_answer_shows_the_quote_in_its_passage_and_where_it_stands(run: Run) -> None:
    code, out, err = run("ask", ASKED)
    assert (code, err) == (0, "")
    assert "»On *May 16, 1935* the Czechoslovak-Soviet Treaty" in " ".join(out.split())
    assert "czechoslovakia-soviet-union-relations.md:14" in out
    assert "#:~:text=On%20May%2016" in out


def test_no_answer_shows_the_nearest_and_exits_1(run: Run) -> None:
    code, out, _ = run("ask", "Who commanded the fleet of the Soviet Union at Vladivostok?")
    assert code == 1
    assert "don't answer that. Nearest:" in out


def test_json_is_one_line(run: Run) -> None:
    code, out, _ = run("--json", "ask", UNKNOWN)
    assert code == 1
    assert json.loads(out)["answered"] is False


def test_why_shows_the_evidence(run: Run) -> None:
    _, out, _ = run("ask", "--why", "When did the USSR recognise the resistance in London?")
    assert "USSR: also" in out
    assert "sentence_coverage" in out


def test_a_question_comes_from_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{ASKED}\n"))
    code, out, _ = run("ask", "-", "--json")
    assert (code, json.loads(out)["question"]) == (0, ASKED)


@pytest.mark.parametrize("question", ["", "?!", "🙂", "a" * 2000, "\u202eargarp", "**@everyone** ||`x`||"])
def test_any_question_is_taken(run: Run, question: str) -> None:
    code, _, err = run("ask", question)
    assert (code, err) == (1, "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ask",), "ask something"),
        (("aks", "x"), "there is no command 'aks' (did you mean 'ask'?); see `histbot -h`"),
        ((ASKED,), f'to ask a question, write: histbot ask "{ASKED}"'),
        (("ask", "--jsn", ASKED), "no such option '--jsn' (did you mean '--json'?); see `histbot ask -h`"),
        (("import", "x"), "missing option '--to'; see `histbot import -h`"),
        (("ask", "--article", "Czechoslovakia", ASKED), "(did you mean 'czechoslovakia-soviet-union-relations'?)"),
        (("ask", "--batch", "x.jsonl", ASKED), "give a question or --batch, not both"),
        (("evaluate", "--from-unanswered", "x.jsonl"), "takes neither a file nor"),
        (("bot", "--invite", "--health"), "not both"),
        (("bot", "--json"), "the bot's log is no JSON"),
        (("unanswered", "--json", "--csv"), "not both"),
        (("chat", "--article", "vienna"), "there is no article 'vienna'"),
        (("timeline", "--csv", "a", "--ics", "./a"), "a: both --csv and --ics would be written there"),
        (("timeline", "--html", "-", "--json"), "standard output: both --json and --html"),
        (("timeline", "--png", "war.jpg"), "war.jpg: --png writes PNG; name it war.png"),
        (("--knowledge", "nowhere", "ask", ASKED), "nowhere"),
        (("--config", "none.toml", "ask", ASKED), "none.toml"),
        (("ask", "--batch", "none.jsonl"), "none.jsonl: can't be read"),
    ],
)
def test_an_error_says_what_to_mend_and_exits_2(run: Run, arguments: tuple[str, ...], said: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert [line[:9] for line in err.splitlines()] == ["histbot: "]


@pytest.mark.parametrize("arguments", [("-V",), ("--version",), ("ask", "-V"), ("timeline", "--version")])
def test_every_command_says_its_version(run: Run, arguments: tuple[str, ...]) -> None:
    assert run(*arguments) == (0, f"histbot {__version__}\n", "")


def test_nothing_at_all_is_answered_with_help(run: Run) -> None:
    code, out, _ = run()
    assert (code, out.splitlines()[0]) == (0, "Usage: histbot [OPTIONS] COMMAND ...")


def test_health_is_told_as_json(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HISTBOT_STORAGE_PATH", str(tmp_path))
    code, out, _ = run("bot", "--health", "--json")
    assert (code, json.loads(out)["well"]) == (1, False)


def test_evidence_is_told_as_json(run: Run) -> None:
    _, out, _ = run("ask", "--why", "--json", "When did the USSR recognise the resistance in London?")
    assert "sentence_coverage" in [each["name"] for each in json.loads(out)["evidence"]]


def test_a_page_goes_to_standard_output(run: Run) -> None:
    code, out, err = run("timeline", "--html", "-")
    assert (code, err) == (0, "")
    assert out.startswith("<!doctype html>")


def test_one_article_is_one_article(run: Run) -> None:
    assert run("check")[1].endswith("1 article, 5 passages: fine\n")
    assert run("index")[1].startswith("1 article, 5 passages: ")


def test_an_empty_folder_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "knowledge").mkdir()
    code, _, err = run("ask", ASKED)
    assert code == 2
    assert "knowledge" in err


def test_a_broken_article_is_left_out_and_reported(run: Run, tmp_path: Path) -> None:
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge" / "good.md").write_text("The Siege of Vienna began in 1683 under Kara Mustafa.")
    (tmp_path / "knowledge" / "bad.md").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "knowledge" / "worse.md").write_text("---\ntitle: [\n---\nText.")
    code, out, err = run("ask", "When did the Siege of Vienna begin?")
    assert code == 0
    assert "1683" in out
    assert [line.split()[3] for line in err.splitlines() if "left out" in line] == ["bad.md:"]  # the other is read
    code, out, err = run("check")
    assert code == 2
    assert "bad.md" in err
    assert "worse.md:2: title is no YAML" in err
    assert "2 articles" in out
    problems = json.loads(run("check", "--json")[1])["problems"]
    assert [(each["file"], each["harmless"]) for each in problems] == [("bad.md", False), ("worse.md", True)]


def test_check_says_where_settings_come_from(run: Run) -> None:
    code, out, _ = run("check")
    assert code == 0
    assert "1. command line: nothing given" in out
    assert "3. settings file:" in out


def test_articles_are_listed(run: Run) -> None:
    code, out, _ = run("articles", "--json")
    assert code == 0
    assert [article["slug"] for article in json.loads(out)] == ["czechoslovakia-soviet-union-relations"]


def test_the_bot_needs_a_token(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    code, _, err = run("bot")
    assert code == 2
    assert len(err.splitlines()) == 1
    assert "DISCORD_TOKEN" in err
    assert "https://discord.com/developers/applications" in err


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_every_command_has_help(run: Run, command: tuple[str, ...]) -> None:
    code, out, _ = run(*command, "-h")
    assert code == 0
    assert "Usage: histbot" in out


def test_ctrl_c_ends_with_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("histbot.historian.Historian.ask", interrupted)
    code, _, err = run("ask", ASKED)
    assert code == 130
    assert "Traceback" not in err


def test_a_reader_that_leaves_early_is_a_line_and_an_error(tmp_path: Path) -> None:
    batch = tmp_path / "questions.jsonl"
    batch.write_text("".join(json.dumps({"id": n, "question": ASKED}) + "\n" for n in range(300)), encoding="utf-8")
    command = [sys.executable, "-m", "histbot", "ask", "--batch", str(batch), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert json.loads(running.stdout.readline())["id"] == 0
        running.stdout.close()
        assert running.stderr.read().decode().splitlines() == ["histbot: can't write: whoever read the output has left"]
        assert running.wait() == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_an_output_that_takes_no_more_is_a_line_and_an_error() -> None:
    command = [sys.executable, "-m", "histbot", "articles"]
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (2, "histbot: can't write: No space left on device\n")


def test_a_question_longer_than_any_message_is_read_in_part_and_said(run: Run) -> None:
    code, _, err = run("ask", "When was Prague liberated? " * 1000)
    assert code in (0, 1)
    assert err == "histbot: the question has 27,000 characters; the first 2,000 were read\n"
