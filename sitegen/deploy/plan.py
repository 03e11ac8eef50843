"""What a deploy is to do: a pure function of what the site holds and what stands at the target."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby
from operator import itemgetter

from msgspec import Struct

from sitegen.deploy.manifest import Manifest, Sent

LAST = ("index.html", "feed.xml", "feed.json", "sitemap.xml")


class Plan(Struct, frozen=True):
    """`turns`: the paths to send, group after group; `remove`: paths that go when all of that stands; `same`: how many
    stay as they are."""

    turns: tuple[tuple[str, ...], ...]
    remove: tuple[str, ...]
    same: int

    @property
    def send(self) -> tuple[str, ...]:
        return tuple(path for turn in self.turns for path in turn)

    @property
    def empty(self) -> bool:
        return not self.turns and not self.remove


def plan(site: dict[str, Sent], there: Manifest) -> Plan:
    """New assets before the pages that need them, new pages before those that link to them, removals last, and only of
    what an earlier deploy wrote."""
    send = [path for path, sent in site.items() if there.files.get(path) != sent]
    remove = [path for path in there.files if path not in site]
    in_turn = sorted((_turn(path, path in there.files), path) for path in send)
    turns = tuple(tuple(path for _, path in group) for _, group in groupby(in_turn, key=itemgetter(0)))
    return Plan(turns, tuple(sorted(remove)), len(site) - len(send))


def strangers(send: Collection[str], there: Manifest) -> list[str]:
    """Of what is to be sent, the paths where a file of somebody else's may stand."""
    return [path for path in send if path not in there.files]


def _turn(path: str, known: bool) -> int:
    if path in LAST:
        return 3
    if not path.endswith((".html", ".xml")):
        return 0
    return 2 if known else 1
