"""What commands, buttons and messages share: the articles, the store, who may ask, and in which language.

One for a process; it outlives a client that has to be made anew. It knows Discord's numbers, but sends nothing.
"""

from __future__ import annotations

import asyncio
import logging
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from histbot.answering import is_question, nearest
from histbot.answering.question.followup import BEHIND
from histbot.discord_bot.desk.calm import calmly
from histbot.discord_bot.desk.fairness import CHANNEL_QUESTIONS, MEMBER_QUESTIONS, Cooldowns, Turns
from histbot.discord_bot.desk.finding import Titles
from histbot.discord_bot.desk.once import Once
from histbot.discord_bot.desk.places import Place, of_channel, unfolded, where
from histbot.discord_bot.desk.workers import Workers
from histbot.errors import HistbotError, KnowledgeError, StorageError
from histbot.historian import default_aliases
from histbot.storage import open_store
from histbot.words import LANGUAGES, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, TypeVar

    import discord

    from histbot.answering import Answer
    from histbot.discord_bot.desk.fairness import Refusal
    from histbot.discord_bot.desk.processes import Processes
    from histbot.discord_bot.desk.question import Asked
    from histbot.historian import Historian
    from histbot.knowledge import Knowledge
    from histbot.settings import Settings
    from histbot.storage import ServerSettings, Store
    from histbot.words import Words

    T = TypeVar("T")

LONGEST_QUESTION = 500  # characters
_log = logging.getLogger(__name__)


def server_of(interaction: discord.Interaction[Any]) -> int | None:
    """Give the server that installed the bot; none in direct messages, and where only the user did."""
    return where(interaction).server


