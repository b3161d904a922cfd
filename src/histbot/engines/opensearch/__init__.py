"""OpenSearch: machines in the plural. One job writes; every bot keeps a copy of the articles and asks the cluster.

A bot keeps more than the words: articles, passages and dates are followed, generation by generation, into a library of
its own. So only a search crosses the network, and a cluster that is away leaves lists and timelines standing.
"""

from histbot.engines.opensearch.cluster import Cluster
from histbot.engines.opensearch.following import Following
from histbot.engines.opensearch.publishing import Publishing

__all__ = ["Cluster", "Following", "Publishing"]
