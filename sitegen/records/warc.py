"""WARC, plain or in gzip, as crawlers write it: each saved page is a record.

Taken are responses with status 200, resources and conversions whose content is HTML or plain text; requests, pictures,
redirects and the like are what a crawl holds besides, and are passed over."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import msgspec

from sitegen.columns import LONGEST
from sitegen.errors import SourceError
from sitegen.records.listing import Problems, Row
from sitegen.records.unpacking import cut_short, is_cut, open_bytes

HTML = ("text/html", "application/xhtml+xml")
PLAIN = "text/plain"
BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
META = re.compile(rb"""(?i)<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""")
LOOKED_AT = 4096  # bytes in which a page names its encoding
# encodings of pages; Python knows more of that name which are none, and one that takes quadratic time
ENCODINGS = re.compile(
    r"(?i)(?:utf-?(?:8|16(?:[bl]e)?)|iso-?8859-?\d+|windows-?\d+|cp-?\d+|gb\w+|big5\w*|euc-?\w+|shift[_-]?jis|koi8-\w|"
    r"mac\w+|tis-?620|iso-2022-\w+)\Z"
)
# what the HTML standard reads for these names, since pages that say so use its quotation marks
WESTERN = re.compile(r"(?i)(?:us-ascii|ascii|latin-?1|iso-?8859-?1)\Z")
FEW = 100  # one wrong character in so many: the encoding was right, the page has a broken place
CHUNK = re.compile(rb"\s*([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r?\n")


def read(file: Path, name: str, problems: Problems) -> Iterator[Row]:
    """The rows of the saved pages: `url`, `fetched` (when the crawler came by, which is no date of the article), and
    `html` or `text`.

    Raises:
        SourceError: the file is no WARC file, or fastwarc is not installed.
    """
    found = 0
    with open_bytes(file) as stream:
        try:
            for record in _records(stream):
                found += 1
                row = _row(record, problems)
                if row:
                    yield row
        except OSError as error:
            if error.errno:
                raise  # not fastwarc's own
            if not found:
                raise SourceError("is no WARC file", "Fetch it again, or take it out of seeds/.") from error
            problems.tell(None, cut_short(found))
        else:
            if is_cut(stream):
                problems.tell(None, cut_short(found))


def _records(stream: IO[bytes]) -> Iterator[Any]:
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise SourceError('needs the extra "warc"', "Install it: pip install '.[warc]'") from None
    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    yield from ArchiveIterator(stream, record_types=kinds, parse_http=True)


def _row(record: Any, problems: Problems) -> Row | None:
    kind, charset = _kind(record)
    url = record.headers.get("WARC-Target-URI", "").strip(" <>")
    if not kind or url.endswith("/robots.txt"):
        return None
    try:
        page = _decoded(_body(record), charset)
    except SourceError as error:
        problems.tell(url, error)
        return None
    fields = {"url": url, "fetched": record.headers.get("WARC-Date", ""), kind: page}
    return Row(url, fields, msgspec.json.encode(fields))


def _kind(record: Any) -> tuple[str, str]:
    """("html" or "text", encoding as stated); ("", "") for what is no page."""
    headers = record.http_headers
    if headers is not None:
        if headers.status_code != 200:
            return "", ""
        stated = headers.get("Content-Type", "")
    else:
        stated = record.headers.get("Content-Type", "")
    content, _, rest = stated.lower().partition(";")
    charset = rest.partition("charset=")[2].split(";")[0].strip(" \t\"'")
    content = content.strip()
    return ("html" if content in HTML else "text" if content == PLAIN else ""), charset


def _body(record: Any) -> bytes:
    """The page's own bytes, out of chunks and packing.  Raises SourceError."""
    if record.content_length > LONGEST:
        raise SourceError("is longer than 64 MB", "No article is: take it out of the container.")
    data: bytes = record.reader.read()
    if len(data) < record.content_length:
        raise SourceError("is cut short", "Fetch the file again.")
    headers = record.http_headers
    if headers is None:
        return data
    if "chunked" in headers.get("Transfer-Encoding", "").lower():
        data = _out_of_chunks(data)
    return _unpacked(data, headers.get("Content-Encoding", "").strip().lower())


def _out_of_chunks(data: bytes) -> bytes:
    """The body whose chunks each follow their length; the body as it is where it has none: some crawlers join them."""
    parts, place = list[bytes](), 0
    while head := CHUNK.match(data, place):
        size = int(head[1], 16)
        if not size:
            return b"".join(parts)
        place = head.end() + size
        parts.append(data[head.end() : place])
    return b"".join(parts) if parts else data


def _unpacked(data: bytes, packing: str) -> bytes:
    """The body out of its Content-Encoding, where it is packed indeed: crawlers unpack and keep the header."""
    if packing == "br":
        return _without_brotli(data)
    if packing not in ("gzip", "x-gzip", "deflate"):
        return data
    for bits in (47, -15):  # a header of gzip or zlib, or none
        unpack = zlib.decompressobj(bits)
        try:
            page = unpack.decompress(data, LONGEST)
        except zlib.error:
            continue
        if not unpack.eof:
            raise SourceError("is cut short inside its packing, or longer than 64 MB", "Fetch the page again.")
        return page
    return data


def _without_brotli(data: bytes) -> bytes:
    if data.lstrip()[:1] == b"<":
        return data
    try:
        from io import BytesIO

        from fastwarc.stream_io import BrotliReader

        page: bytes = BrotliReader(BytesIO(data)).read(LONGEST)
    except (ImportError, OSError, EOFError, ValueError):
        raise SourceError("is packed with Brotli and cannot be unpacked", "Fetch the page again without it.") from None
    return page


def _decoded(data: bytes, stated: str) -> str:
    """The page as text, by its mark, the encoding stated by the server, by the page, UTF-8, or Windows-1252."""
    for mark, encoding in BOMS.items():
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    named = META.search(data, 0, LOOKED_AT)
    for encoding in (stated, named[1].decode("ascii", "replace") if named else "", "utf-8"):
        encoding = "windows-1252" if WESTERN.match(encoding) else encoding
        if not ENCODINGS.match(encoding):
            continue
        try:
            text = data.decode(encoding, "replace")
        except (LookupError, UnicodeError):
            continue
        if text.count("\ufffd") * FEW <= len(text):
            return text
    return data.decode("windows-1252", "replace")
