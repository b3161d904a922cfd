"""Make `python -m histbot` the same as `histbot`."""

from histbot.cli import main

main()
