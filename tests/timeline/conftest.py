"""Events made by hand, for pictures and exports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from histbot.knowledge import Citation, Quote, Span
from histbot.timeline import HistoricalDate
from histbot.timeline.events import Event

if TYPE_CHECKING:
    from collections.abc import Callable

    MakeEvent = Callable[..., Event]


def cite(title: str = "Siege", length: int = 10) -> Citation:
    slug = title.lower().replace(" ", "-")
    url = f"https://example.org/{slug}#:~:text=x"
    return Citation(slug, title, "The war › Its end", f"{slug}.md", 12, Span(100, 100 + length), url, "CC BY-SA 4.0")


@pytest.fixture
def make_event() -> MakeEvent:
    """Give a function that makes an event of a date and a sentence."""

    def make(
        edtf: str, text: str = "The walls fell at last.", *, date_text: str = "", title: str = "Siege", **more: Any
    ) -> Event:
        at = 100 + max(text.find(date_text), 0)
        quote = Quote(text, Span(100, 100 + len(text)))
        return Event(
            HistoricalDate(edtf), Quote(date_text, Span(at, at + len(date_text))), quote, cite(title, len(text)), **more
        )

    return make
