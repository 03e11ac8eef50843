"""Which column of a record holds what, and what its JSON line says.

Rows of a table and objects of JSON Lines name their columns as their makers liked: news-please, Hugging Face's sets,
GDELT, spreadsheets.  The usual names are guessed, in the order of `USUAL`; what `[[source]]` states wins."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import Any

import msgspec

from sitegen.errors import SourceError

Fields = dict[str, Any]
_NAMES = {
    "text": "maintext main_text article_text full_text fulltext plain_text text body articlebody article_body "
    "body_text content contents article story post_text raw_text raw_content document html raw_html",
    "title": "title headline headlines article_title post_title name heading",
    "date": "date_publish date_published publish_date published_date publication_date pub_date pubdate publishdate "
    "datepublished published_at publishedat published_on publish_time published_time datetime date published "
    "first_published created_at seendate timestamp",
    "author": "authors author author_name byline by writer writers reporter journalist creator",
    "description": "dek subtitle standfirst description summary abstract highlights excerpt lead teaser",
    "section": "section section_name rubric category desk",
    "tags": "tags keywords topics subjects",
    "language": "language lang",
    "image": "image_url image top_image urltoimage socialimage main_image thumbnail",
    "url": "url link source_url web_url weburl article_url canonical_url permalink uri",
    "id": "id _id uuid guid article_id articleid doc_id docid document_id news_id newsid identifier",
}
USUAL = {role: tuple(names.split()) for role, names in _NAMES.items()}
ROLES = tuple(USUAL)
OTHER_ROLES = ("caption", "credit", "dateline", "people", "slug")  # may be mapped, are never guessed
FORMAT = "format"  # the key beside the roles: "auto", "text", "markdown" or "html"
NOTHING = frozenset(("", "None", "none", "null", "NULL", "nan", "NaN", "NaT", "<NA>", "[]", "{}"))
LONGEST = 64_000_000  # bytes of one record; an article is never so long, a broken file may be
MOST_DIGITS = 77  # of an integer: more than any identifier has
_decode = msgspec.json.Decoder(dict[str, Any]).decode


def is_stated(value: object) -> bool:
    """False for what stands for nothing: null, NaN, empty texts and lists, and the words that programs write for it."""
    if isinstance(value, str):
        return value not in NOTHING and bool(value.strip())
    if isinstance(value, float):
        return math.isfinite(value)
    return value is not None and value != [] and value != {}


def guess(fields: Mapping[str, Any], columns: Mapping[str, str] | None = None) -> dict[str, str]:
    """role -> the column that holds it, for each role that one does.

    Args:
        fields: of one record; a column without a value is passed over for the next usual one.
        columns: what `[[source]]` states: role -> column; a path ("meta.title") leads into nested ones.
    """
    stated = {role: name for role, name in (columns or {}).items() if role != FORMAT}
    found = {role: name for role, name in stated.items() if _fits(role, value_of(fields, name))}
    taken = set(stated.values())
    free = [name for name in fields if name not in taken and is_stated(fields[name])]
    by_name = {name.strip().lower(): name for name in reversed(free)}
    for role, usual in USUAL.items():
        fitting = (by_name[name] for name in usual if name in by_name and _fits(role, fields[by_name[name]]))
        if role not in stated and (name := next(fitting, None)) is not None:
            found[role] = name
    return found


def _fits(role: str, value: object) -> bool:
    if role == "text":
        return isinstance(value, (str, list)) and is_stated(value)
    return is_stated(value) and not isinstance(value, bool)


def value_of(fields: Mapping[str, Any], name: str) -> Any:
    """What a column holds; a dotted name leads into nested ones where no column bears it whole."""
    if name in fields or "." not in name:
        return fields.get(name)
    value: Any = fields
    for part in name.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def no_text(fields: Mapping[str, Any], columns: Mapping[str, str]) -> SourceError:
    """The error for a record without an article, which says what there is."""
    there = ", ".join(name for name in list(fields)[:20] if is_stated(fields[name]))[:300] or "none that holds anything"
    named = f" in its column {columns['text']!r}" if "text" in columns else ""
    return SourceError(
        f"has no text{named}; its columns: {there}",
        'Name the column that holds the text in sitegen.toml: [[source]] columns = { text = "…" }.',
    )


def read_line(data: bytes) -> tuple[Fields, str]:
    """The fields of a JSON line, and the encoding that was assumed.

    What Python's own writers leave behind is taken too: NaN, halves of surrogate pairs (they become U+FFFD), and
    Windows-1252 where the line is no UTF-8.

    Raises:
        SourceError: it is no valid JSON, or no object; the message goes on after the place.
    """
    try:
        return _decode(data), "utf-8"
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        if isinstance(error, msgspec.ValidationError) and not data.lstrip().startswith(b"{"):
            raise _no_object(data) from None
        return _read_leniently(data, str(error))


def _read_leniently(data: bytes, complaint: str) -> tuple[Fields, str]:
    try:
        text, encoding = data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text, encoding = data.decode("windows-1252", "replace"), "windows-1252"
    try:
        fields = json.loads(text, parse_constant=lambda _: None, parse_int=_integer, strict=False)
        whole = json.dumps(fields, ensure_ascii=False).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        fields = json.loads(whole, parse_constant=lambda _: None, parse_int=_integer)
    except (ValueError, RecursionError):
        raise SourceError(f"is not valid JSON: {complaint}", "Correct or delete it.") from None
    if not isinstance(fields, dict):
        raise _no_object(data)
    return fields, encoding


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) <= MOST_DIGITS else digits


def _no_object(data: bytes) -> SourceError:
    start = data[:40].decode("utf-8", "replace")
    return SourceError(
        f"is no JSON object but: {start}", 'Each line must be one object, {"title": "…", "text": "…"}, and no list.'
    )


def text_of_value(value: Any) -> str:
    """A value as text: paragraphs of a list are joined by empty lines; line ends become "\\n"."""
    if isinstance(value, list):
        return "\n\n".join(part for part in map(text_of_value, value) if part.strip())
    if isinstance(value, dict):
        inner = next((value[key] for key in ("text", "name", "title", "value", "$oid", "$date") if key in value), None)
        return text_of_value(inner) if not isinstance(inner, dict) else ""
    if not is_stated(value):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return re.sub("\r\n?", "\n", value) if isinstance(value, str) else str(value)
