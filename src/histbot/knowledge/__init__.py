"""Files to articles, passages and sentences, every one with its place."""

from histbot.knowledge.article import Article, Citation, Passage, Quote, Shown, Span, citation_json, quote_json
from histbot.knowledge.markup import plain, plain_with_offsets
from histbot.knowledge.reader import Knowledge, load_knowledge

__all__ = [
    "Article",
    "Citation",
    "Knowledge",
    "Passage",
    "Quote",
    "Shown",
    "Span",
    "citation_json",
    "load_knowledge",
    "plain",
    "plain_with_offsets",
    "quote_json",
]
