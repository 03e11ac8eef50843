"""The front matter of a Markdown file: YAML between `---` lines, TOML between `+++` lines, or Pelican's headers, which
begin with "Title:" in the first line and end at an empty one.

Strings and lists in JSON's form, ISO dates, numbers and plain words are read by hand (2 to 7 microseconds); whatever
else goes to YAML's C loader, and a test proves that both give the same.  Dates, numbers and truth values of YAML stay
the text that they are: a headline may be "Yes", "1984" or "12:30"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

import msgspec

from sitegen.errors import SourceError

Fields = Mapping[str, Any]
HINT = "Correct the lines between the two fences at the top of the file."
PLAIN_WORDS = re.compile(r"[A-Za-z][A-Za-z0-9 ,.()/-]*\Z")
ISO_DATE = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2})?)?\Z"
)
NUMBER = re.compile(r"[0-9]+\Z")
NULL = "null"
# of what YAML finds in bare words: nothing, and that another table's fields come here too
FOUND_IN_WORDS = ("tag:yaml.org,2002:null", "tag:yaml.org,2002:merge")
# words that YAML 1.1 reads as something else than words: as names of fields they need quotation marks for others
NO_WORDS = frozenset(("true", "false", "yes", "no", "on", "off", "null"))
OPENING = re.compile(r"(---|\+\+\+)[ \t]*\n")
CLOSING = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*(?:\n|\Z)", re.MULTILINE),
}
FIRST_FIELD = re.compile(r"\s*[A-Za-z_][\w-]*\s*[:=]")
HEADERS = re.compile(r"(?i)(?=title:)(?:[a-z][a-z_-]*:[ \t]+\S[^\n]*(?:\n|\Z))+(?=\n|\Z)")
LARGEST_INTEGER = 256  # bits; Python refuses to write out very long ones
SHALLOW = 1000  # characters of YAML that cannot nest so deep that its loader, which recurses in C, ends the process
DEEPEST = 20  # levels of lists and tables; a list that holds itself has no end
TOO_DEEP = "has front matter that repeats itself without end, or is nested too deep"
# YAML's aliases repeat a value for a few characters, and repeat what repeats: this much more than is written
MOST_REPEATED, ALWAYS_ALLOWED = 10, 10_000
_string = msgspec.json.Decoder(str).decode
_strings = msgspec.json.Decoder(list[str]).decode


class Head(NamedTuple):
    """The text between the fences is `text[start:end]`; the body begins at `body`.  Headers have no fence: ""."""

    fence: str
    start: int
    end: int
    body: int


NO_HEAD = Head("", 0, 0, 0)


def find_head(text: str) -> Head:
    """Where the front matter stands; `NO_HEAD` where there is none.

    Raises:
        SourceError: it is opened and never closed.
    """
    if text.startswith("---\n"):
        end = text.find("\n---\n", 3)
        if end >= 0:
            return Head("---", 4, end + 1, end + 5)
    opened = OPENING.match(text)
    if not opened:
        headers = HEADERS.match(text)
        return Head("", 0, headers.end(), headers.end()) if headers else NO_HEAD
    closed = CLOSING[opened[1]].search(text, opened.end())
    if closed:
        return Head(opened[1], opened.end(), closed.start(), closed.end())
    if FIRST_FIELD.match(text, opened.end()):
        raise SourceError(f"has front matter that is opened with {opened[1]} and never closed", HINT)
    return NO_HEAD  # a rule above plain text


def read_fields(text: str, head: Head) -> Fields:
    """The fields, their names in small letters.

    Raises:
        SourceError: the front matter is no valid YAML or TOML, or no list of fields.
    """
    source = text[head.start : head.end]
    if not head.fence:
        return header_fields(source)
    fields = toml_fields(source) if head.fence == "+++" else short_fields(source)
    if fields is None:
        fields = yaml_fields(source)
    return {str(name).lower(): value for name, value in fields.items()}


def short_fields(source: str) -> dict[str, Any] | None:
    """The fields where every line is of the easy kind, else None."""
    fields: dict[str, Any] = {}
    for line in source.rstrip("\n").split("\n"):
        name, _, value = line.partition(": ")
        if not name.isidentifier() or name.lower() == NULL or not value.isprintable():
            return None
        first = value[:1]
        if first == '"' or first == "[":
            if "\\" in value:
                return None
            try:
                fields[name] = _string(value) if first == '"' else _strings(value)
            except msgspec.MsgspecError:
                return None
        elif PLAIN_WORDS.match(value) and value.rstrip().lower() != NULL:
            fields[name] = value.rstrip()
        elif ISO_DATE.match(value) or NUMBER.match(value):
            fields[name] = value
        else:
            return None
    return fields


def yaml_fields(source: str) -> dict[str, Any]:
    """The fields as YAML's own loader reads them, but for dates, numbers and truth values, which stay text."""
    import yaml

    try:
        if len(source) > SHALLOW:
            _refuse_depth(source)
        # a subclass of YAML's safe loader, which makes plain data and nothing else
        fields = yaml.load(source, _loader())
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise SourceError(f"has front matter that is not valid YAML: {_told(error)}", HINT) from None
    return _as_fields({} if fields is None else fields, source)


