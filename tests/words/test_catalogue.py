"""Every language says the same things, in its own forms."""

from __future__ import annotations

import re
import string
from typing import Any

import pytest

from histbot.words import LANGUAGES, words
from histbot.words.catalogue import FORMS, plural

# What Discord takes for the name of a command or an option.
_NAME = re.compile(r"[-_\w]{1,32}")
_LONGEST_DESCRIPTION, _LONGEST_BUTTON, _LONGEST_FORM = 100, 80, 45
_LONGEST_ON_A_PHONE = 34  # of a button, as Discord's guidelines for its components say
# Forms of a number need not say it: "asked once".
_OPTIONAL = {"count"}


def sentences(language: str, room: str = "") -> dict[str, Any]:
    return words(language, room)._sentences


def places(sentence: object) -> set[str]:
    texts = sentence.values() if isinstance(sentence, dict) else [sentence]
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(str(text)) if name} - _OPTIONAL


@pytest.mark.parametrize("room", ["", "terminal"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_the_same_keys_and_places(language: str, room: str) -> None:
    english, other = sentences("en", room), sentences(language, room)
    assert english.keys() == other.keys()
    assert {key: places(english[key]) for key in english} == {key: places(other[key]) for key in other}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_with_a_number_has_every_form(language: str) -> None:
    forms = {key: tuple(value) for key, value in sentences(language).items() if isinstance(value, dict)}
    assert forms == dict.fromkeys(forms, FORMS[language])
    assert forms.keys() == {key for key, value in sentences("en").items() if isinstance(value, dict)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_discord_shows_keeps_to_its_limits(language: str) -> None:
    found = sentences(language)
    for key, text in found.items():
        if key.endswith(".name") and key != "command.menu.name":
            assert _NAME.fullmatch(text), text
            assert text == text.lower()
        elif key.endswith(".description"):
            assert len(text.format(questions=20)) <= _LONGEST_DESCRIPTION, text
        elif key.startswith("button."):
            assert len(text) <= _LONGEST_BUTTON
        elif key.startswith("toggle."):
            assert len(text) + len(": yes") <= _LONGEST_ON_A_PHONE, text  # else what it is set to is cut off
    assert len(found["command.menu.name"]) <= 32
    assert len(found["feedback.title"]) <= _LONGEST_FORM
    assert len(found["feedback.label"]) <= _LONGEST_FORM
    assert len(found["feedback.placeholder"]) <= 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_commands_are_called_what_they_are_called_in_that_language(language: str) -> None:
    found = sentences(language)
    shown = sentences("en") if language == "sk" else found  # Discord has no Slovak: its commands stay English there
    names = {text for key, text in shown.items() if key.startswith("command.") and key.endswith(".name")}
    texts = [text for each in found.values() for text in (each.values() if isinstance(each, dict) else [each])]
    named = {name for text in texts for name in re.findall(r"(?:`|\s)/([-_\w]+)(?: [-_\w]+)?`", text)}
    assert named
    assert named <= names


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_do_not_clash(language: str) -> None:
    found = sentences(language)
    groups = (
        ["command.ask", "command.articles", "command.about", "command.histbot"],
        ["command." + name for name in "settings channel allowed status reload unanswered forget".split()],
        ["option." + name for name in "question article private".split()],
        ["option." + name for name in "private_default threads feedback record member_cooldown language".split()],
        ["option.channel", "option.answers"],
        ["option.change", "option.which"],
    )
    for group in groups:
        assert len({found[f"{key}.name"] for key in group}) == len(group)


@pytest.mark.parametrize(
    ("language", "count", "form"),
    [
        ("en", 1, "one"), ("en", 0, "other"), ("en", 2, "other"),
        ("cs", 1, "one"), ("cs", 2, "few"), ("cs", 4, "few"), ("cs", 5, "other"), ("cs", 0, "other"),
        ("sk", 3, "few"), ("sk", 21, "other"), ("cs", 22, "other"),
        ("ru", 1, "one"), ("ru", 21, "one"), ("ru", 11, "other"), ("ru", 3, "few"), ("ru", 22, "few"),
        ("ru", 12, "other"), ("ru", 112, "other"), ("ru", 5, "other"), ("ru", 0, "other"), ("ru", 101, "one"),
        ("uk", 21, "one"), ("uk", 12, "other"), ("uk", 24, "few"), ("pl", 1, "one"), ("pl", 21, "other"),
        ("pl", 22, "few"), ("pl", 12, "other"), ("de", 1, "one"), ("de", 2, "other"),
    ],
)  # fmt: skip
def test_the_form_behind_a_number(language: str, count: int, form: str) -> None:
    assert plural(language, count) == form


@pytest.mark.parametrize(
    ("locale", "title"),
    [
        ("en-GB", "5 articles"), ("cs", "5 článků"), ("sk", "5 článkov"), ("ru", "5 статей"),
        ("de", "5 Artikel"), ("uk", "5 статей"),
        ("pl", "5 artykułów"), ("ja", "5 articles"), (None, "5 articles"), ("", "5 articles"),
    ],
)  # fmt: skip
def test_a_language_without_words_gets_english(locale: str | None, title: str) -> None:
    assert words(locale)("articles.title", count=5) == title
