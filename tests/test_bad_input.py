"""Bad input: a clear sentence each, everything else built, nothing lost or overwritten."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen.config import load
from sitegen.errors import BuildRunning, ConfigError, OutputError, RouteCollision, TemplateError
from sitegen.model import Report
from tests.conftest import SETTINGS, Archive

GOOD = "A quiet day in port\n\nNothing at all happened in the harbour on Monday, said the harbour master.\n"


@pytest.fixture
def good(archive: Archive) -> Archive:
    archive.seed("good.txt", GOOD)
    return archive


def assert_only(report: Report, name: str, words: str) -> None:
    """One problem, about this file, in these words; the good article was built."""
    (problem,) = report.problems
    assert problem.where == name
    assert words in problem.message
    assert problem.hint


def test_no_seeds_folder(archive: Archive) -> None:
    (archive.root / "seeds").rmdir()
    with pytest.raises(ConfigError, match="There is no folder"):
        archive.build()


def test_no_seeds(archive: Archive) -> None:
    report = archive.build()
    assert report.articles == 0
    assert report.problems == []
    assert "index.html" in archive.site()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"  \n\n\t\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1", "not text"),
        (b"\0\1\2\3" * 500, "not text"),
    ],
)
def test_a_file_that_is_no_text(good: Archive, data: bytes, words: str) -> None:
    good.seed("bad.txt", data)
    report = good.build()
    assert_only(report, "bad.txt", words)
    assert report.articles == 1
    again = good.build()
    assert again.rendered == 0
    assert_only(again, "bad.txt", words)


def test_a_page_keeps_its_last_good_version(good: Archive) -> None:
    """However often one builds, until the file is mended or gone."""
    good.article("x.md", "Fine at first")
    good.build()
    path = good.seed("x.md", "---\ntitle: [\n---\n\nBroken.")
    os.utime(path, (1, 1))  # an old file is trusted by its stamp, and not read again
    for _ in range(3):
        report = good.build()
        assert [p.where for p in report.problems] == ["x.md"]
        assert "Fine at first" in good.page("articles/x.html")
    path.unlink()
    assert [(p.stage, p.where) for p in good.build().problems] == [("gone", "x.md")]
    assert "Fine at first" not in good.page("articles/x.html")


def test_bytes_of_another_encoding(good: Archive) -> None:
    good.seed("old.txt", "Café in Zürich closes\n\nThe owner said it was “over”, after forty years.\n".encode("cp1252"))
    report = good.build()
    assert report.problems == []
    assert "Café in Zürich closes" in good.page("articles/cafe-in-zurich-closes.html")


def test_broken_front_matter(good: Archive) -> None:
    good.seed("bad.md", '---\ntitle: "never closed\n---\n\nText.\n')
    assert_only(good.build(), "bad.md", "front matter")


def test_a_date_that_is_none(good: Archive) -> None:
    good.seed("bad.md", '---\ntitle: "T"\ndate: "the day before yesterday"\n---\n\nText.\n')
    assert_only(good.build(), "bad.md", "the day before yesterday")


def test_a_source_that_breaks_keeps_its_last_good_page(good: Archive) -> None:
    good.build()
    before = good.page("articles/a-quiet-day-in-port.html")
    good.seed("good.txt", b"\0\0\0\0" * 400)
    report = good.build()
    assert_only(report, "good.txt", "not text")
    assert good.page("articles/a-quiet-day-in-port.html") == before
    good.seed("good.txt", GOOD.replace("Monday", "Tuesday"))
    assert good.build().problems == []
    assert "Tuesday" in good.page("articles/a-quiet-day-in-port.html")


@pytest.mark.slow
def test_a_single_line_of_fifty_megabytes(good: Archive) -> None:
    good.seed("long.txt", "The tide came in and went out again. " * 1_400_000)
    report = good.build()
    assert report.articles == 2
    assert report.problems == []


def test_two_files_of_one_title(archive: Archive) -> None:
    archive.seed("001.txt", GOOD)
    archive.seed("002.txt", GOOD.replace("Monday", "Tuesday"))
    archive.build()
    assert "Monday" in archive.page("articles/a-quiet-day-in-port.html")
    assert "Tuesday" in archive.page("articles/a-quiet-day-in-port-2.html")


def test_a_title_of_only_punctuation(archive: Archive) -> None:
    archive.article("1.md", "!?…", body="Text.")
    archive.seed("002.txt", "???\n\nNothing at all happened in the harbour on Monday, said the harbour master.\n")
    report = archive.build()
    assert report.articles == 2
    assert report.problems == []


@pytest.mark.parametrize("name", ["مقال عن الميناء.txt", "🚢 ferry.txt", "港の一日.md", "a b%20c#d?.txt"])
def test_names_in_any_script(archive: Archive, name: str) -> None:
    archive.seed(name, GOOD)
    report = archive.build()
    assert report.problems == []
    assert report.articles == 1
    assert archive.build().rendered == 0


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS refuses such names itself")
def test_a_name_that_is_not_utf8(good: Archive) -> None:
    Path(os.fsdecode(os.fsencode(good.root / "seeds") + b"/caf\xe9.txt")).write_text(GOOD)
    report = good.build()
    assert report.articles == 1
    assert "not valid UTF-8" in report.problems[0].message


def test_a_symlink_loop(good: Archive) -> None:
    (good.root / "seeds/loop").symlink_to(good.root / "seeds")
    (good.root / "seeds/self.txt").symlink_to(good.root / "seeds/self.txt")
    report = good.build()
    assert report.articles == 1
    assert sorted(p.where for p in report.problems) == ["loop", "self.txt"]
    assert all("cannot be followed" in p.message for p in report.problems)


def test_an_output_that_cannot_be_written(good: Archive) -> None:
    (good.root / "site").write_text("a file")
    with pytest.raises(OutputError, match="cannot be written"):
        good.build()


def test_a_broken_template(good: Archive) -> None:
    good.build()
    before = good.site()
    (good.root / "templates").mkdir()
    (good.root / "templates/article.html").write_text("{% for x in %}")
    with pytest.raises(TemplateError, match=r"article\.html:1"):
        good.build()
    assert good.site() == before
    (good.root / "templates/article.html").write_text("<!-- sitegen -->{{ titel }}")
    (problem,) = good.build().problems
    assert "article.html:1" in problem.message
    assert "titel" in problem.message
    assert good.site() == before
    (good.root / "templates/article.html").unlink()
    good.build()
    assert good.site() == before


def test_a_template_whose_parts_cannot_be_told(good: Archive) -> None:
    (good.root / "templates").mkdir()
    (good.root / "templates/article.html").write_text('{% set x = "base.html" %}{% include x %}')
    with pytest.raises(TemplateError, match="computed"):
        good.build()


def test_a_second_build(good: Archive) -> None:
    (good.root / ".sitegen").mkdir()
    with (good.root / ".sitegen/lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(BuildRunning, match="Another build"):
            good.build()
    good.build()


def test_a_static_file_in_the_place_of_a_page(good: Archive) -> None:
    (good.root / "static/people").mkdir(parents=True)
    (good.root / "static/people/index.html").write_text("mine")
    with pytest.raises(RouteCollision, match=r"people/index\.html"):
        good.build()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("titel = 'x'", "Did you mean 'title'"),
        ("[paths]\nseed = 'x'", "Did you mean 'paths.seeds'"),
        ("[annotate]\nmodel = 'gpt'", "'builtin', 'none' or 'spacy:<package>'"),
        ("permalink = 'articles/:titel.html'", "no token ':titel'"),
        ("permalink = 'people/:slug.html'", "people"),
        ("base_url = 'example.org'", "is not an address"),
        ("jobs = 'many'", "jobs"),
        ("title = ", "not valid TOML"),
    ],
)
def test_settings_that_cannot_be_followed(archive: Archive, line: str, words: str) -> None:
    (archive.root / "sitegen.toml").write_text(line + "\n")
    with pytest.raises(ConfigError) as caught:
        load(archive.root)
    assert words in str(caught.value)


def test_the_command_says_it_in_one_sentence(tmp_path: Path) -> None:
    archive = Archive(tmp_path, SETTINGS + "titel = 1\n")
    command = [sys.executable, "-m", "sitegen", "--root", str(archive.root), "build"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 2
    assert "unknown key 'titel'" in done.stderr
    assert "Traceback" not in done.stderr
