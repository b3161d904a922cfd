"""`histbot import`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from histbot.cli.options import ANSWERED, FILE, WRONG, common, wants_json


@click.command("import", short_help="Turn documents into articles.")
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--to", "folder", required=True, type=click.Path(path_type=Path), help="Write the articles here.")
@click.option("--titles", type=FILE, help="Of wikis and archives, take the titles of this file only, one a line.")
@click.option("--category", help="Of wikis and archives, take the articles of this category only.")
@click.option("--dry-run", is_flag=True, help="Read everything, write nothing, say what would be written.")
@common
@click.pass_context
def import_(context: click.Context, /, sources: tuple[Path, ...], folder: Path, **choice: Any) -> None:
    """Turn SOURCES into articles: HTML, PDF, EPUB, DOCX, ODT, exports of MediaWiki, Kiwix archives (.zim), folders.

    What was imported before is left as it is, so that a run that was stopped goes on; so is every other article of
    the folder.
    """
    from histbot.cli.curating.importing import run_import

    whole = run_import(sources, folder, as_json=wants_json(context), **choice)
    context.exit(ANSWERED if whole else WRONG)
