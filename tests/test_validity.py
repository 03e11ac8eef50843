"""Every page is valid: strict HTML, whole links, nothing inline; feeds and sitemaps are XML that readers can trust."""

from __future__ import annotations

import json
import posixpath
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import html5lib
import pytest
from PIL import Image

from sitegen.parse import parse
from tests.conftest import SETTINGS, Archive

ADDRESS = "https://example.org/"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"
REFERENCES = ("href", "src", "poster", "srcset", "action", "data")
BRIDGE = """Bridge <reopens> after "eleven" years & a day

Mayor Clara Njoroge cuts the ribbon on the Eastgate Bridge on Friday. (Photo: Ivo Marek/Courier)

HARROWGATE, 3 May 2019 - The Eastgate Bridge reopened on Friday, eleven years after a barge struck its third pier.

What the mayor said

"Nobody here will ever again have to drive forty minutes to buy <b>bread</b>," said Mayor Clara Njoroge.

"The ferry will be missed all the same, by those who had the time for it," said Captain Tomas Reyes, its last master.

</p></div><script>alert("1")</script> & so on: ]]> --> {{ title }}

Click here to subscribe to our newsletter
"""
HOSTILE = """---
title: '</title><script>alert(1)</script> "O''Brien" & <sons>'
date: 2019-05-07
dek: 'a "quoted" <dek> & more ]]>'
author: '<b>Ann</b> & Bo'
people: ['O''Brien & "Sons"', '</a><i>']
tags: ['<script>', 'R&D "labs"', 'שלום', 'Straße']
image: 'pictures/a "b" & <c>.jpg'
caption: 'A <caption> & more'
---

## A heading

A [link](https://example.com/?a=1&b=2 "title"), an ![image](pictures/x.png), `code <b>`, <b onclick="x()">bold</b>.

<script>alert(2)</script> <style>p { color: red }</style> <p style="color: red">inline</p> <a href="javascript:x">x</a>

- one
- two

> A block of words.

| a | b |
|---|---|
| 1 | 2 |
"""
GUST = "The wind took {n} roofs from the houses of street number {n}, and people carried what they had to the school. "
STORM = (
    "Storm takes the roofs of Lowick\n\nLOWICK - The storm came at night.\n\n"
    + "\n\n".join(GUST.format(n=n) * 2 for n in range(3, 14))
    + "\n\n“I have never in all my years at sea seen water stand so high above the harbour wall,” said harbour master "
    "Edda Falk. “And I do not want to see it again.”\n\n"
    + "\n\n".join(GUST.format(n=n) * 2 for n in range(20, 31))
    + "\n"
)
YEARS = range(1996, 2004)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An invented archive with every kind of page, and with words that would break out of their place."""
    settings = SETTINGS.replace("The Courier", r"The \"Courier\" & <Post>") + "[publish]\nsplit = 6\n"
    archive = Archive(tmp_path_factory.mktemp("validity") / "an archive", settings)
    archive.seed("bridge.txt", BRIDGE)
    archive.seed("storm.txt", STORM)
    archive.seed("hostile.md", HOSTILE)
    for name in ('a "b" & <c>.jpg', "x.png"):
        (archive.root / "seeds/pictures").mkdir(exist_ok=True)
        Image.new("RGB", (640, 400), "teal").save(archive.root / "seeds/pictures" / name)
    archive.seed("empty-title.txt", "!!!\n\n***\n\nA line of text that ends here.\n")
    archive.article("undated.md", "Nobody knows when", people=("Ann Lee",), tags=("Weather",))
    archive.article("arabic.md", "المطر أخيرا في المدينة", "2019-02-03", ("سلمى الحاج",), ("الطقس",), "هطل المطر.")
    for n, year in enumerate(YEARS):
        archive.article(f"report-{year}.md", f"Report {n}", f"{year}-05-0{n + 1}", ("Ann Lee", "Bo Ek"), ("Weather",))
    report = archive.build(jobs=1)
    assert not report.problems
    return archive.root / "site"


def pages(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def parsed(site: Path, page: str) -> ElementTree.Element:
    """The tree of a page.  Raises ParseError where the page is not valid to the letter."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree = parser.parse((site / page).read_text("utf-8"))
    assert isinstance(tree, ElementTree.Element)
    return tree


