"""Saved pages: what is kept of every kind of tag soup, and promises for any bytes whatever."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sitegen.errors import SourceError
from sitegen.model import Article, Correction, Evidence
from sitegen.parse import html
from sitegen.parse.accounting import account

pytest.importorskip("trafilatura")

FIRST = "The old mill of Millton burned down on Monday for the second time in ten years, the fire brigade said."
SECOND = "Nobody was hurt, said the mayor of the town, who had watched the fire from her window all night long."
THIRD = "The council will meet on Thursday to decide whether the mill should be built again, this time in stone."
FOURTH = "The miller has been working there for more than thirty years and wants to stay, whatever the others may say."
PROSE = (FIRST, SECOND, THIRD, FOURTH)
BODY = "".join(f"<p>{text}</p>" for text in PROSE)
TITLE = "Mill of Millton burns down again"


def page(body: str, head: str = "", attributes: str = 'lang="en"') -> str:
    return f"<!doctype html><html {attributes}><head>{head}</head><body>{body}</body></html>"


def read(markup: str | bytes, path: str = "news/page.html", evidence: Evidence | None = None) -> Article:
    data = markup if isinstance(markup, bytes) else markup.encode()
    return html.read(path, data, evidence or Evidence())


def kept(article: Article) -> list[str]:
    return [article.words(block.passage) for block in article.blocks]


def fate(article: Article, words: str) -> tuple[str, str]:
    """Role and rule of the line with these words."""
    number = article.text.split("\n").index(words) + 1
    return next((line.role, line.rule) for line in article.lines if line.number == number)


def check(article: Article) -> None:
    """No line is lost, and passages are where they say."""
    lines = article.text.split("\n")
    assert [line.number for line in account(article)] == [n for n, text in enumerate(lines, 1) if text.strip()]
    assert all(line.rule for line in article.lines)
    parts = [article.title, article.dek, *(block.passage for block in article.blocks)]
    parts += [part for figure in article.figures for part in (figure.caption, figure.credit)]
    for part in filter(None, parts):
        assert 0 <= part.start <= part.end <= len(article.text)
        assert article.words(part).strip()
        assert part.line == article.text.count("\n", 0, part.start) + 1
    shown = set(kept(article))
    for block in article.blocks:
        if block.html and block.kind != "other":
            assert " ".join(re.sub(r"<[^<>]*>", "", block.html).split())
        assert article.words(block.passage) in shown


# --- the visible text


def test_text_is_one_line_a_block() -> None:
    text, encoding = html.text_of(
        b"<title>no</title><div>one <b>bo</b>ld<p>two\n  words<br>three</p>four</div><script>x</script><!-- c -->"
        b"<p hidden>no</p><p style='display: none'>no</p><noscript>no</noscript><ul><li>five<li>six</ul>",
        "a.html",
    )
    assert text.split("\n") == ["one bold", "two words", "three", "four", "five", "six"]
    assert encoding == "utf-8"


def test_lines_of_verse_stay_lines() -> None:
    assert html.text_of(b"<pre>one\n  two\n\nthree</pre>")[0] == "one\ntwo\nthree"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("<p>Zürich</p>".encode(), "utf-8"),
        ("<meta charset=iso-8859-1><p>Zürich</p>".encode("latin-1"), "windows-1252"),
        ("<meta charset=iso-8859-1><p>Zürich</p>".encode(), "utf-8"),
        (
            b"<meta http-equiv=content-type content='text/html; charset=koi8-r'><p>" + "Zürich".encode("latin-1"),
            "koi8-r",
        ),
        (b"\xef\xbb\xbf<meta charset=koi8-r>" + "<p>Zürich</p>".encode(), "utf-8-sig"),
        (b"\xff\xfe" + "<p>Zürich</p>".encode("utf-16-le"), "utf-16-le"),
    ],
)
def test_encoding(data: bytes, encoding: str) -> None:
    text, found = html.text_of(data)
    assert found == encoding
    assert text == ("ZЭrich" if encoding == "koi8-r" else "Zürich") or encoding == "koi8-r"


def test_text_of_monsters() -> None:
    deep = b"<div>" * 10_000 + b"hello" + b"</div>" * 10_000 + b"<p>after</p>"
    assert "hello" in html.text_of(deep)[0] and "after" in html.text_of(deep)[0]
    assert html.text_of(b"<p data-x='" + b"x" * 11_000_000 + b"'>words</p>")[0] == "words"
    assert html.text_of(b"<p>a\0b&#1;</p>\0<p>&#2;</p>")[0] == "ab"
    assert html.text_of(b"<table><td><p>one<td>two</b></i><p>three")[0] == "one\ntwo\nthree"


@pytest.mark.parametrize(
    "data", [b"", b"  \n", b"<html><body></body></html>", b"<script>x</script>", b"<!-- x -->", b"\0"]
)
def test_empty_page_says_so(data: bytes) -> None:
    with pytest.raises(SourceError, match="visible text"):
        html.text_of(data, "a.html")
    with pytest.raises(SourceError, match="visible text"):
        html.read("a.html", data)


# --- kinds of pages

WORDPRESS = page(
    f"""<header id="masthead" class="site-header"><h1 class="site-title"><a href="/">Harbour Post</a></h1>
    <nav class="main-navigation"><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
    </header><article class="post type-post"><h1 class="entry-title">{TITLE}</h1>
    <div class="entry-meta">Posted on <time class="entry-date" datetime="2019-03-04T08:15:00+02:00">March 4, 2019</time>
    by <a rel="author" href="/a">Ann Roe</a></div>
    <div class="entry-content"><div class="wp-caption"><img src="/up/mill.jpg" width="600" height="400">
    <p class="wp-caption-text">The mill on Monday morning. (Photo: Bo Ek/Harbour Post)</p></div>{BODY}
    <div class="sharedaddy"><h3>Share this:</h3><ul><li><a href="#">Twitter</a></li></ul></div></div>
    <footer class="entry-footer"><a rel="tag" href="/t">fire</a></footer></article>
    <div id="comments" class="comments-area"><h2>One thought</h2><ol><li>
    <p>{SECOND.replace("Nobody", "Somebody")}</p></li></ol></div>
    <aside class="widget-area"><h2>Recent Posts</h2><ul><li><a href="/1">Harbour frozen</a></li></ul></aside>
    <footer id="colophon">Proudly powered</footer>""",
    f'<title>{TITLE} &#8211; Harbour Post</title><meta property="og:site_name" content="Harbour Post">',
)


def test_wordpress() -> None:
    article = read(WORDPRESS)
    check(article)
    assert article.words(article.title) == TITLE
    assert article.authors == ("Ann Roe",)
    assert article.published is not None and article.published.value == "2019-03-04T08:15+02:00"
    assert kept(article) == list(PROSE)
    [figure] = article.figures
    assert figure.image == "up/mill.jpg"
    assert article.words(figure.caption) == "The mill on Monday morning."
    assert article.words(figure.credit) == "Bo Ek/Harbour Post"
    assert fate(article, "One thought") == ("dropped", "comment of a reader")
    assert fate(article, "Sport") == ("dropped", "menu")
    assert article.hints == ("fire",)
    assert article.language == "en"


def test_amp() -> None:
    article = read(
        page(
            f"<amp-sidebar><nav>Home</nav></amp-sidebar><main><h1>{TITLE}</h1><figure><amp-img width=800 height=600 "
            "src='//cdn.example.org/m.jpg'></amp-img><figcaption>The mill at dawn, before the fire.</figcaption>"
            f"</figure>{BODY}</main>",
            '<script type="application/ld+json">{"@type":"NewsArticle","headline":"'
            + TITLE
            + '","datePublished":"2020-02-01",'
            '"author":[{"@type":"Person","name":"Ann Roe"},{"@type":"Person","name":"Bo Ek"}]}</script>',
            "amp lang=en-GB",
        )
    )
    check(article)
    assert article.authors == ("Ann Roe", "Bo Ek")
    assert article.published is not None and article.published.precision == "day"
    assert [figure.image for figure in article.figures] == ["https://cdn.example.org/m.jpg"]
    assert article.language == "en-GB"


GRAPH = """<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Harbour
Post"},{"@type":["NewsArticle"],"headline":"%s","author":{"@id":"#ann"},"datePublished":"2019-03-04T08:15:00Z",
"articleSection":["Local","News"],"keywords":"mill, fire","description":"A fire at night in the old mill has shaken all
 of the town."},{"@type":"Person","@id":"#ann","name":"Ann Roe"}],}</script>"""


