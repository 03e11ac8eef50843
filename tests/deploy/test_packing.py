"""The site as a zip file, and as a BagIt bag that the Library of Congress's own validator accepts."""

from __future__ import annotations

import zipfile
from pathlib import Path

import bagit
import pytest

from sitegen import config
from sitegen.deploy.deploying import Choice, deploy
from sitegen.errors import DeployError
from tests.deploy.places import built, files_of


def quiet(done: int, total: int) -> None:
    pass


def test_a_zip_holds_the_site_and_is_the_same_each_time(archive: Path, tmp_path: Path) -> None:
    site = built(archive)
    first, second = tmp_path / "one.zip", tmp_path / "deep/two.zip"
    for file in (first, second):
        deploy(config.load(archive), f"zip:{file}", Choice(), quiet)
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == site
    assert not list(tmp_path.glob("*.tmp"))


def test_a_bag_is_valid_and_made_anew_only_over_a_bag(archive: Path, tmp_path: Path) -> None:
    site = built(archive)
    to = tmp_path / "bag"
    for _ in range(2):
        deploy(config.load(archive), f"bag:{to}", Choice(), quiet)
        assert bagit.Bag(str(to)).validate()
    assert files_of(to / "data") == site
    assert bagit.Bag(str(to)).info["External-Description"] == "The Reed Gazette"
    other = tmp_path / "holiday"
    other.mkdir()
    (other / "picture.jpg").write_bytes(b"mine")
    with pytest.raises(DeployError, match="is no bag"):
        deploy(config.load(archive), f"bag:{other}", Choice(), quiet)
    assert (other / "picture.jpg").read_bytes() == b"mine"