def elements(site: Path) -> Iterator[tuple[str, ElementTree.Element]]:
    for page in pages(site):
        for element in parsed(site, page).iter():
            if isinstance(element.tag, str):
                yield page, element


def test_the_archive_has_every_kind_of_page(site: Path) -> None:
    found = set(pages(site))
    assert found >= {"index.html", "404.html", "people/index.html", "tags/index.html", "archive/index.html"}
    folders = Counter(page.split("/")[0] for page in found if "/" in page)
    assert folders["articles"] == 6 + len(YEARS)
    assert min(folders.values()) > 2
    assert {"people/ann-lee.html", "people/ann-lee/1996.html", "people/clara-njoroge.html"} <= found


def test_every_page_is_strictly_valid_and_has_one_headline(site: Path) -> None:
    for page in pages(site):
        tree = parsed(site, page)
        assert (site / page).read_bytes().startswith(b"<!DOCTYPE html>"), page
        assert len(list(tree.iter("h1"))) == 1, page
        assert len(list(tree.iter("title"))) == 1, page
        assert tree.get("lang"), page


def test_a_title_is_as_short_as_its_words(site: Path) -> None:
    """Quotation marks need no references there, and search engines and validators count what stands."""
    bridge = (site / page_of(site, "bridge.txt")).read_text("utf-8")
    assert re.findall("<title>(.*)</title>", bridge)[0].startswith('Bridge &lt;reopens&gt; after "eleven" years &amp;')


def test_no_id_stands_twice(site: Path) -> None:
    counts = Counter((page, element.get("id")) for page, element in elements(site) if element.get("id") is not None)
    assert not [where for where, n in counts.items() if n > 1]


def test_nothing_is_inline_but_data(site: Path) -> None:
    for page, element in elements(site):
        assert element.tag != "style", page
        if element.tag == "script":
            if element.get("src"):
                assert not element.text, page
                continue
            assert element.get("type") == "application/ld+json", page
            assert json.loads(element.text or "")["@context"] == "https://schema.org", page
        assert "style" not in element.attrib, page
        assert not [name for name in element.attrib if name.startswith("on")], page
        assert not [r for r in references(element) if r.strip().lower().startswith(("javascript:", "data:"))], page


def test_what_a_text_says_is_text(site: Path) -> None:
    assert "alert(1)" in "".join(parsed(site, "articles/hostile.html").find("head/title").itertext())
    bridge = (site / "articles/bridge-reopens-after-eleven-years-a-day.html").read_text("utf-8")
    assert "&lt;script&gt;alert(" in bridge
    assert "{{ title }}" in bridge


def test_no_word_of_a_text_is_lost(site: Path) -> None:
    """What a line says is on the page, unless it is listed as dropped."""
    seeds = site.parent / "seeds"
    for seed, page in ((s, p) for s in ("bridge.txt", "storm.txt") for p in [page_of(site, s)]):
        shown = letters("".join(parsed(site, page).itertext()))
        article = parse(seed, (seeds / seed).read_bytes())
        lines = article.text.split("\n")
        kept = [lines[line.number - 1] for line in article.lines if line.role != "dropped"]
        assert len(kept) > 5
        for line in kept:
            assert all(letters(part) in shown for part in re.split(r"[()]|Photo:", line)), line
        assert {line.role for line in article.lines} >= {"title", "paragraph"}
    listed = ["".join(e.itertext()) for e in parsed(site, page_of(site, "bridge.txt")).iter("del")]
    assert listed[-1:] == ["Click here to subscribe to our newsletter"]


def test_quotations_on_pages_are_verbatim_and_link_to_their_sentence(site: Path) -> None:
    said = 0
    for page in pages(site):
        for element in parsed(site, page).iter():
            if element.tag not in ("aside", "li") or (quotation := element.find(".//q")) is None:
                continue
            links = [a.get("href", "") for a in element.iter("a") if "#s" in a.get("href", "")]
            assert len(links) == 1, page
            path, place = target(page, links[0])
            assert path is not None
            words = letters("".join(quotation.itertext()))
            text = "".join(parsed(site, path).find(".//*[@class='prose']").itertext())
            sentence = parsed(site, path).find(f".//*[@id='{place}']")
            assert sentence is not None and words in letters(text), page
            assert words.startswith(opening(sentence, words)), page
            said += 1
    assert said > 5