def test_graph_with_a_comma_too_many() -> None:
    article = read(page(f"<article><h1>{TITLE}</h1>{BODY}</article>", GRAPH % TITLE))
    check(article)
    assert article.authors == ("Ann Roe",)
    assert article.published is not None and article.published.value == "2019-03-04T08:15+00:00"
    assert (article.section, article.hints) == ("Local", ("mill", "fire"))
    assert article.words(article.dek) == "A fire at night in the old mill has shaken all of the town."
    assert article.dek is not None and (article.dek.start, article.dek.end, article.dek.line) == (0, 0, 1)


def test_json_that_nobody_can_parse() -> None:
    broken = f'{{"@type":"NewsArticle","headline":"{TITLE}" "datePublished":"2019-03-04",,"author":{{"name":"Ann Roe"'
    article = read(page(f"<h1>{TITLE}</h1>{BODY}", f'<script type="application/ld+json">{broken}</script>'))
    assert article.authors == ("Ann Roe",)
    assert article.published is not None and article.published.value == "2019-03-04"


def test_microdata() -> None:
    article = read(
        page(
            f'<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{TITLE}</h1>'
            '<span itemprop="author">Ann Roe</span><meta itemprop="datePublished" content="2019-03">'
            f'<div itemprop="articleBody">{BODY}</div></div>'
        )
    )
    check(article)
    assert article.authors == ("Ann Roe",)
    assert article.published is not None and article.published.value == "2019-03"
    assert kept(article) == list(PROSE)
    assert fate(article, "Ann Roe")[0] == "byline"


