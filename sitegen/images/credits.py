"""What a picture says of itself: who took it, for whom, and what it shows.

IPTC (IIM 4.2, in Photoshop's resource 0x0404), then XMP, then EXIF: newsrooms fill the first, programs the second,
cameras the third."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from PIL.Image import Image

BYLINE, CREDIT, COPYRIGHT, CAPTION = 80, 110, 116, 120  # of IPTC's record 2
ARTIST, RIGHTS = 0x013B, 0x8298  # of EXIF
IPTC_RESOURCE = 0x0404
TIFF_XMP, TIFF_IPTC = 700, 33723
DC = "{http://purl.org/dc/elements/1.1/}"
PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
UTF8 = b"\x1b%G"  # ISO 2022's announcement of UTF-8 in IPTC 1:90
LONGEST_CREDIT, LONGEST_CAPTION, LONGEST_XMP = 160, 2000, 4_000_000
CONTROL = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ufeff]+")
SIGN = re.compile(
    r"^(?:copyright|\(c\)|©|\s|[,:.;])+|^(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?(?:[\s,.]+|$)", re.IGNORECASE
)
RESERVED = re.compile(r"[.,;\s]*all rights reserved[.\s]*$", re.IGNORECASE)
SAYS_NOTHING = frozenset(("", "unknown", "none", "n/a", "na", "-", "photographer", "author", "artist", "copyright"))
Found = Mapping[str, Sequence[str]]  # "by", "credit", "rights", "caption": what is said, in order


def read(image: Image) -> tuple[str, str]:
    """(credit, caption) of an opened picture, each maybe "".  Raises nothing."""
    sources = [_tried(reader, image) for reader in (_iptc, _xmp, _exif)]
    first = {key: next((s[key] for s in sources if s.get(key)), ()) for key in ("by", "credit", "rights", "caption")}
    return joined(first["by"], first["credit"], first["rights"]), _cut(" ".join(first["caption"]), LONGEST_CAPTION)


def joined(by: Sequence[str], agency: Sequence[str], rights: Sequence[str]) -> str:
    """ "Ann Lee/Agency": each once, and the holder of the rights where nobody else is named."""
    names = ", ".join(dict.fromkeys(by))
    house = ", ".join(dict.fromkeys(agency))
    if names and house and names.casefold() in house.casefold():
        names = ""
    if names and house and house.casefold() in names.casefold():
        house = ""
    return _cut(
        "/".join(filter(None, (names, house))) or ", ".join(dict.fromkeys(map(_holder, rights))), LONGEST_CREDIT
    )


def _holder(rights: str) -> str:
    """ "© 2017 Agency. All rights reserved." is Agency's."""
    rights, before = RESERVED.sub("", rights), ""
    while rights != before:
        rights, before = SIGN.sub("", rights), rights
    return "" if rights.casefold() in SAYS_NOTHING else rights


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _tried(reader: Callable[[Image], Found], image: Image) -> Found:
    try:
        return {key: [text for text in map(_clean, said) if text] for key, said in reader(image).items()}
    except Exception:  # metadata of foreign make: whatever is wrong with it, the picture can be shown
        return {}


def _clean(text: str) -> str:
    text = CONTROL.sub(" ", text).strip()
    return "" if text.casefold() in SAYS_NOTHING else text


def _iptc(image: Image) -> Found:
    resources = image.info.get("photoshop") or {}
    data = resources.get(IPTC_RESOURCE) or _tag(image, TIFF_IPTC)
    fields: dict[tuple[int, int], list[bytes]] = {}
    for record, number, value in _datasets(data):
        fields.setdefault((record, number), []).append(value)
    utf8 = UTF8 in fields.get((1, 90), ())
    named = (("by", BYLINE), ("credit", CREDIT), ("rights", COPYRIGHT), ("caption", CAPTION))
    return {key: [_decoded(value, utf8) for value in fields.get((2, number), ())] for key, number in named}


def _datasets(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """(record, number, value): 0x1C, record, number, two bytes of length (or, with the high bit, the length of the
    length), value."""
    at = 0
    while at + 5 <= len(data) and data[at] == 0x1C:
        record, number, size = data[at + 1], data[at + 2], int.from_bytes(data[at + 3 : at + 5], "big")
        at += 5
        if size & 0x8000:
            more = size & 0x7FFF
            size = int.from_bytes(data[at : at + more], "big")
            at += more
        yield record, number, data[at : at + size]
        at += size


def _decoded(value: bytes, utf8: bool = False) -> str:
    """UTF-8 where it is announced or fits; else what Windows wrote."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("utf-8" if utf8 else "cp1252", "replace")


def _xmp(image: Image) -> Found:
    data = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or _tag(image, TIFF_XMP)
    data = data.encode("utf-8") if isinstance(data, str) else bytes(data)
    if not data or len(data) > LONGEST_XMP or b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return {}
    root = ElementTree.fromstring(data.strip(b"\x00 \t\r\n"))
    return {
        "by": _property(root, DC + "creator"),
        "credit": _property(root, PHOTOSHOP + "Credit"),
        "rights": _property(root, DC + "rights")[:1],
        "caption": _property(root, DC + "description")[:1],
    }


def _property(root: ElementTree.Element, name: str) -> list[str]:
    """The values of a property: an attribute, an element, or the items of a list."""
    said = [node.attrib[name] for node in root.iter(RDF + "Description") if name in node.attrib]
    for node in root.iter(name):
        said += [item.text or "" for item in node.iter(RDF + "li")] or [node.text or ""]
    return said


def _exif(image: Image) -> Found:
    """Cameras end these with NUL, and divide the photographer's rights from the editor's by one."""
    exif = image.getexif()
    return {key: _parts(exif.get(tag))[:1] for key, tag in (("by", ARTIST), ("rights", RIGHTS))}


def _parts(value: object) -> list[str]:
    """Pillow reads EXIF's texts as Latin-1, and newer programs write UTF-8."""
    data = value.encode("latin-1", "replace") if isinstance(value, str) else value
    return [_decoded(part) for part in data.split(b"\0") if part.strip()] if isinstance(data, bytes) else []


def _tag(image: Image, number: int) -> bytes:
    """The bytes of a tag of a TIFF."""
    value = getattr(image, "tag_v2", {}).get(number, b"")
    value = value[0] if isinstance(value, tuple) and value else value
    return value if isinstance(value, bytes) else value.encode("latin-1", "replace") if isinstance(value, str) else b""
