"""Which engine the settings name, what is said where it is not installed, and which would suit a number of passages."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from histbot.errors import Problem, SettingsError
from histbot.library import Embedded

if TYPE_CHECKING:
    from collections.abc import Callable

    from histbot.library import Kind
    from histbot.settings import Settings

# Up to how many passages each answers as quickly as people expect; docs/SCALING.md says how that was measured.
_EMBEDDED, _TANTIVY = 300_000, 5_000_000
_MODULES = {"tantivy": "tantivy", "opensearch": "opensearchpy"}  # what an extra brings


def kind_of(settings: Settings, tell: Callable[[str], None], *, publish: bool = False) -> Kind:
    """Give the kind of library that the settings name; raises `SettingsError` if its engine is not installed.

    `publish` is for the one process that writes to a cluster; all others follow it.
    """
    name = settings.library.engine
    if name in _MODULES and find_spec(_MODULES[name]) is None:
        told = f"is {name!r}, which is not installed; bring it with: pip install 'histbot[{name}]'"
        raise SettingsError([Problem("library.engine", told)])
    if name == "tantivy":
        from histbot.engines.tantivy import Tantivy

        return Tantivy(tell)
    if name == "opensearch":
        from histbot.engines.opensearch import Cluster, Following, Publishing

        cluster = Cluster(settings.opensearch)
        return Publishing(cluster, tell) if publish else Following(cluster)
    return Embedded()


def suitable(passages: int) -> str:
    """Name the engine that suits a number of passages."""
    return "embedded" if passages <= _EMBEDDED else "tantivy" if passages <= _TANTIVY else "opensearch"