def test_no_metadata() -> None:
    article = read(page(f"<h1>{TITLE}</h1><p>By Ann Roe</p><p>4 March 2019</p>{BODY}"))
    check(article)
    assert article.words(article.title) == TITLE
    assert article.authors == ("Ann Roe",)
    assert article.published is not None and article.published.value == "2019-03-04"
    assert kept(article) == list(PROSE)


def test_tables_of_1999() -> None:
    article = read(
        f"""<HTML><HEAD><TITLE>Harbour Post: {TITLE}</TITLE></HEAD><BODY BGCOLOR=#ffffff><TABLE><TR><TD WIDTH=120>
        <A HREF=/>Home</A><BR><A HREF=/s>Sport</A></TD><TD><FONT SIZE=5><B>{TITLE}</B></FONT><BR>
        <FONT SIZE=1>By Ann Roe</FONT><P>{FIRST}<BR><BR>{SECOND}<BR><BR>{THIRD}<P>{FOURTH}<P></TD></TR></TABLE>"""
    )
    check(article)
    assert kept(article) == list(PROSE)
    assert article.words(article.title) == TITLE
    assert article.authors == ("Ann Roe",)


def test_paywall() -> None:
    article = read(
        page(
            f'<article><h1>{TITLE}</h1><div class="paywall">{BODY}</div><div class="paywall-overlay">'
            "<h2>Subscribe now</h2><p>You have read all of your free articles of this month, subscribe to go on.</p>"
            "</div></article>"
        )
    )
    check(article)
    assert kept(article) == list(PROSE)
    assert fate(article, "Subscribe now") == ("dropped", "consent or subscription notice")


def test_cookie_banner() -> None:
    notice = "We and our partners use cookies to make this site better, and to show advertisements that fit you."
    article = read(page(f'<div id="cookie-banner"><p>{notice}</p><button>Accept</button></div><h1>{TITLE}</h1>{BODY}'))
    check(article)
    assert kept(article) == list(PROSE)
    assert fate(article, notice) == ("dropped", "consent or subscription notice")


