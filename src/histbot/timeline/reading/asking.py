"""What people type for a date: one date, said in full, in the spellings that articles use too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from histbot.errors import InputError, NoDateError
from histbot.timeline.dates.dates import HistoricalDate, month_length
from histbot.timeline.expressions import scan
from histbot.timeline.expressions.parts.vocabulary import MONTH_NAMES, MONTHS
from histbot.timeline.reading.grammars import LANGUAGES
from histbot.timeline.reading.resolving import dated

if TYPE_CHECKING:
    from histbot.timeline.expressions import Mention

EXAMPLES = "write for example 1938, March 1939, 16 May 1935, spring 1944, 1930s, 19th century or 44 BC"
DAY_EXAMPLES = "write for example 9 May or May 9"
_LONGEST = 80  # characters shown of what was typed
_BARE_YEAR = re.compile(r"\d{1,4}")
_MONTH_DAY = re.compile(
    r"(?:--)?(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    r"|(?P<dotted>\d{1,2})\.\s?(?P<dotted_month>\d{1,2})\.?"  # 9.5.
    r"|(?P<first>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?P<name>[a-z]{3,9})\.?|(?P<start>[a-z]{3,9})\.?\s+(?P<last>\d{1,2})(?:st|nd|rd|th)?",
    re.IGNORECASE,
)


def read_date(typed: str, *, foreign: bool = True) -> HistoricalDate:
    """Read a date as people type it, in any language if `foreign`; raises `NoDateError` with examples."""
    text = " ".join(typed.split())
    try:
        return HistoricalDate.parse(text)
    except InputError:
        pass
    if _BARE_YEAR.fullmatch(text) and int(text):
        return HistoricalDate.of(int(text))
    mention = _whole(_spelt(text)) or (_foreign(text) if foreign else None)
    if mention is None:
        raise NoDateError("no_date", text, f"{_shown(text)} is no date; {EXAMPLES}")
    if mention.number is None or mention.short:
        raise NoDateError("no_year", text, f"{_shown(text)} lacks its year; {EXAMPLES}")
    date = dated(mention, before_christ=bool(mention.before_christ))
    if date is None:
        raise NoDateError("no_such_day", text, f"{_shown(text)}: there is no such day; {EXAMPLES}")
    return date


def read_day(typed: str) -> tuple[int, int]:
    """Read a month and a day, a year behind them ignored, in any language; raises `NoDateError` with examples."""
    text = " ".join(typed.split())
    month, day = _month_and_day(text) or _day_elsewhere(text)
    if not 1 <= month <= 12 or not 1 <= day <= month_length(2000, month):  # noqa: PLR2004  # a leap year has all days
        raise NoDateError("no_such_day", text, f"{_shown(text)}: there is no such day; {DAY_EXAMPLES}")
    return month, day


def _month_and_day(text: str) -> tuple[int, int] | None:
    """Read a day as English has it, or in figures; none if its month is not English."""
    match = _MONTH_DAY.fullmatch(text)
    if match is None:
        return None
    name = match["name"] or match["start"]
    month = MONTHS.get(name.lower()) if name else int(match["month"] or match["dotted_month"])
    return (
        (month, int(match["day"] or match["dotted"] or match["first"] or match["last"])) if month is not None else None
    )


def _day_elsewhere(text: str) -> tuple[int, int]:
    """Read a day with its year, or a day in another language; raises `NoDateError`."""
    mention = _foreign(text)
    if mention is not None and mention.month and mention.day:
        return mention.month, mention.day
    try:
        date = read_date(text, foreign=False)
    except InputError:
        raise NoDateError("no_day", text, f"{_shown(text)} is no day of the year; {DAY_EXAMPLES}") from None
    if date.precision != "day":
        raise NoDateError("no_day", text, f"{_shown(text)} is no day of the year; {DAY_EXAMPLES}")
    return date.order[0].month, date.order[0].day


def _foreign(text: str) -> Mention | None:
    """Give the one date that a text is in another language than English."""
    from histbot.timeline.multilingual import whole

    return next((mention for language in LANGUAGES if (mention := whole(text, language))), None)


def _whole(text: str) -> Mention | None:
    """Give the one date that a text is, from its beginning to its end."""
    mentions = scan(f"in {text}").mentions
    if len(mentions) != 1:
        return None
    return mentions[0] if mentions[0].end - 3 == len(text) and mentions[0].start <= 3 else None  # noqa: PLR2004  # behind "in "


def _spelt(text: str) -> str:
    """Write months with a capital and eras in capitals, as articles do."""
    names = {name.lower(): name for name in MONTH_NAMES}
    words = [names.get(word.lower(), word.capitalize() if word.lower() in MONTHS else word) for word in text.split()]
    return " ".join(word.upper() if re.fullmatch(r"(?i)bce?|ad|ce|b\.c\.|a\.d\.", word) else word for word in words)


def _shown(text: str) -> str:
    return repr(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")
