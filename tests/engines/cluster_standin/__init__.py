"""A search cluster of one node in this process, with TLS and users, which the kit from Maven Central has not."""

from cluster_standin.documents import Documents
from cluster_standin.server import StandIn

__all__ = ["Documents", "StandIn"]
