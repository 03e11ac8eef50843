"""Threads that send side by side: the number of each, and the name of the file that each writes before it is renamed.

The names are always the same few, so that what a killed deploy leaves behind is found and removed by the next one."""

from __future__ import annotations

from threading import Lock, get_ident


class Lanes:
    """At most `n` threads, and the one that keeps the manifest beside them."""

    def __init__(self, n: int) -> None:
        self.temporaries = tuple(f".sitegen-deploy-{lane}.tmp" for lane in range(n + 1))
        self._guard = Lock()
        self._numbers: dict[int, int] = {}

    def mine(self) -> int:
        """The number of the thread that asks."""
        with self._guard:
            return self._numbers.setdefault(get_ident(), len(self._numbers))

    def temporary(self) -> str:
        """The file that the thread that asks may write to."""
        return self.temporaries[self.mine()]
