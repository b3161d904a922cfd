"""Saved web pages: the article of a page, without what a site puts around it.

A page that marks its article (`<main>`, `<article>`, MediaWiki's own) is believed; where none does, trafilatura finds
it.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from histbot.importing.formats.markdown import soup_of, to_markdown, words_of
from histbot.importing.found import Draft, Found, license_name, name_in_words, short_language
from histbot.knowledge.folder.decoding import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bs4 import BeautifulSoup

    from histbot.importing.found import Wanted

_LARGEST = 50_000_000  # bytes: a page of that size is data
_MARKED = (".mw-parser-output", "#mw-content-text", "main", "[role=main]", "article")
_LEAST = {"article": 200}  # characters: a page marks its teasers so as well
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)")
_REVISION = re.compile(r'"wgRevisionId":\s*(\d+)|Special:Redirect/revision/(\d+)')
_SITE = re.compile(r"\s+[-–—|·:]\s+[^-–—|·]+\Z")  # Battle of Tarn - Wikipedia


def read(file: Path, wanted: Wanted) -> Iterator[Found]:  # noqa: ARG001  # a reader's own shape
    """Give the article of a saved page."""
    import bs4  # noqa: F401  # the reader's library: missing, it is said at once

    if file.stat().st_size > _LARGEST:
        raise UnreadableError(f"has more than {_LARGEST:,} bytes; save the article alone")
    raw = file.read_bytes()
    yield Found("", hashlib.sha256(raw).hexdigest()[:16], lambda: page_draft(raw, name_in_words(file)))


def page_draft(raw: bytes, name: str) -> Draft:
    """Read a page; `name` is its title if it says none. Raises `UnreadableError` if it holds no article."""
    soup = soup_of(raw)
    head = raw[:200_000].decode("utf-8", "replace")
    title = _title(soup) or name
    url, licence = _url(soup, head), _license(soup)
    revision = _REVISION.search(head)
    language = soup.html.get("lang") if soup.html else None
    text = _without_title(_article(soup, raw), title)
    if not text:
        raise UnreadableError("holds no article")
    return Draft(
        title, text, url, licence, short_language(str(language or "")), revision and (revision[1] or revision[2])
    )


def _article(soup: BeautifulSoup, raw: bytes) -> str:
    for selector in _MARKED:
        marked = soup.select(selector)
        if len(marked) == 1 and len(text := to_markdown(marked[0])) > _LEAST.get(selector, 0):
            return text
    import trafilatura

    found = trafilatura.extract(raw, output_format="html", include_comments=False, favor_recall=True)
    return to_markdown(soup_of(found)) if found else to_markdown(soup.body or soup)


def _without_title(text: str, title: str) -> str:
    """Leave out a first heading that is the title: it stands in the front matter."""
    first, _, rest = text.partition("\n")
    return (
        rest.strip() if first.lstrip("# ").strip().casefold() == title.casefold() and first.startswith("# ") else text
    )


def _title(soup: BeautifulSoup) -> str:
    headings = soup.select("#firstHeading") or soup.find_all("h1")
    if len(headings) == 1 and (said := words_of(headings[0])):
        return said
    named = soup.select_one('meta[property="og:title"]')
    return str(named.get("content") or "") if named else _SITE.sub("", words_of(soup.title)) if soup.title else ""


def _url(soup: BeautifulSoup, head: str) -> str | None:
    """Give the address that a page gives itself, or that its browser saved it from."""
    link, meta = soup.select_one('link[rel~="canonical"]'), soup.select_one('meta[property="og:url"]')
    saved = _SAVED_FROM.search(head)
    said = (link and link.get("href"), meta and meta.get("content"), saved and saved[1])
    return next((str(each) for each in said if re.match("https?://", str(each or ""))), None)


def _license(soup: BeautifulSoup) -> str | None:
    link = soup.select_one('link[rel~="license"], a[rel~="license"]')
    if link is None:
        return None
    return license_name(str(link.get("href") or "")) or words_of(link) or None
