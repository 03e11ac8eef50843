"""A branch of a git repository: `github-pages`.  One commit a deploy, on top of the ones before.

The branch is fetched without its history into a bare repository below .sitegen/, the commit is made by `git
fast-import` (what is not touched is inherited), and pushed without force: if others have pushed since, it fails."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Collection, Sequence
from pathlib import Path

from sitegen.config import Config
from sitegen.deploy.kinds import Form
from sitegen.deploy.targets import Target
from sitegen.errors import DeployError

OURS = "refs/heads/deploy"
AUTHOR = ("sitegen", "sitegen@localhost")


class Branch:
    """A `Place`.  Nothing can be seen before `finish` has pushed."""

    lanes, whole = 1, True
    temporaries: tuple[str, ...] = ()

    def __init__(self, config: Config, target: Target, forget: bool) -> None:
        self.repository = config.state / "deploy" / f"{target.name}.git"
        self.forget = forget
        self.branch = f"refs/heads/{target.table.branch}"
        self.remote = _remote(config, target.table.remote or "origin")
        self.where = f"branch {target.table.branch} of {_shown(self.remote)}"
        self.identity = _identity(config)
        if not (self.repository / "HEAD").is_file():
            self.repository.mkdir(parents=True, exist_ok=True)
            self._git("init", "--quiet", "--bare", ".")
        self.parent = self._fetched()
        self.tree = self._listed()
        self.message = ""
        self.importing: subprocess.Popen[bytes] | None = None

    def read(self, path: str) -> bytes | None:
        return self._git("cat-file", "blob", f"{self.parent}:{path}") if path in self.tree else None

    def existing(self, paths: Collection[str]) -> set[str]:
        return self.tree.intersection(paths)

    def put(self, path: str, data: bytes, form: Form) -> None:
        self._tell(f"M 100644 inline {_quoted(path)}\ndata {len(data)}\n".encode() + data + b"\n")

    def claim(self, path: str, data: bytes) -> bool:
        return True

    def remove(self, paths: Sequence[str]) -> None:
        for path in paths:
            self._tell(f"D {_quoted(path)}\n".encode())

    def begin(self, message: str) -> None:
        self.message = message

    def finish(self) -> None:
        """Commit and push.  Raises DeployError if somebody has pushed since the branch was fetched."""
        if self.importing is None:
            return
        self._tell(b"\ndone\n")
        said = self._ended(self.importing)
        self.importing = None
        if said:
            raise DeployError(
                f"git could not make the commit: {said}", "See that the disk has room; then deploy again."
            )
        lease = f"--force-with-lease={self.branch}:{self.parent}"
        force = [lease] if self.forget else []
        try:
            self._git("push", "--quiet", *force, self.remote, f"{OURS}:{self.branch}")
        except DeployError as error:
            if any(word in error.message for word in ("non-fast-forward", "fetch first", "stale info", "rejected")):
                raise DeployError(
                    f"Somebody else has pushed to the {self.where} meanwhile.", "Deploy again: nothing was lost."
                ) from None
            raise

    def close(self) -> None:
        if self.importing is not None:
            self.importing.kill()
            self.importing.communicate()

    def _tell(self, what: bytes) -> None:
        if self.importing is None:
            self.importing = subprocess.Popen(
                ["git", "fast-import", "--quiet", "--done", "--force", "--date-format=now"],
                stdin=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=self.repository,
                env=_environment(),
            )
            what = self._commit() + what
        assert self.importing.stdin is not None
        try:
            self.importing.stdin.write(what)
        except BrokenPipeError:
            said = self._ended(self.importing)
            self.importing = None
            raise DeployError(f"git could not make the commit: {said}", "See that the disk has room.") from None

    def _commit(self) -> bytes:
        """The head of the commit: on top of the last one, or in its place."""
        message = self.message.encode()
        head = f"commit {OURS}\ncommitter {self.identity[0]} <{self.identity[1]}> now\ndata {len(message)}\n".encode()
        head += message + b"\n"
        if not self.parent:
            return head
        if self.forget:
            tree = self._git("rev-parse", f"{self.parent}^{{tree}}").decode().strip()
            return head + f'M 040000 {tree} ""\n'.encode()
        return head + f"from {self.parent}\n".encode()

    def _fetched(self) -> str:
        """The commit at the tip of the branch; "" where there is none yet."""
        there = self._git("ls-remote", self.remote, self.branch).decode().split()
        if not there:
            return ""
        self._git("fetch", "--quiet", "--depth=1", self.remote, self.branch)
        return self._git("rev-parse", "FETCH_HEAD").decode().strip()

    def _listed(self) -> set[str]:
        if not self.parent:
            return set()
        return {
            path.decode() for path in self._git("ls-tree", "-r", "-z", "--name-only", self.parent).split(b"\0") if path
        }

    def _git(self, *words: str) -> bytes:
        try:
            return _run(self.repository, *words)
        except DeployError as error:  # the address may hold a token, and git quotes it
            message = error.message.replace(self.remote, _shown(self.remote))
            raise DeployError(message, error.hint) from None

    @staticmethod
    def _ended(process: subprocess.Popen[bytes]) -> str:
        """What a process complained of, "" if all went well."""
        said = process.communicate()[1].decode("utf-8", "replace").strip()
        return (said or f"exit code {process.returncode}") if process.returncode else ""


def _run(folder: Path, *words: str) -> bytes:
    try:
        done = subprocess.run(["git", *words], cwd=folder, env=_environment(), capture_output=True, check=False)
    except FileNotFoundError:
        raise DeployError("git is not installed.", "Install git, then deploy again.") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip() or f"exit code {done.returncode}"
        raise DeployError(f"'git {words[0]}' failed: {said}", "See that 'git push' works from this machine.")
    return done.stdout


def _environment() -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if name not in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE")
    }
    return kept | {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}


def _remote(config: Config, remote: str) -> str:
    """The address of a remote of the archive's own repository, or `remote` itself where it is an address or a path."""
    if ":" in remote or "/" in remote:
        return remote if ":" in remote else str(Path(config.root, remote).absolute())
    try:
        return _run(Path(config.root), "remote", "get-url", "--push", remote).decode().strip()
    except DeployError:
        raise DeployError(
            f"The folder {config.root} has no git remote {remote!r}.",
            f"Add one (git remote add {remote} ADDRESS), or set deploy.<target>.remote to an address.",
        ) from None


def _identity(config: Config) -> tuple[str, str]:
    found = []
    for key, otherwise in zip(("user.name", "user.email"), AUTHOR, strict=True):
        try:
            found.append(_run(Path(config.root), "config", key).decode().strip() or otherwise)
        except DeployError:
            found.append(otherwise)
    return found[0], found[1]


def _shown(remote: str) -> str:
    """A remote without the password that its address may hold."""
    scheme, found, rest = remote.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}" if found else remote


def _quoted(path: str) -> str:
    """A path as fast-import reads it."""
    return '"' + path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
