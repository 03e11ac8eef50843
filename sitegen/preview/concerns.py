"""Which paths a build reads: from the name of a file or folder to what it means for the next build."""

from __future__ import annotations

import re
from pathlib import Path

from sitegen import config as settings
from sitegen import vocabulary
from sitegen.config import Config
from sitegen.preview.batch import ALL, SEED, THEME, Change
from sitegen.store import addresses

OURS = (addresses.FILE, vocabulary.FILE)  # below seeds/, and written by builds as well as by people
NOISE = re.compile(r"\.|.*~$|#.*#$|4913$")  # hidden, copies and locks of editors; Vim tries whether 4913 can be made


class Concerns:
    """Of one state of the settings."""

    def __init__(self, config: Config) -> None:
        paths = config.paths
        self.root, self.seeds = Path(config.root), Path(config.root, paths.seeds)
        self.themes = [Path(config.root, name) for name in (paths.templates, paths.static, settings.LOCALE)]
        self.settings = self.root / settings.FILE
        self.written: dict[str, tuple[int, int, int]] = {}

    def folders(self) -> list[Path]:
        """What is watched with all that is below; the archive's own folder is watched too, without."""
        return [self.seeds, *self.themes]

    def change(self, name: str, closed: bool = True) -> Change | None:
        """What an event at this path means; None: nothing."""
        path = Path(name)
        if path in (self.settings, self.seeds):
            return Change(ALL, path.name, closed)
        if path in self.themes:
            return Change(THEME, name)
        folder = next((f for f in self.folders() if f in path.parents), None)
        if folder is None or _is_noise(below := path.relative_to(folder)):
            return None
        if folder == self.seeds:
            return None if self._is_own(below.as_posix()) else Change(SEED, below.as_posix(), closed)
        return Change(THEME, name, closed)

    def remember(self) -> None:
        """A build has ended: what it wrote into seeds/ itself is no change."""
        self.written = {name: self._stat(name) for name in OURS}

    def _is_own(self, name: str) -> bool:
        """Is this file as the last build left it, or about to be written by the one that runs?"""
        return name in OURS and self.written.get(name, self._stat(name)) == self._stat(name)

    def _stat(self, name: str) -> tuple[int, int, int]:
        try:
            st = (self.seeds / name).stat()
        except OSError:
            return 0, 0, 0
        return st.st_size, st.st_mtime_ns, st.st_ino


def _is_noise(path: Path) -> bool:
    return any(NOISE.match(part) for part in path.parts)
