"""What only the files of a site together tell: dead links, orphans, chains of redirects, what sitemaps lack.

Addresses are compared as 64-bit hashes; words come in where a fault has to be told, from the page that has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sitegen.check import feeds, quoted
from sitegen.check.addresses import Addresses, key
from sitegen.check.looking import Look, line_of, nodes_of, references
from sitegen.check.rules import Finding

Keys = npt.NDArray[np.uint64]
ENTRANCES = ("index.html", "404.html", "410.html", "search.html")
RULES = {"links": "link-dead", "figures": "figure-missing", "resources": "resource-missing"}


class Together:
    """The looks of one site beside each other.  `paths`: every file."""

    def __init__(self, site: Path, addresses: Addresses, paths: Sequence[str], looks: Sequence[Look]) -> None:
        self.site, self.addresses, self.looks = site, addresses, looks
        self.paths = set(paths)
        self.by_path = {look.path: look for look in looks}

    @cached_property
    def here(self) -> Keys:
        """The hashes of all files, sorted."""
        return np.unique(np.fromiter((key(path) for path in self.paths), np.uint64, len(self.paths)))

    def findings(self) -> Iterator[Finding]:
        for look in self.looks:
            for rule, detail, line in look.faults:
                yield Finding(look.path, line, rule, detail)
        yield from self._dead()
        yield from self._places()
        yield from self._orphans()
        yield from self._redirects()
        yield from self._canonical()
        yield from self._sitemaps()
        yield from self._quotations()

    # ---- links

    def _dead(self) -> Iterator[Finding]:
        """Links, pictures and resources that are not there."""
        for kind, rule in RULES.items():
            for look, missing in self._missing([getattr(look, kind) for look in self.looks], self.here):
                yield from self._named(look, rule, kind, missing)
        for look, missing in self._missing([look.told for look in self.looks], self.here):
            data = (self.site / look.path).read_bytes()
            for address in dict.fromkeys(feeds.named_in(look.path, data)):
                path = self.addresses.target(look.path, address).path
                if path and key(path) in missing:
                    yield Finding(look.path, line_of(data, address), f"{look.kind}-link-dead", path)

    def _places(self) -> Iterator[Finding]:
        """Links to places that pages do not have, of pages that are there."""
        ids = _joined(look.ids for look in self.looks)
        for look, missing in self._missing([look.places for look in self.looks], np.unique(ids)):
            yield from self._named(look, "fragment-dead", "", missing)

    def _missing(self, parts: list[bytes], there: Keys) -> Iterator[tuple[Look, set[int]]]:
        """Looks of whose parts something is not `there`, with what is missing.  `parts`: one a look, packed."""
        counts = np.fromiter((len(part) // 8 for part in parts), np.int64, len(parts))
        every = _joined(iter(parts))
        lacking = ~np.isin(every, there)
        owners = np.repeat(np.arange(len(parts)), counts)[lacking]
        for n in np.unique(owners).tolist():
            yield self.looks[n], set(every[lacking][owners == n].tolist())

    def _named(self, look: Look, rule: str, kind: str, missing: set[int]) -> Iterator[Finding]:
        """The references of a page that are among the missing, in their own words.  `kind` "": places on pages."""
        data = (self.site / look.path).read_bytes()
        seen = set()
        for reference in references(nodes_of(data)):
            to = self.addresses.target(look.path, reference.words)
            if to.path is None or reference.words in seen:
                continue
            if kind:
                wrong = reference.kind == kind and key(to.path) in missing
            else:
                wrong = to.path in self.by_path and key(f"{to.path}#{to.place}") in missing
            if not wrong:
                continue
            seen.add(reference.words)
            yield Finding(look.path, line_of(data, reference.words.replace("&", "&amp;")), rule, reference.words)

    def _orphans(self) -> Iterator[Finding]:
        """Pages that no other page leads to."""
        led_to = np.unique(_joined(look.links for look in self.looks if look.kind == "page"))
        pages = [k for k in self.looks if k.kind == "page" and not k.hidden and k.path not in ENTRANCES]
        keys = np.fromiter((key(look.path) for look in pages), np.uint64, len(pages))
        for n in np.flatnonzero(~np.isin(keys, led_to)).tolist():
            yield Finding(pages[n].path, 0, "page-orphaned", "")

    # ---- redirects

    def _redirects(self) -> Iterator[Finding]:
        for line, words, to, _ in self.listed:
            if not to:
                yield Finding("_redirects", line, "redirect-dead", f"this is no redirect: {words[:80]}")
        for start, (line, to, file) in sorted(self.leads.items()):
            if to in self.leads:
                rule = "redirect-loop" if self._is_loop(start) else "redirect-chain"
                yield Finding(file, line, rule, f"{start} leads to {to}, which leads to {self.leads[to][1]}")
            elif to not in self.paths:
                yield Finding(file, line, "redirect-dead", f"{start} leads to {to}")

    @cached_property
    def leads(self) -> dict[str, tuple[int, str, str]]:
        """path -> (line, where it leads, the file that says so)."""
        found = {k.path: (0, k.leads, k.path) for k in self.looks if k.kind == "redirect"}
        for line, start, to, status in self.listed:
            if status.startswith("3") and not set("*:") & set(start) and to.startswith("/"):
                found.setdefault(_path(start), (line, _path(to), "_redirects"))
        return found

    @cached_property
    def listed(self) -> list[tuple[int, str, str, str]]:
        """The lines of `_redirects`."""
        file = self.site / "_redirects"
        return list(feeds.redirects_in(file.read_bytes(), self.addresses.root)) if file.is_file() else []

    def _is_loop(self, start: str) -> bool:
        seen, at = set(), start
        while at in self.leads and at not in seen:
            seen.add(at)
            at = self.leads[at][1]
        return at in seen

    # ---- for search engines

    def _canonical(self) -> Iterator[Finding]:
        for look in self.looks:
            if look.canonical and look.canonical != look.path:
                target = self.by_path.get(look.canonical)
                if target is None or target.hidden or target.leads:
                    yield Finding(look.path, 0, "canonical-dead", look.canonical)

    def _sitemaps(self) -> Iterator[Finding]:
        maps = [look for look in self.looks if look.kind == "sitemap" and not look.faults]
        if not maps:
            return
        told = np.unique(_joined(look.told for look in maps))
        for look in self.looks:
            if look.kind in ("page", "redirect") and (look.hidden or look.article):
                there = bool(np.isin(np.uint64(key(look.path)), told))
                if there and look.hidden:
                    yield Finding(look.path, 0, "sitemap-noindex", "")
                elif look.article and not look.hidden and not there:
                    yield Finding(look.path, 0, "sitemap-lacks", "")

    # ---- quotations

    def _quotations(self) -> Iterator[Finding]:
        """Those that pages have of other articles: among those of the article, or at least in its text."""
        said = np.unique(_joined(look.said for look in self.looks))
        texts: dict[str, str] = {}
        for look, missing in self._missing([look.quoted for look in self.looks], said):
            data = (self.site / look.path).read_bytes()
            for article, marks, words in quoted.others(self.addresses, look.path, data):
                if key(f"{article}\0{marks}") in missing and not self._holds(article, marks, texts):
                    yield Finding(
                        look.path, line_of(data, words[:20]), "quotation-not-verbatim", f"{words[:80]} ({article})"
                    )

    def _holds(self, article: str, marks: str, texts: dict[str, str]) -> bool:
        if article not in texts:
            if len(texts) > 1000:
                texts.clear()
            file = self.site / article
            texts[article] = quoted.text_of(file.read_bytes()) if file.is_file() else ""
        return marks in texts[article]


def _joined(parts: Iterator[bytes]) -> Keys:
    return np.frombuffer(b"".join(parts), np.uint64)


def _path(address: str) -> str:
    path = address.partition("#")[0].lstrip("/")
    return f"{path}index.html" if path.endswith("/") or not path else path
