"""The benchmark's table at a small size: how many pages each build renders, never how long it takes."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks import corpus, table

SIZE = 40
FEW = 3  # an edit of an article's words: its own page, and what tells of it


def test_pages_of_each_build(tmp_path: Path) -> None:
    rows = {row.mode: row for row in table.rows(tmp_path, [SIZE], ["given"])}
    assert not any(row.problems for row in rows.values())
    assert rows["cold"].articles == SIZE < rows["cold"].rendered
    assert rows["same"].rendered == 0
    assert 0 < rows["edit"].rendered <= FEW
    assert rows["add"].articles == SIZE + 1
    assert 0 < rows["add"].rendered < rows["cold"].rendered / 2 + FEW
    assert all(row.memory > 0 and row.cpu > 0 for row in rows.values())


def test_an_invented_archive_is_the_same_each_time() -> None:
    first, again = list(corpus.articles(SIZE)), list(corpus.articles(SIZE))
    assert first == again
    assert len({article.slug for article in first}) == SIZE
    assert all(person in article.raw for article in first for person in article.people)
