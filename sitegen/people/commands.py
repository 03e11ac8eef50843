"""`sitegen people ...`: the commands, as click sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

from sitegen.editing.saying import say

if TYPE_CHECKING:
    from sitegen.config import Config
    from sitegen.people.directory import Directory


@click.group()
def people() -> None:
    """Who is in the archive: look at people, join them, keep them apart (docs/people.md)."""


@people.command("list")
@click.option("--letter", metavar="X", default="", help="Only names under this letter.")
@click.option("--top", type=click.IntRange(1), metavar="N", help="Only the N with most articles.")
@click.option("--status", "statuses", multiple=True, metavar="STATUS", help="Only with this status; may be repeated.")
@click.pass_obj
def list_(root: str, letter: str, top: int | None, statuses: tuple[str, ...]) -> int:
    """Everybody with a page: articles, quotations, status, address."""
    from sitegen.people.telling import listing

    return _say(root, lambda _, known: listing(known, letter, top or 0, statuses))


@people.command()
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, metavar="N", help="How many to show.")
@click.pass_obj
def review(root: str, limit: int) -> int:
    """What an editor should look at, what touches most articles first, and the command that would settle it."""
    from sitegen.people.reviewing import review as run

    return _say(root, lambda config, known: run(config, known, limit))


@people.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.pass_obj
def merge(root: str, a: str, b: str) -> int:
    """State in people.toml that B is A.  Each is a name, a slug or the address of a page."""
    from sitegen.people.editing import merge as run

    return _say(root, lambda config, known: run(config, known, a, b))


@people.command()
@click.argument("who", metavar="P")
@click.option("--articles", "patterns", multiple=True, metavar="PATTERN", help="Paths of one of them; may be repeated.")
@click.pass_obj
def split(root: str, who: str, patterns: tuple[str, ...]) -> int:
    """State in people.toml that P is several people, each with its articles."""
    from sitegen.people.splitting import split as run

    return _say(root, lambda config, known: run(config, known, who, patterns))


@people.command()
@click.argument("name", metavar="NAME")
@click.pass_obj
def reject(root: str, name: str) -> int:
    """State in people.toml that NAME is no person."""
    from sitegen.people.editing import reject as run

    return _say(root, lambda config, known: run(config, known, name))


@people.command()
@click.argument("who", metavar="P")
@click.pass_obj
def show(root: str, who: str) -> int:
    """All that is known of P: names, status, roles with their years, articles, entry."""
    from sitegen.people.telling import show as run

    return _say(root, lambda config, known: run(config, known, who))


def _say(root: str, lines: Callable[[Config, Directory], Iterable[str]]) -> int:
    from sitegen.people.directory import opened

    return say(root, opened, lines)
