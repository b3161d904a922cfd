"""Dates as people say them, in each language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from histbot.timeline import HistoricalDate
from histbot.timeline.dates.languages import SPOKEN
from histbot.timeline.dates.words import day_in_words, in_words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("1945-05-09", "9 May 1945"),
        ("1944-09", "September 1944"),
        ("1944-21", "spring 1944"),
        ("1938", "1938"),
        ("1938-XX", "1938"),
        ("193X", "the 1930s"),
        ("190X", "1900–1909"),
        ("006X", "the 60s AD"),
        ("-043X", "440–431 BC"),
        ("000X", "1–9 AD"),
        ("18XX", "19th century"),
        ("20XX", "21st century"),
        ("12XX", "13th century"),
        ("00XX", "1st century"),
        ("-00XX", "1st century BC"),
        ("-04XX", "5th century BC"),
        ("-0043", "44 BC"),
        ("0000", "1 BC"),
        ("-0043-03-15", "15 March 44 BC"),
        ("0068-06-09", "9 June 68 AD"),
        ("1938~", "around 1938"),
        ("193X~", "around the 1930s"),
        ("1938?", "perhaps 1938"),
        ("1938%", "perhaps around 1938"),
        ("1944-09/1945-05", "September 1944 – May 1945"),
        ("1941-05/1941-06", "May–June 1941"),
        ("1944-21/1944-23", "spring–autumn 1944"),
        ("1939/1945", "1939–1945"),
        ("1945-05-09/1945-05-12", "9–12 May 1945"),
        ("1945-04-28/1945-05-03", "28 April – 3 May 1945"),
        ("1944-12-16/1945-01-25", "16 December 1944 – 25 January 1945"),
        ("-0057/-0049", "58–50 BC"),
        ("-0026/0014", "27 BC – 14 AD"),
        ("0014/0037", "14–37 AD"),
        ("1938~/1940~", "around 1938–1940"),
        ("1938~/1940", "around 1938 – 1940"),
        ("1939-03/..", "after March 1939"),
        ("../1939", "before 1939"),
        ("../18XX", "before the 19th century"),
        ("1938~/..", "after 1938 (roughly)"),
        ("../1938%", "before 1938 (perhaps, roughly)"),
        ("1939/", "1939 – ?"),
        ("/1939", "? – 1939"),
    ],
)
def test_a_date_in_english(edtf: str, words: str) -> None:
    assert in_words(HistoricalDate(edtf)) == words


@pytest.mark.parametrize(
    ("edtf", "czech", "slovak", "russian"),
    [
        ("1945-05-09", "9. května 1945", "9. mája 1945", "9 мая 1945 года"),
        ("1944-09", "září 1944", "september 1944", "сентябрь 1944 года"),
        ("1944-21", "jaro 1944", "jar 1944", "весна 1944 года"),
        ("1938", "1938", "1938", "1938 год"),
        ("193X", "30. léta 20. století", "30. roky 20. storočia", "1930-е годы"),
        ("18XX", "19. století", "19. storočie", "XIX век"),
        ("-03XX", "4. století př. n. l.", "4. storočie pred n. l.", "IV век до н. э."),
        ("-0043", "44 př. n. l.", "44 pred n. l.", "44 год до н. э."),
        ("1938~", "kolem roku 1938", "okolo roku 1938", "около 1938 года"),
        ("1938-03~", "kolem března 1938", "okolo marca 1938", "около марта 1938 года"),
        ("1938?", "snad 1938", "možno 1938", "возможно 1938 год"),
        ("1939/1945", "1939–1945", "1939–1945", "1939–1945 годы"),
        ("1945-05-09/1945-05-12", "9.–12. května 1945", "9.–12. mája 1945", "9–12 мая 1945 года"),
        ("../1939", "před rokem 1939", "pred rokom 1939", "до 1939 года"),
        ("../1945-05-09", "před 9. květnem 1945", "pred 9. májom 1945", "до 9 мая 1945 года"),
        ("1939-03/..", "po březnu 1939", "po marci 1939", "после марта 1939 года"),
        ("1944-22/..", "po létě 1944", "po lete 1944", "после лета 1944 года"),
        ("193X/..", "po 30. letech 20. století", "po 30. rokoch 20. storočia", "после 1930-х годов"),
    ],
)
def test_a_date_in_other_languages(edtf: str, czech: str, slovak: str, russian: str) -> None:
    date = HistoricalDate(edtf)
    assert [in_words(date, language) for language in ("cs", "sk", "ru-RU")] == [czech, slovak, russian]


@pytest.mark.parametrize(
    ("edtf", "ukrainian", "german", "polish", "french"),
    [
        ("1945-05-01", "1 травня 1945 року", "1. Mai 1945", "1 maja 1945", "1er mai 1945"),
        ("1939-03", "березень 1939 року", "März 1939", "marzec 1939", "mars 1939"),
        ("193X", "1930-ті роки", "1930er Jahre", "lata 30. XX wieku", "années 1930"),
        ("00XX", "I століття", "1. Jahrhundert", "I wiek", "Ier siècle"),
        ("-0043", "44 рік до н. е.", "44 v. Chr.", "44 p.n.e.", "44 av. J.-C."),
        ("../18XX", "до XIX століття", "vor dem 19. Jahrhundert", "przed XIX wiekiem", "avant le XIXe siècle"),
        ("1944-21/..", "після весни 1944 року", "nach dem Frühjahr 1944", "po wiośnie 1944", "après le printemps 1944"),
        ("1945-05-09/1945-05-12", "9–12 травня 1945 року", "9.–12. Mai 1945", "9–12 maja 1945", "9–12 mai 1945"),
    ],
)
def test_a_date_in_four_more_languages(edtf: str, ukrainian: str, german: str, polish: str, french: str) -> None:
    date = HistoricalDate(edtf)
    assert [in_words(date, each) for each in ("uk", "de", "pl", "fr")] == [ukrainian, german, polish, french]


@pytest.mark.parametrize(
    ("qualifier", "edtf", "english", "czech"),
    [
        ("after", "1939-03", "after March 1939", "po březnu 1939"),
        ("before", "193X", "before the 1930s", "před 30. lety 20. století"),
        ("by", "1941", "by 1941", "nejpozději 1941"),
        ("until", "1941~", "until 1941 (roughly)", "do roku 1941 (přibližně)"),
        ("since", "18XX", "since the 19th century", "od 19. století"),
        ("early", "18XX", "early 19th century", "začátek 19. století"),
        ("mid", "193X", "mid-1930s", "polovina 30. let 20. století"),
        ("late", "1945-05", "late May 1945", "konec května 1945"),
    ],
)
def test_what_narrows_a_date_is_said(qualifier: str, edtf: str, english: str, czech: str) -> None:
    said = [in_words(HistoricalDate(edtf), language, qualifier) for language in ("en", "cs")]
    assert said == [english, czech]


@pytest.mark.parametrize(
    ("language", "said"), [("en", "9 May"), ("cs", "9. května"), ("sk", "9. mája"), ("ru", "9 мая")]
)
def test_a_day_of_the_year_is_said_in_each_language(language: str, said: str) -> None:
    assert day_in_words(5, 9, language) == said


def test_other_languages_get_english() -> None:
    assert in_words(HistoricalDate("1945-05-09"), "eo") == "9 May 1945"


@pytest.mark.parametrize("language", SPOKEN)
@given(year=st.integers(-9999, 9999), month=st.none() | st.integers(1, 12) | st.integers(21, 24))
def test_no_year_is_0_or_below_in_words(language: str, year: int, month: int | None) -> None:
    words = in_words(HistoricalDate.of(year, month), language)
    assert str(1 - year if year <= 0 else year) in words
    assert "-" not in words.replace("J.-C.", "")
    assert "{" not in words
