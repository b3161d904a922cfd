"""From years, decades, centuries and millennia in figures and words to mentions, with their eras."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from histbot.timeline.expressions.parts.mention import Mention
from histbot.timeline.expressions.parts.vocabulary import HUNDREDS, LAST_YEAR, ORDINALS, TENS, number_word, roman

if TYPE_CHECKING:
    from collections.abc import Callable

Found = tuple[list[Mention], bool]
"""The mentions of one match, and whether they are the two ends of a range."""
FEW_FIGURES = 1000  # years below are written as counts are
_CENTURIES, _MILLENNIA, _MILLENNIA_BC = 21, 2, 9
_LONGEST = 300  # years between two that are a range though no era says that they are years
_MONTHS = range(1, 13)


def is_bc(era: str | None) -> bool:
    """Tell whether the words of an era are those of BC."""
    return era is not None and era[0] in "Bb"


def era_of(year: str, era: str | None) -> bool | None:
    """Tell whether a year is BC; a number below 1000 without an era may be either."""
    if era:
        return is_bc(era)
    return None if int(year) < FEW_FIGURES else False


def completed(first: int, until: str) -> int:
    """Complete the second year of a range by the first: 45 behind 1939 is 1945."""
    size = 10 ** len(until)
    return int(until) if size > first else first - first % size + int(until)


def _century(match: re.Match[str]) -> Found:
    bc = is_bc(match["era"])
    names = [name for name in ("ordinal", "other", "figures") if match[name]]
    numbers = [_ordinal(match[name]) for name in names]
    if not all(1 <= number <= _CENTURIES for number in numbers):
        return [], False
    if len(numbers) == 1:
        return [Mention(*match.span(), (numbers[0] - 1) * 100, bc, 100)], False
    return [
        Mention(match.start(), match.end("ordinal"), (numbers[0] - 1) * 100, bc, 100),
        Mention(match.start("other"), match.end(), (numbers[1] - 1) * 100, bc, 100),
    ], re.search(r"and|or", match[0][: match.start("other") - match.start()]) is None


def _millennium(match: re.Match[str]) -> Found:
    """Read a millennium as the years from its first to its last: EDTF has no sign for it."""
    number, bc = _ordinal(match["ordinal"]), is_bc(match["era"])
    if not 1 <= number <= (_MILLENNIA_BC if bc else _MILLENNIA):
        return [], False
    first, last = (number * 1000, number * 1000 - 999) if bc else (number * 1000 - 999, number * 1000)
    return [Mention(*match.span(), first, bc), Mention(*match.span(), last, bc)], True


def _ordinal(text: str) -> int:
    word = re.sub(r"\s", "-", text.lower())
    if word in ORDINALS:
        return ORDINALS[word]
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else roman(re.sub(r"[^IVX]", "", text))


def _decade(match: re.Match[str]) -> Found:
    if match["year"]:
        number, said = int(match["year"]), match["era"] or match["era_before"]
        if (number < 100 and not said) or number > LAST_YEAR:  # noqa: PLR2004  # `the 30s` may be an age
            return [], False
        century = number % 100 == 0 and number not in (0, 1900, 2000)
        return [Mention(*match.span(), number, era_of(match["year"], said), 100 if century else 10)], False
    if match["tens"]:
        return [Mention(*match.span(), _hundreds(match) + TENS[match["tens"]], before_christ=False, years=10)], False
    short = int(match["short"][1:]) if match["short"] else TENS[match["word"]]
    return [Mention(*match.span(), short, None, 10, short=True)], False


def _hundreds(match: re.Match[str]) -> int:
    return HUNDREDS[match["hundreds"].lower()] * 100


def _spelt_year(match: re.Match[str]) -> Found:
    rest = re.sub(r"\s", "-", match["small"] or match["rest"] or "").removeprefix("oh-")
    return [Mention(*match.span(), _hundreds(match) + (number_word(rest) or 0), before_christ=False)], False


def _era_pair(match: re.Match[str]) -> Found:
    """Read `27 BC to 14`, which ends AD if its second year does not say otherwise, and `between 7 and 2 BC`."""
    names = ("first", "second") if match["first"] else ("first_small", "second_small")
    first, second = (int(match[name]) for name in names)
    eras = is_bc(match["era_first"] or match["era_small"]), is_bc(match["era"] or match["era_small"])
    if not first or (eras == (True, True) and first <= second) or (eras == (False, False) and second <= first):
        return [], False
    end = match.end("era_first") if match["first"] else match.end("first_small")
    return [
        Mention(match.start(), end, first, eras[0]),
        Mention(match.start(names[1]), match.end(), second, eras[1]),
    ], True


def _years(match: re.Match[str]) -> Found:
    """Read two years; what can't be two years is passed over, or a month: `1939-09`."""
    era, until, first = match["era"] or match["era_first"], match["until"], int(match["year"])
    bc = is_bc(era)
    last = _last(first, until, bc=bc)
    if era is None and last <= first and first >= FEW_FIGURES:
        is_month = match["dash"] == "-" and len(until) == 2 and int(until) in _MONTHS  # noqa: PLR2004  # figures
        return ([Mention(*match.span(), first, before_christ=False, month=int(until))] if is_month else []), False
    falls = era is None and last < first and len(until) == len(match["year"])  # (427–348), among years BC
    if not falls and not _may_follow(first, last, match):
        return [], False
    eras = (is_bc(match["era_first"]) if match["era_first"] else bc, is_bc(match["era"]) if match["era"] else bc)
    first_end = match.end("era_first" if match["era_first"] else "perhaps" if match["perhaps"] else "year")
    mentions = [
        Mention(match.start(), first_end, first, eras[0], doubt="?" if match["perhaps"] else ""),
        Mention(match.start("until"), match.end(), last, eras[1]),
    ]
    if falls:
        mentions = [each._replace(before_christ=None, shared_era=True) for each in mentions]
    return mentions, "/" not in match["dash"] or abs(last - first) == 1  # 1939/1945 may be two years


