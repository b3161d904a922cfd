"""What must survive a restart: servers' settings, feedback, and the questions that were asked in vain.

Who asked is never stored, and who voted neither. See `docs/PRIVACY.md`.
"""

from histbot.storage.database import Database, open_database
from histbot.storage.export import unanswered_csv
from histbot.storage.servers import ServerSettings
from histbot.storage.store import DIRECT, FILE, Store, Unanswered, open_store

__all__ = [
    "DIRECT",
    "FILE",
    "Database",
    "ServerSettings",
    "Store",
    "Unanswered",
    "open_database",
    "open_store",
    "unanswered_csv",
]
