"""What a picture says beside its events: how many they are, what its signs mean, whose articles it quotes.

Numbers stand where no language needs another form of a noun behind them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signs:
    """The words of one language."""

    one: str
    """A single event."""
    events: str
    """How many events are drawn."""
    more: str
    """How many are not."""
    sources: str
    """In front of the articles' titles."""
    more_sources: str
    """How many articles are not named."""
    agree: str
    """How many articles say the same."""
    interval: str
    """A full bar."""
    extent: str
    """A pale bar."""
    doubt: str
    """A hollow dot."""
    open: str
    """A bar that fades."""
    cut: str
    """An arrow."""
    gap: str
    """A broken axis."""


_ENGLISH = Signs(
    one="1 event", events="{count} events", more=" and {count} more", sources="From {articles}",
    more_sources="and {count} more articles", agree="{count} articles say so", interval="all that time",
    extent="some time in it", doubt="uncertain", open="before or after", cut="goes on beyond the picture",
    gap="time left out",
)  # fmt: skip
_CZECH = Signs(
    one="1 událost", events="událostí: {count}", more=", dalších: {count}", sources="Z článků {articles}",
    more_sources="a dalších ({count})", agree="shodne se článků: {count}", interval="po celou tu dobu",
    extent="někdy v té době", doubt="nejisté", open="předtím, nebo potom", cut="pokračuje mimo obrázek",
    gap="vynechaný čas",
)  # fmt: skip
_SLOVAK = Signs(
    one="1 udalosť", events="udalostí: {count}", more=", ďalších: {count}", sources="Z článkov {articles}",
    more_sources="a ďalších ({count})", agree="zhodne sa článkov: {count}", interval="po celý ten čas",
    extent="niekedy v tom čase", doubt="neisté", open="predtým alebo potom", cut="pokračuje mimo obrázka",
    gap="vynechaný čas",
)  # fmt: skip
_RUSSIAN = Signs(
    one="1 событие", events="событий: {count}", more=", ещё: {count}", sources="Из статей {articles}",
    more_sources="и других ({count})", agree="так говорят статьи: {count}", interval="всё это время",
    extent="когда-то в это время", doubt="неточно", open="раньше или позже", cut="продолжается за рисунком",
    gap="пропущенное время",
)  # fmt: skip
_SIGNS = {"cs": _CZECH, "sk": _SLOVAK, "ru": _RUSSIAN}


def signs_of(language: str) -> Signs:
    """Give the words of a language, English ones where there are none."""
    return _SIGNS.get(language[:2].lower(), _ENGLISH)
