"""What is in the cluster: two indices, one of passages to be searched and one of whole articles to be followed.

Every document says from which generation on it holds and until which: so a bot that is a generation behind still finds
exactly what it knows, and no question sees a mix. What no bot can be at any more is deleted a while later.
"""

from __future__ import annotations

import base64
import hashlib
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from histbot.library import Record, passage_id, passage_number, read_counts, unseal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from histbot.library import Reader
    from histbot.settings import OpenSearchSettings

OPEN = 2**31 - 1  # the generation until which something holds that is not replaced yet
STATE = "state"  # the id of the document that says which generation there is
WINDOW = 20_000  # passages that one search may ask for
_LONG = 400  # bytes of a slug that an id holds as it is
_ARTICLES_WITHIN = 1_000_000  # slugs that a search may be narrowed to


class Names(NamedTuple):
    """The indices of one building of all articles; the next has a number of its own, and the alias switches."""

    base: str
    """What the settings call it."""
    number: int
    """Which building."""

    @property
    def articles(self) -> str:
        """The index of articles."""
        return f"{self.base}-articles-{self.number}"

    @property
    def passages(self) -> str:
        """The index of passages."""
        return f"{self.base}-passages-{self.number}"


def alias_of(settings: OpenSearchSettings) -> str:
    """Give the alias under which the state is found."""
    return f"{settings.index}-articles"


def article_index(settings: OpenSearchSettings) -> dict[str, Any]:
    """Give settings and mappings of an index of articles."""
    fields = {
        "slug": {"type": "keyword"},
        "from": {"type": "integer"},
        "until": {"type": "integer"},
        "digest": {"type": "keyword", "index": False},
        "passages": {"type": "integer", "index": False},
        "row": {"type": "binary"},
        STATE: {"type": "object", "enabled": False},
    }
    return {"settings": _index(settings), "mappings": {"dynamic": "strict", "properties": fields}}


def passage_index(settings: OpenSearchSettings) -> dict[str, Any]:
    """Give settings and mappings of an index of passages: their terms are analysed already."""
    fields = {
        "slug": {"type": "keyword"},
        "number": {"type": "integer"},
        "from": {"type": "integer"},
        "until": {"type": "integer"},
        "terms": {"type": "text", "analyzer": "whitespace", "similarity": "ours", "index_options": "freqs"},
    }
    own = {"similarity": {"ours": {"type": "BM25", "k1": 1.5, "b": 0.75}}, "max_terms_count": _ARTICLES_WITHIN}
    return {"settings": {**_index(settings), **own}, "mappings": {"dynamic": "strict", "properties": fields}}


def _index(settings: OpenSearchSettings) -> dict[str, Any]:
    return {
        "number_of_shards": settings.shards,
        "number_of_replicas": settings.replicas,
        "refresh_interval": -1,  # the indexing job says when
        "max_result_window": WINDOW,
    }


class Row(NamedTuple):
    """An article as the cluster keeps it for bots to follow."""

    record: Record
    """The article."""
    events: tuple[bytes, bytes] | None
    """What its dates were read by, and its events; none if they are not read."""


def row_of(reader: Reader, slug: str) -> Row:
    """Read an article out of a library; raises `BrokenLibraryError`."""
    article = reader.sure("SELECT id, language, aliased, folded, fields FROM articles WHERE slug = ?", slug)
    key, language, aliased, folded, fields = article
    (text,) = reader.sure("SELECT text FROM texts WHERE article = ?", key)
    span = passage_id(key, 0), passage_id(key + 1, 0) - 1
    passages = [data for (data,) in reader.all("SELECT data FROM passages WHERE id BETWEEN ? AND ? ORDER BY id", *span)]
    terms = [read_counts(unseal(data).decode()) for (data,) in
             reader.all("SELECT data FROM terms WHERE id BETWEEN ? AND ? ORDER BY id", *span)]  # fmt: skip
    borrowed = {passage_number(at)[1]: words for at, words in
                reader.all("SELECT passage, terms FROM borrowed WHERE passage BETWEEN ? AND ?", *span)}  # fmt: skip
    events = reader.one("SELECT version, data FROM events WHERE article = ?", key)
    record = Record(slug, language, bool(aliased), folded, fields, text, passages, terms, borrowed)
    return Row(record, (events[0], events[1]) if events else None)


def write_row(row: Row) -> str:
    """Write an article as a field of a document."""
    return base64.b64encode(zlib.compress(msgspec.msgpack.encode(row), 1)).decode()


def read_row(written: str) -> Row:
    """Read what `write_row` wrote."""
    return msgspec.msgpack.decode(zlib.decompress(base64.b64decode(written)), type=Row)


def documents_of(row: Row, digest: str, names: Names, generation: int) -> Iterator[dict[str, Any]]:
    """Give the documents of an article that holds from a generation on, as actions of a bulk."""
    slug = row.record.slug
    common = {"slug": slug, "from": generation, "until": OPEN}
    for number, counts in enumerate(row.record.terms, 1):
        words = " ".join(" ".join([term] * count) for term, count in counts.items())
        source = {**common, "number": number, "terms": words}
        yield _action("index", names.passages, slug, _key(slug, generation, number), {"_source": source})
    source = {**common, "digest": digest, "passages": len(row.record.terms), "row": write_row(row)}
    yield _action("index", names.articles, slug, _key(slug, generation), {"_source": source})


def holding_until(until: int, known: Mapping[str, Any], names: Names) -> Iterator[dict[str, Any]]:
    """Give the actions that end an article at a generation, or let it go on."""
    slug, since = known["slug"], known["from"]
    change = {"doc": {"until": until}}
    for number in range(1, known["passages"] + 1):
        yield _action("update", names.passages, slug, _key(slug, since, number), change)
    yield _action("update", names.articles, slug, _key(slug, since), change)


def _key(slug: str, *numbers: int) -> str:
    """Give a document's id, which has 512 bytes at most."""
    name = slug if len(slug.encode()) <= _LONG else hashlib.sha256(slug.encode()).hexdigest()
    return "#".join([name, *map(str, numbers)])


def _action(kind: str, index: str, slug: str, key: str, more: Mapping[str, Any]) -> dict[str, Any]:
    return {"_op_type": kind, "_index": index, "routing": slug, "_id": key, **more}
