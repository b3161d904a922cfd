"""A quiz: certain dates and things only, nothing given away, one point a question, nothing kept."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from stage import buttons, manager, place, texts

from histbot.discord_bot.process.client import HistbotClient
from histbot.discord_bot.quiz.quiz import quiz_message
from histbot.discord_bot.quiz.quiz_questions import BLANK, CHOICES, Question, date_questions, thing_questions
from histbot.discord_bot.quiz.quizzes import Quiz, Quizzes
from histbot.historian import Historian
from histbot.settings import Settings
from histbot.words import words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from simcord import Env

    from histbot.discord_bot.desk.desk import Desk
    from histbot.timeline import Event

LETTERS = "ABCD"


def questions(events: list[Event]) -> list[Question]:
    return list(date_questions(events, Random(1)))


def fillers(make: Callable[..., Event]) -> list[Event]:
    """Give events that can't be asked, but whose dates are choices."""
    return [
        make(f"18{number}", f"It was 18{number}.", date_text=f"18{number}", title=f"T{number}")
        for number in range(30, 40)
    ]


def test_a_certain_date_is_asked_with_four_choices(make_event: Callable[..., Event]) -> None:
    said = "The treaty of the two states was signed in 1835 by both kings."
    (asked,) = questions([make_event("1835", said, date_text="1835"), *fillers(make_event)])
    assert asked.shown == f"The treaty of the two states was signed in {BLANK} by both kings."
    assert len(set(asked.choices)) == CHOICES
    assert asked.choices[asked.right] == "1835"
    assert all(re.fullmatch(r"18\d\d", choice) for choice in asked.choices)
    assert asked.quote == said


@pytest.mark.parametrize(
    ("edtf", "text", "date_text"),
    [
        ("1835~", "The treaty of the two states was signed around 1835 by kings.", "1835"),
        ("183X", "The treaty of the two states was signed in the 1830s by kings.", "1830s"),
        ("1835-05", "The treaty of the two states was signed in May 1835 by the kings.", "May 1835"),
        ("1835", "The treaty of the two states was signed the next year by the kings.", "the next year"),
        ("1835", "It was signed by the kings of the two states there in 1835 at last.", "1835"),
        ("1835", "The treaty of 1834 between the two states was amended in 1835.", "1835"),
        ("1835", "- 1835 – Somebody, the sixteenth composer and painter of his town", "1835"),
        ("1835", "Signed in 1835.", "1835"),
    ],
)
def test_what_is_doubtful_or_given_away_is_not_asked(
    make_event: Callable[..., Event], edtf: str, text: str, date_text: str
) -> None:
    assert questions([make_event(edtf, text, date_text=date_text), *fillers(make_event)]) == []


def test_what_another_article_contradicts_is_not_asked(make_event: Callable[..., Event]) -> None:
    said = "The treaty of the two states was signed in 1835 by both kings."
    event = make_event("1835", said, date_text="1835", conflicts=(make_event("1836"),))
    assert questions([event, *fillers(make_event)]) == []


def test_a_sentence_with_two_dates_is_not_asked(make_event: Callable[..., Event]) -> None:
    said = "The treaty of the two states was signed in spring and again in 1835."
    events = [make_event("1835", said, date_text="1835"), make_event("1834-21", said, date_text="spring")]
    assert questions([*events, *fillers(make_event)]) == []


def test_things_are_asked_among_their_kind(tmp_path: Path) -> None:
    for number, name in enumerate(("Hastings", "Vienna", "Mohács", "Lepanto", "Austerlitz")):
        text = f"The Battle of {name} (fought long ago) was a decisive battle between army {number} and its enemy."
        (tmp_path / f"b{number}.md").write_text(f"# Battle of {name}\n\n{text}\n", encoding="utf-8")
    (tmp_path / "king.md").write_text(
        "# Otto\n\nOtto was a king of the Germans for many long years.\n", encoding="utf-8"
    )
    articles = Historian(Settings(tmp_path)).knowledge.articles
    made = list(thing_questions(articles, Random(1)))
    assert made == []  # "battle" stands in each sentence: it gives a part of the name away
    for file in tmp_path.glob("b*.md"):
        file.write_text(file.read_text(encoding="utf-8").replace("decisive battle", "decisive clash"), encoding="utf-8")
    made = list(thing_questions(Historian(Settings(tmp_path)).knowledge.articles, Random(1)))
    assert len(made) == 5
    for asked in made:
        assert asked.shown.startswith(f"{BLANK} was a decisive clash between army")
        assert set(asked.choices) <= {
            f"Battle of {name}" for name in ("Hastings", "Vienna", "Mohács", "Lepanto", "Austerlitz")
        }
        assert asked.choices[asked.right].removeprefix("Battle of ") in asked.quote


def test_no_question_of_the_shipped_article_gives_itself_away(historian: Historian) -> None:
    made = list(islice(date_questions(historian.timeline().events, Random(2)), 20))
    assert made
    for asked in made:
        assert not re.search(r"\d{3}", asked.shown)
        assert len(set(asked.choices)) == CHOICES