class Desk:
    """The one place where questions are taken."""

    def __init__(  # noqa: PLR0913  # what it shares
        self,
        historian: Historian,
        settings: Settings,
        store: Store | None = None,
        now: Callable[[], float] = time.time,
        *,
        own: Iterable[object] = (),
        processes: Processes | None = None,
    ) -> None:
        """Answer by `historian`; without a `store`, what has to be kept is kept in memory only.

        `own` are things that rooms keep, made beforehand (see `own`).
        Questions are answered by `processes`, where there are any.
        """
        self.historian, self.bot_settings = historian, settings
        self.store = store or open_store(None)
        self.cooldowns, self.turns, self.timeline_turns = Cooldowns(), Turns(), Turns()
        self.pressed = Once()
        self.now = now
        self.started = now()
        self.trouble: str | None = None
        """Why the articles could not be read anew, as long as that is so: the old ones are kept."""
        self._own: dict[type, Any] = {type(thing): thing for thing in own}
        self._titles: tuple[Knowledge, Titles] | None = None
        self._reloading = asyncio.Lock()
        # A thread of its own: a full queue of questions must not hold back what a moderator settles.
        self._writer = ThreadPoolExecutor(1, "storage")
        self._processes = processes
        # Two: more only take turns at the same interpreter. Not the loop's own, where names are looked up too.
        self._readers = Workers("answering", processes.count if processes else 2)
        # Timelines have a thread of their own, and turns of their own: no question waits for them.
        self._chronicler = Workers("timelines", 1)
        self._librarian = Workers("reading", 1)

    def own(self, kind: type[T]) -> T:
        """Give the one thing of its kind that a room keeps as long as the process runs, made when it is first used."""
        if kind not in self._own:
            self._own[kind] = kind()
        thing: T = self._own[kind]
        return thing

    @property
    def titles(self) -> Titles:
        """The articles by title, as they are now."""
        knowledge = self.historian.knowledge
        if self._titles is None or self._titles[0] is not knowledge:
            aliases = (*default_aliases(), *self.bot_settings.answering.aliases)
            self._titles = (knowledge, Titles(knowledge.articles, aliases))
        return self._titles[1]

    @property
    def _answers(self) -> Historian | Processes:
        return self._processes or self.historian

    async def begin_processes(self) -> None:
        """Begin the processes that answer, if there are any, and those that died."""
        if self._processes:
            await self._librarian.run(self._processes.begin)

    async def warm(self) -> None:
        """Make ready, off the event loop, what the first letter typed would wait for."""
        try:
            await self._librarian.run(lambda: self.titles)
        except HistbotError as error:  # a library that was damaged just now is made again by the next question
            _log.warning("%s", error)

    def settings(self, place: Place | int | None) -> ServerSettings:
        """Give what a server's moderators settled, for one of its channels if `place` names it."""
        if not isinstance(place, Place):
            place = Place(place)
        settled = of_channel(self.store.settings(place.server), place.channels)
        allowed = settled.articles
        return settled if allowed is None else replace(settled, articles=unfolded(allowed, self.titles.entries))

    def ignores(self, place: Place, member: discord.abc.User) -> bool:
        """Tell whether a server's moderators settled that someone is not answered."""
        ignored = self.store.settings(place.server).ignored
        roles = getattr(member, "roles", ())
        return bool(ignored) and not {member.id, *(role.id for role in roles)}.isdisjoint(ignored)

    def is_private(self, place: Place | int | None) -> bool:
        """Tell whether `/ask` answers only its asker unless told otherwise."""
        settled = self.settings(place).private
        return self.bot_settings.discord.private if settled is None else settled

    def say(self, interaction: discord.Interaction[Any], *, private: bool = False) -> Words:
        """Speak the language that the server settled, or else the reader's; in private the reader's own first."""
        settled, own = self.settings(server_of(interaction)).language, interaction.locale.value
        alone = private or interaction.extras.get("private") or _is_on_a_private_card(interaction)
        return words((own if alone and own[:2] in LANGUAGES else settled) or own)

    def say_in(self, guild: discord.Guild | None) -> Words:
        """Speak the language of a server's messages, whose authors' languages Discord does not tell."""
        if guild is None:
            return words(None)
        return words(self.settings(guild.id).language or guild.preferred_locale.value)

    def require(self, article: str, place: Place | int | None) -> None:
        """Raise `UnknownArticleError` if there is no such article, or the server does not allow it."""
        self.historian.require(article, self.settings(place).articles)

    def window(self, place: Place | int | None, kind: str) -> int:
        """Give the length of the cool-down of a `member` or a `channel`, in seconds."""
        settled: int | None = getattr(self.settings(place), f"{kind}_cooldown")
        default: int = getattr(self.bot_settings.discord, f"{kind}_cooldown")
        return default if settled is None else settled

    def admit(self, place: Place, channel: int | None, member: int) -> Refusal | None:
        """Count a question, or say why it can't be taken yet."""
        limits = (
            ("ask.member_wait", (member, place.server or channel), MEMBER_QUESTIONS, self.window(place, "member")),
            ("ask.channel_wait", channel, CHANNEL_QUESTIONS, self.window(place, "channel")),
        )
        return self.cooldowns.admit(limits, self.now())

    async def ask(self, asked: Asked, place: Place | int | None, member: int) -> tuple[Answer, Knowledge]:
        """Answer a question from the articles that the server allows, and give the articles it was answered from.

        Raises `BusyError` and `UnknownArticleError`.
        """
        among = self.settings(place).articles
        async with self.turns.of(member):
            while True:
                knowledge = self.historian.knowledge
                ask = partial(self._answers.ask, asked.question, asked.article, among=among, before=asked.before)
                answer = await self._readers.run(ask)
                if self.historian.knowledge is knowledge:  # else they were read anew meanwhile: the places may differ
                    return answer, knowledge

    async def try_again(self, question: str, server: int | None) -> Answer:
        """Give what the articles that a server allows say to a question now, outside of any member's turn."""
        among = self.settings(server).articles
        asked, _, before = question.partition(BEHIND)
        return await self._readers.run(partial(self._answers.ask, asked, among=among, before=before or None))

    async def note(self, asked: Asked, answer: Answer, knowledge: Knowledge, server: int | None) -> None:
        """Write down what was asked in vain, if the server wants that; a full disk stops no answer."""
        worth = bool(answer.passages) or is_question(asked.question)
        if answer.answered or not worth or not self.settings(server).record:
            return
        try:
            await self.stored(self.store.miss, server, asked.written, *nearest(answer, knowledge))
        except StorageError as error:
            _log.warning("an unanswered question could not be stored: %s", error)

    async def read(self, work: Callable[..., T], *given: object) -> T:
        """Do a long work over the articles off the event loop, one at a time, beside the questions."""
        return await self._chronicler.run(work, *given)

    async def stored(self, work: Callable[..., T], *given: object) -> T:
        """Do a work of the store off the event loop; raises `StorageError`."""
        return await asyncio.get_running_loop().run_in_executor(self._writer, work, *given)

    @property
    def busy(self) -> bool:
        """Tell whether a long work is being done, which nothing can interrupt."""
        return any(workers.busy for workers in (self._readers, self._chronicler, self._librarian))

    def close(self) -> None:
        """Finish what is being stored, and close the file; what is being read is left to itself."""
        for workers in (self._readers, self._chronicler, self._librarian):
            workers.close()
        if self._processes:
            self._processes.close()
        self._writer.shutdown()
        self.store.close()

    async def reload(self) -> Knowledge | None:
        """Read the articles anew, or give none while that is being done already; raises `KnowledgeError`."""
        if self._reloading.locked():
            return None
        async with self._reloading:
            try:
                knowledge: Knowledge = await self._librarian.run(calmly, self.historian.reload)
            except KnowledgeError as error:
                self.trouble = str(error.problems[-1])
                raise
            self.trouble = None
            await self.warm()
            return knowledge


def _is_on_a_private_card(interaction: discord.Interaction[Any]) -> bool:
    return interaction.message is not None and interaction.message.flags.ephemeral
