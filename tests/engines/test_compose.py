"""`deploy/compose.yaml`, as far as it can be tried without containers: settings, secrets, rights, its own commands."""

from __future__ import annotations

import os
import re
import shutil
import ssl
import subprocess
import sys
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

pytest.importorskip("opensearchpy")

from cluster_standin import StandIn

from histbot.discord_bot.process.run import check_shards
from histbot.errors import EngineError
from histbot.historian import Historian
from histbot.settings import AnsweringSettings, LibrarySettings, OpenSearchSettings, Settings, load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

DEPLOY = Path(__file__).parents[2] / "deploy"
CLUSTER = DEPLOY / "cluster"
VIENNA = "The siege of Vienna began in July 1683 and ended in September."
INDEX, BOT = "histbot-index", "histbot-bot"
# OpenSearch's own groups, as its security plugin has them (static_action_groups.yml), as far as our roles name them.
GROUPS = {
    "read": ["indices:data/read*", "indices:admin/mappings/fields/get*", "indices:admin/resolve/index"],
    "crud": ["indices:data/read*", "indices:data/write*", "indices:admin/mapping/put"],
    "create_index": ["indices:admin/create", "indices:admin/mapping/put"],
    "manage_aliases": ["indices:admin/aliases*"],
    "cluster_composite_ops_ro": ["indices:data/read/mget", "indices:data/read/msearch", "indices:data/read/scroll"],
    "cluster_composite_ops": ["indices:data/write/bulk", "indices:admin/aliases*", "indices:data/read/scroll"],
}
# What a request does, by its method and the parts of its path that are no names: for the cluster, for an index.
ACTIONS = {
    "GET _nodes": ("cluster:monitor/nodes/info", None),
    "POST _bulk": ("indices:data/write/bulk", "indices:data/write/bulk[s]"),
    "POST _aliases": (None, "indices:admin/aliases"),
    "POST _search": (None, "indices:data/read/search"),
    "POST _search scroll": ("indices:data/read/scroll", None),
    "DELETE _search scroll": ("indices:data/read/scroll/clear", None),
    "POST _delete_by_query": (None, "indices:data/write/delete/byquery"),
    "POST _refresh": (None, "indices:admin/refresh"),
    "GET _doc": (None, "indices:data/read/get"),
    "PUT _doc": ("indices:data/write/bulk", "indices:data/write/index"),
    "DELETE _doc": ("indices:data/write/bulk", "indices:data/write/delete"),
    "PUT": (None, "indices:admin/create"),
    "DELETE": (None, "indices:admin/delete"),
}


def read(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def services() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = read(DEPLOY / "compose.yaml")["services"]
    return found


def settings_of(service: dict[str, Any]) -> Settings:
    return load_settings(environ=service["environment"], cwd=Path("/nowhere"))


@pytest.mark.parametrize("name", ["index", "bot1", "bot2"])
def test_settings_are_such_as_histbot_takes(services: dict[str, dict[str, Any]], name: str) -> None:
    settings = settings_of(services[name])
    assert settings.library.engine == "opensearch"
    assert settings.opensearch.hosts == tuple(f"https://{node}:9200" for node in services if node.startswith("search"))


def test_each_shard_is_kept_by_one_bot(services: dict[str, dict[str, Any]]) -> None:
    bots = [settings_of(each).discord for name, each in services.items() if name.startswith("bot")]
    for each in bots:
        check_shards(each)
    assert {each.shard_count for each in bots} == {2}
    assert sorted(number for each in bots for number in each.shard_ids) == [0, 1]


def test_secrets_come_from_the_environment_and_are_asked_for(services: dict[str, dict[str, Any]]) -> None:
    given = [item for each in services.values() for item in each.get("environment", {}).items()]
    secrets = {name: value for name, value in given if "PASSWORD" in name or "TOKEN" in name}
    assert secrets.keys() == {"DISCORD_TOKEN", "OPENSEARCH_PASSWORD", "INDEX_PASSWORD", "BOT_PASSWORD"}
    assert all(re.fullmatch(r"\$\{[A-Z_]+:\?.+\}", value) for value in secrets.values())


def test_only_the_job_is_the_user_that_writes(services: dict[str, dict[str, Any]]) -> None:
    users = {name: each["environment"]["OPENSEARCH_USER"] for name, each in services.items()
             if "OPENSEARCH_USER" in each.get("environment", {})}  # fmt: skip
    assert users == {"index": INDEX, "bot1": BOT, "bot2": BOT}
    mapped = read(CLUSTER / "roles_mapping.yml")
    assert (mapped["histbot_index"]["users"], mapped["histbot_bot"]["users"]) == ([INDEX], [BOT])


def test_every_file_that_is_lent_to_a_container_is_there(services: dict[str, dict[str, Any]]) -> None:
    lent = {volume.partition(":")[0] for each in services.values() for volume in each.get("volumes", ())}
    assert all((DEPLOY / path).exists() for path in lent if path.startswith("."))
    assert {name for name in lent if not name.startswith(".")} == set(read(DEPLOY / "compose.yaml")["volumes"])


@pytest.fixture
def sealed(tmp_path: Path) -> Iterator[tuple[StandIn, Path]]:
    """Give a cluster with certificates of `certificates.sh`, which nobody is a user of yet, and their folder."""
    shell = shutil.which("sh")
    if not shell or not shutil.which("openssl"):
        pytest.skip("there is no openssl to make certificates with")
    folder = tmp_path / "certificates"
    folder.mkdir()
    subprocess.run([shell, CLUSTER / "certificates.sh", folder, "search1"], check=True, capture_output=True)
    assert not (folder / "ca-key.pem").exists()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=str(folder / "ca.pem"))
    context.load_cert_chain(folder / "node.pem", folder / "node-key.pem")
    context.verify_mode = ssl.CERT_OPTIONAL
    made = StandIn({"nobody": "at all"}, context)
    made.permits = permitted
    yield made, folder
    made.stop()


