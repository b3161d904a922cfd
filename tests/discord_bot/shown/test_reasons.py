"""Why a sentence was chosen, in the question's and the article's own words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from stage import ASKED

from histbot.answering import Feature
from histbot.discord_bot.card.details import why_embed
from histbot.discord_bot.shown.reasons import weighed, words_found
from histbot.historian import Historian
from histbot.settings import Settings
from histbot.words import LANGUAGES, words

if TYPE_CHECKING:
    from pathlib import Path


def test_what_was_found_and_what_not_is_told_in_the_words_typed(historian: Historian) -> None:
    article = historian.knowledge.articles[0]
    found = words_found(historian.ask("When was Carpatho-Ukraine ANNEXED by Stalin?"), article)
    assert found.found == ("ANNEXED",)
    assert found.read_as == (("Carpatho", "Carpathian"),)
    assert found.missing == ("Ukraine", "Stalin")
    titled = words_found(historian.ask("When did Czechoslovakia recognize the Soviet Union?"), article)
    assert titled.titled == ("Czechoslovakia", "Soviet", "Union")


def test_another_name_of_several_words_is_shown_as_it_stands_in_the_quote(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("The state of the Soviet Union was recognized by Prague in 1934.", encoding="utf-8")
    historian = Historian(Settings(tmp_path))
    answer = historian.ask("When was the USSR recognized?")
    assert ("USSR", "Soviet Union") in words_found(answer, historian.knowledge.articles[0]).read_as


def test_features_with_the_same_words_are_one_reason_and_unknown_ones_none() -> None:
    evidence = [
        Feature("sentence_coverage", 1, 5.0), Feature("coverage_squared", 1, -2.4), Feature("offers_when", 1, 2.0),
        Feature("length", 1, -1.0), Feature("pronoun", 1, 0.1), Feature("of_the_future", 1, 9.0),
    ]  # fmt: skip
    say = words("en").get
    pro, contra = weighed(evidence, lambda name: say(f"evidence.{name}"), lambda name: say(f"against.{name}"))
    assert pro == ["words of the question in the sentence", "it holds what such a question asks for"]
    assert contra == ["it is long"]
    assert weighed([], lambda _: "x", lambda _: "x") == ([], [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_neither_stems_nor_numbers_are_shown(historian: Historian, language: str) -> None:
    embed = why_embed(historian.ask(ASKED), historian.knowledge, None, words(language))
    said = "\n".join(str(field.value) for field in embed.fields)
    assert "Treaty, Alliance, signed" in said
    assert "alli\n" not in said
    assert not any(char.isdigit() for char in said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_what_was_refused_nothing_is_said_to_answer(historian: Historian, language: str) -> None:
    say, refused = words(language), historian.ask("Who was the king of Denmark in 1950?")
    assert not refused.answered
    embed = why_embed(refused, historian.knowledge, None, say)
    named = [field.name for field in embed.fields]
    assert embed.title == say("card.why_not")
    assert say("why.missing") in named
    assert say("why.pro") not in named


def test_what_holds_no_reason_says_so(historian: Historian) -> None:
    answer = replace(historian.ask(ASKED), quote=None)
    assert "comes near" in str(why_embed(answer, historian.knowledge, None, words("en")).description)
    assert words_found(answer, historian.knowledge.articles[0]).found == ()
