"""What a language is called."""

from __future__ import annotations

import pytest

from histbot.languages import code_of, meant_by, name_of


@pytest.mark.parametrize(
    "said", ["cs", "CS", "cs-CZ", "cs_CZ", "ces", "cze", "Czech", "czech", "čeština", "Čeština", "cestina"]
)
def test_a_language_has_many_names(said: str) -> None:
    assert code_of(said) == "cs"


@pytest.mark.parametrize(
    ("said", "code"), [("русский", "ru"), ("Українська", "uk"), ("iw", "he"), ("pt-BR", "pt"), ("DEU", "de")]
)
def test_names_are_known_in_the_language_itself(said: str, code: str) -> None:
    assert code_of(said) == code


@pytest.mark.parametrize(
    ("said", "code"), [("cz", "cs"), ("ua", "uk"), ("gr", "el"), ("Czesh", "cs"), ("Slovka", "sk"), ("qq", "")]
)
def test_what_is_no_language_is_asked_about(said: str, code: str) -> None:
    assert (code_of(said), meant_by(said)) == ("", code)


def test_a_code_without_a_name_is_its_own() -> None:
    assert [name_of(code) for code in ("sk", "nb", "xx")] == ["Slovak", "Bokmål", "xx"]
