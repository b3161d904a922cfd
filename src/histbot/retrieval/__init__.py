"""Text to terms, terms to passages: which passages a question may be answered in."""

from histbot.retrieval.analysis import STOP_WORDS, Analyzer, Token, fold
from histbot.retrieval.background import PASSAGES as BACKGROUND_PASSAGES
from histbot.retrieval.background import background_count
from histbot.retrieval.bm25 import Bm25Index
from histbot.retrieval.index import Candidate, Engine, Hit, Index, Lexicon, Passages
from histbot.retrieval.numbers import other_forms
from histbot.retrieval.ranker import K1, B, Ranker, lucene_idf

__all__ = [
    "BACKGROUND_PASSAGES",
    "K1",
    "STOP_WORDS",
    "Analyzer",
    "B",
    "Bm25Index",
    "Candidate",
    "Engine",
    "Hit",
    "Index",
    "Lexicon",
    "Passages",
    "Ranker",
    "Token",
    "background_count",
    "fold",
    "lucene_idf",
    "other_forms",
]
