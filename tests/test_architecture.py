"""The house: imports run down, heavy libraries wait, and every `__all__` is true."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import histbot

ROOT = Path(histbot.__file__).parent
ROOMS = (
    "errors resources settings words storage knowledge showing retrieval reader timeline library engines answering "
    "historian importing discord_bot cli"
).split()
MODULES = [info.name for info in pkgutil.walk_packages([str(ROOT)], "histbot.") if info.name != "histbot.__main__"]


def room(module: str) -> str:
    return [*module.split("."), ""][1]


@pytest.mark.parametrize("module", MODULES)
def test_imports_run_down(module: str) -> None:
    spec = importlib.util.find_spec(module)
    assert spec is not None
    assert spec.origin is not None
    tree = ast.parse(Path(spec.origin).read_text(encoding="utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    used = {room(name) for name in imported if name.startswith("histbot.")}
    assert all(ROOMS.index(name) <= ROOMS.index(room(module)) for name in used)


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
