"""Values to bytes and back: what is read of a file is stored as it is, whatever its dataclasses hold.

Not pickle: a cache in a folder that others may write to must not be able to run anything. Each blob carries its CRC-32,
so that a damaged file is found out rather than answered from.
"""

from __future__ import annotations

import zlib
from dataclasses import fields, is_dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

import msgspec

from histbot.errors import BrokenLibraryError

if TYPE_CHECKING:
    from collections.abc import Callable

_CRC = 4  # bytes
# What may be stored, and where it is found: loaded when the first of its kind is. A class's place is its number.
_CLASSES = (
    ("histbot.knowledge.article.article", "Span"),
    ("histbot.knowledge.article.article", "Quote"),
    ("histbot.knowledge.article.article", "Passage"),
    ("histbot.knowledge.article.article", "Citation"),
    ("histbot.timeline.events.events", "Event"),
    ("histbot.timeline.events.events", "End"),
    ("histbot.timeline.dates.dates", "HistoricalDate"),
)
_NUMBERS = {name: number for number, (_, name) in enumerate(_CLASSES, 1)}
_encode, _decode = msgspec.msgpack.Encoder().encode, msgspec.msgpack.Decoder().decode


def pack(value: object) -> bytes:
    """Write a value made of dataclasses, tuples, mappings, texts and numbers; raises `TypeError` for anything else."""
    return seal(_encode(_plain(value)))


def unpack(blob: bytes) -> Any:
    """Read what `pack` wrote; raises `BrokenLibraryError` if it is damaged."""
    try:
        return _built(_decode(unseal(blob)))
    except (msgspec.DecodeError, TypeError, IndexError) as error:
        raise BrokenLibraryError(str(error)) from None


def seal(content: bytes) -> bytes:
    """Put its checksum in front of a content."""
    return zlib.crc32(content).to_bytes(_CRC, "little") + content


def unseal(blob: bytes) -> bytes:
    """Give the content that `seal` was given; raises `BrokenLibraryError` if it is another."""
    content = blob[_CRC:]
    if len(blob) < _CRC or zlib.crc32(content).to_bytes(_CRC, "little") != blob[:_CRC]:
        raise BrokenLibraryError("a checksum does not fit")
    return content


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | int | float | bytes):
        return value
    if isinstance(value, tuple | list):
        return [0, *map(_plain, value)]
    if is_dataclass(value):
        kind: Any = type(value)
        if _NUMBERS.get(kind.__name__) is None:
            raise TypeError(f"{kind.__name__} can't be stored; name it in {__name__}")
        return [_NUMBERS[kind.__name__], *(_plain(getattr(value, name)) for name in _names(kind))]
    if hasattr(value, "items"):
        return {str(key): _plain(each) for key, each in value.items()}
    raise TypeError(f"{type(value).__name__} can't be stored")


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind) if each.init)


def _built(value: Any) -> Any:
    if type(value) is list:
        # Most parts are texts and numbers: a call less for each.
        parts = [_built(each) if type(each) is list or type(each) is dict else each for each in value[1:]]
        return tuple(parts) if value[0] == 0 else _maker(value[0])(*parts)
    if type(value) is dict:
        return {key: _built(each) for key, each in value.items()}
    return value


@cache
def _maker(number: int) -> Callable[..., Any]:
    module, name = _CLASSES[number - 1]
    kind: Any = getattr(import_module(module), name)
    return getattr(kind, "parse", kind)  # type: ignore[no-any-return]  # a date read once is kept by its class
