"""One question after another, with history and the bot's own slash commands."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from histbot.cli.render import show_answer, show_articles
from histbot.errors import HistbotError

if TYPE_CHECKING:
    from collections.abc import Callable

    from histbot.historian import Historian
    from histbot.timeline import Timeline

_HELP = """Ask a question, or type
  /ask QUESTION     the same
  /timeline TOPIC   what happened, in order; without a topic everything
  /onthisday DATE   what happened on a day (9 May) in any year; without one today's
  /articles         the articles
  /about            what this is
  /why              the evidence for the last answer
  /reload           read the articles anew
  /quit             leave (or Ctrl-D)"""
_ABOUT = "histbot quotes the articles its curators chose, and says so when they don't answer."


def chat(historian: Historian, article: str | None) -> None:
    """Read lines until the end of input or `/quit`."""
    read = _reader()
    click.echo(f"{len(historian.knowledge.articles)} articles. Ask a question; /help lists more.", err=True)
    last = ""
    while True:
        try:
            line = read().strip()
        except EOFError:
            return
        except KeyboardInterrupt:
            continue
        if line in ("/quit", "/exit"):
            return
        try:
            last = _handle(historian, article, line, last)
        except HistbotError as error:
            click.echo(str(error), err=True)


def _handle(historian: Historian, article: str | None, line: str, last: str) -> str:
    command, _, rest = line.partition(" ")
    question = rest if command == "/ask" else line
    if not question.strip():
        return last
    if command == "/help":
        click.echo(_HELP)
    elif command == "/about":
        click.echo(_ABOUT)
    elif command == "/articles":
        show_articles(historian.knowledge)
    elif command == "/timeline":
        _show_timeline(historian.timeline(rest, article=article))
    elif command == "/onthisday":
        from histbot.cli.timeline import on_day

        _show_timeline(on_day(historian, rest, article))
    elif command == "/reload":
        click.echo(f"{len(historian.reload().articles)} articles")
    elif command == "/why" and last:
        show_answer(historian.ask(last, article), historian.knowledge, why=True)
    elif command.startswith("/") and command != "/ask":
        click.echo(f"there is no {command} here; /help lists what there is")
    else:
        show_answer(historian.ask(question, article), historian.knowledge)
        return question
    return last


def _show_timeline(found: Timeline) -> None:
    from histbot.cli.timeline import show_events

    for note in found.notes:
        click.echo(note)
    show_events(found.events)


def _reader() -> Callable[[], str]:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return input
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import WordCompleter

    words = WordCompleter(
        ["/ask", "/timeline", "/onthisday", "/articles", "/about", "/why", "/reload", "/help", "/quit"], sentence=True
    )
    session: PromptSession[str] = PromptSession(completer=words, complete_while_typing=False)
    return lambda: session.prompt("? ")
