"""What a page tells of the text that it was made from, and how old that is."""

from __future__ import annotations

import hashlib
from typing import Any

from sitegen import ids
from sitegen.messages import gettext
from sitegen.model import Article, Date
from sitegen.pages import dates


def about(article: Article, source: str, data: bytes) -> dict[str, Any]:
    """ "About this text"."""
    return {
        "source": source,
        "sha256": hashlib.sha256(data).hexdigest(),
        "encoding": article.encoding,
        "characters": len(article.text),
        "dated": _dated(article.published),
        "dropped": [{"line": d.line, "text": d.text, "rule": gettext(d.rule)} for d in article.dropped()],
    }


def age(date: Date | None) -> dict[str, str] | None:
    """The year that an article is from, beside its headline, where a reader who came by a search sees it.  Not how old
    it is: that would be wrong a year later, or change a page with which nothing happened."""
    if date is None or not ids.in_range(date):
        return None
    year = int(date.value[:4])
    return {"year": str(year), "href": dates.period_path(year << 5)}


def _dated(date: Date | None) -> str:
    """As precise as it was stated, and where that was."""
    if date is None:
        return gettext("not stated, neither in the text nor beside it")
    clock = f", {date.value[11:]}" if date.precision == "minute" else ""
    return f"{dates.label(date)}{clock}, {_stated(date)}"


def _stated(date: Date) -> str:
    match date.origin:
        case "front matter":
            return gettext("as the front matter states it")
        case "file name":
            return gettext("by the name of its file")
        case "correction":
            return gettext("as an editor corrected it")
        case _:
            return gettext("as the text states it")
