"""Cut a release, and build it so that everyone gets the same bytes.

    python tools/release.py cut 0.2.0 [--date 2026-12-01]   # version and changelog, in the tree
    python tools/release.py build dist                      # wheel and sdist of the last commit, built twice

The version stands in `src/histbot/__init__.py` and nowhere else. `build` reads what git has, not the working tree, and
takes the commit's time for every file (`SOURCE_DATE_EPOCH`), so that who builds the same commit with the same version
of hatchling gets the same digests. `docs/RELEASING.md` has all the steps.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VERSION = ROOT / "src" / "histbot" / "__init__.py"
CHANGELOG = ROOT / "CHANGELOG.md"
_VERSION_LINE = re.compile(r'^__version__ = "(.+)"$', re.MULTILINE)
_UNRELEASED = "## [Unreleased]\n"


def main() -> None:
    """Do what is asked for; exit 2 with a line that says what to mend."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    cutting = commands.add_parser("cut")
    cutting.add_argument("version")
    cutting.add_argument("--date", type=dt.date.fromisoformat, default=dt.datetime.now(dt.UTC).date())
    building = commands.add_parser("build")
    building.add_argument("folder", type=Path)
    given = parser.parse_args()
    try:
        if given.command == "cut":
            cut(given.version, given.date)
        else:
            build(given.folder)
    except ValueError as error:
        print(f"release: {error}", file=sys.stderr)
        sys.exit(2)


def cut(version: str, date: dt.date) -> None:
    """Write the version into the package and above what is unreleased; raises `ValueError` if it can't be next."""
    source, changes = VERSION.read_text(encoding="utf-8"), CHANGELOG.read_text(encoding="utf-8")
    VERSION.write_text(with_version(source, version), encoding="utf-8")
    CHANGELOG.write_text(with_release(changes, version, date), encoding="utf-8")
    print(f"now: git commit -am 'Release {version}' && git tag v{version} && python tools/release.py build dist")


def with_version(source: str, version: str) -> str:
    """Give the package's source with another version; raises `ValueError` for one that is no later one."""
    found = _VERSION_LINE.search(source)
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        raise ValueError(f"{version!r} is no version; write it as 0.2.0")
    if found is None or _numbers(version) <= _numbers(found[1]):
        raise ValueError(f"{version} does not come after {found[1] if found else 'nothing'}")
    return _VERSION_LINE.sub(f'__version__ = "{version}"', source)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def with_release(changes: str, version: str, date: dt.date) -> str:
    """Give the changelog with what is unreleased under a version; raises `ValueError` if there is nothing."""
    before, heading, after = changes.partition(_UNRELEASED)
    if not heading or not re.match(r"\n+### ", after):
        raise ValueError(f"{CHANGELOG.name}: nothing stands under [Unreleased]")
    return f"{before}{heading}\n## [{version}] - {date.isoformat()}\n{after}"


def build(folder: Path) -> None:
    """Build wheel and sdist of the last commit twice, in folders that differ; raises `ValueError` if they do, too."""
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        made = [_built(Path(first), umask=0o022), _built(Path(second), umask=0o077)]
        digests = [{file.name: _digest(file) for file in files} for files in made]
        if digests[0] != digests[1]:
            raise ValueError(f"two builds of one commit differ: {digests}")
        folder.mkdir(parents=True, exist_ok=True)
        for file in made[0]:
            shutil.copy(file, folder)
            print(f"{_digest(file)}  {folder / file.name}")


def _built(at: Path, umask: int) -> list[Path]:
    """Unpack the last commit and build it there, with files readable as `umask` leaves them."""
    tree = at / f"tree-{umask:o}"
    content = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=BytesIO(content)) as archive:
        archive.extractall(tree, filter="data")
    for path in tree.rglob("*"):
        path.chmod(path.stat().st_mode & ~umask)
    time = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, check=True).stdout
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(at / "dist")]
    given = {**os.environ, "SOURCE_DATE_EPOCH": time.decode().strip()}
    subprocess.run(command, cwd=tree, env=given, check=True, capture_output=True)
    return sorted((at / "dist").iterdir())


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
