"""The server of a preview: where it listens, and what is refused before it is read."""

from __future__ import annotations

import asyncio
import logging
import socket
import warnings
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import click
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from sitegen import config as settings
from sitegen.errors import SitegenError
from sitegen.preview.building import Builder
from sitegen.preview.safety import Doorkeeper, is_loopback
from sitegen.preview.serving import Preview
from sitegen.preview.session import Session
from sitegen.preview.site import Site

Say = Callable[[str], None]
MOST = {"max_body_size": 64 * 1024, "max_header_size": 32 * 1024, "max_buffer_size": 1024 * 1024}
PATIENCE = {"idle_connection_timeout": 20.0, "body_timeout": 10.0}


class Wishes(NamedTuple):
    """What was asked for.  `port` 0 takes a free one; `poll`: look at everything; `reload`: do browsers follow?"""

    port: int = 8000
    host: str = "127.0.0.1"
    open_browser: bool = False
    poll: bool = False
    reload: bool = True


def serve(root: Path, wishes: Wishes, say: Say = click.echo) -> None:
    """Serve the archive in `root` until interrupted.  Raises SitegenError where the settings cannot be followed or the
    port is taken; a build that fails is said, and the old site stays."""
    config = settings.load(root)
    sockets = _bound(wishes)
    port = sockets[0].getsockname()[1]
    builder = Builder(Path(config.root))
    builder.start()
    try:
        asyncio.run(_serve(config, sockets, wishes._replace(port=port), builder, say))
    except KeyboardInterrupt:
        pass
    finally:
        builder.stop()
    say("Stopped.")


async def _serve(
    config: settings.Config, sockets: list[socket.socket], wishes: Wishes, builder: Builder, say: Say
) -> None:
    logging.getLogger("tornado.general").setLevel(logging.CRITICAL)  # what a stranger sends is no news
    warnings.filterwarnings("ignore", module=r"watchdog\.")  # nor what it thinks of a folder that came back
    site = Site(config.site, urlsplit(config.base_url).path)
    app = Preview(site, Doorkeeper(wishes.host, wishes.port), wishes.reload)
    server = HTTPServer(app, **MOST, **PATIENCE)
    server.add_sockets(sockets)
    address = f"http://{_shown(wishes.host)}:{wishes.port}/"

    def ready() -> None:
        say(f"Serving {address} (Ctrl-C stops)")
        if wishes.open_browser:
            webbrowser.open(address)

    if not is_loopback(wishes.host):
        say(f"Whoever reaches this machine can read the archive at port {wishes.port}, before it is published.")
    await Session(config, builder, app, say, wishes.poll).run(ready)
    server.stop()


def _bound(wishes: Wishes) -> list[socket.socket]:
    try:
        return bind_sockets(wishes.port, wishes.host)
    except OSError as error:
        if isinstance(error, socket.gaierror):
            raise SitegenError(f"There is no address {wishes.host!r} to listen on.", "Leave out --host.") from None
        raise SitegenError(
            f"Port {wishes.port} cannot be had: {error.strerror}.", "Choose another with --port."
        ) from None


def _shown(host: str) -> str:
    """A host as an address names it; one that stands for all of them is reached here by this machine's own."""
    return {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
