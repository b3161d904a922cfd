"""The command line: what is typed to what `Historian` does, and back."""

from histbot.cli.ending import main

__all__ = ["main"]
