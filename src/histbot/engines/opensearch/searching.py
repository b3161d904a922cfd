"""Passages by a cluster's BM25, of exactly the generation that a bot knows."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from opensearchpy.exceptions import NotFoundError

from histbot.engines.opensearch.documents import WINDOW
from histbot.engines.opensearch.state import read_state
from histbot.engines.widening import Found
from histbot.errors import BrokenLibraryError, ClusterAwayError
from histbot.library import passage_id

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from opensearchpy import OpenSearch

    from histbot.engines.opensearch.cluster import Cluster
    from histbot.engines.opensearch.state import State
    from histbot.library import Reader

_BELIEVED = 60.0  # seconds for which a generation is known to be kept in the cluster; deleting waits for longer


class ClusterFinder:
    """The passages of one generation, found by the cluster."""

    def __init__(self, cluster: Cluster, state: State, reader: Reader) -> None:
        self._cluster, self._state, self._reader = cluster, state, reader
        self._looked = time.monotonic()

    def best(self, query: Mapping[str, float], limit: int, within: Collection[str] | None) -> list[Found]:
        """Give the best passages; raises `ClusterAwayError` also where only a part could be searched.

        Raises `BrokenLibraryError` where the cluster does not keep this generation any more.
        """
        self._believe()
        body = self._body(query, min(limit, WINDOW), within)

        def search(client: OpenSearch, preference: dict[str, Any]) -> Any:
            return client.search(
                index=self._state.names.passages, body=body, search_type="dfs_query_then_fetch", **preference
            )

        try:
            found = self._cluster.ask(lambda client, preference: _whole(search(client, preference)))
        except NotFoundError:
            raise BrokenLibraryError("the cluster does not keep its index any more") from None
        return self._keyed(found["hits"]["hits"])

    def _believe(self) -> None:
        """Look from time to time whether the generation is still kept: a bot that was cut off may be far behind."""
        if time.monotonic() - self._looked < _BELIEVED:
            return
        now = read_state(self._cluster)
        if now.names != self._state.names or now.oldest > self._state.generation:
            raise BrokenLibraryError("the cluster does not keep its generation any more")
        self._looked = time.monotonic()

    def _body(self, query: Mapping[str, float], size: int, within: Collection[str] | None) -> dict[str, Any]:
        generation = self._state.generation
        only: list[dict[str, Any]] = [
            {"range": {"from": {"lte": generation}}},
            {"range": {"until": {"gt": generation}}},
        ]
        if within is not None:
            only.append({"terms": {"slug": sorted(within)}})
        terms = [{"term": {"terms": {"value": term, "boost": weight}}} for term, weight in query.items()]
        return {
            "query": {"bool": {"should": terms, "minimum_should_match": 1, "filter": only}},
            "size": size,
            "_source": False,
            "docvalue_fields": ["slug", "number"],
            "track_total_hits": False,
        }

    def _keyed(self, hits: list[dict[str, Any]]) -> list[Found]:
        places = [(hit["fields"]["slug"][0], hit["fields"]["number"][0]) for hit in hits]
        ids = dict(self._reader.each("SELECT slug, id FROM articles WHERE slug IN ({})", {slug for slug, _ in places}))
        try:
            keys = [passage_id(ids[slug], number) for slug, number in places]
        except KeyError as error:
            raise BrokenLibraryError(f"the cluster knows an article {error} that the library does not") from None
        return [Found(key, hit["_score"]) for key, hit in zip(keys, hits, strict=True)]


def _whole(found: dict[str, Any]) -> dict[str, Any]:
    """Give what was found, if all of the cluster was searched: a part of it comes as a success, too."""
    if found["timed_out"] or found["_shards"]["failed"]:
        shards = found["_shards"]
        raise ClusterAwayError(
            f"only a part of the search cluster answers ({shards['failed']} of {shards['total']} fail)"
        )
    return found
