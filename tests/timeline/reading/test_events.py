"""Events of articles: the shipped article's ten, ranges, clauses, qualifiers, doubles and conflicts."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from histbot.knowledge import Article, load_knowledge
from histbot.knowledge.prose.passages import read_passages
from histbot.resources import data_path
from histbot.timeline import in_words, merged, timeline_json
from histbot.timeline.reading.collecting import events_of

if TYPE_CHECKING:
    from pathlib import Path

    from histbot.timeline import Event

SHIPPED = "czechoslovakia-soviet-union-relations"


def article_of(text: str, slug: str = "notes") -> Article:
    return Article(slug, slug.title(), text, f"{slug}.md", passages=read_passages(slug, text))


def events(text: str, slug: str = "notes") -> list[Event]:
    return events_of(article_of(text, slug))


def test_the_shipped_article_has_its_ten_dates_and_no_other() -> None:
    article = load_knowledge(data_path("knowledge")).article(SHIPPED)
    assert [(event.date.edtf, event.date_text.text) for event in events_of(article)] == [
        ("1934", "1934"),
        ("1935-05-16", "May 16, 1935"),
        ("1938", "1938"),
        ("1939-03", "March 1939"),
        ("1941-06", "June 1941"),
        ("1943-12", "December 1943"),
        ("1944-21", "next spring"),
        ("1944-09/1945-05", "From September 1944 to May 1945"),
        ("1945-05-09", "May 9"),
        ("1946", "1946"),
    ]


def test_the_shipped_timeline_as_json_is_the_one_made_by_hand(shared: Path) -> None:
    lines = (shared / "eval" / "seed" / "timeline.jsonl").read_text(encoding="utf-8").splitlines()
    wanted = {(row["edtf"], row["date_text"]) for row in map(json.loads, lines) if row["edtf"]}
    found = timeline_json(merged(events_of(load_knowledge(data_path("knowledge")).article(SHIPPED))))["events"]
    assert {(event["date"], event["date_text"]["text"]) for event in found} == wanted


def test_each_date_of_a_sentence_has_its_clause() -> None:
    text = "In December 1943, a treaty was signed in Moscow and another followed next spring."
    clauses = [event.clause.of(text) for event in events(text) if event.clause]
    assert clauses == [
        "In December 1943, a treaty was signed in Moscow",
        "and another followed next spring.",
    ]


def test_a_clause_that_says_only_when_is_not_cut_off() -> None:
    text = "1943 – War: Paulus surrenders at Stalingrad, followed by the rest of his army on 2 February 1943."
    assert events(text)[0].clause == events(text)[0].quote.span


def test_late_stands_late() -> None:
    found = merged(events("It began in late 1943. Then it went on in June 1943. It was calm in early 1943."))
    assert [(event.date.edtf, event.qualifier) for event in found] == [
        ("1943", "early"),
        ("1943-06", ""),
        ("1943", "late"),
    ]


def test_a_sentence_that_stands_twice_is_one_event() -> None:
    said = "The peace of the north was signed on 3 May 1660 in a small town."
    assert len(merged(events(f"{said}\n\n## Again\n\n{said}"))) == 1


def test_statements_about_different_people_do_not_contradict_each_other() -> None:
    said = "On {} the king Kalakaua of the islands appointed him as a member of the Privy Council of State."
    one, other = (events(said.format(day), slug) for day, slug in (("12 August 1884", "one"), ("28 June 1886", "two")))
    assert [event.conflicts for event in merged([*one, *other])] == [(), ()]


def test_dates_in_a_list_share_their_clause() -> None:
    text = "It was quiet in 1938 and 1939, but in 1941 it was not."
    clauses = [event.clause.of(text) for event in events(text) if event.clause]
    assert clauses == ["It was quiet in 1938 and 1939", "It was quiet in 1938 and 1939", "but in 1941 it was not."]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They left after March 1939.", "after March 1939"),
        ("They left before 1939.", "before 1939"),
        ("It was over by May 1945.", "by May 1945"),
        ("It was not recognised until 1934.", "1934"),
        ("It held until 1934.", "until 1934"),
        ("It fell in early 1934.", "early 1934"),
        ("It fell around 1934.", "around 1934"),
        ("It fell at the end of May 1934.", "late May 1934"),
    ],
)
def test_a_qualifier_is_said_with_the_date(text: str, words: str) -> None:
    (event,) = events(text)
    assert in_words(event.date, "en", event.qualifier) == words


def test_a_range_is_one_event_that_knows_its_ends() -> None:
    (event,) = events("The war (1939–45) was long.")
    assert event.date.edtf == "1939/1945"
    assert [(end.date.edtf, end.text.text) for end in event.ends] == [("1939", "1939"), ("1945", "45")]


def test_a_range_that_frames_its_sentence_is_one_entry_of_the_json() -> None:
    found = timeline_json(events("From May 1940 to June 1941 they were alone."))["events"]
    assert [event["date"] for event in found] == ["1940-05/1941-06"]


def test_the_ends_of_any_other_range_are_entries_of_the_json_with_the_whole_beside() -> None:
    found = timeline_json(events("The war (1939–45) was long."))["events"]
    assert [(event["date"], event["date_text"]["text"], event["interval"]) for event in found] == [
        ("1939", "1939", "1939/1945"),
        ("1945", "45", "1939/1945"),
    ]


def test_the_json_is_sorted_by_date_and_then_by_place() -> None:
    found = timeline_json(merged(events("In 1945 it ended. It began in 1939. May 1939 was warm. In 1939 it grew.")))
    assert [event["date"] for event in found["events"]] == ["1939", "1939", "1939-05", "1945"]


def test_what_two_articles_say_alike_is_one_event_with_both_sources() -> None:
    text = "The treaty of alliance between both states was signed in Prague on {}."
    one, other = events(text.format("16 May 1935")), events(text.format("May 16, 1935"), "other")
    (event,) = merged([*one, *other])
    assert [source.article for source in event.sources] == ["other"]


def test_an_event_that_two_articles_date_differently_stands_side_by_side() -> None:
    text = "The treaty of alliance between both states was signed in Prague on {}."
    one, other = events(text.format("16 May 1935")), events(text.format("17 May 1935"), "other")
    found = merged([*one, *other])
    assert [[conflict.date.edtf for conflict in event.conflicts] for event in found] == [["1935-05-17"], ["1935-05-16"]]
    assert timeline_json(found)["events"][0]["conflicts"][0]["citation"]["article"] == "other"


def test_what_an_article_tells_twice_of_a_month_with_the_same_names_is_one_event() -> None:
    told = """In World War II the Hungarian Second Army was destroyed on the banks of the Don River in December 1942 in
