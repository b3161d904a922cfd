"""Write the table of `docs/DEPENDENCIES.md`: what is installed beside histbot, what for, how large, which licence.

    python tools/dependencies.py          # in an environment in which histbot is installed with all its extras

What each is for stands beside it in `pyproject.toml`; what it weighs and its licence are read off what is installed.
"""

from __future__ import annotations

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"
PAGE = PROJECT.parent / "docs" / "DEPENDENCIES.md"
_LINE = re.compile(r'^\s*"([A-Za-z0-9._-]+)[^"]*",?\s*(?:#\s*(.*))?$')
_TABLE = re.compile(r"^(dependencies|import|tantivy|opensearch) = \[(.*)$")
_ONE_LINE = re.compile(r'^(tantivy|opensearch) = \["([A-Za-z0-9._-]+)[^"]*"\]\s*#\s*(.*)$')
_LICENSES = (
    ("Apache", "Apache-2.0"),
    ("BSD", "BSD"),
    ("MIT", "MIT"),
    ("GPL", "GPL"),
    ("PSF", "PSF"),
    ("Python", "PSF"),
)


def main() -> None:
    """Print the table."""
    for extra, rows in wanted().items():
        print(f"\n### {extra}\n\n| package | what for | installed, MB | licence |\n|---|---|---|---|")
        for name, reason in rows:
            print(f"| `{name}` | {reason} | {' | '.join(facts(name))} |")
    beside = sorted(others(), key=str.lower)
    print("\nWhat these bring along: " + ", ".join(f"`{name}` ({', '.join(facts(name))})" for name in beside) + ".")


def wanted() -> dict[str, list[tuple[str, str]]]:
    """Read what is asked for and why, by the extra that asks for it."""
    found: dict[str, list[tuple[str, str]]] = {}
    table = comment = ""
    for line in PROJECT.read_text(encoding="utf-8").splitlines():
        if single := _ONE_LINE.match(line):
            found[f"`histbot[{single[1]}]`"] = [(single[2], single[3])]
        elif begun := _TABLE.match(line):
            table = "always" if begun[1] == "dependencies" else f"`histbot[{begun[1]}]`"
            found[table] = []
        elif line.startswith("]"):
            table = ""
        elif table and line.strip().startswith("#"):
            comment = line.strip(" #")
        elif table and (each := _LINE.match(line)):
            found[table].append((each[1], each[2] or comment))
            comment = ""
    return found


def facts(name: str) -> tuple[str, str]:
    """Give what a package weighs, in MB, and its licence, as far as it is installed."""
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return "not on this platform", "–"
    size = sum(path.stat().st_size for file in found.files or () if (path := Path(str(file.locate()))).is_file())
    return f"{size / 1e6:.1f}", _license(found)


def _license(found: Distribution) -> str:
    said, named = _told(found, "License-Expression"), _told(found, "License").split("\n")[0]
    classified = [each for each in found.metadata.get_all("Classifier") or () if each.startswith("License ::")]
    told = " ".join(classified) or named
    return said or next((short for word, short in _LICENSES if word in told), told or "not said")


def _told(found: Distribution, field: str) -> str:
    return next(iter(found.metadata.get_all(field) or ()), "")


def others() -> set[str]:
    """Name what the packages that are always installed bring along."""
    named = {_key(name) for rows in wanted().values() for name, _ in rows}
    found, waiting = set[str](), [name for name, _ in wanted()["always"]]
    while waiting:
        for name in _required(waiting.pop()):
            if _key(name) not in named and name not in found:
                found.add(name)
                waiting.append(name)
    return found


def _required(name: str) -> Iterator[str]:
    """Name what a package needs on this platform, and is installed."""
    try:
        for each in distribution(name).requires or ():
            if "extra ==" not in each and (needed := re.match(r"[A-Za-z0-9._-]+", each)):
                distribution(needed[0])
                yield needed[0]
    except PackageNotFoundError:
        return


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    main()
