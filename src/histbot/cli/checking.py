"""What `histbot check` found, as lines and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from histbot.errors import Problem
    from histbot.historian import Historian


def show_check(sources: Iterable[str], historian: Historian, problems: Sequence[Problem]) -> None:
    """Print where settings come from and how many articles are fine; the problems go to stderr."""
    for source in sources:
        click.echo(source)
    click.echo(f"library: {historian.library}")
    for problem in problems:
        click.echo(str(problem), err=True)
    knowledge = historian.knowledge
    click.echo(f"{len(knowledge.slugs)} articles, {knowledge.passage_count} passages are fine")


def show_check_json(sources: Iterable[str], historian: Historian, problems: Sequence[Problem]) -> None:
    """Print the same as one JSON object."""
    found = {
        "articles": len(historian.knowledge.slugs),
        "passages": historian.knowledge.passage_count,
        "library": str(historian.library),
        "sources": list(sources),
        "problems": [
            {"file": each.file, "line": each.line, "message": each.message, "harmless": each.harmless}
            for each in problems
        ],
    }
    click.echo(json.dumps(found, ensure_ascii=False))