the Battle of Stalingrad. The railways were built then. Contrasting with this was the near total loss of the
Hungarian Second Army at the Don River in December 1942 during the Battle of Stalingrad. In December 1942 the
Hungarian Parliament met."""
    assert [event.citation.line for event in merged(events(told))] == [1, 3]


def test_an_entry_of_a_bibliography_and_what_an_image_is_described_by_are_no_events() -> None:
    told = """The war began in 1805.

- Daly, Jonathan and Leonid Trofimov, eds. "Russia in War, 1914-1922: A Documentary History."
- Bushkovitch, Paul. A Concise History of Russia (2011) excerpt
- Heitman, Francis B. (1903).
- Potter, David. A History of France, 1460–1560: The Emergence of a State (2nd ed. 1995)

A map of the war., circa 1863|alt=A group of men in 1864.

color:abbasid from:1258 till: 1432 color:mongol shift:(2,-4)

Category:1898 in Cuba Category:20th-century sieges

- Napoleon, Emperor of the French, was crowned in 1804."""
    assert [event.date.edtf for event in events(told)] == ["1805", "1804"]


def test_events_that_only_look_alike_stay_apart() -> None:
    one = events("The first treaty of alliance was signed in Prague by both ministers on 16 May 1935.")
    other = events("The old bridge over the river was opened in Prague by both ministers on 17 May 1935.", "other")
    assert [event.conflicts + event.sources for event in merged([*one, *other])] == [(), ()]


def test_wars_are_read_as_well_as_the_docs_say(shared: Path, tmp_path: Path) -> None:
    gold = shared / "eval" / "timex" / "wikiwars"
    for article in load_knowledge(gold).articles:
        rows = [
            {"start": text["start"], "end": text["end"], "type": "DATE", "value": event["date"]}
            for event in timeline_json(events_of(article))["events"]
            for text in [event["date_text"]]
        ]
        (tmp_path / f"{article.slug}.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    scorer = gold.parent / "score_timex.py"
    done = subprocess.run(
        [sys.executable, str(scorer), str(gold), str(tmp_path), "--json"], capture_output=True, check=True
    )
    total = json.loads(done.stdout)["total"]
    assert total["timeline"]["hit"] >= 93.0
    assert total["dated"]["val"] >= 92.5
