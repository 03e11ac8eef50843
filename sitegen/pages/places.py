"""Where places are: the line under the heading of a place's page, and the page of all places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sitegen import gazetteer, ids, naming
from sitegen.gazetteer import Where, regions
from sitegen.messages import decimal, gettext, language, listed, ngettext
from sitegen.pages import dotmap
from sitegen.pages.calendar import counted
from sitegen.pages.facts import Facts, href_of, link
from sitegen.store import TermRow

Context = tuple[str, str, dict[str, Any]]
PATH = "places.html"
PLACE, CITY = "place", "City"


def where(row: TermRow) -> Where | None:
    """Where the place of this tag is, or that there are several; None of what is no place, or not known."""
    return gazetteer.decode(row.place) if row.kind == PLACE else None


def line(row: TermRow) -> dict[str, str] | None:
    """What and where a place is, in words: {"what", "at", "map"}, the last two "" where they are not known."""
    found = where(row)
    if found is None:
        return None
    if found.kind is None:
        told = gettext("There are several places of this name, in %(countries)s")
        return {"what": told % {"countries": _listed(found.countries)}, "at": "", "map": ""}
    return {"what": _what(found), "at": degrees(found), "map": PATH}


def _what(found: Where) -> str:
    (country,) = found.countries
    if found.kind == "country":
        part = regions.part_of_the_world(country)
        return _in(regions.what(country), gettext(part)) if part else gettext(regions.what(country))
    if found.kind == "city" and regions.has_name(found.code) and found.admin:
        return _in(CITY, f"{_said(found.code)}{gettext(', ')}{_name(country)}")
    return _in(CITY if found.kind == "city" else regions.what(found.code), _said(country))


def _in(what: str, where: str) -> str:
    """ "Country in Western Europe", "City in Canada"."""
    return gettext("%(what)s in %(where)s") % {"what": gettext(what), "where": where}


def _name(code: str) -> str:
    """A country in the language of the interface, a state as it is called in English."""
    return gettext(regions.name_of(code)) if len(code) == 2 else regions.name_of(code)


def _said(code: str) -> str:
    """As it is said in a sentence; of other languages than English only the plain name is known."""
    return regions.said(code) if language() == "en" else _name(code)


def _listed(countries: Iterable[str]) -> str:
    """ "Canada, the United Kingdom and the United States"."""
    return listed(sorted(map(_said, countries), key=lambda name: name.removeprefix("the ")))


def degrees(found: Where) -> str:
    """ "51.3° N, 1.1° E"; "" where it is not known."""
    if found.latitude is None or found.longitude is None:
        return ""
    north, east = found.latitude, found.longitude
    ways = (north, gettext("N") if north >= 0 else gettext("S")), (east, gettext("E") if east >= 0 else gettext("W"))
    return gettext(", ").join([f"{decimal(f'{abs(angle):.1f}')}° {way}" for angle, way in ways])


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
    told = {
        "places": counted(places, PLACE),
        "in_all": ngettext("in one country", "in %(num)s countries", countries) % {"num": countries},
    }
    return gettext("%(places)s %(in_all)s, as far as it is known where they are.") % told


def _spot(row: TermRow, found: Where) -> dotmap.Spot:
    assert found.latitude is not None and found.longitude is not None
    area = found.kind != "city"
    return dotmap.Spot(row.name, link(href_of(row) or ""), row.n, found.longitude, found.latitude, area)


def _countries(known: Sequence[tuple[TermRow, Where]]) -> list[dict[str, Any]]:
    """The countries in the order of their names, each with its own page, if it has one, and its places."""
    groups: dict[str, list[tuple[TermRow, Where]]] = defaultdict(list)
    for row, found in known:
        groups[found.countries[0]].append((row, found))
    codes = sorted(groups, key=lambda code: (naming.plain(_name(code)), code))
    return [_country(code, groups[code]) for code in codes]


def _country(code: str, members: Sequence[tuple[TermRow, Where]]) -> dict[str, Any]:
    itself = next((row for row, found in members if found.kind == "country"), None)
    notes = {row.id: _note(found) for row, found in members}
    return {
        "heading": _name(code),
        "itself": _entry(itself, "") if itself else None,
        "entries": [_entry(row, notes[row.id]) for row in _by_name(row for row, _ in members if row is not itself)],
    }


def _by_name(rows: Iterable[TermRow]) -> list[TermRow]:
    return sorted(rows, key=lambda row: (naming.sort_key(row.family, row.name), row.name, row.slug))


def _note(found: Where) -> str:
    """Beside a city the state that it is in, beside a state that it is one."""
    if found.kind == "city":
        return regions.name_of(found.code) if found.admin and regions.has_name(found.code) else ""
    return gettext(regions.what(found.code).lower())


def _open_note(row: TermRow) -> str:
    return gettext("several of this name") if row.place else ""


def _entry(row: TermRow, note: str) -> dict[str, Any]:
    return {"name": row.name, "href": link(href_of(row) or ""), "n": row.n, "note": note}
