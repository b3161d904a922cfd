"""Forms of one field. None is kept for those who never send it: what it brings is read when it comes.

A form's `custom_id` holds all that it needs, as a button's does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

if TYPE_CHECKING:
    from histbot.words import Words

REASON, FOLLOW_UP = "hb:form:", "hb:follow:"
"""What the `custom_id` of a form begins with; a card's reference follows."""
_FIELD = "reason"


def one_field(custom_id: str, say: Words, words: str, longest: int, *, required: bool) -> discord.ui.Modal:
    """Make a form whose title, label and placeholder stand under `words` in the catalogue."""
    form = discord.ui.Modal(title=say(f"{words}.title"), custom_id=custom_id, timeout=None)
    text: discord.ui.TextInput[Any] = discord.ui.TextInput(
        placeholder=say(f"{words}.placeholder"), style=discord.TextStyle.paragraph, custom_id=_FIELD,
        max_length=longest, required=required,
    )  # fmt: skip
    form.add_item(discord.ui.Label(text=say(f"{words}.label"), component=text))
    form.stop()  # so that discord.py does not keep it
    return form


def typed_into(data: dict[str, Any]) -> str:
    """Give what was typed into the form's one field, on one line."""
    return " ".join(_value(data.get("components", [])).split())


def _value(components: list[dict[str, Any]]) -> str:
    """Find the field, however Discord wraps it: in a row, or in a label."""
    for component in components:
        if component.get("custom_id") == _FIELD:
            return str(component.get("value") or "")
        inner = component.get("components") or ([component["component"]] if "component" in component else [])
        if found := _value(inner):
            return found
    return ""
