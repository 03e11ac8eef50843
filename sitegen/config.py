"""sitegen.toml -> `Config`.  An unknown key is an error that names the nearest valid one."""

from __future__ import annotations

import difflib
import re
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Any, get_args, get_origin

import msgspec
from msgspec import Struct

from sitegen import columns, messages, palette, workforce
from sitegen.errors import ConfigError

FILE = "sitegen.toml"
LOCALE = "locale"  # the folder beside it with words of the interface that are the archive's own
FORMATS = ("auto", "text", "markdown", "html")
DOWNLOADS = ("jsonl", "csv", "sqlite", "parquet", "ninjs")
TOKENS = ("year", "month", "day", "slug")
ENGINES = ("auto", "pagefind", "none")
PAGEFIND = ("pagefind_bin_extended", "pagefind_bin")  # the extended one cuts Chinese and Japanese into words
TAKEN = ("people", "tags", "archive", "pictures", "quotations", "search", "data")
TOKEN = re.compile(r":([a-z]+)")


class Paths(Struct, frozen=True, forbid_unknown_fields=True):
    """[paths]: folders relative to sitegen.toml."""

    seeds: str = "seeds"
    site: str = "site"
    templates: str = "templates"
    static: str = "static"
    state: str = ".sitegen"


class Annotate(Struct, frozen=True, forbid_unknown_fields=True):
    """[annotate]: `model` is "builtin", "none" (front matter only) or "spacy:<package>"."""

    model: str = "builtin"


class Publish(Struct, frozen=True, forbid_unknown_fields=True):
    """[publish]: what has to be true of a finding before a page shows it; `report` is where readers report a wrong
    match, a mailto: or https: address."""

    confidence: float = 0.7
    small_archive: int = 50
    minimum_articles: int = 2
    split: int = 200
    report: str = ""
    feeds: int = 20


class Tags(Struct, frozen=True, forbid_unknown_fields=True):
    """[tags]: an archive of at least `settle` articles settles a vocabulary of topics (seeds/vocabulary.tsv)."""

    settle: int = 24


class SourceTable(Struct, frozen=True, forbid_unknown_fields=True):
    """[[source]]: how the records of containers are read.  `files` is a pattern of paths below seeds/;
    `columns` says which column holds what ("text", "title", "date", "authors", "id", ...); `format` what the text
    is: "auto", "text", "markdown" or "html"."""

    files: str = "*"
    columns: dict[str, str] = {}
    format: str = "auto"


class Search(Struct, frozen=True, forbid_unknown_fields=True):
    """[search]: what makes the built site searchable: "pagefind", "none", or "auto": Pagefind where it is installed.
    A loaded configuration says one of the first two."""

    engine: str = "auto"


class Data(Struct, frozen=True, forbid_unknown_fields=True):
    """[data]: `formats` that the site offers for download: "jsonl", "csv", "sqlite", "parquet", "ninjs"."""

    formats: tuple[str, ...] = ()


class Cloud(Struct, frozen=True, forbid_unknown_fields=True):
    """[cloud]: addresses on object storage.  `inputs`: whose objects are brought into seeds/ before each build;
    `memo`: where the workers of a cluster keep what they read, so that nothing is read twice."""

    inputs: str = ""
    memo: str = ""


class DeployTable(Struct, frozen=True, forbid_unknown_fields=True):
    """[deploy.NAME]: one place that the site is sent to.  `to` is its address, or "github-pages"; `remote`, `branch`
    and `cname` are for the latter, `endpoint` for what speaks like S3, `compress` for object storage."""

    to: str
    remote: str = "origin"
    branch: str = "gh-pages"
    cname: str = ""
    endpoint: str = ""
    compress: bool = True


