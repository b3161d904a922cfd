"""What was asked in vain or thumbed down in Discord, for the curator of the articles."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

import click

from histbot.knowledge import visible
from histbot.showing import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from histbot.settings import Settings
    from histbot.storage import Unanswered


def list_unanswered(settings: Settings, server: int | None, limit: int, form: str) -> bool:
    """Write the list as text, csv or json; tell whether there is anything on it. Raises `StorageError`."""
    from histbot.discord_bot.process.health import data_folder
    from histbot.storage import FILE, open_store, unanswered_csv

    folder = data_folder(settings)
    rows: list[Unanswered] = []
    if (folder / FILE).exists():  # else: made by the bot when it is first run, not by those who look
        store = open_store(folder)
        rows = [_seen(row) for row in store.unanswered(server, limit)]
        store.close()
    if form == "csv":
        unanswered_csv(rows, sys.stdout)
    elif form == "json":
        click.echo(json.dumps([asdict(row) for row in rows], ensure_ascii=False))
    else:
        show_unanswered(rows)
    return bool(rows)


def _seen(row: Unanswered) -> Unanswered:
    """Take out of what people typed what a terminal would obey."""
    return replace(row, question=visible(row.question), reasons=tuple(map(visible, row.reasons)))


def show_unanswered(rows: Sequence[Unanswered]) -> None:
    """Print the questions, what was asked most often first."""
    if not rows:
        click.echo("nothing was asked in vain", err=True)
    for row in rows:
        click.echo(f"{row.missed} in vain, {counted(row.disliked, 'thumb')} down: {row.question}")
        if row.nearest:
            click.echo(f"    nearest: {row.nearest} ({row.place})")
        for reason in row.reasons:
            click.echo(f"    said: {reason}")
