"""Which language a question is in, and what it asks for."""

from __future__ import annotations

import pytest

from histbot.answering.question.chatter import is_question
from histbot.answering.question.manner import manner_of
from histbot.answering.question.question import parted
from histbot.languages import language_asked, words_of


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("kdy padla praha", "cs"), ("Kedy sa začalo povstanie?", "sk"), ("Где был убит Мамай?", "ru"),
        ("де поховали гетьмана", "uk"),
        ("wer war das", "de"), ("gdzie zginął król", "pl"), ("où est née Jeanne", "fr"), ("¿Quién fue Bolívar?", "es"),
        ("Who was Karel Kramář?", "en"), ("hannibal alps elephants", "en"), ("Das Kapital", "en"),
        ("Rio de la Plata", "en"),
        ("was hannibal hamlin really lincolns vp", "en"), ("Emil Hácha, Alexander Dubček", "en"),
    ],
)  # fmt: skip
def test_a_question_tells_its_language_in_an_english_folder(question: str, language: str) -> None:
    assert language_asked(question, ("en",), "en") == language


@pytest.mark.parametrize(("held", "language"), [(("cs", "en"), "cs"), (("en", "fr"), "fr")])
def test_names_alone_are_in_the_folders_language(held: tuple[str, ...], language: str) -> None:
    assert language_asked("Golian Viest 1944", held, language) == language


@pytest.mark.parametrize(
    ("language", "question", "kind"),
    [
        ("cs", "Ve kterém roce padla Praha?", "when"), ("cs", "jak dlouho trvalo obležení", "duration"),
        ("cs", "Jak se jmenoval velitel?", "who"), ("cs", "Který král zemřel?", "who"),
        ("cs", "Byl Žižka slepý?", "whether"),
        ("sk", "Koľko vojakov padlo?", "number"), ("sk", "V ktorom meste zasadali?", "where"),
        ("ru", "В каком году это было?", "when"),
        ("ru", "из-за чего началась война", "why"), ("uk", "Скільки років тривала війна?", "duration"),
        ("uk", "Чи був мир?", "whether"),
        ("de", "Wie viele Städte brannten?", "number"), ("de", "In welchem Jahr starb er?", "when"),
        ("pl", "ile lat panował", "duration"),
        ("pl", "Dlaczego zwlekał?", "why"), ("fr", "En quelle année mourut-il ?", "when"),
        ("fr", "Où est née Jeanne ?", "where"),
    ],
)  # fmt: skip
def test_words_that_ask_tell_the_kind(language: str, question: str, kind: str) -> None:
    words = words_of(language)
    assert words is not None
    assert manner_of(question, words).kind == kind


def test_what_which_stands_before_is_asked_about() -> None:
    words = words_of("cs")
    assert words is not None
    focus = manner_of("kolik lidí padlo", words).focus
    assert focus == len("kolik ")


@pytest.mark.parametrize(
    ("text", "asks"), [("kdy padla Praha", True), ("где он умер", True), ("pojďme dnes hrát", False)]
)
def test_a_question_needs_no_mark_in_any_language(text: str, *, asks: bool) -> None:
    assert is_question(text) is asks


def test_two_questions_of_a_message_are_parted() -> None:
    assert parted("Kdy se narodil Žižka? A kde zemřel Žižka?") == ("Kdy se narodil Žižka?", "A kde zemřel Žižka?")
