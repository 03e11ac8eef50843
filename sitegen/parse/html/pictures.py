"""The pictures of a page: where they lie, and which of them are pictures to a reader."""

from __future__ import annotations

import re
from urllib.parse import unquote, urljoin

from sitegen.parse.given import resolve
from sitegen.parse.html.tree import Element

LAZY = ("data-src", "data-original", "data-lazy-src", "data-hi-res-src", "data-full-src", "data-img-src", "data-url")
SETS = ("data-srcset", "data-lazy-srcset", "srcset")
BETWEEN = re.compile(r"(?<=\d[wx]),|,\s+|,\Z")  # candidates of a srcset; addresses may hold commas
WIDTH = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)[wx]\Z")
SAVED_BESIDE = re.compile(r"_(?:files|fichiers|dateien|archivos)/")
STAND_IN = re.compile(
    r"(?i)(?:^|[/_.-])(?:spacer|blank|placeholder|pixel|transparent|loading|loader|lazy(?:load)?|1x1|clear|grey|gr[ae]y)"
    r"(?:[._-]|\d|\Z)"
)
ICON = re.compile(
    r"(?i)(?:^|[/_.-])(?:icons?|logos?|avatars?|sprites?|emoji|smil(?:ey|ies)|badges?|gravatar|buttons?|btn|favicon|"
    r"tracking|beacon|headshots?|author-(?:photo|image|avatar)|profile-(?:photo|image|pic)|wp-smiley)(?:[._@-]|\d|/|\Z)"
)
SMALLEST = 80  # pixels: what is no wider and no higher is an icon
NUMBER = re.compile(r"\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*\Z")
LONGEST_PLACE, LONGEST_SET, LONGEST_ALT = 2000, 10_000, 500


def place_of(element: Element, path: str, base: str) -> str | None:
    """The best address of an <img>: a path below seeds/ or a URL; None for what is no picture to a reader.

    Args:
        path: of the page below seeds/.
        base: what <base href> states, or "".
    """
    if _is_icon(element):
        return None
    for place in _places(element):
        found = resolved(place, path, base)
        if found and not STAND_IN.search(found.rpartition("/")[2]) and not ICON.search(found.rpartition("/")[2]):
            return found
    return None


def resolved(place: str, path: str, base: str = "") -> str | None:
    """An address as the page at `path` states it -> a path below seeds/ or a URL; None for data and scripts."""
    place = place.strip()
    if (
        not place
        or len(place) > LONGEST_PLACE
        or not place.isprintable()
        or (any(map(str.isspace, place)) and "://" in place)
    ):
        return None
    if place.startswith("//"):
        return f"https:{place}"
    if place.lower().startswith(("http://", "https://")):
        return place
    if base.lower().startswith(("http://", "https://")) and ":" not in place.partition("/")[0]:
        try:
            return urljoin(base, place)
        except ValueError:
            return None
    plain = unquote(place.partition("#")[0].partition("?")[0])
    return resolve(path, plain) if plain.isprintable() else None


def _places(element: Element) -> list[str]:
    """The addresses that an <img> states, the best first."""
    src = element.get("src") or ""
    lazy = [place for place in map(element.get, LAZY) if place]
    sets = [_largest(places) for places in map(element.get, SETS) if places]
    above = next(element.iterancestors("picture"), None)
    if above is not None:
        sets += [_largest(source.get("srcset") or source.get("data-srcset") or "") for source in above.iter("source")]
    if SAVED_BESIDE.search(src):
        return [src, *lazy, *sets]
    return [place for place in (*lazy, src, *sets) if place]


def _largest(places: str) -> str:
    """Of "a.jpg 400w, b.jpg 800w" the widest."""
    candidates = [words for words in map(str.split, BETWEEN.split(places[:LONGEST_SET])) if words]
    return max(candidates, key=_width)[0] if candidates else ""


def _width(candidate: list[str]) -> float:
    """Of "b.jpg 800w" 800; 1 where nothing is stated."""
    stated = WIDTH.match(candidate[-1]) if len(candidate) > 1 else None
    return float(stated[1]) if stated else 1.0


def _is_icon(element: Element) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    if any(ICON.search(name) for name in names[:16]):
        return True
    sizes = [NUMBER.match(element.get(side) or "") for side in ("width", "height")]
    known = [int(size[1]) for size in sizes if size]
    return bool(known) and (max(known) <= 2 or (len(known) == 2 and max(known) <= SMALLEST))


def alt_of(element: Element) -> str:
    """What the page says of a picture for those who do not see it."""
    return " ".join((element.get("alt") or "").split())[:LONGEST_ALT]


def base_of(root: Element) -> str:
    """What <base href> states."""
    base = root.find(".//base[@href]")
    return (base.get("href") or "").strip() if base is not None else ""
