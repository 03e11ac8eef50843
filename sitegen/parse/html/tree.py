"""Bytes of a saved page -> its markup, and a tree of elements, whatever they are.

The encoding: a byte order mark, valid UTF-8, what <meta> declares, else what `sitegen.parse.decoding` makes of it."""

from __future__ import annotations

import codecs
import re
from typing import Any

from sitegen.errors import SourceError
from sitegen.parse.decoding import decode

Element = Any  # of lxml, which ships no types

DECLARED = re.compile(rb"""(?i)<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""")
LOOKED_AT = 8192  # bytes in which a page declares its encoding
# names that a page may declare: those of the Encoding Standard; Python knows others, some of which are no encodings
KNOWN = re.compile(
    r"(?:x-)?(?:windows-?125\d|cp125\d|iso-?8859-?\d{1,2}|latin-?\d|us-ascii|ascii|koi8-[ru]|ibm866|macintosh|mac-roman|"
    r"windows-874|tis-620|gb2312|gbk|gb18030|big5(?:-hkscs)?|euc-jp|iso-2022-jp|shift[_-]jis|sjis|euc-kr|"
    r"ks_c_5601-1987)\Z"
)
WESTERN = frozenset("iso-8859-1 iso8859-1 latin1 latin-1 us-ascii ascii windows-1252 cp1252 windows1252".split())
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
CONTROLS = dict.fromkeys((*range(9), 11, *range(14, 32), 65534, 65535))
UNCLOSED = re.compile(r"(?i)<(source|track|embed|wbr)\b([^<>]*?)/?>")
TOO_DEEP = "Excessive depth"
# what is left of a page nested deeper than the parser goes: elements that close themselves
OTHER_TAGS = re.compile(r"(?i)</?(?!(?:p|br|script|style|title|meta|link|img)\b)[a-z][^<>]*>")
SAVE_AGAIN = "Save the page again once it is loaded, or delete the file."
INSTALL = "Install it: pip install '.[html]'"


def nothing_seen() -> SourceError:
    """What to say of a page without text."""
    return SourceError("is a page without visible text", SAVE_AGAIN)


def no_library() -> SourceError:
    """What to say where the libraries for pages are not installed."""
    return SourceError('needs the extra "html"', INSTALL)


def _closed(markup: str) -> str:
    """The elements of HTML5 that hold nothing, closed: libxml2 takes what follows them to be inside."""
    return UNCLOSED.sub(r"<\1\2></\1>", markup) if UNCLOSED.search(markup) else markup


def parsed(markup: str) -> tuple[Element, bool]:
    """The root element, None without one, and: was the page nested too deeply to be read to its end?

    Raises:
        SourceError: lxml is not installed.
    """
    try:
        from lxml import etree
    except ImportError:
        raise no_library() from None
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(_closed(markup).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:  # "Document is empty"
        return None, False
    return root, any(TOO_DEEP in error.message for error in parser.error_log)


def flattened(markup: str) -> str:
    """A page without the elements that may nest; scripts, metadata and paragraphs stay."""
    return OTHER_TAGS.sub(" ", markup)


def markup_of(data: bytes, path: str) -> tuple[str, str]:
    """The decoded page without control characters, and the name of its encoding.  Raises SourceError."""
    text, encoding = _decoded(data, path)
    return text.translate(CONTROLS) if not text.isprintable() else text, encoding


def _decoded(data: bytes, path: str) -> tuple[str, str]:
    for mark, name in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name.removesuffix("-sig"), "replace"), name
    data = data.replace(b"\0", b"")
    if not data.strip():
        raise nothing_seen()
    try:  # also where another encoding is declared: browsers save as UTF-8 and leave the declaration as it was
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    declared = DECLARED.search(data[:LOOKED_AT])
    name = declared[1].decode("ascii", "replace").lower() if declared else ""
    if name in WESTERN:
        return data.decode("windows-1252", "replace"), "windows-1252"
    if KNOWN.match(name):
        try:
            return data.decode(name, "replace"), name
        except LookupError:
            pass
    if name in ("utf-8", "utf8"):
        return data.decode("utf-8", "replace"), "utf-8"
    return decode(data, path)
