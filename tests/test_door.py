"""The Python door: what may be built on, that importing it does nothing, and how its values show themselves."""

from __future__ import annotations

import doctest
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import histbot
from histbot import Article, Historian, Settings, Timeline

if TYPE_CHECKING:
    from collections.abc import Callable

    from histbot import Event

PAGE = Path(__file__).resolve().parents[1] / "docs" / "PYTHON.md"
HOSTILE = "<img src=x onerror=alert(1)>"
_IMPORTS_ALL = """
import sys
opened = []
def watch(event, arguments):
    name = str(arguments[0]) if event == "open" else ""
    if "histbot" in name and not name.endswith((".py", ".pyc")):
        opened.append(name)
sys.addaudithook(watch)
import histbot
assert not any(name.startswith("histbot.") for name in sys.modules), "importing histbot loads its rooms"
for name in histbot.__all__:
    getattr(histbot, name)
print(opened, sorted({"discord", "aiohttp", "matplotlib", "click", "asyncio", "yaml"} & set(sys.modules)))
"""


@pytest.mark.parametrize("name", histbot.__all__)
def test_a_name_of_the_door_is_there_and_says_what_it_is_for(name: str) -> None:
    assert name in dir(histbot)
    assert getattr(histbot, name).__doc__


def test_a_name_that_there_is_not_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'History'"):
        histbot.History  # noqa: B018


def test_importing_all_of_it_reads_no_file_and_loads_nothing_of_discord(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _IMPORTS_ALL]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, cwd=tmp_path)
    assert done.stdout == "[] []\n"


def test_the_examples_of_the_page_are_true(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("HISTBOT_ANSWERING_READER")
    monkeypatch.chdir(tmp_path)
    failed, tried = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert tried > 15
    assert failed == 0


def test_a_folder_is_opened_with_the_settings_found_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "siege.md").write_text("The Siege of Vienna began in July 1683.", encoding="utf-8")
    (tmp_path / "mine.toml").write_text("[answering]\nanswer_from = 0.0\n", encoding="utf-8")
    answer = Historian.open("articles", config="mine.toml").ask("When did the Siege of Vienna begin?")
    assert (answer.answered, answer.citation and answer.citation.article) == (True, "siege")


def test_an_answer_prints_as_its_quote_and_where_it_stands(historian: Historian) -> None:
    answer = historian.ask("When was the Treaty of Alliance signed?")
    assert str(answer).startswith("»On ")
    assert "— Czechoslovakia–Soviet Union relations, czechoslovakia-soviet-union-relations.md:14\n" in str(answer)
    assert str(answer).endswith(answer.sureness)
    assert repr(answer).startswith("Answer(answered=True, confidence=0.")
    assert len(repr(answer)) < 130


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Who commanded the fleet of the Soviet Union at Vladivostok?", "don't answer that. Nearest:\n»"),
        ("Zebra?", "don't answer that. They hold no word of the question."),
    ],
)
def test_a_refusal_prints_as_one(historian: Historian, question: str, said: str) -> None:
    answer = historian.ask(question)
    assert said in str(answer)
    assert "don't answer that" in seen(answer._repr_html_())[0].replace("&#x27;", "'")


def test_events_print_as_date_words_and_place(historian: Historian) -> None:
    events = historian.timeline()
    assert str(events[-1]).startswith("1946: »However, the easternmost part")
    assert str(events[-1]).endswith("relations.md:18)")
    assert repr(events[-1]) == "Event('1946', 'However, the easternmost part of Czechoslovakia, Carpathian…')"
    assert repr(events) == "Timeline(10 events, '1934' … '1946')"
    assert str(events).splitlines() == [str(event) for event in events]


def test_a_long_timeline_shows_its_beginning_and_how_many_more_there_are(make_event: Callable[..., Event]) -> None:
    timeline = Timeline(tuple(make_event(f"{year}") for year in range(1500, 1700)))
    assert len(str(timeline).splitlines()) == 101
    assert str(timeline).endswith("… and 100 more")
    assert timeline._repr_html_().count("<tr>") == 101


def test_an_article_prints_without_its_text(historian: Historian) -> None:
    article = historian.knowledge.articles[0]
    assert isinstance(article, Article)
    assert len(repr(article)) < 500


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words, self.tags, self.links = "", set[str](), list[str | None]()

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name == "href"]


def seen(html: str) -> tuple[str, set[str], list[str | None]]:
    """Give the words, the elements and the links that a browser makes of some HTML."""
    page = _Seen()
    page.feed(html)
    return page.words, page.tags, page.links


@pytest.mark.parametrize("url", ["javascript:alert(1)", 'https://x.org/"><script>alert(1)</script>'])
def test_words_of_articles_are_no_markup_in_a_notebook(tmp_path: Path, url: str) -> None:
    (tmp_path / "siege.md").write_text(
        f"---\ntitle: '{HOSTILE} title'\nlicense: '{HOSTILE} licence'\nurl: '{url}'\n---\n"
        f"## {HOSTILE} heading\n\nThe `{HOSTILE}` siege of Vienna & Buda < Pest > Prague began in July 1683.\n",
        encoding="utf-8",
    )
    historian = Historian(Settings(tmp_path))
    answer, timeline = historian.ask("When did the siege of Vienna begin?"), historian.timeline()
    for shown in (answer, timeline[0], timeline):
        words, tags, links = seen(shown._repr_html_())
        assert "Vienna & Buda < Pest > Prague" in words
        assert f"{HOSTILE} title" in words
        assert tags <= {"blockquote", "div", "mark", "a", "b", "table", "tr", "th", "td", "br", "small"}
        assert links == ([] if url.startswith("javascript") else [answer.citation and answer.citation.url])
