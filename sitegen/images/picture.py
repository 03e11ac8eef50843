"""What one file is as a picture: its size as shown, its credit, or the sentence that says why it cannot be shown."""

from __future__ import annotations

import os
import stat

from msgspec import Struct

from sitegen.errors import SourceError

REFUSED = {
    ".svg": (
        "An SVG drawing can carry scripts, so it is not published.",
        "Convert it to PNG or WebP and name that file instead.",
    ),
    ".svgz": (
        "An SVG drawing can carry scripts, so it is not published.",
        "Convert it to PNG or WebP and name that file instead.",
    ),
    ".heic": ("HEIC pictures cannot be read here.", "Export it as JPEG, as a camera or telephone offers to."),
    ".heif": ("HEIF pictures cannot be read here.", "Export it as JPEG, as a camera or telephone offers to."),
}
READ = (".jpg", ".jpeg", ".jpe", ".png", ".webp", ".avif", ".gif", ".tif", ".tiff", ".bmp")
ENDINGS = (*READ, *REFUSED)


class Picture(Struct, frozen=True, omit_defaults=True, array_like=True):
    """A picture: `width` and `height` in pixels with its orientation applied; `format` as the bytes say, whatever
    the name ("jpeg", "png", "webp", "avif", "gif", "tiff", "bmp").  Where `problem` is set (a sentence) it cannot
    be shown, and `hint` says what to do."""

    width: int = 0
    height: int = 0
    format: str = ""
    animated: bool = False
    transparent: bool = False
    credit: str = ""
    caption: str = ""
    problem: str = ""
    hint: str = ""


def probe(file: str, path: str) -> Picture:
    """What `file` is; `path` is its name below seeds/.  Raises nothing that a file can cause.

    The picture is decoded to its end (a JPEG at an eighth of its size), because no header tells that a file was
    cut short: what is called whole here can be encoded later."""
    ending = os.path.splitext(path)[1].lower()
    if ending in REFUSED and os.path.lexists(file):
        return _unfit(*REFUSED[ending])
    try:
        _regular(file)
        from sitegen.images import decoding  # loads Pillow

        return decoding.examine(file)
    except SourceError as error:
        return _unfit(error.message, error.hint)


def _unfit(message: str, hint: str) -> Picture:
    return Picture(problem=message, hint=hint)


def _regular(file: str) -> None:
    """Refuse what is no file with bytes in it (opening a pipe would wait for ever)."""
    try:
        found = os.stat(file)
    except (FileNotFoundError, NotADirectoryError):
        raise SourceError(
            "The picture is missing.", "Put the file there, or correct its name in the article."
        ) from None
    except (OSError, ValueError) as error:
        raise SourceError(f"The picture cannot be opened: {error}.", "See to its permissions and its name.") from None
    if not stat.S_ISREG(found.st_mode):
        raise SourceError("This is not a file.", "Name a picture, not a folder.")
    if not found.st_size:
        raise SourceError("The picture is empty: a file of 0 bytes.", "Fetch or export it again.")
