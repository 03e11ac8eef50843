"""`sitegen tags ...`: the commands, as click sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, get_args

import click

from sitegen.editing.saying import say
from sitegen.model import TagKind

if TYPE_CHECKING:
    from sitegen.config import Config
    from sitegen.tags.directory import Directory

KIND = click.Choice(get_args(TagKind))


@click.group()
def tags() -> None:
    """What the archive is about: look at tags, make them one, drop them (docs/tags.md)."""


@tags.command("list")
@click.option("--letter", metavar="X", default="", help="Only names under this letter.")
@click.option("--top", type=click.IntRange(1), metavar="N", help="Only the N with most articles.")
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Only of this kind; may be repeated.")
@click.pass_obj
def list_(root: str, letter: str, top: int | None, kinds: tuple[str, ...]) -> int:
    """Every tag with a page: articles, how many give it and in how many it was found, years, kind, address."""
    from sitegen.tags.telling import listing

    return _say(root, lambda _, known: listing(known, letter, top or 0, kinds))


@tags.command()
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, metavar="N", help="How many to show.")
@click.pass_obj
def review(root: str, limit: int) -> int:
    """What an editor should look at, what touches most articles first, and the commands that would settle it."""
    from sitegen.tags.reviewing import review as run

    return _say(root, lambda config, known: run(config, known, limit))


@tags.command()
@click.argument("tag", metavar="TAG")
@click.pass_obj
def show(root: str, tag: str) -> int:
    """All that is known of TAG: kind, spellings, entry, articles."""
    from sitegen.tags.telling import show as run

    return _say(root, lambda config, known: run(config, known, tag))


@tags.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.pass_obj
def merge(root: str, a: str, b: str) -> int:
    """State in tags.toml that B is A.  Each is a name, a slug or the address of a page."""
    from sitegen.tags.editing import merge as run

    return _say(root, lambda config, known: run(config, known, a, b))


@tags.command()
@click.argument("tag", metavar="TAG")
@click.pass_obj
def drop(root: str, tag: str) -> int:
    """State in tags.toml that TAG is no tag."""
    from sitegen.tags.editing import drop as run

    return _say(root, lambda config, known: run(config, known, tag))


@tags.command()
@click.argument("tag", metavar="TAG")
@click.argument("name", metavar="NAME")
@click.pass_obj
def rename(root: str, tag: str, name: str) -> int:
    """State in tags.toml that TAG is shown as NAME."""
    from sitegen.tags.editing import rename as run

    return _say(root, lambda config, known: run(config, known, tag, name))


@tags.command()
@click.argument("names", metavar="TAG...", nargs=-1, required=True)
@click.option("--kind", type=KIND, default="", help="And what kind of tag.")
@click.pass_obj
def keep(root: str, names: tuple[str, ...], kind: str) -> int:
    """State in tags.toml that each TAG is one by itself: review asks no more."""
    from sitegen.tags.editing import keep as run

    return _say(root, lambda config, known: run(config, known, names, kind))


def _say(root: str, lines: Callable[[Config, Directory], Iterable[str]]) -> int:
    from sitegen.tags.directory import opened

    return say(root, opened, lines)
