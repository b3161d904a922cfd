"""The tables of a library, and the few facts it keeps of itself.

Nothing here is migrated: what another version wrote is dropped and read anew, for the articles are where they were.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

PLACES = 24  # bits of a passage's id that number it within its article

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
-- Every file that may be an article: as it was found, and what became of it.
CREATE TABLE files (name TEXT PRIMARY KEY, place INTEGER, signature TEXT, digest BLOB, slug TEXT,
                    problem TEXT, line INTEGER) WITHOUT ROWID;
-- An id is given once and never again: what belongs to an id never changes.
CREATE TABLE articles (id INTEGER PRIMARY KEY AUTOINCREMENT, slug TEXT UNIQUE, language TEXT, aliased INTEGER,
                       segment INTEGER, first INTEGER, passages INTEGER, length INTEGER, folded TEXT,
                       fields BLOB, terms BLOB);
CREATE INDEX articles_by_language ON articles (language);
CREATE TABLE texts (article INTEGER PRIMARY KEY, text BLOB);
CREATE TABLE passages (id INTEGER PRIMARY KEY, data BLOB);
-- Terms that a passage holds only by what stands above it (`Passage.contexts`), of those that have any.
CREATE TABLE borrowed (passage INTEGER PRIMARY KEY, terms TEXT);
CREATE TABLE lexicon (term TEXT PRIMARY KEY, passages INTEGER, length INTEGER) WITHOUT ROWID;
CREATE INDEX lexicon_by_length ON lexicon (length, term);
-- Postings of some articles, whose passages are numbered through; of articles gone since, until segments are joined.
CREATE TABLE segments (id INTEGER PRIMARY KEY AUTOINCREMENT, passages INTEGER, lengths BLOB, starts BLOB,
                       articles BLOB);
CREATE TABLE gone (segment INTEGER, first INTEGER, passages INTEGER);
CREATE TABLE postings (segment INTEGER, term TEXT, data BLOB, PRIMARY KEY (segment, term)) WITHOUT ROWID;
-- Where an engine keeps the postings elsewhere: how often each term occurs in a passage.
CREATE TABLE terms (id INTEGER PRIMARY KEY, length INTEGER, data BLOB);
-- By which what is kept elsewhere says which generation it holds: one of this library, or none that it knows.
CREATE TABLE tokens (token BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE events (article INTEGER PRIMARY KEY, version BLOB, data BLOB);
"""


def create(connection: sqlite3.Connection, version: bytes, root: str, *, postings: bool = True) -> None:
    """Make the tables, empty, within the open transaction; whatever was there is dropped.

    `postings` are for the embedded engine; what others need instead is kept where it is false.
    """
    there = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    for (name,) in there.fetchall():
        connection.execute(f'DROP TABLE "{name}"')
    for statement in _TABLES.split(";\n"):
        if statement.strip():
            connection.execute(statement)
    facts = {"version": version, "root": root, "generation": 0, "passages": 0, "terms": 0, "language": "", "token": b""}
    facts["postings"] = int(postings)
    connection.executemany("INSERT INTO meta VALUES (?, ?)", facts.items())


def facts_of(connection: sqlite3.Connection) -> dict[str, object]:
    """Read what a library says of itself; nothing if it is empty or something else."""
    there = connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'meta'").fetchone()
    return dict(connection.execute("SELECT key, value FROM meta")) if there else {}


def note(connection: sqlite3.Connection, **facts: object) -> None:
    """Write facts down."""
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", facts.items())
