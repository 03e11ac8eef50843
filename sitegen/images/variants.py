"""Which files the site offers of one picture, and their names."""

from __future__ import annotations

import posixpath
import re

from msgspec import Struct

from sitegen.digest import digest_of
from sitegen.images.picture import Picture

FOLDER = "pictures"
WIDTHS = (480, 800, 1280)  # a telephone; a column of text, or a telephone with a fine screen; a column on a fine screen
MODERN = (("avif", "image/avif"), ("webp", "image/webp"))
LONGEST_STEM = 40
NOT_SLUG = re.compile(r"[^a-z0-9]+")


class Variant(Struct, frozen=True, array_like=True):
    """One file of a picture: `path` below site/, size in pixels, `format` and media type."""

    path: str
    width: int
    height: int
    format: str
    type: str


def variants(picture: Picture, path: str) -> tuple[Variant, ...]:
    """The files of the picture at `path` below seeds/: AVIF by width, WebP by width, last the one for every browser.

    Never wider than the picture.  An animated GIF stays what it is: a moving AVIF would take minutes to make."""
    if picture.problem:
        return ()
    fallback = _fallback(picture)
    if picture.format == "gif" and picture.animated:
        return (_variant(picture, path, picture.width, *fallback),)
    widths = [width for width in WIDTHS if width < picture.width]
    if picture.width <= WIDTHS[-1]:
        widths.append(picture.width)
    made = [_variant(picture, path, width, *modern) for modern in MODERN for width in widths]
    return (*made, _variant(picture, path, picture.width if fallback[0] == "gif" else widths[-1], *fallback))


def _fallback(picture: Picture) -> tuple[str, str]:
    """The format that every browser reads: the picture's own where it is one of those."""
    if picture.format in ("png", "gif"):
        return picture.format, f"image/{picture.format}"
    return ("png", "image/png") if picture.transparent else ("jpeg", "image/jpeg")


def _variant(picture: Picture, path: str, width: int, format: str, type: str) -> Variant:
    height = max(1, round(picture.height * width / picture.width))
    ending = "jpg" if format == "jpeg" else format
    return Variant(f"{FOLDER}/{_stem(path)}-{width}.{ending}", width, height, format, type)


def _stem(path: str) -> str:
    """A readable name and eight hex digits of the path: two pictures of one name in two folders stay two."""
    stem = posixpath.splitext(posixpath.basename(path))[0]
    if not stem.isascii():
        from anyascii import anyascii

        stem = anyascii(stem)
    slug = NOT_SLUG.sub("-", stem.lower()).strip("-")[:LONGEST_STEM].strip("-")
    return f"{slug or 'picture'}-{digest_of(path).hex()[:8]}"
