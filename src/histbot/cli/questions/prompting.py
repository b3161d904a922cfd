"""The line editor of `histbot chat`: a history that lasts, and what the Tab key offers."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from histbot.cli.output.terminal import moving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from prompt_toolkit.completion import CompleteEvent, Completer, Completion
    from prompt_toolkit.document import Document
    from prompt_toolkit.history import History

    from histbot.historian import Historian

_KEPT = 1000  # lines of the history
_OFFERED = 8
_LONGEST_NAME = 5  # words of a title that are looked for
_FROM = 3  # characters of a title's beginning that say which


def history_file() -> Path:
    """Give the file in which the lines typed into `histbot chat` last, on this machine and nowhere else."""
    import platformdirs

    return Path(platformdirs.user_state_dir("histbot", appauthor=False), "chat-history")


def prompt(commands: Iterable[str], historian: Historian) -> Callable[[], str]:
    """Give what reads a line: plain input, but on a terminal an editor with history and completion."""
    if not (moving(sys.stdin) and moving(sys.stdout)):
        return (lambda: input("? ")) if sys.stdin.isatty() else input
    from prompt_toolkit import PromptSession

    session: PromptSession[str] = PromptSession(
        completer=completer(list(commands), historian), complete_while_typing=False, history=history(history_file())
    )
    return lambda: session.prompt("? ")


def history(file: Path) -> History:
    """Give a history kept in `file`, the last thousand lines of it; where it can't be, one that ends with the chat."""
    from prompt_toolkit.history import History

    class Lasting(History):
        def load_history_strings(self) -> Iterable[str]:
            return reversed(read_history(file))

        def store_string(self, string: str) -> None:
            line = " ".join(string.split())
            if line:
                _write(file, [*read_history(file), line][-_KEPT:])

    return Lasting()


def read_history(file: Path) -> list[str]:
    """Give the lines of a history, the oldest first; none if it can't be read."""
    try:
        return file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []


def _write(file: Path, lines: list[str]) -> None:
    """Replace the history, readable by its owner only; a folder that can't be written to ends no chat."""
    fresh = file.with_suffix(f".{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh.touch(mode=0o600)
        fresh.write_text("\n".join(lines) + "\n", encoding="utf-8")
        fresh.replace(file)
    except OSError:
        with suppress(OSError):
            fresh.unlink()


def forget_history() -> None:
    """Delete the lines that were typed."""
    history_file().unlink(missing_ok=True)


def completer(commands: list[str], historian: Historian) -> Completer:
    """Give what completes commands at a line's beginning, slugs where one is asked for, titles anywhere else."""
    from prompt_toolkit.completion import Completer, Completion

    class Offers(Completer):
        def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
            del complete_event
            for text, typed, said in offers(document.text_before_cursor, commands, historian):
                yield Completion(text, start_position=-len(typed), display_meta=said)

    return Offers()


def offers(line: str, commands: list[str], historian: Historian) -> list[tuple[str, str, str]]:
    """Give what may stand in the place of the end of a line: the text, what was typed of it, what it is."""
    command, blank, rest = line.partition(" ")
    if line.startswith("/") and not blank:
        return [(each, command, "") for each in commands if each.startswith(command)]
    if command == "/only":
        return [(each.slug, rest, each.title) for each in historian.matching(rest, _OFFERED)]
    words = line.split(" ")
    for count in range(min(len(words), _LONGEST_NAME), 0, -1):
        typed = " ".join(words[-count:])
        found = historian.matching(typed, _OFFERED) if len(typed) >= _FROM else []
        if named := [(each.title, typed, "") for each in found if _begins(each.title, typed)]:
            return named
    return []


def _begins(title: str, typed: str) -> bool:
    return title.casefold().startswith(typed.casefold())
