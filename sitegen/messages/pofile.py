"""Catalogues as files: of gettext's format (.po) what these use, with the line of what cannot be read.

https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

from sitegen.errors import ConfigError

LINE = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)?\s*("(?:[^"\\]|\\.)*")$')
HINT = "See docs/languages.md."


class Message(NamedTuple):
    """One entry: the English of one, of many ("": it does not count), and its forms; "" is the head of the file."""

    line: int
    one: str
    many: str
    forms: tuple[str, ...]


def read(text: str, file: str) -> list[Message]:
    """The messages that are translated; those marked as fuzzy, or with a context, are passed over.  Raises
    ConfigError."""
    found = [_message(line, fields, file) for line, fields in _entries(text, file) if "msgctxt" not in fields]
    return [message for message in found if any(message.forms)]


def _entries(text: str, file: str) -> Iterator[tuple[int, dict[str, str]]]:
    """(its line, field -> string) of each entry."""
    fields: dict[str, str] = {}
    at, begin, doubtful, skipped = "", 0, False, False
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            doubtful |= line.startswith("#,") and "fuzzy" in line
            continue
        match = LINE.match(line)
        if match is None or not (match[1] or at):
            raise ConfigError(f"{file}:{number}: this is no line of a catalogue.", HINT)
        if match[1] in ("msgid", "msgctxt") and at.startswith("msgstr"):
            if not skipped:
                yield begin, fields
            fields = {}
        if match[1] in ("msgid", "msgctxt") and not fields:
            begin, skipped, doubtful = number, doubtful, False
        at = match[1] or at
        fields[at] = fields.get(at, "") + _string(match[2], file, number)
    if fields and not skipped:
        yield begin, fields


def _string(quoted: str, file: str, line: int) -> str:
    try:
        return str(ast.literal_eval(quoted))
    except (SyntaxError, ValueError):
        raise ConfigError(f"{file}:{line}: this string cannot be read.", HINT) from None


def _message(line: int, fields: dict[str, str], file: str) -> Message:
    if "msgid" not in fields or not any(key.startswith("msgstr") for key in fields):
        raise ConfigError(f"{file}:{line}: an entry needs msgid and msgstr.", HINT)
    forms = tuple(value for key, value in sorted(fields.items()) if key.startswith("msgstr"))
    return Message(line, fields["msgid"], fields.get("msgid_plural", ""), forms)


def head(messages: list[Message]) -> dict[str, str]:
    """What the file says of itself: name -> value."""
    lines = next((m.forms[0] for m in messages if not m.one), "").splitlines()
    return {name.strip(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
