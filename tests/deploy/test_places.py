"""The same promises at every place: a folder, a branch of git, S3, SFTP; each a real server on loopback."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.deploy.places import ROOT, Deployed, InBucket, OnBranch, built, run

SENT = re.compile(r"([\d,]+) (?:to be )?sent \([^)]*\), ([\d,]+) (?:to be )?removed, ([\d,]+) unchanged")


def sent(said: str) -> tuple[int, int, int]:
    found = SENT.search(said)
    assert found, said
    return tuple(int(n.replace(",", "")) for n in found.groups())  # type: ignore[return-value]


def test_first_nothing_edit_and_removal(archive: Path, place: Deployed) -> None:
    site = built(archive)
    assert sent(run(archive, place, "--dry-run")) == (len(site), 0, 0)
    assert place.files() == {}
    assert sent(run(archive, place)) == (len(site), 0, 0)
    assert place.files() == site
    assert sent(run(archive, place)) == (0, 0, len(site))

    text = (archive / "seeds/market.txt").read_text("utf-8")
    (archive / "seeds/market.txt").write_text(text.replace("the square", "the harbour"), "utf-8")
    edited = built(archive)
    changed = sum(site.get(path) != data for path, data in edited.items())
    assert 0 < changed < 6
    said = run(archive, place)
    assert sent(said) == (changed, 0, len(edited) - changed)
    assert place.files() == edited

    place.plant("somebody/else.txt", b"mine")
    (archive / "static/house.txt").unlink()
    left = built(archive)
    n, gone, _ = sent(run(archive, place))
    assert not n and gone == len(set(edited) - set(left)) == 1
    assert place.files() == left | {"somebody/else.txt": b"mine"}


def test_a_site_with_errors_is_not_sent(archive: Path, place: Deployed) -> None:
    built(archive)
    home = archive / "site/index.html"
    home.write_text(home.read_text("utf-8").replace('href="people/index.html"', 'href="people/nobody.html"'), "utf-8")
    said = run(archive, place, code=1)
    assert "index.html: A link leads to no file of the site." in said and "people/nobody.html" in said
    assert place.files() == {}
    run(archive, place, "--unchecked")
    assert place.files()["index.html"] == home.read_bytes()


def test_files_of_somebody_else_are_not_replaced(archive: Path, place: Deployed) -> None:
    site = built(archive)
    place.plant("index.html", b"another site")
    assert "index.html" in run(archive, place, code=1)
    assert place.files() == {"index.html": b"another site"}
    run(archive, place, "--overwrite")
    assert place.files() == site


def test_a_deploy_that_is_killed_goes_on(archive: Path, place: Deployed) -> None:
    """It is killed at its twelfth file; what stands then is whole files of the site and never an index that leads
    nowhere; the next one sends the rest; a page that was begun and is no more in the site is removed."""
    site = built(archive)
    killer = (
        "import os, signal, sys\n"
        "from sitegen.deploy import sending\n"
        "from sitegen.deploy.site_files import SiteFiles\n"
        "sending.KEPT, n, read = 0.0, 0, SiteFiles.read\n"
        "def counted(self, path):\n"
        "    global n\n"
        "    n += 1\n"
        "    if n == 12: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return read(self, path)\n"
        "SiteFiles.read = counted\n"
        "from sitegen.cli import main\n"
        f"sys.argv = ['sitegen', '--root', {str(archive)!r}, 'deploy', {place.address!r}]\n"
        "main()\n"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | place.environment
    done = subprocess.run([sys.executable, "-c", killer], env=environment, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    there = {path: data for path, data in place.files().items() if not path.endswith(".tmp")}
    assert "index.html" not in there
    assert all(site[path] == data for path, data in there.items())

    (archive / "static/house.txt").unlink()
    now = built(archive)
    n, _, _ = sent(run(archive, place))
    assert n <= len(now) - (0 if isinstance(place, OnBranch) else 1)
    assert place.files() == now


def test_two_deploys_at_once_are_told_apart(archive: Path, place: Deployed) -> None:
    if isinstance(place, OnBranch):
        return  # told apart by the push: see test_git.py
    built(archive)
    place.plant(
        "sitegen-deploy.lock",
        b'{"host": "desk-7.example.org", "process": 77, "began": %d, "seen": %d}' % (time.time() - 9, time.time()),
    )
    assert "process 77 on desk-7.example.org" in run(archive, place, code=1)
    assert place.files() == {}
    run(archive, place, "--break-lock")
    assert place.files()


def test_a_lock_long_dead_holds_nobody_up(archive: Path, place: Deployed) -> None:
    built(archive)
    old = time.time() - 3600
    place.plant("sitegen-deploy.lock", b'{"host": "gone", "process": 1, "began": %d, "seen": %d}' % (old, old))
    run(archive, place)
    assert "sitegen-deploy.lock" not in set(place.files())


def test_secrets_are_never_printed(archive: Path, place: Deployed) -> None:
    if not isinstance(place, InBucket):
        return
    built(archive)
    place.environment = place.environment | {"AWS_ENDPOINT_URL": "http://127.0.0.1:9/test-secret-of-nobody"}
    said = run(archive, place, code=1)
    assert "test-secret-of-nobody" not in said
