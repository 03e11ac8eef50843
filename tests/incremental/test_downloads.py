"""What an edit does to files for download."""

from __future__ import annotations

import hashlib
import shutil

import pytest

from sitegen import clean, config, dataset, downloads
from tests.conftest import NO_MODEL, SETTINGS, Archive
from tests.incremental.edits import (
    ABOUT,
    ANN,
    BO,
    CY,
    FIRST,
    RAIN,
    SNOW,
    WHOLE,
    Edit,
    Table,
    a_note_on_a_person,
    assert_clean,
    assert_renders,
    body,
    by_name,
    nothing,
    override,
    person_template,
    stylesheet,
    touched,
)

LINES, TABLE_OF_ARTICLES, SUMS = "data/archive.jsonl", "data/articles.csv", "data/checksums.txt"
FILES = {f"data/{name}" for kind in ("jsonl", "csv") for name in dataset.FILES[kind]}
FILES |= {"data/datapackage.json", SUMS}
HOSTS = {"404.html", "_headers", "robots.txt", ".nojekyll", "sitemap.xml"}


@pytest.fixture
def offering(built: Archive) -> Archive:
    """The same, with files for download."""
    offer(built, ["jsonl", "csv"])
    built.build()
    return built


def offer(archive: Archive, formats: list[str]) -> None:
    (archive.root / "sitegen.toml").write_text(SETTINGS + NO_MODEL + f"[data]\nformats = {formats}\n", "utf-8")


def home_template(a: Archive) -> None:
    override(a, "home.html", "<h1", "<h1 data-mine")


DOWNLOADS: Table = [
    (nothing, set()),
    (touched, set()),
    # all files in one pass, and the page that says which they are
    (body, {FIRST, ABOUT, *FILES}),
    (a_note_on_a_person, {BO, ABOUT, *FILES}),
    (person_template, {ANN, BO, CY, RAIN, SNOW}),
    # no file has a template
    (home_template, HOSTS | {ABOUT, "people/index.html", "tags/index.html", "archive/index.html", *WHOLE}),
    (stylesheet, {"style.css"}),
]


@pytest.mark.parametrize(("change", "pages"), DOWNLOADS, ids=by_name(DOWNLOADS))
def test_an_edit_renews_the_files_for_download(offering: Archive, change: Edit, pages: set[str]) -> None:
    assert set(offering.site()) >= FILES
    assert_renders(offering, change, pages)


def test_what_is_said_of_the_files_is_so(offering: Archive) -> None:
    site = offering.site()
    sums = dict(line.split("  ")[::-1] for line in site[SUMS].decode().splitlines() if not line.startswith("#"))
    assert {f"data/{name}" for name in sums} == FILES - {SUMS}
    for path in FILES:
        found = hashlib.sha256(site[path]).hexdigest()
        assert path == SUMS or sums[path.removeprefix("data/")] == found
        assert found in offering.page(ABOUT) and f'href="{path}"' in offering.page(ABOUT)


def test_files_are_as_the_setting_says(offering: Archive) -> None:
    offer(offering, ["jsonl"])
    report = offering.build()
    now = {LINES, "data/datapackage.json", SUMS}
    assert {p for p in offering.site() if p.startswith("data/")} == now
    assert set(report.paths) == {ABOUT, *now} and report.removed == len(FILES - now)
    offer(offering, [])
    offering.build()
    assert not [p for p in offering.site() if p.startswith("data/")]
    assert LINES not in offering.page(ABOUT)
    assert_clean(offering)


@pytest.mark.parametrize("formats", [["jsonl", "csv"], ["csv"], []])
def test_a_lost_state_leaves_no_file_behind(offering: Archive, formats: list[str]) -> None:
    shutil.rmtree(offering.root / ".sitegen")
    offer(offering, formats)
    assert not offering.build().problems
    names = {f"data/{name}" for kind in formats for name in dataset.FILES[kind]}
    assert {p for p in offering.site() if p.startswith("data/")} - {"data/datapackage.json", SUMS} == names
    assert offering.build().rendered == 0
    assert_clean(offering)


def test_a_download_altered_by_hand_is_made_again(offering: Archive) -> None:
    before = offering.site()
    (offering.root / "site" / LINES).write_text("vandal")
    assert set(offering.build().paths) == FILES
    assert offering.site() == before


def test_somebody_elses_file_stays_and_is_told(built: Archive) -> None:
    theirs = built.root / "site" / LINES
    theirs.parent.mkdir()
    theirs.write_text("mine")
    offer(built, ["jsonl"])
    (problem,) = built.build().problems
    assert "not written by sitegen" in problem.message and theirs.read_text() == "mine"
    theirs.unlink()
    assert not built.build().problems
    assert_clean(built)


@pytest.mark.parametrize("step", ["_put", "_row", "_record"])
def test_a_kill_leaves_whole_files(offering: Archive, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Each file is the old one or the new one, and the next build makes all of them new."""
    before = offering.site()
    body(offering)
    with monkeypatch.context() as patch:
        patch.setattr(downloads, step, killed)
        with pytest.raises(KeyboardInterrupt):
            offering.build()
    stands = {path: data for path, data in offering.site().items() if path in FILES}
    downloads.sweep(offering.root / "site")  # as if the process had ended there, not gone back
    (offering.root / "site/data/.new").mkdir()
    (offering.root / "site/data/.new/half.csv").write_text("half")
    offering.build()
    after = offering.site()
    assert after[LINES] != before[LINES] and stands.keys() == FILES
    assert all(data in (before[path], after[path]) for path, data in stands.items())
    assert_clean(offering)


def killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_kill_before_the_first_files_are_recorded_makes_them_nobody_elses(
    built: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(built, ["jsonl"])
    with monkeypatch.context() as patch:
        patch.setattr(downloads, "_record", killed)
        with pytest.raises(KeyboardInterrupt):
            built.build()
    assert not built.build().problems
    assert_clean(built)


def test_clean_removes_the_files(offering: Archive) -> None:
    clean.clean(config.load(offering.root))
    assert not [p for p in offering.site() if p.startswith("data/")]
