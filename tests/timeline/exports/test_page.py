"""The page as it is written; how it behaves stands in test_browser.py."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from histbot.timeline.exports import timeline_html

if TYPE_CHECKING:
    from collections.abc import Callable

    from histbot.timeline.events.events import Event

    MakeEvent = Callable[..., Event]

EVIL = (
    "</script><script>alert(1)</script> <img src=x onerror=alert(2)> "
    "\"${title}\" $$ '&amp;' <b onclick=x>fell</b>, they say."
)


class Page(HTMLParser):
    """What a browser would make of it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "input", "line", "rect"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "script"):
            self.text += data


def test_every_event_is_an_item_with_its_date_quote_and_source(make_event: MakeEvent) -> None:
    event = make_event("1945-05-09", "On **May 9, 1945** the walls fell.", date_text="May 9, 1945")
    page = timeline_html([event], "The war")
    assert '<time datetime="1945-05-09">9 May 1945</time>' in page
    assert '<blockquote dir="auto">On <mark>May 9, 1945</mark> the walls fell.</blockquote>' in page
    assert 'href="https://example.org/siege#:~:text=x"' in page
    assert "<h1>The war</h1>" in page
    assert "<li>Siege: CC BY-SA 4.0</li>" in page


def test_text_is_text_wherever_it_comes_from(make_event: MakeEvent) -> None:
    other = make_event("1944", EVIL, title=EVIL)
    page = Page(
        timeline_html([make_event("1945", EVIL, title=EVIL, conflicts=(other,), sources=(other.citation,))], EVIL)
    )
    assert page.open == []
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert not {"img", "b"} & {tag for tag, _ in page.tags}
    assert not any(name.startswith("on") or name == "style" for _, attributes in page.tags for name in attributes)
    assert "${title}" in page.text


def test_nothing_is_asked_of_the_network(make_event: MakeEvent) -> None:
    page = Page(timeline_html([make_event("1945"), make_event("1946")], "A"))
    assert not any("src" in attributes or tag in ("link", "iframe", "base") for tag, attributes in page.tags)
    policy = next(a["content"] for _, a in page.tags if a.get("http-equiv") == "Content-Security-Policy") or ""
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_only_web_addresses_are_linked(make_event: MakeEvent) -> None:
    from dataclasses import replace

    event = make_event("1945")
    wrong = replace(event, citation=replace(event.citation, url="javascript:alert(1)"))
    page = timeline_html([wrong], "A")
    assert "javascript:" not in page
    assert "<cite>Siege › The war › Its end</cite>, siege.md:12" in page


@pytest.mark.parametrize(
    ("dates", "headings"),
    [
        (["1938-09-30", "1938-10", "1938-11", "1945"], ["1938", "1945"]),
        (["1938-09-30", "1939-03-15", "1945"], ["the 1930s", "the 1940s"]),
        (["1918", "1938~", "1945"], ["20th century"]),
        (["-0752", "-0043", "0014", "1945"], ["8th century BC", "1st century BC", "1st century", "20th century"]),
        (["../1939", "1940"], ["Before …", "1940"]),
        (["Y-11999", "1945"], ["12000 BC", "1945"]),
    ],
)
def test_headings_group_as_finely_as_they_can(make_event: MakeEvent, dates: list[str], headings: list[str]) -> None:
    page = timeline_html([make_event(date) for date in reversed(dates)], "A")
    assert re.findall(r"<h2 [^>]*>(.*?)</h2>", page) == headings


def test_no_two_things_have_one_name(make_event: MakeEvent) -> None:
    event = make_event("1945")
    names = re.findall(r' id="([^"]+)"', timeline_html([event, event, make_event("1946/1950")], "A"))
    assert len(set(names)) == len(names) > 8


def test_a_double_and_another_date_are_shown(make_event: MakeEvent) -> None:
    other = make_event("1945-05-08", "On 8 May it was over, says the other.", title="War")
    page = timeline_html([make_event("1945-05-09", conflicts=(other,), sources=(other.citation,))], "A")
    assert "Also in <a " in page
    assert "Another date: 8 May 1945" in page
    assert "On 8 May it was over, says the other." in page
