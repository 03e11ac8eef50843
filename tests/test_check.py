"""`sitegen check`: it finds nothing in the sample site, and every fault that is planted in a copy of it."""

from __future__ import annotations

import json
import os
import shutil
import threading
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from click.testing import CliRunner

from sitegen.build import build
from sitegen.check import hosts, outside, telling
from sitegen.check.addresses import Addresses
from sitegen.check.checking import Asked, Checked, check
from sitegen.check.commands import FORMATS
from sitegen.check.commands import HOSTS as OFFERED
from sitegen.check.files import Looker
from sitegen.check.hosts import HOSTS
from sitegen.check.rules import RULES
from sitegen.cli import cli
from sitegen.config import load
from sitegen.start import start
from tests.conftest import Archive

ARTICLE = "articles/garrow-bridge.html"
PERSON = "people/john-smith.html"
STUB = "tags/river-aske.html"  # leads on
GHOST = "A sentence that nobody in this archive has ever said to anyone."


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("check") / "sample"
    list(start(root, sample=True))
    with (root / "sitegen.toml").open("a") as f:
        f.write('\n[search]\nengine = "none"\n')
    assert build(load(root), jobs=1).problems == []
    return root


@pytest.fixture
def root(sample: Path, tmp_path: Path) -> Path:
    """A copy of the archive with its site, to be harmed."""
    shutil.copytree(sample, tmp_path / "copy")
    return tmp_path / "copy"


def checked(root: Path, host: str = "") -> Checked:
    return check(Asked(root / "site", "", root / "seeds", root / ".sitegen", host, jobs=1))


def found(root: Path, host: str = "") -> set[tuple[str, str]]:
    return {(f.rule, f.file) for f in checked(root, host).findings}


def edit(root: Path, page: str, old: str, new: str) -> None:
    file = root / "site" / page
    text = file.read_text("utf-8")
    assert old in text, f"{page} has no {old!r}"
    file.write_text(text.replace(old, new, 1), "utf-8")


def into(page: str, html: str) -> Callable[[Path], None]:
    """Plant a piece of HTML at the end of a page."""
    return lambda root: edit(root, page, "</main>", f"{html}</main>")


def copied(root: Path, page: str, to: str) -> Path:
    """A copy of a page at another path, with links that still hold."""
    text = (root / "site" / page).read_text("utf-8")
    target = root / "site" / to
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")
    return target


def first(root: Path, pattern: str) -> str:
    return min(p.relative_to(root / "site").as_posix() for p in (root / "site").glob(pattern))


def stub(root: Path, at: str, to: str) -> None:
    head = '<meta charset="utf-8"><title>Moved</title><meta name="robots" content="noindex">'
    refresh = f'<meta http-equiv="refresh" content="0; url={to}">'
    page = f'<!DOCTYPE html>\n<html lang="en"><head>{head}{refresh}</head><body><a href="{to}">on</a></body></html>\n'
    (root / "site" / at).write_text(page)


# ---- faults, each with what must be found


def a_dead_link(root: Path) -> tuple[str, str]:
    into(ARTICLE, '<a href="../nowhere.html">x</a>')(root)
    return "link-dead", ARTICLE


def a_link_to_a_folder_that_is_not_there(root: Path) -> tuple[str, str]:
    into(ARTICLE, '<a href="/no/such/">x</a>')(root)
    return "link-dead", ARTICLE


def a_dead_place(root: Path) -> tuple[str, str]:
    into(PERSON, f'<a href="../{ARTICLE}#s9999">x</a>')(root)
    return "fragment-dead", PERSON


def a_dead_place_on_the_page_itself(root: Path) -> tuple[str, str]:
    into(ARTICLE, '<a href="#nowhere">x</a>')(root)
    return "fragment-dead", ARTICLE


def an_id_twice(root: Path) -> tuple[str, str]:
    into(ARTICLE, '<p id="main">x</p>')(root)
    return "id-twice", ARTICLE


def no_alternative(root: Path) -> tuple[str, str]:
    into(ARTICLE, '<img src="../icon.svg">')(root)
    return "image-without-alt", ARTICLE


def a_missing_picture(root: Path) -> tuple[str, str]:
    gone = first(root, "pictures/**/*.*")
    (root / "site" / gone).unlink()
    pages = [p for p in (root / "site").rglob("*.html") if Path(gone).name in p.read_text("utf-8")]
    return "figure-missing", min(p.relative_to(root / "site").as_posix() for p in pages)


def a_missing_style_sheet(root: Path) -> tuple[str, str]:
    (root / "site/style.css").unlink()
    return "resource-missing", "index.html"


