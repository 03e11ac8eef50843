"""Bytes of one source -> `model.Article`: the front door of the room.

`parse` decides by the ending of the path: Markdown with front matter (`markdown`), else plain text (`text`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from sitegen.digest import digest_of
from sitegen.model import Article
from sitegen.parse import markdown
from sitegen.parse.accounting import account
from sitegen.parse.decoding import decode
from sitegen.parse.phrases import sources

__all__ = ["VERSION", "account", "decode", "fingerprint", "parse"]

VERSION = "2"  # goes up with every change of what is read from a source
MARKDOWN = (".md", ".markdown")
LIBRARIES = ("markdown-it-py", "mdit-py-plugins", "nh3", "pyyaml")


def parse(path: str, data: bytes, recurring: Mapping[str, int] | None = None) -> Article:
    """The article in the bytes of one source.

    Args:
        path: below seeds/, with forward slashes; its ending decides how it is read, its name may hold the date.
        data: the whole file.
        recurring: evidence of the archive: how many articles hold a line, by `text.lines.key_of(line)`.

    Raises:
        SourceError: the file is empty or no text, or its front matter is broken; the message goes on after the path.
    """
    source, encoding = decode(data, path)
    if path.lower().endswith(MARKDOWN):
        return markdown.read(path, source, encoding, recurring)
    from sitegen.parse import text  # an archive of Markdown never needs it

    return text.read(path, source, encoding, recurring)


@cache
def fingerprint() -> bytes:
    """What the reading depends on besides the source: our version, the language tables, the libraries."""
    from importlib.metadata import version

    tables = [part for name, data in sources() for part in (name, data)]
    return digest_of(VERSION, *tables, *(f"{name} {version(name)}" for name in LIBRARIES))
