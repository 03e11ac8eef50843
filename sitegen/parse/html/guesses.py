"""What trafilatura finds of a page's title, writers and date, where the page itself and its lines tell nothing."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from sitegen.model import Date
from sitegen.parse.bylines import display_name, is_name
from sitegen.parse.html.content import quieten
from sitegen.parse.html.metadata import date_of, words_of
from sitegen.parse.html.tree import Element

LONGEST_PAGE = 1_000_000  # characters of markup
# only dates that the markup states; a clock's "today" as the latest one would make pages depend on the day of the build
DATES = {"original_date": True, "extensive_search": False, "max_date": "9999-12-31", "outputformat": "%Y-%m-%d"}


class Guesses:
    """Asked for only when needed, and then once."""

    def __init__(self, root: Element) -> None:
        self.root = root

    @cached_property
    def _found(self) -> Any:
        from lxml import etree, html
        from trafilatura.metadata import extract_metadata

        quieten()
        markup = etree.tostring(self.root, encoding="unicode", method="html")
        if len(markup) > LONGEST_PAGE:
            return None
        try:
            return extract_metadata(html.fromstring(markup), date_config=dict(DATES), extensive=False)
        except Exception:  # whatever it makes of tag soup, the page is still read without it
            return None

    def _stated(self, name: str) -> str:
        return words_of(getattr(self._found, name, None) or "")

    def title(self) -> str:
        """A headline, or ""."""
        return self._stated("title")

    def authors(self) -> tuple[str, ...]:
        """Names that are made like those of persons."""
        names = (display_name(name) for name in self._stated("author").split(";"))
        return tuple(dict.fromkeys(name for name in names if is_name(name)))

    def date(self) -> Date | None:
        """A day that the markup states."""
        return date_of(self._stated("date"))
