"""What the words of a date leave out, and the narrative around it fills in."""

from __future__ import annotations

import pytest

from histbot.knowledge import Article
from histbot.knowledge.prose.passages import read_passages
from histbot.timeline.reading.reading import read_sentences


def dates(text: str, title: str = "Notes") -> list[str]:
    article = Article("notes", title, text, "notes.md", passages=read_passages("notes", text))
    return [date.date.edtf for sentence in read_sentences(article) for date in sentence.dates]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It began on 3 May 1941. On 7 June it ended.", ["1941-05-03", "1941-06-07"]),
        ("It began in November 1941. In January it ended.", ["1941-11", "1942-01"]),
        ("They met in December 1943, and a treaty followed next spring.", ["1943-12", "1944-21"]),
        ("It fell on 8 August 1918. The next day they left.", ["1918-08-08", "1918-08-09"]),
        ("It fell on 30 December 1918. Two days later they left.", ["1918-12-30", "1919-01-01"]),
        ("It fell in May 1915. Fifteen months later they left.", ["1915-05", "1916-08"]),
        ("It fell in May 1915. A year earlier all was well.", ["1915-05", "1914"]),
        ("It fell in May 1915. Later that year they left.", ["1915-05", "1915"]),
        ("It fell on 5 May 1915. By the end of the month they left.", ["1915-05-05", "1915-05"]),
        ("It fell on 5 May 1915, and on the 20th they left.", ["1915-05-05", "1915-05-20"]),
        ("It fell in 492 BC. The following year they left.", ["-0491", "-0490"]),
        ("It fell in 499 BC. In 494, Miletus fell.", ["-0498", "-0493"]),
        ("It fell on 3 May 1944. On 1 September 113 Battery left.", ["1944-05-03", "1944-09-01"]),
        ("It fell in 1967. Paris rose in May '68.", ["1967", "1968-05"]),
        ("It fell in October 1461, and on 12 November the next year it rose.", ["1461-10", "1462-11-12"]),
        ("In September 1918 it fell. October of that year saw more.", ["1918-09", "1918-10"]),
        (
            "He died on 7 January 1943. A sign he had put up two days earlier was there. Two days later it fell.",
            ["1943-01-07", "1943-01-05", "1943-01-09"],
        ),
        ("It fell in October 1914. That winter was hard.", ["1914-10", "1915-24"]),
    ],
)
def test_a_date_takes_from_the_narrative_what_it_leaves_out(text: str, found: list[str]) -> None:
    assert dates(text) == found


@pytest.mark.parametrize(
    "passing",
    [
        "The line, which had been built in 1882, was cut.",
        "Its general (born 1850) was old.",
        "A treaty of 1902 bound them.",
        "They had last met in May 1870.",
    ],
)
def test_a_year_in_passing_takes_over_nothing(passing: str) -> None:
    text = f"On 3 May 1915 the army marched. {passing} On 20 June it came back."
    assert dates(text)[-1] == "1915-06-20"


def test_what_comes_later_counts_as_much_as_what_came_before() -> None:
    text = "It was founded in 1870. On 5 March the attack began. By 9 April 1916 it was over."
    assert dates(text)[1] == "1916-03-05"


def test_a_heading_says_the_year_and_is_no_event() -> None:
    text = "# War\n\nIt was long.\n\n## 1941\n\nOn 22 June it spread to the east.\n\n## 1942\n\nIn May it went on.\n"
    assert dates(text) == ["1941-06-22", "1942-05"]


def test_a_title_says_the_year() -> None:
    assert dates("The armies met on 3 March near the river.", "Battle of 1809") == ["1809-03-03"]


@pytest.mark.parametrize(
    "text",
    [
        "On 3 March the armies met.",
        "Two days later they met again.",
        "It was in 1809. The next day they met.",
        "That year all was well.",
        "In '68 they met.",
    ],
)
def test_what_the_narrative_does_not_say_stays_undated(text: str) -> None:
    assert [date for date in dates(text) if date != "1809"] == []


def test_books_in_the_references_are_no_events() -> None:
    text = "# War\n\nIt began in 1809 and was long.\n\n## References\n\nSmith, A History of the War, London 1987.\n"
    assert dates(text) == ["1809"]


def test_a_passing_year_does_not_move_the_story_in_a_long_text() -> None:
    days = " ".join(f"On {day} May a village fell." for day in range(2, 30))
    found = dates(f"On 1 May 1915 it began. The old treaty of 1871 was forgotten. {days}")
    assert found[2:] == [f"1915-05-{day:02}" for day in range(2, 30)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The war began in 1805. Two years later peace was signed.", ["1805", "1807"]),
        ("The siege began on 9 May 1805. The next morning the walls fell.", ["1805-05-09", "1805-05-10"]),
        ("The siege began on 9 May 1805. Three weeks later the walls fell.", ["1805-05-09", "1805-05-30"]),
        (
            "He was elected on November 6, 1860. He took office the following March 4.",
            ["1860-11-06", "1861-03-04"],
        ),
        (
            "It fell on 14 July 1789. A year later, on 14 July, they danced.",
            ["1789-07-14", "1790", "1790-07-14"],
        ),
        ("In 49 BC he crossed the Rubicon. In 44 he was murdered.", ["-0048", "-0043"]),
        ("The crash came in 1929. The winter after next was cold.", ["1929", "1931-24"]),
    ],
)
def test_leaving_a_date_undated_costs_something(text: str, found: list[str]) -> None:
    assert dates(text) == found


def test_what_stands_under_a_range_lies_in_it() -> None:
    assert dates("## January–June 1938\n\nIn January he came. In March he left.") == ["1938-01", "1938-03"]


def test_an_emphasised_date_alone_is_a_heading() -> None:
    assert dates("**1938**\n\n- 30 September – a pact is signed") == ["1938-09-30"]


def test_an_entry_of_an_article_about_a_day_has_its_day() -> None:
    assert dates("- 1208 – A battle. - 1943 – Paulus surrenders.", "January 31") == ["1208-01-31", "1943-01-31"]
