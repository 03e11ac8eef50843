"""A folder of this machine, or of a drive: `file:///media/stick/archive`."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sitegen.deploy.kinds import Form
from sitegen.deploy.lanes import Lanes
from sitegen.errors import DeployError


def path_of(address: str) -> Path:
    """The path in "file:///a/b%20c", "file:a/b", "zip:out.zip" or "bag:out"; relative ones from where we stand."""
    _scheme, _, rest = address.partition(":")
    return Path(unquote(urlsplit(address).path) if rest.startswith("//") else unquote(rest)).absolute()


class Folder:
    """A `Place`."""

    lanes, whole = 1, False

    def __init__(self, root: Path) -> None:
        self.root, self.where = root, str(root)
        self.threads = Lanes(self.lanes)
        self.temporaries = self.threads.temporaries
        with self._said():
            root.mkdir(parents=True, exist_ok=True)

    def read(self, path: str) -> bytes | None:
        with self._said():
            try:
                return self._full(path).read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                return None

    def existing(self, paths: Collection[str]) -> set[str]:
        return {path for path in paths if os.path.lexists(self._full(path))}

    def put(self, path: str, data: bytes, form: Form) -> None:
        full = self._full(path)
        temporary = self._full(self.threads.temporary())
        with self._said():
            full.parent.mkdir(parents=True, exist_ok=True)
            with temporary.open("wb") as f:
                f.write(data)
                f.flush()
                os.fsync(f.fileno())
            os.replace(temporary, full)

    def claim(self, path: str, data: bytes) -> bool:
        with self._said():
            try:
                with self._full(path).open("xb") as f:
                    f.write(data)
                return True
            except FileExistsError:
                return False

    def remove(self, paths: Sequence[str]) -> None:
        for path in paths:
            full = self._full(path)
            with self._said():
                full.unlink(missing_ok=True)
            with suppress(OSError):  # a folder that others use stays
                for folder in full.parents:
                    if folder == self.root:
                        break
                    folder.rmdir()

    def begin(self, message: str) -> None:
        pass

    def finish(self) -> None:
        pass

    def close(self) -> None:
        pass

    def _full(self, path: str) -> Path:
        return self.root / path

    @contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise DeployError(
                f"{error.filename or self.root} cannot be written: {error.strerror}.",
                "See that the drive is there, is yours to write, and has room; then deploy again.",
            ) from None
