"""A real OpenSearch cluster on this machine only, out of Maven Central: no root, no container, ten seconds."""

from maven_cluster.layout import VERSION, lay_out, missing
from maven_cluster.running import RunningCluster

__all__ = ["VERSION", "RunningCluster", "lay_out", "missing"]
