"""histbot answers history questions by quoting the articles that a community chose.

    from histbot import Historian

    print(Historian.open("my-articles").ask("When did the siege begin?"))

What stands in `__all__` is what other programs may build on. Each name is loaded when it is first asked for: importing
histbot reads no file, no variable and nothing of Discord. `docs/PYTHON.md` leads through it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from histbot.answering import Answer, Differing, Feature, ScoredPassage, answer_json
    from histbot.errors import HistbotError, InputError, KnowledgeError, Problem, SettingsError, UnknownArticleError
    from histbot.historian import Historian
    from histbot.knowledge import Article, Citation, Knowledge, Passage, Quote, Span
    from histbot.settings import AnsweringSettings, LibrarySettings, Settings, load_settings
    from histbot.timeline import Event, HistoricalDate, Note, Timeline, in_words, read_date, timeline_json
    from histbot.timeline.exports import timeline_csv, timeline_html, timeline_ics, timeline_timelinejs, write_file

__version__ = "0.1.0"

__all__ = [
    "Answer",
    "AnsweringSettings",
    "Article",
    "Citation",
    "Differing",
    "Event",
    "Feature",
    "HistbotError",
    "Historian",
    "HistoricalDate",
    "InputError",
    "Knowledge",
    "KnowledgeError",
    "LibrarySettings",
    "Note",
    "Passage",
    "Problem",
    "Quote",
    "ScoredPassage",
    "Settings",
    "SettingsError",
    "Span",
    "Timeline",
    "UnknownArticleError",
    "__version__",
    "answer_json",
    "in_words",
    "load_settings",
    "read_date",
    "timeline_csv",
    "timeline_html",
    "timeline_ics",
    "timeline_json",
    "timeline_timelinejs",
    "write_file",
]

_ROOMS = {
    "answering": "Answer Differing Feature ScoredPassage answer_json",
    "errors": "HistbotError InputError KnowledgeError Problem SettingsError UnknownArticleError",
    "historian": "Historian",
    "knowledge": "Article Citation Knowledge Passage Quote Span",
    "settings": "AnsweringSettings LibrarySettings Settings load_settings",
    "timeline": "Event HistoricalDate Note Timeline in_words read_date timeline_json",
    "timeline.exports": "timeline_csv timeline_html timeline_ics timeline_timelinejs write_file",
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    """Load a name when it is first asked for; raises `AttributeError` for what there is not."""
    if name not in _ROOM_OF:
        raise AttributeError(f"module 'histbot' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"histbot.{_ROOM_OF[name]}"), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
