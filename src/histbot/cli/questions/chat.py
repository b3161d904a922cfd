"""One question after another, with history, and all that the bot's members and moderators have in Discord.

What the bot would store is kept in memory here and gone at the end. The lines typed last, for the arrow keys, in a file
of their owner's: `/forget` deletes both.
"""

from __future__ import annotations

from contextlib import redirect_stdout
from io import StringIO
from typing import TYPE_CHECKING, Any

import click

from histbot.answering import Answer, answer_json, excerpt, nearest, so_far, written
from histbot.cli.curating.unanswered import show_unanswered
from histbot.cli.options import print_json
from histbot.cli.output.reading import shortened
from histbot.cli.output.render import show_answer, show_articles
from histbot.cli.output.terminal import tell, width
from histbot.cli.questions.prompting import forget_history, prompt
from histbot.cli.tongue import explained
from histbot.errors import HistbotError, InputError, did_you_mean
from histbot.showing import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from histbot.historian import Historian
    from histbot.storage import Store
    from histbot.timeline import Timeline

_HELP = {
    "Ask a question, or type": {
        "/ask QUESTION": 'the same; a follow-up ("and when was it ceded?") leans on the question before',
        "/timeline TOPIC": "what happened, in order; without a topic everything",
        "/onthisday DATE": "what happened on a day (9 May) in any year; without one, today's",
        "/articles": "the articles",
        "/about": "what this is",
    },
    "About the last answer, as the buttons under it in Discord": {
        "/more": "its passage with those around it",
        "/others": "the passages that came next",
        "/why": "the evidence for it",
        "/source": "where it stands",
        "/up, /down [WHY]": "a thumb",
    },
    "As moderators have it under /histbot (that word may be left out)": {
        "/status": "articles, passages, thumbs",
        "/reload": "read the articles anew",
        "/only SLUG, /all": "quote one article only, or all again",
        "/unanswered": "what was asked in vain or thumbed down in this chat",
        "/forget": "forget it, and the lines that the arrow keys bring back",
    },
    "Keys and words": {
        "Tab": "completes commands and articles",
        "exit, quit, Ctrl-D": "leaves",
    },
}
_ABOUT = "histbot quotes the articles its curators chose, and says so when they don't answer."
_PLAIN = {"help": "/help", "?": "/help", "exit": "/quit", "quit": "/quit", "/exit": "/quit"}
_AROUND = 700  # characters of a passage beside the quote's


class Chat:
    """What was said so far."""

    def __init__(self, historian: Historian, article: str | None, store: Store) -> None:
        """Ask `historian`, in one `article` if named; what the bot would store goes to `store`."""
        self.historian, self._article, self._store = historian, article, store
        self._answer: Answer | None = None
        self.before: str | None = None
        self.commands: dict[str, Callable[[str], Answer | Timeline | None]] = {
            "/ask": self._ask,
            "/timeline": lambda topic: _shown(historian.timeline(topic, article=self._article)),
            "/onthisday": self._on_this_day,
            "/articles": lambda _: show_articles(historian.knowledge),
            "/about": lambda _: click.echo(_ABOUT),
            "/more": lambda _: self._about_last(self._more),
            "/others": lambda _: self._about_last(self._others),
            "/why": lambda _: self._about_last(lambda answer: show_answer(answer, historian.knowledge, why=True)),
            "/source": lambda _: self._about_last(_source),
            "/up": lambda _: self._about_last(self._up),
            "/down": lambda reason: self._about_last(lambda answer: self._down(answer, reason)),
            "/status": lambda _: self._status(),
            "/reload": lambda _: click.echo(counted(len(historian.reload().slugs), "article")),
            "/only": self._only,
            "/all": lambda _: self._only(""),
            "/unanswered": lambda _: show_unanswered(store.unanswered()),
            "/forget": lambda _: self._forget(),
            "/help": lambda _: click.echo(_help(), nl=False),
        }

    def hear(self, line: str) -> Answer | Timeline | None:
        """Do what a line says, and print it; an answer or a timeline is given besides."""
        if line.startswith("/histbot "):
            line = f"/{line.removeprefix('/histbot ').strip()}"
        command, _, rest = line.partition(" ")
        if not line.startswith("/"):
            return self._ask(line)
        if command not in self.commands:
            near = did_you_mean(command, self.commands)
            raise InputError(f"there is no {command} here{near}; /help lists what there is")
        return self.commands[command](rest.strip())

    def _ask(self, question: str) -> Answer | None:
        if not question:
            return None
        question = shortened(question)
        before = self._topic()
        if before and self.historian.leans(question, before):
            click.echo(f"read with the question before: {before}")
        else:
            before = None
        answer = self.historian.ask(question, self._article, before=before)
        self._answer, self.before = answer, before
        show_answer(answer, self.historian.knowledge)
        if not answer.answered and answer.passages:
            self._store.miss(None, written(answer.question, self.before), *nearest(answer, self.historian.knowledge))
        return answer

    def _on_this_day(self, day: str) -> Timeline:
        from histbot.cli.output.timeline import on_day

        return _shown(on_day(self.historian, day, self._article))

    def _topic(self) -> str | None:
        """Give what a follow-up may lean on."""
        if self._answer is None:
            return None
        return so_far(self._answer.question, self.before)

    def _about_last(self, show: Callable[[Answer], None]) -> None:
        """Show something about the last answer, if there is one."""
        if self._answer is None or self._answer.quote is None:
            click.echo("ask something first; there is no answer yet")
        else:
            show(self._answer)

    def _more(self, answer: Answer) -> None:
        passage = answer.passages[0].passage
        article = self.historian.knowledge.article(passage.article)
        place = article.passages.index(passage)
        for each in article.passages[max(0, place - 1) : place + 2]:
            limit = len(article.text) if each is passage else _AROUND
            _echo("".join(piece.text for piece in excerpt(article, each, None, None, limit)) + "\n")

    def _others(self, answer: Answer) -> None:
        for scored in answer.passages[1:]:
            article = self.historian.knowledge.article(scored.passage.article)
            shown = "".join(piece.text for piece in excerpt(article, scored.passage, None, None, _AROUND))
            _echo(f"{shown}\n\n— {article.title} ({article.file}:{article.line_of(scored.passage.span.start)})\n")

    def _up(self, answer: Answer) -> None:
        self._store.thumb(None, answer.passages[0].passage.article, answer.question, liked=1)
        click.echo("counted; nobody is told who gave it")

    def _down(self, answer: Answer, reason: str) -> None:
        self._store.thumb(None, answer.passages[0].passage.article, answer.question, disliked=1)
        self._store.dislike(None, written(answer.question, self.before), *nearest(answer, self.historian.knowledge))
        if reason:
            self._store.add_reason(None, written(answer.question, self.before), reason)
        click.echo("counted; /unanswered lists it")

    def _status(self) -> None:
        knowledge, (liked, disliked) = self.historian.knowledge, self._store.thumbs(None)
        click.echo(f"{counted(len(knowledge.slugs), 'article')}, {counted(knowledge.passage_count, 'passage')}")
        given = f"{counted(liked, 'thumb')} up, {counted(disliked, 'thumb')} down"
        click.echo(f"{given}; quoted here: {self._article or 'all articles'}")
        for problem in knowledge.problems:
            click.echo(f"left out {problem}")

    def _only(self, slug: str) -> None:
        self._article = self.historian.knowledge.article(slug).slug if slug else None
        click.echo(f"quoted here: {self._article or 'all articles'}")

    def _forget(self) -> None:
        from histbot.storage import DIRECT

        self._store.forget(DIRECT)
        forget_history()
        click.echo("forgotten")


