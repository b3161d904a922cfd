"""What has to be said with a timeline, as facts: each adapter says them in its reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from histbot.retrieval import fold
from histbot.timeline.dates.words import day_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from histbot.knowledge import Knowledge
    from histbot.timeline.between import Between

OFFERED = 3  # titles that come near a topic
_ALIKE = 80  # of a hundred, from which on a slug is taken for a misspelt topic


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to be said; as a string, in English."""

    kind: Literal["swapped", "outside", "nearest", "unknown", "undated", "no_day"]
    """`swapped`: the period was given the wrong way round; `outside`: nothing lies in it; `nearest`, `unknown`: nothing
    on the topic is dated, and what comes near, or nothing does; `undated`: no article has dates; `no_day`: nothing
    happened on the day."""
    between: Between | None = None
    """The period that was asked for."""
    count: int = 0
    """How many dates lie outside, or how many articles have none."""
    topic: str = ""
    """The topic as it was typed."""
    near: tuple[str, ...] = ()
    """Titles that come near it, the nearest first."""
    day: tuple[int, int] = (1, 1)
    """The month and the day that were asked for."""

    def __str__(self) -> str:
        if self.kind == "undated":
            return "the article gives no dates" if self.count == 1 else "the articles give no dates"
        said = {
            "swapped": f"the dates were the wrong way round; shown is what lies {self.between}",
            "outside": f"none of the dates found ({self.count}) lies {self.between}",
            "nearest": f"no dated event on {self.topic!r}; nearest: {', '.join(self.near)}",
            "unknown": f"no dated event on {self.topic!r}; no article holds a word of it",
            "no_day": f"the articles tell of no {day_in_words(*self.day)}",
        }
        return said[self.kind]


def said_of(between: Between) -> tuple[Note, ...]:
    """Give what has to be said about a stretch of time before anything is looked for in it."""
    return (Note("swapped", between),) if between.swapped else ()


def titled_like(knowledge: Knowledge, topic: str, slugs: Sequence[str]) -> list[str]:
    """Give the titles of the articles whose slugs look like what was typed, the likest first: `joan of ark`."""
    from rapidfuzz import fuzz, process

    typed = "-".join(fold(topic).split())
    found = process.extract(typed, slugs, scorer=fuzz.WRatio, limit=OFFERED, score_cutoff=_ALIKE)
    return [knowledge.article(slug).title for slug, *_ in found]
