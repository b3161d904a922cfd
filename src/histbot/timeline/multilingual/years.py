"""From years, decades, centuries and millennia to mentions, with their eras."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from histbot.timeline.expressions.parts.vocabulary import LAST_YEAR
from histbot.timeline.expressions.parts.years import FEW_FIGURES, completed
from histbot.timeline.multilingual.match import HUNDRED, NONE, year_in

if TYPE_CHECKING:
    from histbot.timeline.multilingual.match import Found, Match

_TEN = 10
_CENTURIES, _MILLENNIA, _MILLENNIA_BC = 21, 2, 9
_LONGEST = 300  # years between two that are a range though nothing says that they are years


def _decade(match: Match) -> Found:
    if match["bare"]:
        ending = match.tokens[match.parts.end("bare")].value
        return _decades(match, match.value("bare"), None) if ending == "decade" else NONE
    if match["whole"] or match["number_after"].startswith("Y"):
        number = match.value("whole", "number_after")
        return _decades(match, number, None)
    tens = match.number("tens", "tens_word", "tens_after", "word_after", "spelt", "number_after")
    century = match.number("century", "century_after", "century_word", "century_spelt")
    return _decades(match, tens, century or None)


def _decades(match: Match, tens: int, century: int | None) -> Found:
    """Make one decade or two (`20–30-х роках`), whole, of a century, or of the one that the story is in."""
    several = [number for number in (match.number("first"), tens, match.number("second_after")) if number]
    if any(number % _TEN or number < _TEN for number in several) or (century or 1) > _CENTURIES:
        return NONE
    mentions = [match.mention(**_tens(number, century)) for number in several]
    return mentions, len(several) > 1 and "&" not in match.parts[0] and "," not in match.parts[0]


def _tens(number: int, century: int | None) -> dict[str, Any]:
    if number >= HUNDRED:
        size = HUNDRED if number % HUNDRED == 0 and number not in (1900, 2000) else _TEN
        return {"number": number, "before_christ": False, "years": size}
    if century:
        return {"number": (century - 1) * HUNDRED + number, "before_christ": False, "years": _TEN}
    return {"number": number, "years": _TEN, "short": True}


def _century(match: Match) -> Found:
    bc = (match["era"] or match["era_after"]) == "E"
    numbers = [number for number in (match.number("ordinal", "after"), match.number("other")) if number]
    if not all(1 <= number <= _CENTURIES for number in numbers) or (len(numbers) == 1 and _is_count(match)):
        return NONE
    fields = [{"number": (number - 1) * HUNDRED, "before_christ": bc, "years": HUNDRED} for number in numbers]
    if len(fields) == 1:
        return [match.mention(**fields[0])], False
    first, second = match.parts.end("ordinal"), match.parts.start("other")
    return [match.mention(None, first, **fields[0]), match.mention(second, **fields[1])], "&" not in match["link"]


def _is_count(match: Match) -> bool:
    """Tell `3 века`, which are three of them, from `19 век`."""
    return match["ordinal"] == "D" and match.number("ordinal") < 5  # noqa: PLR2004  # centuries that something lasts


def _millennium(match: Match) -> Found:
    """Read a millennium as the years from its first to its last: EDTF has no sign for it."""
    number, bc = match.number("ordinal"), match["era"] == "E"
    if not 1 <= number <= (_MILLENNIA_BC if bc else _MILLENNIA) or match["ordinal"] == "D":
        return NONE
    first, last = (number * 1000, number * 1000 - 999) if bc else (number * 1000 - 999, number * 1000)
    return [match.mention(number=year, before_christ=bc) for year in (first, last)], True


def _years(match: Match) -> Found:
    """Read two years; what can't be two years is passed over."""
    first, second = match.value("first"), match.value("second")
    bc, opened = match["era"] == "E", match["open"]
    said = bool(match["noun"] or match["era"] or opened[:1] in ("y", "k", "L", "("))
    figures = match.of("second")[0]
    last = second if second > first or bc else completed(first, f"{second:0{figures.end - figures.start}}")
    if match["first"] != "Y" and not bc:
        return NONE
    if bc and last >= first and match["era_first"]:
        return NONE
    if not bc and not (first < last <= LAST_YEAR and (said or (first >= FEW_FIGURES and last - first <= _LONGEST))):
        return _falling(match, first, last, said=said)
    if bc and last >= first:
        return NONE
    cut = match.parts.start("second")
    place = match.behind_first()
    return [
        match.mention(place, cut - 1, number=first, before_christ=bc),
        match.mention(cut, number=last, before_christ=bc),
    ], True


def _falling(match: Match, first: int, last: int, *, said: bool) -> Found:
    """Read `(427–348)`, which are years BC if the article has such years."""
    if not (said and match["second"] == "Y" and last < first < FEW_FIGURES):
        return NONE
    cut = match.parts.start("second")
    fields: dict[str, Any] = {"before_christ": None, "shared_era": True}
    return [
        match.mention(match.behind_first(), cut - 1, number=first, **fields),
        match.mention(cut, number=last, **fields),
    ], True


def _single_year(match: Match) -> Found:
    if match["shared"]:
        return [match.mention(number=match.value("shared"), before_christ=None, shared_era=True)], False
    fields = year_in(match.of("year"))
    if not fields["number"]:
        return NONE
    return [match.mention(**fields)], False


BUILD = {
    "decade": _decade, "century": _century, "millennium": _millennium, "years": _years, "year": _single_year,
}  # fmt: skip
