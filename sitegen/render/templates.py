"""The Jinja2 environment, made once a process from plain data, and what is rendered once for many pages."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import msgspec
from markupsafe import Markup, escape

from sitegen import messages
from sitegen.errors import TemplateError
from sitegen.messages import Catalogue, direction
from sitegen.theme import loader

if TYPE_CHECKING:
    import jinja2

ROOT = "\x01"  # stands for the way to the site's root: a card is rendered once for pages of every depth
CUT = "\x02"
FIXED = re.compile(r"""\{\{ (?:_\(("[^"]*")\)|ui(_dir)?) \}\}""")  # what a template says to all pages alike
PLAIN = re.compile(r"[A-Za-z0-9_.~/-]*").fullmatch  # what `quote` leaves alone


class Site(msgspec.Struct, frozen=True):
    """What every page says of the archive."""

    title: str
    base_url: str
    language: str
    description: str
    licence: str = ""
    search: bool = False


class Renderer:
    """Renders pages of one site with the templates found in `folders`."""

    def __init__(
        self, folders: Sequence[str], site: Site, cache: str | None = None, catalogue: Catalogue = messages.ENGLISH
    ) -> None:
        self.folders, self.site, self.cache, self.catalogue = list(folders), site, cache, catalogue
        self._env: jinja2.Environment | None = None
        self._files: jinja2.BaseLoader | None = None
        self._templates: dict[str, jinja2.Template] = {}
        self._chrome: dict[str, tuple[Markup, Markup]] = {}
        self.nav: Sequence[str] = ()  # pages that not every archive has, and masthead and colophon lead to

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_env": None, "_files": None, "_templates": {}}

    def template(self, name: str) -> jinja2.Template:
        found = self._templates.get(name)
        if found is None:
            found = self._templates[name] = self._load(name)
        return found

    def _load(self, name: str) -> jinja2.Template:
        import jinja2

        if self.cache:
            os.makedirs(self.cache, exist_ok=True)
        if self._env is None:
            from sitegen.render.environment import Environment

            self._env = Environment(
                loader=jinja2.FunctionLoader(self._source),
                autoescape=True,
                undefined=jinja2.StrictUndefined,
                auto_reload=False,
                trim_blocks=True,
                lstrip_blocks=True,
                keep_trailing_newline=True,
                bytecode_cache=jinja2.FileSystemBytecodeCache(self.cache) if self.cache else None,
                extensions=["jinja2.ext.i18n"],
            )
            _translate(self._env, self.catalogue)
            self._files = loader(self.folders)
        try:
            template = self._env.get_template(name)
        except jinja2.TemplateNotFound as error:
            raise TemplateError(f"The template {error.name!r} is not there.", "See docs/theme.md.") from None
        except jinja2.TemplateSyntaxError as error:
            raise TemplateError(f"{error.filename or name}:{error.lineno}: {error.message}.") from None
        template.globals = dict(template.globals)  # a chain of tables, which every page would walk
        return template

    def _source(self, name: str) -> Any:
        """A template as it lies there, but for messages without values and the language, which are put in here once
        and for all: a page has fifty of them."""
        assert self._env is not None and self._files is not None
        source, file, fresh = self._files.get_source(self._env, name)
        return FIXED.sub(self._fixed, source), file, fresh

    def _fixed(self, match: re.Match[str]) -> str:
        words = self.catalogue
        if match[1]:
            message = ast.literal_eval(match[1])
            return _filled(_shown(words.gettext(message), message), {})
        return words.direction if match[2] else words.language

    def _render(self, name: str, context: Mapping[str, Any]) -> str:
        import jinja2

        try:
            return self.template(name).render(context)
        except jinja2.UndefinedError as error:
            raise TemplateError(
                f"{_where(error, name)}: {error.message}.", "See docs/theme.md for the names."
            ) from None
        except (TypeError, ValueError, AttributeError, KeyError, ZeroDivisionError) as error:
            raise TemplateError(f"{_where(error, name)}: {type(error).__name__}: {error}.") from error

    def page(self, path: str, name: str, context: dict[str, Any]) -> bytes:
        """One page.  Cards in the context (keys of CARDS) get the way to the root of this page."""
        root = "../" * path.count("/")
        masthead, colophon = self.chrome(root)
        context = {
            "site": self.site,
            "root": root,
            "path": path,
            "url": self.site.base_url + quoted(path.removesuffix("index.html")),
            "lang": self.site.language,
            "dir": direction(context.get("lang", self.site.language)),
            "json_ld": "",
            **{key: rooted(value, root) for key, value in context.items()},
            "nav": self.nav,
            "masthead": masthead,
            "colophon": colophon,
        }
        if context["json_ld"]:
            context["json_ld"] = Markup(json_for_script(context["json_ld"]))
        return self._render(name, context).encode("utf-8", "replace")

    def chrome(self, root: str) -> tuple[Markup, Markup]:
        """What every page has above and below: rendered once for each depth."""
        found = self._chrome.get(root)
        if found is None:
            context = {"site": self.site, "root": root, "nav": self.nav}
            parts = [Markup(self._render(name, context)) for name in ("masthead.html", "colophon.html")]
            found = self._chrome[root] = parts[0], parts[1]
        return found

    def cards(self, cards: Sequence[Mapping[str, Any]]) -> list[str]:
        """One fragment a card, all in one rendering."""
        return self._render("cards.html", {"cards": cards, "cut": CUT, "site": self.site}).split(CUT)[:-1]


def _translate(env: jinja2.Environment, catalogue: Catalogue) -> None:
    """Templates say `_("...")` and `ngettext("...", "...", n)`; `ui` is the language that they get, and `ui_dir`
    its direction as an attribute, for elements inside an article of another; English goes without.  Catalogues hold
    words, no HTML; what is filled in is escaped."""

    def gettext(message: str, **values: Any) -> Markup:
        return _filled(_shown(catalogue.gettext(message), message), values)

    def ngettext(one: str, many: str, n: int, **values: Any) -> Markup:
        values.setdefault("num", n)
        return _filled(_shown(catalogue.ngettext(one, many, n), one, many), values)

    env.newstyle_gettext = True  # type: ignore[attr-defined]  # of {% trans %}: values are given by name
    env.globals |= {"_": gettext, "gettext": gettext, "ngettext": ngettext}
    env.globals |= {"ui": catalogue.language, "ui_dir": Markup(catalogue.direction)}
    env.filters["number"] = catalogue.number


def _shown(said: str, *english: str) -> str:
    """A message as HTML: templates write their English as they mean it."""
    return said if said in english else escape(said)


def _filled(said: str, values: Mapping[str, Any]) -> Markup:
    return Markup(str(said) % {key: value if type(value) is int else escape(value) for key, value in values.items()})


def rooted(value: Any, root: str) -> Any:
    """Cards, alone or inside lists and tables, with the way to the root put in."""
    if isinstance(value, Markup):
        return Markup(value.replace(ROOT, root)) if ROOT in value else value
    if isinstance(value, list) and value and isinstance(value[0], dict) and "items" in value[0]:
        return [{**group, "items": rooted(group["items"], root)} for group in value]
    if isinstance(value, dict) and isinstance(value.get("items"), Markup):
        return {**value, "items": rooted(value["items"], root)}
    return value


def json_for_script(value: object) -> str:
    return msgspec.json.encode(value).replace(b"<", b"\\u003c").decode()


def quoted(path: str) -> str:
    """A path as it stands in an address; most are made of letters, digits and hyphens, and stay as they are."""
    return path if PLAIN(path) else quote(path)


def _where(error: BaseException, name: str) -> str:
    """template:line, from the traceback that Jinja2 rewrote."""
    trace, found = error.__traceback__, name
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith((".html", ".xml", ".txt")):
            found = f"{file}:{trace.tb_lineno}"
        trace = trace.tb_next
    return found
