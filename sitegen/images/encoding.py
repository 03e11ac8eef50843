"""The bytes of a picture's files: the same in every process, and nothing but the picture."""

from __future__ import annotations

import io
import os
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sitegen.errors import SourceError
from sitegen.images import gif
from sitegen.images.picture import Picture
from sitegen.images.variants import WIDTHS, Variant

if TYPE_CHECKING:
    from PIL.Image import Image

# AVIF at speed 6 takes six times as long as at 8 for files a few per cent smaller; more than one thread would make
# the bytes depend on the machine.
AVIF = {"quality": 60, "speed": 8, "max_threads": 1}
SETTINGS: dict[str, dict[str, Any]] = {
    "avif": AVIF,
    "webp": {"quality": 76, "method": 4},
    "jpeg": {"quality": 80, "optimize": True, "progressive": True},
    "png": {"compress_level": 6},
}
DRAWN = ("png", "gif", "bmp")  # formats of charts and screenshots, whose thin coloured lines chroma subsampling blurs


def encode(file: str, picture: Picture, variant: Variant) -> bytes:
    """One file of the picture; SourceError if it can no longer be read."""
    try:
        if variant.format == "gif":
            with open(file, "rb") as stream:
                return gif.stripped(stream.read())
        found = os.stat(file)
    except OSError as error:
        raise SourceError(f"The picture cannot be read: {error}.") from None
    image, profile = _largest(file, picture, (found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns))
    return _written(_scaled(image, variant.width, variant.height), profile, picture, variant.format)


@lru_cache(1)
def _largest(file: str, picture: Picture, _: object) -> tuple[Image, bytes | None]:
    """The picture in sRGB as large as any variant, from which all are made, and a profile that could not be applied.

    Kept until another one is asked for: a build asks for the files of one picture one after the other."""
    from sitegen.images import decoding  # loads Pillow

    width = min(picture.width, WIDTHS[-1])
    height = max(1, round(picture.height * width / picture.width))
    image, profile = decoding.srgb(_scaled(decoding.upright(file, width, height), width, height))
    image.info = {}  # what Pillow would write by itself: comments, EXIF, XMP
    return image, profile


def _scaled(image: Image, width: int, height: int) -> Image:
    from PIL.Image import Resampling

    return image if image.size == (width, height) else image.resize((width, height), Resampling.LANCZOS, reducing_gap=3)


def _written(image: Image, profile: bytes | None, picture: Picture, format: str) -> bytes:
    settings = SETTINGS[format]
    if format == "avif" and picture.format in DRAWN:
        settings = {**settings, "subsampling": "4:4:4"}
    if profile:
        settings = {**settings, "icc_profile": profile}
    if image.mode == "RGBA" and (format == "jpeg" or not picture.transparent):
        image = image.convert("RGB")
    out = io.BytesIO()
    image.save(out, format.upper(), **settings)
    return out.getvalue()
