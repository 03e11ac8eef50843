"""Who may ask: pages that this server gave out, and whoever types its address.  A page elsewhere may neither read the
archive nor listen, under a name of its own that was made to point here (DNS rebinding) least of all."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Mapping
from urllib.parse import urlsplit

LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Doorkeeper:
    """`host`: what the server listens on, as it was asked for; `port`: where."""

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host.lower(), port
        self.open = not is_loopback(host)
        own = {socket.gethostname().lower()} if self.open else set()
        self.names = {*LOOPBACK, self.host, *own, *(f"{name}.local" for name in own)}

    def refuses(self, headers: Mapping[str, str]) -> bool:
        """Is this a request that nobody may make?"""
        host, origin = headers.get("Host", ""), headers.get("Origin")
        if not self._is_ours(host):
            return True
        if origin is not None and urlsplit(origin)[:2] != ("http", host.lower()):
            return True
        foreign = headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin")
        return foreign and headers.get("Sec-Fetch-Mode") != "navigate"

    def _is_ours(self, host: str) -> bool:
        try:
            asked = urlsplit(f"http://{host}")
            name, port = (asked.hostname or "").lower(), asked.port or 80
        except ValueError:
            return False
        if asked.netloc != host or "@" in host or port != self.port:
            return False
        return name in self.names or (self.open and _is_address(name))


def is_loopback(host: str) -> bool:
    return host.lower() == "localhost" or (_is_address(host) and ipaddress.ip_address(host).is_loopback)


def _is_address(name: str) -> bool:
    """A number, which nobody can make point elsewhere."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
