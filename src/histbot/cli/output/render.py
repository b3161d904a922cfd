"""Answers as they look in a terminal; in a pipe the same words without colours."""

from __future__ import annotations

import textwrap
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from histbot.answering import excerpt
from histbot.cli.output.terminal import coloured, styled, width
from histbot.cli.tongue import language, say
from histbot.languages import name_of, own_name_of
from histbot.showing import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from histbot.answering import Answer, Differing
    from histbot.knowledge import Citation, Knowledge

_EXCERPT, _NEAREST = 900, 220
_STYLES: dict[str, dict[str, Any]] = {
    "plain": {"dim": True},
    "quote": {},
    "highlight": {"bold": True, "fg": "yellow"},
}


def show_answer(answer: Answer, knowledge: Knowledge, *, why: bool = False) -> None:
    """Print the quote in its passage and where it stands, or the nearest passages."""
    if answer.answered and answer.citation and answer.quote:
        passage = answer.passages[0].passage
        article = knowledge.article(passage.article)
        mark = answer.highlight.span if answer.highlight else None
        pieces = excerpt(article, passage, answer.quote.span, mark, _EXCERPT)
        click.echo(_wrapped((piece.text, piece.kind) for piece in pieces))
        click.echo(f"\n{_source(answer.citation)}\n{_sureness(answer)}")
        if answer.differing:
            _show_differing(answer.differing, knowledge)
    elif answer.passages:
        click.echo(_filled(say("answer.nearest", others=_in_others(answer))))
        for scored in answer.passages:
            article = knowledge.article(scored.passage.article)
            span = answer.quote.span if answer.quote and scored is answer.passages[0] else None
            text = "".join(piece.text for piece in excerpt(article, scored.passage, span, None, _NEAREST))
            click.echo(textwrap.indent(_wrapped([(text, "plain")]), "  "))
            where = f"— {article.title} ({article.file}:{article.line_of(scored.passage.span.start)})\n"
            click.echo(textwrap.indent(_filled(where, 4), "  ") + "\n")
    else:
        click.echo(_filled(say("answer.nothing", others=_in_others(answer))))
    for question in answer.unread:
        click.echo(say("answer.unread", question=question))
    if why:
        click.echo(_table(answer))


def _in_others(answer: Answer) -> str:
    """Say which languages the articles are in, where that may be why nothing was found."""
    named = name_of if language() == "en" else own_name_of
    return say("answer.others", languages=", ".join(map(named, answer.languages))) if answer.languages else ""


def _sureness(answer: Answer) -> str:
    if language() == "en":
        return answer.sureness
    return f"{say(f'answer.{answer.certainty}')} ({answer.confidence:.0%})"


def _show_differing(differing: Differing, knowledge: Knowledge) -> None:
    article, span = knowledge.article(differing.citation.article), differing.quote.span
    click.echo("\n" + say("answer.differs"))
    pieces = excerpt(article, differing.passage, span, differing.highlight.span, _NEAREST)
    click.echo(f"{_wrapped((piece.text, piece.kind) for piece in pieces)}\n\n{_source(differing.citation)}")


def _source(cited: Citation) -> str:
    place = f"{cited.title} › {cited.section}" if cited.section else cited.title
    lines = [styled(_filled(f"— {place}, {cited.file}:{cited.line}"), bold=True)]
    lines += [part for part in (cited.url, cited.license) if part]
    return "\n".join(lines)


def _filled(text: str, less: int = 2) -> str:
    """Wrap a line to the terminal, `less` columns narrower, at blanks only: a file's name can be copied."""
    return textwrap.fill(text, width() - less, break_long_words=False, break_on_hyphens=False)


def _wrapped(pieces: Iterable[tuple[str, str]]) -> str:
    """Wrap to the terminal, words with their styles: escape codes have a length, but no width.

    Without colours, the quote stands between » and «, and the words that answer between asterisks.
    """
    most = width() - 2
    lines: list[list[str]] = [[]]
    column = 0
    for chunk in _words(pieces):
        length = sum(len(text) for text, _ in chunk)
        if lines[-1] and column + 1 + length > most:
            lines.append([])
            column = 0
        column += length + bool(lines[-1])
        lines[-1].append("".join(styled(text, **_STYLES[kind]) for text, kind in chunk))
    return "\n".join(" ".join(line) for line in lines)


def _words(pieces: Iterable[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """Cut pieces into words; a word that changes its style within is a list of several parts."""
    words: list[list[tuple[str, str]]] = [[]]
    for text, kind in pieces if coloured() else [(_marked(list(pieces)), "plain")]:
        for place, part in enumerate(text.split(" ")):
            if place:
                words.append([])
            if part:
                words[-1].append((part, kind))
    return [word for word in words if word]


def _marked(pieces: list[tuple[str, str]]) -> str:
    """Write pieces with marks in the place of colours."""
    marked = [(f"*{text}*" if kind == "highlight" else text, kind != "plain") for text, kind in pieces]
    runs = [(quoted, "".join(text for text, _ in run)) for quoted, run in groupby(marked, key=lambda each: each[1])]
    return "".join(f"»{text.strip()}«" if quoted else text for quoted, text in runs)


def _table(answer: Answer) -> str:
    """Show the evidence for the sentence: what counted most first."""
    counted = sorted((each for each in answer.evidence if each.share), key=lambda each: -abs(each.share))
    rows = [f"{each.name:20} {each.value:7.2f} {each.share:+9.2f}" for each in counted]
    return "\n".join([*answer.readings, f"{'evidence':20} {'value':>7} {'share':>9}", *rows])


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
        click.echo(f"{styled(article.slug, bold=True)}  {article.title}  ({counted(len(article.passages), 'passage')})")
