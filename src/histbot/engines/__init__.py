"""Engines other than the embedded one: each an extra, loaded only where the settings name it."""

from histbot.engines.choice import kind_of, suitable

__all__ = ["kind_of", "suitable"]
