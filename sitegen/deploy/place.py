"""A place that a site is deployed to, as `sending` sees it: five verbs, whatever the host."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from sitegen.deploy.kinds import Form


class Place(Protocol):
    """Paths are those of the site, with slashes.  Every method raises DeployError with a sentence for a person.

    `lanes`: how many `put` may run at once, from several threads.  `whole`: nothing can be seen before `finish`, so
    no file stands there that was begun and not ended, and no second deploy can come between.  `temporaries`: files that
    a deploy that was killed may have left."""

    where: str
    lanes: int
    whole: bool
    temporaries: tuple[str, ...]

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, decoded; None if there is none."""

    def existing(self, paths: Collection[str]) -> set[str]:
        """Those of `paths` where a file stands."""

    def put(self, path: str, data: bytes, form: Form) -> None:
        """Make or replace a file at one stroke: nobody ever sees half of it.  `data` is encoded as `form` says."""

    def claim(self, path: str, data: bytes) -> bool:
        """Make a file, only if there is none; was it made?"""

    def remove(self, paths: Sequence[str]) -> None:
        """Remove files, and folders that are empty after that; one that is not there is no error."""

    def begin(self, message: str) -> None:
        """Something is to be sent: what, in a few words."""

    def finish(self) -> None:
        """All is sent."""

    def close(self) -> None:
        """Let go of connections."""
