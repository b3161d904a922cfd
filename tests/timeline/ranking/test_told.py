"""What several articles tell of one event in other words: one event, with all its sources."""

from __future__ import annotations

import re

from histbot.knowledge import Article
from histbot.knowledge.prose.passages import read_passages
from histbot.timeline.ranking import Ranked, rank
from histbot.timeline.reading.collecting import events_of

_SMALL = frozenset("that this with from into under year later after before been were".split())


class Words:
    """A topic of words that stand side by side; every longer word of a text counts as one in a hundred passages."""

    def __init__(self, phrase: str) -> None:
        self._phrase = phrase

    def named(self, text: str) -> float:
        return float(self._phrase in text)

    def titled(self, title: str) -> float:
        return float(title == self._phrase)

    def telling(self, text: str) -> dict[str, float]:
        words = re.findall(r"[a-z]{4,}", text.replace(self._phrase, " ").lower())
        return {word: 4.6 for word in words if word not in _SMALL}


def told(topic: str, *texts: str) -> list[Ranked]:
    """Rank what articles say, each text one."""
    found = []
    for number, text in enumerate(texts):
        slug = f"article-{number}"
        found += events_of(Article(slug, slug, text, f"{slug}.md", passages=read_passages(slug, text)))
    return rank(found, Words(topic))


def sources(ranked: list[Ranked]) -> list[tuple[str, int]]:
    """Give each event's date, and how many other places tell of it; in order of time."""
    return sorted((each.event.date.edtf, len(each.event.sources)) for each in ranked)


def test_two_articles_that_tell_of_an_event_in_other_words_are_two_sources_of_it() -> None:
    shown = told(
        "Battle of Tours",
        "At the Battle of Tours in 732 the Franks stopped the advance of the Arabs into Europe.",
        "The advance into Europe was stopped in the north by Franks under Charles at the Battle of Tours in 732.",
        "Odo asked his rival Charles, who led the armies of the Franks and won at the Battle of Tours in 732.",
    )
    assert sources(shown) == [("0732", 2)]
    assert "several articles say so" in {sign.name for sign in shown[0].signs}


def test_the_statement_that_says_most_is_shown_and_a_bare_mention_is_a_source() -> None:
    shown = told(
        "Peace of Westphalia",
        "After the Peace of Westphalia in 1648, Sweden was among the strongest of the powers of the whole continent.",
        "With the Peace of Westphalia, signed in 1648, the long war ended and the provinces became independent.",
    )
    assert sources(shown) == [("1648", 1)]
    assert shown[0].event.citation.article == "article-1"


def test_what_two_articles_date_more_and_less_exactly_is_shown_with_the_day() -> None:
    shown = told(
        "Berlin Wall",
        "In June 1987 President Reagan challenged Secretary Gorbachev to tear down the Berlin Wall during a speech.",
        "At the Berlin Wall on 12 June 1987 Reagan challenged Secretary Gorbachev in a speech before the gate.",
    )
    assert sources(shown) == [("1987-06-12", 1)]


def test_events_of_one_day_that_share_no_more_than_the_topic_stay_apart() -> None:
    shown = told(
        "Prague",
        "On 15 March 1939 German troops marched through the snow into Prague.",
        "On 15 March 1939 a concert of the philharmonic orchestra was cancelled in Prague.",
    )
    assert sources(shown) == [("1939-03-15", 0), ("1939-03-15", 0)]


def test_a_year_is_no_second_statement_of_two_days_that_lie_in_it() -> None:
    shown = told(
        "Secret Pact",
        "On 23 August 1939 Germany and Russia signed the Secret Pact about Poland and the Baltic in Moscow.",
        "On 1 September 1939, soon after Germany and Russia signed the Secret Pact, Poland and the Baltic trembled.",
        "In 1939 Germany and Russia signed the Secret Pact about Poland and the Baltic.",
    )
    assert sources(shown) == [("1939-08-23", 1), ("1939-09-01", 0)]


def test_one_article_that_speaks_twice_of_a_year_tells_of_two_events_unless_it_says_nearly_the_same() -> None:
    shown = told(
        "Hasdrubal",
        "In 215 BC Hasdrubal marched with infantry and besieged a town that favoured Rome in Iberia.\n\n"
        "In 215 BC a second force of infantry under Mago was landed in Italy, where a town favoured Hasdrubal.\n\n"
        "In 221 BC Hasdrubal grew up. In 218 BC Hasdrubal stayed in Iberia. In 209 BC Hasdrubal lost. "
        "In 207 BC Hasdrubal died.",
    )
    assert sources(shown)[2:4] == [("-0214", 0), ("-0214", 0)]


def test_the_same_words_in_two_lists_are_one_event() -> None:
    shown = told("Gettysburg", "Battle of Gettysburg July 1-3, 1863.", "Battle of Gettysburg July 1-3, 1863.")
    assert sources(shown) == [("1863-07-01/1863-07-03", 1)]
