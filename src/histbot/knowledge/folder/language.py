"""The language of an article: what its front matter says, held against its text; else what its text says.

Neighbours that a short text may be taken for (Czech and Slovak, Russian and Ukrainian) are believed as they are said.
"""

from __future__ import annotations

from histbot.languages import code_of, meant_by, name_of, recognised

_NEIGHBOURS = (
    {"cs", "sk", "pl"}, {"ru", "uk", "be", "bg", "mk", "sr"}, {"hr", "sr", "bs", "sl", "mk"},
    {"da", "no", "nb", "nn", "sv"},
    {"es", "ca", "gl", "pt", "it"}, {"nl", "de", "af"}, {"fa", "ar"}, {"id", "ms"}, {"fr", "oc"}, {"la", "it"},
)  # fmt: skip


def language_of(said: str | None, text: str) -> tuple[str, list[str]]:
    """Give the language of an article (ISO 639-1, empty if neither says it), and what its owner should know."""
    code, own = code_of(said or ""), recognised(text)
    if not said:
        return own, []
    if not code:
        near, used = meant_by(said), name_of(own) if own else "the folder's"
        meant = f" (did you mean {near!r}?)" if near else ""
        return own, [f"language {said!r} is none that is known{meant}; it is read as {used}, as its text is"]
    if own and own != code and not any({own, code} <= group for group in _NEIGHBOURS):
        return own, [f"language is {said!r}, but the text is in {name_of(own)}, and is read so"]
    return code, []
