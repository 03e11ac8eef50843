"""Saved pages -> articles.

A page is read in steps: its bytes become a tree (`tree`), the tree the lines that a reader sees (`visible`), which are
the article's text.  What the page states of itself (`metadata`, `jsonld`), what is its main content (`content`) and
where each line stands (`zones`) give every line a role: `headline`, `credits`, `figures`, `body`."""

from __future__ import annotations

from sitegen.containers import container_of
from sitegen.model import Article, Evidence
from sitegen.parse.html.tree import Element, flattened, markup_of, nothing_seen, parsed
from sitegen.parse.html.visible import Visible, read_visible

__all__ = ["read", "text_of"]

NOTHING_KNOWN = Evidence()


def text_of(data: bytes, path: str = "") -> tuple[str, str]:
    """The visible text of a page, one line a block, and the name of its encoding.

    Raises:
        SourceError: nothing is visible, the bytes are no page, or lxml is not installed.
    """
    _, _, text, encoding = _seen(data, path)
    return text, encoding


def _seen(data: bytes, path: str) -> tuple[Element, Visible, str, str]:
    """(root, what is visible, its text, encoding).  Raises SourceError."""
    markup, encoding = markup_of(data, path)
    root, deep = parsed(markup)
    visible = read_visible(root) if root is not None and not deep else None
    if visible is None and root is not None:
        root, _ = parsed(flattened(markup))
        visible = read_visible(root) if root is not None else None
    text = visible.text() if visible is not None else ""
    if visible is None or not text:
        raise nothing_seen()
    return root, visible, text, encoding


def read(path: str, data: bytes, evidence: Evidence = NOTHING_KNOWN, address: str = "") -> Article:
    """The article in a saved page; a page that is none gives one with what is there.

    Args:
        path: of the page below seeds/, or of the record that holds it.
        data: the page.
        evidence: of the archive and its editors; `recurring` is asked once.
        address: that the page had on the web, where that is known: its pictures are looked for there.

    Raises:
        SourceError: nothing is visible, the bytes are no page, or the extra "html" is not installed.
    """
    from sitegen.parse.html.reading import read_page  # the text alone needs less

    root, visible, text, encoding = _seen(data, path)
    place = container_of(path) if evidence.columns is not None else path
    return read_page(place, root, visible, text, encoding, evidence, address)
