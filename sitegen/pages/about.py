"""The page about the archive: what it is, how it was made, and its files for download."""

from __future__ import annotations

from typing import Any

from sitegen import ids
from sitegen.messages import decimal, gettext
from sitegen.pages import dates, linked
from sitegen.pages.facts import Facts
from sitegen.pages.licence import licence_of
from sitegen.pages.setting import Setting

Context = tuple[str, str, dict[str, Any]]
FORMATS = {
    "archive.jsonl": "JSON Lines",
    "archive.ninjs.jsonl": "ninjs 3.1",
    "archive.parquet": "Parquet",
    "archive.sqlite": "SQLite",
    "datapackage.json": "Data package",
    "checksums.txt": "Checksums",
}
UNITS = ("bytes", "kB", "MB", "GB", "TB")


def about(facts: Facts, setting: Setting) -> Context:
    for kind, part in ((ids.TOTALS, 0), (ids.TOTALS, ids.CHECKED), (ids.TOTALS, ids.DOWNLOADS), (ids.YEARS, 0)):
        facts.read(kind, part)
    years = sorted({month >> 5 for month, _ in facts.store.periods.months()})
    dated = [year for year in years if year != ids.UNDATED]
    people, tags = facts.store.terms.counts()
    downloads = facts.store.downloads()
    licence = licence_of(setting.licence)
    files = [_file(*row) for row in downloads.files]
    context = {
        "span": dates.span(years),
        "counts": {
            "articles": facts.store.articles.count(),
            "people": people,
            "checked": facts.store.terms.checked(),
            "tags": tags,
            "quotations": facts.store.terms.quotations(),
        },
        "licence": licence._asdict() if licence else None,
        "files": files,
        "takedowns": facts.store.takedown_log(),
        "dropped": [
            {"rule": gettext(rule), "n": n}
            for rule, n in sorted(downloads.dropped.items(), key=lambda x: (-x[1], x[0]))
        ],
        "description": setting.description
        or gettext("What %(title)s is, how it was made, and its data.") % {"title": setting.title},
        "json_ld": linked.dataset(
            setting.title,
            setting.description,
            licence.best if licence else "",
            setting.base_url,
            dated,
            downloads.files,
        ),
    }
    return "data.html", "data.html", context


def _file(name: str, size: int, sha256: str) -> dict[str, Any]:
    return {
        "name": name,
        "href": f"data/{name}",
        "format": gettext(FORMATS.get(name, "CSV")),
        "size": size,
        "size_label": _size(size),
        "sha256": sha256,
    }


def _size(n: int) -> str:
    """ "1.2 MB"."""
    size, unit = float(n), 0
    while size >= 999.5 and unit < len(UNITS) - 1:
        size, unit = size / 1000, unit + 1
    return f"{decimal(f'{size:.3g}')} {gettext(UNITS[unit])}" if unit else f"{n} {gettext(UNITS[0])}"
