"""What dates are called in each language: the words, in the cases that prepositions ask for.

Babel knows the months, but not their cases, nor decades, centuries, years BC or "before March 1939"; and it weighs
thirty megabytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PLAIN = 0  # the case of a date that stands by itself


@dataclass(frozen=True, slots=True)
class Language:
    """How one language says dates; a text with bars holds a form for each case, a missing one is as the last."""

    months: tuple[str, ...]
    """The twelve months, each in its cases."""
    seasons: tuple[str, ...]
    """Spring, summer, autumn and winter, each in its cases."""
    day: str
    """A day with its month and year."""
    of_year: str
    """A year behind a month or a season."""
    year: str
    """A year by itself, in its cases."""
    years: str
    """A range of years, in its cases."""
    decade: str
    """A decade (`decade`: 1930), its tens (30) and its century (20), in its cases."""
    century: str
    """A century: as a number, as an ordinal (19th) or in Roman figures, in its cases."""
    eras: tuple[str, str]
    """The marks of years BC and, where one is needed, AD; templates write them as `era`, with a blank in front."""
    qualifiers: Mapping[str, tuple[str, int]]
    """What narrows or moves a date, and the case behind it; `about` is EDTF's `~`."""
    perhaps: str
    """The word for `?`."""
    roughly: str
    """The word for `~` where another one stands in front of the date."""


_ENGLISH = Language(
    months=tuple("January February March April May June July August September October November December".split()),
    seasons=("spring", "summer", "autumn", "winter"),
    day="{day} {month} {year}",
    of_year="{year}{era}",
    year="{year}{era}",
    years="{years}{era}",
    decade="the {decade}s{era}|the {decade}s{era}|{decade}s{era}",
    century="{ordinal} century{era}|the {ordinal} century{era}|{ordinal} century{era}",
    eras=(" BC", " AD"),
    qualifiers={
        "about": ("around", 1),
        "before": ("before", 1),
        "after": ("after", 1),
        "by": ("by", 1),
        "until": ("until", 1),
        "since": ("since", 1),
        "early": ("early", 2),
        "mid": ("mid-", 2),
        "late": ("late", 2),
    },
    perhaps="perhaps",
    roughly="roughly",
)
_CZECH = Language(
    months=(
        "leden|ledna|lednem|lednu", "únor|února|únorem|únoru", "březen|března|březnem|březnu",
        "duben|dubna|dubnem|dubnu", "květen|května|květnem|květnu", "červen|června|červnem|červnu",
        "červenec|července|červencem|červenci", "srpen|srpna|srpnem|srpnu", "září|září|zářím|září",
        "říjen|října|říjnem|říjnu", "listopad|listopadu|listopadem|listopadu",
        "prosinec|prosince|prosincem|prosinci",
    ),
    seasons=("jaro|jara|jarem|jaře", "léto|léta|létem|létě", "podzim|podzimu|podzimem|podzimu", "zima|zimy|zimou|zimě"),
    day="{day}. {month} {year}",
    of_year="{year}{era}",
    year="{year}{era}|roku {year}{era}|rokem {year}{era}|roce {year}{era}",
    years="{years}{era}|let {years}{era}|lety {years}{era}|letech {years}{era}",
    decade="{tens}. léta {century}. století|{tens}. let {century}. století|{tens}. lety {century}. století"
    "|{tens}. letech {century}. století",
    century="{century}. století{era}|{century}. století{era}|{century}. stoletím{era}|{century}. století{era}",
    eras=(" př. n. l.", " n. l."),
    qualifiers={
        "about": ("kolem", 1),
        "before": ("před", 2),
        "after": ("po", 3),
        "by": ("nejpozději", 0),
        "until": ("do", 1),
        "since": ("od", 1),
        "early": ("začátek", 1),
        "mid": ("polovina", 1),
        "late": ("konec", 1),
    },
    perhaps="snad",
    roughly="přibližně",
)  # fmt: skip
_SLOVAK = Language(
    months=(
        "január|januára|januárom|januári", "február|februára|februárom|februári", "marec|marca|marcom|marci",
        "apríl|apríla|aprílom|apríli", "máj|mája|májom|máji", "jún|júna|júnom|júni", "júl|júla|júlom|júli",
        "august|augusta|augustom|auguste", "september|septembra|septembrom|septembri",
        "október|októbra|októbrom|októbri", "november|novembra|novembrom|novembri",
        "december|decembra|decembrom|decembri",
    ),
    seasons=("jar|jari|jarou|jari", "leto|leta|letom|lete", "jeseň|jesene|jeseňou|jeseni", "zima|zimy|zimou|zime"),
    day="{day}. {month} {year}",
    of_year="{year}{era}",
    year="{year}{era}|roku {year}{era}|rokom {year}{era}|roku {year}{era}",
    years="{years}{era}|rokov {years}{era}|rokmi {years}{era}|rokoch {years}{era}",
    decade="{tens}. roky {century}. storočia|{tens}. rokov {century}. storočia|{tens}. rokmi {century}. storočia"
    "|{tens}. rokoch {century}. storočia",
    century="{century}. storočie{era}|{century}. storočia{era}|{century}. storočím{era}|{century}. storočí{era}",
    eras=(" pred n. l.", " n. l."),
    qualifiers={
        "about": ("okolo", 1),
        "before": ("pred", 2),
        "after": ("po", 3),
        "by": ("najneskôr", 0),
        "until": ("do", 1),
        "since": ("od", 1),
        "early": ("začiatok", 1),
        "mid": ("polovica", 1),
        "late": ("koniec", 1),
    },
    perhaps="možno",
    roughly="približne",
)  # fmt: skip
_RUSSIAN = Language(
    months=(
        "январь|января", "февраль|февраля", "март|марта", "апрель|апреля", "май|мая", "июнь|июня", "июль|июля",
        "август|августа", "сентябрь|сентября", "октябрь|октября", "ноябрь|ноября", "декабрь|декабря",
    ),
    seasons=("весна|весны", "лето|лета", "осень|осени", "зима|зимы"),
    day="{day} {month} {year}",
    of_year="{year} года{era}",
    year="{year} год{era}|{year} года{era}",
    years="{years} годы{era}|{years} годов{era}",
    decade="{decade}-е годы{era}|{decade}-х годов{era}",
    century="{roman} век{era}|{roman} века{era}",
    eras=(" до н. э.", " н. э."),
    qualifiers={
        "about": ("около", 1),
        "before": ("до", 1),
        "after": ("после", 1),
        "by": ("не позднее", 1),
        "until": ("до", 1),
        "since": ("с", 1),
        "early": ("начало", 1),
        "mid": ("середина", 1),
        "late": ("конец", 1),
    },
    perhaps="возможно",
    roughly="приблизительно",
)  # fmt: skip
LANGUAGES = {"en": _ENGLISH, "cs": _CZECH, "sk": _SLOVAK, "ru": _RUSSIAN}