def test_french() -> None:
    prose = [
        "Le vieux moulin de la commune a brûlé lundi pour la deuxième fois en dix ans, ont annoncé les pompiers.",
        "Personne n’a été blessé, a déclaré la maire, qui avait vu l’incendie de sa fenêtre pendant toute la nuit.",
        "Le conseil se réunira jeudi pour décider si le moulin doit être reconstruit, cette fois-ci en pierre.",
    ]
    article = read(
        page(
            "<h1>Le moulin brûle encore</h1><p class='chapo'>Un incendie a détruit le moulin pour la deuxième fois.</p>"
            "<p class='auteur'>Par Anne Leroux</p><p class='date'>Publié le 4 mars 2019 à 08h15</p>"
            + "".join(f"<p>{text}</p>" for text in prose),
            attributes='lang="fr"',
        )
    )
    check(article)
    assert article.language == "fr"
    assert article.authors == ("Anne Leroux",)
    assert article.published is not None and article.published.value == "2019-03-04"
    assert article.words(article.dek) == "Un incendie a détruit le moulin pour la deuxième fois."
    assert kept(article) == prose


def test_arabic() -> None:
    prose = "احترقت الطاحونة القديمة في البلدة يوم الاثنين للمرة الثانية خلال عشر سنوات، بحسب ما قالت فرقة الإطفاء."
    article = read(
        page(f"<h1>احتراق الطاحونة</h1><p>{prose}</p><p>{prose} ثم قالت.</p>", attributes='lang="ar" dir="rtl"')
    )
    check(article)
    assert (article.words(article.title), article.language) == ("احتراق الطاحونة", "ar")
    assert kept(article) == [prose, f"{prose} ثم قالت."]


def test_windows_1252() -> None:
    body = "".join(f"<p>“{text}”</p>" for text in PROSE)
    article = read(f"<meta charset=windows-1252><h1>Café “Mill”</h1>{body}".encode("windows-1252"))
    assert article.encoding == "windows-1252"
    assert kept(article) == [f"“{text}”" for text in PROSE]


def test_live_blog() -> None:
    posts = "".join(
        f'<section class="post"><h2>Post {n}</h2><time datetime="2019-03-04T0{n}:00:00Z">0{n}:00</time>'
        f"<p>{text}</p></section>"
        for n, text in enumerate(PROSE, 1)
    )
    script = f'{{"@type":"LiveBlogPosting","headline":"{TITLE}","datePublished":"2019-03-04T01:00:00Z"}}'
    article = read(
        page(f"<main><h1>{TITLE}</h1>{posts}</main>", f'<script type="application/ld+json">{script}</script>')
    )
    check(article)
    assert [text for text in kept(article) if text in PROSE] == list(PROSE)
    assert article.published is not None and article.published.value == "2019-03-04T01:00+00:00"


def test_gallery() -> None:
    slides = "".join(
        f'<figure><img data-src="g/{n}.jpg" src="data:image/gif;base64,R0"><figcaption>Picture {n} of the mill, '
        f'seen from the river. <span class="credit">Bo Ek</span></figcaption></figure>'
        for n in (1, 2, 3)
    )
    article = read(page(f"<article><h1>{TITLE}</h1><p>{FIRST}</p>{slides}<p>{SECOND}</p><p>{THIRD}</p></article>"))
    check(article)
    assert [figure.image for figure in article.figures] == ["news/g/1.jpg", "news/g/2.jpg", "news/g/3.jpg"]
    assert article.words(article.figures[1].caption) == "Picture 2 of the mill, seen from the river."
    assert [article.words(figure.credit) for figure in article.figures] == ["Bo Ek"] * 3
    assert kept(article) == [FIRST, SECOND, THIRD]


def test_broken_nesting() -> None:
    article = read(
        f"<p><b><i>{FIRST}</b></i><div></p><h1>{TITLE}<p>{SECOND}</h1></span><p>{THIRD}<p>{FOURTH}</body><p>End."
    )
    check(article)
    assert set(PROSE) <= set(article.text.split("\n"))


