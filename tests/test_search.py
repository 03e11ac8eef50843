"""The search as a build leaves it: which shards are indexed, what lies on the disk, that the same pages give the same
bytes.  What a reader finds with it is tested in browser/test_search.py."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import config, ids
from sitegen.clean import clean
from sitegen.config import load
from sitegen.errors import ConfigError, SearchError
from sitegen.search import bundle, cbor, engine, shards
from sitegen.searching import folders
from tests.conftest import SETTINGS, Archive

SEARCH = '[annotate]\nmodel = "none"\n[search]\nengine = "{}"\n'
ON, OFF = SETTINGS + SEARCH.format("pagefind"), SETTINGS + SEARCH.format("none")
MONTHS = st.dictionaries(
    st.builds(lambda year, month: year << 5 | month, st.integers(ids.FIRST_YEAR, ids.LAST_YEAR), st.integers(1, 12))
    | st.builds(lambda letter: ids.UNDATED << 5 | letter, st.integers(1, 27)),
    st.integers(1, 3000),
    max_size=60,
)
VALUES = st.recursive(st.integers(-(2**40), 2**64 - 1) | st.text() | st.binary(), lambda v: st.lists(v, max_size=30))
needs_pagefind = pytest.mark.skipif(not find_spec("pagefind_bin"), reason="the extra `search` is not installed")


@pytest.fixture
def courier(new_archive: Callable[..., Archive], monkeypatch: pytest.MonkeyPatch) -> Archive:
    """Articles of three years and one without a date, each year a shard."""
    monkeypatch.setattr(shards, "TOGETHER", 0)
    return filled(new_archive("courier", ON))


def filled(archive: Archive) -> Archive:
    for n, year in enumerate((2001, 2001, 2002, 2011)):
        archive.article(f"report-{n}.md", f"Report {n} of the harbour", f"{year}-03-0{n + 1}", (f"Ann Lee{'bcde'[n]}",))
    archive.article("plain.md", "A recipe for pears", None, (), ("Food",))
    archive.age()
    return archive


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def of_search(archive: Archive) -> dict[str, bytes]:
    return {path: data for path, data in archive.site().items() if path.startswith("search")}


# ---- how the archive is cut


@given(MONTHS)
def test_every_article_is_in_one_shard(months: dict[int, int]) -> None:
    cut = sorted(shards.cut(months), key=lambda shard: shard.low)
    assert all(before.high <= after.low for before, after in pairwise(cut))
    for month in months:
        inside = [s for s in cut if s.low < ids.after(month) and ids.first_of(month) < s.high]
        covered = sum(min(s.high, ids.after(month)) - max(s.low, ids.first_of(month)) for s in inside)
        assert covered == ids.after(month) - ids.first_of(month)
    assert len({s.name for s in cut}) == len(cut)


@given(MONTHS)
def test_no_shard_is_larger_than_its_like_may_be(months: dict[int, int]) -> None:
    for shard in shards.cut(months):
        held = {m: n for m, n in months.items() if shard.low <= ids.first_of(m) < shard.high}
        dated = {m >> 5 for m in held} != {ids.UNDATED}
        most = shards.TOGETHER if len({m >> 5 for m in held}) > 1 and dated else shards.AT_MOST
        assert sum(held.values()) <= most


def test_a_shard_is_a_year_more_where_years_are_thin_and_less_where_they_are_full() -> None:
    months = {1931 << 5 | 2: 7, 1938 << 5 | 1: 8, 1990 << 5 | 1: 400, 1991 << 5 | 5: 400, 2001 << 5 | 1: 3000}
    months |= {2001 << 5 | 2: 3000, ids.UNDATED << 5 | 3: 5}
    assert [s.name for s in shards.cut(months)] == [
        *("2001-02", "2001-01", "1991", "1990", "1930-1939"),
        "undated",
    ]
    assert [s.name for s in shards.cut({1931 << 5 | 2: 7, 2031 << 5 | 2: 7})] == ["dated"]


def test_a_month_too_large_is_cut_by_day() -> None:
    names = [s.name for s in shards.cut({2024 << 5 | 2: 9000})]
    assert names == [f"2024-02-{day:02}" for day in range(29, 0, -1)]


def test_many_without_a_date_are_cut_by_letter() -> None:
    cut = shards.cut({ids.UNDATED << 5 | 1: 10, ids.UNDATED << 5 | 2: 6000, ids.UNDATED << 5 | 27: 1})
    assert [s.name for s in cut] == ["undated-0", "undated-a", "undated-z"]


def test_many_names_are_cut_by_letter() -> None:
    few, many = [("a", 1), ("b", 2)], [("a", 1)] * 3000 + [("b", 2)] * 3000
    assert shards.cut_names([]) == []
    assert shards.cut_names(few) == [("names", [1, 2])]
    assert shards.cut_names(many) == [("names-a", [1] * 3000), ("names-b", [2] * 3000)]


# ---- the tables


@given(VALUES)
def test_what_is_encoded_is_decoded(value: object) -> None:
    assert cbor.decode(cbor.encode(value)) == value


@given(st.binary(max_size=40))
def test_what_is_no_table_is_refused_with_a_value_error(data: bytes) -> None:
    with suppress(ValueError):
        cbor.encode(cbor.decode(data))


def packed(value: object) -> bytes:
    return gzip.compress(bundle.SIGNATURE + cbor.encode(value))


def invented(values: list[list[object]], name: str) -> dict[str, bytes]:
    """A bundle as Pagefind gives it, with one filter whose values stand in this order."""
    entry = {"version": "1", "languages": {"en": {"hash": "en_1", "wasm": "en", "page_count": 2}}}
    return {
        bundle.ENTRY: json.dumps(entry).encode(),
        "pagefind.en_1.pf_meta": packed(["1", [["en_f", 3]], [], [["person", name]], [], []]),
        f"filter/{name}.pf_filter": packed(["person", values]),
        "fragment/en_f.pf_fragment": b"f",
        "pagefind-ui.js": b"not asked for",
    }


def test_the_order_of_values_in_a_filter_leaves_no_trace() -> None:
    rows: list[list[object]] = [["Ann", [0]], ["Bo", [0, 1]], ["Émile", [1]]]
    one = bundle.core(invented(rows, "en_a"))
    assert one == bundle.core(invented(rows[::-1], "en_b"))
    assert len(one) == 4
    assert "pagefind-ui.js" not in one
    (filter_,) = (path for path in one if path.startswith("filter/"))
    (meta,) = (path for path in one if path.endswith(".pf_meta"))
    assert json.loads(one[bundle.ENTRY])["languages"]["en"]["hash"] in meta
    assert filter_.removeprefix("filter/").removesuffix(".pf_filter").encode() in gzip.decompress(one[meta])


def test_tables_of_another_pagefind_are_refused() -> None:
    files = invented([], "en_a")
    files["pagefind.en_1.pf_meta"] = packed(["2", {}.__class__.__name__])
    with pytest.raises(SearchError, match="does not know"):
        bundle.core(files)


# ---- settings


def test_where_pagefind_is_not_installed_only_who_asks_for_it_is_told(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(config, "PAGEFIND", ())
    toml = archive.root / "sitegen.toml"
    toml.write_text(SETTINGS)
    assert not load(archive.root).searchable
    toml.write_text(ON)
    with pytest.raises(ConfigError, match="not installed"):
        load(archive.root)
    with pytest.raises(SearchError, match="not installed"):
        engine.executable()


def test_an_engine_that_is_not_known_is_an_error(archive: Archive) -> None:
    (archive.root / "sitegen.toml").write_text(SETTINGS + SEARCH.format("pagefound"))
    with pytest.raises(ConfigError, match="auto, pagefind, none"):
        load(archive.root)


def test_without_an_engine_there_is_no_trace_of_a_search(new_archive: Callable[..., Archive]) -> None:
    archive = filled(new_archive("plain", OFF))
    archive.build()
    assert not of_search(archive)
    assert not [path for path, data in archive.site().items() if b"pagefind" in data or b"search.html" in data]


# ---- builds


@needs_pagefind
def test_a_build_indexes_every_shard_and_nothing_again(courier: Archive) -> None:
    assert courier.build().searched == ["2011", "2002", "2001", "undated", "names"]
    listed = json.loads(courier.site()["search/shards.json"])
    assert listed == {"shards": ["2011", "2002", "2001", "undated", "names"]}
    before = {p: p.stat() for p in (courier.root / "site").rglob("*")}
    again = courier.build()
    assert (again.searched, again.rendered) == ([], 0)
    assert {p: p.stat() for p in (courier.root / "site").rglob("*")} == before


@needs_pagefind
def test_an_edit_indexes_the_shard_that_it_is_in(courier: Archive) -> None:
    courier.build()
    before = of_search(courier)
    courier.article("report-2.md", "Report 2 of the harbour", "2002-03-03", ("Ann Leed",), (), "It snowed.")
    assert courier.build().searched == ["2002"]
    assert {path.split("/")[1] for path in before.items() ^ of_search(courier).items() for path in path[:1]} <= {
        *("2002", "shards.json")
    }


@needs_pagefind
def test_a_new_name_is_found_and_the_other_shards_stay(courier: Archive) -> None:
    courier.build()
    courier.article("report-3.md", "Report 3 of the harbour", "2011-03-04", ("Ann Leee", "Xu Meilin"))
    assert set(courier.build().searched) == {"2011", "names"}
    assert "Xu Meilin" in words(courier, "names")


@needs_pagefind
def test_the_files_of_a_shard_that_is_gone_are_removed(courier: Archive) -> None:
    courier.build()
    (courier.root / "seeds/report-3.md").unlink()
    courier.build()
    assert not (courier.root / "site/search/2011").exists()
    assert "2011" not in json.loads(courier.site()["search/shards.json"])["shards"]
    assert not [p for p, data in of_search(courier).items() if b"Leee" in data or "Report 3" in text(p, data)]


@needs_pagefind
def test_an_edited_site_is_searched_as_a_clean_build_is(courier: Archive, new_archive: Callable[..., Archive]) -> None:
    courier.build()
    courier.article("report-1.md", "Report 1, corrected", "2002-06-02", ("Bo Ek",), ("Food",))
    (courier.root / "seeds/report-0.md").unlink()
    courier.build()
    other = new_archive("other", ON)
    for path in sorted((courier.root / "seeds").iterdir()):
        other.seed(path.name, path.read_bytes())
    other.build(jobs=2)
    assert of_search(courier) == of_search(other)


@needs_pagefind
@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_after_any_history_the_search_is_that_of_a_clean_build(
    courier: Archive, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Articles come, change, go; shards are cut otherwise as years fill; builds are killed before, while and after
    they index."""
    chance = random.Random(seed)
    monkeypatch.setattr(shards, "TOGETHER", 3)
    monkeypatch.setattr(shards, "AT_MOST", 6)
    for _ in range(5):
        for n in chance.choices(range(40), k=8):
            path = courier.root / f"seeds/story-{n}.md"
            if path.is_file() and chance.random() < 0.4:
                path.unlink()
                continue
            date = f"{chance.choice((1931, 1938, 2001, 2002))}-0{chance.randint(1, 3)}-1{chance.randint(0, 9)}"
            people = tuple(f"Ann Lee{c}" for c in chance.sample("bcdefgh", 3))
            courier.article(path.name, f"Story {n}", chance.choice((date, date, None)), people, ("Food", f"Ward {n}"))
        if chance.random() < 0.5:
            moment = chance.choice(("search.running", "search.core", "search.program", "searching.folders.keep"))
            with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
                patch.setattr(f"sitegen.{moment}", interrupted)
                courier.build()
    courier.build()
    incremental = of_search(courier)
    courier.build(clean=True)
    assert of_search(courier) == incremental
    assert courier.build().searched == []