def _help() -> str:
    """Say what can be typed, in as many columns as there are."""
    page = click.HelpFormatter(width=width())
    for heading, rows in _HELP.items():
        with page.section(heading):
            page.write_dl(list(rows.items()))
    return page.getvalue()


def _echo(text: str) -> None:
    """Print paragraphs as wide as the terminal."""
    click.echo(click.wrap_text(text, width() - 2, preserve_paragraphs=True) + "\n")


def _source(answer: Answer) -> None:
    cited = answer.citation
    if cited is not None:
        click.echo("\n".join(part for part in (f"{cited.file}:{cited.line}", cited.url, cited.license) if part))


def chat(historian: Historian, article: str | None, *, as_json: bool = False) -> None:
    """Read lines until the end of input or `exit`; with `as_json`, write a line of JSON for each.

    Raises `UnknownArticleError` if there is no such article.
    """
    from histbot.storage import open_store

    if article is not None:
        historian.require(article)
    talk = Chat(historian, article, open_store(None))
    read = input if as_json else prompt([*talk.commands, "/quit"], historian)
    if not as_json:
        number = counted(len(historian.knowledge.slugs), "article")
        click.echo(f"{number}. Ask a question; `help` lists more, `exit` leaves.", err=True)
    hear = _hear_json if as_json else _hear
    while True:
        try:
            line = read().strip()
        except EOFError:
            return
        except KeyboardInterrupt:
            continue
        line = _PLAIN.get(line.lower(), line)
        if line == "/quit":
            return
        if line:
            hear(talk, line)


def _hear(talk: Chat, line: str) -> None:
    try:
        talk.hear(line)
    except HistbotError as error:
        tell(explained(error))


def _hear_json(talk: Chat, line: str) -> None:
    """Write what a line gives: an answer or a timeline as everywhere, anything else as what was said."""
    said = StringIO()
    try:
        with redirect_stdout(said):
            given = talk.hear(line)
    except HistbotError as error:
        print_json({"error": str(error)})
        return
    print_json(_json_of(given, talk, said.getvalue().strip()))


def _json_of(given: Answer | Timeline | None, talk: Chat, said: str) -> dict[str, Any]:
    if isinstance(given, Answer):
        return {**answer_json(given, talk.historian.knowledge), "before": talk.before}
    if given is None:
        return {"said": said}
    from histbot.timeline import timeline_json

    return {**timeline_json(given.events), "notes": [str(note) for note in given.notes]}


def _shown(found: Timeline) -> Timeline:
    from histbot.cli.output.timeline import noted, show_timeline

    for note in found.notes:
        click.echo(noted(note))
    show_timeline(found)
    return found
