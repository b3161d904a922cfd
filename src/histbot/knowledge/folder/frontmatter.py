"""Front matter in YAML, TOML or JSON: what can be read is, what can't is named, and no article is lost to it.

YAML is read whole if it is YAML. If not, it is read a key at a time, each with the lines under it, and a value that is
still none is taken as the text that its author meant: `title: Orlen: a siege`.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from histbot.knowledge.article.markup import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_YAML = re.compile(
    r"\A\s*?^---[ \t]*\n(?P<yaml>.*?)(?:^(?:---|\.\.\.)[ \t]*(?:\n|\Z)|(?P<glued>---[ \t]*(?=\n)))",
    re.DOTALL | re.MULTILINE,
)
_TOML = re.compile(r"\A\s*?^\+\+\+[ \t]*\n(?P<toml>.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_OPEN = re.compile(  # without an end: keys and what belongs to them, up to a blank line or a heading
    r"\A\s*?^---[ \t]*\n"
    r"(?P<yaml>(?:[A-Za-z_][\w -]*:(?:[ \t][^\n]*)?\n|[ \t]+[^\n]*\n|- [^\n]*\n|#[^\n]*\n)+)(?=\s*\n|#)",
    re.MULTILINE,
)
_KEY = re.compile(r"(?P<key>[\w][\w .-]*?)[ \t]*:(?:[ \t]+(?P<value>.*))?$")
_LINK = re.compile(r"^\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]$")
_TEMPLATE = re.compile(r"^\{\{.*\}\}$|^\{%.*%\}$")
_WEB = re.compile(r"https?://\S+$")
_TEXTS = {"title": "title", "license": "license", "licence": "license", "language": "language", "lang": "language"}
_LONGEST = 100_000  # characters of a front matter: more is none, and an anchor repeated may stand for gigabytes
_SHORTEST_SLIP = 4  # letters: of three, one is another word
KEYS = frozenset(
    """
    title url license language retrieved source aliases revision categories tags date author draft
    """.split()
)
# Keys of other tools, which say nothing here: one that is near to one of these is no slip.
_OTHERS = frozenset(
    """
    alias link lang licence tag category authors created updated modified publish published layout slug weight cssclass
    cssclasses permalink description summary keywords image cover type id up lastmod toc series subtitle location place
    data outcome result status name titles dates page pages text file year related sources references rating uid ruler
    """.split()
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands at the head of a file."""

    values: Mapping[str, Any] = field(default_factory=dict)
    """What could be read, by key; texts for the keys that want one."""
    end: int = 0
    """Where the article's text begins."""
    notes: tuple[tuple[str, int], ...] = ()
    """What could not be read as it stands, and on which line."""


def read_front_matter(content: str) -> FrontMatter:
    """Read the head of a file; a text without one has none."""
    if match := _TOML.match(content):
        return _toml(match)
    if content.lstrip().startswith("{") and (found := _json(content)):
        return found
    match = _YAML.match(content)
    if match is None or (match["glued"] is not None and not _has_keys(match["yaml"])):
        match = _OPEN.match(content)
    if match is None or not _has_keys(match["yaml"]) or len(match["yaml"]) > _LONGEST:
        return FrontMatter(end=_empty(content))
    first = content.count("\n", 0, match.start("yaml")) + 1
    values, notes = _yaml(match["yaml"], first)
    if match.re is _OPEN:
        notes.append(("front matter has no end; put a line --- under it", first))
    elif match["glued"] is not None:
        line = first + match["yaml"].count("\n")
        notes.append(("front matter ends behind a value; put --- on a line of its own", line))
    return _settled(values, match.end(), notes, match["yaml"], first)


