"""The document that says what is in the cluster: written last, so that whatever it names is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from opensearchpy.exceptions import NotFoundError

from histbot.engines.opensearch.documents import STATE, Names, alias_of
from histbot.errors import EngineError

if TYPE_CHECKING:
    from histbot.engines.opensearch.cluster import Cluster


class State(msgspec.Struct, frozen=True):
    """What is in the cluster."""

    base: str
    """What the settings call the index."""
    number: int
    """Which building of all articles."""
    birth: str
    """What tells a building from all others of its number."""
    version: str
    """What it was made by."""
    language: str
    """What the words are read as."""
    generation: int = 0
    """Which generation; 0 is none."""
    oldest: int = 0
    """The oldest generation that is still kept whole."""
    articles: int = 0
    """How many articles there are."""
    passages: int = 0
    """How many passages they have."""
    terms: int = 0
    """How many terms these have."""
    history: tuple[tuple[int, float], ...] = ()
    """When generations were published, those that may still be in use."""

    @property
    def names(self) -> Names:
        """The indices."""
        return Names(self.base, self.number)


def found_state(cluster: Cluster) -> State | None:
    """Read what is in the cluster; none if nothing is. Raises `ClusterAwayError`, `EngineError`."""
    try:
        found: dict[str, Any] = cluster.ask(
            lambda client, _: client.get(index=alias_of(cluster.settings), id=STATE, realtime=True)
        )
    except NotFoundError:
        return None
    try:
        return msgspec.convert(found["_source"][STATE], State)
    except msgspec.ValidationError as error:
        raise EngineError(f"the index {cluster.settings.index!r} in the cluster is not histbot's ({error})") from None


def read_state(cluster: Cluster) -> State:
    """Read what is in the cluster; raises `EngineError` if nothing is."""
    found = found_state(cluster)
    if found is None:
        name = cluster.settings.index
        raise EngineError(f"there is no index {name!r} in the search cluster; fill it with: histbot index")
    return found
