"""What machines get from the pages: feeds, structured data, references, sitemaps."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import ids
from sitegen.model import Date
from sitegen.pages.citing import cite
from tests.conftest import NO_MODEL, SETTINGS, Archive

ADDRESS = "https://example.org/"
LICENCE = 'licence = "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"\n'
STORY = """The gauge stood still.

“It was the driest spring that I have measured in thirty years of work,” said Ann Lee, who reads the gauge at Lowick.

Nobody else said anything at all.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Twelve invented articles on rain, one of them in full."""
    more = '[publish]\nfeeds = 5\n[data]\nformats = ["jsonl", "csv", "sqlite"]\n'
    archive = Archive(tmp_path_factory.mktemp("machines") / "an archive", SETTINGS + LICENCE + more)
    archive.seed(
        "dry.md",
        '---\ntitle: "Dry & <dry>"\ndek: No rain.\ndate: 2021-04-03\nauthor: Ivo Marek\nsection: Weather\n'
        f'people: ["Ann Lee"]\ntags: ["Rain"]\nimage: https://example.net/gauge.jpg\n---\n\n{STORY}',
    )
    for n in range(1, 12):
        archive.article(f"rain-{n}.md", f"Rain {n}", f"2020-{n:02}-01", ("Bo Ek",), ("Rain",))
    archive.article("undated.md", "Whenever", tags=("Snow",))
    archive.build()
    return archive


def data_of(archive: Archive, page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', archive.page(page))
    assert found, page
    return json.loads(found[1])


def test_an_article_in_the_words_of_schema_org(site: Archive) -> None:
    said = "It was the driest spring that I have measured in thirty years of work,"
    ann = {"@type": "Person", "name": "Ann Lee", "url": f"{ADDRESS}people/ann-lee.html"}
    found = data_of(site, "articles/dry.html")
    assert found == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Dry & <dry>",
        "alternativeHeadline": "No rain.",
        "description": "No rain.",
        "url": f"{ADDRESS}articles/dry.html",
        "mainEntityOfPage": f"{ADDRESS}articles/dry.html",
        "inLanguage": "en",
        "wordCount": found["wordCount"],
        "articleSection": "Weather",
        "datePublished": "2021-04-03",
        "image": ["https://example.net/gauge.jpg"],
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "isPartOf": {"@type": "Collection", "name": "The Courier", "url": ADDRESS},
        "author": [{"@type": "Person", "name": "Ivo Marek", "url": f"{ADDRESS}people/ivo-marek.html"}],
        "keywords": ["Rain"],
        "about": [{"@type": "Thing", "name": "Rain", "url": f"{ADDRESS}tags/rain.html"}],
        "mentions": [ann],
        "hasPart": [
            {
                "@type": "Quotation",
                "text": said,
                "spokenByCharacter": ann,
                "url": f"{ADDRESS}articles/dry.html#s2",
            }
        ],
    }


def test_other_pages_in_the_words_of_schema_org(site: Archive) -> None:
    person = data_of(site, "people/bo-ek.html")
    assert person["@type"] == "ProfilePage" and person["mainEntity"]["@type"] == "Person"
    ivo = data_of(site, "people/ivo-marek.html")["mainEntity"]
    assert ivo == {"@type": "Person", "name": "Ivo Marek", "url": f"{ADDRESS}people/ivo-marek.html"}
    tag = data_of(site, "tags/rain.html")
    assert tag["@type"] == "CollectionPage" and tag["about"]["name"] == "Rain"
    assert data_of(site, "archive/2020.html")["@type"] == "CollectionPage"
    assert data_of(site, "index.html")["@type"] == "WebSite"
    steps = person["breadcrumb"]["itemListElement"]
    assert [s["position"] for s in steps] == [1, 2, 3] and steps[-1]["item"]["@id"] == person["url"]
    for step in (*steps, *tag["breadcrumb"]["itemListElement"]):
        path = step["item"]["@id"].removeprefix(ADDRESS)
        assert (site.root / "site" / (path + "index.html" if path.endswith("/") or not path else path)).is_file()


def test_the_archive_is_a_dataset(site: Archive) -> None:
    found = data_of(site, "data.html")
    assert (found["@type"], found["temporalCoverage"]) == ("Dataset", "2020/2021")
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    for file in found["distribution"]:
        path = site.root / "site" / file["contentUrl"].removeprefix(ADDRESS)
        assert file["contentSize"] == f"{path.stat().st_size} B"


def test_a_person_is_there_as_data(site: Archive) -> None:
    """At the address of the page with another ending: what it shows, as values."""
    found = json.loads(site.page("people/ann-lee.json"))
    assert 'href="../people/ann-lee.json"' in site.page("people/ann-lee.html")
    assert found["url"] == f"{ADDRESS}people/ann-lee.html"
    assert (found["name"], found["articles"], found["wrote"], found["years"]) == ("Ann Lee", 1, 0, {"2021": 1})
    dry = {"title": "Dry & <dry>", "url": f"{ADDRESS}articles/dry.html", "date": "2021-04-03"}
    assert found["named_in"] == [dry]
    (said,) = found["quotations"]
    assert said["text"] == "It was the driest spring that I have measured in thirty years of work"
    assert (said["url"], said["date"]) == (f"{ADDRESS}articles/dry.html#s2", "2021-04-03")
    ivo = json.loads(site.page("people/ivo-marek.json"))
    assert (ivo["articles"], ivo["wrote"], ivo["written"], ivo["quotations"]) == (0, 1, [dry], [])
    people = {p for p in site.site() if re.fullmatch(r"people/[^/.]+\.html", p)} - {"people/index.html"}
    assert {p.replace(".html", ".json") for p in people} <= site.site().keys()


def test_zotero_and_previews_find_their_metadata(site: Archive) -> None:
    page = site.page("articles/dry.html")
    said = dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', page))
    assert said["DC.type"] == "newspaperArticle" and said["og:type"] == "article"
    assert (said["DC.creator"], said["DC.date"], said["DC.source"]) == ("Ivo Marek", "2021-04-03", "The Courier")
    assert said["og:image"] == "https://example.net/gauge.jpg"
    assert said["DC.rights"].startswith("CC BY 4.0")


FEEDS = ["feed.xml", "people/bo-ek.atom", "tags/rain.atom"]


@pytest.mark.parametrize("path", FEEDS)
def test_feeds_are_read_without_complaint(site: Archive, path: str) -> None:
    feed = feedparser.parse((site.root / "site" / path).read_bytes())
    assert not feed.bozo and feed.version == "atom10"
    assert len(feed.entries) == {"feed.xml": 13, "people/bo-ek.atom": 11, "tags/rain.atom": 12}[path]
    assert len({e.id for e in feed.entries}) == len(feed.entries)
    assert all(e.link.startswith(ADDRESS) for e in feed.entries)
    ordered = [e.updated for e in feed.entries]
    assert ordered == sorted(ordered, reverse=True), "the newest first"
    assert feed.feed.links[0].href == ADDRESS + path


ADDRESSED = {"type": "string", "pattern": "^https?://[!-~]+$"}
JSON_FEED = {  # what JSON Feed 1.1 says of the keys that we use, in our words
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "patternProperties": {"^_[a-zA-Z][^.]*$": {"type": "object"}},
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string", "minLength": 1},
        **dict.fromkeys(("home_page_url", "feed_url"), ADDRESSED),
        **{key: {"type": "string"} for key in ("description", "language")},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id"],
                "anyOf": [{"required": ["content_text"]}, {"required": ["content_html"]}],
                "additionalProperties": False,
                "properties": {
                    **{key: {"type": "string"} for key in ("id", "title", "content_text", "summary", "language")},
                    "url": ADDRESSED,
                    "date_published": {
                        "type": "string",
                        "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$",
                    },
                    "authors": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "minProperties": 1,
                            "additionalProperties": False,
                            "properties": {"name": {"type": "string"}, "url": ADDRESSED},
                        },
                    },
                    "tags": {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
                },
            },
        },
    },
}


@pytest.mark.parametrize("path", ["feed.json", "people/bo-ek.feed.json", "tags/rain.feed.json"])
def test_json_feeds_say_what_atom_says(site: Archive, path: str) -> None:
    feed = json.loads(site.page(path))
    jsonschema.validate(feed, JSON_FEED)
    assert feed["feed_url"] == ADDRESS + path
    atom = feedparser.parse(site.page("feed.xml" if path == "feed.json" else path.replace(".feed.json", ".atom")))
    assert [i["id"] for i in feed["items"]] == [e.id for e in atom.entries]
    for item in feed["items"]:
        assert item["url"].startswith(ADDRESS) and item["content_text"] and item["title"]
    assert all("date_published" in i for i in feed["items"] if i["title"] != "Whenever")


def test_pages_name_their_feeds(site: Archive) -> None:
    for page, feeds in {
        "index.html": {"feed.xml", "feed.json"},
        "people/bo-ek.html": {"../feed.xml", "../feed.json", "../people/bo-ek.atom", "../people/bo-ek.feed.json"},
        "people/ann-lee.html": {"../feed.xml", "../feed.json"},
    }.items():
        found = set(re.findall(r'<link rel="alternate" type="[^"]+" title="[^"]+" href="([^"]+)">', site.page(page)))
        assert found == feeds
        assert all((site.root / "site" / page).parent.joinpath(feed).is_file() for feed in found)


def test_a_feed_holds_no_more_than_the_newest(archive: Archive) -> None:
    for n in range(40):
        archive.article(f"rain-{n}.md", f"Rain {n}", f"20{n:02}-01-01", tags=("Rain",))
    archive.build()
    for path in ("feed.json", "tags/rain.feed.json"):
        items = json.loads(archive.page(path))["items"]
        assert [i["title"] for i in items] == [f"Rain {n}" for n in range(39, 9, -1)]


def test_an_article_is_cited_for_programs() -> None:
    date = Date("2017-04-11", "day", "text")
    url = f"{ADDRESS}a.html"
    found = cite("50% of {all} & more", ("Ludwig van Ek", "Staff reporter", "Xi Li"), date, "en", "The Courier", url)
    assert json.loads(found["csl"]) == [
        {
            "id": "50ofallmore2017",
            "type": "article-newspaper",
            "title": "50% of {all} & more",
            "container-title": "The Courier",
            "author": [
                {"family": "van Ek", "given": "Ludwig"},
                {"literal": "Staff reporter"},
                {"family": "Li", "given": "Xi"},
            ],
            "issued": {"date-parts": [[2017, 4, 11]]},
            "language": "en",
            "URL": url,
        }
    ]
    assert found["ris"].split("\n") == [
        "TY  - NEWS",
        "TI  - 50% of {all} & more",
        "AU  - van Ek, Ludwig",
        "AU  - Staff reporter",
        "AU  - Li, Xi",
        "T2  - The Courier",
        "PY  - 2017",
        "DA  - 2017/04/11/",
        "LA  - en",
        f"UR  - {url}",
        "ER  - ",
    ]
    assert r"title = {{50\% of \{all\} \& more}}," in found["bibtex"]
    assert "author = {Ludwig van Ek and {Staff reporter} and Xi Li}," in found["bibtex"]
    assert "no date" in cite("T", (), None, "en", "C", url)["text"]


@given(st.text(), st.lists(st.text(min_size=1), max_size=3), st.text())
def test_nothing_breaks_out_of_a_reference(title: str, authors: list[str], newspaper: str) -> None:
    found = cite(title, tuple(authors), None, "en", newspaper, ADDRESS)
    bare = re.sub(r"\\(?:[&%$#_{}]|text\w+\{\})", "", found["bibtex"])
    assert bare.count("{") == bare.count("}")
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in found["ris"].split("\n"))
    assert isinstance(json.loads(found["csl"]), list)
    assert found["ris"].split("\n")[-1] == "ER  - "


SITEMAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def addresses(site: Path, path: str) -> list[str]:
    """What a sitemap names, or the index of them; checked to be made as the protocol says."""
    root = ElementTree.parse(site / path).getroot()
    one = {f"{SITEMAPS}sitemapindex": "sitemap", f"{SITEMAPS}urlset": "url"}[root.tag]
    assert 1 <= len(root) <= 50_000 and (site / path).stat().st_size <= 50 * 2**20
    found = []
    for entry in root:
        assert entry.tag == SITEMAPS + one and entry[0].tag == f"{SITEMAPS}loc"
        assert {e.tag.removeprefix(SITEMAPS) for e in entry[1:]} <= {"lastmod"}
        found.append(entry[0].text or "")
    assert all(re.fullmatch(r"https?://[!-~]{1,2000}", address) for address in found)
    return found


def test_a_long_sitemap_is_several(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of one month, of the undated, and of names; after an article more as if built anew."""
    monkeypatch.setattr(ids, "SITEMAP_MOST", 3)
    (archive.root / "sitegen.toml").write_text(SETTINGS + NO_MODEL, "utf-8")
    for n in range(8):
        archive.article(f"rain-{n}.md", f"Rain {n}", "2020-03-04", (f"Ann Lee{'abcdefgh'[n]}",), ("Rain",))
    for n in range(4):
        archive.article(f"snow-{n}.md", f"Snow {n}")
    archive.build()
    check_sitemaps(archive)
    archive.article("late.md", "Late", "2020-03-04")
    archive.article("snow-4.md", "Snow 4")
    archive.build()
    check_sitemaps(archive)
    before = archive.site()
    (archive.root / "seeds/rain-1.md").unlink()
    (archive.root / "seeds/rain-2.md").unlink()
    (archive.root / "seeds/rain-3.md").unlink()
    archive.build()
    check_sitemaps(archive)
    after = archive.site()
    archive.build(clean=True)
    assert archive.site() == after != before


def check_sitemaps(archive: Archive) -> None:
    site = archive.root / "site"
    maps = [a.removeprefix(ADDRESS) for a in addresses(site, "sitemap.xml")]
    assert sorted(maps) == sorted(p.name for p in site.glob("sitemap-*.xml"))
    named = [address for path in maps for address in addresses(site, path)]
    assert all(1 <= len(addresses(site, path)) <= 3 for path in maps if path != "sitemap-lists.xml")
    pages = {p for p in archive.site() if p.startswith(("articles/", "people/", "tags/")) and p.endswith(".html")}
    lists = {"", "data.html", "archive/", "people/", "tags/"}
    lists |= {p for p in archive.site() if re.fullmatch(r"archive/\w+\.html", p) and p != "archive/index.html"}
    pages -= {"people/index.html", "tags/index.html"}
    pages -= {page for page in pages if "No longer in the archive" in archive.page(page)}
    assert sorted(named) == sorted(ADDRESS + p for p in pages | lists)
