"""The words of dates, and what they stand for."""

from __future__ import annotations

from histbot.retrieval import numbers

LAST_YEAR = 2030  # histories end here: what looks like a later year is a count, or a forecast
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
MONTHS = {name.lower(): number for number, name in enumerate(MONTH_NAMES, 1)} | {
    name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, 1)
}
MONTHS["sept"] = 9
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
NUMBERS = {word: number for number, word in enumerate(numbers.CARDINALS) if number} | {"a": 1, "an": 1} | numbers.TENS
ORDINALS = {word: number for number, word in enumerate(numbers.ORDINALS) if number} | {"twenty-first": 21}
ROMAN = {"I": 1, "V": 5, "X": 10}
TENS = numbers.DECADES
FEASTS = {"christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26),
          "new year's eve": (12, 31), "new year's day": (1, 1), "epiphany": (1, 6), "all saints' day": (11, 1),
          "michaelmas": (9, 29), "midsummer day": (6, 24), "st. stephen's day": (12, 26)}  # fmt: skip
COUNTED = """
    men troops soldiers people persons civilians prisoners casualties dead killed wounded deaths victims refugees
    inhabitants citizens members workers sailors officers civilian students families children women voters votes seats
    tanks aircraft planes guns ships vessels vehicles horses camels elephants tons tonnes rounds bombs missiles shells
    rifles cannon cannons km kilometres kilometers miles metres meters feet ft yards mi m mm cm kg lb lbs acres hectares
    pounds dollars francs marks roubles rubles lira livres florins ducats talents sesterces drachmas crowns percent
    % per copies pages items books houses villages towns strong delegates infantry cavalry infantrymen cavalrymen
    horsemen hoplites archers knights peasants jews fighters volunteers recruits mercenaries settlers colonists
    hours hrs minutes seconds degrees square cubic billion million thousand hundred
"""
COUNTS = frozenset(COUNTED.split())


def roman(text: str) -> int:
    """Read a Roman number up to 39; letters in a wrong order give what their sum gives."""
    values = [ROMAN[letter] for letter in text]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def number_word(text: str) -> int | None:
    """Read `12`, `twelve`, `twenty-two` or `a`; none if it is no number."""
    word = text.lower()
    if word.isdecimal():
        return int(word)
    tens, _, units = word.partition("-")
    if units:
        return NUMBERS[tens] + NUMBERS[units] if tens in NUMBERS and units in NUMBERS else None
    return NUMBERS.get(word)
