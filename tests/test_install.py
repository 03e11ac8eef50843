"""What is shipped works: sdist, a wheel from the sdist, an environment of its own, outside the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PIP = (sys.executable, "-m", "pip")
pytestmark = pytest.mark.slow
ENVIRONMENT = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run([str(part) for part in command], cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist, unpacked."""
    folder = tmp_path_factory.mktemp("sdist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder, cwd=ROOT)
    (archive,) = folder.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        safely = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # Debian 12's Python lacks it
        packed.extractall(folder, **safely)
    return folder / archive.name.removesuffix(".tar.gz")


@pytest.fixture(scope="module")
def wheel(sdist: Path) -> Path:
    """The wheel, made from the sdist."""
    folder = sdist.parent / "wheels"
    run(*PIP, "wheel", "--no-build-isolation", "--no-deps", "--no-index", "--wheel-dir", folder, sdist, cwd=sdist)
    (wheel,) = folder.glob("*.whl")
    return wheel


def below(folder: str, *skip: str) -> set[str]:
    """Files of the checkout that have to be shipped."""
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }


def test_the_sdist_holds_all_that_it_takes(sdist: Path) -> None:
    shipped = {path.relative_to(sdist).as_posix() for path in sdist.rglob("*") if path.is_file()}
    wanted = {
        f for folder in ("sitegen", "templates", "static", "docs", "seeds", "tests", "tools") for f in below(folder)
    }
    assert wanted | {"LICENSE", "README.md", "CHANGELOG.md", "Makefile", "sitegen.toml"} <= shipped


def test_the_wheel_holds_the_package_its_data_and_the_theme(wheel: Path) -> None:
    shipped = set(zipfile.ZipFile(wheel).namelist())
    theme = {f"sitegen/theme_files/{f}" for folder in ("templates", "static") for f in below(folder)}
    assert below("sitegen") | theme <= shipped
    strangers = {name for name in shipped if not name.startswith(("sitegen/", "sitegen_archive-"))}
    assert not strangers


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`sitegen` from the wheel, in an environment whose libraries are those of the tests (so: no network)."""
    venv = tmp_path_factory.mktemp("an environment") / "venv"
    run(sys.executable, "-m", "venv", "--without-pip", venv, cwd=venv.parent)
    purelib = Path(
        run(venv / "bin/python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=venv).strip()
    )
    run(*PIP, "--python", venv / "bin/python", "install", "--no-deps", "--no-index", wheel, cwd=venv)
    # A plain path, no .pth of it is read: an editable sitegen there stays out of sight.
    (purelib / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    where = run(venv / "bin/python", "-c", "import sitegen; print(sitegen.__file__)", cwd=venv).strip()
    assert Path(where).parent == purelib / "sitegen"
    return venv / "bin/sitegen"


def test_an_archive_is_started_built_and_overridden_outside_the_checkout(command: Path, tmp_path: Path) -> None:
    run(command, "init", "my archive", cwd=tmp_path)
    archive = tmp_path / "my archive"
    (archive / "seeds/rain.txt").write_text("Rain at last\n\nIt rained on Monday, said Mayor Ann Lee.\n", "utf-8")
    run(command, "build", cwd=archive)
    page = (archive / "site/articles/rain-at-last.html").read_text("utf-8")
    assert "It rained on Monday" in page
    assert (archive / "site/style.css").read_bytes() == (ROOT / "static/style.css").read_bytes()

    (archive / "templates").mkdir()
    (archive / "templates/article.html").write_text(
        '{% extends "theme:article.html" %}{% block suffix %} | by hand{% endblock %}', "utf-8"
    )
    (archive / "static").mkdir()
    (archive / "static/style.css").write_text("/* by hand */\n", "utf-8")
    run(command, "build", cwd=archive)
    assert "Rain at last | by hand</title>" in (archive / "site/articles/rain-at-last.html").read_text("utf-8")
    assert "by hand" not in (archive / "site/index.html").read_text("utf-8")
    assert (archive / "site/style.css").read_text("utf-8") == "/* by hand */\n"
