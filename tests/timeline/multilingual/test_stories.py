"""Stories in other languages: what a date leaves out comes from the narrative; English loads none of their words."""

from __future__ import annotations

import subprocess
import sys

import pytest

from histbot.knowledge import Article
from histbot.knowledge.prose.passages import read_passages
from histbot.timeline.reading.collecting import events_of

STORIES = {
    "cs": (
        """
        Povstání trvalo od 1. května do 9. května 1945. Začalo 5. května v poledne, o den později vstoupila do
        města vojska. V létě téhož roku se vrátila vláda. Druhý rok, v květnu 1946, byly volby. Následujícího
        roku bylo sucho.
        """,
        "1945-05-01/1945-05-09 1945-05-05 1945-05-06 1945-22 1946-05 1947",
    ),
    "sk": (
        """
        Povstanie vypuklo 29. augusta 1944. O dva dni neskôr padla Žilina, 27. októbra Banská Bystrica.
        Začiatkom apríla 1945 oslobodili Bratislavu; vojna sa skončila o mesiac neskôr.
        """,
        "1944-08-29 1944-08-31 1944-10-27 1945-04 1945-05",
    ),
    "ru": (
        """
        Война шла с июня 1941 года по май 1945 года. В сентябре началась блокада, которая длилась до 27 января
        1944 года. Следующей весной бои шли на юге. Через два месяца, 6 июня, открылся второй фронт.
        """,
        "1941-06/1945-05 1941-09 1944-01-27 1944-21 1944-06-06 1944-06-06",
    ),
    "uk": (
        """
        Битва за Дніпро тривала з серпня по грудень 1943 року. 11 серпня Гітлер наказав будувати вал. У ніч на
        22 вересня перші підрозділи форсували річку, наступного дня захопили плацдарм. 3 листопада почався
        наступ, а 6 листопада місто було звільнене. На початку 1944 року бої перемістилися на захід. Навесні
        того ж року війська вийшли до кордону. У 1945 році, 9 травня, війна скінчилася.
        """,
        "1943-08/1943-12 1943-08-11 1943-09-22 1943-09-23 1943-11-03 1943-11-06 1944 1944-21 1945 1945-05-09",
    ),
    "de": (
        """
        Der Krieg begann am 28. Juli 1914. Am 1. August erklärte Deutschland Russland den Krieg, zwei Tage
        später auch Frankreich. Im September kam der Vormarsch zum Stehen. Im folgenden Jahr trat Italien ein.
        Am 2. April 1917 bat Wilson den Kongress um die Kriegserklärung. Im November desselben Jahres siegten
        die Bolschewiki.
        """,
        "1914-07-28 1914-08-01 1914-08-03 1914-09 1915 1917-04-02 1917-11",
    ),
    "pl": (
        """
        Powstanie wybuchło 1 sierpnia 1944 roku i trwało do 2 października. W nocy z 4 na 5 sierpnia lotnicy
        zrzucili broń. Dwa dni później Niemcy opanowali Wolę. We wrześniu upadło Stare Miasto. W styczniu 1945
        r. miasto zajęli Sowieci, a w czerwcu tego roku powstał rząd.
        """,
        "1944-08-01 1944-10-02 1944-08-04/1944-08-05 1944-08-07 1944-09 1945-01 1945-06",
    ),
    "fr": (
        """
        La Révolution commença en mai 1789. Le 17 juin, le tiers état se proclama Assemblée nationale ; trois
        jours plus tard, il prêta serment. En octobre de la même année, les femmes marchèrent sur Versailles. La
        République fut proclamée en septembre 1792, et le roi fut exécuté le 21 janvier de l'année suivante.
        """,
        "1789-05 1789-06-17 1789-06-20 1789-10 1792-09 1793-01-21",
    ),
}


def article_of(text: str, language: str, heading: str = "") -> Article:
    text = "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))
    text = f"## {heading}\n\n{text}" if heading else text
    return Article("a", "A", text, "a.md", language=language, passages=read_passages("a", text))


def dates(article: Article) -> str:
    return " ".join(event.date.edtf for event in events_of(article))


@pytest.mark.parametrize("language", STORIES)
def test_a_story_says_its_dates(language: str) -> None:
    text, expected = STORIES[language]
    assert dates(article_of(text, language)) == expected


@pytest.mark.parametrize("language", STORIES)
def test_an_article_that_does_not_know_its_language_is_read_by_its_months(language: str) -> None:
    text, expected = STORIES[language]
    assert dates(article_of(text, "")) == expected


def test_a_section_of_books_has_no_dates() -> None:
    assert dates(article_of("Novák, Jan: Dějiny roku 1918. Praha 1968.", "cs", "Literatura")) == ""


def test_a_paragraph_that_begins_with_a_day_keeps_it() -> None:
    article = article_of("21. června 1621 bylo popraveno dvacet sedm vůdců.\n\n1. května 1890 šli dělníci.", "cs")
    assert dates(article) == "1621-06-21 1890-05-01"
    assert events_of(article)[0].quote.text.startswith("21. června")


def test_an_english_article_never_loads_the_words_of_other_languages() -> None:
    loads = "import sys, histbot.timeline.reading.reading; print('multilingual' in ' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", loads], capture_output=True, text=True, check=True)  # ourselves
    assert done.stdout.strip() == "False"
