"""Addresses that stay, files that are not ours, and a state that is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.conftest import Archive
from tests.incremental.edits import THIRD, added, assert_clean, moved


def test_a_stale_output_folder_is_cleared_when_the_state_is_lost(built: Archive) -> None:
    shutil.rmtree(built.root / ".sitegen")
    (built.root / "seeds/third.md").unlink()
    built.build()
    assert "No longer in the archive" in built.page(THIRD)
    assert_clean(built)


def test_an_unreadable_state_is_made_again(built: Archive) -> None:
    before = built.site()
    for file in (built.root / ".sitegen").glob("build.db*"):
        file.write_bytes(b"not a database" * 1000)
    report = built.build()
    assert any("starting from nothing" in notice for notice in report.notices)
    assert built.site() == before


def test_a_renamed_file_keeps_its_address(built: Archive) -> None:
    moved(built)
    built.build()
    assert THIRD in built.site()
    ledger = (built.root / "seeds/addresses.tsv").read_text("utf-8")
    assert "third.md\tarticles/third.html\n" in ledger
    assert "elsewhere.md\tarticles/third.html\n" in ledger


def test_an_address_once_given_stays_when_the_title_changes(archive: Archive) -> None:
    archive.seed("0001.txt", "A quiet day in port\n\nNothing happened at all in the harbour, said the master.\n")
    archive.build()
    assert "articles/a-quiet-day-in-port.html" in archive.site()
    archive.seed("0001.txt", "A loud day in port\n\nNothing happened at all in the harbour, said the master.\n")
    archive.build()
    assert "articles/a-quiet-day-in-port.html" in archive.site()
    assert "A loud day in port" in archive.page("articles/a-quiet-day-in-port.html")


def test_a_line_cut_short_in_the_ledger_is_mended(built: Archive) -> None:
    ledger = built.root / "seeds/addresses.tsv"
    whole = ledger.read_text("utf-8")
    ledger.write_text(whole[:-5], "utf-8")
    added(built)
    built.build()
    assert "third.md\tarticles/third.html\n" in ledger.read_text("utf-8")
    assert_clean(built)


def test_files_that_are_not_ours_stay(built: Archive, tmp_path: Path) -> None:
    site = built.root / "site"
    (site / "notes.html").write_text("<p>mine</p>")
    (site / "articles/fourth.html").write_text("<p>mine too</p>")
    added(built)
    report = built.build()
    assert (site / "articles/fourth.html").read_text() == "<p>mine too</p>"
    assert (site / "notes.html").read_text() == "<p>mine</p>"
    assert [p.stage for p in report.problems] == ["output"]
    assert "not written by sitegen" in report.problems[0].message


def test_many_identical_files_that_go_are_all_gone(archive: Archive) -> None:
    for n in range(600):
        archive.seed(
            f"a{n}.txt", "The ferry is late again\n\nIt came in and went out again, said the harbour master.\n"
        )
    archive.article("b.md", "Another")
    archive.build()
    for n in range(600):
        (archive.root / f"seeds/a{n}.txt").unlink()
    report = archive.build()
    assert report.articles == 1
    assert sorted(p.where for p in report.problems) == sorted(f"a{n}.txt" for n in range(600))


def test_two_identical_files_that_are_renamed_keep_their_two_addresses(archive: Archive) -> None:
    for name in ("a", "b"):
        archive.seed(
            f"0{name}.txt", "The ferry is late again\n\nIt came in and went out again, said the harbour master.\n"
        )
    archive.build()
    before = sorted(path for path in archive.site() if path.startswith("articles/"))
    for name in ("a", "b"):
        (archive.root / f"seeds/0{name}.txt").rename(archive.root / f"seeds/1{name}.txt")
    archive.build()
    assert sorted(path for path in archive.site() if path.startswith("articles/")) == before