@cache
def _loader() -> Any:
    import yaml

    safe = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    resolvers = {
        letter: [(tag, pattern) for tag, pattern in rules if tag in FOUND_IN_WORDS]
        for letter, rules in safe.yaml_implicit_resolvers.items()
    }
    return type("Loader", (safe,), {"yaml_implicit_resolvers": resolvers})


def _refuse_depth(source: str) -> None:
    """Look at the levels before loading: YAML's parser, unlike its loader, does not recurse.  Raises SourceError."""
    import yaml

    depth = 0
    for event in yaml.parse(source, _loader()):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise SourceError(TOO_DEEP, HINT)


def _told(error: Exception) -> str:
    """ "line 3: could not find expected ':'", counted from the top of the file."""
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error).split("\n")[0] or "it is nested too deep"
    return f"line {mark.line + 2}: {problem}" if mark is not None else str(problem)


def header_fields(source: str) -> dict[str, Any]:
    """The fields of Pelican's headers: text as it stands."""
    lines = (line.partition(":") for line in source.rstrip("\n").split("\n"))
    return {name.lower(): value.strip() for name, _, value in lines}


def toml_fields(source: str) -> dict[str, Any]:
    """The fields of TOML; dates become text, as in YAML."""
    try:
        fields = tomllib.loads(source)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SourceError(f"has front matter that is not valid TOML: {error}", HINT) from None
    return _as_fields(fields, source)


def _as_fields(fields: object, source: str) -> dict[str, Any]:
    if not isinstance(fields, dict):
        raise SourceError(f"has front matter that is no list of fields but {type(fields).__name__}", HINT)
    plain: dict[str, Any] = _Plain(MOST_REPEATED * len(source) + ALWAYS_ALLOWED).read(fields)
    return plain


class _Plain:
    """Makes loaded values into text, numbers, truth values, lists and tables of these, and nothing else: no sets,
    whose order changes from run to run, no dates, no value that holds itself, no more than `room` characters."""

    def __init__(self, room: int) -> None:
        self.room = room

    def read(self, value: Any, depth: int = 0) -> Any:
        """The same value, plain.  Raises SourceError."""
        self._take(len(value) if isinstance(value, (str, bytes)) else 1, depth)
        if isinstance(value, dict):
            return {str(self.read(name, depth + 1)): self.read(inner, depth + 1) for name, inner in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.read(inner, depth + 1) for inner in value]
        if isinstance(value, (set, frozenset)):
            return sorted(str(self.read(inner, depth + 1)) for inner in value)
        if isinstance(value, bytes):
            return value.decode("utf-8", "replace")
        if isinstance(value, int) and value.bit_length() > LARGEST_INTEGER:
            raise SourceError("has front matter with a number of too many digits", "Put it between quotation marks.")
        return value.isoformat() if hasattr(value, "isoformat") else value

    def _take(self, size: int, depth: int) -> None:
        self.room -= size
        if self.room < 0 or depth > DEEPEST:
            raise SourceError(TOO_DEEP, HINT)
