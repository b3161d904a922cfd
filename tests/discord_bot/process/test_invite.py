"""The token is never shown, and the link asks for what the bot needs and no more."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import discord
import pytest
from loopback.server import APPLICATION, TOKEN

from histbot.discord_bot import invite_link
from histbot.errors import BotError


def test_the_link_names_the_application_the_scopes_and_the_permissions() -> None:
    link = urlsplit(invite_link({"DISCORD_TOKEN": TOKEN}))
    asked = parse_qs(link.query)
    assert (link.netloc, link.path) == ("discord.com", "/oauth2/authorize")
    assert asked["client_id"] == [APPLICATION]
    assert asked["scope"] == ["bot applications.commands"]
    wanted = {name for name, given in discord.Permissions(int(asked["permissions"][0])) if given}
    assert wanted == {
        "view_channel",
        "read_messages",
        "send_messages",
        "send_messages_in_threads",
        "create_public_threads",
        "embed_links",
        "attach_files",
        "read_message_history",
    } & set(dict(discord.Permissions.all()))


@pytest.mark.parametrize(
    ("token", "said"),
    [
        ("", "is not set"),
        ("  ", "is not set"),
        ("Bot abc.def.ghijklmnopqrst", "is no token"),
        ("short", "is no token"),
        ("zwölf.zwölf.zwölf.zwölf.zwölf", "is no token"),
        ("no-base64-of-a-number.at.all", "does not begin with"),
    ],
)
def test_what_is_no_token_is_said_without_showing_it(token: str, said: str) -> None:
    with pytest.raises(BotError, match=said) as raised:
        invite_link({"DISCORD_TOKEN": token})
    assert not token.strip() or token not in str(raised.value)
    assert "\n" not in str(raised.value)
