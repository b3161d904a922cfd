"""OpenSearch's own folders, laid out from its artifacts: `lib/` and `modules/NAME/`, as its distribution has them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

_POM = Path(__file__).with_name("pom.xml")
VERSION = re.findall(r"<opensearch.version>(.*)</opensearch.version>", _POM.read_text(encoding="utf-8"))[0]
_PATIENCE = 120  # seconds for Maven
# A module's class, and which files of lib/ are its own.
_MODULES = {
    "transport-netty4": ("org.opensearch.transport.Netty4Plugin", ("netty-*", "transport-netty4-client-*")),
    "analysis-common": ("org.opensearch.analysis.common.CommonAnalysisPlugin", ("analysis-common-*",)),
    "reindex": (
        "org.opensearch.index.reindex.ReindexPlugin",
        ("http*", "commons-codec-*", "commons-logging-*", "opensearch-rest-client-*", "opensearch-ssl-config-*",
         "reindex-client-*"),
    ),
}  # fmt: skip
# The jars on Maven Central carry no policy, which the distribution's zips do.
_NETTY_POLICY = """grant {
  permission java.net.SocketPermission "*", "accept,connect,listen,resolve";
  permission java.lang.RuntimePermission "setContextClassLoader";
  permission java.io.FilePermission "/proc/sys/net/core/somaxconn", "read";
  permission java.util.PropertyPermission "*", "read,write";
};
"""


def java() -> str | None:
    """Find a Java 17; OpenSearch 2 needs the security manager, which later ones have no more."""
    home = os.environ.get("JAVA_HOME")
    candidates = [f"{home}/bin/java"] if home else []
    for candidate in [*candidates, *map(str, Path("/usr/lib/jvm").glob("*17*/bin/java")), shutil.which("java")]:
        if candidate and Path(candidate).exists():
            told = subprocess.run([candidate, "-version"], capture_output=True, text=True, check=False).stderr
            if re.search(r'version "17[.\d]*', told):
                return candidate
    return None


def missing() -> str | None:
    """Say what a cluster can't be started for; none if it can."""
    if os.name != "posix":
        return "the cluster's nodes are started and stopped by POSIX signals"
    if shutil.which("mvn") is None:
        return "there is no Maven (mvn) to fetch OpenSearch with"
    return None if java() else "there is no Java 17 to run OpenSearch with"


def lay_out(home: Path) -> None:
    """Lay OpenSearch out in `home`, unless it is there; raises `OSError` with Maven's last words."""
    done = home / f"READY-{VERSION}"
    if done.exists():
        return
    shutil.rmtree(home, ignore_errors=True)
    (home / "plugins").mkdir(parents=True)
    fetch = ["mvn", "-B", "-q", "-f", str(_POM), "dependency:copy-dependencies", "-DincludeScope=runtime"]
    told = subprocess.run(
        [*fetch, f"-DoutputDirectory={home / 'lib'}"], capture_output=True, text=True, timeout=_PATIENCE, check=False
    )
    if told.returncode:
        raise OSError(f"Maven can't fetch OpenSearch: {told.stdout[-300:]}")
    for name, (plugin, patterns) in _MODULES.items():
        folder = home / "modules" / name
        folder.mkdir(parents=True)
        for file in [each for pattern in patterns for each in (home / "lib").glob(f"{pattern}.jar")]:
            file.rename(folder / file.name)
        facts = {"name": name, "description": name, "version": VERSION, "opensearch.version": VERSION,
                 "java.version": "11", "classname": plugin}  # fmt: skip
        text = "".join(f"{key}={value}\n" for key, value in facts.items())
        (folder / "plugin-descriptor.properties").write_text(text, encoding="utf-8")
    (home / "modules" / "transport-netty4" / "plugin-security.policy").write_text(_NETTY_POLICY, encoding="utf-8")
    done.touch()
