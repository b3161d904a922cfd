"""What counts as right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from histbot.answering import Evaluation, Expectation, judge

if TYPE_CHECKING:
    from histbot.historian import Historian

QUESTION = "When was the Treaty of Alliance signed?"


@pytest.mark.parametrize(
    ("answers", "paragraph", "handled"),
    [
        (("may 16 1935",), None, True),
        (("1936", "May 16, 1935"), None, True),
        (("1936",), None, False),
        (("6, 1935",), None, False),  # words, not letters
        ((), None, False),
        (("May 16, 1935",), "Elsewhere.", False),
    ],
)
def test_the_quote_holds_the_answer_as_words(
    historian: Historian,
    answers: tuple[str, ...],
    paragraph: str | None,
    handled: bool,  # noqa: FBT001
) -> None:
    expected = Expectation("1", QUESTION, None, answers, paragraph)
    assert judge(expected, historian.ask(QUESTION)).handled == handled


def test_a_refusal_is_right_where_no_answer_is_expected(historian: Historian) -> None:
    asked = "Who won the 1998 World Cup?"
    assert judge(Expectation("1", asked, None, ()), historian.ask(asked)).handled


def test_the_share_is_of_all_questions(historian: Historian) -> None:
    expected = [Expectation("1", QUESTION, None, ("1935",)), Expectation("2", QUESTION, None, ("1936",))]
    found = Evaluation(tuple(judge(each, historian.ask(QUESTION)) for each in expected))
    assert found.share == 0.5
    assert [each.expected.id for each in found.failures] == ["2"]
