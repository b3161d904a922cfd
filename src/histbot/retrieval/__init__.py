"""Text to terms, terms to passages: which passages a question may be answered in."""

from histbot.retrieval.analysis import STOP_WORDS, Analyzer, Token, fold
from histbot.retrieval.bm25 import Bm25Index
from histbot.retrieval.index import Hit, Index

__all__ = ["STOP_WORDS", "Analyzer", "Bm25Index", "Hit", "Index", "Token", "fold"]
