"""Answers as they look in a terminal; in a pipe the same words without colours."""

from __future__ import annotations

import os
import sys
import textwrap
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

import click

from histbot.answering import excerpt

if TYPE_CHECKING:
    from histbot.answering import Answer
    from histbot.knowledge import Citation, Knowledge

_EXCERPT, _NEAREST = 900, 220
_STYLES: dict[str, dict[str, Any]] = {
    "plain": {"dim": True},
    "quote": {},
    "highlight": {"bold": True, "fg": "yellow"},
}
_CERTAINTY = {"sure": "sure", "likely": "likely", "unsure": "not sure", "none": "no answer"}


def _styled(text: str, **style: Any) -> str:
    return click.style(text, **style) if sys.stdout.isatty() and "NO_COLOR" not in os.environ else text


def show_answer(answer: Answer, knowledge: Knowledge, *, why: bool = False) -> None:
    """Print the quote in its passage and where it stands, or the nearest passages."""
    if answer.answered and answer.citation and answer.quote:
        passage = answer.passages[0].passage
        article = knowledge.article(passage.article)
        mark = answer.highlight.span if answer.highlight else None
        pieces = excerpt(article, passage, answer.quote.span, mark, _EXCERPT)
        click.echo(_wrapped([(piece.text, piece.kind) for piece in pieces]))
        click.echo(f"\n{_source(answer.citation)}\n{_CERTAINTY[answer.certainty]} ({answer.confidence:.0%})")
    elif answer.passages:
        click.echo("The articles don't answer that. Nearest:")
        for scored in answer.passages:
            article = knowledge.article(scored.passage.article)
            span = answer.quote.span if answer.quote and scored is answer.passages[0] else None
            text = "".join(piece.text for piece in excerpt(article, scored.passage, span, None, _NEAREST))
            click.echo(textwrap.indent(_wrapped([(text, "plain")]), "  "))
            click.echo(f"  — {article.title} ({article.file}:{article.line_of(scored.passage.span.start)})\n")
    else:
        click.echo("The articles don't answer that: they hold no word of the question.")
    if why:
        for feature in answer.evidence:
            click.echo(f"{feature.name:20} {feature.value:6.3f}  {feature.share:+.3f}")


def _source(cited: Citation) -> str:
    place = f"{cited.title} › {cited.section}" if cited.section else cited.title
    lines = [_styled(f"— {place}, {cited.file}:{cited.line}", bold=True)]
    lines += [part for part in (cited.url, cited.license) if part]
    return "\n".join(lines)


def _wrapped(pieces: list[tuple[str, str]]) -> str:
    """Wrap to the terminal, then style: escape codes have a length, but no width."""
    kinds = [kind for text, kind in pieces for _ in text]
    text = "".join(text for text, _ in pieces)
    width = min(get_terminal_size().columns, 100) - 2
    filled = textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False) if width > 0 else text
    if len(filled) != len(text):
        return filled
    runs: list[tuple[str, str]] = []
    for char, kind in zip(filled, kinds, strict=True):
        if runs and runs[-1][1] == kind:
            runs[-1] = (runs[-1][0] + char, kind)
        else:
            runs.append((char, kind))
    return "".join(_styled(run, **_STYLES[kind]) for run, kind in runs)


def articles_json(knowledge: Knowledge) -> list[dict[str, Any]]:
    """Give the articles as JSON values."""
    return [
        {
            "slug": article.slug,
            "title": article.title,
            "file": article.file,
            "passages": len(article.passages),
            "url": article.url,
            "license": article.license,
        }
        for article in knowledge.articles
    ]


def show_articles(knowledge: Knowledge) -> None:
    """Print the articles, a line each."""
    for article in knowledge.articles:
        click.echo(f"{_styled(article.slug, bold=True)}  {article.title}  ({len(article.passages)} passages)")
