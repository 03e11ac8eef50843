"""An archive of its own for each test; each place a real server, started once a run."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploy import servers
from tests.deploy.places import Deployed, InBucket, InFolder, OnBranch, OnServer, make_archive


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return make_archive(tmp_path / "archive")


@pytest.fixture(scope="session")
def s3(worker_id: str) -> Iterator[str]:
    pytest.importorskip("moto")
    with servers.s3_server("bucket") as url:
        yield url


@pytest.fixture(scope="session")
def ssh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int]]:
    if not servers.SSHD or not shutil.which("ssh-keygen"):
        pytest.skip("no sshd on this machine (tools/servers.sh installs it)")
    home = tmp_path_factory.mktemp("home")
    with servers.ssh_server(home) as port:
        yield home, port


@pytest.fixture(params=["folder", "git", "s3", "sftp"])
def place(request: pytest.FixtureRequest, tmp_path: Path, archive: Path) -> Deployed:
    if request.param == "folder":
        return InFolder(tmp_path / "public")
    if request.param == "git":
        return OnBranch(tmp_path / "bare.git", archive)
    if request.param == "s3":
        return InBucket(request.getfixturevalue("s3"), "bucket", tmp_path.name)
    home, port = request.getfixturevalue("ssh")
    return OnServer(tmp_path / "srv", home, port)
