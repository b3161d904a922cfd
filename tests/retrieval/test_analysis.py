"""Text to terms."""

from __future__ import annotations

import pytest

from histbot.retrieval import Analyzer, tidied


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kramář", "kramar"),
        ("Hitler's", "Hitler"),
        ("U.S.S.R.", "USSR"),
        ("1,939", "1939"),
        ("16th", "16"),
        ("Czechoslovak-Soviet", "Czechoslovak Soviet"),
        ("recognized", "recognizes"),
        ("Łódź", "lodz"),
        ("labour", "labor"),
        ("recognised", "recognized"),
        ("Colonisation", "colonization"),
        ("defence", "defense"),
        ("theatres", "theaters"),
        ("travelled", "traveled"),
        ("archaeology", "archeology"),
        ("programme", "program"),
        ("T34", "T-34"),
        ("12 500", "12,500"),
        ("12\u202f500", "12500"),
        ("12'500", "12500"),
        ("1.939.000", "1939000"),
        ("l'Ancien", "Ancien"),
        ("d’Arc", "Arc"),
        ("Charles I", "Charles 1"),
        ("Groß", "Gross"),
        ("Пётр", "Петр"),
        ("Ива\u0301нов", "Иванов"),
        ("Ger\u00adman", "German"),
        ("zero\u200bwidth", "zerowidth"),
    ],
)
def test_these_are_the_same(one: str, other: str) -> None:
    assert Analyzer().terms(one) == Analyzer().terms(other) != []


def test_stop_words_are_no_terms() -> None:
    assert Analyzer().terms("What was the war of 1938?") == ["war", "1938"]


def test_the_pronoun_is_no_number() -> None:
    assert Analyzer().terms("When I came, Charles I had gone.") == Analyzer().terms("came Charles 1 gone")


def test_scripts_without_blanks_are_cut_into_pairs() -> None:
    text = "1949年北京市"
    tokens = list(Analyzer().tokens(text))
    assert [text[token.start : token.end] for token in tokens] == ["1949", "年北", "北京", "京市"]
    assert [token.term for token in tokens] == Analyzer().terms(text)


def test_a_year_before_a_count_is_no_part_of_it() -> None:
    assert Analyzer().terms("1945 500 men") == ["1945", "500", "men"]


def test_what_is_typed_is_composed_and_seen() -> None:
    assert tidied("Krama\u0301r\u030c\u200b") == "Kramář"


@pytest.mark.parametrize(
    ("language", "text", "left"),
    [
        ("en", "Wann starb der Herzog?", ["starb", "der", "herzog"]),
        ("de", "Wann starb der Herzog?", ["starb", "herzog"]),
        ("cs", "Kdy byl most v Praze?", ["mosk", "prah"]),
        ("ru", "Когда был основан город?", ["основ", "город"]),
        ("en", "The war he would die in", ["war", "die"]),
    ],
)
def test_question_words_are_known_in_every_language(language: str, text: str, left: list[str]) -> None:
    assert Analyzer(language).terms(text) == left


def test_tokens_know_their_place() -> None:
    text = "The Red Army"
    assert [text[token.start : token.end] for token in Analyzer().tokens(text) if not token.stop] == ["Red", "Army"]


def test_a_language_has_its_own_stems() -> None:
    assert Analyzer("de").terms("Kriegen") == Analyzer("de").terms("Krieg")


def test_spelling_is_left_alone_in_other_languages() -> None:
    assert Analyzer("fr").terms("labour") == ["labour"]
