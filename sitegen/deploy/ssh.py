"""A server by SFTP: `sftp://user@host:22/srv/archive`, by paramiko.  Keys come from the agent and from ~/.ssh."""

from __future__ import annotations

import os
import posixpath
import stat
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import unquote, urlsplit

from sitegen.deploy.kinds import Form
from sitegen.deploy.lanes import Lanes
from sitegen.deploy.targets import Target
from sitegen.errors import DeployError

CHANNELS = 4  # OpenSSH admits ten sessions a connection
TIMEOUT = 30  # seconds


class Server:
    """A `Place`.  Each thread has a channel of its own; files appear by a rename."""

    lanes, whole = CHANNELS, False

    def __init__(self, target: Target) -> None:
        try:
            import paramiko
        except ImportError:
            raise DeployError(
                "Sending to sftp: needs the package paramiko.",
                "Install the extra: pip install 'sitegen-archive[deploy]'.",
            ) from None
        parts = urlsplit(target.to)
        self.where, self.host, self.root = target.to, str(parts.hostname), unquote(parts.path) or "."
        self.failures: tuple[type[Exception], ...] = (paramiko.SSHException, OSError, EOFError)
        self.client = paramiko.SSHClient()
        self.client.load_system_host_keys()  # an unknown host is refused: ssh there once, or add it to known_hosts
        known = _ssh_config(paramiko, self.host)
        with self._said("be reached"):
            self.client.connect(
                known.get("hostname", self.host),
                parts.port or int(known.get("port", 22)),
                parts.username or known.get("user"),
                key_filename=known.get("identityfile"),
                timeout=TIMEOUT,
            )
        self.threads = Lanes(self.lanes)
        self.temporaries = self.threads.temporaries
        self.channels: dict[int, Any] = {}
        self.folders: set[str] = set()
        self._make_folders(self.root)

    def read(self, path: str) -> bytes | None:
        with self._said(f"give {path}"):
            try:
                with self._sftp().open(self._full(path), "rb") as f:
                    f.prefetch()
                    return bytes(f.read())
            except FileNotFoundError:
                return None

    def existing(self, paths: Collection[str]) -> set[str]:
        """A listing for each folder that would be written to, none for each file."""
        wanted: dict[str, set[str]] = {}
        for path in paths:
            folder, _, name = path.rpartition("/")
            wanted.setdefault(folder, set()).add(name)
        found = set()
        with self._said("be listed"):
            for folder, names in wanted.items():
                with suppress(FileNotFoundError):
                    there = names.intersection(self._sftp().listdir(self._full(folder)))
                    found |= {f"{folder}/{name}" if folder else name for name in there}
        return found

    def put(self, path: str, data: bytes, form: Form) -> None:
        full = self._full(path)
        with self._said(f"take {path}"):
            self._make_folders(posixpath.dirname(full))
            sftp = self._sftp()
            temporary = self._full(self.threads.temporary())
            with sftp.open(temporary, "wb") as f:
                f.set_pipelined(True)
                f.write(data)
            sftp.posix_rename(temporary, full)

    def claim(self, path: str, data: bytes) -> bool:
        full = self._full(path)
        with self._said(f"take {path}"):
            try:
                with self._sftp().open(full, "xb") as f:
                    f.write(data)
                return True
            except OSError:
                if self._is_there(full):
                    return False
                raise

    def remove(self, paths: Sequence[str]) -> None:
        with self._said(f"remove {paths[0]}"):
            for path in paths:
                with suppress(FileNotFoundError):
                    self._sftp().remove(self._full(path))
            for folder in _folders_of(paths):
                with suppress(OSError):  # not empty: it stays
                    self._sftp().rmdir(self._full(folder))
                    self.folders.discard(self._full(folder))

    def begin(self, message: str) -> None:
        pass

    def finish(self) -> None:
        pass

    def close(self) -> None:
        self.client.close()

    def _sftp(self) -> Any:
        """This thread's channel."""
        lane = self.threads.mine()
        if lane not in self.channels:
            self.channels[lane] = self.client.open_sftp()
            self.channels[lane].get_channel().settimeout(TIMEOUT)
        return self.channels[lane]

    def _is_there(self, full: str) -> bool:
        try:
            self._sftp().lstat(full)
            return True
        except FileNotFoundError:
            return False

    def _make_folders(self, folder: str) -> None:
        if folder in self.folders or folder in ("", "/"):
            return
        self._make_folders(posixpath.dirname(folder))
        with self._said(f"make the folder {folder}"):
            try:
                self._sftp().mkdir(folder)
            except OSError:
                if not stat.S_ISDIR(self._sftp().stat(folder).st_mode or 0):
                    raise
        self.folders.add(folder)

    def _full(self, path: str) -> str:
        return posixpath.join(self.root, path)

    @contextmanager
    def _said(self, what: str) -> Iterator[None]:
        try:
            yield
        except self.failures as error:
            raise DeployError(
                f"{self.where} cannot {what}: {str(error).strip() or type(error).__name__}",
                f"See that 'sftp {self.host}' works from this machine: the host must be known, your key in the agent.",
            ) from None


def _ssh_config(paramiko: Any, host: str) -> dict[str, Any]:
    """What ~/.ssh/config says of a host."""
    try:
        return dict(paramiko.SSHConfig.from_path(os.path.expanduser("~/.ssh/config")).lookup(host))
    except FileNotFoundError:
        return {}


def _folders_of(paths: Sequence[str]) -> list[str]:
    """The folders of files and those around them, the innermost first."""
    found = set()
    for path in paths:
        folder = posixpath.dirname(path)
        while folder:
            found.add(folder)
            folder = posixpath.dirname(folder)
    return sorted(found, key=lambda folder: (-folder.count("/"), folder))
