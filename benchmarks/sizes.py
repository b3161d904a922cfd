"""Measure an engine over a folder of any size: python benchmarks/sizes.py FOLDER --engine tantivy --questions FILE.

Without the reader. The folder is read into the library that `--library` names, if it is not there yet; then a process
of its own opens it as a bot does, and asks; and `histbot ask` is started cold, against `import rank_bm25` in the same
run. `--cluster` starts the three nodes of the tests for `--engine opensearch` (`--heap`: what each may use), and fills
them as `histbot index` does. Processor time unless something else is said; memory is read from /proc (Linux).
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from histbot.historian import Historian
from histbot.settings import AnsweringSettings, LibrarySettings, OpenSearchSettings, Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_KIT = Path(__file__).parents[1] / "tests" / "engines"
_COLD = 7  # starts of a process, of which the median counts


def settings_of(given: argparse.Namespace, library: str, hosts: Sequence[str]) -> Settings:
    """Give the settings of a process that has a library of its own."""
    opensearch = OpenSearchSettings(tuple(hosts), index="sizes") if hosts else OpenSearchSettings()
    return Settings(
        given.folder,
        answering=AnsweringSettings(reader=False),
        library=LibrarySettings(library, given.engine),
        opensearch=opensearch,
    )


def variables(settings: Settings) -> dict[str, str]:
    """Give the same settings to a process that is started."""
    return {
        **os.environ,
        "HISTBOT_KNOWLEDGE": str(settings.knowledge),
        "HISTBOT_ANSWERING_READER": "false",
        "HISTBOT_LIBRARY_PATH": settings.library.path,
        "HISTBOT_LIBRARY_ENGINE": settings.library.engine,
        "HISTBOT_OPENSEARCH_HOSTS": ",".join(settings.opensearch.hosts),
        "HISTBOT_OPENSEARCH_INDEX": settings.opensearch.index,
    }


def spent(who: int = resource.RUSAGE_SELF) -> float:
    """Give the seconds of processor that this process, or its children, had until now."""
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def memory(name: str = "VmRSS") -> float:
    """Give the memory of this process in MB; of that, what it has for itself is `RssAnon`."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (line,) = [line for line in status.splitlines() if line.startswith(name)]
    return int(line.split()[1]) * 1024 / 1e6


def cold(command: Sequence[str], environ: Mapping[str, str]) -> tuple[float, float]:
    """Start a command again and again; give its median of seconds, and the most memory that it had, in MB."""
    used = []
    for _ in range(_COLD):
        started = subprocess.Popen(command, env=dict(environ), stdout=subprocess.DEVNULL)  # noqa: S603  # our own
        used.append(os.wait4(started.pid, 0)[2])
        started.returncode = 0
    seconds = statistics.median(each.ru_utime + each.ru_stime for each in used)
    return seconds, max(each.ru_maxrss for each in used) * 1024 / 1e6


