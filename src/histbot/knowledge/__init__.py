"""Files to articles, passages and sentences, every one with its place."""

from histbot.knowledge.article import Article, Citation, Passage, Quote, Shown, Span, citation_json, quote_json
from histbot.knowledge.files import longer_slug, passed_over
from histbot.knowledge.markup import plain, plain_with_offsets
from histbot.knowledge.port import Knowledge
from histbot.knowledge.reader import Folder, list_files, load_knowledge, nothing_in, read_article, same_name

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
]