@needs_pagefind
def test_files_of_the_search_that_are_missing_or_altered_are_made_again(courier: Archive) -> None:
    courier.build()
    before = of_search(courier)
    (courier.root / "site/search/2001/pagefind-entry.json").unlink()
    (courier.root / "site/search/pagefind.js").write_text("nothing")
    assert courier.build().searched == ["2001"]
    assert of_search(courier) == before
    assert courier.build().searched == []


@needs_pagefind
@pytest.mark.parametrize("moment", ["running", "core", "program"])
def test_a_build_killed_while_it_indexes_leaves_the_old_search(
    courier: Archive, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    courier.build()
    before = of_search(courier)
    courier.article("report-2.md", "Another headline", "2002-03-03", ("Ann Leed",))
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("sitegen.search." + moment, interrupted)
        courier.build()
    left = of_search(courier)
    if moment == "program":
        assert "Another headline" in words(courier, "2002")
    else:
        assert left == before
    courier.build()
    assert "Another headline" in words(courier, "2002")
    clean_build = of_search(courier)
    courier.build(clean=True)
    assert of_search(courier) == clean_build


@needs_pagefind
def test_a_kill_between_two_files_leaves_an_index_whose_every_file_is_there(
    courier: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What names others is written last, and what is named no more goes after that."""
    courier.build()
    entry = courier.root / "site/search/2002/pagefind-entry.json"
    old = entry.read_bytes()
    courier.article("report-2.md", "Another headline", "2002-03-03", ("Ann Leed",))
    real = folders.output.write

    def until_the_entry(root: str, path: str, data: bytes, *how: bool) -> object:
        if path.endswith("2002/pagefind-entry.json"):
            raise KeyboardInterrupt
        return real(root, path, data, *how)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(folders.output, "write", until_the_entry)
        courier.build()
    assert entry.read_bytes() == old
    assert (entry.parent / f"pagefind.{json.loads(old)['languages']['en']['hash']}.pf_meta").is_file()
    courier.build()
    assert "Another headline" in words(courier, "2002")
    assert len(list(entry.parent.glob("*.pf_meta"))) == 1


@needs_pagefind
def test_a_failure_of_pagefind_is_a_problem_and_the_old_search_stands(
    courier: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    courier.build()
    before = of_search(courier)
    courier.article("report-2.md", "Another headline", "2002-03-03", ("Ann Leed",))
    with monkeypatch.context() as patch:
        patch.setattr(engine, "executable", lambda: "/bin/false")
        report = courier.build()
    assert [problem.stage for problem in report.problems] == ["search"]
    assert "Another headline" in courier.page("articles/report-2.html")
    assert of_search(courier) == before
    assert "2002" in courier.build().searched


@needs_pagefind
def test_the_search_goes_with_the_setting_and_what_is_not_ours_stays(courier: Archive) -> None:
    courier.build()
    note = courier.root / "site/search/2001/note.txt"
    note.write_text("mine")
    (courier.root / "sitegen.toml").write_text(OFF)
    courier.build()
    assert list(of_search(courier)) == ["search/2001/note.txt"]
    assert not [path for path, data in courier.site().items() if b"pagefind" in data or b"search.html" in data]
    (courier.root / "sitegen.toml").write_text(ON)
    courier.build()
    assert "Report 0" in words(courier, "2001")
    assert clean(load(courier.root))
    assert list(courier.site()) == ["search/2001/note.txt"]


@needs_pagefind
def test_only_the_text_is_searched_and_by_what_it_can_be_narrowed(courier: Archive) -> None:
    courier.article("report-0.md", "Headline", "2001-03-01", ("Ann Leeb",), ("Food",), "He said: rain.\n\nThen sun.")
    courier.build()
    (page,) = (p for p in pages(courier, "2001") if p["url"] == "articles/report-0.html")
    assert page["content"] == "He said: rain. Then sun."
    assert page["meta"] == {"title": "Headline", "date": "1 March 2001"}
    assert page["filters"] == {"kind": ["article"], "person": ["Ann Leeb"], "tag": ["Food"], "year": ["2001"]}
    (undated,) = pages(courier, "undated")
    assert undated["filters"]["year"] == ["undated"]


def pages(archive: Archive, shard: str) -> list[dict]:
    """What the index keeps of the pages of a shard."""
    found = (archive.root / "site/search" / shard / "fragment").iterdir()
    return [json.loads(gzip.decompress(p.read_bytes()).removeprefix(bundle.SIGNATURE)) for p in sorted(found)]


def words(archive: Archive, shard: str) -> str:
    return "\n".join(f"{page['meta']['title']} {page['content']}" for page in pages(archive, shard))


def text(path: str, data: bytes) -> str:
    return gzip.decompress(data).decode("utf-8", "replace") if Path(path).suffix.startswith(".pf_") else ""
