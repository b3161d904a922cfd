"""A timeline as one web page that needs nothing else: no outside request, and readable without JavaScript.

The list is written here, escaped; the script only hides what a filter leaves out and never makes HTML. The page's
content policy allows this one script and this one style sheet, by their hashes, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import partial
from html import escape
from importlib.resources import files
from itertools import groupby
from string import Template
from typing import TYPE_CHECKING

from histbot.timeline.dates.dates import HistoricalDate, write_year
from histbot.timeline.dates.words import in_words
from histbot.timeline.events.days import days_of, moment, opening, spans_to_show, uncertain
from histbot.timeline.events.labels import citations, date_words, event_ids, excerpt, place
from histbot.timeline.events.scale import make_scale

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from histbot.knowledge import Citation
    from histbot.timeline.dates.dates import Day
    from histbot.timeline.events.events import Event
    from histbot.timeline.events.scale import Scale

_CROWD, _PALEST = 40.0, 0.08  # events from which on a sign of the overview is paler, and how pale at most
_STRIP, _SHORT = 1000.0, 6.0  # the overview's width, and that of a stretch drawn as a moment, in its own units
_MACHINE = re.compile(r"(?!0000)[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?")  # what HTML's <time> can say


def timeline_html(events: Sequence[Event], title: str) -> str:
    """Write a page that lists events, filters them by words and years, and links every source."""
    template = files("histbot.timeline.exports").joinpath("page.html").read_text(encoding="utf-8")
    shown = sorted(events, key=lambda event: event.date.order)
    heading, named = _headings(shown), list(zip(event_ids(shown), shown, strict=True))
    groups = enumerate(groupby(named, key=lambda each: heading(each[1])))
    policy = (
        f"default-src 'none'; style-src {_hash(template, 'style')}; script-src {_hash(template, 'script')}; "
        "base-uri 'none'; form-action 'none'"
    )
    return Template(template).substitute(
        policy=policy,
        title=escape(title),
        name=escape(title if "timeline" in title.lower() else f"{title}: timeline"),
        count="1 event" if len(shown) == 1 else f"{len(shown)} events",
        strip=_strip(named) if len(named) > 1 else "",
        groups="".join(_group(number, words, group) for number, (words, group) in groups),
        licences="".join(f"<li>{escape(line)}</li>" for line in _licences(shown)),
    )


def _hash(template: str, tag: str) -> str:
    """Name the script or the style sheet of the template as a content policy does."""
    content = template.partition(f"<{tag}>")[2].partition(f"</{tag}>")[0].replace("$$", "$")
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _licences(events: Sequence[Event]) -> list[str]:
    """Name the licence of every article that is quoted."""
    cited = {each for event in events for each in citations(event)}
    cited |= {other.citation for event in events for other in event.conflicts}
    return sorted({f"{each.title}: {each.license}" for each in cited if each.license})


def _headings(events: Sequence[Event]) -> Callable[[Event], str]:
    """Choose whether events stand under years, decades or centuries: the finest that groups them at all."""
    for digits in (0, 1):
        heading = partial(_heading, digits=digits)
        if len(set(map(heading, events))) <= len(events) / 2 + 1:
            return heading
    return partial(_heading, digits=2)


def _heading(event: Event, digits: int) -> str:
    """Name the year, decade or century in which an event begins; `digits` of the year are left out."""
    first = event.date.earliest
    if first is None:
        return "Before …"
    written = write_year(first.year)
    if not digits or written.startswith("Y"):
        return in_words(HistoricalDate.of(first.year))
    return in_words(HistoricalDate(f"{written[:-digits]}{'X' * digits}"))


def _strip(named: Sequence[tuple[str, Event]]) -> str:
    """Draw all events on one line; it repeats the list, so that only eyes need it."""
    events = [event for _, event in named]
    scale = make_scale(spans_to_show(events), 0, _STRIP)
    axis = "".join(
        f'<line class="axis" x1="{part.top:.1f}" x2="{part.bottom:.1f}" y1="40" y2="40"/>' for part in scale.stretches
    )
    paint = max(_PALEST, min(1.0, _CROWD / len(events)))  # so that many make a place darker than few
    first, last = date_words(events[0]), date_words(max(events, key=lambda event: event.date.order[1]))
    return (
        f'<div class="strip" aria-hidden="true"><svg viewBox="0 0 {_STRIP:.0f} 50" preserveAspectRatio="none" '
        f'focusable="false">{axis}{"".join(_sign(name, event, scale, paint) for name, event in named)}</svg>'
        f'<div class="ends quiet"><span>{escape(first)}</span><span>{escape(last)}</span></div></div>\n'
    )


def _sign(name: str, event: Event, scale: Scale, paint: float) -> str:
    start, stop = (scale.at(number) for number in days_of(event))
    if event.date.interval and stop - start > _SHORT:
        return (
            f'<rect class="while" id="m-e{name}" x="{start:.1f}"'
            f' y="30" width="{stop - start:.1f}" height="10" fill-opacity="{paint:.2f}"/>'
        )
    middle = f"{scale.at(moment(event)):.1f}"
    return (
        f'<line class="moment" id="m-e{name}" x1="{middle}" x2="{middle}" y1="12" y2="40" '
        f'stroke-opacity="{paint:.2f}"/>'
    )


def _group(number: int, heading: str, named: Iterable[tuple[str, Event]]) -> str:
    items = "".join(_item(name, event) for name, event in named)
    return (
        f'<section aria-labelledby="g{number}"><h2 id="g{number}">{escape(heading)}</h2>'
        f'<ol class="events">\n{items}</ol></section>\n'
    )


def _item(name: str, event: Event) -> str:
    kinds = [("doubtful", uncertain(event)), ("while", event.date.interval and not opening(event))]
    classes = " ".join(kind for kind, applies in kinds if applies)
    first, last = event.date.earliest, event.date.latest
    years = [f' data-first="{_number(first)}"' if first and opening(event) != "before" else ""]
    years += [f' data-last="{_number(last)}"' if last and opening(event) != "after" else ""]
    others = "".join(map(_other, event.conflicts))
    also = "".join(f'<p class="sources">Also in {_link(each)}</p>' for each in event.sources)
    return (
        f'<li id="e{name}" class="{classes}"{"".join(years)}><h3>{_time(event)}</h3>'
        f'<blockquote dir="auto">{_quote(event)}</blockquote><p class="sources">{_link(event.citation)}</p>'
        f"{also}{others}</li>\n"
    )


def _number(day: Day) -> int:
    """Write a day so that numbers sort as days do: 19450509."""
    return day.year * 10_000 + day.month * 100 + day.day


def _time(event: Event) -> str:
    """Write the date for people, and for machines where HTML has a form for it."""
    words = escape(date_words(event))
    machine = _MACHINE.fullmatch(event.date.edtf) and not event.qualifier
    return f'<time datetime="{event.date.edtf}">{words}</time>' if machine else words


def _quote(event: Event) -> str:
    """Write the sentence without its markup, the words that date it marked."""
    before, words, after = map(escape, excerpt(event))
    return f"{before}<mark>{words}</mark>{after}" if words else f"{before}{after}"


def _other(event: Event) -> str:
    return (
        f'<div class="others"><p><strong>Another date: {escape(date_words(event))}</strong></p>'
        f'<blockquote dir="auto">{_quote(event)}</blockquote><p class="sources">{_link(event.citation)}</p></div>'
    )


def _link(citation: Citation) -> str:
    """Link a source at the quote; an address that is no web address is not linked."""
    where, line = escape(place(citation)), f"{escape(citation.file)}:{citation.line}"
    if not citation.url or not citation.url.startswith(("https://", "http://")):
        return f"<cite>{where}</cite>, {line}"
    page = escape(citation.url.partition("#")[0])
    return f'<a href="{escape(citation.url)}" rel="noopener" data-page="{page}"><cite>{where}</cite></a>, {line}'
