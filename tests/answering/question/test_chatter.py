"""Questions for the articles, told from people talking."""

from __future__ import annotations

import pytest

from histbot.answering import is_question


@pytest.mark.parametrize(
    "text",
    [
        "Who won the 1998 World Cup?",
        "when was prague liberated",
        "In which year was the treaty signed?",
        "Does anyone know when the treaty was signed?",
        "can you tell me who Beneš was?",
        "Did the USSR recognise Czechoslovakia",
        "hey, why did Kramář dislike the Bolsheviks?",
        "And when was it ceded?",
        "explain the Treaty of Alliance",
        "Kdy byla osvobozena Praha?",
        "Когда освободили Прагу?",
    ],
)
def test_a_question_is_told(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "how are you?",
        "lol what",
        "anyone up for a game?",
        "What do you think?",
        "are you a bot?",
        "I think the war began in 1939.",
        "thanks!",
        "nice",
        "what a day!",
        "who else is coming tonight?",
        "is this true?",
        "can I ask something?",
        "did you see https://example.org?",
        "The treaty was signed in 1935",
    ],
)
def test_talk_is_told(text: str) -> None:
    assert not is_question(text)
