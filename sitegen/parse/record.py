"""The JSON line of a record -> the document that its fields make, and the article in it.

A document is what a person would have typed: front matter with every field of the record, one a line, then the text.
So what a column states is read as front matter is, and the text below it as a file of plain text (or Markdown) is.
Where the column holds HTML, the page's visible text is the document, and the other fields are stated beside it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

import msgspec
from msgspec import structs

from sitegen.columns import FORMAT, NOTHING, OTHER_ROLES, ROLES, guess, is_stated, no_text, read_line, text_of_value
from sitegen.columns import value_of as column
from sitegen.containers import container_of
from sitegen.model import Article, Evidence
from sitegen.parse.frontmatter import NO_HEAD, NO_WORDS
from sitegen.parse.given import Stated
from sitegen.parse.stamps import iso_of

Kind = Literal["text", "markdown", "html"]
FENCE = "---\n"
STATED = tuple(role for role in (*ROLES, *OTHER_ROLES) if role not in ("text", "id"))
IS_PAGE = re.compile(r"(?i)<(?:!doctype|html|body|p|div)[\s>]")
ITEM = re.compile(r"""'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)\"""")
BETWEEN_ITEMS = re.compile(r"\[[\s,]*\]\Z")
ESCAPED = re.compile(r"\\(.)")
AND = re.compile(r"(?i)\s(?:and|und|et|y|&)\s")
PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")
LONGEST_NAME = 200
UNREAD_DATE = "date_as_given"
COUNT = 10**18  # a larger number is an identifier, which is text
BOM = b"\xef\xbb\xbf"  # says UTF-8, whatever the page says of itself


class Document(NamedTuple):
    """What a record makes.

    Attributes:
        kind: how `text` is to be read.
        text: front matter and body; of HTML the page alone.
        start: where the body begins.
        fields: what the front matter states, by name.
        encoding: of the record.
        doubts: sentences about what the record states and nobody can read.
    """

    kind: Kind
    text: str
    start: int
    fields: dict[str, Any]
    encoding: str
    doubts: tuple[str, ...]


def read(path: str, data: bytes, evidence: Evidence) -> Article:
    """The article in a record.

    Args:
        path: "corpus.jsonl/KEY".
        data: its JSON line.
        evidence: what is known of it beside; `columns` as `[[source]]` states.

    Raises:
        SourceError: the line is no JSON object, or none of its columns holds a text.
    """
    made = document(data, evidence.columns or {}, path)
    article = _article(path, made, evidence)
    return structs.replace(article, unmatched=article.unmatched + made.doubts) if made.doubts else article


def _article(path: str, made: Document, evidence: Evidence) -> Article:
    from sitegen.parse import headed, markdown

    if made.kind == "html":
        from sitegen.parse import html

        page = html.read(path, BOM + made.text.encode("utf-8", "replace"), evidence, str(made.fields.get("url", "")))
        return headed.overrule(page, Stated(path, page.text, NO_HEAD, made.fields))
    if made.kind == "markdown":
        return markdown.read(path, made.text, made.encoding, evidence)
    return headed.read(path, made.text, made.encoding, evidence)


def text_of(path: str, data: bytes, columns: Mapping[str, str]) -> str:
    """The text that the article's passages are slices of.  Raises SourceError."""
    made = document(data, columns, path)
    return made.text if made.kind != "html" else _text_of_page(path, made)


def body_of(path: str, data: bytes, columns: Mapping[str, str]) -> str:
    """The same without what the other columns state.  Raises SourceError."""
    made = document(data, columns, path)
    return made.text[made.start :] if made.kind != "html" else _text_of_page(path, made)


def _text_of_page(path: str, made: Document) -> str:
    from sitegen.parse import html

    return html.text_of(BOM + made.text.encode("utf-8", "replace"), path)[0]


def document(data: bytes, columns: Mapping[str, str], path: str = "") -> Document:
    """The document that a JSON line makes.  Raises SourceError."""
    record, encoding = read_line(data)
    found = guess(record, columns)
    text = text_of_value(column(record, found["text"])) if "text" in found else ""
    if not text.strip():
        raise no_text(record, columns)
    kind = _kind(text, columns.get(FORMAT, "auto"))
    fields, doubts = _fields(record, found, posixpath.dirname(container_of(path)))
    if kind == "html":
        return Document(kind, text, 0, fields, encoding, doubts)
    head = FENCE + "".join(f"{_name(name)}: {_value(value)}\n" for name, value in fields.items()) + FENCE + "\n"
    return Document(kind, head + text, len(head), fields, encoding, doubts)


