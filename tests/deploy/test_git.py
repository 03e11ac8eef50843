"""`github-pages`: a branch with its history, pushed without force."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from sitegen import config
from sitegen.deploy.deploying import Choice, deploy
from sitegen.deploy.git import Branch
from sitegen.errors import DeployError
from tests.deploy.places import OnBranch, built, make_archive, run


def quiet(done: int, total: int) -> None:
    pass


@pytest.fixture
def branch(tmp_path: Path) -> tuple[Path, OnBranch]:
    more = '[deploy.pages]\nto = "github-pages"\ncname = "archive.example.org"\n'
    archive = make_archive(tmp_path / "archive", more)
    place = OnBranch(tmp_path / "bare.git", archive)
    place.address = "pages"
    return archive, place


def commits(place: OnBranch) -> int:
    return int(place.git("rev-list", "--count", "gh-pages"))


def test_each_deploy_is_a_commit_on_top_and_the_domain_stays(branch: tuple[Path, OnBranch]) -> None:
    archive, place = branch
    site = built(archive)
    run(archive, place)
    assert place.files() == site | {"CNAME": b"archive.example.org\n"}
    assert ".nojekyll" in place.files()
    (archive / "seeds/new.txt").write_text("A new one\n\n16 March 2003\n\nIt came on Sunday.\n", "utf-8")
    built(archive)
    run(archive, place)
    run(archive, place)
    assert commits(place) == 2
    run(archive, place, "--forget-history")
    assert commits(place) == 1
    assert place.files() == built(archive) | {"CNAME": b"archive.example.org\n"}


def test_a_push_of_somebody_else_in_between_is_not_undone(
    branch: tuple[Path, OnBranch], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, place = branch
    built(archive)
    run(archive, place)
    (archive / "seeds/market.txt").unlink()
    built(archive)
    finish = Branch.finish

    def late(self: Branch) -> None:
        place.plant("README.md", b"by hand")
        finish(self)

    monkeypatch.setattr(Branch, "finish", late)
    for choice in (Choice(), Choice(forget=True)):
        with pytest.raises(DeployError, match="Somebody else has pushed"):
            deploy(config.load(archive), "pages", choice, quiet)
    assert place.files()["README.md"] == b"by hand"
    monkeypatch.undo()
    deploy(config.load(archive), "pages", Choice(), quiet)
    assert place.files().keys() >= {"README.md", "index.html"}


def test_the_message_says_what_was_sent(branch: tuple[Path, OnBranch]) -> None:
    archive, place = branch
    site = built(archive)
    run(archive, place)
    said = place.git("log", "-1", "--format=%B", "gh-pages").decode()
    assert f"{len(site) + 1} files sent" in said


def test_a_token_in_the_address_of_the_remote_is_never_said(branch: tuple[Path, OnBranch]) -> None:
    archive, place = branch
    built(archive)
    remote = "https://x-access-token:ghs-of-nobody@127.0.0.1:9/owner/repository.git"
    subprocess.run(["git", "remote", "set-url", "origin", remote], cwd=archive, check=True)
    said = run(archive, place, code=1)
    assert "ghs-of-nobody" not in said and "127.0.0.1" in said
