"""The database's tables, version by version: what a file has not been through yet, it goes through when opened.

A migration that was released is never changed: the next one mends it.
"""

from __future__ import annotations

APPLICATION = 0x68697374  # "hist": tells our files from other programs' databases

MIGRATIONS = (
    # 1: settings are JSON, so that a setting more needs no new column; days are ISO dates in UTC.
    """
    CREATE TABLE servers (
        id INTEGER PRIMARY KEY,
        settings TEXT NOT NULL DEFAULT '{}',
        left_at INTEGER                       -- seconds since 1970, while the bot is not in the server
    );
    CREATE TABLE unanswered (
        server INTEGER NOT NULL,              -- 0: asked in direct messages
        folded TEXT NOT NULL,                 -- the question without case and punctuation: what is counted together
        question TEXT NOT NULL,
        missed INTEGER NOT NULL DEFAULT 0,
        disliked INTEGER NOT NULL DEFAULT 0,
        nearest TEXT NOT NULL DEFAULT '',
        place TEXT NOT NULL DEFAULT '',
        last_day TEXT NOT NULL,
        PRIMARY KEY (server, folded)
    ) WITHOUT ROWID;
    CREATE TABLE reasons (
        server INTEGER NOT NULL,
        folded TEXT NOT NULL,
        reason TEXT NOT NULL,
        day TEXT NOT NULL
    );
    CREATE INDEX reasons_by_question ON reasons (server, folded);
    CREATE TABLE thumbs (
        server INTEGER NOT NULL,
        article TEXT NOT NULL,
        quote TEXT NOT NULL,                  -- a digest of the sentence
        liked INTEGER NOT NULL DEFAULT 0,
        disliked INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (server, article, quote)
    ) WITHOUT ROWID;
    """,
    # 2: votes and shares outlive a restart; questions are marked done; a summary a week.
    """
    CREATE TABLE ballots (
        voter BLOB PRIMARY KEY,               -- a digest of member and answer, under a key that is not stored
        server INTEGER NOT NULL,
        vote TEXT NOT NULL,
        day TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE done_once (
        what TEXT NOT NULL,
        number INTEGER NOT NULL,
        day TEXT NOT NULL,
        PRIMARY KEY (what, number)
    ) WITHOUT ROWID;
    CREATE TABLE summaries (
        server INTEGER PRIMARY KEY,
        day TEXT NOT NULL                     -- of the last one
    );
    ALTER TABLE unanswered ADD COLUMN done TEXT NOT NULL DEFAULT '';  -- the day on which it was marked so; empty: open
    """,
)
