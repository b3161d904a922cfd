"""`histbot import`: what was asked for, a bar while it lasts, and what became of every source."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from histbot.cli.output.reading import bar
from histbot.errors import InputError
from histbot.importing import Target, Wanted, import_sources, titled
from histbot.showing import counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from histbot.importing import Report

_STEPS = 1000  # of the bar, a file


def run_import(  # noqa: PLR0913  # its options
    sources: Sequence[Path],
    folder: Path,
    *,
    titles: Path | None = None,
    category: str | None = None,
    dry_run: bool = False,
    as_json: bool = False,
) -> bool:
    """Import the sources into a folder and say what was done; gives whether every source could be read.

    Raises `InputError` for a list of titles that can't be read, and for sources that name nothing.
    """
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder}: is a file; name a folder with --to")
    wanted = Wanted(_titles(titles), titled(category.partition(":")[2] or category) if category else None)
    with bar("importing") as show:
        report = import_sources(
            sources,
            Target(folder, dry=dry_run),
            wanted,
            lambda number, of, share: show(int((number + share) * _STEPS), of * _STEPS),
        )
    if as_json:
        _show_json(report, folder)
    else:
        _show(report, folder, dry_run=dry_run)
    return not report.problems


def _titles(file: Path | None) -> frozenset[str]:
    if file is None:
        return frozenset()
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise InputError(f"{file}: can't be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise InputError(f"{file}: is not UTF-8; save it as UTF-8") from None
    titles = frozenset(titled(line) for line in lines if line.strip())
    if not titles:
        raise InputError(f"{file}: holds no title; write one a line")
    return titles


def _show(report: Report, folder: Path, *, dry_run: bool) -> None:
    for each in report.imported:
        beside = f" (beside {each.beside}, which is another article)" if each.beside else ""
        click.echo(f"{folder / each.file}: {each.title}{beside}")
    for problem in report.problems:
        click.echo(f"histbot: left out {problem}", err=True)
    done = "would be imported" if dry_run else "imported"
    there = f", {report.there:,} there already" if report.there else ""
    left = f", {len(report.problems):,} left out" if report.problems else ""
    click.echo(f"{counted(len(report.imported), 'article')} {done}{there}{left}", err=True)


def _show_json(report: Report, folder: Path) -> None:
    found = {
        "imported": [
            {"file": str(folder / each.file), "title": each.title, "source": each.source, "beside": each.beside}
            for each in report.imported
        ],
        "there": report.there,
        "problems": [{"file": each.file, "message": each.message} for each in report.problems],
    }
    json.dump(found, sys.stdout, ensure_ascii=False)
    click.echo()
