"""The indexing job: a folder's library, published to a cluster generation by generation.

What changed is written beside what holds; the state, written last, makes it hold. A job that is killed leaves what
nobody sees, and the next one takes it away. Articles of another version go into indices of their own, and an alias
switches.
"""

from __future__ import annotations

import contextlib
import secrets
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from opensearchpy import helpers
from opensearchpy.exceptions import NotFoundError

from histbot.engines.opensearch.documents import (
    OPEN,
    STATE,
    Names,
    alias_of,
    article_index,
    documents_of,
    holding_until,
    passage_index,
    row_of,
)
from histbot.engines.opensearch.lease import Lease
from histbot.engines.opensearch.searching import ClusterFinder
from histbot.engines.opensearch.state import State, found_state
from histbot.engines.widening import Widening
from histbot.errors import ClusterAwayError
from histbot.library import FolderSource, Opened, StoredEvents, StoredKnowledge, StoredLexicon, dating_version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from opensearchpy import OpenSearch

    from histbot.engines.opensearch.cluster import Cluster
    from histbot.library import Reader, Source, Store

_KEPT = 600.0  # seconds for which a generation that was replaced is kept: bots follow within seconds
_BYTES, _ACTIONS = 8_000_000, 1_000  # of one request


class Publishing:
    """A library of a folder, which the cluster follows."""

    suffix = ".opensearch"

    def __init__(self, cluster: Cluster, tell: Callable[[str], None]) -> None:
        """Publish to `cluster`; what its owner should know is told by `tell`."""
        self._cluster, self._tell = cluster, tell

    def source(self, path: Path) -> Source:
        """Give the folder of articles."""
        return FolderSource(path, postings=False)

    def opened(self, store: Store, reader: Reader) -> Opened:
        """Read the dates, and publish; raises `EngineError`, `LibraryBusyError`."""
        StoredEvents(store, reader, StoredKnowledge(reader, store.file or Path())).fill()
        with Lease(self._cluster).held(self._tell) as lease:
            state = _Publication(self._cluster, reader, lease).published()
        lexicon = StoredLexicon(reader)
        return Opened(reader, lexicon, Widening(ClusterFinder(self._cluster, state, reader), reader, lexicon))

    def forget(self) -> None:
        """Do nothing: what is published is compared with the library each time."""


