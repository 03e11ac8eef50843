"""`sitegen deploy`: the command, as click sees it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from sitegen.config import load

if TYPE_CHECKING:
    from sitegen.deploy.deploying import Outcome

LISTED = 40


@click.command()
@click.argument("target", metavar="[TARGET]", default="")
@click.option("--dry-run", is_flag=True, help="Say what would be sent and removed, and do nothing.")
@click.option("--unchecked", is_flag=True, help="Send it though the check of the site has errors.")
@click.option("--overwrite", is_flag=True, help="Replace files there that no deploy of ours wrote.")
@click.option("--break-lock", is_flag=True, help="Though another deploy seems to be under way.")
@click.option("--forget-history", is_flag=True, help="A branch of git: one commit, without those before it.")
@click.option("--quiet", is_flag=True, help="Print nothing.")
@click.pass_obj
def deploy(
    root: str,
    target: str,
    dry_run: bool,
    unchecked: bool,
    overwrite: bool,
    break_lock: bool,
    forget_history: bool,
    quiet: bool,
) -> int:
    """Send the built site to TARGET: a name from sitegen.toml, or an address (docs/deploy.md)."""
    from sitegen.deploy.deploying import Choice
    from sitegen.deploy.deploying import deploy as run

    choice = Choice(dry_run, unchecked, overwrite, break_lock, forget_history)
    outcome = run(load(root), target, choice, _steps(quiet))
    if not quiet:
        _tell(outcome, dry_run)
    return 0


@click.command()
@click.argument("server", type=click.Choice(["nginx", "apache"]))
@click.option("--folder", default="/srv/archive", show_default=True, metavar="DIR", help="Where the site stands there.")
@click.pass_obj
def hosting(root: str, server: str, folder: str) -> int:
    """Print what SERVER needs to serve the site: headers, redirects, what is gone (docs/deploy.md)."""
    from sitegen import hosting

    config = load(root)
    file = config.site / "_redirects"
    ways = hosting.ways(file.read_text("utf-8") if file.is_file() else "")
    address = urlsplit(config.base_url)
    if server == "apache":
        click.echo(hosting.apache(address.path, ways), nl=False)
    else:
        click.echo(hosting.nginx(folder, address.hostname or "_", address.path, ways), nl=False)
    return 0


def _steps(quiet: bool) -> Callable[[int, int], None]:
    """A line now and then, on standard error: what a terminal and the log of a CI can both show."""
    said = 0

    def step(done: int, total: int) -> None:
        nonlocal said
        if not quiet and total >= 500 and done * 10 // total > said:
            said = done * 10 // total
            click.echo(f"{done:,} of {total:,}", err=True)

    return step


def _tell(outcome: Outcome, dry: bool) -> None:
    plan = outcome.plan
    if dry:
        lines = [f"send    {path}" for path in plan.send] + [f"remove  {path}" for path in plan.remove]
        for line in lines[:LISTED]:
            click.echo(line)
        if len(lines) > LISTED:
            click.echo(f"... and {len(lines) - LISTED:,} more")
    if outcome.warnings:
        click.echo(
            f"The check has {outcome.warnings:,} warning{'s' if outcome.warnings > 1 else ''}: see 'sitegen check'."
        )
    will = "to be " if dry else ""
    click.echo(
        f"{outcome.where}: {len(plan.send):,} {will}sent ({_bytes(outcome.size)}), "
        f"{len(plan.remove):,} {will}removed, {plan.same:,} unchanged."
    )


def _bytes(n: int) -> str:
    size, unit = float(n), "B"
    for unit in ("B", "kB", "MB", "GB"):
        if size < 1000 or unit == "GB":
            break
        size /= 1000
    return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
