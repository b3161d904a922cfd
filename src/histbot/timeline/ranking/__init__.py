"""Which events belong to a topic, and which of them are shown first: signs that can be read, weights, an order."""

from histbot.timeline.ranking.day import OF_A_DAY, best_of_day
from histbot.timeline.ranking.evidence import Ranked, Sign, Topic
from histbot.timeline.ranking.order import BEST, rank
from histbot.timeline.ranking.request import Request, read_request

__all__ = ["BEST", "OF_A_DAY", "Ranked", "Request", "Sign", "Topic", "best_of_day", "rank", "read_request"]
