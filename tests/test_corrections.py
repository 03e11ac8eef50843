"""seeds/corrections.toml: what an editor states wins, is checked, and is told where it fits nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import corrections
from sitegen.errors import ConfigError
from sitegen.model import Article, Correction, Date, Evidence
from sitegen.parse import account, parse
from sitegen.work import Reader
from tests.conftest import Archive

CROWD = (
    "Hundreds of people walked over it in the morning, most of them with children who had never seen it open before."
)
BRIDGE = f"""\
Harrowgate bridge reopens after two years

By Ines Okafor

May 6, 2019

HARROWGATE — The bridge over the Lenn opened to traffic on Monday, two years after the flood took its northern arch.

{CROWD}

"We had stopped believing it would ever be done," said Tomas Reyes, who runs the bakery on the eastern bank.
"""
FERRY = """\
---
title: The last ferry
date: 2019-05-06
author: Ines Okafor
people: [Tomas Reyes]
---

Captain Tomas Reyes tied up the ferry for the last time.

Share this page with a friend

Nobody cheered.
"""


def load(folder: Path, toml: str) -> dict[str, Correction]:
    (folder / corrections.FILE).write_text(toml, "utf-8")
    return corrections.load(folder)


def corrected(text: str, path: str = "bridge.txt", **stated: object) -> Article:
    return parse(path, text.encode(), Evidence(correction=Correction(**stated)))  # type: ignore[arg-type]


def roles(article: Article) -> dict[str, str]:
    rows = article.text.split("\n")
    return {rows[line.number - 1].strip(): line.role for line in account(article)}


def body(article: Article) -> list[str]:
    return [article.words(block.passage) for block in article.blocks]


# ---- the file


def test_without_a_file_there_is_no_entry(tmp_path: Path) -> None:
    assert corrections.load(tmp_path) == {}


def test_everything_that_can_be_stated(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        """
["2017/bridge.txt"]
title = "The  bridge reopens"
dek = ""
authors = ["Ann Lee", "Ben Roth", "Ann Lee"]
date = 2017-04-11
dateline = "Harrowgate"
section = "City"
language = "en"
people = []
tags = ["Transport"]
note = "seen in print"

[["2017/bridge.txt".lines]]
text = "  Read more below "
role = "dropped"