def an_orphan(root: Path) -> tuple[str, str]:
    copied(root, ARTICLE, "articles/orphan.html")
    return "page-orphaned", "articles/orphan.html"


def a_page_cut_short(root: Path) -> tuple[str, str]:
    file = root / "site" / ARTICLE
    file.write_bytes(file.read_bytes()[:-400])
    return "page-cut-short", ARTICLE


def a_page_of_another_encoding(root: Path) -> tuple[str, str]:
    file = root / "site" / ARTICLE
    file.write_bytes(file.read_bytes().replace(b"</h1>", b" caf\xe9</h1>", 1))
    return "page-not-utf8", ARTICLE


def no_title(root: Path) -> tuple[str, str]:
    edit(root, ARTICLE, "<title>", "<title></title><template>")
    return "page-without-title", ARTICLE


def no_language(root: Path) -> tuple[str, str]:
    edit(root, ARTICLE, '<html lang="en"', "<html")
    return "page-without-language", ARTICLE


def a_feed_cut_short(root: Path) -> tuple[str, str]:
    edit(root, "feed.xml", "</feed>", "")
    return "feed-broken", "feed.xml"


def a_feed_without_a_version(root: Path) -> tuple[str, str]:
    edit(root, "feed.json", '"version"', '"versoin"')
    return "feed-broken", "feed.json"


def a_feed_of_what_is_not_there(root: Path) -> tuple[str, str]:
    file = root / "site/feed.xml"
    file.write_text(file.read_text("utf-8").replace("/articles/", "/articles/no-"), "utf-8")
    return "feed-link-dead", "feed.xml"


def a_sitemap_that_is_none(root: Path) -> tuple[str, str]:
    edit(root, "sitemap-people.xml", "</urlset>", "</urlsets>")
    return "sitemap-broken", "sitemap-people.xml"


def a_sitemap_of_what_is_not_there(root: Path) -> tuple[str, str]:
    edit(root, "sitemap-people.xml", "/people/", "/people/no-")
    return "sitemap-link-dead", "sitemap-people.xml"


def an_article_in_no_sitemap(root: Path) -> tuple[str, str]:
    for file in (root / "site").glob("sitemap-*.xml"):
        file.write_text(file.read_text("utf-8").replace("articles/garrow-bridge", "articles/garrow-bridges"), "utf-8")
    return "sitemap-lacks", ARTICLE


def a_sitemap_of_what_is_hidden(root: Path) -> tuple[str, str]:
    edit(root, ARTICLE, "</title>", '</title><meta name="robots" content="noindex">')
    return "sitemap-noindex", ARTICLE


def no_canonical_address(root: Path) -> tuple[str, str]:
    edit(root, ARTICLE, 'rel="canonical"', 'rel="bookmark"')
    return "canonical-wrong", ARTICLE


def two_canonical_addresses(root: Path) -> tuple[str, str]:
    edit(root, ARTICLE, "</title>", '</title><link rel="canonical" href="https://example.org/x.html">')
    return "canonical-wrong", ARTICLE


def a_canonical_address_of_nothing(root: Path) -> tuple[str, str]:
    edit(root, ARTICLE, f'/{ARTICLE}">', '/articles/garrow.html">')
    return "canonical-dead", ARTICLE


def a_redirect_to_nothing(root: Path) -> tuple[str, str]:
    stub(root, STUB, "../tags/nothing.html")
    return "redirect-dead", STUB


def a_chain(root: Path) -> tuple[str, str]:
    stub(root, "tags/older.html", "river-aske.html")
    return "redirect-chain", "tags/older.html"


def a_loop(root: Path) -> tuple[str, str]:
    stub(root, "tags/one.html", "two.html")
    stub(root, "tags/two.html", "one.html")
    return "redirect-loop", "tags/one.html"


def a_loop_in_the_list_for_hosts(root: Path) -> tuple[str, str]:
    with (root / "site/_redirects").open("a") as f:
        f.write("/one /two 301\n/two /one 301\n")
    return "redirect-loop", "_redirects"


def a_line_that_is_no_redirect(root: Path) -> tuple[str, str]:
    with (root / "site/_redirects").open("a") as f:
        f.write("elsewhere\n")
    return "redirect-dead", "_redirects"


def two_names_that_differ_by_capitals(root: Path) -> tuple[str, str]:
    (root / "site/Feed.xml").write_bytes((root / "site/feed.xml").read_bytes())
    return "name-case", "feed.xml"


def a_name_in_parts(root: Path) -> tuple[str, str]:
    name = unicodedata.normalize("NFD", "café.txt")
    (root / "site" / name).write_text("x")
    return "name-not-nfc", name


