"""`sitegen serve`, as click sees it."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen.")
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
@click.option("--poll", is_flag=True, help="Look for changes once a second, where the system does not tell of them.")
@click.option("--no-reload", is_flag=True, help="Build after each change, and leave the pages in browsers alone.")
@click.pass_obj
def serve(root: str, port: int, host: str, open_browser: bool, poll: bool, no_reload: bool) -> int:
    """Preview on this machine: builds, serves, and shows each change in the browser (docs/preview.md)."""
    from sitegen.preview.server import Wishes
    from sitegen.preview.server import serve as run

    run(Path(root), Wishes(port, host, open_browser, poll, not no_reload))
    return 0
