"""From the parts that a rule found to mentions: numbers for words, and what belongs to several days to each."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from histbot.timeline.expressions.mention import Mention, Shift
from histbot.timeline.expressions.vocabulary import (
    FEASTS,
    LAST_YEAR,
    MONTHS,
    ORDINALS,
    SEASONS,
    TENS,
    number_word,
    roman,
)

if TYPE_CHECKING:
    from collections.abc import Callable

Found = tuple[list[Mention], bool]
"""The mentions of one match, and whether they are the two ends of a range."""
_AHEAD = frozenset({"next", "following", "succeeding", "ensuing"})
_BEHIND = frozenset({"previous", "preceding", "prior"})
_DAY = re.compile(r"\d{1,2}")
_CENTURIES = 30


def _bc(era: str | None) -> bool:
    return era is not None and era[0] == "B"


def _year(parts: dict[str, str | None]) -> dict[str, int | bool | None]:
    """Give the fields of a year: in figures, in two figures, or as `that year`."""
    if year := parts.get("year"):
        return {"number": int(year), "before_christ": _era(year, parts.get("era") or parts.get("era_before"))}
    if short := parts.get("short"):
        return {"number": int(short[1:]), "short": True}
    return {}


def _era(year: str, era: str | None) -> bool | None:
    """Tell whether a year is BC; a number below 1000 without an era may be either."""
    if era:
        return _bc(era)
    return None if len(year) < 4 else False  # noqa: PLR2004  # figures


def _which(words: str | None) -> Shift | None:
    """Read `that` as no step, `the following` as one ahead, `the previous` as one back."""
    return Shift(_steps(words), "year") if words else None


def _steps(words: str) -> int:
    last = words.lower().split()[-1]
    return 1 if last in _AHEAD else -1 if last in _BEHIND else 0


def _days(match: re.Match[str]) -> Found:
    """Read days of one month: each is a mention, the last with the month and the year in its span."""
    parts = match.groupdict()
    month = MONTHS[parts["month"].lower().rstrip(".")]
    base = match.start("days")
    days = [(base + day.start(), base + day.end(), int(day[0])) for day in _DAY.finditer(parts["days"])]
    common = _year(parts)
    shift = _which(parts.get("which"))
    mentions = [Mention(start, end, month=month, day=day, shift=shift, **common) for start, end, day in days]  # type: ignore[arg-type]
    between = parts["days"][days[0][1] - base : days[-1][0] - base]
    # The month's name belongs to the day that it stands beside, the year to the last.
    mentions[0] = replace(mentions[0], start=match.start())
    mentions[-1] = replace(mentions[-1], end=match.end())
    return mentions, len(days) == 2 and not re.search(r"and|or|&|/|,", between)  # noqa: PLR2004  # a range has two ends


def _numeric(match: re.Match[str]) -> Found:
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    if not 1 <= month <= 12 or not 1 <= day <= 31:  # noqa: PLR2004  # no date
        return [], False
    return [Mention(*match.span(), number=year, before_christ=False, month=month, day=day)], False


def _month(match: re.Match[str]) -> Found:
    parts = match.groupdict()
    month = MONTHS[match["month"].lower().rstrip(".")]
    return [Mention(*match.span(), month=month, shift=_which(parts.get("which")), **_year(parts))], False  # type: ignore[arg-type]


def _season(match: re.Match[str]) -> Found:
    parts = match.groupdict()
    season = SEASONS[(parts["season"] or parts["season_after"] or "").lower()]
    if parts.get("year_before"):
        return [
            Mention(*match.span(), number=int(parts["year_before"] or 0), before_christ=False, season=season)
        ], False
    which = "the next" if parts.get("plain_next") else parts.get("which")
    fields = _year(parts)
    if until := parts.get("until"):  # the winter of 1941–42 is named by its second year
        fields["number"] = _completed(int(parts["year"] or 0), until)
    return [Mention(*match.span(), season=season, shift=_which(which), **fields)], False  # type: ignore[arg-type]


def _completed(first: int, until: str) -> int:
    """Complete the second year of a range by the first: 45 behind 1939 is 1945."""
    size = 10 ** len(until)
    return int(until) if size > first else first - first % size + int(until)


def _century(match: re.Match[str]) -> Found:
    bc = _bc(match["era"])
    mentions = []
    for name in ("ordinal", "other"):
        if match[name]:
            number = _ordinal(match[name])
            if not 1 <= number <= _CENTURIES - 9:
                return [], False
            mentions.append((name, number))
    first = match.start()
    if len(mentions) == 1:
        return [Mention(first, match.end(), (mentions[0][1] - 1) * 100, bc, 100)], False
    return [
        Mention(first, match.end("ordinal"), (mentions[0][1] - 1) * 100, bc, 100),
        Mention(match.start("other"), match.end(), (mentions[1][1] - 1) * 100, bc, 100),
    ], re.search(r"and|or", match[0][: match.start("other") - first]) is None


def _ordinal(text: str) -> int:
    word = text.lower()
    if word in ORDINALS:
        return ORDINALS[word]
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else roman(re.sub(r"[^IVX]", "", text))


def _decade(match: re.Match[str]) -> Found:
    if match["year"]:
        number, bc = int(match["year"]), _bc(match["era"])
        if number < 100 or number > LAST_YEAR:  # noqa: PLR2004  # `the 30s` may be an age
            return [], False
        era = bc if match["era"] or number >= 1000 else None  # noqa: PLR2004  # `the 470s` of an ancient article
        century = number % 100 == 0 and number not in (1900, 2000)
        return [Mention(*match.span(), number, era, 100 if century else 10)], False
    short = int(match["short"][1:]) if match["short"] else TENS[match["word"]]
    return [Mention(*match.span(), short, None, 10, short=True)], False


def _years(match: re.Match[str]) -> Found:
    """Read two years; what can't be two years is passed over."""
    era = match["era"] or match["era_first"]
    bc = _bc(era)
    first, second = int(match["year"]), match["until"]
    last = int(second) if bc else _completed(first, second)
    plain = era is None
    if bc and len(second) < len(match["year"]) and last < first % 10 ** len(second):
        last += first - first % 10 ** len(second)
    if not bc and (last <= first or last > LAST_YEAR or (plain and last - first > 300)):  # noqa: PLR2004  # no range of years
        return [], False
    if bc and last >= first and _bc(match["era"]):
        return [], False
    told = match.string[max(0, match.start() - 3) : match.start()] == "AD "
    open_era = None if plain and first < 1000 and not told else bc  # noqa: PLR2004  # 788–803 may be either
    first_era = _bc(match["era_first"]) if match["era_first"] else open_era
    return [
        Mention(match.start(), match.end("era_first" if match["era_first"] else "year"), first, first_era),
        Mention(match.start("until"), match.end(), last, _bc(match["era"]) if match["era"] else open_era),
    ], "/" not in match["dash"]