def _kind(text: str, stated: str) -> Kind:
    if stated in ("text", "markdown", "html"):
        return stated  # type: ignore[return-value]  # it is one of these
    return "html" if text.lstrip()[:1] == "<" and IS_PAGE.search(text) else "text"


def _fields(record: Mapping[str, Any], found: Mapping[str, str], folder: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """What is stated: under our names what has a role, in the order of roles, then all else under its own."""
    fields: dict[str, Any] = {}
    doubts: list[str] = []
    used = {found["text"]}
    for role in (role for role in STATED if role in found):
        value = column(record, found[role])
        name, stated = _stated(role, value, folder)
        if stated:
            fields[name] = stated
            used.add(found[role])
        elif role == "date":
            doubts.append(f"states a date that is none: {text_of_value(value)[:60]}")
            fields[UNREAD_DATE] = _own(value)
            used.add(found[role])
    names = ({name.lower() for name in fields} | found.keys()) - {"text", "id"}
    for name, value in record.items():
        if name not in used and is_stated(value):
            fields[_free(name, names)] = _own(value)
    return fields, tuple(doubts)


def _stated(role: str, value: Any, folder: str) -> tuple[str, Any]:
    """(name in the front matter, value) of a role."""
    if role == "author":
        return _authors(value)
    if role in ("tags", "people"):
        return role, _items(value, ";|") or text_of_value(value)
    if role == "date":
        return role, iso_of(value)
    if role == "image":
        return role, _place(value, folder)
    return role, text_of_value(value).strip()


def _authors(value: Any) -> tuple[str, Any]:
    """A list of names; one string with "and" in it is a by-line, which is read as those in texts are."""
    names = _items(value, ";|")
    if names:
        return "author", names
    words = text_of_value(value).strip()
    return "byline" if AND.search(words) else "author", words


def _items(value: Any, marks: str) -> list[str]:
    """The members of a list, of a list that Python printed, or of a text divided by one of these marks."""
    if isinstance(value, list):
        items = [text_of_value(inner) for inner in value]
    elif not isinstance(value, str):
        return []
    elif value.lstrip().startswith("[") and BETWEEN_ITEMS.match(ITEM.sub("", value).strip()):
        items = [ESCAPED.sub(r"\1", single or double) for single, double in ITEM.findall(value)]
    else:
        items = next((value.split(mark) for mark in marks if mark in value), [])
    return [item for item in (" ".join(item.split()) for item in items) if item not in NOTHING]


def _place(value: Any, folder: str) -> str:
    """A picture's address; one beside the container is told from the root of the seeds."""
    if isinstance(value, list):
        value = next(iter(value), "")
    if isinstance(value, dict):
        value = value.get("url") or value.get("src") or value.get("path")
    place = text_of_value(value).strip()
    if not place or place[0] == "/" or ":" in place.partition("/")[0]:
        return place
    return f"/{folder}/{place}" if folder else f"/{place}"


def _own(value: Any) -> Any:
    """The value of a column without a role: text, a number, a truth value, a list of texts, else its JSON."""
    if isinstance(value, bool) or (isinstance(value, int) and 0 <= value < COUNT):
        return value
    if isinstance(value, list) and all(isinstance(inner, str) for inner in value):
        return value
    return msgspec.json.encode(value).decode() if isinstance(value, (list, dict)) else text_of_value(value)


def _free(name: str, names: set[str]) -> str:
    """The name, with "_" after it where one of ours, or another that differs in large letters only, has it."""
    name = name[:LONGEST_NAME]
    while name.lower() in names:
        name += "_"
    names.add(name.lower())
    return name


def _name(name: str) -> str:
    return name if PLAIN_NAME.match(name) and name.lower() not in NO_WORDS else _quoted(name)


def _value(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_quoted, value))}]"
    if isinstance(value, (bool, int)):
        return str(value).lower()
    return _quoted(value)


def _quoted(words: str) -> str:
    """Words between quotation marks on one line, as YAML and mostly JSON read them."""
    return f'"{"".join(_escaped(words))}"' if not words.isprintable() or '"' in words or "\\" in words else f'"{words}"'


def _escaped(words: str) -> Iterator[str]:
    for sign in words:
        if sign in '"\\':
            yield "\\" + sign
        elif sign.isprintable():
            yield sign
        else:
            yield f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}"
