"""A bot's copy of what a cluster holds: articles, words and dates, followed generation by generation.

It is a library like any other, of a cluster instead of a folder; only postings are left where they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from opensearchpy import helpers
from opensearchpy.exceptions import NotFoundError

from histbot.engines.opensearch.documents import read_row
from histbot.engines.opensearch.searching import ClusterFinder
from histbot.engines.opensearch.state import read_state
from histbot.engines.widening import Widening
from histbot.errors import ClusterAwayError, EngineError, LibraryBusyError
from histbot.library import Opened, Reader, StoredLexicon, Writer, create, facts_of, note, reading_version

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from histbot.engines.opensearch.cluster import Cluster
    from histbot.engines.opensearch.state import State
    from histbot.library import Source, Store
    from histbot.library.updating.indexing import Progress

_TOGETHER = 50  # articles in one answer
_PATIENCE = 60.0  # seconds for one answer
_TRIES = 5  # generations that may go by while one is opened


class Following:
    """A library that follows a cluster."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self.suffix = f".{cluster.settings.index}"

    def source(self, path: Path) -> Source:  # noqa: ARG002  # nothing is read from the folder
        """Give the cluster."""
        return _ClusterSource(self._cluster)

    def opened(self, store: Store, reader: Reader) -> Opened:
        """Give the engine of the generation, or of the one that the cluster has gone on to."""
        source = _ClusterSource(self._cluster)
        for _ in range(_TRIES):
            state = source.state()
            if source.holds(reader.facts, state):
                lexicon = StoredLexicon(reader)
                return Opened(reader, lexicon, Widening(ClusterFinder(self._cluster, state, reader), reader, lexicon))
            with store.writing() as connection:
                source.update(connection, None)
            reader = Reader(store.pinned())
        raise LibraryBusyError("the search cluster changes too quickly to be followed")

    def forget(self) -> None:
        """Do nothing: the cluster is not ours to make again."""


class _ClusterSource:
    """The articles of a cluster."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster

    def state(self) -> State:
        """Read what the cluster holds; raises `ClusterAwayError`, `EngineError`."""
        state = read_state(self._cluster)
        if state.version != reading_version().decode():
            name = self._cluster.settings.index
            raise EngineError(
                f"the index {name!r} in the search cluster was made by another version of histbot; "
                "run this version where it is made by that one, or run `histbot index` with this one"
            )
        return state

    def is_there(self) -> None:
        """Raise `ClusterAwayError` or `EngineError` if there is nothing to follow."""
        self.state()

    def is_ours(self, facts: dict[str, object]) -> bool:
        """Tell whether a library was made by this histbot; another building of the articles is just followed."""
        return facts.get("version") == reading_version() and str(facts.get("root", "")).startswith("cluster ")

    def is_current(self, connection: sqlite3.Connection) -> bool:
        """Tell whether a library holds the generation that the cluster holds."""
        return self.holds(facts_of(connection), self.state())

    def holds(self, facts: dict[str, object], state: State) -> bool:
        """Tell whether a library holds a generation."""
        return self.is_ours(facts) and (facts["root"], facts.get("followed")) == (_root(state), state.generation)

    def update(self, connection: sqlite3.Connection, progress: Progress | None) -> None:
        """Take over what changed; raises `EngineError` if that is not all that there should be."""
        state = self.state()
        facts = facts_of(connection)
        if not self.is_ours(facts) or facts["root"] != _root(state):
            create(connection, reading_version(), _root(state), postings=False)
            note(connection, language=state.language)
        facts = facts_of(connection)
        writer, followed = Writer(connection, facts), int(str(facts.get("followed", 0)))
        for done, row in enumerate(self._changed(state, followed), 1):
            writer.put(row.record)
            if row.events:
                key = "(SELECT id FROM articles WHERE slug = ?)"
                connection.execute(f"INSERT INTO events VALUES ({key}, ?, ?)", (row.record.slug, *row.events))  # noqa: S608
            if progress:
                progress(done, max(done, state.articles))
        for slug in self._gone(connection, state):
            writer.take(slug)
        writer.finish()
        note(connection, followed=state.generation)
        self._check(connection, state)

    def _changed(self, state: State, followed: int) -> Iterator[Any]:
        """Give the articles that hold now and did not in the generation that was followed."""
        since = {"range": {"from": {"gt": followed, "lte": state.generation}}}
        for source in self._scan(state, [since], ["row"]):
            yield read_row(source["row"])

    def _gone(self, connection: sqlite3.Connection, state: State) -> set[str]:
        """Give the articles that hold no more; asked for only where there are more than there should be."""
        slugs = {slug for (slug,) in connection.execute("SELECT slug FROM articles")}
        if len(slugs) == state.articles:
            return set()
        return slugs - {source["slug"] for source in self._scan(state, [], ["slug"])}

    def _scan(self, state: State, only: list[dict[str, Any]], fields: list[str]) -> Iterator[dict[str, Any]]:
        holding = {"range": {"until": {"gt": state.generation}}}
        began = {"range": {"from": {"lte": state.generation}}}
        body = {"query": {"bool": {"filter": [holding, began, *only]}}, "_source": fields}
        try:
            yield from self._cluster.pages(
                lambda client: (
                    hit["_source"]
                    for hit in helpers.scan(
                        client,
                        query=body,
                        index=state.names.articles,
                        size=_TOGETHER,
                        request_timeout=_PATIENCE,
                        scroll_kwargs={"request_timeout": _PATIENCE},
                    )
                )
            )
        except NotFoundError:
            raise ClusterAwayError("the search cluster has just begun anew; trying again helps") from None
        except helpers.ScanError as error:
            raise ClusterAwayError(f"only a part of the search cluster answers ({error})") from None

    def _check(self, connection: sqlite3.Connection, state: State) -> None:
        facts = facts_of(connection)
        (articles,) = connection.execute("SELECT count(*) FROM articles").fetchone()
        if (articles, facts["passages"], facts["terms"]) != (state.articles, state.passages, state.terms):
            name = self._cluster.settings.index
            raise EngineError(f"the index {name!r} in the search cluster is not whole; run `histbot index` again")


def _root(state: State) -> str:
    return f"cluster {state.base} {state.number} {state.birth}"
