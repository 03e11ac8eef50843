"""Make sitegen/pages/land.txt, the outlines of the land on the map of places.

    python -m tools.outlines land-50m.json sitegen/pages/land.txt          (in the repository)

The data is Natural Earth's "land", 1:50 million (public domain), as the file land-50m.json of the npm package
world-atlas 2 brings it: TopoJSON.  Every ring becomes a line of signs (see sitegen/pages/outlines.py, which reads
them): its points on a grid of a tenth of a degree, each as the difference from the one before.  Points within a tenth
of a degree of the line between those kept are left out, and so are islands of less than 0.4 degrees.
"""

from __future__ import annotations

import argparse
import json
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from sitegen.pages.outlines import GRID, encode

Point = tuple[float, float]
SOUTH = -60.0  # the map ends here
NEAR, SMALLEST = 0.1, 0.4  # degrees
FEWEST = 4  # points of a ring


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tools.outlines", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("topology")
    parser.add_argument("out")
    options = parser.parse_args()
    topology = json.loads(Path(options.topology).read_text("utf-8"))
    lines = sorted(encode(ring) for ring in _gridded(_rings(topology)))
    Path(options.out).write_text("".join(f"{line}\n" for line in lines), "ascii")
    print(f"{len(lines)} rings, {Path(options.out).stat().st_size:,} bytes")


def _rings(topology: dict[str, Any]) -> list[list[Point]]:
    """The rings of all polygons, in degrees east and north; those of the south polar land are left out."""
    arcs = [_arc(arc, topology["transform"]) for arc in topology["arcs"]]
    shapes = topology["objects"]["land"]["geometries"]
    rings = [ring for shape in shapes for polygon in shape["arcs"] for ring in polygon]
    joined = [_joined([arcs[n] if n >= 0 else arcs[~n][::-1] for n in ring]) for ring in rings]
    north = [ring for ring in joined if max(north for _, north in ring) > SOUTH]
    return [part for ring in north if _extent(ring) >= SMALLEST for part in _cut(ring)]


def _extent(ring: list[Point]) -> float:
    return max(max(axis) - min(axis) for axis in zip(*ring, strict=True))


def _arc(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    (scale_x, scale_y), (east, north) = transform["scale"], transform["translate"]
    steps = accumulate(arc, lambda at, step: [at[0] + step[0], at[1] + step[1]])
    return [(x * scale_x + east, y * scale_y + north) for x, y in steps]


def _joined(arcs: list[list[Point]]) -> list[Point]:
    """Arcs end where the next begins; so does the ring."""
    return [point for arc in arcs for point in arc[:-1]]


def _cut(ring: list[Point]) -> list[list[Point]]:
    """A ring that goes on beyond 180 degrees east or west, as its parts on both sides of the map."""
    unwound = [ring[0]]
    for east, north in ring[1:]:
        unwound.append((east - 360 * round((east - unwound[-1][0]) / 360), north))
    turned = [[(east + turn, north) for east, north in unwound] for turn in (-360, 0, 360)]
    return [part for one in turned if (part := _within(_within(one, 1), -1))]


def _within(ring: list[Point], side: int) -> list[Point]:
    """The part of a ring up to 180 degrees east (side 1) or west (side -1): Sutherland and Hodgman 1974."""
    kept: list[Point] = []
    for (east, north), (to_east, to_north) in zip([ring[-1], *ring[:-1]] if ring else [], ring, strict=True):
        inside, to_inside = side * east <= 180, side * to_east <= 180
        if inside != to_inside:
            share = (side * 180 - east) / (to_east - east)
            kept.append((side * 180.0, north + share * (to_north - north)))
        if to_inside:
            kept.append((to_east, to_north))
    return kept


def _gridded(rings: list[list[Point]]) -> list[list[tuple[int, int]]]:
    gridded = []
    for ring in rings:
        kept = _simplified([*ring, ring[0]])[:-1]
        points = [(round(east * GRID), round(north * GRID)) for east, north in kept]
        points = [b for a, b in pairwise([points[-1], *points]) if a != b]
        if len(points) >= FEWEST:
            gridded.append(points)
    return gridded


def _simplified(line: list[Point]) -> list[Point]:
    """Without the points near the line between those that are kept (Douglas and Peucker 1973)."""
    kept, open_parts = {0, len(line) - 1}, [(0, len(line) - 1)]
    while open_parts:
        first, last = open_parts.pop()
        away = [(_distance(line[n], line[first], line[last]), n) for n in range(first + 1, last)]
        if away and max(away)[0] > NEAR:
            middle = max(away)[1]
            kept.add(middle)
            open_parts += [(first, middle), (middle, last)]
    return [line[n] for n in sorted(kept)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """Of a point from the stretch between two."""
    along = end[0] - start[0], end[1] - start[1]
    length = along[0] ** 2 + along[1] ** 2
    off = point[0] - start[0], point[1] - start[1]
    share = max(0.0, min(1.0, (off[0] * along[0] + off[1] * along[1]) / length)) if length else 0.0
    return float(((off[0] - share * along[0]) ** 2 + (off[1] - share * along[1]) ** 2) ** 0.5)


if __name__ == "__main__":
    main()
