"""From degrees to a map: equirectangular, true along the parallel in the middle, on a sheet 1000 units wide.

The frame is the world, or where all places lie close together the part of it that they lie in."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from sitegen.pages.outlines import GRID, Ring

WIDTH, HEIGHT = 1000, 460
WEST, EAST, SOUTH, NORTH = -180.0, 180.0, -60.0, 84.0
CLOSE = 100.0  # degrees of longitude: places not farther apart have a map of their part of the world
LEAST = 36.0  # degrees of longitude that a map shows: coarser outlines than these show nothing
AROUND = 0.12  # of the frame, beyond the outermost places
FINE = 10  # parts of a unit that outlines are drawn in
NEAR = 1.1  # units: points of an outline nearer to each other are drawn as one
TROPIC = 23.44

Place = tuple[float, float]  # degrees east, degrees north


class Frame(NamedTuple):
    """Degrees at the left and the top edge; units a degree along each axis."""

    west: float
    north: float
    across: float
    down: float

    def at(self, east: float, north: float) -> tuple[float, float]:
        return (east - self.west) * self.across, (self.north - north) * self.down

    @property
    def east(self) -> float:
        return self.west + WIDTH / self.across

    @property
    def south(self) -> float:
        return self.north - HEIGHT / self.down


def frame(places: Sequence[Place]) -> Frame:
    """The frame that shows these places."""
    east, north = [p[0] for p in places], [p[1] for p in places]
    if max(east) - min(east) > CLOSE or max(north) - min(north) > CLOSE / 2:
        return _framed((WEST + EAST) / 2, (SOUTH + NORTH) / 2, (EAST - WEST) / WIDTH, 1.0)
    middle = (max(east) + min(east)) / 2, (max(north) + min(north)) / 2
    squeeze = math.cos(math.radians(middle[1]))
    wide = max(LEAST, (max(east) - min(east)) / (1 - 2 * AROUND))
    high = (max(north) - min(north)) / (1 - 2 * AROUND)
    return _framed(*middle, max(wide / WIDTH, high / squeeze / HEIGHT), squeeze)


def _framed(east: float, north: float, degrees: float, squeeze: float) -> Frame:
    """Around a point, `degrees` of longitude a unit, of latitude `squeeze` times as many; never beyond the poles."""
    wide, high = degrees * WIDTH, degrees * squeeze * HEIGHT
    if high >= NORTH - SOUTH:  # the whole world
        return Frame(east - wide / 2, NORTH, 1 / degrees, HEIGHT / (NORTH - SOUTH))
    west = min(max(east - wide / 2, WEST), EAST - wide)
    top = min(max(north + high / 2, SOUTH + high), NORTH)
    return Frame(west, top, 1 / degrees, 1 / (degrees * squeeze))


def outlines(rings: Iterable[Ring], view: Frame) -> str:
    """The land within a frame as the data of a path, in tenths of a unit."""
    return "".join(_outline([view.at(x / GRID, y / GRID) for x, y in ring]) for ring in rings if _meets(ring, view))


def _meets(ring: Ring, view: Frame) -> bool:
    east, north = [x / GRID for x, _ in ring], [y / GRID for _, y in ring]
    beside = max(east) < view.west or min(east) > view.east
    return not beside and max(north) > view.south and min(north) < view.north


def _outline(points: Sequence[tuple[float, float]]) -> str:
    kept = [points[0]]
    for point in points[1:]:
        if math.dist(point, kept[-1]) >= NEAR:
            kept.append(point)
    if len(kept) < 3:
        return ""
    whole = [(round(x * FINE), round(y * FINE)) for x, y in kept]
    steps = [f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(whole)]
    return f"M{whole[0][0]} {whole[0][1]}l{' '.join(steps)}z".replace(" -", "-")


def graticule(view: Frame) -> str:
    """Meridians and parallels every thirty degrees, every ten on a map of a part of the world."""
    step = 30 if view.east - view.west > CLOSE * 2 else 10
    across = [view.at(east, 0)[0] for east in _multiples(step, view.west, view.east)]
    down = [view.at(0, north)[1] for north in _multiples(step, view.south, view.north) if north]
    return "".join(f"M{x:.1f} 0v{HEIGHT}" for x in across) + "".join(f"M0 {y:.1f}h{WIDTH}" for y in down)


def _multiples(step: int, low: float, high: float) -> list[int]:
    return [n * step for n in range(math.floor(low / step) + 1, math.ceil(high / step))]


def circles(view: Frame) -> list[tuple[str, float]]:
    """(name, units from the top) of the equator and the tropics, as far as they are on the map."""
    named = (("Tropic of Cancer", TROPIC), ("Equator", 0.0), ("Tropic of Capricorn", -TROPIC))
    return [(name, view.at(0, north)[1]) for name, north in named if view.south < north < view.north]
