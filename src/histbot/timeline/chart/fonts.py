"""Letters: how wide a text is drawn, where it breaks, and which installed fonts draw what DejaVu lacks.

DejaVu comes with matplotlib and holds Latin, Greek, Cyrillic, Arabic and Hebrew. For the rest (Chinese, Japanese,
Korean, Hindi …) any installed font is taken; what none of them holds is drawn as a box, never a crash.
"""

from __future__ import annotations

import logging
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from matplotlib.font_manager import FontProperties, findfont, fontManager, get_font

if TYPE_CHECKING:
    from collections.abc import Iterable
_BASE = "DejaVu Sans"
_USELESS = {"Resort", "Emoji"}  # Last Resort draws boxes for everything, colour fonts have no outlines
_CLOSING = set("、。，．：；！？）」』】》〉,.;:!?)")  # no line begins with one of these
_MISSING = "\N{WHITE SQUARE}"
_UNITS = 65_536  # FreeType's linear advances are 16.16 fixed point
_SIZE = 100  # the size in which letters are measured


class Letters:
    """The fonts that the letters of some texts need."""

    def __init__(self, texts: Iterable[str]) -> None:
        wanted = {char for text in texts for char in text if _drawn(char)}
        missing = {char for char in wanted if not _holds(_file(_BASE), char)}
        self.families = [_BASE, *_fallbacks(missing)]
        """The families to draw with, in this order."""
        files = [_file(family) for family in self.families]
        self._unknown = {char for char in missing if not any(_holds(file, char) for file in files)}

    def clean(self, text: str) -> str:
        """Leave out what has no shape, and put a box for what no font holds."""
        return "".join(_MISSING if char in self._unknown else char for char in text if _drawn(char) or char == " ")

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """Measure `text` in the unit of `size`."""
        return sum(self._advance(char, bold) for char in text) * size / _SIZE

    def _advance(self, char: str, bold: bool) -> float:  # noqa: FBT001  # a key of a cache
        for family in self.families:
            file = _file(family, bold)
            if _holds(file, char):
                return _advance(file, char)
        return float(_SIZE)

    def wrap(self, text: str, size: float, widths: list[float], *, bold: bool = False) -> list[str]:
        """Break `text` into at most as many lines as there are widths, with an ellipsis where it is cut."""
        lines: list[str] = []
        rest = text.strip()
        while rest and len(lines) < len(widths):
            room = widths[len(lines)]
            line = self._fitting(rest, size, room, bold=bold)
            rest = rest[len(line) :].strip()
            lines.append(line.strip())
        if rest:
            lines[-1] = self._cut(lines[-1], size, widths[-1], bold=bold)
        return lines

    def _fitting(self, text: str, size: float, room: float, *, bold: bool) -> str:
        """Give as many words as fit; of a word longer than the line, as many letters."""
        width, last_break = 0.0, 0
        for end, char in enumerate(text, 1):
            width += self.width(char, size, bold=bold)
            if width > room and char != " ":
                return text[: last_break or max(1, end - 1)]
            if _breaks_after(char, text[end : end + 1]):
                last_break = end
        return text

    def _cut(self, line: str, size: float, room: float, *, bold: bool) -> str:
        while line and self.width(f"{line}…", size, bold=bold) > room:
            line = line.rpartition(" ")[0] or line[:-1]
        return f"{line.rstrip(' ,;:–—-(')}…"


def _breaks_after(char: str, following: str) -> bool:
    """Tell whether a line may end between two characters: never within 8–11, nor before a closing mark."""
    if char in "-–—/":
        return following.isalpha()
    return char == " " or (unicodedata.east_asian_width(char) in "WF" and following not in _CLOSING)


def _drawn(char: str) -> bool:
    """Tell whether a character has a shape: neither control, format, private nor a variation selector."""
    return (
        unicodedata.category(char) not in ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp")
        and not "\ufe00" <= char <= "\ufe0f"
    )


@cache
def _file(family: str, bold: bool = False) -> str:  # noqa: FBT001, FBT002  # a key of a cache
    return str(findfont(FontProperties(family=family, weight="bold" if bold else "normal")))


@cache
def _holds(file: str, char: str) -> bool:
    try:
        return bool(get_font(file).get_char_index(ord(char)))
    except (OSError, RuntimeError):  # an installed font that FreeType can't read
        return False


@cache
def _advance(file: str, char: str) -> float:
    font = get_font(file)
    font.set_size(_SIZE, 72)
    return font.load_char(ord(char)).linearHoriAdvance / _UNITS


def _fallbacks(missing: set[str]) -> list[str]:
    """Choose installed families that hold the missing letters, the one that holds most first."""
    if missing:  # many of these have no bold letters; that this is logged helps nobody
        logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    families: list[str] = []
    entries = {
        font.name: font.fname for font in fontManager.ttflist if missing and not _USELESS & set(font.name.split())
    }
    while missing and entries:
        held = {name: {char for char in missing if _holds(file, char)} for name, file in sorted(entries.items())}
        best = max(held, key=lambda name: len(held[name]))
        if not held[best]:
            break
        families.append(best)
        missing -= held.pop(best)
        entries = {name: entries[name] for name in held}
    return families
