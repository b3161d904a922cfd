"""A small Discord on this machine's loopback: REST and gateway, with faults on demand.

What crosses the network is tested against it, through discord.py and aiohttp as they are. It knows what the bot
uses and no more; it keeps to Discord's clocks (3 s, 15 min), nonces and permissions where the bot depends on them.
"""

from loopback.faults import Fault
from loopback.server import Loopback

__all__ = ["Fault", "Loopback"]
