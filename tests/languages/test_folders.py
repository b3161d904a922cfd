"""Folders of several languages: what one article is in changes nothing for the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from histbot.answering import Answerer
from histbot.historian import index_knowledge
from histbot.knowledge import load_knowledge

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CZECH = (
    "Karel Kramář byl prvním předsedou vlády. Narodil se 27. prosince 1860 ve Vysokém nad Jizerou. V Praze ho zvolili."
)
ENGLISH = (
    "The mill of Orlen was built by the monks in 1532. It burned down in the winter of 1640, and nobody rebuilt it."
)
RUSSIAN = (
    "Карел Крамарж был первым главой правительства. Ещё в 1890 году он приехал в Прагу, где его избрали депутатом."
)
GERMAN = (
    "Das Waffenstillstandsabkommen wurde am 3. Mai in der Weißenburger Straße geschlossen. Der Fuß des Berges war nass."
)
HEBREW = "העיר אורלן הייתה נתונה במצור בשנת 1432. חומות העיר נפרצו על ידי תותחי הדוכס. ראש העיר נמלט אל ההרים."


@pytest.fixture
def asked(tmp_path: Path) -> Callable[..., str]:
    def ask(question: str, *, answered: bool = False, **articles: str) -> str:
        for name, text in articles.items():
            tmp_path.joinpath(f"{name}.md").write_text(text, encoding="utf-8")
        knowledge = load_knowledge(tmp_path)
        index, vocabulary = index_knowledge(knowledge, [["Praha", "Prague", "Прага"]])
        found = Answerer(knowledge, index, vocabulary, passages=3).answer(question)
        if found.citation is None or found.quote is None or (answered and not found.answered):
            return ""
        assert (
            knowledge.article(found.citation.article).text[found.quote.span.start : found.quote.span.end]
            == found.quote.text
        )
        return found.quote.text

    return ask


@pytest.mark.parametrize("more", [{}, {"english": ENGLISH}, {"english": ENGLISH, "german": GERMAN}])
def test_an_article_in_another_language_takes_no_stems_away(asked: Callable[..., str], more: dict[str, str]) -> None:
    assert "Vysokém" in asked("Kdy se narodil Kramář?", czech=CZECH, **more)


@pytest.mark.parametrize("typed", ["Kramar", "Kramář", "Крамарж"])
def test_a_name_is_found_in_every_script(asked: Callable[..., str], typed: str) -> None:
    assert "Kramář" in asked(typed, czech=CZECH, english=ENGLISH)
    assert "Крамарж" in asked(typed, czech=ENGLISH, russian=RUSSIAN)


@pytest.mark.parametrize(
    ("question", "said"), [("Who was elected in Prague?", "Praze"), ("кого избрали в Праге", "Praze")]
)
def test_a_city_is_found_by_its_other_names(asked: Callable[..., str], question: str, said: str) -> None:
    assert said in asked(question, czech=CZECH, english=ENGLISH)


def test_two_letters_that_are_one_are_one(asked: Callable[..., str]) -> None:
    assert "Ещё" in asked("еще в 1890 году", russian=RUSSIAN)
    assert "Fuß" in asked("Fuss des Berges", german=GERMAN)


def test_right_to_left_is_quoted_where_it_stands(asked: Callable[..., str]) -> None:
    assert asked("מי פרץ את חומות העיר?", hebrew=HEBREW) == "חומות העיר נפרצו על ידי תותחי הדוכס."


def test_a_language_said_wrongly_costs_nothing(asked: Callable[..., str]) -> None:
    assert "Vysokém" in asked("Kdy se narodil Kramář?", czech=f"---\nlanguage: xx\n---\n{CZECH}")
    assert "Vysokém" in asked("Kdy se narodil Kramář?", czech=f"---\nlanguage: cz\n---\n{CZECH}", english=ENGLISH)


@pytest.mark.parametrize("front", ["---\nlanguage: de\n---\n", ""])
def test_to_say_a_language_costs_no_answer(asked: Callable[..., str], front: str) -> None:
    siege = (
        "Die Stadt Orlen wurde im Jahr 1432 von Herzog Karl belagert. Die Mauern waren alt, und der Winter war kalt."
    )
    assert "belagert" in asked("Wer belagerte die Stadt?", answered=True, german=f"{front}{siege}")
