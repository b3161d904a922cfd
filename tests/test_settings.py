"""Settings: where they come from, and every problem at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from histbot.errors import SettingsError
from histbot.resources import data_path
from histbot.settings import AnsweringSettings, load_settings


def test_the_shipped_file_says_the_defaults(tmp_path: Path) -> None:
    settings = load_settings(environ={}, cwd=tmp_path)
    assert settings.answering == AnsweringSettings()
    assert settings.knowledge == data_path("knowledge")


def test_variables_come_before_the_file(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "histbot.toml").write_text("[answering]\npassages = 5\nanswer_from = 0.7\n")
    settings = load_settings(environ={"HISTBOT_ANSWERING_PASSAGES": "2"}, cwd=tmp_path)
    assert settings.answering == AnsweringSettings(answer_from=0.7, passages=2)


def test_the_knowledge_folder_is_the_first_named(tmp_path: Path) -> None:
    (tmp_path / "knowledge").mkdir()
    assert load_settings(environ={}, cwd=tmp_path).knowledge == tmp_path / "knowledge"
    environ = {"HISTBOT_KNOWLEDGE": "b"}
    assert load_settings(environ=environ, cwd=tmp_path).knowledge == Path("b")
    assert load_settings(knowledge=Path("c"), environ=environ, cwd=tmp_path).knowledge == Path("c")


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text('anwering = 1\n[answering]\nanswer_from = 2\npasages = 1\n[discord]\nprivate = "yes"\n')
    with pytest.raises(SettingsError) as caught:
        load_settings(file, environ={"HISTBOT_STORAGE_PAHT": "x"}, cwd=tmp_path)
    said = [problem.message for problem in caught.value.problems]
    assert len(said) == 5
    assert any("answering.answer_from is 2" in message for message in said)
    assert any("did you mean 'passages'" in message for message in said)
    assert any("did you mean 'answering'" in message for message in said)
    assert any("did you mean 'HISTBOT_STORAGE_PATH'" in message for message in said)


@pytest.mark.parametrize("content", ["a = ", "[answering", "answering = 3"])
def test_a_broken_file_is_named(tmp_path: Path, content: str) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text(content)
    with pytest.raises(SettingsError, match=r"wrong\.toml"):
        load_settings(file, environ={}, cwd=tmp_path)


def test_no_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="--config"):
        load_settings(tmp_path / "none.toml", environ={}, cwd=tmp_path)
