"""What a cluster refuses, and what is no cluster: one line each that says what to do, over TLS and without it."""

from __future__ import annotations

import socket
import ssl
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
import trustme

pytest.importorskip("opensearchpy")

from cluster_standin import StandIn

from histbot.errors import ClusterAwayError, EngineError
from histbot.historian import Historian
from histbot.settings import AnsweringSettings, LibrarySettings, OpenSearchSettings, Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Open = Callable[..., Historian]

VIENNA = "The siege of Vienna began in July 1683 and ended in September."
ASKED = "When did the siege of Vienna begin?"
USER, PASSWORD = "histbot", "Brno–Žižkov: 1420"  # beyond Latin-1, with a colon


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> tuple[trustme.CA, str]:
    """Give an authority of our own, and the file of its certificate."""
    made = trustme.CA()
    file = tmp_path_factory.mktemp("authority") / "ca.pem"
    made.cert_pem.write_to_path(str(file))
    return made, str(file)


@pytest.fixture
def sealed(authority: tuple[trustme.CA, str]) -> Iterator[StandIn]:
    """Give a cluster with TLS and a user."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority[0].issue_cert("127.0.0.1").configure_cert(context)
    made = StandIn({USER: PASSWORD}, context)
    yield made
    made.stop()


@pytest.fixture
def plain() -> Iterator[StandIn]:
    """Give a cluster without either."""
    made = StandIn()
    yield made
    made.stop()


@pytest.fixture
def open_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Open:
    """Give a function that opens the cluster at an address as the settings and a user say."""
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "vienna.md").write_text(VIENNA, encoding="utf-8")

    def go(
        host: str, user: str = USER, password: str = PASSWORD, *, publish: bool = False, **more: object
    ) -> Historian:
        monkeypatch.setenv("OPENSEARCH_USER", user)
        monkeypatch.setenv("OPENSEARCH_PASSWORD", password)
        library = LibrarySettings(str(tmp_path_factory.mktemp("libraries")), "opensearch")
        cluster = OpenSearchSettings((host,), **more)  # type: ignore[arg-type]
        wanted = Settings(folder, answering=AnsweringSettings(reader=False), library=library, opensearch=cluster)
        return Historian(wanted, publish=publish)

    return go


def quote(historian: Historian) -> str:
    found = historian.ask(ASKED).quote
    return found.text if found else ""


def test_what_is_published_over_tls_is_answered_from(
    sealed: StandIn, open_it: Open, authority: tuple[trustme.CA, str]
) -> None:
    open_it(sealed.host, publish=True, ca_file=authority[1])
    assert quote(open_it(sealed.host, ca_file=authority[1])) == VIENNA


def test_a_wrong_password_is_said(sealed: StandIn, open_it: Open, authority: tuple[trustme.CA, str]) -> None:
    with pytest.raises(EngineError) as refused:
        open_it(sealed.host, password="1421", ca_file=authority[1])
    assert str(refused.value) == (
        f"the search cluster at 127.0.0.1:{sealed.port} refuses user 'histbot' (401); "
        "set OPENSEARCH_USER and OPENSEARCH_PASSWORD"
    )
    assert not isinstance(refused.value, ClusterAwayError)  # which a bot would wait for


def test_a_missing_user_is_said(sealed: StandIn, open_it: Open, authority: tuple[trustme.CA, str]) -> None:
    with pytest.raises(EngineError, match=r"refuses a request without a user \(401\)"):
        open_it(sealed.host, user="", ca_file=authority[1])


def test_a_user_without_the_right_is_said(plain: StandIn, open_it: Open) -> None:
    plain.refusing = 403
    with pytest.raises(EngineError, match=r"does not let user 'histbot' do that \(403\); docs/SCALING.md says what"):
        open_it(plain.host, publish=True)


def test_a_certificate_of_an_unknown_authority_is_not_trusted(sealed: StandIn, open_it: Open) -> None:
    with pytest.raises(EngineError) as refused:
        open_it(sealed.host)
    assert str(refused.value) == (
        f"the certificate of 127.0.0.1:{sealed.port} is not trusted (unable to get local issuer certificate); "
        "name the file of its authority in opensearch.ca_file"
    )
    assert not isinstance(refused.value, ClusterAwayError)


def test_a_certificate_of_another_host_is_not_trusted(
    sealed: StandIn, open_it: Open, authority: tuple[trustme.CA, str]
) -> None:
    with pytest.raises(EngineError, match=r"is not trusted \(Hostname mismatch, certificate is not valid for 'local"):
        open_it(sealed.host.replace("127.0.0.1", "localhost"), ca_file=authority[1])


def test_any_certificate_is_taken_where_the_owner_says_so(sealed: StandIn, open_it: Open) -> None:
    open_it(sealed.host, publish=True, verify=False)
    assert quote(open_it(sealed.host, verify=False)) == VIENNA


@pytest.mark.parametrize(
    ("content", "why"), [(None, "No such file or directory"), ("no certificate", "no certificate is in it")]
)
def test_a_file_of_an_authority_that_is_none_is_named(
    sealed: StandIn, open_it: Open, tmp_path: Path, content: str | None, why: str
) -> None:
    file = tmp_path / "ca.pem"
    if content:
        file.write_text(content, encoding="utf-8")
    with pytest.raises(EngineError) as refused:
        open_it(sealed.host, ca_file=str(file))
    assert str(refused.value) == f"opensearch.ca_file: {str(file)!r} can't be read ({why})"


def test_a_cluster_without_tls_that_is_asked_with_it_is_said(plain: StandIn, open_it: Open) -> None:
    with pytest.raises(EngineError, match=r"speaks no TLS, or another one; see https:// in opensearch\.hosts"):
        open_it(plain.host.replace("http://", "https://"))


def test_a_cluster_with_tls_that_is_asked_without_it_is_said(sealed: StandIn, open_it: Open) -> None:
    with pytest.raises(ClusterAwayError, match=r"\(127\.0\.0\.1:\d+: it hangs up, as one that wants https:// does\)"):
        open_it(sealed.host.replace("https://", "http://"))


def test_a_node_that_falls_while_hands_are_shaken_is_away(open_it: Open) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, ThreadPoolExecutor(1) as threads:

        def fall() -> None:
            for _ in range(2):  # it is tried once more
                connection, _ = server.accept()
                connection.recv(1_000)
                connection.close()

        falling = threads.submit(fall)
        with pytest.raises(ClusterAwayError, match="no connection"):
            open_it(f"https://127.0.0.1:{server.getsockname()[1]}")
        falling.result(10)


def test_what_is_no_cluster_is_said(plain: StandIn, open_it: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(StandIn, "answer", lambda *_: "<html>")
    monkeypatch.setattr("cluster_standin.server.json.dumps", lambda said: said)
    with pytest.raises(EngineError, match=r"what answers at 127\.0\.0\.1:\d+ is no OpenSearch; see opensearch.hosts"):
        open_it(plain.host)


def test_an_index_of_another_version_is_said(plain: StandIn, open_it: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    open_it(plain.host, publish=True)
    monkeypatch.setattr("histbot.engines.opensearch.following.reading_version", lambda: b"another")
    with pytest.raises(EngineError) as refused:
        open_it(plain.host)
    assert str(refused.value) == (
        "the index 'histbot' in the search cluster was made by another version of histbot; "
        "run this version where it is made by that one, or run `histbot index` with this one"
    )


def test_an_index_that_is_not_ours_is_said(plain: StandIn, open_it: Open) -> None:
    plain.documents.create("somebody-elses")
    plain.documents.switch([{"add": {"index": "somebody-elses", "alias": "histbot-articles"}}])
    plain.documents.put("somebody-elses", "state", {"state": {"color": "red"}})
    with pytest.raises(EngineError, match="the index 'histbot' in the cluster is not histbot's"):
        open_it(plain.host)