def _has_keys(yaml: str) -> bool:
    """Tell whether the lines between two rules are front matter, not prose."""
    lines = [line for line in yaml.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return bool(lines) and _KEY.match(lines[0]) is not None


def _empty(content: str) -> int:
    match = re.match(r"\A---[ \t]*\n---[ \t]*(?:\n|\Z)", content)
    return match.end() if match else 0


def _yaml(text: str, first: int) -> tuple[dict[str, Any], list[tuple[str, int]]]:
    """Read YAML, or as much of it as is; `first` is the line of the file that it begins on."""
    loaded = _loaded(text)
    if isinstance(loaded, dict):
        return {str(key): value for key, value in loaded.items()}, []
    values: dict[str, Any] = {}
    notes: list[tuple[str, int]] = []
    for line, lines in _by_key(text):
        match = _KEY.match(lines[0])
        part = _loaded("\n".join(lines)) if match else None
        if match and isinstance(part, dict) and len(part) == 1:
            values[match["key"]] = next(iter(part.values()))
        elif match and len(lines) == 1:
            values[match["key"]] = (match["value"] or "").strip().strip("\"'")
            if not _TEMPLATE.match(values[match["key"]]):
                notes.append((f"{match['key']} is no YAML and was read as it stands; put it in quotes", first + line))
        elif any(map(str.strip, lines)):
            notes.append((f"front matter is no YAML here: {lines[0].strip()[:40]!r} was left out", first + line))
    return values, notes


def _by_key(text: str) -> Iterator[tuple[int, list[str]]]:
    """Give each key's lines, with the number of the first from 0."""
    begin, lines = 0, list[str]()
    for number, line in enumerate(text.replace("\t", "  ").splitlines()):
        if lines and line[:1] not in (" ", "-", ""):
            yield begin, lines
            begin, lines = number, []
        lines.append(line)
    if lines:
        yield begin, lines


def _loaded(text: str) -> object:
    """Load YAML safely; what is none, or refers to itself (an alias may stand for gigabytes), gives nothing."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=loader)):
            return None
        return yaml.load(text, Loader=loader)  # noqa: S506  # both loaders are safe
    except (yaml.YAMLError, ValueError, TypeError, RecursionError, OverflowError):
        return None


def _toml(match: re.Match[str]) -> FrontMatter:
    first = match.string.count("\n", 0, match.start("toml")) + 1
    try:
        values, notes = tomllib.loads(match["toml"]), []
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        values, notes = {}, [(f"front matter is no TOML: {error}; it was left out", first)]
    return _settled(values, match.end(), notes, match["toml"], first)


def _json(content: str) -> FrontMatter | None:
    start = len(content) - len(content.lstrip())
    try:
        values, end = json.JSONDecoder().raw_decode(content, start)
    except (ValueError, RecursionError):
        return None
    return _settled(values, end, [], content[start:end], 1) if isinstance(values, dict) else None


def _settled(
    values: Mapping[str, Any], end: int, notes: list[tuple[str, int]], written: str, first: int
) -> FrontMatter:
    """Bring values to what an article wants of them; `written` from line `first` on is where they stand."""
    given = {str(key).strip().lower(): value for key, value in values.items()}
    found: dict[str, Any] = {"draft": given.get("draft") in (True, "true", "True", "yes")}
    found["aliases"] = _aliases(given.get("aliases"), given.get("alias"))
    for key, message in (*_texts(given, found), *_address(given, found), *_slips(given)):
        place = re.search(rf"(?im)^[ \t\"']*{re.escape(key)}\b", written)
        notes.append((message, first + (written.count("\n", 0, place.start()) if place else 0)))
    return FrontMatter(found, end, tuple(sorted(notes, key=lambda each: each[1])))


def _texts(given: Mapping[str, Any], found: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Take over what wants to be a text; give what is none, by key."""
    for key, wanted in _TEXTS.items():
        value, text = given.get(key), _text(given.get(key))
        if text is not None:
            found.setdefault(wanted, text)
        elif value not in (None, "", []) and not _TEMPLATE.match(str(value)) and not _nested(value):
            yield key, f"{key} must be a text, not {value!r}; it was left out"


def _address(given: Mapping[str, Any], found: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Take over the first address of the web; give what can be none. A relative one is nothing to say a word about."""
    for key in ("url", "source", "link", "permalink"):
        address = _text(_first(given.get(key)))
        if address and _WEB.match(address):
            found.setdefault("url", address)
        elif address and key == "url" and re.match(r"[a-z]+:", address):
            yield key, f"url {address!r} is no web address; write https://… or leave it out"


def _slips(given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Give keys that are nobody's, but one of ours with a letter wrong, missing, too many, or two that changed places.

    One error only: `surname` is no `source`, nor `death` a `date`.
    """
    from rapidfuzz.distance import OSA

    for key in given.keys() - KEYS - _OTHERS:
        near = next((known for known in sorted(KEYS) if OSA.distance(key, known, score_cutoff=1) == 1), None)
        if near and len(key) >= _SHORTEST_SLIP and (key[0] == near[0] or sorted(key) == sorted(near)):
            yield key, f"{key} is no key that is known (did you mean {near!r}?); it was left out"


def _nested(value: object) -> bool:
    """Tell whether YAML read a template or a link of Obsidian's as lists and mappings."""
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], list))


def _first(value: object) -> object:
    return value[0] if isinstance(value, list) and value else value


def _text(value: object) -> str | None:
    """Give a value as a text: a number, a date, a wikilink; nothing for a template or a list."""
    while isinstance(value, list) and len(value) == 1 and isinstance(value[0], list | str):
        value = value[0]  # YAML's [[Chronicle]]
    if isinstance(value, int | float | dt.date | dt.datetime) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str) or not value.strip() or _TEMPLATE.match(value.strip()):
        return None
    link = _LINK.match(value.strip())
    return visible(" ".join((link[1] if link else value).split())) or None


def _named(value: object) -> dict[str, tuple[str, ...]]:
    """Read aliases: names of the article (under the empty name), or a name with its other names."""
    if isinstance(value, dict):
        return {str(name): tuple(filter(None, map(_text, other if isinstance(other, list) else [other])))
                for name, other in value.items()}  # fmt: skip
    others = value if isinstance(value, list) else str(value).split(",") if isinstance(value, str) else []
    names = tuple(filter(None, (_text(other) for other in others)))
    return {"": names} if names else {}


def _aliases(*values: object) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for named in map(_named, values):
        for name, others in named.items():
            found[name] = (*found.get(name, ()), *others)
    return {name: others for name, others in found.items() if others}
