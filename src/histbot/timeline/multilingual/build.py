"""From the tokens that a rule found to mentions: numbers for words, and what belongs to several days to each."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from histbot.timeline.dates.dates import month_length
from histbot.timeline.expressions.parts.calendars import STYLES
from histbot.timeline.expressions.parts.mention import Shift
from histbot.timeline.expressions.parts.years import completed
from histbot.timeline.multilingual import years
from histbot.timeline.multilingual.match import NONE, STEPS, year_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from histbot.timeline.multilingual.match import Found, Match
    from histbot.timeline.multilingual.tokens import Token

_LEAP = 2000
_DECEMBER, _LAST_DAY, _TEN = 12, 31, 10
_REPUBLIC = dt.date(1792, 9, 22)
_REPUBLICAN_YEARS, _LATE_YEAR = 14, 1  # every fourth year had a day more: III, VII, XI


def _figures(match: Match) -> Found:
    numbers = [token.value for token in match.of_all() if token.code in "DTYR"]
    year, month, day = numbers if numbers[0] > _LAST_DAY or match.parts[0][0] == "Y" else numbers[::-1]
    if not (1 <= month <= _DECEMBER and 1 <= day <= _LAST_DAY):
        return NONE
    return [match.mention(number=year, before_christ=False, month=month, day=day)], False


def _night(match: Match) -> Found:
    """Read the night from one day to the next; the day that follows is a match of its own, and ends it."""
    month = next((token.value for token in match.of_all() if token.code == "M"), None)
    return [match.mention(day=match.number("first"), month=month)], False


def _republican(match: Match) -> Found:
    """Convert a day of the French Republic's calendar, whose years began on 22 to 24 September."""
    day, month, year = match.number("day"), match.tokens[match.parts.end("day")].value, match.number("of")
    if not 1 <= year <= _REPUBLICAN_YEARS:
        return NONE
    leaps = (year - 1 + _LATE_YEAR) // 4
    date = _REPUBLIC + dt.timedelta((year - 1) * 365 + leaps + (month - 1) * 30 + day - 1)
    return [match.mention(number=date.year, before_christ=False, month=date.month, day=date.day)], False


def _days(match: Match) -> Found:
    """Read days of one month: each is a mention, the last with the month and the year in its span."""
    month, common = match.value("month"), year_of(match)
    places = _day_places(match)
    days = [sum(match.tokens[place].value for place in group) for group in places]
    year = common.get("number") if common.get("before_christ") is False else _LEAP
    if not days or max(days) > _LAST_DAY or (len(days) > 1 and days[-1] > month_length(year or _LEAP, month)):
        return NONE
    mentions = [
        match.mention(group[0], group[-1] + 1, month=month, day=day, **common)
        for group, day in zip(places, days, strict=True)
    ]
    mentions[-1] = mentions[-1]._replace(end=match.mention().end)
    if match["ahead"]:  # le 21 janvier suivant
        mentions[0] = mentions[0]._replace(direction=STEPS[match.value("ahead")])
    if not match.parts[0].startswith("h"):
        mentions[0] = mentions[0]._replace(start=match.mention().start)
    if match["days"].count("/") == len(days) - 1 == 1 and days[1] - days[0] in STYLES:
        return [mentions[1]._replace(start=mentions[0].start)], False
    between = match.parts[0][places[0][-1] + 1 - match.parts.start() : places[-1][0] - match.parts.start()]
    return mentions, len(days) == 2 and re.search(r"[&,]", between) is None  # noqa: PLR2004  # a range has two ends


def _day_places(match: Match) -> list[list[int]]:
    """Give the places of each day's tokens: `двадцать первое` has two."""
    places: list[list[int]] = []
    for place in range(match.parts.start("days"), match.parts.end("days")):
        code = match.tokens[place].code
        if code == "O" and places and match.tokens[place - 1].code == "C":
            places[-1].append(place)
        elif code in "DOC":
            places.append([place])
    return places


def _both_styles(match: Match) -> Found:
    """Read a day given in the old and the new calendar, the month once: the new one's."""
    days = match.number("old_day"), match.number("new_day")
    if days[1] - days[0] not in STYLES:
        return NONE
    return [match.mention(month=match.value("month"), day=days[1], **year_of(match))], False


def _same_month(match: Match) -> Found:
    if match.tokens[match.parts.end() - 1].value != "month":
        return NONE
    return [match.mention(day=match.number("day"))], False


def _month_year(match: Match) -> Found:
    return [match.mention(month=match.value("month"), **year_of(match))], False


def _which_part(match: Match) -> Found:
    token = match.tokens[match.parts.start("part" if match["part"] else "part_before")]
    fields = _part(token)
    return [match.mention(direction=STEPS[match.value("which", "which_after")], **fields)], False


def _part(token: Token) -> dict[str, int]:
    return {"month": token.value} if token.code == "M" else {"season": _season_number(token)}


def _season_number(token: Token) -> int:
    return 22 if token.code == "L" else token.value  # summer


def _season_year(match: Match) -> Found:
    season = _season_number(match.tokens[match.parts.start("season")])
    if until := match.number("until"):  # the winter of 1941–42 is named by its second year
        first = match.tokens[match.parts.start("until") - 2].value
        number = completed(first, str(until) if until >= _TEN else f"0{until}")
        return [match.mention(season=season, number=number, before_christ=False)], False
    return [match.mention(season=season, **year_of(match))], False


def _step(match: Match) -> Found:
    if match["half"] or match["half_in"]:
        steps, unit = 6, "month"
        back = match["half"].endswith("b")
    else:
        steps = match.number("number_back", "number", "number_in") or 1
        unit = next(token.value for token in reversed(match.of_all()) if token.code in "uUykLdc")
        way = match["way"] or match["way_one"] or ("b" if match["back_first"] else "l")
        back = way in ("b", "<")
    steps, unit = (steps * _SIZES[unit], "year") if unit in _SIZES and steps == 1 else (steps, unit)
    return [match.mention(shift=Shift(-steps if back else steps, unit))], False


_SIZES = {"decade": 10, "century": 100}


def _special(match: Match) -> Found:
    return [match.mention(shift=match.tokens[match.parts.start()].value)], False


def _which(match: Match) -> Found:
    unit = match.value("unit", "unit_before")
    steps = STEPS[match.value("which", "which_after")]
    return [match.mention(shift=Shift(steps, "year" if unit == "years" else unit))], False


def _of_the(match: Match) -> Found:
    unit = match.value("unit")
    return ([match.mention(shift=Shift(0, unit))], False) if unit in ("year", "month") else NONE


def _month(match: Match) -> Found:
    return [match.mention(month=match.tokens[match.parts.start()].value)], False


def _season(match: Match) -> Found:
    return [match.mention(season=_season_number(match.tokens[match.parts.start()]))], False


BUILD: dict[str, Callable[[Match], Found]] = {
    **years.BUILD,
    "figures": _figures, "night": _night, "republican": _republican, "days": _days, "both_styles": _both_styles,
    "same_month": _same_month, "month_year": _month_year, "which_part": _which_part, "season_year": _season_year,
    "step": _step, "special": _special, "which": _which, "of_the": _of_the, "month": _month, "season": _season,
}  # fmt: skip
