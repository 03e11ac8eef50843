"""`sitegen check`: the command, as click sees it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sitegen.check.checking import Asked

HOSTS = ("github", "cloudflare", "netlify", "s3", "file")
FORMATS = ("text", "json", "sarif")


@click.command()
@click.argument("site", default="", metavar="[SITE]")
@click.option("--host", type=click.Choice(HOSTS), default=None, help="Whether this host takes the site, too.")
@click.option("--external", is_flag=True, help="Ask the web for links to other sites, too.")
@click.option("--format", "kind", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--no-state", is_flag=True, help="By the files alone: no seeds, no build state; all is read anew.")
@click.option("--jobs", type=click.IntRange(1), help="Processes to use (default: one a core).")
@click.pass_obj
def check(root: str, site: str, host: str | None, external: bool, kind: str, no_state: bool, jobs: int | None) -> int:
    """Check the built site, or the one in the folder SITE: links, pictures, feeds, redirects, names, promises.

    Exit code 0: nothing found, 1: something, 2: wrong usage."""
    from sitegen.check import telling
    from sitegen.check.checking import check as run

    asked = _asked(root, site, no_state)
    checked = run(asked._replace(host=host or "", external=external, jobs=jobs or 0))
    told = {"json": telling.as_json, "sarif": telling.sarif}.get(kind)
    click.echo(told(checked) if told else "\n".join(telling.text(checked)))
    return 1 if checked.findings else 0


def _asked(root: str, site: str, no_state: bool) -> Asked:
    """What is to be checked, as far as the folder tells."""
    from sitegen.check.checking import Asked
    from sitegen.config import FILE, load

    if site and (no_state or not (Path(root) / FILE).is_file()):
        return Asked(Path(site))
    config = load(root, **({"site": str(Path(site).absolute())} if site else {}))
    if no_state or not (config.state / "build.db").is_file():
        return Asked(config.site)
    return Asked(config.site, config.base_url, config.seeds, config.state)
