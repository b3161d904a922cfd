"""Run `histbot` in a process of its own, against a Discord of our own: launch.py API GATEWAY ARGUMENTS…"""

from __future__ import annotations

import sys

sys.path.pop(0)  # this folder, whose modules are no top-level ones

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from histbot.cli import main

if __name__ == "__main__":
    Route.BASE, gateway, *arguments = sys.argv[1:]
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
    sys.argv = ["histbot", *arguments]
    main()
