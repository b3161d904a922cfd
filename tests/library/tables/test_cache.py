"""What was looked up is kept in as many bytes as may be."""

from __future__ import annotations

from histbot.library import ByteCache


def test_the_longest_unused_is_forgotten_first() -> None:
    made: list[str] = []
    cache: ByteCache[str] = ByteCache(6, len)

    def make(key: str) -> str:
        made.append(key)
        return key * 3

    for key in "abacab":
        assert cache.get(key, lambda key=key: make(key)) == key * 3  # type: ignore[misc]
    assert made == ["a", "b", "c", "b"]


def test_the_newest_is_kept_whatever_its_size() -> None:
    cache: ByteCache[str] = ByteCache(2, len)
    large = cache.get("a", lambda: "large")
    assert cache.get("a", lambda: "another") is large
