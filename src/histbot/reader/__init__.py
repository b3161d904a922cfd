"""A small network that scores how well a sentence answers a question; it never writes a word."""

from histbot.reader.scoring import Reader, Sentence, load_reader

__all__ = ["Reader", "Sentence", "load_reader"]
