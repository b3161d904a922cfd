"""How many small faults in the core its tests find: the mutation score, by a sample.

    python benchmarks/mutants.py [--sample 150] [--seed 1] [--only knowledge/prose] [--wider]

A mutant is the source of one module with one thing changed: `<` to `<=`, `and` to `or`, a number by one, a result to
`None`. Each is run against the tests that mirror its module, in a process of its own, which compiles the changed tree
when the module is imported: no file is touched, and what takes long to load is loaded once, before the fork. With
`--wider`, what survives those is run against all tests of its floor. Printed are the survivors, a line each, and the
score. Not mutmut or cosmic-ray: the first copies the tree, makes all of some ten thousand mutants and runs the whole
suite to find out which test reaches which; the second starts pytest anew for each. Needs `os.fork`.

A mutant that changes nothing that can be seen (a constant that is a guess, a shortcut) survives every test; that is
why a score of 1 is not to be had.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import importlib
import os
import random
import signal
import sys
import time
from collections import Counter
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "histbot"
CORE = ("knowledge", "retrieval", "answering", "timeline")
DRAWN = ("timeline/chart", "timeline/exports")
LOADED = ("numpy", "discord", "simcord", "aiohttp", "hypothesis", "pytest", "Stemmer", "yaml", "rapidfuzz", "rank_bm25",
          "markdown_it", "_pytest.assertion.rewrite", "edtf", "jsonschema", "opensearchpy")  # fmt: skip
_OPTIONS = ("-x", "-q", "-n", "0", "-p", "no:randomly", "-p", "no:cacheprovider",
            "-W", "ignore:Module already imported:pytest.PytestAssertRewriteWarning")  # fmt: skip
_PATIENCE = 5  # times as long as its tests take unchanged; a mutant that takes longer is found out
_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip


class Mutant(NamedTuple):
    """A change of one module."""

    file: Path
    number: int
    """The place of the change among those of the file."""
    line: int
    said: str
    """What is changed to what."""


def changes(tree: ast.AST) -> Iterator[tuple[ast.AST, str, Callable[[], None]]]:
    """Give what can be changed in a tree: where, how it reads, and what does it."""
    for node in _code(tree):
        match node:
            case ast.Compare(ops=[op]) if (other := _COMPARED.get(type(op))) is not None:
                yield node, f"{_name(op)} → {other.__name__}", _setting(node, "ops", [other()])
            case ast.BoolOp(op=op):
                turned: ast.boolop = ast.Or() if isinstance(op, ast.And) else ast.And()
                yield node, f"{_name(op)} → {_name(turned)}", _setting(node, "op", turned)
            case ast.BinOp(op=op) if (swapped := _COUNTED.get(type(op))) is not None:
                yield node, f"{_name(op)} → {swapped.__name__}", _setting(node, "op", swapped())
            case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
                yield node, "condition denied", _setting(node, "test", ast.UnaryOp(ast.Not(), test))
            case ast.Constant(value=bool(value)):
                yield node, f"{value} → {not value}", _setting(node, "value", not value)
            case ast.Constant(value=int(value) | float(value)):
                yield node, f"{value} → {value + 1}", _setting(node, "value", value + 1)
            case ast.Return(value=ast.expr() as value) if not (isinstance(value, ast.Constant) and value.value is None):
                yield node, "result → None", _setting(node, "value", ast.Constant(None))


def _code(tree: ast.AST) -> Iterator[ast.AST]:
    """Walk over what is run: no annotations, nothing for types alone."""
    yield tree
    for name, value in ast.iter_fields(tree):
        if name in ("annotation", "returns", "decorator_list"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
                continue
            if isinstance(child, ast.AST):
                yield from _code(child)


def _name(node: ast.AST) -> str:
    return type(node).__name__


def _setting(node: ast.AST, name: str, value: Any) -> Callable[[], None]:
    return lambda: setattr(node, name, value)


def mutants_of(file: Path) -> list[Mutant]:
    """Give all mutants of a file."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return [Mutant(file, at, getattr(node, "lineno", 0), said) for at, (node, said, _) in enumerate(changes(tree))]