def a_name_that_windows_refuses(root: Path) -> tuple[str, str]:
    (root / "site/at 10:30.txt").write_text("x")
    return "name-not-portable", "at 10:30.txt"


def the_name_of_a_device(root: Path) -> tuple[str, str]:
    (root / "site/aux.txt").write_text("x")
    return "name-not-portable", "aux.txt"


def a_path_too_long(root: Path) -> tuple[str, str]:
    name = "a" * 200 + "/" + "b" * 60 + ".txt"
    (root / "site" / name).parent.mkdir()
    (root / "site" / name).write_text("x")
    return "path-too-long", name


def a_script_in_the_page(root: Path) -> tuple[str, str]:
    into(ARTICLE, "<script>alert(1)</script>")(root)
    return "inline-script", ARTICLE


def a_handler_in_the_page(root: Path) -> tuple[str, str]:
    into(ARTICLE, '<p onclick="go()">x</p>')(root)
    return "inline-script", ARTICLE


def a_style_in_the_page(root: Path) -> tuple[str, str]:
    into(ARTICLE, '<p style="color: red">x</p>')(root)
    return "inline-style", ARTICLE


def words_nobody_said(root: Path) -> tuple[str, str]:
    into(ARTICLE, f'<ul><li><q>{GHOST}</q> <a href="#s1">there</a></li></ul>')(root)
    return "quotation-not-verbatim", ARTICLE


def words_nobody_said_elsewhere(root: Path) -> tuple[str, str]:
    into(PERSON, f'<ul><li><q>{GHOST}</q> <a href="../{ARTICLE}#s1">there</a></li></ul>')(root)
    return "quotation-not-verbatim", PERSON


def a_sentence_changed_after_the_build(root: Path) -> tuple[str, str]:
    page, words = min((p, q) for p, q in quoted(root) if len(q) > 40)
    text = (root / "site" / page).read_text("utf-8")
    start = text.index('class="prose"')
    assert words in text[start:]
    (root / "site" / page).write_text(text[:start] + text[start:].replace(words, words[::-1], 1), "utf-8")
    return "quotation-not-verbatim", page


def an_address_without_an_answer(root: Path) -> tuple[str, str]:
    with (root / "seeds/addresses.tsv").open("a") as f:
        f.write("lost.txt\tarticles/lost.html\n")
    return "address-unanswered", "seeds/addresses.tsv"


def a_page_removed(root: Path) -> tuple[str, str]:
    (root / "site" / ARTICLE).unlink()
    return "seed-without-page", "seeds/2003/garrow-bridge.txt"


def an_article_that_no_build_saw(root: Path) -> tuple[str, str]:
    (root / "seeds/new.txt").write_text("A new story\n\nIt has just been written.\n")
    return "seed-without-page", "seeds/new.txt"


def quoted(root: Path) -> Iterator[tuple[str, str]]:
    """(article, words) of quotations in the list at its end, without markup or entities."""
    for file in sorted((root / "site/articles").glob("*.html")):
        text = file.read_text("utf-8")
        for part in text.partition('class="sayings"')[2].split("<li><q>")[1:]:
            words = part.partition("</q>")[0]
            if not set("&<") & set(words) and words in text.partition('class="sayings"')[0]:
                yield file.relative_to(root / "site").as_posix(), words


FAULTS: list[Callable[[Path], tuple[str, str]]] = [
    fault
    for fault in list(globals().values())
    if callable(fault) and getattr(fault, "__annotations__", {}).get("return") == "tuple[str, str]"
]


def test_nothing_is_found_in_the_sample_site(sample: Path) -> None:
    result = checked(sample)
    assert result.findings == []
    looks = [Looker(str(sample / "site"), "https://example.org/").look(p, 1) for p in ("index.html", ARTICLE)]
    assert all(len(look.links) > 8 * 10 for look in looks)
    for host in HOSTS:
        assert checked(sample, host).findings == []


def test_there_are_faults_enough() -> None:
    assert len(FAULTS) > 25
    assert len({fault.__name__ for fault in FAULTS}) == len(FAULTS)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_planted_fault_is_found(root: Path, fault: Callable[[Path], tuple[str, str]]) -> None:
    expected = fault(root)
    assert expected in found(root)


