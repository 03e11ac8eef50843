"""A new archive: settings and a folder for the articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sitegen.config import FILE
from sitegen.errors import ConfigError

SETTINGS = """\
# Every key is explained in docs/configuration.md; leave one out and it has its default.
title = "{title}"
base_url = "https://example.org/"
language = "en"
"""
IGNORED = "/site/\n/.sitegen/\n"


def start(folder: Path) -> Iterator[str]:
    """Lay down what is missing, never touch what is there; say what was made."""
    if folder.exists() and not folder.is_dir():
        raise ConfigError(f"{folder} is a file.", "Give the name of a folder.")
    (folder / "seeds").mkdir(parents=True, exist_ok=True)
    title = folder.absolute().name.replace("-", " ").replace("_", " ").strip().title() or "Archive"
    escaped = title.replace("\\", "\\\\").replace('"', '\\"')
    for name, text in ((FILE, SETTINGS.format(title=escaped)), (".gitignore", IGNORED)):
        path = folder / name
        if path.exists():
            yield f"Kept {path}"
        else:
            path.write_text(text, "utf-8")
            yield f"Made {path}"
    yield f"Put articles (.txt, .md) into {folder / 'seeds'}, then run 'sitegen build' in {folder}."
