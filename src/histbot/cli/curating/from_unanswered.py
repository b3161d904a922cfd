"""`histbot evaluate --from-unanswered`: what was asked in vain in Discord, put to the articles as they are now."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from histbot.answering import answer_json
from histbot.answering.question.followup import BEHIND
from histbot.knowledge import plain, visible
from histbot.showing import counted

if TYPE_CHECKING:
    from histbot.answering import Answer
    from histbot.historian import Historian
    from histbot.settings import Settings
    from histbot.storage import Unanswered


def try_again(historian: Historian, settings: Settings) -> list[tuple[Unanswered, Answer]]:
    """Ask every question that is open once more; raises `StorageError`."""
    from histbot.discord_bot.process.health import data_folder
    from histbot.storage import FILE, open_store

    folder = data_folder(settings)
    if not (folder / FILE).exists():  # made by the bot when it is first run, not by those who look
        return []
    store = open_store(folder)
    open_now = store.unanswered(done=False)
    among = {server: store.settings(server).articles for server in {each.server for each in open_now}}
    store.close()
    asked = []
    for each in open_now:
        question, _, before = each.question.partition(BEHIND)
        asked.append((each, historian.ask(question, among=among[each.server], before=before or None)))
    return asked


def show_tried(tried: list[tuple[Unanswered, Answer]]) -> None:
    """Print what is answered now with its quote, then what is still not."""
    answered = [(each, answer) for each, answer in tried if answer.answered and answer.quote and answer.citation]
    for each, answer in answered:
        assert answer.quote is not None  # noqa: S101  # chosen so
        assert answer.citation is not None  # noqa: S101
        click.echo(f"answered now: {visible(each.question)}")
        click.echo(f"    {plain(answer.quote.text)} ({answer.citation.file}:{answer.citation.line})")
    for each, answer in tried:
        if not answer.answered:
            click.echo(f"not answered (asked {counted(each.missed + each.disliked, 'time')}): {visible(each.question)}")
    click.echo(f"answered now: {len(answered)} of {len(tried)}")


def tried_json(tried: list[tuple[Unanswered, Answer]], historian: Historian) -> str:
    """Write the same as JSON, each answer as `histbot ask` does, with how often it was asked."""
    knowledge = historian.knowledge
    rows = [
        {"asked": each.missed + each.disliked, "server": each.server, **answer_json(answer, knowledge)}
        for each, answer in tried
    ]
    return json.dumps(rows, ensure_ascii=False)