def test_embedded_posts_and_quotations() -> None:
    article = read(
        page(
            f'<article><h1>{TITLE}</h1><p>{FIRST}</p><blockquote class="twitter-tweet"><p>What a fire, and what a '
            "night!</p>&mdash; Jo Fenn <a href='https://example.org/1'>4 March</a></blockquote>"
            f"<p>{SECOND}</p><p>{THIRD}</p></article>"
        )
    )
    check(article)
    [quoted] = [block for block in article.blocks if block.kind == "other"]
    assert quoted.html.startswith("<blockquote><p>What a fire, and what a night!</p>")
    assert 'href="https://example.org/1"' in quoted.html


def test_tables_lists_questions_and_subheads() -> None:
    article = read(
        page(
            f"<article><h1>{TITLE}</h1><p>{FIRST}</p><h2>What comes next</h2>"
            f"<p><strong>Will it be built again?</strong></p>"
            f"<p>{SECOND}</p><ul><li>It was built in 1850.</li><li>It burned in <em>2009</em>.</li></ul><p>{THIRD}</p>"
            "<ol start=3><li>one<li>two</ol><table><tr><th>Year<th>Loss<tr><td>2009<td>3 m</table>"
            f"<p>{FOURTH}</p></article>"
        )
    )
    check(article)
    kinds = [block.kind for block in article.blocks]
    assert kinds == "paragraph subhead question paragraph list list paragraph other other paragraph".split()
    assert article.blocks[5].html == "It burned in <em>2009</em>."
    assert article.blocks[7].html == '<ol start="3"><li>one</li><li>two</li></ol>'
    assert "<td>3 m</td>" in article.blocks[8].html
    assert article.blocks[0].html == ""


def test_form_around_all_of_the_page() -> None:
    article = read(page(f'<form id="aspnetForm"><div class="content-sidebar"><h1>{TITLE}</h1>{BODY}</div></form>'))
    assert kept(article) == list(PROSE)


def test_page_that_is_no_article() -> None:
    article = read(page("<nav><a href=/>Home</a></nav><p>Nothing here.</p>"))
    check(article)
    assert kept(article) == ["Nothing here."]


def test_furniture_among_the_paragraphs() -> None:
    lines = ("Read more: Other mills", "Sign up for our newsletter", "Advertisement")
    article = read(
        page(f"<article><h1>{TITLE}</h1><p>{FIRST}</p>{''.join(f'<p>{x}</p>' for x in lines)}{BODY}</article>")
    )
    check(article)
    assert {fate(article, line)[0] for line in lines} == {"dropped"}


def test_spans_of_other_classes_are_apart() -> None:
    markup = b"<p><span class=a>Ann Roe</span><span class=d>4 March</span></p><p><span>wo</span><span>rd</span></p>"
    assert html.text_of(markup)[0] == "Ann Roe 4 March\nword"


def test_picture_with_sources() -> None:
    picture = (
        '<figure><picture><source srcset="a.webp 1x"><img src="c.jpg"></picture><figcaption>The mill.</figcaption>'
    )
    picture += "</figure>"
    [figure] = read(page(f"<article><h1>{TITLE}</h1>{picture}{BODY}</article>")).figures
    assert figure.image == "news/c.jpg"