def permitted(user: str, method: str, parts: list[str]) -> bool:
    """Tell whether the role of a user lets it do a request, as OpenSearch's security would."""
    if user == "admin":  # by certificate
        return True
    mapping = read(CLUSTER / "roles_mapping.yml")
    (role,) = [read(CLUSTER / "roles.yml")[name] for name, mapped in mapping.items() if user in mapped.get("users", ())]
    kind = " ".join([method, *[part for part in parts if part.startswith("_") or part == "scroll"]])
    for_cluster, for_index = ACTIONS[kind.replace("PUT _bulk", "POST _bulk").partition(" os")[0].strip()]
    (within,) = role["index_permissions"]
    index = parts[0] if not parts[0].startswith("_") else "histbot-any"
    return all(
        action is None
        or any(fnmatchcase(action, each.replace("[", "[[]")) for name in given for each in GROUPS.get(name, [name]))
        for action, given in ((for_cluster, role["cluster_permissions"]), (for_index, within["allowed_actions"]))
    ) and (for_index is None or any(fnmatchcase(index, pattern) for pattern in within["index_patterns"]))


def test_its_own_commands_make_a_cluster_that_the_job_fills_and_bots_may_only_read(
    sealed: tuple[StandIn, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster, certificates = sealed
    words = {"INDEX_PASSWORD": "a-long-one", "BOT_PASSWORD": "another-one"}
    made = subprocess.run(
        [sys.executable, CLUSTER / "users.py", cluster.host.replace("127.0.0.1", "localhost"), certificates],
        env={**os.environ, **words}, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert made.stdout.splitlines() == [f"{INDEX} is there", f"{BOT} is there"]
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "vienna.md").write_text(VIENNA, encoding="utf-8")

    def open_as(user: str, word: str, *, publish: bool = False) -> Historian:
        monkeypatch.setenv("OPENSEARCH_USER", user)
        monkeypatch.setenv("OPENSEARCH_PASSWORD", words[word])
        opensearch = OpenSearchSettings(
            (cluster.host.replace("127.0.0.1", "localhost"),), ca_file=str(certificates / "ca.pem")
        )
        library = LibrarySettings(str(tmp_path / user), "opensearch")
        wanted = Settings(folder, answering=AnsweringSettings(reader=False), library=library, opensearch=opensearch)
        return Historian(wanted, publish=publish)

    job = open_as(INDEX, "INDEX_PASSWORD", publish=True)
    found = open_as(BOT, "BOT_PASSWORD").ask("When did the siege of Vienna begin?").quote
    assert found is not None
    assert found.text == VIENNA
    (folder / "vienna.md").unlink()
    (folder / "linz.md").write_text("Linz was taken in 1741 by the Bavarians.", encoding="utf-8")
    job.reload()
    with pytest.raises(EngineError, match=f"does not let user '{BOT}' do that"):
        open_as(BOT, "BOT_PASSWORD", publish=True)
