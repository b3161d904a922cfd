"""Files to articles, passages and sentences, every one with its place.

What reads files is loaded when the first is read: a library that is up to date reads none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from histbot.knowledge.article.article import Article, Citation, Passage, Quote, Shown, Span, citation_json, quote_json
from histbot.knowledge.article.markup import plain, plain_with_offsets, visible
from histbot.knowledge.article.port import Knowledge
from histbot.knowledge.folder.files import list_files, longer_slug, nothing_in, passed_over, same_name

if TYPE_CHECKING:
    from histbot.knowledge.folder.reader import Folder, load_knowledge, read_article

__all__ = [
    "Article",
    "Citation",
    "Folder",
    "Knowledge",
    "Passage",
    "Quote",
    "Shown",
    "Span",
    "citation_json",
    "list_files",
    "load_knowledge",
    "longer_slug",
    "nothing_in",
    "passed_over",
    "plain",
    "plain_with_offsets",
    "quote_json",
    "read_article",
    "same_name",
    "visible",
]


def __getattr__(name: str) -> Any:
    """Load what reads files when it is asked for; raises `AttributeError` for what there is not."""
    if name not in ("Folder", "load_knowledge", "read_article"):
        raise AttributeError(name)
    from histbot.knowledge.folder import reader

    return getattr(reader, name)
