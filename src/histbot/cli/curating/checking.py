"""What `histbot check` found, as lines and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from histbot.engines import suitable
from histbot.showing import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from histbot.errors import Problem
    from histbot.historian import Historian
    from histbot.settings import Settings


def show_check(settings: Settings, historian: Historian, problems: Sequence[Problem]) -> None:
    """Print where settings come from and how many articles are fine; the problems go to stderr."""
    for source in settings.sources:
        click.echo(source)
    click.echo(f"library: {historian.library}")
    click.echo(f"engine: {_engine(settings, historian)}")
    for problem in problems:
        click.echo(str(problem), err=True)
    knowledge = historian.knowledge
    articles, passages = counted(len(knowledge.slugs), "article"), counted(knowledge.passage_count, "passage")
    click.echo(f"{articles}, {passages}: fine")


def show_check_json(settings: Settings, historian: Historian, problems: Sequence[Problem]) -> None:
    """Print the same as one JSON object."""
    found = {
        "articles": len(historian.knowledge.slugs),
        "passages": historian.knowledge.passage_count,
        "library": str(historian.library),
        "engine": settings.library.engine,
        "suitable": suitable(historian.knowledge.passage_count),
        "sources": list(settings.sources),
        "problems": [
            {"file": each.file, "line": each.line, "message": each.message, "harmless": each.harmless}
            for each in problems
        ],
    }
    click.echo(json.dumps(found, ensure_ascii=False))


def _engine(settings: Settings, historian: Historian) -> str:
    """Say which engine is in use, and which would suit."""
    used, fits = settings.library.engine, suitable(historian.knowledge.passage_count)
    suits = "which suits so many passages" if used == fits else f"on one machine {fits} would suit so many passages"
    return f"{used}, {suits}"