def test_every_quotation_of_the_sample_is_looked_at(sample: Path) -> None:
    looker = Looker(str(sample / "site"), "https://example.org/")
    looks = [looker.look(p.relative_to(sample / "site").as_posix(), 1) for p in (sample / "site").rglob("*.html")]
    said = sum(len(look.said) // 8 for look in looks)
    of_others = sum(len(look.quoted) // 8 for look in looks)
    assert said > 100 and of_others > 100


@pytest.mark.parametrize(
    ("host", "rule", "limit"),
    [
        ("github", "host-size", {"size": 1000}),
        ("github", "host-file-size", {"file": 1000}),
        ("cloudflare", "host-files", {"files": 10}),
        ("cloudflare", "host-redirects", {"redirects": 2}),
        ("netlify", "host-folder", {"folder": 10}),
        ("file", "host-file-size", {"file": 1000}),
    ],
)
def test_what_a_host_does_not_take_is_told(
    sample: Path, monkeypatch: pytest.MonkeyPatch, host: str, rule: str, limit: dict[str, int]
) -> None:
    monkeypatch.setitem(hosts.HOSTS, host, HOSTS[host]._replace(**limit))
    assert {f.rule for f in checked(sample, host).findings} == {rule}


def test_without_nojekyll_github_is_warned_of(root: Path) -> None:
    (root / "site/.nojekyll").unlink()
    assert ("host-jekyll", ".nojekyll") in found(root, "github")
    assert found(root, "netlify") == set()


# ---- again


def test_a_second_check_reads_only_what_changed(root: Path) -> None:
    assert checked(root).looked_at > 100
    assert checked(root).looked_at == 0
    rule, page = a_dead_link(root)
    again = checked(root)
    assert again.looked_at == 1 and (rule, page) in {(f.rule, f.file) for f in again.findings}
    assert again.findings == checked(root).findings
    (root / ".sitegen/check/looks").write_bytes(b"damaged")
    assert checked(root).findings == again.findings


def test_several_processes_find_the_same(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_dead_link(root)
    alone = check(Asked(root / "site", jobs=1)).findings
    monkeypatch.setattr("sitegen.check.checking.MANY", 1)
    assert check(Asked(root / "site", jobs=2)).findings == alone != []


# ---- addresses


@pytest.mark.parametrize(
    ("page", "reference", "path", "place"),
    [
        ("a/b.html", "c.html", "a/c.html", ""),
        ("a/b.html", "../c.html#x", "c.html", "x"),
        ("a/b.html", "./", "a/index.html", ""),
        ("a/b.html", "..", "index.html", ""),
        ("a/b.html", "#x%20y", "a/b.html", "x y"),
        ("a/b.html", "/paper/c%C3%A9.html?x=1", "cé.html", ""),
        ("a/b.html", "https://example.org/paper/", "index.html", ""),
        ("a/b.html", "https://example.org/paper", "index.html", ""),
        ("a/b.html", "?page=2", "a/b.html", ""),
        ("b.html", "../../x.html", "../../x.html", ""),
    ],
)
def test_references_are_resolved(page: str, reference: str, path: str, place: str) -> None:
    to = Addresses("https://example.org/paper/").target(page, reference)
    assert (to.path, to.place, to.outside) == (path, place, "")


@pytest.mark.parametrize("reference", ["mailto:a@b.c", "/elsewhere.html", "tel:1", "data:text/plain,x"])
def test_what_is_not_in_the_site_is_no_target(reference: str) -> None:
    assert Addresses("https://example.org/paper/").target("a.html", reference) == (None, "", "")


# ---- other sites


class Host(BaseHTTPRequestHandler):
    """Answers as its paths say."""

    asked: ClassVar[list[str]] = []

    def do_HEAD(self) -> None:
        self.asked.append(f"{self.command} {self.path}")
        status = {"/gone": 410, "/no": 404, "/busy": 503, "/moved": 301, "/round": 302, "/no-head": 405}
        code = 200 if self.command == "GET" and self.path == "/no-head" else status.get(self.path, 200)
        self.send_response(code)
        if code in (301, 302):
            self.send_header("Location", "/fine" if self.path == "/moved" else "/round")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_links_to_other_sites_are_asked_once_a_week(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outside, "PAUSE", 0)
    kept = tmp_path / "answers"
    with serving() as host:
        Host.asked = []
        paths = ["fine", "fine#place", "gone", "no", "busy", "moved", "round", "no-head"]
        dead = outside.dead([f"{host}/{path}" for path in paths], kept)
        assert dead == {
            f"{host}/gone": "HTTP 410",
            f"{host}/no": "HTTP 404",
            f"{host}/round": "redirects without end",
        }
        assert Host.asked.count("HEAD /no-head") == Host.asked.count("GET /no-head") == 1
        n = len(Host.asked)
        assert outside.dead([f"{host}/gone"], kept) == {f"{host}/gone": "HTTP 410"}
        assert len(Host.asked) == n
    answer = outside.ask(f"{host}/fine")  # nobody is there any more
    assert answer.startswith("no answer")


def test_other_sites_are_asked_only_when_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = outside.ask
    monkeypatch.setattr(outside, "PAUSE", 0)
    monkeypatch.setattr(outside, "ask", lambda address: ask(address) if "//127.0.0.1:" in address else "")
    with serving() as host:
        Host.asked = []
        into(ARTICLE, f'<a href="{host}/no?a=1&amp;b=2">x</a> <a href="{host}/gone">x</a>')(root)
        asked = Asked(root / "site", "", root / "seeds", root / ".sitegen", jobs=1)
        assert check(asked).findings == [] and Host.asked == []
        edited = check(asked._replace(external=True)).findings
        assert {("link-outside-dead", ARTICLE)} <= {(f.rule, f.file) for f in edited}
        assert all(f.line for f in edited if host in f.detail)


# ---- as text, JSON and SARIF


def run(root: Path, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["--root", str(root), "check", *arguments], standalone_mode=False)
    if result.exception:
        raise result.exception
    return result.return_value, result.output


def test_the_command(root: Path) -> None:
    code, told = run(root)
    assert code == 0 and told.startswith("Nothing found")
    a_dead_link(root)
    code, told = run(root)
    assert code == 1
    assert (
        f"link-dead: {RULES['link-dead'].says}" in told
        and f"  {ARTICLE}:" in told
        and RULES["link-dead"].remedy in told
    )
    code, told = run(root, str(root / "site"), "--no-state", "--format", "json")
    (finding,) = json.loads(told)["findings"]
    assert code == 1 and finding["rule"] == "link-dead" and finding["detail"] == "../nowhere.html"
    text = (root / "site" / ARTICLE).read_text("utf-8").splitlines()
    assert "../nowhere.html" in text[finding["line"] - 1]
    assert os.path.exists(root / ".sitegen/check/looks")


def test_what_the_command_offers_is_what_there_is() -> None:
    assert tuple(HOSTS) == OFFERED and set(FORMATS) == {"text", "json", "sarif"}
    result = CliRunner().invoke(cli, ["check", "--host", "nowhere"])
    assert result.exit_code == 2


def test_sarif_says_all_by_its_rules(root: Path) -> None:
    """By the specification (OASIS SARIF 2.1.0, sections 3.13, 3.14, 3.27, 3.49): what a reader relies on."""
    a_dead_link(root)
    an_address_without_an_answer(root)
    result = checked(root)
    log = json.loads(telling.sarif(result))
    assert log["version"] == "2.1.0" and log["$schema"].endswith("sarif-2.1.0.json")
    (only,) = log["runs"]
    rules = only["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    assert len(only["results"]) == len(result.findings) == 2
    for told in only["results"]:
        assert rules[told["ruleIndex"]]["id"] == told["ruleId"]
        assert told["level"] in ("error", "warning", "note", "none") and told["message"]["text"]
        (place,) = told["locations"]
        where = place["physicalLocation"]["artifactLocation"]
        assert " " not in where["uri"] and not where["uri"].startswith("/")
        assert place["physicalLocation"].get("region", {"startLine": 1})["startLine"] >= 1


def test_every_rule_has_a_sentence_and_a_remedy() -> None:
    for rule in RULES.values():
        assert rule.says.endswith(".") and rule.remedy.endswith("."), rule.id


def test_every_rule_is_found_by_a_test() -> None:
    planted = Path(__file__).read_text("utf-8")
    assert [id for id in RULES if f'"{id}"' not in planted] == []


def test_tombstones_and_pages_that_lead_on_are_no_faults(new_archive: Callable[..., Archive]) -> None:
    archive = new_archive("moved", 'base_url = "https://example.org/paper/"\n[annotate]\nmodel = "none"\n')
    archive.article("one.md", "One", "2019-03-04", people=("Ann Lee",))
    archive.article("two.md", "Two", "2019-03-05")
    path = archive.article("three.md", "Three", "2019-03-06")
    path.write_text(path.read_text("utf-8").replace("---\n", "---\naliases: [/old/, /été.html]\n", 1), "utf-8")
    archive.build()
    (archive.root / "seeds/two.md").unlink()
    archive.seed("people.toml", '["Ann Lee"]\nslug = "ann"\n')
    archive.build()
    assert {"old/index.html", "été.html", "articles/two.html", "people/ann-lee.html"} <= archive.site().keys()
    assert found(archive.root) == set()
    (archive.root / "site/articles/two.html").unlink()
    assert found(archive.root) == {("address-unanswered", "seeds/addresses.tsv")}
