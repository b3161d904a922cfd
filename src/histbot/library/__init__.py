"""The articles on disk, ready to be asked: a cache of a knowledge folder, made again when anything is wrong."""

from histbot.library.cache import ByteCache
from histbot.library.library import Generation, Library
from histbot.library.records import passage_terms

__all__ = ["ByteCache", "Generation", "Library", "passage_terms"]
