"""Who has a feed, and what an edit does to it."""

from __future__ import annotations

import pytest

from tests.conftest import NO_MODEL, SETTINGS, Archive
from tests.incremental.edits import ANN, APRIL, FIRST, MARCH, MAY, RAIN, assert_clean, body, deleted, edit, title


@pytest.fixture
def followed(archive: Archive) -> Archive:
    """Three articles tagged rain, two with Ann Lee; three make a feed."""
    (archive.root / "sitegen.toml").write_text(SETTINGS + NO_MODEL + "[publish]\nfeeds = 3\n", "utf-8")
    archive.article("first.md", "First", MARCH, ("Ann Lee", "Bo Ek"), ("rain",))
    archive.article("second.md", "Second", APRIL, ("Ann Lee",), ("rain", "snow"))
    archive.article("third.md", "Third", MAY, ("Cy Day",), ("rain",))
    archive.build()
    return archive


def feeds(archive: Archive) -> set[str]:
    return {p for p in archive.site() if p.endswith((".atom", ".feed.json"))}


RAIN_FEEDS = {"tags/rain.atom", "tags/rain.feed.json"}


def test_who_has_enough_articles_has_feeds(followed: Archive) -> None:
    assert feeds(followed) == RAIN_FEEDS
    assert 'href="../tags/rain.atom"' in followed.page(RAIN) and ".atom" not in followed.page(ANN)
    edit(followed, "third.md", "Cy Day", "Ann Lee")
    followed.build()
    assert feeds(followed) == {"people/ann-lee.atom", "people/ann-lee.feed.json", *RAIN_FEEDS}
    assert_clean(followed)
    title(followed)
    assert {"people/ann-lee.atom", *RAIN_FEEDS} <= set(followed.build().paths)
    assert_clean(followed)
    deleted(followed)
    followed.build()
    assert not feeds(followed) and ".atom" not in followed.page(RAIN)
    assert_clean(followed)


def test_an_edit_to_a_body_changes_no_feed(followed: Archive) -> None:
    body(followed)
    assert set(followed.build().paths) == {FIRST}
