"""A whole small archive in a temporary folder, built by the real program."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from sitegen import output
from sitegen.build import build
from sitegen.config import load
from sitegen.model import Report

SETTINGS = 'title = "The Courier"\nbase_url = "https://example.org/"\n'
NO_SEARCH = '[search]\nengine = "none"\n'
NO_MODEL = '[annotate]\nmodel = "none"\n' + NO_SEARCH
# What comes out is tested, never how long it took.  `make test` tries the same examples each time, so that a change
# is judged by what it does; HYPOTHESIS_PROFILE=explore tries new ones.
settings.register_profile("results", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.register_profile("explore", settings.get_profile("results"), derandomize=False, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "results"))
pytest.register_assert_rewrite("tests.incremental.edits")  # so that what it asserts tells which pages differ


class Archive:
    """An archive: write seeds, build, look at what came out."""

    def __init__(self, root: Path, settings: str = SETTINGS + NO_MODEL) -> None:
        self.root = root
        (root / "seeds").mkdir(parents=True, exist_ok=True)
        (root / "sitegen.toml").write_text(settings, "utf-8")

    def seed(self, name: str, text: str | bytes) -> Path:
        path = self.root / "seeds" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path

    def article(
        self,
        name: str,
        title: str,
        date: str | None = None,
        people: tuple[str, ...] = (),
        tags: tuple[str, ...] = (),
        body: str = "One day it rained. Then it stopped.",
    ) -> Path:
        """A Markdown seed with front matter."""
        quoted = (", ".join(f'"{x}"' for x in names) for names in (people, tags))
        lines = [f'title: "{title}"', *([f"date: {date}"] if date else [])]
        lines += [f"{key}: [{names}]" for key, names in zip(("people", "tags"), quoted, strict=True)]
        return self.seed(name, "---\n" + "\n".join(lines) + f"\n---\n\n{body}\n")

    def age(self) -> None:
        """Let every seed be an old file, which is trusted by what stat says of it."""
        for path in (self.root / "seeds").rglob("*"):
            os.utime(path, (10**9, 10**9))

    def build(self, jobs: int = 1, clean: bool = False) -> Report:
        output._folders.clear()
        return build(load(self.root), jobs=jobs, clean=clean)

    def site(self) -> dict[str, bytes]:
        """Every file below site/."""
        site = self.root / "site"
        return {p.relative_to(site).as_posix(): p.read_bytes() for p in sorted(site.rglob("*")) if p.is_file()}

    def page(self, path: str) -> str:
        return (self.root / "site" / path).read_text("utf-8")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive without seeds; only front matter names people and tags in it."""
    return Archive(tmp_path / "an archive")


@pytest.fixture
def new_archive(tmp_path: Path) -> Callable[..., Archive]:
    """More archives: new_archive("name", settings)."""
    return lambda name, settings=SETTINGS + NO_MODEL: Archive(tmp_path / name, settings)


@pytest.fixture(scope="session")
def scheduler() -> Iterator[Any]:
    """A scheduler, and two processes that work for it."""
    import distributed

    made = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", host="127.0.0.1"
    )
    yield made
    made.close()
