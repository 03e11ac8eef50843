"""What pages say in the words of schema.org, held against its types: each property on a type that may have it, with a
value that it may have.  The facts are those of version 30.1, as far as our pages use them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sitegen.build import build
from sitegen.config import load
from sitegen.start import start
from tests.conftest import NO_SEARCH

ABOVE = {
    "Article": "CreativeWork",
    "BreadcrumbList": "ItemList",
    "Collection": "CreativeWork",
    "CollectionPage": "WebPage",
    "Comment": "CreativeWork",
    "ContactPoint": "StructuredValue",
    "CorrectionComment": "Comment",
    "CreativeWork": "Thing",
    "DataDownload": "MediaObject",
    "Dataset": "CreativeWork",
    "DefinedTerm": "Intangible",
    "GeoCoordinates": "StructuredValue",
    "Intangible": "Thing",
    "ItemList": "Intangible",
    "ListItem": "Intangible",
    "MediaObject": "CreativeWork",
    "NewsArticle": "Article",
    "Organization": "Thing",
    "Person": "Thing",
    "Place": "Thing",
    "PostalAddress": "ContactPoint",
    "ProfilePage": "WebPage",
    "Quotation": "CreativeWork",
    "StructuredValue": "Intangible",
    "WebPage": "CreativeWork",
    "WebSite": "CreativeWork",
}
TEXT, URL, DATE, WHOLE, NUMBER, YES_OR_NO = "Text", "URL", "Date", "Integer", "Number", "Boolean"
PROPERTIES = {  # each with the types that may have it, and what it may be
    "about": ("CreativeWork DefinedTerm", "Thing"),
    "address": ("Place Person Organization", "PostalAddress Text"),
    "addressCountry": ("PostalAddress GeoCoordinates", "Text"),
    "alternateName": ("Thing", TEXT),
    "alternativeHeadline": ("CreativeWork", TEXT),
    "articleSection": ("Article", TEXT),
    "author": ("CreativeWork", "Person Organization"),
    "birthDate": ("Person", DATE),
    "breadcrumb": ("WebPage", "BreadcrumbList Text"),
    "contentSize": ("MediaObject", TEXT),
    "contentUrl": ("MediaObject", URL),
    "correction": ("CreativeWork", "CorrectionComment Text URL"),
    "dateline": ("NewsArticle", TEXT),
    "datePublished": ("CreativeWork", DATE),
    "deathDate": ("Person", DATE),
    "description": ("Thing", TEXT),
    "distribution": ("Dataset", "DataDownload"),
    "encodingFormat": ("CreativeWork MediaObject", "Text URL"),
    "geo": ("Place", "GeoCoordinates"),
    "hasPart": ("CreativeWork", "CreativeWork"),
    "headline": ("CreativeWork", TEXT),
    "image": ("Thing", URL),
    "inLanguage": ("CreativeWork", TEXT),
    "isAccessibleForFree": ("CreativeWork Place", YES_OR_NO),
    "isPartOf": ("CreativeWork", "CreativeWork URL"),
    "item": ("ListItem", "Thing"),
    "itemListElement": ("ItemList", "ListItem Text Thing"),
    "jobTitle": ("Person", "DefinedTerm Text"),
    "keywords": ("CreativeWork Organization Place", "DefinedTerm Text URL"),
    "latitude": ("GeoCoordinates Place", NUMBER),
    "license": ("CreativeWork", "CreativeWork URL"),
    "longitude": ("GeoCoordinates Place", NUMBER),
    "mainEntity": ("CreativeWork", "Thing"),
    "mainEntityOfPage": ("Thing", "CreativeWork URL"),
    "mentions": ("CreativeWork", "Thing"),
    "name": ("Thing", TEXT),
    "position": ("CreativeWork ListItem", "Integer Text"),
    "sameAs": ("Thing", URL),
    "sha256": ("MediaObject", TEXT),
    "spokenByCharacter": ("Quotation", "Person Organization"),
    "temporalCoverage": ("CreativeWork", TEXT),
    "text": ("CreativeWork", TEXT),
    "url": ("Thing", URL),
    "wordCount": ("Article", WHOLE),
}
VALUES = {
    TEXT: lambda x: isinstance(x, str) and bool(x.strip()),
    URL: lambda x: isinstance(x, str) and re.fullmatch(r"https?://[!-~]+", x) is not None,
    DATE: lambda x: isinstance(x, str) and re.fullmatch(r"\d{4}(-\d\d){0,2}(T\d\d:\d\d.*)?", x) is not None,
    WHOLE: lambda x: type(x) is int,
    NUMBER: lambda x: type(x) in (int, float),
    YES_OR_NO: lambda x: type(x) is bool,
}
ADDRESS = "https://example.org/"


def with_all_above(kind: str) -> set[str]:
    """A type and what it is a kind of.  Raises KeyError where schema.org has no such type."""
    found = {kind}
    while kind != "Thing":
        kind = ABOVE[kind]
        found.add(kind)
    return found


def wrong(found: Any, where: str = "") -> Iterator[str]:
    """What schema.org does not admit in an object and in those inside it."""
    if not isinstance(found.get("@type"), str) or found["@type"] not in {"Thing", *ABOVE}:
        yield f"{where}: type {found.get('@type')}"
        return
    kinds = with_all_above(found["@type"])
    if not found.keys() - {"@type", "@context", "@id"} and "@id" not in found:
        yield f"{where}: says nothing"
    for name, value in found.items():
        at = f"{where}/{name}"
        if name.startswith("@"):
            continue
        if name not in PROPERTIES or not kinds & set(PROPERTIES[name][0].split()):
            yield f"{at}: no property of {found['@type']}"
            continue
        for one in value if isinstance(value, list) else [value]:
            yield from _wrong_value(one, PROPERTIES[name][1].split(), at)
        if value == []:
            yield f"{at}: empty"


def _wrong_value(value: Any, allowed: list[str], where: str) -> Iterator[str]:
    if isinstance(value, dict):
        if value.get("@type") in ABOVE and not with_all_above(value["@type"]) & set(allowed):
            yield f"{where}: a {value['@type']}"
        yield from wrong(value, where)
    elif not any(VALUES[kind](value) for kind in allowed if kind in VALUES):
        yield f"{where}: {value!r} is none of {allowed}"


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Page -> what it says, of the sample archive: everything that editors state is in it."""
    root = tmp_path_factory.mktemp("schema.org") / "sample"
    list(start(root, sample=True))
    with (root / "sitegen.toml").open("a", encoding="utf-8") as settings:
        settings.write('licence = "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"\n' + NO_SEARCH)
        settings.write('[data]\nformats = ["csv", "sqlite", "jsonl", "ninjs"]\n[publish]\nfeeds = 5\n')
    build(load(root), jobs=1)
    site = root / "site"
    return dict(found for page in sorted(site.rglob("*.html")) for found in _said(page, site))