@pytest.mark.parametrize("library", ["lxml", "trafilatura"])
def test_missing_library_is_named(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(SourceError, match='needs the extra "html"'):
        html.read("a.html", page(BODY).encode())


def test_line_of_name_and_date() -> None:
    article = read(
        page(f"<div><div>{TITLE}</div><div>Ann Roe · 4 March 2019</div>{BODY}</div>", f"<title>{TITLE}</title>")
    )
    check(article)
    assert article.authors == ("Ann Roe",)
    assert fate(article, "Ann Roe · 4 March 2019")[0] == "byline"


def test_headline_that_nothing_marks() -> None:
    article = read(page(f"<div>{TITLE}<br>by Ann Roe<br>4 March 2019<br><br>{'<br><br>'.join(PROSE)}</div>"))
    check(article)
    assert article.words(article.title) == TITLE
    assert kept(article) == list(PROSE)


def test_time_belongs_to_the_line_that_shows_it() -> None:
    article = read(
        page(
            f"<main><header><span>Harbours</span><h1>{TITLE}</h1><div>Published: <time datetime='2019-03-04T08:15'>"
            f"4 March 2019</time></div></header>{BODY}</main>"
        )
    )
    check(article)
    assert fate(article, "Harbours")[0] == "dropped"
    assert fate(article, "Published: 4 March 2019")[0] == "date"
    assert article.published is not None and article.published.value == "2019-03-04T08:15"


def test_cells_stay_together() -> None:
    rows = "<tr><th>People<th>Tags<tr><td>Share<td>***<tr><td><td colspan=2><td>4<td>"
    table = f"<table><caption>Losses</caption>{rows}</table>"
    article = read(
        page(f"<article><h1>Losses</h1><p>{FIRST}</p><p>{SECOND}</p>{table}<p>{THIRD}</p></article>"),
        evidence=recurring("Losses", "People", "Share"),
    )
    check(article)
    [block] = [block for block in article.blocks if block.kind == "other"]
    assert block.html == (
        "<table><caption>Losses</caption><tbody><tr><th>People</th><th>Tags</th></tr>"
        "<tr><td>Share</td><td>***</td></tr>"
        '<tr><td></td><td colspan="2"></td><td>4</td><td></td></tr></tbody></table>'
    )


def test_prompts_inside_the_text_are_dropped() -> None:
    prompt = "Read more: Why old mills burn so often in the north"
    inside = f"<p>{SECOND}</p><p><strong>Read more:</strong> <a href=/x>{prompt[11:]}</a></p><p>___</p><p>{THIRD}</p>"
    article = read(page(f"<article><h1>{TITLE}</h1><p>{FIRST}</p>{inside}<p>{FOURTH}</p></article>"))
    check(article)
    assert fate(article, prompt) == ("dropped", "related link")
    assert fate(article, "___") == ("dropped", "mark without words")
    assert kept(article) == list(PROSE)


def test_list_above_the_text_is_not_of_it() -> None:
    facts = "<ul><li>Harbours</li><li>No comment yet</li></ul>"
    article = read(page(f"<article><h1>{TITLE}</h1>{facts}{BODY}<ul><li>Built in 1850</li></ul></article>"))
    check(article)
    assert kept(article) == [*PROSE, "Built in 1850"]


@pytest.mark.parametrize("tag", ["p", "h2", "div"])
def test_line_between_headline_and_byline_is_the_dek(tag: str) -> None:
    dek = "Firemen could only look on when the roof fell in"
    byline = "<aside><address><a rel=author href=/a>Ann Roe</a> in Millton</address><p>4 March 2019</p></aside>"
    article = read(page(f"<article><h1>{TITLE}</h1><div><{tag}>{dek}</{tag}></div>{byline}<div>{BODY}</div></article>"))
    check(article)
    assert article.words(article.dek) == dek
    assert fate(article, "Ann Roe in Millton")[0] == "byline"
    assert fate(article, "4 March 2019")[0] == "date"
    assert kept(article) == list(PROSE)


def test_toolbar_of_an_archive_is_no_date() -> None:
    bar = '<div id="wm-ipp-base"><div id="wm-ipp">12 captures<br>4 May 2011 - 3 Jan 2023</div></div>'
    article = read(page(f"{bar}<h1>{TITLE}</h1><p>Posted: March 4, 2019</p>{BODY}"))
    check(article)
    assert article.published is not None and article.published.value == "2019-03-04"


def test_list_of_teasers_has_no_dek() -> None:
    teasers = "".join(
        f"<div class=teaser><h2><a href=/{n}>{text[:40]}</a></h2><p>{text}</p></div>" for n, text in enumerate(PROSE)
    )
    article = read(page(f"<h1>News</h1>{teasers}"))
    check(article)
    assert article.dek is None


def test_labels_of_pictures() -> None:
    figure = (
        '<figure><img src="m.jpg"><div>Image source, Bo Ek</div><figcaption>'
        '<span class="visually-hidden">Image caption, </span>The mill was built by hand</figcaption></figure>'
    )
    [shown] = (article := read(page(f"<article><h1>{TITLE}</h1>{figure}{BODY}</article>"))).figures
    check(article)
    assert article.words(shown.caption) == "The mill was built by hand"
    assert article.words(shown.credit) == "Bo Ek"


def test_quoted_words_keep_their_marks() -> None:
    article = read(page(f"<article><h1>{TITLE}</h1><p>She said: <q>What a fire</q>, and left.</p>{BODY}</article>"))
    assert kept(article)[0] == "She said: “What a fire”, and left."


@pytest.mark.parametrize(
    "monster",
    [
        '<script type="application/ld+json">' + " " * 300_000 + "x</script>",
        '<script type="application/ld+json">' + '"headline":"' * 20_000 + "</script>",
        '<img src=a.jpg srcset="' + "a" * 9000 + ' b">' * 100,
        "<h1>" + "x y z<br>" * 10_000 + "</h1>",
        "<div>" + "a b c<br><time datetime=x></time>" * 10_000 + "</div>",
        "<ul>" + f"<li>{FIRST}</li>" * 5_000 + "</ul>",
        "".join(f"<figure><img src={n}.jpg><figcaption>Picture {n}</figcaption></figure>" for n in range(5_000)),
        f'<div class="{"image-" * 100_000}">' + f"<p>{FIRST}</p>" * 500 + "</div>",
        "<b>" * 300 + "</b>" * 300,
    ],
)
def test_pages_that_would_cost_more_than_their_length(monster: str) -> None:
    article = read(page(f"{monster}{BODY}"))
    assert len(account(article)) == len(article.lines) == article.text.count("\n") + 1
    assert FOURTH in kept(article)


# --- evidence


def recurring(*known: str) -> Evidence:
    asked: list[Sequence[str]] = []

    def levels(keys: Sequence[str]) -> Mapping[str, int]:
        assert not asked, "asked once"
        asked.append(keys)
        return {key: 12 for key in keys if key in {line.lower() for line in known}}

    return Evidence(recurring=levels)


def test_lines_of_many_articles() -> None:
    markup = page(f"<article><h1>{TITLE}</h1>{BODY}<p>Our reporters at work</p><p>4 March 2019</p></article>")
    article = read(markup, evidence=recurring("Our reporters at work", TITLE, FIRST))
    check(article)
    assert fate(article, "Our reporters at work") == ("dropped", "line of many articles")
    assert article.words(article.title) == TITLE
    assert kept(article)[0] == FIRST


def test_corrected_lines() -> None:
    correction = Correction(
        lines=((SECOND, "dropped"), (THIRD, "dek"), (FOURTH, "subhead"), ("Another headline", "title"))
    )
    article = read(
        page(f"<article><h1>{TITLE}</h1>{BODY}<h3>Another headline</h3></article>"),
        evidence=Evidence(correction=correction),
    )
    check(article)
    assert fate(article, SECOND) == ("dropped", "correction")
    assert article.words(article.dek) == THIRD
    assert article.words(article.title) == "Another headline"
    assert [block.kind for block in article.blocks if article.words(block.passage) == FOURTH] == ["subhead"]


# --- pictures


@pytest.mark.parametrize(
    ("attributes", "place"),
    [
        ('src="img/a%20b.jpg?w=3#x"', "news/img/a b.jpg"),
        ('src="/img/a.jpg"', "img/a.jpg"),
        ('src="../a.jpg"', "a.jpg"),
        ('src="../../a.jpg"', None),
        ('src="https://example.org/a.jpg?w=3"', "https://example.org/a.jpg?w=3"),
        ('src="data:image/png;base64,AAAA"', None),
        ('src="javascript:alert(1)"', None),
        ('src="a.jpg" width="1" height="1"', None),
        ('src="img/logo.png"', None),
        ('src="a.jpg" class="avatar"', None),
        ('src="blank.gif" data-src="b.jpg"', "news/b.jpg"),
        ('srcset="s.jpg 300w, l.jpg 1200w"', "news/l.jpg"),
        ('src="Page_files/a.jpg" data-src="https://example.org/a.jpg"', "news/Page_files/a.jpg"),
    ],
)
def test_places_of_pictures(attributes: str, place: str | None) -> None:
    article = read(
        page(f"<article><h1>{TITLE}</h1><p>{FIRST}</p><p><img {attributes}></p><p>{SECOND}</p><p>{THIRD}</p></article>")
    )
    assert [figure.image for figure in article.figures] == ([place] if place else [])


def test_stated_picture_where_none_is_shown() -> None:
    head = '<meta property="og:image" content="https://example.org/o.jpg">'
    head += '<meta property="og:image:alt" content="The mill">'
    [figure] = read(page(f"<h1>{TITLE}</h1>{BODY}", head)).figures
    assert (figure.image, figure.alt) == ("https://example.org/o.jpg", "The mill")


# --- attacks

ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>link</a>",
    "<a href=' java\nscript:alert(1)'>link</a>",
    "<a href='data:text/html,x'>link</a>",
    '<a href="https://example.org/&quot; onclick=&quot;alert(1)">link</a>',
    "<em onmouseover=alert(1)>em</em>",
    "<b style='background:url(javascript:alert(1))'>b</b>",
    "<code>&lt;script&gt;alert(1)&lt;/script&gt;</code>",
    "<svg/onload=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<strong><script>x</script></strong><sup>&lt;img src=x onerror=y&gt;</sup>",
)
HARMLESS = re.compile(
    r"<(?:/?(?:em|strong|b|i|sup|sub|code|a|br|p|li|ul|ol|blockquote|table|thead|tbody|tr|td|th|pre|dl|dt|dd|h[2-6])|"
    r'a href="(?:https?|mailto):[^"<>]*"(?: rel="noopener")?|(?:ol|td|th)(?: (?:start|colspan|rowspan)="\d+")*)>'
)


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize(
    "around", ["<p>{}</p>", "<blockquote><p>{}</p></blockquote>", "<ul><li>{}</li><li>x</li></ul>"]
)
def test_attacks_are_harmless(attack: str, around: str) -> None:
    inside = around.format(f"{SECOND} {attack} and more")
    article = read(page(f"<article><h1>{TITLE}</h1><p>{FIRST}</p>{inside}<p>{THIRD}</p><p>{FOURTH}</p></article>"))
    check(article)
    for block in article.blocks:
        assert "<" not in HARMLESS.sub("", block.html)
        assert ">" not in HARMLESS.sub("", block.html)


