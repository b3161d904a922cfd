"""The log: one line for what passes, a traceback for bugs, a secret for nobody."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING

import pytest

from histbot.discord_bot.process.log import set_up_logging

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = "abc.secret.token"


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Give what the log writes."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    out = io.StringIO()
    monkeypatch.setattr("sys.stderr", out)
    set_up_logging(TOKEN)
    yield out
    root.handlers[:] = handlers
    root.setLevel(level)


def log(name: str, error: Exception, message: str = "Attempting a reconnect in %.2fs", *given: object) -> None:
    try:
        raise error
    except type(error):
        logging.getLogger(name).exception(message, *(given or (1.5,)))


def test_a_connection_that_is_lost_is_one_line(written: io.StringIO) -> None:
    log("discord.client", ConnectionResetError("gone"))
    (line,) = written.getvalue().splitlines()
    assert line.endswith("ERROR discord.client: Attempting a reconnect in 1.50s (ConnectionResetError)")


def test_a_bug_keeps_its_traceback(written: io.StringIO) -> None:
    log("discord.client", ZeroDivisionError("x"))
    assert "Traceback" in written.getvalue()


def test_no_token_is_written(written: io.StringIO) -> None:
    logging.getLogger("x").warning("%s %s", TOKEN, "POST /api/v10/interactions/12/aW50ZXJhY3Rpb24/callback")
    assert "secret" not in written.getvalue()
    assert "interactions/12/…/callback" in written.getvalue()
