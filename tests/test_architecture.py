"""The house: imports run down and never in a circle, rooms and modules are small, heavy libraries wait."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import histbot

ROOT = Path(histbot.__file__).parent
TESTS = Path(__file__).parent
FLOORS = (
    "errors resources settings threads words storage languages knowledge showing retrieval reader timeline library "
    "engines answering chronicle historian importing discord_bot cli"
).split()
FILES, MODULE, FUNCTION = 12, 300, 44  # in a room; lines of a module, of a function


def named(file: Path) -> str:
    parts = ("histbot", *file.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILE_OF = {named(file): file for file in sorted(ROOT.rglob("*.py")) if "_data" not in file.parts}
MODULES = sorted(FILE_OF.keys() - {"histbot.__main__"})


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(FILE_OF[module].read_text(encoding="utf-8"))


@cache
def imported(module: str) -> frozenset[str]:
    """Give the modules of ours that one imports: at once, when it is called, or for its types alone."""
    pairs = (
        (node.module, name.name)
        for node in ast.walk(tree(module))
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "histbot"
        for name in node.names
    )
    used = {whole if (whole := f"{source}.{name}") in FILE_OF else str(source) for source, name in pairs}
    return frozenset(used - {module})


def floor(module: str) -> str:
    return [*module.split("."), ""][1]


def room(module: str) -> str:
    """Give the folder of a module; a file beside folders is a room of its own."""
    folder = FILE_OF[module].parent
    return module if any(folder.glob("*/__init__.py")) else named(folder / "__init__.py")


def circle(graph: dict[str, set[str]]) -> list[str]:
    """Give a circle of the graph, if there is one."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        found: list[str] = error.args[1]
        return found
    return []


@pytest.mark.parametrize("module", MODULES)
def test_imports_run_down(module: str) -> None:
    used = {floor(name) for name in imported(module)} - {""}
    own = floor(module)
    assert not own or all(FLOORS.index(name) <= FLOORS.index(own) for name in used)


def test_no_module_imports_itself_by_way_of_others() -> None:
    assert circle({module: set(imported(module)) for module in MODULES}) == []


def test_no_room_imports_itself_by_way_of_others() -> None:
    graph: dict[str, set[str]] = {}
    for module in MODULES:
        graph.setdefault(room(module), set()).update({room(name) for name in imported(module)} - {room(module)})
    assert circle(graph) == []


def test_a_circle_is_found() -> None:
    assert sorted(circle({"a": {"b"}, "b": {"c"}, "c": {"a"}})[1:]) == ["a", "b", "c"]


@pytest.mark.parametrize("house", [ROOT, TESTS], ids=["histbot", "tests"])
def test_a_room_holds_a_dozen_files_at_most(house: Path) -> None:
    folders = {each.parent for each in house.rglob("*.py")}
    held = {each: sum(file.is_file() and file.suffix != ".pyc" for file in each.iterdir()) for each in folders}
    # Folders that hold data alone have a file a language, or an article, or a month.
    assert [f"{each.relative_to(house)}: {count}" for each, count in held.items() if count > FILES] == []


def test_no_two_test_files_share_a_name() -> None:
    names = Counter(file.name for file in TESTS.rglob("test_*.py"))
    assert [name for name, count in names.items() if count > 1] == []  # mypy knows them by it


def test_modules_and_functions_are_short() -> None:
    long = [
        f"{module}: {lines} lines"
        for module, file in FILE_OF.items()
        if (lines := file.read_text(encoding="utf-8").count("\n")) > MODULE
    ]
    long += [
        f"{module}.{node.name}: {lines} lines"
        for module in FILE_OF
        for node in ast.walk(tree(module))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION
    ]
    assert long == []


def test_what_the_map_of_the_house_names_exists() -> None:
    house = (TESTS.parent / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.+?) \|", house, re.MULTILINE)
    missing = []
    for row in rows:
        beside = ROOT
        for name in re.findall(r"`([\w/.]+)`", row):
            place = next((each for each in (ROOT / name, beside / name) if each.exists()), None)
            missing += [] if place else [name]
            beside = (place or beside / name).parent
    assert (missing, len(rows) > 50) == ([], True)


@pytest.mark.parametrize("module", ["histbot", *MODULES])
def test_what_is_exported_exists(module: str) -> None:
    loaded = importlib.import_module(module)
    assert all(hasattr(loaded, name) for name in getattr(loaded, "__all__", ()))


def test_asking_loads_nothing_heavy() -> None:
    code = (
        "import sys; from histbot.cli.app import cli; cli(['ask', 'When was Prague freed?'], standalone_mode=False);"
        "print(sorted({'discord', 'matplotlib', 'prompt_toolkit', 'aiohttp', 'pydantic'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.endswith("[]\n")
