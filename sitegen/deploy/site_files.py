"""The files of the built site, with the digest of each; files that did not change since are not read again."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from sitegen.config import Config
from sitegen.deploy import kinds
from sitegen.deploy.manifest import OWN, Sent
from sitegen.errors import DeployError

MEMO = "deployed.msgpack"
RACY = 2_000_000_000  # nanoseconds: a file younger than that may change again within one tick of its clock


class Known(Struct, array_like=True):
    """What a file was when it was last read: size, mtime and inode; sha256 (32 bytes)."""

    size: int
    mtime_ns: int
    inode: int
    sha256: bytes


class SiteFiles(Struct, frozen=True):
    """`files`: path below the site -> what is to stand at the target; `extra`: those that no file of the site holds."""

    root: Path
    files: dict[str, Sent]
    extra: dict[str, bytes]

    def read(self, path: str) -> bytes:
        """The content of one file.  Raises DeployError if it is no more what it was when the deploy began."""
        data = self.extra.get(path)
        if data is None:
            data = Path(self.root, path).read_bytes()
        if hashlib.sha256(data).hexdigest() != self.files[path].sha256:
            raise DeployError(
                f"{path} changed while the site was sent.",
                "Let the build end, then deploy again: what was sent is kept.",
            )
        return data


def site_files(config: Config, compress: bool, extra: dict[str, bytes]) -> SiteFiles:
    """All files of the built site, and `extra` ones.  Raises DeployError where there is no site."""
    if not (config.site / "index.html").is_file():
        raise DeployError(f"There is no site in {config.site}.", "Run 'sitegen build' first.")
    memo = config.state / MEMO
    before, now, files = _remembered(memo), {}, {}
    settled = time.time_ns() - RACY
    for path, st in walk(config.site):
        known = before.get(path)
        if known is None or (known.size, known.mtime_ns, known.inode) != (st.st_size, st.st_mtime_ns, st.st_ino):
            known = Known(st.st_size, st.st_mtime_ns, st.st_ino, _sha256(config.site / path))
        if st.st_mtime_ns < settled:
            now[path] = known
        files[path] = Sent(known.sha256.hex(), str(kinds.form_of(path, known.size, compress)))
    for path, data in extra.items():
        files[path] = Sent(hashlib.sha256(data).hexdigest(), str(kinds.form_of(path, len(data), compress)))
    _remember(memo, now)
    return SiteFiles(config.site, files, extra)


def walk(site: Path) -> Iterator[tuple[str, os.stat_result]]:
    """The files below `site`, links followed, by name; never what a deploy or a killed write left behind."""
    for folder, folders, names in os.walk(site):
        folders[:] = sorted(name for name in folders if name != ".git")
        inside = os.path.relpath(folder, site).replace(os.sep, "/")
        for name in sorted(names):
            path = name if inside == "." else f"{inside}/{name}"
            if path not in OWN and not name.endswith(".tmp"):
                yield path, os.stat(os.path.join(folder, name))


def _sha256(file: Path) -> bytes:
    with file.open("rb") as f:
        return hashlib.file_digest(f, "sha256").digest()


def _remembered(memo: Path) -> dict[str, Known]:
    try:
        return msgspec.msgpack.decode(memo.read_bytes(), type=dict[str, Known])
    except (OSError, msgspec.DecodeError):
        return {}  # it saves time, nothing else


def _remember(memo: Path, known: dict[str, Known]) -> None:
    memo.parent.mkdir(parents=True, exist_ok=True)
    temporary = memo.with_suffix(".tmp")
    temporary.write_bytes(msgspec.msgpack.encode(known))
    os.replace(temporary, memo)