def mutated(mutant: Mutant) -> ast.Module:
    """Give the changed tree."""
    tree = ast.parse(mutant.file.read_text(encoding="utf-8"))
    *_, change = list(changes(tree))[mutant.number]
    change()
    return ast.fix_missing_locations(tree)


def mirrored(file: Path) -> Path:
    """Give the tests of a module: the file that mirrors it, else its room's, else its floor's."""
    within = file.relative_to(PACKAGE)
    own = ROOT / "tests" / within.with_name(f"test_{within.name}")
    room = ROOT / "tests" / within.parent
    if own.exists():
        return own
    return next(place for place in (room, *room.parents) if place.exists() and any(place.glob("test_*.py")))


def run(tests: Path, mutant: Mutant | None, limit: float) -> tuple[bool, float]:
    """Run tests in a fork over a mutant, or over what is there; tell whether they pass, and in how many seconds."""
    begun = time.monotonic()
    child = os.fork()
    if not child:
        _test(tests, mutant)
    while time.monotonic() - begun < limit:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) == 0, time.monotonic() - begun
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False, time.monotonic() - begun


def _test(tests: Path, mutant: Mutant | None) -> None:
    """Be the fork: import what was changed, run the tests, and end with 0 if they pass."""
    import pytest

    os.setpgid(0, 0)
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    if mutant is not None:
        _import_changed(mutant)
    code: Any = 1
    with contextlib.suppress(BaseException):
        code = pytest.main([*_OPTIONS, str(tests)])
    os._exit(int(code not in (0, 5)))


def _import_changed(mutant: Mutant) -> None:
    tree, ordinary = mutated(mutant), SourceFileLoader.get_code

    def get_code(self: SourceFileLoader, fullname: str) -> Any:
        if Path(self.path) == mutant.file:
            return compile(tree, self.path, "exec")
        return ordinary(self, fullname)

    SourceFileLoader.get_code = get_code  # type: ignore[assignment,method-assign]  # the fork's own


def judge(mutant: Mutant, usual: dict[Path, float], *, wider: bool) -> bool:
    """Tell whether a mutant is found out; `usual` keeps how long tests take over what is there."""
    places = [mirrored(mutant.file)]
    if wider:
        places.append(ROOT / "tests" / mutant.file.relative_to(PACKAGE).parts[0])
    for tests in dict.fromkeys(places):
        if tests not in usual:
            passed, usual[tests] = run(tests, None, 600)
            if not passed:
                sys.exit(f"{tests.relative_to(ROOT)} fails over what is there")
        if not run(tests, mutant, _PATIENCE * usual[tests] + 5)[0]:
            return True
    return False


def chosen(only: str | None, sample: int, seed: int) -> list[Mutant]:
    """Draw a sample of the core's mutants, or of one room's."""
    places = [only] if only else CORE
    files = sorted(file for place in places for file in _files(PACKAGE / place))
    files = [file for file in files if not any(file.is_relative_to(PACKAGE / drawn) for drawn in DRAWN)]
    every = [mutant for file in files for mutant in mutants_of(file)]
    print(f"{len(every)} mutants of {len(files)} modules; {min(sample, len(every))} of them drawn with seed {seed}")
    return sorted(random.Random(seed).sample(every, min(sample, len(every))))  # noqa: S311  # repeatable


def _files(place: Path) -> list[Path]:
    return [place] if place.is_file() else list(place.rglob("*.py"))


def main() -> None:
    """Draw, run, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=150, help="how many mutants")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="a room or a module below src/histbot")
    parser.add_argument("--wider", action="store_true", help="run what survives against all tests of its floor")
    given = parser.parse_args()
    os.chdir(ROOT)
    for name in LOADED:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    usual: dict[Path, float] = {}
    found, all_of = Counter[str](), Counter[str]()
    for mutant in chosen(given.only, given.sample, given.seed):
        within = mutant.file.relative_to(PACKAGE)
        all_of[within.parts[0]] += 1
        if judge(mutant, usual, wider=given.wider):
            found[within.parts[0]] += 1
        else:
            print(f"survives: {within}:{mutant.line}: {mutant.said}", flush=True)
    for floor, count in all_of.items():
        print(f"{floor}: {found[floor]} of {count} found out")
    print(f"mutation score {found.total() / max(1, all_of.total()):.2f}")


if __name__ == "__main__":
    main()
