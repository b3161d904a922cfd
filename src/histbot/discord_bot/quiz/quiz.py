"""`/quiz`: questions for a channel, four buttons, the quote that tells, and points as long as it runs.

The first right answer has the point; who was wrong may not try that question again, but may have it told. Nothing of a
quiz is stored: after a restart, or when it was not touched for long, its buttons say that it is over.
"""

from __future__ import annotations

from itertools import islice
from random import Random
from typing import TYPE_CHECKING, Any

import discord

from histbot.discord_bot.card.buttons import Button
from histbot.discord_bot.delivery import delivery
from histbot.discord_bot.delivery.outgoing import Outgoing
from histbot.discord_bot.delivery.signs import working
from histbot.discord_bot.desk.failures import may_manage
from histbot.discord_bot.desk.places import where
from histbot.discord_bot.quiz.quiz_questions import CHOICES, Question, date_questions, thing_questions
from histbot.discord_bot.quiz.quizzes import Quiz, Quizzes
from histbot.discord_bot.shown.embeds import in_brackets, link
from histbot.discord_bot.shown.text import DESCRIPTION, LABEL, LINK, TITLE, clip, escape, length
from histbot.timeline import Between

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from histbot.discord_bot.desk.desk import Desk
    from histbot.words import Words

Interaction = discord.Interaction[Any]
_MOST = 20  # questions of a quiz
_LOOKED_AT = 400  # articles whose first sentences are read for definitions
_LETTERS = "ABCD"
_ON_A_PHONE = 30  # code units of a choice: with its letter, as much of a button as a phone shows


async def quiz_command(interaction: Interaction, desk: Desk, article: str, period: str) -> None:
    """Begin a quiz; raises `InputError` for what is no date, `UnknownArticleError`, `BusyError`."""
    say, place = desk.say(interaction), where(interaction)
    Between.read(period, period)
    if article:
        desk.require(article, place)
    refusal = None if may_manage(interaction) else desk.admit(place, interaction.channel_id, interaction.user.id)
    if refusal or desk.ignores(place, interaction.user):
        await delivery.respond(interaction, Outgoing(refusal.tell(say) if refusal else say("ask.ignored")))
        return
    await delivery.acknowledge(interaction)
    among = desk.settings(place).articles
    async with desk.timeline_turns.of(interaction.user.id), working(interaction, say("working.timeline")):
        questions = await desk.read(make_questions, desk, article or None, period, among, say.language)
    if not questions:
        await delivery.finish(interaction, Outgoing(say("quiz.none")))
        return
    name = desk.own(Quizzes).begin(Quiz(interaction.user.id, questions))
    await delivery.finish(interaction, quiz_message(desk, name, say))


