"""How the bot says that it is well: to a file, to an address of this machine, to systemd."""

from __future__ import annotations

import json
import socket
import sys
from typing import TYPE_CHECKING

import aiohttp
import pytest

from histbot.discord_bot.process.health import Health, health_file, read_health_file
from histbot.errors import BotError
from histbot.resources import data_path
from histbot.settings import DiscordSettings, Settings, StorageSettings

if TYPE_CHECKING:
    from pathlib import Path

    from loopback.fixtures import Running

    from histbot.historian import Historian

NOON = 1_800_000_000.0


def write(file: Path, historian: Historian, at: float) -> None:
    report = Health(historian, None, environ={}, clock=lambda: at).report()
    file.write_text(json.dumps(report | {"state": "ready"}))


def test_a_fresh_report_of_a_connected_bot_is_well(tmp_path: Path, historian: Historian) -> None:
    write(tmp_path / "health.json", historian, NOON)
    well, said = read_health_file(tmp_path / "health.json", NOON + 20)
    assert well
    assert said.startswith("ready")


def test_an_old_report_speaks_of_a_bot_that_hangs(tmp_path: Path, historian: Historian) -> None:
    write(tmp_path / "health.json", historian, NOON)
    well, said = read_health_file(tmp_path / "health.json", NOON + 100)
    assert not well
    assert "100 s old" in said


@pytest.mark.parametrize("content", [None, "", "{", "[]", '{"time": 5}', '{"time": "x", "state": "ready"}'])
def test_a_report_that_is_none_is_said_so(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "health.json").write_text(content)
    well, said = read_health_file(tmp_path / "health.json", NOON)
    assert not well
    assert "health.json" in said


def test_processes_that_share_the_servers_report_apart(tmp_path: Path) -> None:
    settings = Settings(
        data_path("knowledge"),
        discord=DiscordSettings(shard_count=4, shard_ids=(2, 3)),
        storage=StorageSettings(str(tmp_path)),
    )
    assert health_file(settings) == tmp_path / "health-2-3.json"


async def test_it_is_written_when_due_or_when_the_state_changes(tmp_path: Path, historian: Historian) -> None:
    now = [NOON]
    file = tmp_path / "new" / "health.json"
    health = Health(historian, file, environ={}, clock=lambda: now[0])

    async def beat(later: float) -> float:
        now[0] += later
        await health.beat()
        return file.stat().st_mtime_ns

    first = await beat(0)
    assert await beat(1) == first
    health.stopping = True
    assert json.loads(file.read_text())["state"] == "starting"
    await beat(1)
    assert json.loads(file.read_text())["state"] == "stopping"
    assert [each.name for each in file.parent.iterdir()] == ["health.json"]


async def test_the_address_answers_as_the_bot_is(ready: Running) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with ready.health.served(port), aiohttp.ClientSession() as session:
        async with session.get(f"http://127.0.0.1:{port}/healthz") as answer:
            assert answer.status == 200
            report = await answer.json()
        ready.health.stopping = True
        async with session.get(f"http://127.0.0.1:{port}/healthz") as answer:
            assert answer.status == 503
    assert (report["state"], report["servers"], report["articles"]) == ("ready", 1, 1)


async def test_a_port_that_is_taken_is_told(historian: Historian) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(BotError, match=f"health_port is {port}"):
            async with Health(historian, None, environ={}).served(port):
                pytest.fail("served nevertheless")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no systemd")
async def test_systemd_is_told(ready: Running, tmp_path: Path, historian: Historian) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.settimeout(2)
        health = Health(historian, None, environ={"NOTIFY_SOCKET": str(tmp_path / "notify")})
        health.client = ready.client
        await health.beat()
        assert [systemd.recv(100), systemd.recv(100)] == [b"READY=1", b"WATCHDOG=1"]
