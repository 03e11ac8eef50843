"""A figure as templates see it: what to show, in which files, at which size, or what to say in its place."""

from __future__ import annotations

from typing import Any

from sitegen.images.picture import Picture
from sitegen.images.variants import Variant, variants

REMOTE = ("https://", "http://")
Room = tuple[str, int]  # what `sizes` says of the place that a picture gets, and its greatest width in CSS pixels
ALONE: Room = ("(min-width: 40rem) 36rem, calc(100vw - 2rem)", 576)  # the column of text
ABREAST: Room = ("(min-width: 40rem) 17.5rem, calc(100vw - 2rem)", 280)  # one of a gallery
LEAD: Room = ("(min-width: 60rem) 34.5rem, calc(100vw - 2rem)", 552)  # beside the lead story of the front page
NOT_HERE = "Picture not in the archive"
MISSING = "Picture missing"


def is_remote(image: str) -> bool:
    """Does the picture lie on the web?  Else it is a path below seeds/."""
    return image.startswith(REMOTE)


def room(place: int, figures: int) -> Room:
    """The room of one of an article's figures: the first stands alone, the others side by side if they are several."""
    return ABREAST if place and figures > 2 else ALONE


def figure(
    image: str | None,
    picture: Picture | None,
    *,
    root: str,
    alt: str = "",
    caption: str = "",
    credit: str = "",
    room: Room = ALONE,
) -> dict[str, Any]:
    """What figure.html shows of `image`: a path below seeds/, a URL, or None where the text has its caption alone.

    `picture` is the one at that path, None if there is no such file; `root` is the way from the page to the site's
    root.  What the article says of the picture wins over what the file says of itself."""
    remote = image is not None and is_remote(image)
    shown: dict[str, Any] = {
        "src": image if remote else None,
        "sources": [],
        "width": None,
        "height": None,
        "sizes": "",
        "alt": alt,
        "caption": caption or (picture.caption if picture else ""),
        "credit": credit or (picture.credit if picture else ""),
        "transparent": bool(picture and picture.transparent),
        "missing": "" if remote else MISSING if image else NOT_HERE,
    }
    if image is None or remote or picture is None or picture.problem:
        return shown
    return {**shown, **_files(variants(picture, image), root, room), "missing": ""}


def _files(files: tuple[Variant, ...], root: str, room: Room) -> dict[str, Any]:
    """Links: one `<source>` for each modern format, and the last file for every browser."""
    *modern, fallback = files
    by_type: dict[str, list[str]] = {}
    for file in modern:
        by_type.setdefault(file.type, []).append(f"{root}{file.path} {file.width}w")
    return {
        "src": root + fallback.path,
        "sources": [{"type": type, "srcset": ", ".join(links)} for type, links in by_type.items()],
        "width": fallback.width,
        "height": fallback.height,
        "sizes": room[0] if fallback.width >= room[1] else f"{fallback.width}px",
    }
