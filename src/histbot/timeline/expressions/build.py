"""From the parts that a rule found to mentions: numbers for words, and what belongs to several days to each."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from histbot.timeline.dates.dates import month_length
from histbot.timeline.expressions.parts import calendars, figures, years
from histbot.timeline.expressions.parts.mention import Mention, Shift
from histbot.timeline.expressions.parts.vocabulary import DAY_WORDS, FEASTS, MONTHS, SEASONS, number_word
from histbot.timeline.expressions.parts.years import completed, era_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from histbot.timeline.expressions.parts.years import Found

_AHEAD = frozenset({"next", "following", "succeeding", "ensuing"})
_BEHIND = frozenset({"previous", "preceding", "prior"})
_PARTS_OF_DAYS = frozenset({"morning", "afternoon", "evening", "night"})
_LEAP = 2000
_STYLES = range(9, 14)  # days between the Julian and the Gregorian calendar: 11/21 February is one day
_MARCH = 3  # a year that began on 25 March was written 1648/9 until then
_DAY = re.compile(r"\d{1,2}")


def _year(parts: dict[str, str | None]) -> dict[str, Any]:
    """Give the fields of a year: in figures, in two figures, or as `that year`."""
    if year := parts.get("year"):
        return {"number": _of_two(year, parts), "before_christ": era_of(year, parts.get("era") or parts["era_before"])}
    if short := parts.get("short"):
        return {"number": int(short[1:]), "short": True}
    return {}


def _of_two(year: str, parts: dict[str, str | None]) -> int:
    """Give the year; of `30 January 1648/9`, the second."""
    dual = parts.get("dual")
    early = _month_number(parts.get("month") or "December") <= _MARCH
    return int(year) + 1 if dual and early and completed(int(year), dual) == int(year) + 1 else int(year)


def _month_number(name: str) -> int:
    return MONTHS[name.lower().rstrip(".")]


def _which(words: str | None) -> Shift | None:
    """Read `that` as no step, `the following` as one ahead, `the previous` as one back."""
    return Shift(_steps(words), "year") if words else None


def _steps(words: str) -> int:
    last = words.lower().split()[-1]
    return 1 if last in _AHEAD else -1 if last in _BEHIND else 0


def _days(match: re.Match[str]) -> Found:
    """Read days of one month: each is a mention, the last with the month and the year in its span."""
    parts = match.groupdict()
    month = _month_number(parts["month"])
    base = match.start("days")
    days = [(base + day.start(), base + day.end(), int(day[0])) for day in _DAY.finditer(parts["days"])]
    common = _year(parts)
    year = common.get("number") if common.get("before_christ") is False else _LEAP
    if len(days) > 1 and days[-1][2] > month_length(year or _LEAP, month):  # February 20 – 30
        return [], True
    shift = _which(parts.get("which"))
    mentions = [Mention(start, end, month=month, day=day, shift=shift, **common) for start, end, day in days]
    if parts["turn"] and not common and not shift:
        mentions[0] = mentions[0]._replace(direction=_steps(parts["turn"]))
    between = parts["days"][days[0][1] - base : days[-1][0] - base]
    # The month's name belongs to the day that it stands beside, the year to the last.
    mentions[0] = mentions[0]._replace(start=match.start())
    mentions[-1] = mentions[-1]._replace(end=match.end())
    if "/" in between and days[-1][2] - days[0][2] in _STYLES:
        return [mentions[-1]._replace(start=match.start())], False
    return mentions, len(days) == 2 and not re.search(r"and|or|&|,", between)  # noqa: PLR2004  # a range has two ends


def _spelt_day(match: re.Match[str]) -> Found:
    parts = match.groupdict()
    parts["month"] = parts["month"] or parts["month_before"]
    word = re.sub(r"\s", "-", (parts["day"] or parts["day_after"]).lower())
    return [Mention(*match.span(), month=_month_number(parts["month"]), day=DAY_WORDS[word], **_year(parts))], False


def _month(match: re.Match[str]) -> Found:
    parts = match.groupdict()
    month = _month_number(match["month"])
    return [Mention(*match.span(), month=month, shift=_which(parts.get("which")), **_year(parts))], False


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
        fields["number"] = completed(int(parts["year"] or 0), until)
    return [Mention(*match.span(), season=season, shift=_which(which), **fields)], False


def _feast(match: re.Match[str]) -> Found:
    month, day = FEASTS[re.sub(r"\s", " ", match["feast"].lower().replace("’", "'"))]
    return [Mention(*match.span(), month=month, day=day, **_year(match.groupdict()))], False


def _step(match: re.Match[str]) -> Found:
    number, unit = number_word(match["number"]), match["unit"].lower()
    if number is None:
        return [], False
    unit = "century" if unit.startswith("centur") else unit.removesuffix("s")
    if unit == "fortnight":
        number, unit = 2 * number, "week"
    if unit == "decade" and number == 1:
        number, unit = 10, "year"
    if unit == "century" and number == 1:
        number, unit = 100, "year"
    if match["half"]:
        number, unit = (number * 12 + 6, "month") if unit == "year" else (number, unit)
    back = match["way"].startswith(("earlier", "before", "prev", "prior"))
    return [Mention(*match.span(), shift=Shift(-number if back else number, unit))], False


def _which_unit(match: re.Match[str]) -> Found:
    unit = "day" if match["unit"] in _PARTS_OF_DAYS else match["unit"]
    return [Mention(*match.span(), shift=Shift(_steps(match["which"]), unit))], False


def _which_part(match: re.Match[str]) -> Found:
    part = match["part"].lower()
    return [
        Mention(*match.span(), month=MONTHS.get(part), season=SEASONS.get(part), direction=_steps(match["which"]))
    ], False


def _after_next(match: re.Match[str]) -> Found:
    part = match["part"].lower()
    if part in ("year", "decade"):
        return [Mention(*match.span(), shift=Shift(2, part))], False
    return [Mention(*match.span(), month=MONTHS.get(part), season=SEASONS.get(part), shift=Shift(2, "year"))], False


def _day_after(match: re.Match[str]) -> Found:
    steps = 1 if match["way"] in ("after", "following") else -1
    return [Mention(*match.span(), shift=Shift(steps, match["unit"]))], False


def _of_the(match: re.Match[str]) -> Found:
    return [Mention(*match.span(), shift=Shift(0, match["unit"] or match["owner"]))], False


def _day(match: re.Match[str]) -> Found:
    return [Mention(*match.span(), day=int(re.sub(r"\D", "", match["day"])))], False


def _alone(build: Callable[[re.Match[str]], list[Mention]], match: re.Match[str]) -> Found:
    return build(match), False


BUILD: dict[str, Callable[[re.Match[str]], Found]] = {
    **{name: partial(_alone, build) for name, build in figures.BUILD.items()},
    **calendars.BUILD,
    **years.BUILD,
    "day_month": _days,
    "month_day": _days,
    "spelt_day": _spelt_day,
    "month_year": _month,
    "month": _month,
    "season_year": _season,
    "season": _season,
    "feast": _feast,
    "step": _step,
    "which": _which_unit,
    "which_part": _which_part,
    "after_next": _after_next,
    "day_after": _day_after,
    "of_the": _of_the,
    "day": _day,
}
