"""Dates in seven languages: what a sentence says by itself, a kind of date a line."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from histbot.timeline import multilingual
from histbot.timeline.multilingual import scan, vocabulary
from histbot.timeline.reading.grammars import LANGUAGES
from histbot.timeline.reading.resolving import dated

if TYPE_CHECKING:
    from histbot.timeline.expressions import Mention

WORDS = Path(multilingual.__file__ or "").parent / "words"


def said(language: str, text: str) -> list[str]:
    """Give the dates of a sentence: EDTF where it says them, `+2 year` for steps, `*-05-09` for what lacks its year."""
    reading = scan(text, language)
    ends = {each.first: each.second for each in reading.ranges}
    found = [_said(mention) for mention in reading.mentions]
    return [
        f"{each}/{found[ends[place]]}" if place in ends else each
        for place, each in enumerate(found)
        if place not in ends.values()
    ]


def _said(mention: Mention) -> str:
    if mention.explicit:
        date = dated(mention)
        return date.edtf if date else "none"
    if mention.number is not None and mention.short:
        return f"'{mention.number}" + ("s" if mention.years > 1 else f"-{mention.month:02}" if mention.month else "")
    when = f"-{mention.month or mention.season:02}" if mention.month or mention.season else ""
    when += f"-{mention.day:02}" if mention.day else ""
    step = f"{mention.shift.steps:+} {mention.shift.unit}" if mention.shift else ""
    ahead = {1: ">", -1: "<"}.get(mention.direction, "")
    year = f"*{mention.number}" if mention.number is not None else "*" if when else ""
    return f"{ahead}{year}{when}{' ' if when and step else ''}{step}"


CASES = {
    "cs": """
        9. května 1945 = 1945-05-09
        Dne 28. října 1918 byla vyhlášena = 1918-10-28
        v září 1938 i na podzim roku 1938 = 1938-09 1938-23
        v zimě 1941/42 = 1942-24
        9.5.1945, 17. 11. 1989 a 9. V. 1945 = 1945-05-09 1989-11-17 1945-05-09
        Od 8. do 13. března 1918 = 1918-03-08/1918-03-13
        od září do listopadu 1938 = 1938-09/1938-11
        v letech 1914–1918 = 1914/1918
        mezi lety 1914 a 1918 = 1914/1918
        v letech 1938, 1939 a 1945 = 1938 1939 1945
        ve 30. letech 20. století = 193X
        ve třicátých letech = '30s
        v 60. a 70. letech 19. století = 186X 187X
        ve XIV. století a v 18. století = 13XX 17XX
        od 16. do 18. století = 15XX/17XX
        roku 44 př. n. l. a v 5. století př. n. l. = -0043 -04XX
        kolem roku 833 = 0833~
        o dva roky později, o rok dříve = +2 year -1 year
        po dvou letech, za tři dny, před třemi lety = +2 year +3 day -3 year
        O půl roku později = +6 month
        v dubnu téhož roku a 4. listopadu následujícího roku = *-04 +0 year *-11-04 +1 year
        Druhý den = +1 day
        roku 929 nebo 935; mezi 5. a 9. květnem 1945 = 0929 0935 1945-05-05/1945-05-09
        v 80. letech minulého století = '80s
        V noci na 21. srpna 1968 = 1968-08-21
        v noci z 20. na 21. srpna 1968 = 1968-08-20/1968-08-21
        1. září 1939 a prvního května 1890 = 1939-09-01 1890-05-01
        padlo 1500 mužů, přes 1200 vojáků a 20 000 lidí; trvalo dva roky =
        Arabské jaro a Zimní král; každého 9. května =
    """,
    "sk": """
        29. augusta 1944 = 1944-08-29
        v lete nasledujúceho roku = *-22 +1 year
        v zime 1944/45 = 1945-24
        do konca roka 1945 = 1945
        v 60. rokoch 20. storočia = 196X
        v tridsiatych rokoch = '30s
        v rokoch 871–894 = 0871/0894
        v 9. storočí pred n. l. = -08XX
        na druhý deň, o tri roky neskôr = +1 day +3 year
        v marci toho istého roku = *-03 +0 year
        od 29. augusta do 27. októbra 1944 = 1944-08-29/1944-10-27
        vyše 1200 vojakov =
    """,
    "ru": """
        22 июня 1941 года = 1941-06-22
        с января по август 1968 года = 1968-01/1968-08
        В 1918—1921 гг. = 1918/1921
        в 1598–1613 годах и с 1914 по 1918 год = 1598/1613 1914/1918
        в XVIII—XIX веках; XIX век = 17XX/18XX 18XX
        в V веке до н. э.; в 44 году до н. э. = -04XX -0043
        в 30-х годах XX века; в 1930-х годах = 193X 193X
        в 1860—1870-е годы = 186X/187X
        в тридцатые годы; в 70-е годы; 68-го года = '30s '70s '68
        25 октября (7 ноября) 1917 года = 1917-11-07
        25 октября (7 ноября по новому стилю) 1917 года = 1917-11-07
        1 (13) марта 1881 года; 11/23 марта 1801 года = 1881-03-13 1801-03-23
        в ночь на 21 августа 1968 года = 1968-08-21
        в ночь с 20 на 21 августа 1968 года = 1968-08-20/1968-08-21
        летом и осенью 1943 года; к весне 1943 = 1943-22 1943-23 1943-21
        следующей весной = >*-21
        в начале 90-х; в середине 1980-х; в июле—августе = '90s 198X *-07/>*-08
        через три года, годом позже, два года спустя = +3 year +1 year +2 year
        в том же году, в следующем году, на следующий день = +0 year +1 year +1 day
        20 числа того же месяца = *-20
        около 1200 человек, более 1500 солдат =
        Пражской весной называют =
    """,
    "uk": """
        24 лютого 2022 року = 2022-02-24
        у лютому — березні 1919 року = 1919-02/1919-03
        наприкінці 1943-го; у 1930-х роках = 1943 193X
        з 5 липня до 23 серпня 1943 року = 1943-07-05/1943-08-23
        з IX до XIII століття; у ХІХ столітті = 08XX/12XX 18XX
        VII–III ст. до н. е. = -06XX/-02XX
        У 20–30-х роках = '20s/'30s
        за тиждень, через два тижні, двома роками пізніше = +1 week +2 week +2 year
        взимку 1941—1942 років; навесні 972 року = 1942-24 0972-21
        1 (14) січня 1919 року = 1919-01-14
        того ж дня, наступного року = +0 day +1 year
        понад 2400 танків, 1500 осіб =
    """,
    "de": """
        am 9. November 1989; im November 1989; 1989 fiel = 1989-11-09 1989-11 1989
        vom 14. bis 16. Mai 1955 = 1955-05-14/1955-05-16
        zwischen dem 5. und dem 9. Mai 1945 = 1945-05-05/1945-05-09
        von 1939 bis 1945; 1618–48 = 1939/1945 1618/1648
        in den 1930er Jahren; Anfang der 1930er = 193X 193X
        in den 30er Jahren des 20. Jahrhunderts = 193X
        in den dreißiger Jahren; in den Dreißigerjahren = '30s '30s
        wenige Tage später; im nächsten Frühjahr; im Jahre 9 n. Chr. = >*-21 0009
        in der zweiten Hälfte des 15. Jahrhunderts = 14XX
        44 v. Chr.; im 5. Jahrhundert v. Chr.; von 27 v. Chr. bis 14 n. Chr. = -0043 -04XX -0026/0014
        in der Nacht vom 9. auf den 10. November 1938 = 1938-11-09/1938-11-10
        im Winter 1931/32; im Herbst des Jahres 1941 = 1932-24 1941-23
        drei Jahre später; ein Jahr zuvor; im folgenden Jahr = +3 year -1 year +1 year
        am folgenden Tag; tags darauf; im Jahr darauf = +1 day +1 day +1 year
        im August desselben Jahres = *-08 +0 year
        1500 Mann, rund 1200 Soldaten; Prager Frühling =
    """,
    "pl": """
        1 września 1939 roku; w 1410 r.; w roku 966 = 1939-09-01 1410 0966
        w latach 1772–1795; od 1674 do 1696 roku = 1772/1795 1674/1696
        w latach 30. XX w.; w latach dwudziestych XX wieku = 193X 192X
        w XIX wieku; w III w. p.n.e.; w 44 r. p.n.e. = 18XX -02XX -0043
        w nocy z 12 na 13 grudnia 1981 roku = 1981-12-12/1981-12-13
        wiosną następnego roku; latem 1939 roku = *-21 +1 year 1939-22
        sierpnia ’80 = '80-08
        trzy dni później; rok wcześniej; po dwóch latach = +3 day -1 year +2 year
        od jesieni 1939 roku do wiosny 1940 roku = 1939-23/1940-21
        11 XI 1918; w XVI–XVIII w.; na przełomie 1917 i 1918 roku = 1918-11-11 15XX/17XX 1917 1918
        ponad 1500 żołnierzy =
    """,
    "fr": """
        le 14 juillet 1789; en juillet 1789; le 1er mai 1890 = 1789-07-14 1789-07 1890-05-01
        du 5 au 10 mai 1940; entre 1789 et 1799; de 1914 à 1918 = 1940-05-05/1940-05-10 1789/1799 1914/1918
        aux XVIe et XVIIe siècles; au Ve siècle avant J.-C. = 15XX 16XX -04XX
        dans les années 1930; les années trente = 193X '30s
        de 58 à 51 av. J.-C.; en 52 av. J.-C. = -0057/-0050 -0051
        le 9 thermidor an II; le 18 brumaire an VIII; le 11 frimaire an XIV = 1794-07-27 1799-11-09 1805-12-02
        dans la nuit du 4 août 1789 = 1789-08-04
        le jour même; le 21 janvier suivant; la veille = +0 day >*-01-21 -1 day
        l'année suivante; la même année; le lendemain; six ans plus tard = +1 year +0 year +1 day +6 year
        à l'automne de la même année; pendant l'hiver 1941-1942 = *-23 +0 year 1942-24
        en 1805, jusqu'en 1848, l'an 800 = 1805 1848 0800
        1500 hommes, quelque 1200 soldats; le printemps de Prague; il a été élu =
    """,
}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (language, *re.split(r"\s=(?:\s|\Z)", line.strip()))
        for language, lines in CASES.items()
        for line in lines.strip().splitlines()
    ],
)
def test_a_sentence_says_its_dates(language: str, text: str, expected: str) -> None:
    assert " | ".join(said(language, text)).replace(" | ", " ") == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_every_month_names_it(language: str) -> None:
    months = tomllib.loads((WORDS / f"{language}.toml").read_text(encoding="utf-8"))["months"]
    for number, forms in months.items():
        for form in forms.split(", "):
            assert said(language, f"5. {form} 1920") == [f"1920-{int(number):02}-05"], form


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_every_list_that_the_grammar_asks_for(language: str) -> None:
    codes = {word.code for words in vocabulary(language).words.values() for word in words}
    assert set("MSCOuUykcmdhEAsnpJlbv{}=&<>~?qHW#+*r$") <= codes


@pytest.mark.parametrize("text", ["", "а" * 5_000, "1" * 5_000, "8. " * 2_000, "v v v " * 2_000, "(((" * 2_000])
def test_no_text_makes_it_slow_or_fail(text: str) -> None:
    assert said("cs", text) == []


def test_what_is_before_after_and_about_a_date_is_kept_with_it() -> None:
    (mention,) = scan("Krátce po roce 1918", "cs").mentions
    assert mention.qualifier == "after"
    (mention,) = scan("в начале 1944 года", "ru").mentions
    assert (mention.qualifier, mention.start) == ("early", 0)
    (mention,) = scan("Універсалом від 20 листопада", "uk").mentions  # that is of this day, not since
    assert mention.qualifier == ""
    (mention,) = scan("vers 1500, ", "fr").mentions
    assert mention.doubt == "~"