@pytest.fixture
def walls(desk: Desk, tmp_path: Path) -> None:
    """Give the desk an article of many certain dates."""
    said = " ".join(
        f"The wall of the {name} district was built by its {name} masons in {1700 + 7 * number}."
        for number, name in enumerate("red blue green white black brown grey golden".split())
    )
    (tmp_path / "walls.md").write_text(
        f"---\ntitle: Walls\nurl: https://example.org/w\n---\n{said}\n", encoding="utf-8"
    )
    desk.historian = Historian(Settings(tmp_path))


async def begin(env: Env) -> tuple[Any, Any, Any]:
    channel, member = place(env)
    return channel, member, (await member.slash(channel, "quiz")).response


def choice(desk: Desk, shown: Any, *, right: bool) -> str:
    """Give the custom_id of the right choice, or of a wrong one."""
    (quiz,) = desk.own(Quizzes)._running.values()
    wanted = quiz.questions[0].right
    places = [wanted] if right else [place for place in range(4) if place != wanted]
    return next(each for each in buttons(shown).values() if each.endswith(f":{places[0]}"))


@pytest.mark.usefixtures("walls")
async def test_the_first_right_answer_has_the_point_and_the_quote_tells(simcord_env: Env, desk: Desk) -> None:
    _, member, shown = await begin(simcord_env)
    other = simcord_env.guild.add_member(simcord_env.create_user("other"))
    wrong = await other.click(shown, custom_id=choice(desk, shown, right=False))
    assert wrong.ephemeral
    assert "That is not it" in texts(wrong.response)
    assert "once" in texts((await other.click(shown, custom_id=choice(desk, shown, right=True))).response)
    told = (await member.click(shown, custom_id=choice(desk, shown, right=True))).response
    assert f"<@{member.id}> 1" in texts(told)
    assert "](https://example.org/w" in texts(told)
    following = (await other.click(told, custom_id=buttons(told)["Next question"])).response
    assert "Question 2" in texts(following)
    assert "<@" in texts(following)


async def test_the_answer_is_told_to_who_tried_or_leads(simcord_env: Env, desk: Desk) -> None:
    _, member, shown = await begin(simcord_env)
    other = simcord_env.guild.add_member(simcord_env.create_user("other"))
    assert "Try it first" in texts((await other.click(shown, custom_id=buttons(shown)["Tell us"])).response)
    told = (await member.click(shown, custom_id=buttons(shown)["Tell us"])).response
    assert "✅" in texts(told)
    assert "Points" not in texts(told)


async def test_a_quiz_is_ended_by_who_began_it_or_a_moderator_and_forgotten(simcord_env: Env, desk: Desk) -> None:
    _, member, shown = await begin(simcord_env)
    other = simcord_env.guild.add_member(simcord_env.create_user("other"))
    told = (await member.click(shown, custom_id=choice(desk, shown, right=True))).response
    refused = await other.click(told, custom_id=buttons(told)["End the quiz"])
    assert "Only who began" in texts(refused.response)
    ended = (await manager(simcord_env).click(told, custom_id=buttons(told)["End the quiz"])).response
    assert f"<@{member.id}> 1" in texts(ended)
    assert buttons(ended) == {}
    assert len(desk.own(Quizzes)._running) == 0


async def test_after_a_restart_its_buttons_say_that_it_is_over(simcord_env: Env, desk: Desk) -> None:
    _, member, shown = await begin(simcord_env)
    desk.own(Quizzes)._running.clear()
    await simcord_env.restart_bot(HistbotClient(desk.historian, desk.bot_settings, None, desk))
    assert "is over" in texts((await member.click(shown, custom_id=buttons(shown)["Tell us"])).response)


def test_choices_that_a_phone_would_cut_off_stand_in_the_text(desk: Desk, make_event: Callable[..., Event]) -> None:
    said = "The treaty of the two states was signed in 1835 by both kings."
    (asked,) = questions([make_event("1835", said, date_text="1835"), *fillers(make_event)])
    long = tuple(f"The {name} Treaty of Friendship and Alliance" for name in ("First", "Second", "Third", "Fourth"))
    for choices, labels in ((asked.choices, [f"{a}  {b}" for a, b in zip(LETTERS, asked.choices, strict=True)]),
                            (long, list(LETTERS))):  # fmt: skip
        name = desk.own(Quizzes).begin(Quiz(1, [replace(asked, choices=choices)]))
        shown = quiz_message(desk, name, words("en"))
        assert shown.view is not None
        assert [item["label"] for row in shown.view.to_components() for item in row["components"]][:4] == labels
        assert (f"**C** {choices[2]}" in str(shown.embeds[0].description)) == (choices is long)


async def test_where_there_are_no_certain_dates_there_is_no_quiz(simcord_env: Env, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Nothing ever happened here.", encoding="utf-8")
    desk.historian = Historian(Settings(tmp_path))
    _, _, shown = await begin(simcord_env)
    assert "too little" in texts(shown)
