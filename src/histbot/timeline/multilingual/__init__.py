"""Dates in Czech, Slovak, Russian, Ukrainian, German, Polish and French: one grammar, a file of words a language."""

from histbot.timeline.multilingual.scan import scan, whole
from histbot.timeline.multilingual.vocabulary import months_named, vocabulary

__all__ = ["months_named", "scan", "vocabulary", "whole"]
