"""What a command says, printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from sitegen.config import Config

DONE = 0
T = TypeVar("T")


def say(
    root: str,
    opened: Callable[[Config], AbstractContextManager[T]],
    lines: Callable[[Config, T], Iterable[str]],
) -> int:
    """Print what `lines` says of what is opened of the archive in `root`; the exit code."""
    from sitegen.config import load

    config = load(root)
    with opened(config) as known:
        for line in lines(config, known):
            click.echo(line)
    return DONE
