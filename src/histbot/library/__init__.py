"""The articles on disk, ready to be asked: a cache of a knowledge folder, made again when anything is wrong."""

from histbot.library.articles import StoredKnowledge
from histbot.library.cache import ByteCache
from histbot.library.codec import unseal
from histbot.library.events import StoredEvents
from histbot.library.kinds import Embedded, FolderSource, Kind, Opened, Source
from histbot.library.lexicon import StoredLexicon
from histbot.library.library import Generation, Library, file_of
from histbot.library.reader import Reader
from histbot.library.records import Record, passage_terms, read_counts
from histbot.library.schema import create, facts_of, note
from histbot.library.store import Store
from histbot.library.versions import dating_version, reading_version
from histbot.library.writing import Writer, passage_id, passage_number

__all__ = [
    "ByteCache",
    "Embedded",
    "FolderSource",
    "Generation",
    "Kind",
    "Library",
    "Opened",
    "Reader",
    "Record",
    "Source",
    "Store",
    "StoredEvents",
    "StoredKnowledge",
    "StoredLexicon",
    "Writer",
    "create",
    "dating_version",
    "facts_of",
    "file_of",
    "note",
    "passage_id",
    "passage_number",
    "passage_terms",
    "read_counts",
    "reading_version",
    "unseal",
]
