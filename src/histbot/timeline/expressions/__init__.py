"""Dates in prose: where they stand, and what their own words say."""

from histbot.timeline.expressions.parts.mention import Mention, Range, Shift
from histbot.timeline.expressions.scan import Reading, scan

__all__ = ["Mention", "Range", "Reading", "Shift", "scan"]
