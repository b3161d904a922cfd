"""Lists that are turned page by page, by whoever called them up and nobody else.

A page is made anew when it is turned to: its maker is looked up by kind in `PageMakers`, and gets the key that stands
in the button. So the buttons work after a restart too, and no list is kept in memory. To page something new: write a
maker, register it, and send `pages(...)`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord

from histbot.discord_bot.card.buttons import Button
from histbot.discord_bot.delivery import delivery
from histbot.discord_bot.delivery.outgoing import Outgoing
from histbot.discord_bot.delivery.signs import working

if TYPE_CHECKING:
    import re

    from histbot.discord_bot.delivery.outgoing import Attachment
    from histbot.discord_bot.desk.desk import Desk

Interaction = discord.Interaction[Any]
LONGEST_KEY = 50  # characters: with a kind and an owner's id, a custom_id holds that much
_ROLES = {"f": "⏮", "p": "◀", "n": "▶", "l": "⏭"}  # first, previous, next, last: each a custom_id of its own


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list."""

    embeds: tuple[discord.Embed, ...]
    """What it shows."""
    pages: int
    """How many there are, now that it was made."""
    files: tuple[Attachment, ...] = ()
    """Pictures that its embeds show."""
    items: tuple[discord.ui.Item[Any], ...] = ()
    """What stands under the buttons that turn it."""


# Makes the page with a number, from 0, of the list that a key names; none if there is no such list any more.
PageMaker = Callable[[Interaction, str, int], Awaitable[Page | None]]


class PageMakers(dict[str, PageMaker]):
    """Who makes the pages of which kind of list."""


class PageButton(
    Button, template=r"hb:page:(?P<kind>[a-z]{1,12}):(?P<owner>\d+):(?P<role>[fpnl]):(?P<page>\d+):(?P<key>.*)"
):
    """Turns to a page."""

    def __init__(  # noqa: PLR0913  # a button is all that it stands for
        self, kind: str, owner: int, role: str, page: int, key: str, *, disabled: bool = False
    ) -> None:
        """Make the button that turns to `page`."""
        custom_id = f"hb:page:{kind}:{owner}:{role}:{page}:{key}"
        super().__init__(discord.ui.Button(emoji=_ROLES[role], custom_id=custom_id, disabled=disabled))
        self.kind, self.owner, self.page, self.key = kind, owner, page, key

    @classmethod
    async def from_custom_id(cls, _: Interaction, __: discord.ui.Item[Any], match: re.Match[str], /) -> PageButton:
        """Make it anew when it is pressed."""
        return cls(match["kind"], int(match["owner"]), match["role"], int(match["page"]), match["key"])

    async def press(self, interaction: Interaction, desk: Desk) -> None:
        """Turn the page in place."""
        say = desk.say(interaction)
        if interaction.user.id != self.owner:
            await delivery.respond(interaction, Outgoing(say("pager.not_yours")))
            return
        await delivery.acknowledge(interaction, updates=True)
        async with working(interaction, say("working.answer")):
            turned = await pages(interaction, desk, self.kind, self.key, self.page)
        await delivery.finish(interaction, turned or Outgoing(say("pager.gone")))


async def pages(interaction: Interaction, desk: Desk, kind: str, key: str, page: int = 0) -> Outgoing | None:
    """Show a page of a list with the buttons to turn it, if there is such a list (any more).

    `key` is at most `LONGEST_KEY` characters long, and all that the maker needs to find the list again.
    """
    maker = desk.own(PageMakers).get(kind)
    made = await maker(interaction, key, page) if maker else None
    if made is None:
        return None
    return Outgoing(embeds=made.embeds, view=_buttons(made, interaction.user.id, kind, key, page), files=made.files)


def _buttons(made: Page, owner: int, kind: str, key: str, page: int) -> discord.ui.View | None:
    last = made.pages - 1
    if last <= 0 and not made.items:
        return None
    view = discord.ui.View(timeout=None)
    for item in made.items:
        view.add_item(item)
    if last <= 0:
        return view
    for role, target in (("f", 0), ("p", max(0, page - 1)), ("n", min(last, page + 1)), ("l", last)):
        view.add_item(PageButton(kind, owner, role, target, key, disabled=target == page))
    return view
