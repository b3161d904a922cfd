"""What must survive a restart: servers' settings, feedback, and the questions that were asked in vain.

Who asked is never stored; who voted only as a digest under a key that is not. See `docs/PRIVACY.md`.
"""

from histbot.storage.ballots import Ballot
from histbot.storage.database import Database, open_database
from histbot.storage.export import unanswered_csv
from histbot.storage.questions import Unanswered
from histbot.storage.servers import ChannelSettings, Daily, ServerSettings
from histbot.storage.store import DIRECT, FILE, Store, open_store

__all__ = [
    "DIRECT",
    "FILE",
    "Ballot",
    "ChannelSettings",
    "Daily",
    "Database",
    "ServerSettings",
    "Store",
    "Unanswered",
    "open_database",
    "open_store",
    "unanswered_csv",
]
