"""Preview: build, serve site/ on this machine only, and reload the page when a seed, template or setting changes.

livereload gives the browser's side and its protocol; what its own server does with watching, the Host and the
Origin is done here: events come from watchdog, a build runs beside the server, and only this machine's pages
may connect."""

from __future__ import annotations

import asyncio
import webbrowser
from pathlib import Path
from urllib.parse import urlsplit

import click
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from sitegen import config as settings
from sitegen.errors import SitegenError
from sitegen.preview.following import Builder, Follower, Say
from sitegen.preview.serving import HERE, Preview, Socket

__all__ = ["serve"]


def serve(root: Path, port: int = 8000, open_browser: bool = False, say: Say = click.echo) -> None:
    """Serve the archive in `root` until interrupted; `port` 0 takes a free one.  Raises SitegenError where the
    settings cannot be followed or the port is taken; a build that fails is said, and the old site stays."""
    config = settings.load(root)
    try:
        sockets = bind_sockets(port, HERE)
    except OSError as error:
        raise SitegenError(f"Port {port} cannot be had: {error.strerror}.", "Choose another with --port.") from None
    port = sockets[0].getsockname()[1]
    builder = Builder(say)
    builder(config, jobs=None)

    async def until_interrupted() -> None:
        loop = asyncio.get_running_loop()
        server = HTTPServer(Preview(config.site, port, urlsplit(config.base_url).path))
        server.add_sockets(sockets)
        follower = Follower(config, builder, lambda: loop.call_soon_threadsafe(Socket.reload_waiters, "*"))
        follower.start()
        say(f"Serving http://{HERE}:{port}/ (Ctrl-C stops)")
        if open_browser:
            webbrowser.open(f"http://{HERE}:{port}/")
        try:
            await asyncio.Event().wait()
        finally:
            follower.stop()

    try:
        asyncio.run(until_interrupted())
    except KeyboardInterrupt:
        say("Stopped.")
