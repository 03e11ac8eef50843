"""Where templates and static files are found, and what a change to one of them concerns.

The user's templates/ and static/ beside sitegen.toml come first, then the theme that ships with the package
(in a checkout: the folders at its top).  An override may say {% extends "theme:base.html" %}."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sitegen.config import Config
from sitegen.digest import digest, digest_of
from sitegen.errors import TemplateError
from sitegen.model import Asset

if TYPE_CHECKING:
    import jinja2

SEARCH_SCRIPT = "search.js"


def default_theme() -> Path:
    """The folder that holds the default templates/ and static/."""
    packed = Path(__file__).parent / "theme_files"
    return packed if packed.is_dir() else Path(__file__).parent.parent


def template_folders(config: Config) -> list[Path]:
    return [Path(config.root, config.paths.templates), default_theme() / "templates"]


def static_folders(config: Config) -> list[Path]:
    return [Path(config.root, config.paths.static), default_theme() / "static"]


def assets(config: Config) -> list[Asset]:
    """Every static file, the user's before the theme's, in the order of paths."""
    found: dict[str, str] = {}
    for folder in reversed(static_folders(config)):
        found.update((path, str(folder / path)) for path in _files(folder))
    if not config.searchable:
        found.pop(SEARCH_SCRIPT, None)
    return [Asset(path, file, digest(Path(file).read_bytes())) for path, file in sorted(found.items())]


def raw_digest(config: Config) -> bytes:
    """One digest of all template files as they lie there: if it stands, no template need be parsed."""
    parts: list[bytes | str] = []
    for n, folder in enumerate(template_folders(config)):
        for path in sorted(_files(folder)):
            parts += [f"{n}/{path}", (folder / path).read_bytes()]
    return digest_of(*parts)


def _files(folder: Path) -> Iterator[str]:
    for root, folders, names in os.walk(folder):
        folders[:] = [f for f in folders if not f.startswith(".")]
        for name in names:
            if not name.startswith(".") and not name.endswith("~"):
                yield Path(root, name).relative_to(folder).as_posix()


def loader(folders: list[str]) -> jinja2.BaseLoader:
    """The user's templates, then the theme's; the theme's own under the prefix "theme:"."""
    from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader

    theme = FileSystemLoader(folders[-1])
    return ChoiceLoader([*(FileSystemLoader(f) for f in folders), PrefixLoader({"theme": theme}, ":")])


def closures(config: Config, names: Iterator[str] | list[str]) -> dict[str, bytes]:
    """template -> digest of it and of all it extends, includes or imports."""
    from jinja2 import Environment

    env = Environment(loader=loader([str(f) for f in template_folders(config)]))
    return {name: digest_of(*(part for pair in sorted(_closure(env, name).items()) for part in pair)) for name in names}


def _closure(env: jinja2.Environment, name: str) -> dict[str, str]:
    from jinja2 import TemplateNotFound, TemplateSyntaxError, meta

    found: dict[str, str] = {}
    waiting = [(name, "")]
    while waiting:
        name, wanted_by = waiting.pop()
        if name in found:
            continue
        try:
            source, file, _ = _source(env, name)
            found[name] = source
            for inner in meta.find_referenced_templates(env.parse(source, name, file)):
                if inner is None:
                    raise TemplateError(
                        f"{file or name}: a template's name is computed here, so nobody can tell what it depends on.",
                        "Write the name out in extends, include and import.",
                    )
                waiting.append((inner, name))
        except TemplateNotFound:
            raise TemplateError(f"{wanted_by or 'The site'} asks for {name!r}, a template that is not there.") from None
        except TemplateSyntaxError as error:
            raise TemplateError(f"{error.filename or name}:{error.lineno}: {error.message}.") from None
    return found


def _source(env: jinja2.Environment, name: str) -> Any:
    assert env.loader is not None
    return env.loader.get_source(env, name)


@lru_cache(1)
def version() -> str:
    from sitegen import __version__

    return __version__
