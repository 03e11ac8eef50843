"""Who is named together with a person, or in the articles of a tag: a table, and of a person the same as a drawing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from sitegen import ids
from sitegen.messages import ngettext
from sitegen.pages.facts import Facts

TOGETHER, ALSO = 8, 3
LONGEST = 24  # letters of a name in the drawing
WIDTH, SELF, AXIS, ROW = 250, 8, 84, 26  # of the drawing: where the dots stand, and how far from each other
Forms = Mapping[int, bytes]  # article -> its names, packed


def together(facts: Facts, articles: Forms, mine: set[int]) -> list[dict[str, Any]]:
    """Who else appears in these articles most, and with whom of the others.  Counted and ordered by the spelling of
    names, which never changes; how each is shown is a recorded read."""
    count = Counter(ids.form_ids(b"".join(articles.values())))
    spelt: dict[str, list[int]] = defaultdict(list)
    total: dict[str, int] = defaultdict(int)
    for form, name in facts.people_among(f for f in count if f not in mine).items():
        spelt[name].append(form)
        total[name] += count[form]
    found: dict[int, dict[str, Any]] = {}
    term_of: dict[int, int] = {}
    for name in sorted(spelt, key=lambda name: (-total[name], name))[:TOGETHER]:
        for form in spelt[name]:
            _add(found, term_of, facts, form, count[form])
    entries = sorted(found.values(), key=lambda e: (-e["n"], e["name"], e["href"]))
    _pair(entries, articles, term_of)
    return entries


def _add(found: dict[int, dict[str, Any]], term_of: dict[int, int], facts: Facts, form: int, n: int) -> None:
    name = facts.name(form)
    if name.href:
        entry = {"term": name.term, "name": name.text, "href": name.href, "n": 0, "also": []}
        found.setdefault(name.term, entry)["n"] += n
        term_of[form] = name.term


def _pair(entries: Sequence[dict[str, Any]], articles: Forms, term_of: Mapping[int, int]) -> None:
    """Tell each entry which others it appears with: {place in the list, name, n}, the most frequent first."""
    place_of_term = {entry["term"]: n for n, entry in enumerate(entries)}
    place = {form: place_of_term[term] for form, term in term_of.items()}
    pairs: Counter[tuple[int, int]] = Counter()
    for forms in articles.values():
        here = place.keys() & ids.form_ids(forms)
        if len(here) > 1:
            pairs.update(combinations(sorted({place[form] for form in here}), 2))
    for (a, b), n in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
        for one, other in ((a, b), (b, a)):
            entries[one]["also"].append({"place": other, "name": entries[other]["name"], "n": n})


def drawing(name: str, entries: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """Lines that fan out from a person's dot to those of the others, as wide as they have articles together; thin arcs
    between others who share any.  None where there is nobody, or one alone, to draw."""
    if len(entries) < 2:
        return None
    heights = [ROW // 2 + ROW * n for n in range(len(entries))]
    middle = ROW * len(entries) // 2
    most = max(entry["n"] for entry in entries)
    ties = sorted({(n, also["place"]) for n, e in enumerate(entries) for also in e["also"] if n < also["place"]})
    return {
        "width": WIDTH,
        "height": ROW * len(entries),
        "label": ngettext(
            "%(name)s and one person named most in the same articles",
            "%(name)s and the %(num)s people named most in the same articles",
            len(entries),
        )
        % {"name": name, "num": len(entries)},
        "self": {"x": SELF, "y": middle},
        "ties": [_tie(heights[a], heights[b]) for a, b in ties],
        "others": [_other(middle, y, entry, most) for y, entry in zip(heights, entries, strict=True)],
    }


def _other(middle: int, y: int, entry: Mapping[str, Any], most: int) -> dict[str, Any]:
    """A dot with its name and the line that leads to it."""
    bend = (SELF + AXIS) // 2
    return {
        "d": f"M{SELF} {middle}C{bend} {middle} {bend} {y} {AXIS} {y}",
        "stroke": f"{1 + 3.5 * entry['n'] / most:.1f}",
        "x": AXIS,
        "y": y,
        "name": _short(entry["name"]),
        "name_x": AXIS + 10,
        "name_y": y + 4,
    }


def _tie(above: int, below: int) -> str:
    """Half an ellipse from dot to dot, to the left of them, wider the farther they are apart."""
    return f"M{AXIS} {above}A{5 + (below - above) // 8} {(below - above) // 2} 0 0 0 {AXIS} {below}"


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
