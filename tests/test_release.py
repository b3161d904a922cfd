"""Releases: the version in one place, a changelog that can be cut, every dependency told with its reason."""

from __future__ import annotations

import datetime as dt
import importlib.util
import re
import tomllib
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import histbot

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
DAY = dt.date(2026, 12, 1)


@pytest.fixture(scope="module")
def release() -> ModuleType:
    spec = importlib.util.spec_from_file_location("release", ROOT / "tools" / "release.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_version_stands_in_one_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "version" not in project
    assert version("histbot") == histbot.__version__


def test_a_version_is_put_into_the_package(release: ModuleType) -> None:
    source = release.VERSION.read_text(encoding="utf-8")
    cut = release.with_version(source, "99.0.0")
    assert '\n__version__ = "99.0.0"\n' in cut
    assert release.with_version(cut, "99.0.1").replace("99.0.1", histbot.__version__) == source


@pytest.mark.parametrize("wanted", ["1.2", "v1.2.3", "0.0.9", histbot.__version__])
def test_a_version_that_cant_be_next_is_refused(release: ModuleType, wanted: str) -> None:
    with pytest.raises(ValueError, match=re.escape(wanted)):
        release.with_version(release.VERSION.read_text(encoding="utf-8"), wanted)


def test_what_is_unreleased_goes_under_the_version(release: ModuleType) -> None:
    changes = "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- All.\n"
    cut = release.with_release(changes, "0.2.0", DAY)
    assert cut == "# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-12-01\n\n### Added\n\n- All.\n"
    with pytest.raises(ValueError, match="nothing stands under"):
        release.with_release(cut, "0.3.0", DAY)


def test_every_dependency_is_told_with_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    page = (ROOT / "docs" / "DEPENDENCIES.md").read_text(encoding="utf-8")
    extras = [each for name, extra in project["optional-dependencies"].items() if name != "test" for each in extra]
    for wanted in (*project["dependencies"], *extras):
        name = re.split(r"[>=; ]", wanted)[0]
        assert re.search(rf"^\| `{re.escape(name)}` \| \S+", page, re.MULTILINE), name


def test_every_licence_that_the_package_states_has_its_text() -> None:
    text = {file.name: file.read_text(encoding="utf-8") for file in (ROOT / "licenses").iterdir()}
    assert "Attribution-ShareAlike 4.0 International" in text["CC-BY-SA-4.0.txt"]
    for article in (ROOT / "knowledge").glob("*.md"):
        assert f"`knowledge/{article.name}`" in text["README.md"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert [pattern for pattern in project["license-files"] if not list(ROOT.glob(pattern))] == []
