"""Where templates and static files are found, and what a change to one of them concerns.

The user's templates/ and static/ beside sitegen.toml come first, then the theme that ships with the package
(in a checkout: the folders at its top).  An override may say {% extends "theme:base.html" %}."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sitegen import palette
from sitegen.config import Config
from sitegen.digest import digest, digest_of
from sitegen.errors import ConfigError, TemplateError
from sitegen.model import Asset

if TYPE_CHECKING:
    import jinja2

SEARCH_SCRIPT, STYLE_SHEET = "search.js", "style.css"
# A style sheet asks for what these name only at its beginning: in the midst of ours they would be passed over.
ONLY_FIRST = re.compile(r"@(?:import|charset|namespace)\b", re.I)
COMMENT = re.compile(r"/\*.*?\*/", re.S)


def default_theme() -> Path:
    """The folder that holds the default templates/ and static/."""
    packed = Path(__file__).parent / "theme_files"
    return packed if packed.is_dir() else Path(__file__).parent.parent


def template_folders(config: Config) -> list[Path]:
    return [Path(config.root, config.paths.templates), default_theme() / "templates"]


def static_folders(config: Config) -> list[Path]:
    return [Path(config.root, config.paths.static), default_theme() / "static"]


def assets(config: Config) -> list[Asset]:
    """Every static file, the user's before the theme's, in the order of paths.  The variables that sitegen.toml sets,
    and the style sheet that it names, follow in the theme's own sheet: one request, and one file that changes."""
    found: dict[str, str] = {}
    for folder in reversed(static_folders(config)):
        found.update((path, str(folder / path)) for path in _files(folder))
    if not config.searchable:
        found.pop(SEARCH_SCRIPT, None)
    more = palette.rules(config.theme)
    if config.theme.css:
        more += "\n" + _own_sheet(config, found.pop(config.theme.css, ""))
    return [_asset(path, file, more if path == STYLE_SHEET else "") for path, file in sorted(found.items())]


def _asset(path: str, file: str, more: str) -> Asset:
    return Asset(path, file, digest(Path(file).read_bytes() + more.encode("utf-8")), more)


def _own_sheet(config: Config, file: str) -> str:
    """The archive's own style sheet, which lies in its static folder: addresses in it keep their meaning, since both
    sheets stand at the top of the site."""
    name = config.theme.css
    if not file or "/" in name or name == STYLE_SHEET:
        raise ConfigError(
            f"theme.css = {name!r}: there is no such style sheet at the top of {static_folders(config)[0]}.",
            "Put it there, under another name than style.css.",
        )
    sheet = Path(file).read_text("utf-8-sig", "replace")
    first = ONLY_FIRST.search(COMMENT.sub("", sheet))
    if first:
        raise ConfigError(
            f"{file}: {first[0]} counts only at the beginning of a sheet, and this one follows the theme's.",
            "Write the rules themselves, or add a sheet with the block 'styles' (docs/theme.md).",
        )
    return sheet


class Outline(NamedTuple):
    """What a template says of itself: what it extends ("": nothing), what it includes or imports, its own blocks."""

    extends: str
    includes: tuple[str, ...]
    blocks: tuple[str, ...]

    @property
    def uses(self) -> tuple[str, ...]:
        return (self.extends, *self.includes)


def outline(folder: Path, name: str) -> Outline:
    """The outline of a template of the theme."""
    from jinja2 import Environment, nodes

    tree = Environment(extensions=["jinja2.ext.i18n"]).parse((folder / name).read_text("utf-8"))
    parent = next(tree.find_all(nodes.Extends), None)
    used: list[Any] = list(tree.find_all((nodes.Include, nodes.Import, nodes.FromImport)))
    return Outline(
        parent.template.value if parent and isinstance(parent.template, nodes.Const) else "",
        tuple(dict.fromkeys(x.template.value for x in used if isinstance(x.template, nodes.Const))),
        tuple(block.name for block in tree.find_all(nodes.Block)),
    )


def files(folder: Path) -> list[str]:
    """The paths of the files in a folder of templates or static files, from there, sorted."""
    return sorted(_files(folder))


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

    env = Environment(extensions=["jinja2.ext.i18n"], loader=loader([str(f) for f in template_folders(config)]))
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
