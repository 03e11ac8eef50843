"""A small archive, and the places it can be deployed to, behind one face."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Protocol

from sitegen import config
from sitegen.build import build

ROOT = Path(__file__).parents[2]
SAMPLE = {
    "bridge.txt": "The bridge opens\n\nBy Clara Njoroge\n\n12 March 2003\n\nThe bridge was opened on Tuesday.\n\n"
    '"It will hold," said Ada Okafor, the engineer.\n',
    "market.txt": "The market moves\n\n14 March 2003\n\nThe market moved to the square on Thursday.\n",
    "naïve café.txt": "A café for naïve painters\n\n15 March 2003\n\nThe café opened on Friday.\n",
}


def make_archive(root: Path, more: str = "") -> Path:
    (root / "seeds").mkdir(parents=True)
    for name, text in SAMPLE.items():
        (root / "seeds" / name).write_text(text, "utf-8")
    (root / "static").mkdir()
    (root / "static/house.txt").write_text("For the press.\n", "utf-8")
    (root / "sitegen.toml").write_text(
        f'title = "The Reed Gazette"\nbase_url = "https://archive.example.org/"\n[search]\nengine = "none"\n{more}',
        "utf-8",
    )
    return root


def built(root: Path) -> dict[str, bytes]:
    """Build; the files of the site.  What is gone from the seeds is meant to be."""
    loaded = config.load(root)
    build(loaded, jobs=1, allow_gone=True)
    assert not build(loaded, jobs=1).problems
    return files_of(loaded.site)


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


class Deployed(Protocol):
    """A place under test.  `address` is what `sitegen deploy` is given."""

    address: str
    environment: dict[str, str]

    def files(self) -> dict[str, bytes]:
        """What stands there, decoded, without the manifest."""

    def plant(self, path: str, data: bytes) -> None:
        """Somebody else puts a file there."""


def run(root: Path, place: Deployed, *options: str, code: int = 0) -> str:
    """`sitegen deploy` as a process of its own; what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "sitegen", "--root", str(root), "deploy", place.address, *options],
        env=os.environ | {"PYTHONPATH": str(ROOT)} | place.environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


OWN = {"sitegen-manifest.tsv.gz", "sitegen-deploy.lock"}


class InFolder:
    def __init__(self, folder: Path) -> None:
        self.environment: dict[str, str] = {}
        self.folder, self.address = folder, folder.as_uri()

    def files(self) -> dict[str, bytes]:
        return {path: data for path, data in files_of(self.folder).items() if path not in OWN}

    def plant(self, path: str, data: bytes) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_bytes(data)


class OnServer(InFolder):
    """A folder that is reached by SFTP."""

    def __init__(self, folder: Path, home: Path, port: int) -> None:
        super().__init__(folder)
        self.address = f"sftp://{_me()}@127.0.0.1:{port}{folder}"
        self.environment = {"HOME": str(home), "SSH_AUTH_SOCK": ""}


class InBucket:
    def __init__(self, url: str, bucket: str, prefix: str) -> None:
        self.address = f"s3://{bucket}/{prefix}"
        self.prefix, self.bucket = prefix, bucket
        self.environment = {
            "AWS_ACCESS_KEY_ID": "test-key-of-nobody",
            "AWS_SECRET_ACCESS_KEY": "test-secret-of-nobody",
            "AWS_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": url,
        }
        from obstore.store import S3Store

        self.store = S3Store(
            bucket, prefix=prefix, endpoint=url, region="us-east-1", access_key_id="a", secret_access_key="b",
            client_options={"allow_http": True},
        )  # fmt: skip

    def files(self) -> dict[str, bytes]:
        import gzip

        import obstore

        found = {}
        for chunk in obstore.list(self.store):
            for item in chunk:
                got = obstore.get(self.store, item["path"])
                data = bytes(got.bytes())
                encoding = got.attributes.get("Content-Encoding")
                if item["path"] not in OWN:
                    found[item["path"]] = (
                        gzip.decompress(data) if encoding == "gzip" and data[:2] == b"\x1f\x8b" else data
                    )
        return found

    def plant(self, path: str, data: bytes) -> None:
        import obstore

        obstore.put(self.store, path, data)


class OnBranch:
    def __init__(self, repository: Path, archive: Path) -> None:
        self.environment = {"GIT_CONFIG_GLOBAL": "/dev/null"}
        self.repository, self.address = repository, "github-pages"
        subprocess.run(["git", "init", "-q", "--bare", repository], check=True)
        subprocess.run(["git", "init", "-q", archive], check=True)
        subprocess.run(["git", "remote", "add", "origin", repository], check=True, cwd=archive)

    def git(self, *words: str, **more: object) -> bytes:
        return subprocess.run(["git", *words], cwd=self.repository, check=True, capture_output=True, **more).stdout  # type: ignore[call-overload,no-any-return]

    def files(self) -> dict[str, bytes]:
        if not self.git("branch", "--list", "gh-pages"):
            return {}
        paths = [p.decode() for p in self.git("ls-tree", "-rz", "--name-only", "gh-pages").split(b"\0") if p]
        return {path: self.git("cat-file", "blob", f"gh-pages:{path}") for path in paths if path not in OWN}

    def plant(self, path: str, data: bytes) -> None:
        parent = ["-p", "gh-pages"] if self.git("branch", "--list", "gh-pages") else []
        index = {"env": os.environ | {"GIT_INDEX_FILE": str(self.repository / "planted")}}
        if parent:
            self.git("read-tree", "gh-pages", **index)
        blob = self.git("hash-object", "-w", "--stdin", input=data).decode().strip()
        self.git("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}", **index)
        tree = self.git("write-tree", **index).decode().strip()
        who = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"]
        commit = self.git(*who, "commit-tree", tree, *parent, "-m", "by hand").decode().strip()
        self.git("update-ref", "refs/heads/gh-pages", commit)


def _me() -> str:
    import getpass

    return getpass.getuser()
