"""The command line: what is typed to what `Historian` does, and back."""

from histbot.cli.app import main

__all__ = ["main"]