def _said(page: Path, site: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.read_text("utf-8"), re.S):
        yield page.relative_to(site).as_posix(), json.loads(block)


def test_nothing_is_said_that_schema_org_does_not_admit(said: dict[str, dict[str, Any]]) -> None:
    told = [f"{page}{words}" for page, data in said.items() for words in wrong(data)]
    assert not told
    assert {data["@context"] for data in said.values()} == {"https://schema.org"}


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"@type": "NewsPaper"}, ": type NewsPaper"),
        ({"@type": "Thing", "speaker": "Ann Lee"}, "/speaker: no property of Thing"),
        ({"@type": "Quotation", "breadcrumb": "Home"}, "/breadcrumb: no property of Quotation"),
        ({"@type": "Quotation", "spokenByCharacter": "Ann Lee"}, "/spokenByCharacter: 'Ann Lee' is none of"),
        ({"@type": "ListItem", "item": "https://example.org/"}, "/item: 'https://example.org/' is none of"),
        ({"@type": "Thing", "url": "people/ann-lee.html"}, "/url: 'people/ann-lee.html' is none of"),
        ({"@type": "Dataset", "distribution": {"@type": "Place", "name": "A"}}, "/distribution: a Place"),
        ({"@type": "Thing", "name": ""}, "/name: '' is none of"),
    ],
)
def test_what_it_does_not_admit_is_seen(data: dict[str, Any], told: str) -> None:
    found = list(wrong(data))
    assert len(found) == 1 and found[0].startswith(told)


def test_every_page_that_is_more_than_a_way_on_says_what_it_is(said: dict[str, dict[str, Any]]) -> None:
    kinds = {page: data["@type"] for page, data in said.items()}
    assert kinds["index.html"] == "WebSite" and kinds["data.html"] == "Dataset"
    for page in ("people/index.html", "tags/index.html", "archive/index.html", "archive/2014.html"):
        assert kinds[page] == "CollectionPage"
    assert kinds["people/xu-meilin.html"] == "ProfilePage"
    assert {kind for page, kind in kinds.items() if page.startswith("articles/")} == {"NewsArticle"}
    for page, data in said.items():
        assert data["url"] == ADDRESS + page.removesuffix("index.html")
        if data["@type"] in ("CollectionPage", "ProfilePage"):
            steps = data["breadcrumb"]["itemListElement"]
            assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
            assert steps[0]["item"]["@id"] == ADDRESS and steps[-1]["item"]["@id"] == data["url"]


def test_quotations_say_who_spoke_where_and_when(said: dict[str, dict[str, Any]]) -> None:
    lists = [page for page in said if page.startswith("quotations/")]
    assert {"quotations/index.html", "quotations/2011.html"} <= set(lists)
    found = said["quotations/2011.html"]["hasPart"]
    assert {q["@type"] for q in found} == {"Quotation"}
    gauge = next(q for q in found if q["text"].startswith("A gauge tells you"))
    assert gauge["spokenByCharacter"]["url"] == f"{ADDRESS}people/xu-meilin.html"
    assert gauge["isPartOf"]["headline"] == "The woman who listens to the river"
    assert gauge["isPartOf"]["datePublished"] == "2011-06-25"
    assert gauge["url"].startswith(f"{ADDRESS}quotations/2011.html#q")
    article = gauge["isPartOf"]["url"].removeprefix(ADDRESS)
    assert gauge["text"] in " ".join(q["text"] for q in said[article]["hasPart"])
