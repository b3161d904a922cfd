"""The timeline on the command line: as lines, as JSON, and into files of every kind."""

from __future__ import annotations

import datetime as dt
import json
import textwrap
from typing import TYPE_CHECKING

import click

from histbot.cli.output.targets import STDOUT
from histbot.cli.output.terminal import tell, width
from histbot.cli.tongue import language, say
from histbot.timeline import Note, Timeline, day_in_words, in_words, read_day, timeline_json
from histbot.timeline.events.sentences import clause_of
from histbot.timeline.ranking import BEST

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from histbot.historian import Historian
    from histbot.timeline import Event
    from histbot.timeline.ranking import Ranked

_WIDEST = 110  # columns
_WHEN = 26  # columns of the dates: "September 1944 – May 1945" fits
_TEXT = 34  # columns beside them: narrower, what happened stands below its date


def print_timeline(  # noqa: PLR0913  # the options of the command
    timeline: Timeline,
    title: str,
    files: Mapping[str, Path],
    *,
    as_json: bool,
    most: int | None = None,
    why: bool = False,
) -> bool:
    """Write the files asked for, and print the events if none is; tell whether there are any.

    Of a topic's events the best `most` are printed. Raises `OutputError` for a file that can't be written.
    """
    for note in timeline.notes:
        tell(noted(note))
    if timeline.events:
        for kind, file in files.items():
            _write(timeline, title, kind, file)
    if as_json:
        click.echo(json.dumps(timeline_json(timeline.events), ensure_ascii=False))
    elif not files:
        show_timeline(timeline, most, why=why)
    return bool(timeline.events)


def show_timeline(timeline: Timeline, most: int | None = BEST, *, why: bool = False) -> None:
    """Print the best events of a topic in order of time, and say how many more there are; without a topic all."""
    shown = timeline.pages()[:most] if timeline.has_topic else timeline.events
    show_events(shown, {id(each.event): each for each in timeline.ranked} if why else {})
    if len(shown) < len(timeline.events):
        more = len(timeline.events) - len(shown)
        tell(say("timeline.more", count=f"{more:,}"))


def on_day(historian: Historian, typed: str, article: str | None, today: dt.date | None = None) -> Timeline:
    """Give what happened on a day of the year as people type it, or on today's; raises `InputError` with examples."""
    day = today or dt.date.today()  # noqa: DTZ011  # the day where the reader sits
    month, number = read_day(typed) if typed.strip() else (day.month, day.day)
    events = historian.on_this_day(month, number, article)
    return Timeline(events, () if events else (Note("no_day", day=(month, number)),))


def _write(timeline: Timeline, title: str, kind: str, file: Path) -> None:
    from histbot.timeline import exports

    events = timeline.events
    if kind == "png":
        from histbot.timeline.chart import draw_chart

        content: str | bytes = draw_chart(timeline.best(), title, language=language(), total=len(events))
    elif kind == "csv":
        content = exports.timeline_csv(events)
    elif kind == "ics":
        content = exports.timeline_ics(events, title)
    else:
        content = {"html": exports.timeline_html, "timelinejs": exports.timeline_timelinejs}[kind](events, title)
    if file == STDOUT:
        click.echo(content, nl=False)
        return
    exports.write_file(file, content)
    tell(say("timeline.wrote", file=file))


def show_events(events: Sequence[Event], reasons: Mapping[int, Ranked] | None = None) -> None:
    """Print events, a date and its sentence each, with where it stands and, by the event's `id`, why it is shown."""
    columns = width(_WIDEST)
    for event in events:
        when = in_words(event.date, language(), event.qualifier)
        click.echo(_entry(when, f"{_said(event)} ({_places(event)})", columns))
        if reasons and (ranked := reasons.get(id(event))):
            signs = ", ".join(f"{sign.name} {sign.weight:+.1f}" for sign in ranked.signs)
            click.echo(_entry("", f"{ranked.score:.1f}: {signs or say('timeline.no_topic')}", columns))
        for other in event.conflicts:
            date, said = in_words(other.date, language(), other.qualifier), f"{_said(other)} ({_places(other)})"
            click.echo(_entry("", say("timeline.but", date=date, said=said), columns))


def noted(note: Note) -> str:
    """Say a note in the language that is spoken."""
    if language() == "en":
        return str(note)
    return say(
        f"timeline.{note.kind}",
        count=note.count,
        period=note.between.in_words(language()) if note.between else "",
        topic=note.topic,
        near=", ".join(note.near),
        day=day_in_words(*note.day, language()),
    )


def _said(event: Event) -> str:
    """Give the clause that the date belongs to, or the whole sentence."""
    if event.clause is None:
        return clause_of(event)
    before = "… " if event.clause.start > event.quote.span.start else ""
    return f"{before}{clause_of(event)}{'' if event.clause.end >= event.quote.span.end else ' …'}"


def _places(event: Event) -> str:
    return ", ".join(f"{cited.file}:{cited.line}" for cited in (event.citation, *event.sources))


def _entry(when: str, said: str, columns: int) -> str:
    """Set a date beside its text; above it, if it is too long for its column or the terminal is narrow."""
    narrow = columns < _WHEN + _TEXT
    indent = "  " if narrow else " " * (_WHEN + 2)
    lines = textwrap.wrap(said, columns - len(indent), break_long_words=False, break_on_hyphens=False) or [""]
    body = "\n".join(indent + line for line in lines)
    if narrow and not when:
        return body
    if narrow or len(when) > _WHEN:
        return f"{when}\n{body}"
    return f"{when:<{_WHEN}}  {body[len(indent) :]}"