def ask_as_a_bot(settings: Settings, questions: Sequence[str]) -> None:
    """Open, ask, and print what that takes; run in a process of its own."""
    begun = spent()
    historian = Historian(settings)
    knowledge = historian.knowledge
    print(f"opened: {spent() - begun:.2f} s, {memory():.0f} MB ({memory('RssAnon'):.0f} its own)")
    print(f"{len(knowledge.slugs):,} articles, {knowledge.passage_count:,} passages")
    engine = historian._snapshot.generation.index._engine  # noqa: SLF001  # what is to be measured
    found: list[tuple[float, float]] = []  # by the clock, of processor
    plain = engine.candidates

    def timed(*asked: Any) -> Any:
        clock, processor = time.perf_counter(), time.process_time()
        candidates = plain(*asked)
        found.append((time.perf_counter() - clock, time.process_time() - processor))
        return candidates

    engine.candidates = timed  # type: ignore[method-assign, assignment]
    taken = []
    for question in questions:
        at = time.process_time()
        historian.ask(question)
        taken.append(time.process_time() - at)
    first, rest = taken[: len(taken) // 2], taken[len(taken) // 2 :]
    print(f"a question: {_figures(rest)} (of the first half: {_figures(first)})")
    clock, processor = zip(*found[len(found) // 2 :], strict=True)
    print(f"candidates, {len(found) / len(taken):.1f} times a question: {_figures(processor)}")
    print(f"… by the clock: {_figures(clock)}")
    print(f"after {len(questions)} questions: {memory():.0f} MB ({memory('RssAnon'):.0f} its own)")


def _figures(seconds: Sequence[float]) -> str:
    ordered = sorted(1000 * each for each in seconds)
    return f"median {statistics.median(ordered):.1f} ms, 95th {ordered[int(len(ordered) * 0.95)]:.1f} ms"


@contextlib.contextmanager
def cluster(wanted: bool, heap: str) -> Iterator[Sequence[str]]:  # noqa: FBT001  # a switch of the command line
    """Start the three nodes of the tests, with a full optimiser and a heap of that size."""
    if not wanted:
        yield ()
        return
    sys.path.append(str(_KIT))
    from maven_cluster import RunningCluster, lay_out, running

    running._JVM[:] = [each for each in running._JVM if not each.startswith(("-Xm", "-XX:Tiered"))]  # noqa: SLF001
    running._JVM[:0] = [f"-Xms{heap}", f"-Xmx{heap}"]  # noqa: SLF001
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as run:
        lay_out(Path(home))
        nodes = RunningCluster(Path(home), Path(run))
        nodes.start()
        try:
            nodes.wait("green")
            yield nodes.hosts
            print(f"on the disk of three nodes: {_size(Path(run)) / 1e6:.0f} MB")
        finally:
            nodes.stop()


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def read(make: Callable[[], Historian]) -> None:
    """Read the folder, and print what that takes."""
    begun, before = time.perf_counter(), spent() + spent(resource.RUSAGE_CHILDREN)
    make()
    took = spent() + spent(resource.RUSAGE_CHILDREN) - before
    print(f"read: {took:.0f} s, {time.perf_counter() - begun:.0f} s by the clock", flush=True)


def main() -> None:
    """Measure, and print a line a figure."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--engine", choices=("embedded", "tantivy", "opensearch"), default="embedded")
    options.add_argument("--questions", type=Path, required=True)
    options.add_argument("--count", type=int, default=200, help="questions")
    options.add_argument("--library", required=True, help="a folder for libraries")
    options.add_argument("--cluster", action="store_true", help="start three nodes")
    options.add_argument("--heap", default="512m", help="of each")
    options.add_argument("--hosts", nargs="*", default=(), help="or use these")
    options.add_argument("--as-bot", action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.as_bot:
        lines = given.questions.read_text(encoding="utf-8").splitlines()
        asked = [json.loads(line)["question"] for line in lines]
        step = max(1, len(asked) // given.count)
        ask_as_a_bot(settings_of(given, given.library, given.hosts), asked[::step][: given.count])
        return
    with cluster(given.cluster, given.heap) as started:
        hosts = given.hosts or started
        job = settings_of(given, f"{given.library}/job" if hosts else given.library, hosts)
        read(lambda: Historian(job, publish=True, progress=None))
        bot = settings_of(given, given.library, hosts)
        print(f"on disk: {_size(Path(given.library)) / 1e6:.0f} MB", flush=True)
        again = [sys.executable, *sys.argv, "--as-bot", *(["--hosts", *hosts] if hosts else [])]
        subprocess.run(again, check=True)  # noqa: S603  # this file
        asking = [sys.executable, "-m", "histbot", "ask", "When did the siege of Vienna begin?"]
        bare, _ = cold([sys.executable, "-c", "import rank_bm25"], os.environ)
        took, most = cold(asking, variables(bot))
        print(f"cold ask: {took:.2f} s, {took / bare:.1f} times `import rank_bm25`, at most {most:.0f} MB")


if __name__ == "__main__":
    main()
