"""The files that a timeline is to be written to: refused before any work where they can't be meant."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from histbot.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

STDOUT = Path("-")


def checked(targets: Mapping[str, Path], *, as_json: bool) -> dict[str, Path]:
    """Give the targets by the option that names them.

    Raises `InputError` for one file that is named twice, two things for standard output, and a picture whose name
    says that it is no PNG.
    """
    named: dict[Path, str] = {STDOUT: "--json"} if as_json else {}
    for kind, file in targets.items():
        place = file if file == STDOUT else file.resolve()
        if place in named:
            where = "standard output" if file == STDOUT else str(file)
            raise InputError(f"{where}: both {named[place]} and --{kind} would be written there; name two files")
        named[place] = f"--{kind}"
    picture = targets.get("png", STDOUT)
    if picture.suffix.lower() not in ("", ".png"):
        raise InputError(f"{picture}: --png writes PNG; name it {picture.with_suffix('.png').name}")
    return dict(targets)
