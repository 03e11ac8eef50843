"""Pictures: what a file holds, which files a page offers of it, and their bytes.

Nothing here knows an article or a store.  Pillow is loaded only when a picture is read or written."""

from sitegen.digest import digest_of
from sitegen.images.encoding import encode
from sitegen.images.picture import ENDINGS, Picture, probe
from sitegen.images.variants import Variant, variants
from sitegen.images.view import LEAD, Room, figure, is_remote, room

__all__ = [
    "ENDINGS",
    "LEAD",
    "Picture",
    "Room",
    "Variant",
    "encode",
    "figure",
    "fingerprint",
    "is_remote",
    "probe",
    "room",
    "variants",
]
VERSION = "1"  # goes up with every change of what is said of a picture, of its files, or of their bytes


def fingerprint() -> bytes:
    """What the files of a picture depend on besides the picture: our version, and Pillow's."""
    from importlib.metadata import version

    return digest_of(VERSION, version("pillow"))
