"""An import as its curator sees it: what is written, what is kept, what is said."""

from __future__ import annotations

import errno
import json
import sys
from pathlib import Path

import pytest

from histbot.cli import main
from histbot.importing.found import Draft, license_name, short_language
from histbot.importing.target import JOURNAL, Target, article_file, slug
from histbot.knowledge import load_knowledge

PAGE = "<html lang='en'><title>{0}</title><main><h1>{0}</h1><p>{1}</p></main></html>"
PROSE = "The town was founded in 1201 by Bishop Otto, who gave it walls and a market. " * 4


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    pytest.importorskip("bs4", reason="the extra `import` is not installed")
    pytest.importorskip("markdownify", reason="the extra `import` is not installed")
    folder = tmp_path / "sources"
    folder.mkdir()
    for name in ("Orlen", "Tarn"):
        (folder / f"{name}.html").write_text(PAGE.format(name, PROSE), encoding="utf-8")
    return folder


def run(monkeypatch: pytest.MonkeyPatch, *words: object) -> int | str | None:
    monkeypatch.setattr(sys, "argv", ["histbot", "import", *map(str, words)])
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code


def test_a_run_goes_on_where_it_stopped(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "articles"
    assert run(monkeypatch, sources / "Orlen.html", "--to", target) == 0
    assert run(monkeypatch, sources, "--to", target) == 0
    assert capsys.readouterr().err.endswith("1 article imported, 1 there already\n")
    assert [article.title for article in load_knowledge(target).articles] == ["Orlen", "Tarn"]


def test_another_article_of_the_name_is_kept(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "orlen.md").write_text("My own words on Orlen.", encoding="utf-8")
    assert run(monkeypatch, sources, "--to", tmp_path, "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert [(Path(each["file"]).name, each["beside"]) for each in said["imported"]] == [
        ("orlen-2.md", "orlen.md"),
        ("tarn.md", None),
    ]
    assert (tmp_path / "orlen.md").read_text(encoding="utf-8") == "My own words on Orlen."


def test_what_changed_is_imported_anew_but_not_over_a_curators_hand(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(monkeypatch, sources, "--to", tmp_path)
    with (tmp_path / "tarn.md").open("a", encoding="utf-8") as article:
        article.write("A line by hand.\n")
    for name in ("Orlen", "Tarn"):
        (sources / f"{name}.html").write_text(PAGE.format(name, PROSE + "It burnt down in 1300."), encoding="utf-8")
    run(monkeypatch, sources, "--to", tmp_path)
    assert sorted(file.name for file in tmp_path.glob("*.md")) == ["orlen.md", "tarn-2.md", "tarn.md"]
    assert "burnt down" in (tmp_path / "orlen.md").read_text(encoding="utf-8")
    assert "A line by hand." in (tmp_path / "tarn.md").read_text(encoding="utf-8")


def test_a_dry_run_writes_nothing(sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, sources, "--to", tmp_path / "articles", "--dry-run") == 0
    assert not (tmp_path / "articles").exists()


def test_what_cannot_be_read_is_named_and_the_rest_done(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (sources / "a.xml").write_text("<feed/>", encoding="utf-8")
    pytest.importorskip("mwxml", reason="the extra `import` is not installed")
    pytest.importorskip("mwparserfromhell", reason="has no wheel for this Python")
    assert run(monkeypatch, sources, sources / "no.pdf", "--to", tmp_path / "articles") == 2
    said = capsys.readouterr()
    assert "a.xml: is XML, but no export of a MediaWiki\n" in said.err
    assert "no.pdf: there is no such file\n" in said.err
    assert len(said.out.splitlines()) == 2


@pytest.mark.parametrize("named", [[], ["empty"]])
def test_an_import_that_names_nothing_is_one_line(
    named: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    assert run(monkeypatch, *(tmp_path / each for each in named), "--to", tmp_path) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_no_room_leaves_nothing_half_written(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    target = tmp_path / "articles"
    assert run(monkeypatch, sources, "--to", target) == 2
    assert list(target.iterdir()) == []
    assert "No space left on device" in capsys.readouterr().err


def test_a_journal_that_was_cut_costs_a_line_of_it(tmp_path: Path) -> None:
    target = Target(tmp_path)
    target.write("a", "1", Draft("Orlen", "A town."))
    with (tmp_path / JOURNAL).open("a", encoding="utf-8") as journal:
        journal.write('{"origin": "b", "rev')
    assert Target(tmp_path).has("a", "1")
    assert not Target(tmp_path).has("b", "1")


def test_the_head_of_a_file_says_what_its_source_says() -> None:
    draft = Draft('A "siege":\x1b[31m\nof Tarn', "It began.\x07", license="CC0", revision="12")
    head, text = article_file(draft).split("\n\n")
    assert head == '---\ntitle: "A \\"siege\\":[31m of Tarn"\nlicense: "CC0"\nrevision: "12"\n---'
    assert text == "It began.\n"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Édouard Daladier", "edouard-daladier"),
        ("Война и мир", "воина-и-мир"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con-article"),
        ("???", "article-article"),
        ("x" * 500, "x" * 120),
    ],
)
def test_a_title_becomes_a_name_that_every_system_takes(title: str, expected: str) -> None:
    assert slug(title) == expected


def test_codes_and_licences_are_written_one_way() -> None:
    assert [short_language(code) for code in ("eng", "en-GB", "cs", "mul,eng", "", None)] == [
        "en",
        "en",
        "cs",
        "mul",
        None,
        None,
    ]
    assert license_name("http://creativecommons.org/publicdomain/zero/1.0/") == "CC0 1.0"
    assert license_name("Public domain in the USA.") == "Public domain in the USA."


def test_a_citation_of_a_book_names_the_page(tmp_path: Path) -> None:
    file = tmp_path / "book.md"
    file.write_text(
        "## Fall\n\n<!-- page 11 --> It began in 1450. <!-- page 12 --> It ended in 1452.", encoding="utf-8"
    )
    (article,) = load_knowledge(file).articles
    (passage,) = article.passages
    assert [article.cite(passage, each).section for each in passage.sentences] == ["Fall › p. 11", "Fall › p. 12"]
    assert [article.text[each.start : each.end] for each in passage.sentences] == [
        "It began in 1450.",
        "It ended in 1452.",
    ]
