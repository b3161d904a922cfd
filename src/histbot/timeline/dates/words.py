"""A historical date in words, as a person would say it: "spring 1944", "9–12 May 1945", "před březnem 1939"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from histbot.timeline.dates.languages import PLAIN, spoken

if TYPE_CHECKING:
    from histbot.timeline.dates.dates import HistoricalDate, Point
    from histbot.timeline.dates.languages import Language

_GENITIVE = 1  # "9 мая": a day's month, where the day itself has no case
_AMBIGUOUS = 1000  # years before this one are marked AD
_TEENS = range(10, 20)
_NUMERALS = {100: "C", 90: "XC", 50: "L", 40: "XL", 10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I"}


def in_words(date: HistoricalDate, language: str = "en", qualifier: str = "") -> str:
    """Say a date in a language of `SPOKEN` (others get English).

    A qualifier says what EDTF has no sign for: after, before, by, until, since, early, mid or late.
    """
    tongue = spoken(language)
    begin, end = date.begin, date.end
    if begin and end:
        if qualifier:
            return _qualified(qualifier, begin, end, tongue)
        if begin.doubt == end.doubt:
            return _doubted(begin, end, tongue)
        return f"{_doubted(begin, begin, tongue)} – {_doubted(end, end, tongue)}"
    first, _, last = date.edtf.partition("/")
    if begin:
        return _qualified("after", begin, begin, tongue) if last else f"{_doubted(begin, begin, tongue)} – ?"
    assert end is not None  # noqa: S101  # a date knows one end at least
    return _qualified("before", end, end, tongue) if first else f"? – {_doubted(end, end, tongue)}"


def day_in_words(month: int, day: int, language: str = "en") -> str:
    """Say a day of the year: "9 May" (which `read_day` reads back), "9. května"."""
    tongue = spoken(language)
    return _day(day, _form(tongue.months[month - 1], _GENITIVE), "", tongue)


def _doubted(begin: Point, end: Point, tongue: Language) -> str:
    perhaps = f"{tongue.perhaps} " if begin.doubt in ("?", "%") else ""
    if begin.doubt in ("~", "%"):
        word, case = tongue.qualifiers["about"]
        return f"{perhaps}{word} {_span(begin, end, case, tongue)}"
    return perhaps + _span(begin, end, PLAIN, tongue)


def _qualified(qualifier: str, begin: Point, end: Point, tongue: Language) -> str:
    """Say before, after … a date; what is doubted about it stands in brackets, as two prepositions don't go."""
    word, case = tongue.qualifiers[qualifier]
    joined = f"{word}{'' if word.endswith('-') else ' '}{_span(begin, end, case, tongue)}"
    doubts = {"?": tongue.perhaps, "~": tongue.roughly, "%": f"{tongue.perhaps}, {tongue.roughly}"}
    doubt = begin.doubt or end.doubt
    return f"{joined} ({doubts[doubt]})" if doubt else joined


def _span(begin: Point, end: Point, case: int, tongue: Language) -> str:
    """Say a point, or an interval with what its ends share said once."""
    first, last = begin.earliest, end.earliest
    if begin is end:
        return _one(begin, case, tongue)
    if begin.precision == end.precision == "year" and (first.year > 0) == (last.year > 0):
        return _years(first.year, last.year, case, tongue)
    if begin.precision == end.precision and begin.year == end.year:
        if begin.precision in ("month", "season"):
            return f"{_name(begin, case, tongue)}–{_one(end, case, tongue)}"
        if begin.precision == "day":
            return _days(begin, end, case, tongue)
    return f"{_one(begin, case, tongue)} – {_one(end, case, tongue)}"


def _days(begin: Point, end: Point, case: int, tongue: Language) -> str:
    """Say two days of one year."""
    month = _name(begin, case or _GENITIVE, tongue)
    first = _day(begin.earliest.day, month, "", tongue)
    last = _one(end, case, tongue)
    same_month = begin.earliest.month == end.earliest.month
    return f"{first.removesuffix(f' {month}')}–{last}" if same_month else f"{first} – {last}"


def _one(point: Point, case: int, tongue: Language) -> str:
    year = point.year
    if point.precision == "decade":
        return _decade(year, point.latest.year, case, tongue)
    if point.precision == "century":
        return _century(year, point.latest.year, case, tongue)
    number, era = (1 - year if year <= 0 else year), _era(year, tongue)
    if point.precision == "year":
        return _form(tongue.year, case).format(year=number, era=era)
    of_year = tongue.of_year.format(year=number, era=era)
    if point.precision == "day":
        month = _name(point, case or _GENITIVE, tongue)
        return _day(point.earliest.day, month, of_year, tongue)
    return f"{_name(point, case, tongue)} {of_year}"


def _day(day: int, month: str, year: str, tongue: Language) -> str:
    template = tongue.first_day if day == 1 and tongue.first_day else tongue.day
    return template.format(day=day, month=month, year=year).strip()


def _name(point: Point, case: int, tongue: Language) -> str:
    """Name a month or a season."""
    month = point.earliest.month
    return _form(tongue.seasons[month // 3 - 1] if point.precision == "season" else tongue.months[month - 1], case)


def _era(year: int, tongue: Language) -> str:
    return tongue.eras[0] if year <= 0 else tongue.eras[1] if year < _AMBIGUOUS else ""


def _years(first: int, last: int, case: int, tongue: Language) -> str:
    """Say a range of years, both BC or both AD."""
    years = f"{1 - first}–{1 - last}" if last <= 0 else f"{first}–{last}"
    return _form(tongue.years, case).format(years=years, era=_era(last, tongue))


def _decade(first: int, last: int, case: int, tongue: Language) -> str:
    """Say a decade; one that has no name (440–431 BC, 1900–1909) by its years."""
    tens = first % 100
    if last <= 0 or not tens:
        return _years(max(first, 1) if last > 0 else first, last, case, tongue)
    words = _form(tongue.decade, case)
    century = first // 100 + 1
    return words.format(decade=first, tens=tens, century=century, roman=_roman(century), era=_era(first, tongue))


def _century(first: int, last: int, case: int, tongue: Language) -> str:
    number, era = (-last // 100 + 1, tongue.eras[0]) if last <= 0 else (first // 100 + 1, "")
    words = _form(tongue.first_century if number == 1 and tongue.first_century else tongue.century, case)
    return words.format(century=number, ordinal=_ordinal(number), roman=_roman(number), era=era)


def _form(forms: str, case: int) -> str:
    each = forms.split("|")
    return each[min(case, len(each) - 1)]


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in _TEENS else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _roman(number: int) -> str:
    figures = ""
    for value, figure in _NUMERALS.items():
        figures += figure * (number // value)
        number %= value
    return figures
