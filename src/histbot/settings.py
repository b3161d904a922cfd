"""Every setting, checked once and passed down.

Looked for in this order, the first that says something wins: command line, `HISTBOT_…` variables, the file
named by `--config` or `HISTBOT_CONFIG`, else `./config/histbot.toml`, and last what histbot ships with. The
Discord token is no setting: it comes from `DISCORD_TOKEN` only, and no file or log ever holds it.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from histbot.errors import Problem, SettingsError, did_you_mean
from histbot.resources import data_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PREFIX = "HISTBOT_"
_FILE = Path("config", "histbot.toml")


@dataclass(frozen=True, slots=True)
class AnsweringSettings:
    """When to answer, and what to show with it."""

    answer_from: Annotated[float, msgspec.Meta(ge=0, le=1)] | None = None
    """The confidence from which on a quote is given as an answer; none: what the weights were found best with."""
    passages: Annotated[int, msgspec.Meta(ge=1, le=10)] = 3
    """How many of the nearest passages an answer carries."""
    reader: bool = True
    """Whether the reader scores the best sentences; without it histbot is quicker and less often right."""
    aliases: tuple[tuple[str, ...], ...] = ()
    """Groups of names of one thing, beside those of `config/aliases.toml`."""


@dataclass(frozen=True, slots=True)
class DiscordSettings:
    """How the bot behaves in Discord."""

    private: bool = False
    """Whether `/ask` answers only its asker unless told otherwise."""
    message_content: bool = False
    """Whether the bot may read messages that don't mention it, which ask channels need."""
    member_cooldown: Annotated[int, msgspec.Meta(ge=0, le=3600)] = 10
    """Seconds in which a member may ask five questions; 0 for no limit. A server may settle its own."""
    channel_cooldown: Annotated[int, msgspec.Meta(ge=0, le=3600)] = 0
    """Seconds in which twenty questions may be asked in a channel; 0 for no limit. A server may settle its own."""
    guild: Annotated[int, msgspec.Meta(ge=0)] = 0
    """A server to register the commands in at once, while developing; 0 for all servers."""
    shard_count: Annotated[int, msgspec.Meta(ge=0)] = 1
    """Into how many connections the servers are split; 0 for as many as Discord wants."""
    shard_ids: tuple[Annotated[int, msgspec.Meta(ge=0)], ...] = ()
    """Which of them this process keeps, from 0; empty for all."""


@dataclass(frozen=True, slots=True)
class StorageSettings:
    """Where the bot keeps what must survive a restart."""

    path: str = ""
    """A folder; empty for the platform's own."""


@dataclass(frozen=True, slots=True)
class LibrarySettings:
    """Where the articles are kept once they are read."""

    path: str = ""
    """A folder; empty for the platform's own for caches."""
    engine: Literal["embedded", "tantivy", "opensearch"] = "embedded"
    """What finds passages; all but the first are extras."""


@dataclass(frozen=True, slots=True)
class OpenSearchSettings:
    """Where the search cluster is; user and password are no settings: `OPENSEARCH_USER`, `OPENSEARCH_PASSWORD`."""

    hosts: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)] = ("https://localhost:9200",)
    """The addresses of its nodes."""
    index: Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9_-]{0,99}$")] = "histbot"
    """What the names of its indices begin with."""
    ca_file: str = ""
    """The certificate of the authority that its certificates are of; empty for those that the system trusts."""
    verify: bool = True
    """Whether certificates are checked."""
    limit: Annotated[float, msgspec.Meta(gt=0, le=60)] = 1.0
    """Seconds that a node has for a search, before another one is asked."""
    shards: Annotated[int, msgspec.Meta(ge=1, le=100)] = 3
    """Into how many parts a new index is split: as many nodes share a search."""
    replicas: Annotated[int, msgspec.Meta(ge=0, le=10)] = 1
    """How many more copies of each part there are: as many nodes may fall."""


@dataclass(frozen=True, slots=True)
class RunningSettings:
    """How the bot is kept up, and how it says that it is."""

    watch: bool = True
    """Whether changed articles are read without a restart."""
    restart_after: Annotated[float, msgspec.Meta(gt=0)] = 5.0
    """Minutes without a connection after which all of it is begun anew."""
    give_up_after: Annotated[float, msgspec.Meta(gt=0)] = 30.0
    """Minutes without a connection after which the process ends, for its supervisor to restart."""
    health_port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 0
    """A port of this machine only on which `/healthz` tells how the bot is; 0 for none."""
    processes: Annotated[int, msgspec.Meta(ge=0, le=64)] = 0
    """How many processes answer questions; 0 for as many as the machine allows, to four; 1 for the bot's own alone."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings."""

    knowledge: Path
    """The folder of articles, or one file."""
    answering: AnsweringSettings = field(default_factory=AnsweringSettings)
    """The table `[answering]`."""
    discord: DiscordSettings = field(default_factory=DiscordSettings)
    """The table `[discord]`."""
    storage: StorageSettings = field(default_factory=StorageSettings)
    """The table `[storage]`."""
    library: LibrarySettings = field(default_factory=LibrarySettings)
    """The table `[library]`."""
    opensearch: OpenSearchSettings = field(default_factory=OpenSearchSettings)
    """The table `[opensearch]`."""
    running: RunningSettings = field(default_factory=RunningSettings)
    """The table `[running]`."""
    sources: tuple[str, ...] = ()
    """Where settings were looked for, the strongest first, and what was found."""


