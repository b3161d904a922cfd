"""Whom a pronoun at the head of a sentence stands for."""

import pytest

from histbot.answering.evidence.antecedent import antecedent


@pytest.mark.parametrize(
    ("before", "pronoun", "name"),
    [
        (["Count Rudolf was born in 1395."], "He married Clara.", "Count Rudolf"),
        (["Rudolf of Tarn built it.", "He was old."], "His wife was Clara.", "Rudolf of Tarn"),
        (["Rudolf built it.", "Albrecht burnt it."], "He fled.", "Albrecht"),
        (["In 1420 a mill was built."], "He married Clara.", ""),
        (["Distrustful of Rudolf, the town rose."], "They failed.", ""),
        (["The river rises in the hills."], "They are steep.", ""),
        (["Rudolf was born in 1395."], "Clara married him.", ""),
        ([], "He married Clara.", ""),
    ],
)
def test_a_pronoun_stands_for_the_name_at_the_head_of_a_sentence_before(
    before: list[str], pronoun: str, name: str
) -> None:
    assert antecedent([*before, pronoun]) == name
