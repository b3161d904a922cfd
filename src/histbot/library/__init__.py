"""The articles on disk, ready to be asked: a cache of a knowledge folder, made again when anything is wrong."""

from histbot.library.generation.articles import StoredKnowledge
from histbot.library.generation.events import StoredEvents
from histbot.library.generation.lexicon import StoredLexicon
from histbot.library.kinds import Embedded, FolderSource, Kind, Opened, Source
from histbot.library.library import Generation, Library, file_of
from histbot.library.sharing import SharedLibrary
from histbot.library.tables.cache import ByteCache
from histbot.library.tables.codec import unseal
from histbot.library.tables.reader import Reader
from histbot.library.tables.records import Record, folder_language, passage_terms, read_counts
from histbot.library.tables.schema import create, facts_of, note
from histbot.library.tables.store import Store
from histbot.library.tables.writing import Writer, passage_id, passage_number
from histbot.library.updating.versions import dating_version, reading_version

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
    "SharedLibrary",
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
    "folder_language",
    "note",
    "passage_id",
    "passage_number",
    "passage_terms",
    "read_counts",
    "reading_version",
    "unseal",
]