def make_questions(  # noqa: PLR0913, PLR0917  # what a quiz is about
    desk: Desk,
    article: str | None,
    period: str,
    among: Sequence[str] | None,
    language: str,
    rng: Random | None = None,
) -> list[Question]:
    """Make the questions of a quiz, dates and things in turn, as many as there are up to twenty."""
    rng = rng or Random()  # noqa: S311  # a game
    events = desk.historian.timeline(None, period or None, period or None, article, among=among).events
    dates = list(islice(date_questions(events, rng, language), _MOST))
    things: list[Question] = []
    if not article and not period:
        knowledge = desk.historian.knowledge
        slugs = [slug for slug in knowledge.slugs if among is None or slug in among]
        chosen = rng.sample(slugs, min(_LOOKED_AT, len(slugs)))
        things = list(islice(thing_questions(map(knowledge.article, chosen), rng), _MOST // 3))
    made = [*dates[: _MOST - len(things)], *things]
    rng.shuffle(made)
    return made


def quiz_message(desk: Desk, name: str, say: Words) -> Outgoing:
    """Show the question of a quiz, or its answer once it was told, and the points so far."""
    quiz = desk.own(Quizzes).get(name)
    if quiz is None:
        return Outgoing(say("quiz.over"))
    asked, view = quiz.questions[0], discord.ui.View(timeout=None)
    lines = [escape(asked.shown), say(f"quiz.{asked.kind}")]
    if quiz.told:
        lines = [escape(asked.quote), f"✅ **{escape(asked.choices[asked.right])}** · {_source(asked)}"]
        if len(quiz.questions) > 1:
            view.add_item(QuizButton(name, quiz.number, "next", say("quiz.next")))
        view.add_item(QuizButton(name, quiz.number, "stop", say("quiz.stop")))
    else:
        fits = all(length(choice) <= _ON_A_PHONE for choice in asked.choices)
        if not fits:  # what a phone would cut off is read in full above the letters
            shown = zip(_LETTERS, asked.choices, strict=True)
            lines.append("\n".join(f"**{letter}** {escape(choice)}" for letter, choice in shown))
        for place, choice in enumerate(asked.choices):
            label = f"{_LETTERS[place]}  {choice}" if fits else _LETTERS[place]
            view.add_item(QuizButton(name, quiz.number, str(place), label, row=place // 2 if fits else 0))
        view.add_item(QuizButton(name, quiz.number, "tell", say("quiz.tell"), row=2))
    embed = discord.Embed(
        title=say("quiz.title", number=quiz.number, left=len(quiz.questions) - 1),
        description=clip("\n\n".join(lines), DESCRIPTION),
    )
    if quiz.points:
        embed.add_field(name=say("quiz.points"), value=_points(quiz))
    return Outgoing(embeds=(embed,), view=view)


def _points(quiz: Quiz) -> str:
    return "\n".join(f"<@{member}> {points}" for member, points in quiz.points.most_common(10))


def _source(asked: Question) -> str:
    title, url = clip(escape(asked.citation.title), TITLE // 2), link(asked.citation.url)
    return f"[{title}]({in_brackets(url)})" if url and length(url) <= LINK else title


class QuizButton(Button, template=r"hb:quiz:(?P<name>[0-9a-f]{8}):(?P<number>\d+):(?P<what>[0-3]|tell|next|stop)"):
    """A choice, or what goes on from a question."""

    def __init__(self, name: str, number: int, what: str, label: str = "…", row: int = 0) -> None:
        """Make the button of a quiz's question."""
        style = discord.ButtonStyle.primary if what.isdigit() else discord.ButtonStyle.secondary
        custom_id = f"hb:quiz:{name}:{number}:{what}"
        super().__init__(discord.ui.Button(label=clip(label, LABEL), style=style, custom_id=custom_id, row=row))
        self.name, self.number, self.what = name, number, what

    @classmethod
    async def from_custom_id(cls, _: Interaction, __: discord.ui.Item[Any], match: re.Match[str], /) -> QuizButton:
        """Make it anew when it is pressed."""
        return cls(match["name"], int(match["number"]), match["what"])

    async def press(self, interaction: Interaction, desk: Desk) -> None:
        """Take an answer, tell it, go on, or end."""
        say, quiz, member = desk.say(interaction), desk.own(Quizzes).get(self.name), interaction.user.id
        may = ("next", "stop") if quiz and quiz.told else (*map(str, range(CHOICES)), "tell")
        if quiz is None or quiz.number != self.number or self.what not in may:
            await delivery.respond(interaction, Outgoing(say("quiz.over" if quiz is None else "quiz.past")))
            return
        if refused := self._refused(quiz, member, interaction, say):
            await delivery.respond(interaction, Outgoing(refused))
            return
        if self.what == "stop":
            desk.own(Quizzes).end(self.name)
            points = _points(quiz) if quiz.points else say("quiz.no_points")
            embed = discord.Embed(title=say("quiz.ended"), description=points)
            await delivery.update(interaction, Outgoing(embeds=(embed,)))
            return
        _go_on(quiz, self.what, member)
        await delivery.update(interaction, quiz_message(desk, self.name, say))

    def _refused(self, quiz: Quiz, member: int, interaction: Interaction, say: Words) -> str | None:
        """Say why a press changes nothing for all; a wrong answer is told to who gave it."""
        leads = member == quiz.starter or may_manage(interaction)
        if self.what == "stop":
            return None if leads else say("quiz.not_yours")
        if self.what == "tell":
            return None if leads or member in quiz.wrong else say("quiz.try_first")
        if self.what.isdigit() and member in quiz.wrong:
            return say("quiz.once")
        if self.what.isdigit() and int(self.what) != quiz.questions[0].right:
            quiz.wrong.add(member)
            return say("quiz.wrong")
        return None


def _go_on(quiz: Quiz, what: str, member: int) -> None:
    """Change a quiz by what was pressed, all refused presses aside."""
    if what == "next":
        quiz.questions.pop(0)
        quiz.number, quiz.told, quiz.wrong = quiz.number + 1, False, set()
        return
    quiz.told = True
    if what.isdigit():
        quiz.points[member] += 1
