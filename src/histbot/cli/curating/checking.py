"""What `histbot check` found, as lines and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from histbot.engines import suitable
from histbot.languages import has_stems, name_of
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
    click.echo(f"languages: {', '.join(map(_spoken, knowledge.languages.items()))}")
    click.echo(f"{articles}, {passages}: fine")


def show_check_json(settings: Settings, historian: Historian, problems: Sequence[Problem]) -> None:
    """Print the same as one JSON object."""
    found = {
        "articles": len(historian.knowledge.slugs),
        "passages": historian.knowledge.passage_count,
        "library": str(historian.library),
        "engine": settings.library.engine,
        "suitable": suitable(historian.knowledge.passage_count),
        "languages": historian.knowledge.languages,
        "sources": list(settings.sources),
        "problems": [
            {"file": each.file, "line": each.line, "message": each.message, "harmless": each.harmless}
            for each in problems
        ],
    }
    click.echo(json.dumps(found, ensure_ascii=False))


def _spoken(counted: tuple[str, int]) -> str:
    """Say how many articles are in a language, and if its words are known by their letters alone."""
    language, count = counted
    if not language:
        return f"none of its own {count} (short or mixed: read as most are)"
    return f"{name_of(language)} {count}" + ("" if has_stems(language) else " (endings unknown: words as they stand)")


def _engine(settings: Settings, historian: Historian) -> str:
    """Say which engine is in use, and which would suit."""
    used, fits = settings.library.engine, suitable(historian.knowledge.passage_count)
    suits = "which suits so many passages" if used == fits else f"on one machine {fits} would suit so many passages"
    return f"{used}, {suits}"
