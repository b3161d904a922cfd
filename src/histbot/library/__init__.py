"""The articles on disk, ready to be asked: a cache of a knowledge folder, made again when anything is wrong."""

from histbot.library.library import Generation, Library
from histbot.library.records import passage_terms

__all__ = ["Generation", "Library", "passage_terms"]
