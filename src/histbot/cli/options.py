"""What every command has: the options that stand before or behind its name, its settings, its articles, its JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from histbot import __version__
from histbot.cli.tongue import speak
from histbot.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.shell_completion import CompletionItem

    from histbot.historian import Historian
    from histbot.settings import Settings

ANSWERED, NOT_ANSWERED, WRONG = 0, 1, 2
FILE: click.Path = click.Path(path_type=Path, dir_okay=False)
_OFFERED = 50  # names of articles: more than that nobody reads


def _remember(context: click.Context, parameter: click.Parameter, value: object) -> None:
    if value:
        context.ensure_object(dict)[parameter.name] = value


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that stand before or behind a command's name."""
    options = (
        click.option("--config", type=click.Path(path_type=Path), help="Read this settings file."),
        click.option("--knowledge", type=click.Path(path_type=Path), help="Read this folder of articles, or one file."),
        click.option("--json", "as_json", is_flag=True, help="Write JSON."),
    )
    for option in reversed(options):
        command = option(command)
        command.__click_params__[-1].callback = _remember  # type: ignore[attr-defined]  # click keeps them there
        command.__click_params__[-1].expose_value = False  # type: ignore[attr-defined]
    spoken = "Speak this language: " + ", ".join(sorted(LANGUAGES)) + "."
    command = click.option("--language", metavar="CODE", callback=speak, expose_value=False, help=spoken)(command)
    version = click.version_option(__version__, "-V", "--version", message="histbot %(version)s")
    return version(command)


def _slugs(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer articles for the Tab key by their files' names: nothing is read, so that nobody waits."""
    del parameter  # click gives it
    from click.shell_completion import CompletionItem

    from histbot.errors import HistbotError
    from histbot.knowledge import list_files

    try:
        folder, files = list_files(settings_of(context).knowledge)
    except HistbotError:
        return []
    return [
        CompletionItem(file.stem, help=str(file.relative_to(folder))) for file in files if file.stem.startswith(begun)
    ][:_OFFERED]


def article_option(said: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give the option that names one article, which the Tab key completes."""
    return click.option("--article", metavar="SLUG", help=said, shell_complete=_slugs)


def settings_of(context: click.Context) -> Settings:
    """Read the settings that the command line names; raises `SettingsError`."""
    from histbot.settings import load_settings

    given = context.ensure_object(dict)
    return load_settings(given.get("config"), given.get("knowledge"))


def historian_of(context: click.Context) -> Historian:
    """Open the articles; raises `SettingsError` and `KnowledgeError`."""
    from histbot.cli.output.reading import open_historian

    return open_historian(settings_of(context))


def wants_json(context: click.Context) -> bool:
    """Tell whether `--json` stands before or behind the command's name."""
    return bool(context.ensure_object(dict).get("as_json"))


def print_json(value: object) -> None:
    """Print a value as a line of JSON."""
    click.echo(json.dumps(value, ensure_ascii=False))
