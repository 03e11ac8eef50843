"""What is known of a source beyond its own bytes: it is read again when that changes, and no other source is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import parse
from sitegen.store import Store
from sitegen.store.lines import packed
from sitegen.work import Reader
from tests.conftest import Archive

PROMPT = "Our weekly letter keeps you company"
STORIES = ("ferry", "mill", "bridge", "market", "school", "harbour")


def story(name: str, *extra: str) -> str:
    lines = [
        f"The {name} opens again after the flood",
        f"The old {name} was opened again on Monday, said the mayor, who had waited for it all the winter.",
        *extra,
        f"Nobody had used the {name} since the flood, and some had thought that it would never be seen again.",
        f"There was music at the {name}, and there was soup, and a great many people stayed until the evening.",
    ]
    return "\n\n".join(lines) + "\n"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sources that were read, in their order; `read.clear()` between builds."""
    sources: list[str] = []
    real = Reader._record

    def noted(self: Reader, path: str, mark: int, address: str) -> object:
        sources.append(path)
        return real(self, path, mark, address)

    monkeypatch.setattr(Reader, "_record", noted)
    return sources


def test_a_line_that_begins_to_recur_is_known_to_those_that_hold_it(archive: Archive, read: list[str]) -> None:
    for name in STORIES[:2]:
        archive.seed(f"{name}.txt", story(name, PROMPT))
    archive.seed("school.txt", story("school"))
    archive.age()
    archive.build()
    assert PROMPT in archive.page("articles/the-ferry-opens-again-after-the-flood.html")
    read.clear()
    archive.seed("bridge.txt", story("bridge", PROMPT))
    archive.age()
    archive.build()
    assert read == ["bridge.txt", "ferry.txt", "mill.txt"]  # twice is chance, three times is furniture
    read.clear()
    archive.seed("market.txt", story("market", PROMPT))
    archive.age()
    archive.build()
    assert read == ["market.txt"]  # from three to four nothing is learned
    (archive.root / "seeds/market.txt").unlink()
    (archive.root / "seeds/bridge.txt").unlink()
    read.clear()
    archive.build()
    assert read == ["ferry.txt", "mill.txt"]


def articles(archive: Archive) -> dict[str, bytes]:
    """The pages of articles, without those of such as are gone."""
    site = archive.site().items()
    return {path: page for path, page in site if path.startswith("articles/") and b"No longer in the" not in page}


def test_what_recurs_is_the_same_after_any_order_of_events(new_archive: Callable[..., Archive]) -> None:
    grown, clean = new_archive("grown"), new_archive("clean")
    for name in STORIES:
        for archive in (grown, clean):
            archive.seed(f"{name}.txt", story(name, PROMPT, f"Only the {name} knows"))
        grown.build()
    (grown.root / "seeds/mill.txt").unlink()
    (clean.root / "seeds/mill.txt").unlink()
    grown.seed("school.txt", story("school"))
    clean.seed("school.txt", story("school"))
    grown.build()
    clean.build()
    assert grown.build().rendered == 0
    assert articles(grown) == articles(clean)


def test_a_build_killed_before_it_read_again_does_so_later(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in STORIES[:2]:
        archive.seed(f"{name}.txt", story(name, PROMPT))
    archive.build()
    archive.seed("bridge.txt", story("bridge", PROMPT))
    with monkeypatch.context() as patched:
        patched.setattr(Reader, "read", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            archive.build()
    told: list[str] = []
    real = Reader._record
    monkeypatch.setattr(Reader, "_record", lambda self, path, *rest: told.append(path) or real(self, path, *rest))
    archive.build()
    assert told == ["bridge.txt", "ferry.txt", "mill.txt"]


@given(
    st.lists(
        st.tuples(st.sampled_from("abcdef"), st.sets(st.sampled_from(["one", "two", "three", "four"]))), max_size=20
    )
)
def test_counts_are_what_counting_gives(
    tmp_path_factory: pytest.TempPathFactory, events: list[tuple[str, set[str]]]
) -> None:
    store = Store.open(tmp_path_factory.mktemp("state"))
    held: dict[str, set[str]] = {}
    levels: dict[str, int] = {}
    for source, lines in events:
        held[source] = lines
        with store.db.transaction():
            store.lines.replace([(source, packed(lines))])
            crossed = store.lines.settle()
        counts = {line: sum(line in has for has in held.values()) for line in ("one", "two", "three", "four")}
        recurring = {line: n for line, n in counts.items() if n >= 3}
        assert store.lines.counts(["one", "two", "three", "four"]) == recurring
        assert len(crossed) == len(recurring.keys() ^ levels.keys())
        assert set(store.lines.holders(crossed)) == {
            s for s, has in held.items() if has & (recurring.keys() ^ levels.keys())
        }
        levels = recurring
    store.db.close()


def test_the_same_line_twice_in_one_article_counts_once() -> None:
    assert len(packed(["again", "again"])) == 8


def test_lines_of_markdown_are_not_counted() -> None:
    assert parse.is_counted("a.txt") and not parse.is_counted("a.MD")


def test_explain_tells_how_often_a_line_recurs(archive: Archive) -> None:
    from sitegen.config import load
    from sitegen.explain import explain, explain_dropped

    for name in STORIES:
        archive.seed(f"{name}.txt", story(name, PROMPT))
    archive.build()
    told = "\n".join(explain(load(archive.root), str(archive.root / "seeds/ferry.txt")))
    assert f"{PROMPT}  [in 6 articles]" in told
    dropped = list(explain_dropped(load(archive.root)))
    assert any(line.split()[0] == "6" and PROMPT in line for line in dropped)
    assert dropped[-1].startswith("6 lines dropped by 1 rule.")


def test_a_picture_beside_an_article_is_its_figure(
    archive: Archive, read: list[str], picture: Callable[[Path], None]
) -> None:
    archive.seed("ferry.txt", story("ferry"))
    archive.seed("mill.txt", story("mill"))
    archive.age()
    archive.build()
    read.clear()
    picture(archive.root / "seeds/ferry.jpg")
    archive.age()
    archive.build()
    assert read == ["ferry.txt"]
    page = archive.page("articles/the-ferry-opens-again-after-the-flood.html")
    assert "<picture>" in page
    (archive.root / "seeds/ferry.jpg").unlink()
    read.clear()
    archive.build()
    assert read == ["ferry.txt"]
    assert not [path for path in archive.site() if path.startswith("pictures/")]


@pytest.fixture
def picture() -> Callable[[Path], None]:
    from PIL import Image

    return lambda path: Image.effect_mandelbrot((640, 480), (-2, -1, 1, 1), 40).convert("RGB").save(path)
