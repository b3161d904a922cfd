"""What belongs to a topic, what is shown first, and what happened on a day."""

from __future__ import annotations

import re

import pytest

from histbot.knowledge import Article
from histbot.knowledge.prose.passages import read_passages
from histbot.timeline import Between, Event, HistoricalDate, Timeline
from histbot.timeline.ranking import best_of_day, rank, read_request
from histbot.timeline.reading.collecting import events_of


class Words:
    """A topic of words that must all occur as they are."""

    def __init__(self, *words: str) -> None:
        self._words = words

    def named(self, text: str) -> float:
        return float(all(word in text for word in self._words))

    def titled(self, title: str) -> float:
        return len(self._words) / len(title.split()) if self.named(title) else 0.0

    def telling(self, text: str) -> dict[str, float]:
        """Every word but small ones counts as one that stands in one of a hundred passages."""
        return {word: 4.6 for word in re.findall(r"\w{4,}", text.lower()) if word.title() not in self._words}


def events(text: str, title: str = "Notes") -> list[Event]:
    slug = re.sub(r"\W", "-", title.lower())
    return events_of(Article(slug, title, text, f"{slug}.md", passages=read_passages(slug, text)))


def shown(found: list[Event], *words: str) -> list[str]:
    return [each.event.date.edtf for each in rank(found, Words(*words))]


def test_what_neither_names_a_topic_nor_stands_under_it_does_not_belong() -> None:
    text = "Stalingrad was besieged in 1942. In 1815 another war was over.\n\n## Stalingrad\n\nThe end came in 1943."
    assert sorted(shown(events(text), "Stalingrad")) == ["1942", "1943"]


def test_an_article_about_a_topic_comes_before_a_passing_word() -> None:
    home = events("He took the town on 4 July 1187 after a long siege.", "Saladin")
    away = events("The knight who had once seen Saladin was buried on 3 May 1190 in Rouen.", "Knights")
    assert shown([*away, *home], "Saladin") == ["1187-07-04", "1190-05-03"]


def test_a_life_in_brackets_comes_after_what_happened() -> None:
    text = "In 1187 Saladin took the town after a siege. Saladin (1137–1193) was then a famous man in the east."
    assert shown(events(text), "Saladin") == ["1187", "1137/1193"]


def test_the_title_of_a_book_comes_last() -> None:
    text = "Saladin Among Christian Kings, History 1187. In 1192 Saladin signed a truce with the king there."
    assert shown(events(text), "Saladin") == ["1192", "1187"]


def test_a_sentence_is_shown_once_before_others() -> None:
    text = (
        "On 2, 3 and 4 May 1789 the Estates met in the old town hall. On 5 May 1789 the Estates met the king himself."
    )
    assert "1789-05-05" in shown(events(text), "Estates")[:2]


def test_what_lies_far_from_a_topics_time_comes_late() -> None:
    near = " ".join(f"On {day} May 1942 the army of Stalingrad lost another street of it." for day in range(1, 8))
    assert (
        shown(events(f"In 1589 Stalingrad was founded on the steppe by a prince. {near}"), "Stalingrad")[-1] == "1589"
    )


def test_every_reason_can_be_read() -> None:
    (ranked,) = rank(events("In 1187 Saladin took the town after a long siege."), Words("Saladin"))
    assert [sign.name for sign in ranked.signs] == ["its clause names it", "known to the year"]
    assert ranked.score == pytest.approx(sum(sign.weight for sign in ranked.signs))


@pytest.mark.parametrize(
    ("typed", "topic", "period"),
    [
        ("American Civil War 1863", "American Civil War", "1863"),
        ("Stalingrad in the 1940s", "Stalingrad", "194X"),
        ("France, May 1789", "France", "1789-05"),
        ("1848 revolutions", "revolutions", "1848"),
        ("War of 1812", "War of 1812", None),
        ("1848", "", "1848"),
        ("Saladin", "Saladin", None),
        ("ahmed 1", "ahmed 1", None),
    ],
)
def test_a_topic_may_bring_its_time(typed: str, topic: str, period: str | None) -> None:
    request = read_request(typed)
    assert (request.topic, request.period and request.period.edtf) == (topic, period)


def test_a_time_typed_with_the_topic_gives_way_to_options() -> None:
    period = HistoricalDate.parse("1863")
    assert Between.read(None, None).within(period) == Between(period, period)
    assert Between.read("1861", None).within(period) == Between.read("1861", None)


def test_the_best_come_first_page_by_page_each_page_in_order_of_time() -> None:
    text = " ".join(f"In {year} Saladin took another town." for year in (1190, 1180, 1170))
    ranked = rank(events(f"{text} Saladin (1137–1193) was a famous man in the whole of the east."), Words("Saladin"))
    timeline = Timeline.of(ranked)
    assert [event.date.edtf for event in timeline.pages(3)] == ["1170", "1180", "1190", "1137/1193"]
    assert [event.date.edtf for event in timeline.events] == ["1137/1193", "1170", "1180", "1190"]


def test_a_day_has_a_handful_and_never_two_of_one_list() -> None:
    listed = events(
        "- 1208 – A battle is fought at Lena. - 1606 – A plotter is executed. - 1943 – Paulus gives up.", "January 31"
    )
    told = [
        event
        for year in range(1901, 1909)
        for event in events(f"On 31 January {year} the town of Lena was taken.", f"A{year}")
    ]
    best = best_of_day([*listed, *told])
    assert len(best) == 5
    assert sum(event.citation.title == "January 31" for event in best) <= 1
    assert [event.date.order for event in best] == sorted(event.date.order for event in best)
