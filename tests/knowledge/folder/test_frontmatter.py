"""Front matter of every kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from histbot.knowledge.folder.frontmatter import read_front_matter


@pytest.mark.parametrize(
    ("content", "key", "value"),
    [
        ("---\ntitle: Orlen: a siege\n---\nText", "title", "Orlen: a siege"),
        ("\n\n---\ntitle: Orlen\n...\nText", "title", "Orlen"),
        ("---\ntitle:\tOrlen\n---\nText", "title", "Orlen"),
        ('---\ntitle: "a \\q"\n---\nText', "title", "a \\q"),
        ("+++\ntitle = 'Orlen'\n+++\nText", "title", "Orlen"),
        ('{"title": "Orlen"}\nText', "title", "Orlen"),
        ("---\nlicence: CC0\n---\nText", "license", "CC0"),
        ("---\nsource:\n  - https://e.org/a\n---\nText", "url", "https://e.org/a"),
        ("---\nsource: [[Chronicle]]\ntitle: A\n---\nText", "title", "A"),
        (
            "---\naliases: [Great Siege, Old Siege]\nalias: War\n---\nText",
            "aliases",
            {"": ("Great Siege", "Old Siege", "War")},
        ),
        ("---\naliases:\n  USSR: [Soviet Union]\n---\nText", "aliases", {"USSR": ("Soviet Union",)}),
        ("---\ndraft: true\n---\nText", "draft", True),
        ("---\ntitle: Orlen\n\nText", "title", "Orlen"),
        ("---\ntitle: {{title}}\nlang: de\n---\nText", "language", "de"),
    ],
)
def test_what_can_be_read_is(content: str, key: str, value: object) -> None:
    front = read_front_matter(content)
    assert front.values[key] == value
    assert content[front.end :].strip() == "Text"


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ("---\nurl: https://e.org\ntitle: a: b\n---\n", 3, "title is no YAML"),
        ("---\ntitle: A\nurl: file:///etc\n---\n", 3, "no web address"),
        ("---\ntilte: A\n---\n", 2, "did you mean 'title'"),
        ("---\ntitle: A\n\nText", 2, "has no end"),
        ("+++\ntitle =\n+++\n", 2, "no TOML"),
    ],
)
def test_what_can_not_is_named_with_its_line(content: str, line: int, said: str) -> None:
    assert [(at, said in message) for message, at in read_front_matter(content).notes] == [(line, True)]


@pytest.mark.parametrize("key", ["surname", "death", "spouses", "rate", "data", "image"])
def test_another_word_is_no_slip(key: str) -> None:
    assert read_front_matter(f"---\n{key}: A\n---\nText").notes == ()


@pytest.mark.parametrize("content", ["---\nThe siege began.\n---\nIt ended.", "Text", "--- a", '{"a', ""])
def test_prose_is_none(content: str) -> None:
    assert read_front_matter(content).end == 0


def test_no_alias_bomb_goes_off() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{to}: &{to} [{', '.join([f'*{of}'] * 9)}]\n" for of, to in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert read_front_matter(f"---\n{bomb}title: A\n---\nText").values["title"] == "A"


@given(st.text(alphabet="ab:-+={}[]\"'\n\t &*|>#.,!%@\\1", max_size=80))
def test_nothing_raises_and_the_text_is_kept(content: str) -> None:
    for fence in ("---", "+++"):
        whole = f"{fence}\n{content}\n{fence}\nText."
        assert whole[read_front_matter(whole).end :].endswith("Text.")