class Config(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of sitegen.toml.  `root` is the folder that holds it."""

    root: str = "."
    title: str = "Archive"
    base_url: str = "https://example.org/"
    language: str = "en"
    description: str = ""
    licence: str = ""
    permalink: str = "articles/:slug.html"
    jobs: int = 0
    executor: str = ""
    paths: Paths = Paths()
    annotate: Annotate = Annotate()
    publish: Publish = Publish()
    tags: Tags = Tags()
    search: Search = Search()
    data: Data = Data()
    cloud: Cloud = Cloud()
    theme: palette.Theme = palette.DEFAULT
    source: tuple[SourceTable, ...] = ()
    deploy: dict[str, DeployTable] = {}

    @property
    def searchable(self) -> bool:
        """Does the site have a search?"""
        return self.search.engine == "pagefind"

    @property
    def words(self) -> messages.Catalogue:
        """The words of the interface, read anew.  Raises ConfigError."""
        return messages.catalogue(self.language, Path(self.root, LOCALE))

    @property
    def seeds(self) -> Path:
        return Path(self.root, self.paths.seeds)

    @property
    def site(self) -> Path:
        return Path(self.root, self.paths.site)

    @property
    def state(self) -> Path:
        return Path(self.root, self.paths.state)


def load(root: Path | str, **overrides: str) -> Config:
    """The configuration of the archive in `root`.  `overrides` are keys given on the command line
    ("base_url", "executor", "site").  Raises ConfigError."""
    root = Path(root).absolute()
    path = root / FILE
    if not path.is_file():
        raise ConfigError(
            f"There is no {FILE} in {root}.", "Run 'sitegen init' there, or give the folder of an archive."
        )
    text = path.read_text("utf-8-sig", "replace")
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: this is not valid TOML: {error}.", "See docs/configuration.md.") from None
    _known(table, Config, path, text, "")
    if "site" in overrides:
        table["paths"] = {**table.get("paths", {}), "site": overrides.pop("site")}
    try:
        config = msgspec.convert({**table, **overrides, "root": str(root)}, Config)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{path}: {error}.", "See docs/configuration.md for what each key may be.") from None
    return _checked(config, path)


def keys(of: type[Struct] = Config, prefix: str = "") -> list[str]:
    """Every key of sitegen.toml, dotted ("paths.seeds")."""
    found = []
    for field in msgspec.structs.fields(of):
        if field.name == "root":
            continue
        inner = _struct(field.type)
        found += keys(inner, field.name + ".") if inner else [prefix + field.name]
    return found


def _struct(kind: Any) -> type[Struct] | None:
    """The struct that a table, or each of several tables of one name, is read into."""
    if get_origin(kind) is dict:  # named tables: [deploy.NAME]
        kind = get_args(kind)[1]
    (kind, *_) = get_args(kind) or (kind,)
    return kind if isinstance(kind, type) and issubclass(kind, Struct) else None


def _known(table: dict[str, Any], struct: type[Struct], path: Path, text: str, prefix: str) -> None:
    fields = {field.name: field.type for field in msgspec.structs.fields(struct) if field.name != "root"}
    for key, value in table.items():
        if key not in fields:
            near = difflib.get_close_matches(key, fields, 1, 0.5)
            hint = f"Did you mean '{prefix}{near[0]}'?" if near else "Valid here: " + ", ".join(sorted(fields)) + "."
            raise ConfigError(f"{path}:{_line(text, key)}: unknown key '{prefix}{key}'.", hint)
        inner = _struct(fields[key])
        named = get_origin(fields[key]) is dict and isinstance(value, dict)
        for part in value.values() if named else value if isinstance(value, list) else (value,):
            if isinstance(part, dict) and inner:
                _known(part, inner, path, text, key + ".")


def _check_source(table: SourceTable, path: Path) -> None:
    roles = (*columns.ROLES, *columns.OTHER_ROLES)
    for role in table.columns:
        if role not in roles:
            near = difflib.get_close_matches(role, roles, 1, 0.5)
            raise ConfigError(
                f"{path}: [[source]] for {table.files!r}: an article has no {role!r}.",
                f"Did you mean {near[0]!r}?" if near else "It may have: " + ", ".join(sorted(roles)) + ".",
            )
    if table.format not in FORMATS:
        raise ConfigError(
            f"{path}: [[source]] for {table.files!r}: format = {table.format!r} is not known.",
            f"Use one of {', '.join(FORMATS)}.",
        )


def _line(text: str, key: str) -> int:
    found = re.search(rf"^\s*\[?\s*[\"']?{re.escape(key)}\b", text, re.M)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _checked(config: Config, path: Path) -> Config:
    wrong = [t for t in TOKEN.findall(config.permalink) if t not in TOKENS]
    if wrong or ":slug" not in config.permalink or config.permalink.startswith("/") or ".." in config.permalink:
        raise ConfigError(
            f"{path}: permalink = {config.permalink!r} cannot be followed"
            + (f": there is no token ':{wrong[0]}'." if wrong else ": it must hold :slug and stay below the site."),
            "Use :year, :month, :day and :slug, as in 'articles/:year/:slug.html'.",
        )
    if config.permalink.split("/")[0] in TAKEN:
        raise ConfigError(
            f"{path}: permalink = {config.permalink!r} would put articles into a folder that the site needs itself.",
            "Let it begin with another folder, as in 'articles/:slug.html'.",
        )
    if config.annotate.model not in ("builtin", "none") and not re.fullmatch(r"spacy:[\w-]+", config.annotate.model):
        raise ConfigError(
            f"{path}: annotate.model = {config.annotate.model!r} is not known.",
            "Use 'builtin', 'none' or 'spacy:<package>'.",
        )
    if config.publish.report and not re.match(r"(mailto:|https?://)\S+$", config.publish.report):
        raise ConfigError(
            f"{path}: publish.report = {config.publish.report!r} is not an address.",
            "Write 'mailto:desk@example.org' or 'https://example.org/report'.",
        )
    try:
        workforce.parse(config.executor)
    except ValueError as error:
        raise ConfigError(f"{path}: {error}.", workforce.HINT) from None
    for table in config.source:
        _check_source(table, path)
    for name in config.data.formats:
        if name not in DOWNLOADS:
            raise ConfigError(
                f"{path}: data.formats: there is no format {name!r}.", f"Use some of {', '.join(DOWNLOADS)}."
            )
    palette.check(config.theme, str(path))
    engine = _engine(config.search.engine, path)
    if not re.match(r"https?://[^/\s]+", config.base_url):
        raise ConfigError(
            f"{path}: base_url = {config.base_url!r} is not an address.", "Write it out, as in 'https://example.org/'."
        )
    if (
        Path(config.root) in (config.site, *config.site.parents)
        and config.site.resolve() == Path(config.root).resolve()
    ):
        raise ConfigError(
            f"{path}: the site cannot be the archive's own folder.", "Set paths.site to a folder of its own."
        )
    return msgspec.structs.replace(config, base_url=config.base_url.rstrip("/") + "/", search=Search(engine))


def pagefind() -> str:
    """The package that holds Pagefind's program; "" where none is installed."""
    return next((name for name in PAGEFIND if find_spec(name)), "")


def _engine(asked: str, path: Path) -> str:
    """What is to make the site searchable."""
    if asked not in ENGINES:
        raise ConfigError(f"{path}: search.engine = {asked!r} is not known.", f"Use one of {', '.join(ENGINES)}.")
    if asked == "pagefind" and not pagefind():
        raise ConfigError(
            f"{path}: search.engine = 'pagefind', and Pagefind is not installed.",
            "Install the extra: pip install 'sitegen-archive[search]'.",
        )
    return "pagefind" if asked != "none" and pagefind() else "none"