_TABLES = {
    "answering": AnsweringSettings,
    "discord": DiscordSettings,
    "storage": StorageSettings,
    "library": LibrarySettings,
    "opensearch": OpenSearchSettings,
    "running": RunningSettings,
}


def load_settings(
    config: Path | None = None,
    knowledge: Path | None = None,
    environ: Mapping[str, str] = os.environ,
    cwd: Path | None = None,
) -> Settings:
    """Read the settings; raises `SettingsError` with every problem."""
    cwd = cwd or Path.cwd()
    file = _file(config, environ, cwd)
    problems: list[Problem] = []
    data = _read(file, problems)
    tables: dict[str, Any] = {}
    for name, kind in _TABLES.items():
        values = {
            **_table(data.pop(name, {}), kind, name, file, problems),
            **_variables(kind, name, environ, problems),
        }
        tables[name] = kind(**values)
    named = data.pop("knowledge", None)
    if named is not None and not isinstance(named, str):
        problems.append(Problem(str(file), f"knowledge must be a path in quotes, not {named!r}"))
        named = None
    problems += [
        Problem(str(file), f"unknown setting {key!r}{did_you_mean(key, [*_TABLES, 'knowledge'])}") for key in data
    ]
    problems += _unknown_variables(environ)
    if problems:
        raise SettingsError(problems)
    folder = knowledge or _knowledge(named, file, environ, cwd)
    return Settings(folder, **tables, sources=_sources(config, knowledge, file, folder))


def _file(config: Path | None, environ: Mapping[str, str], cwd: Path) -> Path:
    if config is not None:
        return config
    if environ.get("HISTBOT_CONFIG"):
        return Path(environ["HISTBOT_CONFIG"])
    return cwd / _FILE if (cwd / _FILE).is_file() else data_path("config") / "histbot.toml"


def _knowledge(named: str | None, file: Path, environ: Mapping[str, str], cwd: Path) -> Path:
    if environ.get("HISTBOT_KNOWLEDGE"):
        return Path(environ["HISTBOT_KNOWLEDGE"])
    if named:
        return file.parent / named
    return cwd / "knowledge" if (cwd / "knowledge").is_dir() else data_path("knowledge")


def _read(file: Path, problems: list[Problem]) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        problems.append(Problem(str(file), f"can't be read: {error.strerror}; name another with --config"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.append(Problem(str(file), f"is no TOML: {error}"))
    return {}


def _table(table: object, kind: type, name: str, file: Path, problems: list[Problem]) -> dict[str, Any]:
    if not isinstance(table, dict):
        problems.append(Problem(str(file), f"{name} must be a table: write [{name}] above its settings"))
        return {}
    known = get_type_hints(kind, include_extras=True)
    good: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            problems.append(Problem(str(file), f"unknown setting {name}.{key}{did_you_mean(key, known)}"))
            continue
        try:
            good[key] = msgspec.convert(value, known[key])
        except msgspec.ValidationError as error:
            problems.append(Problem(str(file), f"{name}.{key} is {value!r}: {error}"))
    return good


def _variables(kind: type, name: str, environ: Mapping[str, str], problems: list[Problem]) -> dict[str, Any]:
    good: dict[str, Any] = {}
    for key, expected in get_type_hints(kind, include_extras=True).items():
        variable = f"{_PREFIX}{name}_{key}".upper()
        if variable in environ:
            try:
                good[key] = msgspec.convert(_several(environ[variable], expected), expected, strict=False)
            except msgspec.ValidationError as error:
                problems.append(Problem(variable, f"is {environ[variable]!r}: {error}"))
    return good


def _several(value: str, expected: Any) -> str | list[str]:
    """Give a variable's value, or its values, separated by commas, where several may be."""
    kind = get_args(expected)[0] if get_origin(expected) is Annotated else expected
    return [each.strip() for each in value.split(",") if each.strip()] if get_origin(kind) is tuple else value


def _unknown_variables(environ: Mapping[str, str]) -> Iterator[Problem]:
    known = [f"{_PREFIX}{name}_{each.name}".upper() for name, kind in _TABLES.items() for each in fields(kind)]
    known += ["HISTBOT_CONFIG", "HISTBOT_KNOWLEDGE"]
    for variable in sorted(environ):
        if variable.startswith(_PREFIX) and variable not in known:
            yield Problem(variable, f"is no setting{did_you_mean(variable, known)}")


def _sources(config: Path | None, knowledge: Path | None, file: Path, folder: Path) -> tuple[str, ...]:
    given = [f"--config {config}"] * (config is not None) + [f"--knowledge {knowledge}"] * (knowledge is not None)
    return (
        f"1. command line: {' '.join(given) or 'nothing given'}",
        "2. variables HISTBOT_CONFIG, HISTBOT_KNOWLEDGE, HISTBOT_<TABLE>_<SETTING>",
        f"3. settings file: {file}",
        "4. ./knowledge where there is one, else the articles histbot ships with",
        f"articles: {folder}",
    )
