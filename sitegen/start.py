"""A new archive: settings and a folder for the articles; or a sample archive to look at."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path

from sitegen import workflows
from sitegen.config import FILE
from sitegen.errors import ConfigError

SETTINGS = """\
# Every key is explained in docs/configuration.md; leave one out and it has its default.
title = "{title}"
base_url = "https://example.org/"
language = "en"
"""
IGNORED = "/site/\n/.sitegen/\n"
SAMPLE = "sample"
NEEDED = {".html": ("trafilatura", "sitegen[html]")}  # what the sample holds that not every installation can read


def start(folder: Path, sample: bool = False, ci: str | None = None) -> Iterator[str]:
    """Lay down what is missing, never touch what is there; say what was made.  With `sample`, the articles of a small
    invented archive as well; with `ci`, "github" or "gitlab", a workflow.  Raises ConfigError where the folder, or one
    that is needed in it, is a file."""
    _make(folder / "seeds")
    if sample:
        yield from _sample(folder, files("sitegen") / SAMPLE)
    else:
        yield _written(folder / FILE, SETTINGS.format(title=_title(folder)).encode())
    yield _written(folder / ".gitignore", IGNORED.encode())
    if ci:
        yield _written(folder / workflows.FILES[ci], workflows.text(ci).encode())
    first = "Run" if sample else f"Put articles (.txt, .md) into {folder / 'seeds'}, then run"
    yield f"{first} 'sitegen build' in {folder}."


def _title(folder: Path) -> str:
    """The folder's name as a title, escaped for a string of TOML."""
    title = folder.absolute().name.replace("-", " ").replace("_", " ").strip().title() or "Archive"
    return title.replace("\\", "\\\\").replace('"', '\\"')


def _sample(folder: Path, sample: Traversable) -> Iterator[str]:
    """Each file of the sample to its place; its articles are counted, not told one by one."""
    made = kept = 0
    for name, file in _below(sample):
        target = folder / name
        lacking = _lacking(name)
        if lacking:
            yield f"Left out {target}: it needs {lacking}"
        elif not name.startswith("seeds/") or name.endswith(".toml"):
            yield _written(target, file.read_bytes())
        elif _written(target, file.read_bytes()).startswith("Made"):
            made += 1
        else:
            kept += 1
    for done, n in (("Made", made), ("Kept", kept)):
        if n:
            yield f"{done} {n} {'file' if n == 1 else 'files'} in {folder / 'seeds'}"


def _below(place: Traversable, inside: str = "") -> Iterator[tuple[str, Traversable]]:
    """Every file below a folder of the package, with its path from there, in the order of names."""
    for entry in sorted(place.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            yield from _below(entry, f"{inside}{entry.name}/")
        else:
            yield inside + entry.name, entry


def _lacking(name: str) -> str:
    """The extra that an installation lacks to read this file, or nothing."""
    module, extra = NEEDED.get(Path(name).suffix, ("", ""))
    return extra if module and find_spec(module) is None else ""


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise ConfigError(f"{error.filename} is a file.", "Give the name of a folder.") from None


def _written(path: Path, content: bytes) -> str:
    """Write a file that is not there; say what was done."""
    if path.exists():
        return f"Kept {path}"
    _make(path.parent)
    path.write_bytes(content)
    return f"Made {path}"
