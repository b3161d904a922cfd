"""Which events belong to a topic, and which of them are shown first: signs that can be read, weights, an order."""

from histbot.timeline.ranking.evidence import Sign, Topic
from histbot.timeline.ranking.order import BEST, Ranked, rank
from histbot.timeline.ranking.request import Request, read_request

__all__ = ["BEST", "Ranked", "Request", "Sign", "Topic", "rank", "read_request"]
