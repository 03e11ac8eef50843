"""`sitegen theme ...`: which files of the theme an archive may put its own in the place of, and a copy of one to begin
with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sitegen import theme
from sitegen.config import Config
from sitegen.errors import ConfigError, SitegenError


def listing(config: Config) -> Iterator[str]:
    """Every template of the theme with its blocks, then its static files; which of them the archive has of its own."""
    own_templates, templates = theme.template_folders(config)
    for name in theme.files(templates):
        told = theme.outline(templates, name)
        of_blocks = f"  blocks: {', '.join(told.blocks)}" if told.blocks else ""
        yield name + (f"  extends {told.extends}" if told.extends else "") + of_blocks + _own(own_templates / name)
    own_static, static = theme.static_folders(config)
    for name in theme.files(static):
        yield name + _own(own_static / name)


def eject(config: Config, name: str) -> Iterator[str]:
    """Copy a template or static file of the theme to where the archive's own lie, and say what it stands for.  Raises
    ConfigError for a name that the theme does not have, SitegenError where the archive has the file already."""
    own, of_theme = _folders(config, name)
    target = own / name
    _copy(of_theme / name, target)
    yield f"Made {target}: it takes the place of the theme's {name}, and no longer follows it."
    if of_theme.name == "templates":
        yield from _relations(of_theme, name)


def _folders(config: Config, name: str) -> tuple[Path, Path]:
    """(the archive's folder, the theme's) of a file of the theme."""
    pairs = theme.template_folders(config), theme.static_folders(config)
    for own, of_theme in pairs:
        if name in theme.files(of_theme):
            return own, of_theme
    known = ", ".join(name for _, of_theme in pairs for name in theme.files(of_theme))
    raise ConfigError(f"The theme has no {name!r}.", f"It has {known}.")


def _copy(source: Path, target: Path) -> None:
    """Never over a file that is there."""
    content = source.read_bytes()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with open(target, "xb") as file:
            file.write(content)
    except FileExistsError:
        raise SitegenError(f"{target} is there already, and stays.", "Move it away to have a fresh copy.") from None


def _relations(templates: Path, name: str) -> Iterator[str]:
    """What a template is made of, and which others are made of it."""
    told = theme.outline(templates, name)
    if told.extends:
        yield f"It extends {told.extends}."
    if told.includes:
        yield f"It includes {', '.join(told.includes)}."
    users = [other for other in theme.files(templates) if name in theme.outline(templates, other).uses]
    if users:
        yield f"Used by {', '.join(users)}: they follow your copy."
    if told.blocks:
        first = told.blocks[0]
        yield f'To change a part only, let it hold {{% extends "theme:{name}" %}} and its blocks, as in'
        yield f"  {{% block {first} %}}...{{% endblock %}}"
        yield f"Its blocks: {', '.join(told.blocks)}."


def _own(path: Path) -> str:
    return f"  (yours: {path})" if path.is_file() else ""