def _era_year(match: re.Match[str]) -> Found:
    year = int((match["year"] or match["year_after"]).replace(",", ""))
    bc = _bc(match["era"] or match["era_before"])
    return [Mention(*match.span(), year, bc)] if year and (bc or year <= LAST_YEAR) else [], False


def _feast(match: re.Match[str]) -> Found:
    month, day = FEASTS[re.sub(r"\s", " ", match["feast"].lower().replace("’", "'"))]
    return [Mention(*match.span(), month=month, day=day, **_year(match.groupdict()))], False  # type: ignore[arg-type]


def _step(match: re.Match[str]) -> Found:
    number, unit = number_word(match["number"]), match["unit"].lower()
    if number is None:
        return [], False
    unit = "century" if unit.startswith("centur") else unit.removesuffix("s")
    if unit == "decade" and number == 1:
        number, unit = 10, "year"
    if match["half"]:
        number, unit = (number * 12 + 6, "month") if unit == "year" else (number, unit)
    back = match["way"].startswith(("earlier", "before", "prev", "prior"))
    return [Mention(*match.span(), shift=Shift(-number if back else number, unit))], False


def _which_unit(match: re.Match[str]) -> Found:
    return [Mention(*match.span(), shift=Shift(_steps(match["which"]), match["unit"]))], False


def _which_part(match: re.Match[str]) -> Found:
    part = match["part"].lower()
    return [
        Mention(*match.span(), month=MONTHS.get(part), season=SEASONS.get(part), direction=_steps(match["which"]))
    ], False


def _day_after(match: re.Match[str]) -> Found:
    steps = 1 if match["way"] in ("after", "following") else -1
    return [Mention(*match.span(), shift=Shift(steps, match["unit"]))], False


def _of_the(match: re.Match[str]) -> Found:
    return [Mention(*match.span(), shift=Shift(0, match["unit"] or match["owner"]))], False


def _day(match: re.Match[str]) -> Found:
    return [Mention(*match.span(), day=int(re.sub(r"\D", "", match["day"])))], False


def _short(match: re.Match[str]) -> Found:
    return [Mention(*match.span(), int(match["short"][1:]), short=True)], False


def _number(match: re.Match[str]) -> Found:
    year = int(match["year"])
    if year > LAST_YEAR or match["year"][0] == "0":
        return [], False
    return [Mention(*match.span(), year, _era(match["year"], None))], False


BUILD: dict[str, Callable[[re.Match[str]], Found]] = {
    "iso": _numeric,
    "numeric": _numeric,
    "day_month": _days,
    "month_day": _days,
    "month_year": _month,
    "month": _month,
    "season_year": _season,
    "season": _season,
    "century": _century,
    "decade": _decade,
    "years": _years,
    "era_year": _era_year,
    "feast": _feast,
    "step": _step,
    "which": _which_unit,
    "which_part": _which_part,
    "day_after": _day_after,
    "of_the": _of_the,
    "day": _day,
    "short": _short,
    "number": _number,
}
