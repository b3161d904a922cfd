"""Nodes that are started, killed, frozen and brought back, as machines would be."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import time
import urllib.request
from typing import TYPE_CHECKING, Any

from maven_cluster.layout import java

if TYPE_CHECKING:
    from pathlib import Path

_PATIENCE = 120.0  # seconds until a cluster must be as it is waited for
_LOG = """status = error
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = [%d{ISO8601}][%-5p][%c{1.}] %m%n
rootLogger.level = info
rootLogger.appenderRef.console.ref = console
"""
# A small heap, the first compiler only: a node is up in three seconds, and measures nothing.
_JVM = """-Xms192m -Xmx192m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xss512k -XX:ReservedCodeCacheSize=96m
-XX:MaxDirectMemorySize=192m -XX:-HeapDumpOnOutOfMemoryError -Djava.security.manager=allow -Djna.nounpack=true
-Djna.nosys=true -Djava.awt.headless=true -Dfile.encoding=UTF-8 -Djava.locale.providers=SPI,COMPAT
-Dio.netty.noUnsafe=true -Dio.netty.noKeySetOptimization=true -Dio.netty.recycler.maxCapacityPerThread=0
-Dio.netty.allocator.numDirectArenas=0 -Dlog4j.shutdownHookEnabled=false -Dlog4j2.disable.jmx=true
-Dopensearch.networkaddress.cache.ttl=60 -Dopensearch.distribution.type=tar""".split()


class RunningCluster:
    """Nodes n1, n2 … on loopback."""

    def __init__(self, home: Path, run: Path, nodes: int = 3) -> None:
        """Run what `lay_out` put into `home`; configuration, data and logs go to `run`."""
        self._home, self._run = home.resolve(), run.resolve()
        ports = _free_ports(2 * nodes)
        self._names = [f"n{number}" for number in range(1, nodes + 1)]
        self._http = dict(zip(self._names, ports[:nodes], strict=True))
        self._transport = dict(zip(self._names, ports[nodes:], strict=True))
        self._processes: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def names(self) -> list[str]:
        """The nodes."""
        return self._names

    @property
    def hosts(self) -> tuple[str, ...]:
        """The addresses of the nodes, in the order of their names."""
        return tuple(f"http://127.0.0.1:{port}" for port in self._http.values())

    def start(self, *names: str) -> None:
        """Start nodes, all of them if none is named; nothing is waited for."""
        for name in names or self._names:
            folder = self._run / name
            for part in ("config", "data", "logs", "tmp"):
                (folder / part).mkdir(parents=True, exist_ok=True)
            (folder / "config" / "opensearch.yml").write_text(self._settings(name), encoding="utf-8")
            (folder / "config" / "log4j2.properties").write_text(_LOG, encoding="utf-8")
            paths = [f"-Dopensearch.path.home={self._home}", f"-Dopensearch.path.conf={folder / 'config'}"]
            command = [java() or "java", *_JVM, f"-Djava.io.tmpdir={folder / 'tmp'}", *paths,
                       "-cp", f"{self._home / 'lib'}/*", "org.opensearch.bootstrap.OpenSearch"]  # fmt: skip
            with (folder / "logs" / "out.log").open("ab") as log:
                self._processes[name] = subprocess.Popen(
                    command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
                )

    def _settings(self, name: str) -> str:
        folder = self._run / name
        seeds = ", ".join(f"127.0.0.1:{port}" for port in self._transport.values())
        facts = {
            "cluster.name": "histbot-test",
            "node.name": name,
            "path.data": folder / "data",
            "path.logs": folder / "logs",
            "network.host": "127.0.0.1",
            "http.port": self._http[name],
            "transport.port": self._transport[name],
            "discovery.seed_hosts": f"[{seeds}]",
            "cluster.initial_cluster_manager_nodes": f"[{', '.join(self._names)}]",
            "cluster.routing.allocation.disk.threshold_enabled": "false",
            "action.auto_create_index": "false",
        }
        return "".join(f"{key}: {value}\n" for key, value in facts.items())

    def kill(self, *names: str) -> None:
        """Kill nodes as a power cut would."""
        for name in names:
            self._processes[name].kill()
        for name in names:
            self._processes.pop(name).wait()

    def freeze(self, name: str) -> None:
        """Let a node hang: it takes connections and answers nothing."""
        self._processes[name].send_signal(signal.SIGSTOP)

    def thaw(self, name: str) -> None:
        """Let a node that hung go on."""
        self._processes[name].send_signal(signal.SIGCONT)

    def wait(self, *statuses: str, nodes: int | None = None) -> None:
        """Wait until all nodes, or so many, have joined, and the cluster's status is one of these."""
        wanted, end, found = nodes or len(self._names), time.monotonic() + _PATIENCE, ""
        while time.monotonic() < end:
            for name, process in self._processes.items():
                if process.poll() is not None:
                    log = self._run / name / "logs" / "out.log"
                    raise OSError(f"node {name} has ended: {log.read_text(encoding='utf-8')[-2000:]}")
                health = _health(self._http[name])
                found = str(health)
                if health.get("number_of_nodes") == wanted and (not statuses or health["status"] in statuses):
                    return
            time.sleep(0.2)
        raise OSError(f"the cluster is not {statuses} with {wanted} nodes after {_PATIENCE:.0f} s: {found}")

    def hurry(self) -> None:
        """Let copies of what a lost node held be made at once, not after the minute that machines are given."""
        settings = {"settings": {"index.unassigned.node_left.delayed_timeout": "0"}}
        self._request("PUT", "_index_template/hurry", {"index_patterns": ["*"], "template": settings})

    def forget(self, index: str) -> None:
        """Take an index's own away: nodes that start again would wait for all there ever were."""
        self._request("DELETE", f"{index}-*")

    def _request(self, method: str, path: str, body: object = None) -> None:
        content = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(  # noqa: S310  # a loopback address
            f"{self.hosts[0]}/{path}", content, {"Content-Type": "application/json"}, method=method
        )
        urllib.request.urlopen(request, timeout=60).close()  # noqa: S310  # the same

    def stop(self) -> None:
        """End what was started."""
        self.kill(*self._processes)


def _health(port: int) -> dict[str, Any]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_cluster/health", timeout=2) as answer:
            found: dict[str, Any] = json.load(answer)
            return found
    except OSError:
        return {}


def _free_ports(count: int) -> list[int]:
    taken = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in taken]
    for each in taken:
        each.close()
    return ports
