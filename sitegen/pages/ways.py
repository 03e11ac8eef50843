"""Pages at addresses that no article has: those that lead on, tombstones, and the list of both for hosts."""

from __future__ import annotations

from typing import Any

from sitegen.pages.facts import Facts, link

Context = tuple[str, str, dict[str, Any]]
MARK = "# Written by sitegen: addresses that moved, and such as are gone (docs/addresses.md).\n"


def way(facts: Facts, page: int) -> Context:
    """A page that leads on, or says that what stood there is gone."""
    found = facts.store.ways.of(page)
    assert found is not None, f"no way {page}"
    if not found.target:
        return found.address, "gone.html", {}
    return found.address, "redirect.html", {"name": found.target, "href": link(found.target)}


def redirects(facts: Facts, base: str) -> Context:
    """`_redirects`, for hosts that read it; `base` is the path of the site at its host.  Where a host does not follow
    a line, the page at the address says the same."""
    ways = sorted(facts.store.ways.all().values())
    lines = [_line(base, w.address, w.target, "301") if w.target else _gone(base, w.address) for w in ways]
    for place, term in sorted(facts.store.redirects.all().values()):
        if href := facts.name(term).href:
            lines.append(_line(base, f"{place}.html", href, "301"))
    return "_redirects", "", {"bytes": (MARK + "".join(sorted(lines))).encode()}


def _gone(base: str, address: str) -> str:
    return _line(base, address, address, "410!")  # forced: a file lies there, which says it in words


def _line(base: str, address: str, target: str, status: str) -> str:
    return f"{base}{link(address)} {base}{link(target.removesuffix('index.html'))} {status}\n"
