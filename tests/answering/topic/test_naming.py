"""How texts name a topic: as a phrase, in capitals, not as a part of another name."""

from __future__ import annotations

import pytest

from histbot.answering.question.question import Unit
from histbot.answering.topic.naming import Naming, Wanted, forms_of
from histbot.answering.topic.usage import usage
from histbot.retrieval import Analyzer

ANALYZER = Analyzer("en")


def unit(word: str, kin: dict[str, float] | None = None, meant: dict[str, float] | None = None) -> Unit:
    term = ANALYZER.terms(word)[0]
    return Unit(word, term, 1.0, kin or {}, meant or {}, (), (), "name", known=True)


def naming(topic: str, *texts: str, titles: tuple[str, ...] = ()) -> Naming:
    """Take a topic that texts speak of, and articles with these titles."""
    units = tuple(unit(word) for word in topic.split() if word not in ("of", "the"))
    return Naming(Wanted(topic, units, titles), ANALYZER, lambda _: 1.0).as_used(texts)


TOURS = ("The Franks won the Battle of Tours.", "After the battle of Tours they went home.")


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Charles won the Battle of Tours.", 1.0),
        ("The council of Tours met.", 1.0),  # the battle need not be said
        ("He went on a royal tour of India.", 0.0),
        ("Organised tours began with a battle of words.", 0.0),
        ("Garin won the first Tour de France.", 0.0),
    ],
)
def test_a_name_is_named_in_capitals_and_whole(text: str, sure: float) -> None:
    assert naming("battle of tours", *TOURS).named(text) == sure


def test_a_battle_has_to_be_said_where_its_place_is_mostly_named_without() -> None:
    texts = ["The Battle of Britain was won.", *(f"Britain built {number} ships." for number in range(9))]
    topic = naming("Battle of Britain", *texts)
    assert [topic.named("Pilots won the Battle of Britain."), topic.named("Britain left Israel.")] == [1.0, 0.0]


def test_a_longer_name_that_an_article_has_is_another_thing() -> None:
    topic = naming("Roman Empire", "The Roman Empire fell.", titles=("Holy Roman Empire", "Roman Empire"))
    assert topic.named("Charles became ruler of the Holy Roman Empire.") == 0.0
    assert topic.named("Goths crossed into the Roman Empire.") == 1.0
    assert (topic.titled("Holy Roman Empire"), topic.titled("Roman Empire")) == (0.0, 1.0)


def test_a_title_of_honour_makes_no_longer_name_and_many_longer_names_are_all_meant() -> None:
    assert naming("Urban II", titles=("Pope Urban II",)).named("Pope Urban II spoke.") == 1.0
    wars = ("American Civil War", "English Civil War", "Finnish Civil War")
    assert naming("Civil War", titles=wars).named("The English Civil War began.") == 1.0


def test_words_apart_are_less_sure_where_texts_say_the_phrase() -> None:
    apart = "The Long Parliament met before the march."
    assert naming("Long March").named(apart) == 0.6
    assert naming("Long March", *(f"The Long March led {number} men north." for number in range(3))).named(apart) < 0.3


def test_forms_of_a_word_are_its_plural_and_adjective_and_no_other_name() -> None:
    kin = {"czechoslovakian": 0.97, "czechoslovak": 0.92}
    assert forms_of(unit("Czechoslovakia", kin)) == {"czechoslovakia", *kin}
    assert forms_of(unit("Constantinople", {"constantino": 0.92, "constantin": 0.87})) == {"constantinopl"}


def test_of_a_misspelt_word_the_nearest_is_meant() -> None:
    assert forms_of(unit("Stalingard", meant={"stalingrad": 0.8, "stalinist": 0.4})) == {"stalingard", "stalingrad"}


def test_what_a_text_tells_besides_is_every_other_word() -> None:
    assert set(naming("Battle of Tours").telling("Charles won the Battle of Tours.")) == {"charl", "won"}


def test_usage_is_read_off_the_texts() -> None:
    assert usage("", TOURS).phrases == 0
    found = usage("battle of tours", TOURS)
    assert (found.phrases, found.names, found.fought) == (2, frozenset({"tours"}), False)
