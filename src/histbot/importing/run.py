"""Read every source, write what is new, and say what became of each: one bad file never stops the others."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from histbot.errors import InputError, Problem
from histbot.importing.formats import reader_of
from histbot.importing.sources import files_in
from histbot.knowledge.folder.decoding import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from histbot.importing.found import Found, Wanted
    from histbot.importing.target import Target


@dataclass(frozen=True, slots=True)
class Imported:
    """An article that was written, or would be."""

    file: str
    """Its file's name in the folder."""
    title: str
    """Its title."""
    source: str
    """The source it comes from, as it was named."""
    beside: str | None = None
    """The file that has the name it would have had, and was kept."""


@dataclass(slots=True)
class Report:
    """What an import did."""

    imported: list[Imported] = field(default_factory=list)
    """The articles written, in order."""
    there: int = 0
    """How many were there already."""
    problems: list[Problem] = field(default_factory=list)
    """What can't be read, and why."""


def import_sources(
    sources: Iterable[Path], target: Target, wanted: Wanted, progress: Callable[[int, int, float], None]
) -> Report:
    """Take the articles of all sources over; `progress` is told the file's number, how many, and its share read.

    Raises `InputError` if the sources name no file at all, `OutputError` if an article can't be written.
    """
    report = Report()
    files = list(files_in(sources, report.problems))
    if not files and not report.problems:
        raise InputError("the sources hold no file that can be imported; see `histbot import --help`")
    for number, file in enumerate(files):
        progress(number, len(files), 0.0)
        try:
            for found in reader_of(file)(file, wanted):
                _take(found, file, target, report)
                progress(number, len(files), found.done)
        except UnreadableError as error:
            report.problems.append(Problem(str(file), str(error)))
    return report


def _take(found: Found, file: Path, target: Target, report: Report) -> None:
    """Write one article, unless it is there; what can't be read of it is a problem of its own."""
    origin = f"{file.resolve().as_posix()}#{found.name}"
    if target.has(origin, found.revision):
        report.there += 1
        return
    try:
        draft = found.convert()
    except UnreadableError as error:
        report.problems.append(Problem(f"{file}: {found.name}" if found.name else str(file), str(error)))
        return
    name, beside = target.write(origin, found.revision, draft)
    report.imported.append(Imported(name, draft.title, str(file), beside))
