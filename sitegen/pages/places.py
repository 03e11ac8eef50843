"""Where places are: the line under the heading of a place's page, and the page of all places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sitegen import gazetteer, ids, naming
from sitegen.gazetteer import Where, regions
from sitegen.pages import dotmap
from sitegen.pages.facts import Facts, href_of, link
from sitegen.store import TermRow

Context = tuple[str, str, dict[str, Any]]
PATH = "places.html"
PLACE = "place"


def where(row: TermRow) -> Where | None:
    """Where the place of this tag is, or that there are several; None of what is no place, or not known."""
    return gazetteer.decode(row.place) if row.kind == PLACE else None


def line(row: TermRow) -> dict[str, str] | None:
    """What and where a place is, in words: {"what", "at", "map"}, the last two "" where they are not known."""
    found = where(row)
    if found is None:
        return None
    if found.kind is None:
        told = "There are several places of this name, in " + _listed(found.countries)
        return {"what": told, "at": "", "map": ""}
    return {"what": _what(found), "at": degrees(found), "map": PATH}


def _what(found: Where) -> str:
    (country,) = found.countries
    if found.kind == "country":
        part = regions.part_of_the_world(country)
        return f"{regions.what(country)} in {part}" if part else regions.what(country)
    if found.kind == "city" and regions.has_name(found.code) and found.admin:
        return f"City in {regions.said(found.code)}, {regions.name_of(country)}"
    return f"{'City' if found.kind == 'city' else regions.what(found.code)} in {regions.said(country)}"


def _listed(countries: Iterable[str]) -> str:
    """ "Canada, the United Kingdom and the United States"."""
    *names, last = sorted((regions.said(code) for code in countries), key=lambda name: name.removeprefix("the "))
    return f"{', '.join(names)} and {last}" if names else last


def degrees(found: Where) -> str:
    """ "51.3° N, 1.1° E"; "" where it is not known."""
    if found.latitude is None or found.longitude is None:
        return ""
    north, east = found.latitude, found.longitude
    return f"{abs(north):.1f}° {'N' if north >= 0 else 'S'}, {abs(east):.1f}° {'E' if east >= 0 else 'W'}"


def linked_data(row: TermRow) -> dict[str, Any]:
    """A place as schema.org describes it."""
    data: dict[str, Any] = {"@type": "Place", "name": row.name}
    found = where(row)
    if found is not None and found.kind is not None:
        data["address"] = {"@type": "PostalAddress", "addressCountry": found.countries[0]}
        if found.latitude is not None:
            data["geo"] = {"@type": "GeoCoordinates", "latitude": found.latitude, "longitude": found.longitude}
    return data


def page(facts: Facts) -> Context:
    """All places: on a map, and by country."""
    facts.read(ids.TOTALS, ids.PLACES)
    rows = facts.store.terms.places(ids.MOST_PLACES)
    total = len(rows) if len(rows) < ids.MOST_PLACES else facts.store.terms.count_places()
    known = [(row, found) for row in rows if (found := where(row)) is not None and found.kind is not None]
    placed = {row.id for row, _ in known}
    countries = _countries(known)
    context = {
        "intro": _intro(len(known), len(countries)),
        "map": dotmap.context([_spot(row, found) for row, found in known if found.latitude is not None]),
        "countries": countries,
        "unknown": [_entry(row, _open_note(row)) for row in _by_name(row for row in rows if row.id not in placed)],
        "left_out": total - len(rows),
        "shown": len(rows),
    }
    return PATH, "places.html", context


def _intro(places: int, countries: int) -> str:
    in_all = f"in {countries} countries" if countries != 1 else "in one country"
    return f"{places:,} place{'s' if places != 1 else ''} {in_all}, as far as it is known where they are."


def _spot(row: TermRow, found: Where) -> dotmap.Spot:
    assert found.latitude is not None and found.longitude is not None
    area = found.kind != "city"
    return dotmap.Spot(row.name, link(href_of(row) or ""), row.n, found.longitude, found.latitude, area)


def _countries(known: Sequence[tuple[TermRow, Where]]) -> list[dict[str, Any]]:
    """The countries in the order of their names, each with its own page, if it has one, and its places."""
    groups: dict[str, list[tuple[TermRow, Where]]] = defaultdict(list)
    for row, found in known:
        groups[found.countries[0]].append((row, found))
    codes = sorted(groups, key=lambda code: (naming.plain(regions.name_of(code)), code))
    return [_country(code, groups[code]) for code in codes]


def _country(code: str, members: Sequence[tuple[TermRow, Where]]) -> dict[str, Any]:
    itself = next((row for row, found in members if found.kind == "country"), None)
    notes = {row.id: _note(found) for row, found in members}
    return {
        "heading": regions.name_of(code),
        "itself": _entry(itself, "") if itself else None,
        "entries": [_entry(row, notes[row.id]) for row in _by_name(row for row, _ in members if row is not itself)],
    }


def _by_name(rows: Iterable[TermRow]) -> list[TermRow]:
    return sorted(rows, key=lambda row: (naming.sort_key(row.family, row.name), row.name, row.slug))


def _note(found: Where) -> str:
    """Beside a city the state that it is in, beside a state that it is one."""
    if found.kind == "city":
        return regions.name_of(found.code) if found.admin and regions.has_name(found.code) else ""
    return regions.what(found.code).lower()


def _open_note(row: TermRow) -> str:
    return "several of this name" if row.place else ""


def _entry(row: TermRow, note: str) -> dict[str, Any]:
    return {"name": row.name, "href": link(href_of(row) or ""), "n": row.n, "note": note}
