"""Bytes of one source -> `model.Article`: the front door of the room.

`parse` decides by the ending of the path: Markdown with front matter (`markdown`), else plain text (`text`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.metadata import version

from sitegen.digest import digest_of
from sitegen.model import Article
from sitegen.parse import markdown, text
from sitegen.parse.accounting import account
from sitegen.parse.decoding import decode
from sitegen.parse.phrases import sources
from sitegen.parse.text.lines import key_of

__all__ = ["VERSION", "account", "decode", "fingerprint", "key_of", "parse"]

VERSION = "1"  # goes up with every change of what is read from a source
MARKDOWN = (".md", ".markdown")
LIBRARIES = ("markdown-it-py", "mdit-py-plugins", "nh3", "pyyaml")


def parse(path: str, data: bytes, recurring: Mapping[str, int] | None = None) -> Article:
    """The article in the bytes of one source.

    Args:
        path: below seeds/, with forward slashes; its ending decides how it is read, its name may hold the date.
        data: the whole file.
        recurring: evidence of the archive: how many articles hold a line, by `key_of(line)`.

    Raises:
        SourceError: the file is empty or no text, or its front matter is broken; the message goes on after the path.
    """
    source, encoding = decode(data, path)
    reader = markdown.read if path.lower().endswith(MARKDOWN) else text.read
    return reader(path, source, encoding, recurring)


@cache
def fingerprint() -> bytes:
    """What the reading depends on besides the source: our version, the language tables, the libraries."""
    tables = [part for name, data in sources() for part in (name, data)]
    return digest_of(VERSION, *tables, *(f"{name} {version(name)}" for name in LIBRARIES))