class _Publication:
    """One bringing up to date of a cluster."""

    def __init__(self, cluster: Cluster, reader: Reader, lease: Lease) -> None:
        self._cluster, self._reader, self._lease = cluster, reader, lease
        self._before = found_state(cluster)
        self._state = self._going_on() or self._building()

    def published(self) -> State:
        """Bring the cluster up to date, and give its state."""
        state, wanted = self._state, _digests(self._reader)
        if state is not self._before:
            self._make_indices()
        known = self._known()
        gone = [each for slug, each in known.items() if wanted.get(slug) != each["digest"]]
        new = [slug for slug, digest in wanted.items() if slug not in known or known[slug]["digest"] != digest]
        if not gone and not new and state.generation:
            return state
        self._write(self._changes(gone, new, wanted))
        self._refresh()
        return self._switched()

    def _going_on(self) -> State | None:
        """Give the state of what is there, if it was made as this histbot would make it."""
        before, facts = self._before, self._reader.facts
        ours = before and (before.version, before.language) == (_version(facts), facts["language"])
        return before if ours else None

    def _building(self) -> State:
        """Give the state of a new building, of which nothing is there yet."""
        before, facts = self._before, self._reader.facts
        number = before.number + 1 if before else 1
        return State(
            self._cluster.settings.index, number, secrets.token_hex(8), _version(facts), str(facts["language"])
        )

    def _make_indices(self) -> None:
        names, settings = self._state.names, self._cluster.settings
        old = Names(names.base, names.number - 2)  # the last but one: bots may still be at the last
        for index in (names.articles, names.passages, old.articles, old.passages):
            with contextlib.suppress(NotFoundError):
                self._cluster.work(partial(_delete_index, index))
        self._cluster.work(partial(_create_index, names.articles, article_index(settings)))
        self._cluster.work(partial(_create_index, names.passages, passage_index(settings)))

    def _known(self) -> dict[str, dict[str, Any]]:
        """Give the articles that hold, by slug, after what a killed job left is taken back."""
        generation, index = self._state.generation, self._state.names.articles
        self._refresh()
        for part in (index, self._state.names.passages):
            self._delete(part, {"range": {"from": {"gt": generation}}})
        held = {"bool": {"filter": [{"range": {"until": {"gt": generation, "lt": OPEN}}}]}}
        ended = [hit["_source"] for hit in self._scan(index, held)]
        if ended:
            self._write(action for each in ended for action in holding_until(OPEN, each, self._state.names))
            self._refresh()
        return {hit["_source"]["slug"]: hit["_source"] for hit in self._scan(index, {"term": {"until": OPEN}})}

    def _changes(self, gone: list[dict[str, Any]], new: list[str], wanted: dict[str, str]) -> Iterator[dict[str, Any]]:
        generation, names = self._state.generation + 1, self._state.names
        for each in gone:
            yield from holding_until(generation, each, names)
        for slug in new:
            yield from documents_of(row_of(self._reader, slug), wanted[slug], names, generation)

    def _switched(self) -> State:
        """Write the state, which makes all of it hold, and delete what no bot can be at any more."""
        now, before = time.time(), self._state
        history = (*before.history, (before.generation + 1, now))
        old = [generation for generation, at in history[1:] if now - at > _KEPT]
        oldest = max([before.oldest, *old])
        state = msgspec.structs.replace(
            before,
            generation=before.generation + 1,
            oldest=oldest,
            history=tuple(each for each in history if each[0] >= oldest),
            articles=self._reader.sure("SELECT count(*) FROM articles")[0],
            passages=self._reader.number("passages"),
            terms=self._reader.number("terms"),
        )
        self._lease.check(now=True)
        body = {STATE: msgspec.to_builtins(state)}
        names = state.names
        self._cluster.work(
            lambda client, limit: client.index(
                index=names.articles, id=STATE, body=body, refresh=True, request_timeout=limit
            )
        )
        if self._before is None or self._before.names != names:
            self._alias(names)
        if oldest > before.oldest:
            for index in (names.articles, names.passages):
                self._delete(index, {"range": {"until": {"lte": oldest}}})
        return state

    def _alias(self, names: Names) -> None:
        """Switch the alias in one step from whatever it was."""
        alias = alias_of(self._cluster.settings)
        actions: list[dict[str, Any]] = [{"add": {"index": names.articles, "alias": alias}}]
        if self._before is not None:
            actions.insert(0, {"remove": {"index": self._before.names.articles, "alias": alias}})
        self._cluster.work(
            lambda client, limit: client.indices.update_aliases(body={"actions": actions}, request_timeout=limit)
        )

    def _write(self, actions: Iterable[dict[str, Any]]) -> None:
        def write(client: OpenSearch, limit: float) -> None:
            for _ in helpers.streaming_bulk(
                client, self._checked(actions), chunk_size=_ACTIONS, max_chunk_bytes=_BYTES, max_retries=3,
                initial_backoff=1, request_timeout=limit,
            ):  # fmt: skip
                pass

        self._cluster.work(write, again=False)

    def _checked(self, actions: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for action in actions:
            self._lease.check()
            yield action

    def _refresh(self) -> None:
        for index in (self._state.names.articles, self._state.names.passages):
            if self._cluster.work(partial(_refresh_index, index))["_shards"]["failed"]:
                raise ClusterAwayError("only a part of the search cluster takes what is published; nothing is changed")

    def _scan(self, index: str, query: dict[str, Any]) -> list[dict[str, Any]]:
        body = {"query": query, "_source": ["slug", "from", "digest", "passages"]}
        return self._cluster.work(
            lambda client, limit: list(
                helpers.scan(
                    client,
                    query=body,
                    index=index,
                    size=5_000,
                    request_timeout=limit,
                    scroll_kwargs={"request_timeout": limit},
                )
            )
        )

    def _delete(self, index: str, query: dict[str, Any]) -> None:
        self._cluster.work(
            lambda client, limit: client.delete_by_query(
                index=index, body={"query": query}, refresh=True, request_timeout=limit, conflicts="proceed"
            )
        )


def _create_index(index: str, body: dict[str, Any], client: OpenSearch, limit: float) -> None:
    client.indices.create(index=index, body=body, request_timeout=limit)


def _delete_index(index: str, client: OpenSearch, limit: float) -> None:
    client.indices.delete(index=index, request_timeout=limit)


def _refresh_index(index: str, client: OpenSearch, limit: float) -> Any:
    return client.indices.refresh(index=index, request_timeout=limit)


def _version(facts: dict[str, object]) -> str:
    version = facts["version"]
    return version.decode() if isinstance(version, bytes) else str(version)


def _digests(reader: Reader) -> dict[str, str]:
    """Say what each article is by: its file, and whether its dates are read; one whose file is in motion is new."""
    rows = reader.all(
        "SELECT articles.slug, files.name, files.digest, events.version FROM articles "
        "JOIN files ON files.slug = articles.slug LEFT JOIN events ON events.article = articles.id "
        "ORDER BY files.place DESC"
    )
    dated = dating_version()
    return {
        slug: f"{digest.hex() or secrets.token_hex(8)} {version == dated} {name}"
        for slug, name, digest, version in rows
    }
