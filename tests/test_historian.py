"""The one door: timelines are read when first asked for, kept, and safe to ask for from several threads."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from histbot.errors import UnknownArticleError
from histbot.historian import Historian
from histbot.settings import Settings
from histbot.timeline import Note

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = "czechoslovakia-soviet-union-relations"


def test_asking_reads_no_dates() -> None:
    code = (
        "import sys; from histbot.cli.app import cli; cli(['ask', 'When was Prague freed?'], standalone_mode=False);"
        "print([name for name in sys.modules if name.startswith('histbot.timeline')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.endswith("[]\n")


def test_several_threads_get_the_same_timeline(historian: Historian) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: historian.timeline().events, range(8)))
    assert all(events == found[0] for events in found)


def test_an_article_that_is_not_among_those_allowed_is_unknown(historian: Historian) -> None:
    with pytest.raises(UnknownArticleError):
        historian.timeline(article=SHIPPED, among=["other"])


def test_a_timeline_among_no_articles_is_empty_and_says_so(historian: Historian) -> None:
    timeline = historian.timeline(among=[])
    assert (timeline.events, timeline.notes) == ((), (Note("undated"),))


def test_a_day_of_the_year_needs_dates_known_to_the_day(historian: Historian) -> None:
    assert [event.date.edtf for event in historian.on_this_day(5, 9)] == ["1945-05-09"]
    assert historian.on_this_day(5, 1) == ()


def test_a_sentence_tells_its_dates_as_the_narrative_has_them(historian: Historian) -> None:
    (event,) = historian.on_this_day(5, 9)
    dates = historian.dates_in(event.citation.article, event.quote.span)
    assert [date.date.edtf for date in dates] == ["1944-09/1945-05", "1945-05-09"]


def test_a_misspelt_title_is_offered_first(tmp_path: Path) -> None:
    for name, text in (("joan-of-arc", "She was burnt in 1431."), ("arks", "An ark was built in 1200.")):
        (tmp_path / f"{name}.md").write_text(f'---\ntitle: "{name}"\n---\n{text}\n', encoding="utf-8")
    (note,) = Historian(Settings(knowledge=tmp_path)).timeline("joanne of arque").notes
    assert note.near[0] == "joan-of-arc"
