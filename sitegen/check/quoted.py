"""Quotations on pages, looked at again: whether their words stand in the article that they are from.

Only letters and digits count: quotation marks and the ends of lines are the theme's."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sitegen.check.addresses import Addresses, key

BESIDE = re.compile(r"[\W_]+")


def quotations(addresses: Addresses, path: str, tree: LexborHTMLParser) -> tuple[set[int], set[int], list[str]]:
    """(hashes of the quotations of this article, hashes of those of other articles, words that do not stand so).

    A quotation belongs to the article that the link beside it leads to; one without a link is none of ours."""
    found = _found(addresses, path, tree)
    own = any(to == path for to, _, _ in found)
    text = body(tree) if own else ""
    said, of_others, wrong = set(), set(), []
    for to, marks, words in found:
        if to != path:
            of_others.add(key(f"{to}\0{marks}"))
        elif marks in text:
            said.add(key(f"{to}\0{marks}"))
        else:
            wrong.append(words[:80])
    return said, of_others, wrong


def others(addresses: Addresses, path: str, data: bytes) -> list[tuple[str, str, str]]:
    """(the article, letters, words) of the quotations that a page has of other articles."""
    return [row for row in _found(addresses, path, LexborHTMLParser(data)) if row[0] != path]


def _found(addresses: Addresses, path: str, tree: LexborHTMLParser) -> list[tuple[str, str, str]]:
    """The same of all quotations that say which article they are from."""
    rows = []
    for q in tree.css("aside q, li q, blockquote q, .pull q"):
        if to := _article(addresses, path, q):
            words = q.text()
            rows.append((to, letters(words), " ".join(words.split())))
    return rows


def body(tree: LexborHTMLParser) -> str:
    """The letters of an article's text, without what quotes it."""
    for aside in tree.css(".prose aside"):
        aside.decompose()
    return "".join(letters(prose.text()) for prose in tree.css(".prose"))


def letters(text: str) -> str:
    return BESIDE.sub("", text)


def _article(addresses: Addresses, path: str, quotation: LexborNode) -> str:
    """The page that the quotation is from: where the link to a sentence beside it leads; "" without one."""
    around = quotation.parent
    for _ in range(3):
        if around is None or around.tag in ("main", "body", "ul", "ol"):
            return ""
        for a in around.css("a[href]"):
            to = addresses.target(path, a.attributes.get("href") or "")
            if to.path and re.fullmatch(r"s\d+", to.place):
                return to.path
        around = around.parent
    return ""


def text_of(data: bytes) -> str:
    """The letters of an article's text, from its page."""
    return body(LexborHTMLParser(data))
