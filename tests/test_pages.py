"""What pages are made from: calendars, small charts, who is drawn beside whom, where a wrong match is reported."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import ids
from sitegen.errors import ConfigError
from sitegen.pages import calendar, chart, dates, together
from sitegen.pages.person import report
from tests.conftest import NO_MODEL, SETTINGS, Archive

MONTHS = st.dictionaries(
    st.builds(lambda y, m: y << 5 | m, st.integers(1900, 1920), st.integers(1, 12)), st.integers(1)
)
PAGE = "https://example.org/people/zoe-ash.html"


@given(st.integers(1601, 2109), st.integers(1, 12), st.integers(1, 28), st.booleans())
def test_a_period_is_its_parts_whatever_is_listed(year: int, month: int, day: int, quoted: bool) -> None:
    bit = ids.QUOTED if quoted else 0
    periods = [year << 5, year << 5 | month, ids.DAY | (year << 5 | month) << 5 | day]
    assert [ids.parts_of(bit | p) for p in periods] == [(year, 0, 0), (year, month, 0), (year, month, day)]
    assert [ids.first_of(bit | p) for p in periods] == sorted(ids.first_of(p) for p in periods)
    assert [ids.after(bit | p) for p in periods] == sorted((ids.after(p) for p in periods), reverse=True)
    assert len({dates.period_path(b | p) for b in (0, ids.QUOTED) for p in periods}) == 6


@given(MONTHS)
def test_every_article_stands_in_one_cell_of_the_calendar_and_no_year_is_lost(months: dict[int, int]) -> None:
    rows = calendar.years(months, dates.period_path, dates.period_path, "article")
    assert sum(row["n"] for row in rows) == sum(months.values())
    shown = {cell["href"]: cell["n"] for row in rows for cell in row["months"] if cell["href"]}
    assert shown == {dates.period_path(month): n for month, n in months.items()}
    assert all((cell["strength"] > 0) == (cell["n"] > 0) for row in rows for cell in row["months"])
    told = {int(row["label"]) for row in rows}
    for gap in (row["gap"] for row in rows if row["gap"]):
        ends = [int(year) for year in re.findall(r"\d{4}", gap)]
        told |= set(range(ends[0], ends[-1] + 1))
    held = {month >> 5 for month in months}
    assert told == (set(range(min(held), max(held) + 1)) if held else set())


def test_a_month_is_laid_out_in_weeks() -> None:
    day = ids.DAY | (2019 << 5 | 2) << 5
    found = calendar.month(2019 << 5 | 2, {day | 3: 2}, lambda d: f"#d{d & 31:02}", "article")
    assert found is not None
    cells = [cell for week in found["weeks"] for cell in week]
    assert [len(week) for week in found["weeks"]] == [7] * 5
    assert cells[:5] == [None] * 4 + [cells[4]] and cells[4]["label"] == "1", "it began on a Friday"
    assert [cell["title"] for cell in cells if cell and cell["href"]] == ["3 February 2019: 2 articles"]


@given(st.dictionaries(st.integers(1700, 2100), st.integers(1, 10**6), min_size=1))
def test_a_spark_stays_in_its_picture(years: dict[int, int]) -> None:
    first, last = min(years), max(years)
    bars = re.findall(r"M(\d+) 14v-(\d+)h2v\2z", chart.spark(years, first, last))
    assert 1 <= len(bars) <= chart.SPARK_BARS
    assert all(int(x) + 2 <= chart.spark_width(first, last) and 1 <= int(height) <= 14 for x, height in bars)


def test_who_is_drawn_is_who_is_listed() -> None:
    entries: list[dict[str, Any]] = [
        {"name": "Ann Lee", "n": 4, "also": [{"place": 1, "name": "Bo Ek", "n": 2}]},
        {"name": "Bo Ek", "n": 2, "also": [{"place": 0, "name": "Ann Lee", "n": 2}]},
        {"name": "A name that is far too long to be drawn whole", "n": 1, "also": []},
    ]
    drawn = together.drawing("Zoë Ash", entries)
    assert drawn is not None
    assert [other["name"] for other in drawn["others"][:2]] == ["Ann Lee", "Bo Ek"]
    assert len(drawn["others"][2]["name"]) <= together.LONGEST
    assert len(drawn["ties"]) == 1, "once, though both say so"
    assert together.drawing("Zoë Ash", entries[:1]) is None


@pytest.mark.parametrize(
    ("to", "there"),
    [
        ("", ""),
        ("mailto:desk@example.org", "mailto:desk@example.org?body=https%3A%2F%2Fexample.org%2Fpeople%2Fzoe-ash.html"),
        (
            "https://desk.example/?form=1",
            "https://desk.example/?form=1&page=https%3A%2F%2Fexample.org%2Fpeople%2Fzoe-ash.html",
        ),
        (
            "https://desk.example/new?about={url}",
            "https://desk.example/new?about=https%3A%2F%2Fexample.org%2Fpeople%2Fzoe-ash.html",
        ),
    ],
)
def test_a_wrong_match_is_reported_with_the_address_of_the_page(to: str, there: str) -> None:
    assert report(to, PAGE) == there


def test_the_link_stands_on_the_page_and_must_be_an_address(new_archive: Callable[..., Archive]) -> None:
    setting = '[publish]\nreport = "{}"\n'
    archive = new_archive("reports", SETTINGS + NO_MODEL + setting.format("mailto:desk@example.org"))
    archive.article("a.md", "A", "2019-03-01", ("Zoë Ash",))
    archive.build()
    assert 'href="mailto:desk@example.org?body=' in archive.page("people/zoe-ash.html")
    (archive.root / "sitegen.toml").write_text(SETTINGS + setting.format("desk@example.org"), "utf-8")
    with pytest.raises(ConfigError, match=r"publish\.report"):
        archive.build()


def test_articles_without_a_date_are_reached_where_there_are_no_others(archive: Archive) -> None:
    archive.article("a.md", "A")
    archive.build()
    assert 'href="../archive/undated.html"' in archive.page("archive/index.html")
    archive.article("b.md", "B", "2019-03-01")
    archive.build()
    assert archive.page("archive/index.html").count('href="../archive/undated.html"') == 1


def test_articles_without_a_date_stand_by_title(archive: Archive) -> None:
    for title in ("Bells", "Anchors", "Capstans"):
        archive.article(f"{title.lower()}.md", title)
    archive.build()
    listed = re.findall(r'<h3 dir="auto"><a href="[^"]*">([^<]*)', archive.page("archive/undated.html"))
    assert listed == ["Anchors", "Bells", "Capstans"]
