"""Text that Discord shows as it is: nothing in it formats, pings, links or breaks the layout."""

from __future__ import annotations

import re

# Discord's limits, in UTF-16 code units as its clients count: https://discord.com/developers/docs/resources/message
TITLE, DESCRIPTION, FIELD_NAME, FIELD, FOOTER, EMBED, URL = 256, 4096, 256, 1024, 2048, 6000, 2048
CHOICE, CHOICES = 100, 25
LABEL, LINK = 80, 512  # of a button

_SPECIAL = re.compile(r"([\\*_~`|>#\[\]()<:-])")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_SCHEME = re.compile(r"(https?|discord)(\\?:)//|(discord)\.(gg)", re.IGNORECASE)


def escape(text: str) -> str:
    """Make `text` inert: no Markdown, mentions, invitations, or marks that turn the reading direction."""
    text = _BIDI.sub("", text).replace("@", "@\u200b").replace("\n", " ")
    text = _SPECIAL.sub(r"\\\1", _CONTROL.sub("", text))
    return _SCHEME.sub(lambda match: match[0].replace("//", "/\u200b/").replace(".", ".\u200b"), text)


def length(text: str) -> int:
    """Count UTF-16 code units, as Discord does: an emoji is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clip(text: str, limit: int) -> str:
    """Cut `text` to `limit` code units, with an ellipsis, and never within an escape."""
    if length(text) <= limit:
        return text
    text = text[:limit]
    while length(text) > limit - 1:
        text = text[:-1]
    if (len(text) - len(text.rstrip("\\"))) % 2:
        text = text[:-1]
    return text + "…"


def defuse(text: str) -> str:
    """Make `text` inert for where Discord renders no Markdown and a backslash would show; `restore` undoes it."""
    shown = _CONTROL.sub(" ", _BIDI.sub("", text))
    return _RISKY.sub(lambda match: f"{match[0]}\u200b", " ".join(shown.split()))


def restore(text: str) -> str:
    """Give back what `defuse` or `escape` was given, but for what can't be seen."""
    return _ESCAPED.sub(r"\1", text).replace("\u200b", "")


_RISKY = re.compile(r"[@`|<~*_]|discord(?=\.gg)|:(?=//)", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([\\*_~`|>#\[\]()<:-])")