["wire.jsonl/abc"]
date = "2017-04-11T08:00+02:00"
lines = [{ text = "Photo: Ivo Marek", role = "credit" }]
""",
    )
    assert found == {
        "2017/bridge.txt": Correction(
            title="The bridge reopens",
            dek="",
            authors=("Ann Lee", "Ben Roth"),
            date="2017-04-11",
            dateline="Harrowgate",
            section="City",
            language="en",
            people=(),
            tags=("Transport",),
            lines=(("Read more below", "dropped"),),
            note="seen in print",
        ),
        "wire.jsonl/abc": Correction(date="2017-04-11T08:00+02:00", lines=(("Photo: Ivo Marek", "credit"),)),
    }


@pytest.mark.parametrize(
    ("toml", "line", "said", "hint"),
    [
        ('["a.txt"]\ntitle = \n', 2, "not valid TOML", ""),
        ('["a.txt"]\ntitle = "x"\ntitle = "y"\n', 3, "not valid TOML", ""),
        ('["a.txt"]\ntitle = "x\n', 2, "not valid TOML", ""),
        ('["b.txt"]\ntitle = "x"\n["a.txt"]\n\ntitel = "x"\n', 5, "unknown key 'titel'", "'title'"),
        ('["a.txt"]\nzzz = "x"\n', 2, "unknown key 'zzz'", "Valid here: title, dek"),
        ("[a.txt]\nx = 1\n", 1, "a table 'txt' inside of 'a'", "quotation marks"),
        ('title = "x"\n', 1, "outside any article", "quotation marks"),
        ('["a.txt"]\ntitle = 7\n', 2, "title is no text", "quotation marks"),
        ('["a.txt"]\nauthors = "Ann Lee"\n', 2, "authors is no list", 'authors = ["Ann Lee"'),
        ('["a.txt"]\ntags = [""]\n', 2, "tags is no list", "tags = "),
        ('["a.txt"]\ndate = "2017-02-30"\n', 2, "'2017-02-30' is no date", "2017-04-11"),
        ('["a.txt"]\ndate = "last Monday"\n', 2, "is no date", "2017-04-11"),
        ('["a.txt"]\ndate = 08:00:00\n', 2, "is no date", "2017-04-11"),
        ('["a.txt"]\nlines = "x"\n', 2, "no list of tables", "[["),
        (
            '[["a.txt".lines]]\ntext = "x"\nrole = "title"\n\n[["a.txt".lines]]\ntext = "y"\nrole = "captoin"\n',
            7,
            "role = 'captoin' is not known",
            "Did you mean 'caption'? Valid: title, dek",
        ),
        ('["a.txt"]\n[["a.txt".lines]]\ntext = "x"\n', 2, "a line without a role", "Valid: title"),
        ('[["a.txt".lines]]\nrole = "title"\n', 1, "words of one line", "[["),
        ('[["a.txt".lines]]\ntext = "x"\nroll = "title"\n', 3, "unknown key 'roll'", "'role'"),
        (
            '[["a.txt".lines]]\ntext = "x"\nrole = "title"\n[["a.txt".lines]]\ntext = "x "\nrole = "dek"\n',
            5,
            "the same line twice: 'x'",
            "",
        ),
    ],
)
def test_what_cannot_be_followed_is_told_with_its_line(
    tmp_path: Path, toml: str, line: int, said: str, hint: str
) -> None:
    with pytest.raises(ConfigError) as told:
        load(tmp_path, toml)
    assert told.value.message.startswith(f"{tmp_path / corrections.FILE}:{line}: ")
    assert said in told.value.message
    assert hint in told.value.hint and told.value.hint


# ---- one article


def test_a_title_that_stands_in_the_text_is_its_slice_and_leaves_the_body() -> None:
    article = corrected(BRIDGE, title=CROWD)
    assert article.title is not None and not article.title.rewritten
    assert article.words(article.title) == CROWD
    assert CROWD not in body(article)
    assert body(article)[0] == "Harrowgate bridge reopens after two years"
    assert roles(article)[CROWD] == "title"
    assert roles(article)["Harrowgate bridge reopens after two years"] == "paragraph"


def test_a_part_of_the_line_that_was_the_title() -> None:
    article = corrected(BRIDGE, title="Harrowgate bridge reopens")
    assert article.title is not None and (article.title.start, article.title.end) == (0, 25)
    assert len(article.blocks) == 3


def test_a_title_that_mends_the_one_found_takes_its_place() -> None:
    was = parse("bridge.txt", BRIDGE.encode())
    article = corrected(BRIDGE, title="Harrogate Bridge reopens after three years")
    assert article.words(article.title) == "Harrogate Bridge reopens after three years"
    assert was.title is not None and article.title is not None
    assert (article.title.start, article.title.end, article.title.line) == (was.title.start, was.title.end, 1)
    assert body(article) == body(was)


def test_another_title_leaves_the_one_found_in_the_body() -> None:
    article = corrected(BRIDGE, title="Open again")
    assert article.words(article.title) == "Open again"
    assert body(article)[0] == "Harrowgate bridge reopens after two years"
    assert roles(article)["Harrowgate bridge reopens after two years"] == "paragraph"


def test_words_inside_other_words_are_not_their_place() -> None:
    article = corrected(BRIDGE, title="arrow")
    assert article.title is not None and article.title.rewritten == "arrow"


def test_dek_authors_date_and_the_rest() -> None:
    article = corrected(
        BRIDGE,
        dek="A day in May",
        authors=("Ann Lee",),
        date="2019-05-07T08:00+02:00",
        dateline="Lenn",
        section="City",
        language="de",
        people=("Tomas Reyes",),
        tags=("Transport",),
    )
    assert article.words(article.dek) == "A day in May"
    assert article.authors == ("Ann Lee",)
    assert article.published == Date("2019-05-07T08:00+02:00", "minute", "correction")
    assert (article.dateline, article.section, article.language) == ("Lenn", "City", "de")
    assert (article.given.people, article.given.tags) == (("Tomas Reyes",), ("Transport",))
    assert roles(article)["By Ines Okafor"] == "dropped"
    assert roles(article)["May 6, 2019"] == "dropped"
    assert article.unmatched == ()


def test_a_field_stated_empty_is_none() -> None:
    article = corrected(BRIDGE, title="", authors=(), date="", dateline="")
    assert (article.title, article.authors, article.published, article.dateline) == (None, (), None, None)
    assert body(article)[0] == "Harrowgate bridge reopens after two years"


def test_the_role_of_a_line() -> None:
    article = corrected(BRIDGE, lines=((CROWD, "caption"),))
    assert [article.words(figure.caption) for figure in article.figures] == [CROWD]
    assert CROWD not in body(article) and roles(article)[CROWD] == "caption"
    assert corrected(BRIDGE, lines=((CROWD, "dropped"),)).dropped()[-1].rule == "correction"


def test_a_line_that_is_not_there_is_told() -> None:
    article = corrected(BRIDGE, lines=(("The bridge is closed.", "dropped"),))
    assert article.unmatched == ('corrects the line "The bridge is closed.", which it does not hold',)


def test_front_matter_is_overruled() -> None:
    article = corrected(FERRY, "ferry.md", title="The ferry stops", authors=("Ann Lee",), date="2019", people=())
    assert article.words(article.title) == "The ferry stops"
    assert (article.authors, article.published) == (("Ann Lee",), Date("2019", "year", "correction"))
    assert article.given.people == ()
    assert body(article)[0] == "Captain Tomas Reyes tied up the ferry for the last time."


def test_in_markdown_a_line_can_be_dropped_and_no_more() -> None:
    article = corrected(
        FERRY, "ferry.md", lines=(("share this page with a friend", "dropped"), ("Nobody cheered.", "caption"))
    )
    assert body(article) == ["Captain Tomas Reyes tied up the ferry for the last time.", "Nobody cheered."]
    assert [line.text for line in article.dropped()] == ["Share this page with a friend"]
    assert article.unmatched == ('corrects the line "Nobody cheered.", whose role its markup or front matter states',)


def test_a_saved_page_and_a_record() -> None:
    pytest.importorskip("lxml")
    paragraphs = "".join(f"<p>{line}</p>" for line in BRIDGE.split("\n\n")[3:])
    inside = f"<h1>Harrowgate bridge reopens</h1>{paragraphs}<p>Read this too</p>"
    page = f"<html><body><article>{inside}</article></body></html>"
    article = corrected(page, "bridge.html", title="Open again", lines=(("Read this too", "dropped"), ("Gone", "dek")))
    assert article.words(article.title) == "Open again"
    assert body(article)[0] == "Harrowgate bridge reopens"
    assert roles(article)["Read this too"] == "dropped"
    assert article.unmatched == ('corrects the line "Gone", which it does not hold',)


def test_a_title_that_a_record_states_beside_its_page_is_no_part_of_the_text() -> None:
    pytest.importorskip("lxml")
    page = "<html><body><article><h1>One bridge</h1><p>It opened to traffic on Monday.</p></article></body></html>"
    record = json.dumps({"title": "Another name", "text": page}).encode()
    article = parse("wire.jsonl/a", record, Evidence(columns={}, correction=Correction(title="One bridge")))
    assert article.words(article.title) == "One bridge"
    assert body(article) == ["It opened to traffic on Monday."]


def test_lines_of_a_record() -> None:
    record = json.dumps({"title": "A bridge", "author": "Ann Lee", "text": BRIDGE}).encode()
    correction = Correction(title="The bridge", lines=((CROWD, "dropped"), ("By Ines Okafor", "paragraph")))
    article = parse("wire.jsonl/a", record, Evidence(columns={}, correction=correction))
    assert (article.words(article.title), article.authors, article.unmatched) == ("The bridge", ("Ann Lee",), ())
    assert CROWD not in body(article) and "By Ines Okafor" in body(article)


words = st.text(max_size=40)


@given(
    st.text(min_size=1, max_size=300).filter(lambda text: bool(text.strip()) and "\0" not in text),
    st.sampled_from(["a.txt", "a.md"]),
    words,
    words,
    st.lists(st.tuples(words.filter(str.strip), st.sampled_from(corrections.ROLES)), max_size=3),
)
def test_no_correction_makes_an_article_fail_or_lose_a_line(
    text: str, path: str, title: str, dek: str, lines: list[tuple[str, str]]
) -> None:
    text = "x " + text.replace("\r", "\n")
    article = corrected(text, path, title=title, dek=dek, lines=tuple(lines))
    assert article.words(article.title) == title
    assert article.words(article.dek) == dek
    assert [line.number for line in article.lines] == [
        number for number, row in enumerate(article.text.split("\n"), 1) if row.strip()
    ]


# ---- in an archive


def write(archive: Archive, toml: str) -> None:
    archive.seed(corrections.FILE, toml)


def test_only_the_corrected_article_is_read_again(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.seed("bridge.txt", BRIDGE)
    archive.seed("other.txt", BRIDGE.replace("bridge", "tunnel"))
    archive.article("ferry.md", "The last ferry", "2019-05-06")
    archive.age()
    assert archive.build().problems == []
    read: list[str] = []
    monkeypatch.setattr(Reader, "_record", noting(read, Reader._record))
    write(archive, '["bridge.txt"]\ntitle = "Open again"\n')
    report = archive.build()
    assert (report.problems, set(read)) == ([], {"bridge.txt"})
    assert any("Open again" in page.decode() for path, page in archive.site().items() if path.startswith("articles/"))
    read.clear()
    archive.build()
    assert read == []
    write(archive, '["bridge.txt"]\ntitle = "Open again"\n["ferry.md"]\nsection = "River"\n')
    archive.build()
    assert set(read) == {"ferry.md"}
    (archive.root / "seeds" / corrections.FILE).unlink()
    read.clear()
    archive.build()
    assert set(read) == {"bridge.txt", "ferry.md"}
    assert not any(b"Open again" in page for page in archive.site().values())


def noting(read: list[str], record: Callable[..., object]) -> Callable[..., object]:
    def noted(self: Reader, path: str, *more: object) -> object:
        read.append(path)
        return record(self, path, *more)

    return noted


def test_incremental_equals_clean(archive: Archive, new_archive: Callable[..., Archive]) -> None:
    other = new_archive("clean")
    for each in (archive, other):
        each.seed("bridge.txt", BRIDGE)
        each.article("ferry.md", "The last ferry", "2019-05-06", people=("Tomas Reyes",))
    toml = '["bridge.txt"]\ntitle = "Harrowgate bridge open"\ndate = 2019-05-07\npeople = ["Ann Lee"]\n'
    archive.build()
    write(archive, toml)
    archive.build()
    write(archive, toml + 'tags = ["Bridges"]\n["ferry.md"]\ntags = ["Bridges"]\n')
    write(other, toml + 'tags = ["Bridges"]\n["ferry.md"]\ntags = ["Bridges"]\n')
    archive.build()
    addresses = archive.root / "seeds" / "addresses.tsv"  # an address stays, whatever the headline
    other.seed("addresses.tsv", addresses.read_bytes())
    other.build()
    assert archive.site() == other.site()
    assert archive.site() == (archive.build(clean=True), archive.site())[1]


def test_what_fits_nothing_is_told_by_each_build_until_it_is_mended(archive: Archive) -> None:
    archive.seed("bridge.txt", BRIDGE)
    archive.age()
    gone = '["gone.txt"]\ntitle = "x"\n'
    line = '[["bridge.txt".lines]]\ntext = "No such line"\nrole = "dropped"\n'
    write(archive, gone + line)
    told = [
        'bridge.txt: corrects the line "No such line", which it does not hold '
        "(Correct it there, or in corrections.toml.)",
        "corrections.toml: corrects gone.txt, and there is no such article (Correct its name, or take the entry out.)",
    ]
    for clean in (False, False, True):
        assert [str(problem) for problem in archive.build(clean=clean).problems] == told
    command = [sys.executable, "-m", "sitegen", "--root", str(archive.root), "build", "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1 and "No such line" in done.stderr
    write(archive, line.replace("No such line", "By Ines Okafor"))
    assert archive.build().problems == []
    assert archive.build().problems == []


def test_a_file_that_cannot_be_followed_stops_the_build(archive: Archive) -> None:
    archive.seed("bridge.txt", BRIDGE)
    write(archive, '["bridge.txt"]\ntitel = "x"\n')
    with pytest.raises(ConfigError, match=r"corrections.toml:2: unknown key 'titel'"):
        archive.build()


def test_a_record_is_corrected_by_its_path(archive: Archive) -> None:
    archive.seed("wire.jsonl", '{"id": "abc", "title": "One", "text": "It rained."}\n{"id": "d", "text": "Dry."}\n')
    write(archive, '["wire.jsonl/abc"]\ntitle = "Rain at last"\n')
    assert archive.build().problems == []
    assert any(b"Rain at last" in page for page in archive.site().values())


# ---- what readers are told of it


NOTED = '["{}"]\nnote = "An earlier version gave <the> wrong year & street."\nnoted = "2019-05-07"\n'


def test_a_note_stands_on_the_article_with_its_day(archive: Archive) -> None:
    archive.article("one.md", "One", "2019-03-04")
    archive.article("two.md", "Two", "2019-03-05")
    archive.build()
    archive.seed("corrections.toml", NOTED.format("one.md"))
    report = archive.build()
    assert report.problems == [] and report.paths == ["articles/one.html"]
    page = archive.page("articles/one.html")
    assert '<time datetime="2019-05-07">7 May 2019</time>' in page
    assert "An earlier version gave &lt;the&gt; wrong year &amp; street." in page
    data = json.loads(page.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    assert data["correction"] == {
        "@type": "CorrectionComment",
        "text": "An earlier version gave <the> wrong year & street.",
        "datePublished": "2019-05-07",
    }
    before = archive.site()
    archive.build(clean=True)
    assert archive.site() == before
    archive.seed("corrections.toml", "")
    assert archive.build().paths == ["articles/one.html"]
    assert "earlier version" not in archive.page("articles/one.html")


def test_a_note_without_a_day(archive: Archive) -> None:
    archive.article("one.md", "One", "2019-03-04")
    archive.seed("corrections.toml", '["one.md"]\ntitle = "Another"\nnote = "The headline was wrong."\n')
    archive.build()
    page = archive.page("articles/one.html")
    assert "Correction:</b>" in page and "The headline was wrong." in page and 'datePublished":"2019-03-04' in page


def test_a_day_that_is_none_is_refused(archive: Archive) -> None:
    archive.article("one.md", "One")
    archive.seed("corrections.toml", '["one.md"]\nnote = "x"\nnoted = "next week"\n')
    with pytest.raises(ConfigError, match="noted = 'next week' is no date"):
        archive.build()