def opening(sentence: ElementTree.Element, words: str) -> str:
    """The part of the words that stands in the sentence, at least its first ten letters."""
    whole = letters("".join(sentence.itertext()))
    assert words[:10] in whole, whole
    return words[:10]


def letters(text: str) -> str:
    """What is left when marks, spaces and punctuation are of no account."""
    return "".join(c for c in text if c.isalnum())


def page_of(site: Path, seed: str) -> str:
    ledger = (site.parent / "seeds/addresses.tsv").read_text("utf-8")
    return dict(line.split("\t") for line in ledger.splitlines())[seed]


def references(element: ElementTree.Element) -> list[str]:
    one = [element.get(name, "") for name in REFERENCES if name in element.attrib and name != "srcset"]
    return one + [part.split()[0] for part in element.get("srcset", "").split(", ") if part]


def test_every_link_inside_the_site_leads_to_a_file_and_its_place(site: Path) -> None:
    ids: dict[str, set[str]] = {page: set() for page in pages(site)}
    links: list[tuple[str, str]] = []
    for page, element in elements(site):
        ids[page].add(element.get("id", ""))
        links += [(page, r) for r in references(element) if element.tag != "meta"]
    inside = 0
    for page, link in links:
        path, place = target(page, link)
        if path is None:
            continue
        inside += 1
        assert (site / path).is_file(), f"{page} -> {link}"
        assert not place or place in ids[path], f"{page} -> {link}"
    assert inside > 100


def target(page: str, link: str) -> tuple[str | None, str]:
    """(path below the site, id) of what a link names; None for what lies elsewhere."""
    parts = urlsplit(link)
    whole = link.startswith((ADDRESS, "/"))
    if not link.startswith(ADDRESS) and (parts.scheme or parts.netloc):
        return None, ""
    if not parts.path:
        return page, unquote(parts.fragment)
    path = posixpath.join("" if whole else posixpath.dirname(page), unquote(parts.path).lstrip("/"))
    if path.endswith("/") or not path:
        path += "index.html"
    return posixpath.normpath(path), unquote(parts.fragment)


def test_the_feed_is_atom_and_whole(site: Path) -> None:
    feed = ElementTree.parse(site / "feed.xml").getroot()
    assert feed.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated"):
        assert feed.findtext(ATOM + name)
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) > 3
    found = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(found)) == len(found)
    for entry in entries:
        assert entry.findtext(f"{ATOM}title")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", entry.findtext(f"{ATOM}updated") or "")
        link = entry.find(f"{ATOM}link")
        assert link is not None
        path, _ = target("feed.xml", link.get("href", ""))
        assert link.get("href", "").startswith(ADDRESS) and path and (site / path).is_file()


def test_the_sitemaps_name_every_page_once(site: Path) -> None:
    index = ElementTree.parse(site / "sitemap.xml").getroot()
    assert index.tag in (f"{SITEMAP}sitemapindex", f"{SITEMAP}urlset")
    maps = [element.text or "" for element in index.iter(f"{SITEMAP}loc")]
    named: list[str] = []
    for address in maps:
        path, _ = target("sitemap.xml", address)
        assert address.startswith(ADDRESS) and path
        root = ElementTree.parse(site / path).getroot() if path.endswith(".xml") else None
        named += [element.text or "" for element in root.iter(f"{SITEMAP}loc")] if root is not None else [address]
    paths = [target("sitemap.xml", address)[0] for address in named]
    assert len(set(paths)) == len(paths)
    assert all(path and (site / path).is_file() for path in paths)
    assert {path for path in paths if path and path.startswith("articles/")} == {
        page for page in pages(site) if page.startswith("articles/")
    }


def test_robots_may_read_all_and_are_told_of_the_sitemap(site: Path) -> None:
    robots = (site / "robots.txt").read_text("utf-8")
    assert f"Sitemap: {ADDRESS}sitemap.xml" in robots
    assert (site / ".nojekyll").is_file()
