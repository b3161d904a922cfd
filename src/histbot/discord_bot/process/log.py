"""What the bot logs: a line for each thing, and never a secret.

discord.py shows a traceback of forty lines for each connection that is lost; a supervisor's log wants one line.
Addresses of requests hold the tokens of interactions, which answer in a member's name for 15 minutes.
"""

from __future__ import annotations

import logging
import re

import aiohttp
import discord

_PASSING = (
    OSError,
    aiohttp.ClientError,
    discord.GatewayNotFound,
    discord.ConnectionClosed,
    discord.HTTPException,
    discord.gateway.ReconnectWebSocket,
)
_SECRET = re.compile(r"((?:interactions|webhooks)/\d+)/[^/?\s]+")
_TOO_MUCH = ("discord.client", "discord.gateway", "discord.shard")


class _Tidy(logging.Filter):
    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if record.name in _TOO_MUCH and record.exc_info and isinstance(record.exc_info[1], _PASSING):
            message = f"{message} ({type(record.exc_info[1]).__name__})"
            record.exc_info = record.exc_text = None
        record.msg = _SECRET.sub(r"\1/…", message).replace(self._token, "…")
        record.args = ()
        return True


def set_up_logging(token: str) -> None:
    """Log to stderr, the library's and our own, without tracebacks of what passes by itself."""
    # The library's own formatter writes colours into files when it believes to run in a container.
    formatter = logging.Formatter("{asctime} {levelname} {name}: {message}", style="{")
    discord.utils.setup_logging(formatter=formatter, level=logging.INFO, root=True)
    for handler in logging.getLogger().handlers:
        handler.addFilter(_Tidy(token))
    logging.getLogger("watchfiles").setLevel(logging.WARNING)
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # histbot never speaks
