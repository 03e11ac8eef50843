"""From a file to pixels: opened with care, turned upright, in a mode and a colour space that browsers know."""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import cast

# Named so that Pillow knows these formats without loading its other fifty.
from PIL import AvifImagePlugin as _avif
from PIL import BmpImagePlugin as _bmp
from PIL import GifImagePlugin as _gif
from PIL import Image, ImageCms, UnidentifiedImageError
from PIL import JpegImagePlugin as _jpeg
from PIL import PngImagePlugin as _png
from PIL import TiffImagePlugin as _tiff
from PIL import WebPImagePlugin as _webp

from sitegen.errors import SourceError
from sitegen.images import credits, gif
from sitegen.images.picture import Picture

logging.getLogger("PIL").setLevel(logging.CRITICAL)  # what is wrong with a file is said once, by its Problem

PLUGINS = (_avif, _bmp, _gif, _jpeg, _png, _tiff, _webp)
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF", "BMP")
MOST_PIXELS = 60_000_000
LONGEST_STRIP = 12  # times as long as wide: 1280 pixels wide it still fits into a WebP (16,383 pixels high)
AGAIN = "Fetch or export it again."
BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"II*\x00", b"MM\x00*", b"BM")
HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1")
ORIENTATION = 0x0112  # of EXIF; its values 2 to 8 are turned back thus:
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
LYING = (5, 6, 7, 8)  # orientations that exchange width and height


@contextmanager
def opened(file: str) -> Iterator[Image.Image]:
    """The picture, its header read and its size within bounds; whatever fails inside is a SourceError."""
    Image.MAX_IMAGE_PIXELS = None  # the bound is ours: one sentence for every size
    try:
        with warnings.catch_warnings(), open(file, "rb") as stream:
            warnings.simplefilter("ignore")  # of odd metadata, which we do not publish
            try:
                image = Image.open(stream, formats=FORMATS)
            except UnidentifiedImageError:
                stream.seek(0)
                raise _unidentified(stream.read(32)) from None
            with image:
                _within_bounds(*image.size)
                yield image
    except SourceError:
        raise
    except Exception as error:  # decoders of foreign bytes raise whatever they like; none may end a build
        message = "The picture is damaged or cut short: it cannot be decoded to its end."
        raise SourceError(message, f"{AGAIN} ({type(error).__name__}: {error})") from None


def _within_bounds(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        message = f"The picture has {width:,} × {height:,} pixels: more than {MOST_PIXELS // 1_000_000} million."
        raise SourceError(message, "Make it smaller: a page shows at most 1,280 pixels of width.")
    if max(width, height) > LONGEST_STRIP * min(width, height):
        message = f"The picture is a strip of {width:,} × {height:,} pixels."
        raise SourceError(message, f"Crop it: at most {LONGEST_STRIP} times as long as wide.")


def _unidentified(head: bytes) -> SourceError:
    if head[4:8] == b"ftyp" and head[8:12] in HEIC:
        return SourceError("This is a HEIC picture, which cannot be read here.", "Export it as JPEG.")
    if head.startswith(BEGINNINGS) or head[4:12] == b"ftypavif":
        return SourceError("The picture is damaged or cut short: its header cannot be read.", AGAIN)
    return SourceError("This is not a picture, whatever its name says.", "Put a JPEG, PNG, WebP, AVIF or GIF there.")


def examine(file: str) -> Picture:
    """All that is known of a whole picture; SourceError otherwise."""
    with opened(file) as image:
        width, height = image.size
        format = {"MPO": "jpeg"}.get(image.format or "", (image.format or "").lower())
        credit, caption = credits.read(image)
        animated = format == "gif" and gif.frames(_bytes(file)) > 1
        image.draft(image.mode, (1, 1))  # a JPEG at an eighth: all of it is still read
        image.load()
        if orientation(image) in LYING:
            width, height = height, width
        srgb(plain(image.resize((8, 8), Image.Resampling.NEAREST)))  # a mode that cannot be converted shows here
        return Picture(width, height, format, animated, _transparent(image), credit, caption)


def _bytes(file: str) -> bytes:
    with open(file, "rb") as stream:
        return stream.read()


def _transparent(image: Image.Image) -> bool:
    if not image.has_transparency_data:
        return False
    alpha = image if "A" in image.getbands() else image.convert("RGBA")
    lowest = alpha.getchannel("A").getextrema()[0]
    return isinstance(lowest, int | float) and lowest < 255


def orientation(image: Image.Image) -> int:
    """EXIF's orientation, 1 to 8; 1 where nothing readable is said.  Of a TIFF Pillow applies it itself on loading."""
    try:
        found = image.getexif().get(ORIENTATION, 1)
    except Exception:  # malformed EXIF raises many things
        return 1
    return found if isinstance(found, int) and 1 <= found <= 8 else 1


def upright(file: str, width: int, height: int) -> Image.Image:
    """The picture as it is to be looked at, in a mode that can be scaled; a JPEG decoded at the least scale that
    still has `width` by `height` pixels (ITU T.81's blocks scale without loss of time or sharpness)."""
    with opened(file) as image:
        image.draft(image.mode, (height, width) if orientation(image) in LYING else (width, height))
        image.load()
        turn = UPRIGHT.get(orientation(image))
        return plain(image if turn is None else image.transpose(turn))


def plain(image: Image.Image) -> Image.Image:
    """The same picture as L, LA, RGB, RGBA, CMYK or LAB, eight bits a channel."""
    if image.mode in ("L", "RGB") and "transparency" in image.info:
        return image.convert("RGBA")
    if image.mode in ("L", "LA", "RGB", "RGBA", "CMYK", "LAB"):
        return image
    if image.mode.startswith("I;16"):
        return _scaled(image.convert("I"), 0, 65536)
    if image.mode in ("I", "F"):
        low, high = cast("tuple[float, float]", image.getextrema())
        return _scaled(image, low, high + 1)
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _scaled(image: Image.Image, low: float, beyond: float) -> Image.Image:
    """Values from `low` to below `beyond` as 0 to 255 (Pillow's own conversion would cut them off at 255)."""
    factor = 256 / (beyond - low)
    return image.point(lambda value: value * factor + -low * factor).convert("L")


def srgb(image: Image.Image) -> tuple[Image.Image, bytes | None]:
    """The picture in sRGB, and its own profile where that could not be applied."""
    profile = image.info.get("icc_profile")
    alpha = "RGBA" if image.mode in ("LA", "RGBA") else "RGB"
    if image.mode == "LAB":
        lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        return _converted(image, lab, "RGB"), None
    if not profile:
        return (image if image.mode in ("L", "RGB", "RGBA") else image.convert(alpha)), None
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return _converted(image.convert("RGBA") if image.mode == "LA" else image, source, alpha), None
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):  # not a profile, or one of another kind of colours
        return image.convert(alpha), profile if image.mode in ("RGB", "RGBA") else None


def _converted(image: Image.Image, source: ImageCms.ImageCmsProfile, mode: str) -> Image.Image:
    made = ImageCms.profileToProfile(image, source, _srgb_profile(), outputMode=mode)
    if made is None:
        raise ValueError("no picture came back")
    return made


@lru_cache(1)
def _srgb_profile() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
