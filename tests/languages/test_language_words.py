"""The data files: every one can be read, and does what its keys say."""

from __future__ import annotations

import pytest

from histbot.languages import described, flat, glossary, has_stems, name_key, stemmer, words_of
from histbot.retrieval import Analyzer, fold

WHOLE = ("cs", "sk", "ru", "uk", "de", "pl", "fr")
KEYS = (
    "stop when time duration number amount why who person name where place how which what whether asking define about "
    "small lean and about_new pronoun is born deny month period count unit in because by letter"
).split()


@pytest.mark.parametrize("language", WHOLE)
@pytest.mark.parametrize("key", KEYS)
def test_a_language_has_every_key(language: str, key: str) -> None:
    words = words_of(language)
    assert words is not None
    assert words.listed(key)


@pytest.mark.parametrize("language", described())
def test_every_pattern_can_be_made(language: str) -> None:
    words = words_of(language)
    assert words is not None
    assert all(words.found(key).search("") is None for key in KEYS)


def test_what_has_no_file_is_no_language() -> None:
    assert [words_of(code) for code in ("xx", "", "../cs", "codes")] == [None] * 4


def test_flat_text_keeps_every_place() -> None:
    text = "Straße, Łódź, Крамаржа, Œuvre ﬁn"
    assert (len(flat(text)), flat("Kramář Й ё")) == (len(text), "kramar и е")


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("cs", "legionáři", "legionářů"), ("cs", "českých", "ceskych"), ("cs", "odešel", "odešli"),
        ("sk", "vojakov", "vojaci"),
        ("sk", "Slovenska", "slovenského"), ("uk", "Київ", "київ"), ("uk", "монголи", "монголів"),
        ("ru", "самолёт", "самолет"),
        ("ru", "война", "войны"), ("pl", "królowi", "królów"), ("de", "Straße", "Strasse"), ("fr", "l'armée", "armées"),
    ],
)  # fmt: skip
def test_forms_of_a_word_have_one_stem(language: str, one: str, other: str) -> None:
    assert Analyzer(language).terms(one) == Analyzer(language).terms(other) != []


def test_a_language_without_stems_is_folded() -> None:
    assert (has_stems("hr"), has_stems("sk"), stemmer("hr", fold)("hrvatskoj")) == (False, True, "hrvatskoj")
    assert Analyzer("hr").terms("Županija labour") == ["zupanija", "labour"]


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Petliura", "Петлюра"),
        ("Petlyura", "петлюр"),
        ("Kramář", "Крамарж"),
        ("Khrushchev", "Хрущёв"),
        ("Volodymyr", "Володимир"),
    ],
)
def test_a_name_has_one_key_in_two_scripts(latin: str, cyrillic: str) -> None:
    assert name_key(latin) == name_key(cyrillic)


def test_the_glossary_names_each_thing_in_each_language() -> None:
    rows = glossary()
    assert len(rows) > 300
    assert all(set(row) == {"en", *WHOLE} and all(row.values()) for row in rows)
