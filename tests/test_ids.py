"""Numbers as names: their order is the order of dates, and every list by date is a range of them."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sitegen import ids
from sitegen.model import Date

DAYS = st.datetimes(datetime(1601, 1, 1), datetime(2109, 12, 31))


@given(DAYS, st.text())
def test_an_article_is_within_its_month_and_year(when: datetime, address: str) -> None:
    article = ids.article_id(Date(when.date().isoformat(), "day", "text"), address, "t")
    month = when.year << 5 | when.month
    assert ids.month_of(article) == month
    assert ids.year_of(article) == when.year
    assert ids.first_of(month) <= article < ids.after(month)
    assert ids.first_of(when.year << 5) <= article < ids.after(when.year << 5)
    assert 0 < article < 1 << ids.SHIFT


@given(DAYS, DAYS, st.text(), st.text())
def test_later_articles_have_greater_ids(a: datetime, b: datetime, x: str, y: str) -> None:
    early, late = sorted((a, b))
    if late - early > timedelta(minutes=1):
        first = ids.article_id(Date(early.isoformat(timespec="minutes"), "minute", "text"), x, "t")
        assert first < ids.article_id(Date(late.isoformat(timespec="minutes"), "minute", "text"), y, "t")


@given(st.text(), st.text(max_size=6))
def test_undated_articles_stand_under_a_letter(address: str, title: str) -> None:
    article = ids.article_id(None, address, title)
    first = title[:1].lower()
    letter = ord(first) - 96 if "a" <= first <= "z" else 0
    assert ids.month_of(article) == ids.UNDATED << 5 | letter + 1
    assert ids.first_of(ids.month_of(article)) <= article < ids.after(ids.month_of(article))
    assert article < ids.first_of(ids.FIRST_YEAR << 5)


def test_partial_dates_begin_their_period() -> None:
    year = ids.article_id(Date("2017", "year", "text"), "x", "t")
    month = ids.article_id(Date("2017-04", "month", "text"), "x", "t")
    assert ids.month_of(year) == 2017 << 5 | 1
    assert ids.month_of(month) == 2017 << 5 | 4
