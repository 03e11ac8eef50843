"""A map of dots: a dot a place, its area by the number of articles, the most used with their names."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from sitegen.messages import gettext
from sitegen.pages import projection
from sitegen.pages.calendar import counted
from sitegen.pages.outlines import land

ONE, LARGEST, LEAST = 3.6, 13.0, 2.4  # radii: of one article, of the most, of any
NAMES = 14  # places whose names stand on the map, where there is room
LETTER, LINE, BESIDE = 7.4, 15.0, 4.5  # units: a letter's width, a line's height, between a dot and its name
Box = tuple[float, float, float, float]  # left, top, right, bottom


class Spot(NamedTuple):
    """A place to be shown; `area`: is it a country or state, of which the dot is the middle?"""

    name: str
    href: str
    n: int
    east: float
    north: float
    area: bool


class Dot(NamedTuple):
    spot: Spot
    x: float
    y: float
    r: float

    @property
    def box(self) -> Box:
        return self.x - self.r, self.y - self.r, self.x + self.r, self.y + self.r


def context(spots: Sequence[Spot]) -> dict[str, Any] | None:
    """What the template draws; `dots` by size, so that none hides a smaller one.  None where there is nothing."""
    if not spots:
        return None
    view = projection.frame([(spot.east, spot.north) for spot in spots])
    scale = min(ONE, LARGEST / math.sqrt(max(spot.n for spot in spots)))
    placed = sorted(spots, key=lambda spot: (-spot.n, not spot.area, spot.name, spot.href))
    dots = [Dot(spot, *view.at(spot.east, spot.north), max(LEAST, scale * math.sqrt(spot.n))) for spot in placed]
    return {
        "width": projection.WIDTH,
        "height": projection.HEIGHT,
        "land": Markup(projection.outlines(land(), view)),
        "grid": Markup(projection.graticule(view)),
        "circles": [{"name": gettext(name), "y": f"{y:.1f}"} for name, y in projection.circles(view)],
        "dots": [_shown(dot) for dot in dots],
        "names": _names(dots),
        "areas": any(spot.area for spot in spots),
        "cities": any(not spot.area for spot in spots),
    }


def _shown(dot: Dot) -> dict[str, Any]:
    spot = dot.spot
    return {
        "href": spot.href,
        "title": f"{spot.name}: {counted(spot.n, 'article')}",
        "kind": "area" if spot.area else "city",
        "box": Markup(f'cx="{dot.x:.1f}" cy="{dot.y:.1f}" r="{dot.r:.1f}"'),
    }


def _names(dots: Sequence[Dot]) -> list[Markup]:
    """The names of the most used, each beside its dot where it covers no dot and no other name."""
    shown: list[Markup] = []
    taken = [dot.box for dot in dots]
    for dot in dots[:NAMES]:
        free = (box for box in _around(dot) if _is_inside(box) and not any(_meet(box, other) for other in taken))
        if box := next(free, None):
            taken.append(box)
            shown.append(_label(dot.spot.name, box))
    return shown


def _around(dot: Dot) -> list[Box]:
    """Where a name may stand: to the right of its dot, to the left, above, below."""
    wide = LETTER * sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in dot.spot.name)
    away = dot.r + BESIDE
    places = (
        (dot.x + away, dot.y - LINE / 2),
        (dot.x - away - wide, dot.y - LINE / 2),
        (dot.x - wide / 2, dot.y - away - LINE),
        (dot.x - wide / 2, dot.y + away),
    )
    return [(x, y, x + wide, y + LINE) for x, y in places]


def _is_inside(box: Box) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= projection.WIDTH and box[3] <= projection.HEIGHT


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _label(name: str, box: Box) -> Markup:
    """In the middle of its box: faces differ in width."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2 + 4.5
    return Markup(f'<text x="{x:.1f}" y="{y:.1f}">') + escape(name) + Markup("</text>")
