"""Read a sentence in one of seven languages: where dates stand in it, and what their own words say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from histbot.timeline.expressions.scan import Reading
from histbot.timeline.multilingual.build import BUILD
from histbot.timeline.multilingual.guards import Place, is_date
from histbot.timeline.multilingual.joining import Sentence
from histbot.timeline.multilingual.match import Match
from histbot.timeline.multilingual.rules import BEGINS, FIND, PARTS
from histbot.timeline.multilingual.tokens import code_of, tokens_of
from histbot.timeline.multilingual.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from histbot.timeline.expressions.parts.mention import Mention
    from histbot.timeline.multilingual.tokens import Token

_NOTHING = Reading((), ())


def scan(text: str, language: str) -> Reading:
    """Find the dates of a sentence in one of seven languages, written without markup."""
    tokens = tokens_of(text, vocabulary(language))
    code = code_of(tokens)
    sentence = Sentence(tokens, code)
    position = 0
    while beginning := BEGINS.search(code, position):
        position = beginning.start() + 1
        match = FIND.match(code, beginning.start())
        if match is None:
            continue
        mentions, places = _read(text, sentence, match.lastgroup or "", match.start())
        if mentions:
            sentence.mentions += mentions
            sentence.places += places
            position = max(places[-1][1], position)
    if not sentence.mentions:
        return _NOTHING
    sentence.qualify()
    sentence.gregorian(text)
    sentence.one_style()
    ranges = sentence.join()
    return Reading(tuple(sentence.mentions), tuple(ranges))


def whole(text: str, language: str) -> Mention | None:
    """Give the one date that a text is, from its beginning to its end: `9. května`, `im Mai 1945`."""
    mentions = scan(text, language).mentions
    if len(mentions) != 1 or mentions[0].end < len(text.rstrip(". ")):
        return None
    before = code_of(tokens_of(text[: mentions[0].start], vocabulary(language)))
    return mentions[0] if not before.strip("vFtQW{}") else None


def _read(text: str, sentence: Sentence, kind: str, start: int) -> tuple[list[Mention], list[tuple[int, int]]]:
    """Give the mentions that the rule `kind` or one behind it finds at `start`, each with its tokens."""
    names = list(PARTS)
    for name in names[names.index(kind) :]:
        parts = PARTS[name].match(sentence.code, start)
        if parts is None:
            continue
        found, is_range = BUILD[name](Match(parts, sentence.tokens))
        places = [_place(sentence.tokens, mention, *parts.span()) for mention in found]
        if found and all(_is_date(name, *each, text, sentence) for each in zip(found, places, strict=True)):
            if is_range:
                found[-2] = found[-2]._replace(opens=True)
            return found, places
    return [], []


def _is_date(kind: str, mention: Mention, place: tuple[int, int], text: str, sentence: Sentence) -> bool:
    return is_date(kind, mention, Place(text, sentence.tokens, sentence.code, *place))


def _place(tokens: Sequence[Token], mention: Mention, first: int, last: int) -> tuple[int, int]:
    """Give the tokens of a mention: its first, and the one behind its last."""
    inside = [place for place in range(first, last) if mention.start <= tokens[place].start < mention.end]
    return inside[0], inside[-1] + 1
