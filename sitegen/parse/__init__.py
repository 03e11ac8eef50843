"""Bytes of one source -> `model.Article`: the front door of the room.

`parse` decides by the ending of the path: Markdown with front matter (`markdown`), a saved page (`html`), a record of a
container (`record`), else plain text (`headed`, `text`)."""

from __future__ import annotations

from functools import cache

from sitegen.containers import is_inside
from sitegen.digest import digest_of
from sitegen.model import Article, Evidence
from sitegen.parse import markdown
from sitegen.parse.accounting import account
from sitegen.parse.decoding import decode
from sitegen.parse.phrases import sources

__all__ = ["VERSION", "account", "decode", "fingerprint", "is_counted", "key_of", "line_keys", "parse", "text_of"]

VERSION = "5"  # goes up with every change of what is read from a source
MARKDOWN = (".md", ".markdown")
HTML = (".html", ".htm", ".xhtml")
LIBRARIES = ("markdown-it-py", "mdit-py-plugins", "nh3", "pyyaml", "charset-normalizer", "ftfy")
OPTIONAL = ("trafilatura", "lxml", "lxml-html-clean")
NOTHING_KNOWN = Evidence()


def parse(path: str, data: bytes, evidence: Evidence = NOTHING_KNOWN) -> Article:
    """The article in the bytes of one source.

    Args:
        path: below seeds/, with forward slashes; its ending decides how it is read, its name may hold the date.
        data: the whole file, or the JSON line of a record.
        evidence: what is known of it beside.

    Raises:
        SourceError: the file is empty or no text, or its front matter is broken; the message goes on after the path.
    """
    article = _read(path, data, evidence)
    if evidence.images:
        from sitegen.parse.beside import with_pictures

        article = with_pictures(article, evidence.images)
    if evidence.correction is None:
        return article
    from sitegen.parse import corrections

    return corrections.apply(article, evidence.correction)


def _read(path: str, data: bytes, evidence: Evidence) -> Article:
    if evidence.columns is not None:
        from sitegen.parse import record

        return record.read(path, data, evidence)
    if path.lower().endswith(HTML):
        from sitegen.parse import html

        return html.read(path, data, evidence)
    text, encoding = decode(data, path)
    if path.lower().endswith(MARKDOWN):
        return markdown.read(path, text, encoding, evidence)
    from sitegen.parse import headed  # an archive of Markdown never needs it

    return headed.read(path, text, encoding, evidence)


def text_of(path: str, data: bytes, evidence: Evidence = NOTHING_KNOWN) -> str:
    """The text that the article's passages are slices of, without reading its structure.  Raises SourceError."""
    if evidence.columns is not None:
        from sitegen.parse import record

        return record.text_of(path, data, evidence.columns)
    if path.lower().endswith(HTML):
        from sitegen.parse import html

        return html.text_of(data, path)[0]
    return decode(data, path)[0]


def is_counted(path: str) -> bool:
    """Are the lines of this source evidence of what recurs?  Those of Markdown are all somebody's own."""
    return is_inside(path) or not path.lower().endswith(MARKDOWN)


def line_keys(path: str, data: bytes, evidence: Evidence = NOTHING_KNOWN) -> list[str]:
    """Keys of the lines that may recur over the archive.  Raises SourceError."""
    from sitegen.parse.text.lines import keys_of

    if evidence.columns is not None:
        from sitegen.parse import record

        return keys_of(record.body_of(path, data, evidence.columns))
    return keys_of(text_of(path, data, evidence))


def key_of(line: str) -> str:
    """The key of one line."""
    from sitegen.parse.text.lines import key_of as of_line

    return of_line(line)


@cache
def fingerprint() -> bytes:
    """What the reading depends on besides the source: our version, the language tables, the libraries."""
    from importlib.metadata import PackageNotFoundError, version

    def named(name: str) -> str:
        try:
            return f"{name} {version(name)}"
        except PackageNotFoundError:
            return f"no {name}"

    tables = [part for name, data in sources() for part in (name, data)]
    return digest_of(VERSION, *tables, *map(named, LIBRARIES + OPTIONAL))
