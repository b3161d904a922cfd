"""Text to terms, terms to passages: which passages a question may be answered in."""

from histbot.retrieval.across import Across
from histbot.retrieval.analysis import Analyzer, Token, fold, tidied
from histbot.retrieval.analyzers import Analyzers
from histbot.retrieval.bm25 import Bm25Index
from histbot.retrieval.index import Candidate, Engine, Hit, Index, Lexicon, Match, Matcher, Passages
from histbot.retrieval.ranker import K1, B, Ranker, lucene_idf, scores_of
from histbot.retrieval.spellings import compounds, other_spellings
from histbot.retrieval.words.background import PASSAGES as BACKGROUND_PASSAGES
from histbot.retrieval.words.background import background_count
from histbot.retrieval.words.function_words import ASKING, STOP_WORDS
from histbot.retrieval.words.numbers import other_forms

__all__ = [
    "ASKING",
    "BACKGROUND_PASSAGES",
    "K1",
    "STOP_WORDS",
    "Across",
    "Analyzer",
    "Analyzers",
    "B",
    "Bm25Index",
    "Candidate",
    "Engine",
    "Hit",
    "Index",
    "Lexicon",
    "Match",
    "Matcher",
    "Passages",
    "Ranker",
    "Token",
    "background_count",
    "compounds",
    "fold",
    "lucene_idf",
    "other_forms",
    "other_spellings",
    "scores_of",
    "tidied",
]
