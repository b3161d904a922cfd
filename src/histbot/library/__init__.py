"""The articles on disk, ready to be asked: a cache of a knowledge folder, made again when anything is wrong."""

from histbot.library.codec import pack, seal, unpack, unseal
from histbot.library.kinds import Embedded, FolderSource, Kind, Opened, Source
from histbot.library.lexicon import StoredLexicon
from histbot.library.library import Generation, Library, file_of
from histbot.library.reader import Reader
from histbot.library.records import passage_terms, read_counts
from histbot.library.store import Store
from histbot.library.writing import passage_id, passage_number

__all__ = [
    "Embedded",
    "FolderSource",
    "Generation",
    "Kind",
    "Library",
    "Opened",
    "Reader",
    "Source",
    "Store",
    "StoredLexicon",
    "file_of",
    "pack",
    "passage_id",
    "passage_number",
    "passage_terms",
    "read_counts",
    "seal",
    "unpack",
    "unseal",
]