def _last(first: int, until: str, *, bc: bool) -> int:
    """Complete the second year of a range; years BC fall."""
    if not bc:
        return completed(first, until)
    last, size = int(until), 10 ** len(until)
    return last + first - first % size if size <= first and last < first % size else last


def _may_follow(first: int, last: int, match: re.Match[str]) -> bool:
    if is_bc(match["era"] or match["era_first"]):
        return last < first or not is_bc(match["era"])
    plain = match["era"] is None and match["era_first"] is None
    return first < last <= LAST_YEAR and not (plain and last - first > _LONGEST)


def _era_year(match: re.Match[str]) -> Found:
    year = int((match["year"] or match["year_after"]).replace(",", ""))
    bc = is_bc(match["era"] or match["era_before"])
    return [Mention(*match.span(), year, bc)] if year and (bc or year <= LAST_YEAR) else [], False


def _short(match: re.Match[str]) -> Found:
    return [Mention(*match.span(), int(match["short"][1:]), short=True)], False


def _number(match: re.Match[str]) -> Found:
    if match["shared"]:
        return [Mention(*match.span(), int(match["shared"]), None, shared_era=True)], False
    figures = match["year"] or match["small"]
    if int(figures) > LAST_YEAR or figures[0] == "0":
        return [], False
    return [Mention(*match.span(), int(figures), era_of(figures, None), doubt="?" if match["perhaps"] else "")], False


BUILD: dict[str, Callable[[re.Match[str]], Found]] = {
    "century": _century,
    "millennium": _millennium,
    "decade": _decade,
    "spelt_year": _spelt_year,
    "era_pair": _era_pair,
    "years": _years,
    "era_year": _era_year,
    "short": _short,
    "number": _number,
}