# --- promises

TAGS = (
    "p div span h1 h2 li ul ol table tr td th b a em blockquote figure figcaption img pre br article nav form".split()
)
PIECES = st.one_of(
    st.sampled_from(TAGS).map("<{}>".format),
    st.sampled_from(TAGS).map("</{}>".format),
    st.sampled_from(
        (*PROSE, TITLE, "By Ann Roe", "4 March 2019", "Photo: Bo Ek", "\u200b", "\xa0", "&#0;", "&nbsp;", "\x1c")
    ),
    st.sampled_from(ATTACKS),
    st.sampled_from(
        (
            '<img src="a.jpg" alt="x">',
            '<p class="caption">',
            '<div class="comments">',
            '<time datetime="2019-13-77">',
            '<script type="application/ld+json">{"@type":"NewsArticle","headline":["x",{"name":3}],"author":[[1,{}]]}',
            "</script>",
            '<meta property="og:title" content="x">',
            '<span class="credit">Bo Ek</span>',
            '<a href="https://example.org">',
            "<html lang=x><head><title>",
            "<!--",
            "-->",
            "<![CDATA[",
        )
    ),
    st.text(max_size=30),
)
SOUP = st.lists(PIECES, max_size=40).map("".join)
PATIENT = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@PATIENT
@given(SOUP)
@example("<ol><li>one<table><tr><td>two")
def test_no_line_of_soup_is_lost(soup: str) -> None:
    data = soup.encode("utf-8", "surrogatepass")
    try:
        text, encoding = html.text_of(data, "a/b.html")
    except SourceError:
        return
    article = html.read("a/b.html", data)
    assert (article.text, article.encoding) == (text, encoding)
    assert article == html.read("a/b.html", data)
    check(article)
    for block in article.blocks:
        assert "<" not in HARMLESS.sub("", block.html)


@PATIENT
@given(st.one_of(st.binary(max_size=300), st.binary(max_size=100).map(lambda data: b"<p>" + data + b"</p><h1>x")))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        article = html.read("a/b.html", data)
    except SourceError:
        return
    check(article)
