"""Pictures in a built site: the files made from them, the pages that show them, and what is said of bad ones."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import html5lib
import pytest
from PIL import Image

from sitegen import images
from tests.conftest import Archive

BODY = "One day it rained. Then it stopped."


def photograph(path: Path, width: int = 900, height: int = 600, colour: str = "navy") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (width, height), colour).save(path)


def made(archive: Archive) -> dict[str, bytes]:
    return {path: data for path, data in archive.site().items() if path.startswith("pictures/")}


def test_front_matter_names_a_picture(archive: Archive) -> None:
    photograph(archive.root / "seeds/photos/ferry.jpg")
    head = '---\ntitle: "The ferry"\nimage: photos/ferry.jpg\ncaption: "The ferry at noon"\n---\n\n'
    archive.seed("a.md", head + BODY)
    assert archive.build().problems == []
    files = made(archive)
    assert sorted({path.rsplit("-", 1)[1] for path in files}) == [
        "480.avif", "480.webp", "800.avif", "800.webp", "900.avif", "900.jpg", "900.webp",
    ]  # fmt: skip
    page = html5lib.parse(archive.page("articles/a.html"), namespaceHTMLElements=False)
    image = next(i for i in page.iter("img"))
    assert image.get("width"), image.get("height") == ("900", "600")
    assert "../" + next(p for p in files if p.endswith(".jpg")) == image.get("src")
    for source in page.iter("source"):
        for part in (source.get("srcset") or "").split(", "):
            assert part.split()[0].removeprefix("../") in files


def test_another_picture_under_the_same_name(archive: Archive) -> None:
    photograph(archive.root / "seeds/a.png", 500)
    archive.article("a.md", "A ferry")
    archive.article("b.md", "Another")
    archive.age()
    archive.build()
    before = made(archive)
    photograph(archive.root / "seeds/a.png", 300, colour="red")
    report = archive.build()
    assert {p for p in report.paths if p.startswith("articles/")} == {"articles/a.html"}
    after = made(archive)
    assert {Image.open(io.BytesIO(data)).width for data in after.values()} == {300}
    assert set(before) - set(after), "files of the old width are gone"
    assert archive.build().rendered == 0


def test_a_picture_that_comes_to_stand_beside_an_article(archive: Archive) -> None:
    archive.article("a.md", "A ferry")
    archive.seed("b.txt", f"The ferry is late again\n\n{BODY}\n\nPicture: Ann Lee\n")
    archive.age()
    archive.build()
    for name in ("a", "b", "b-2"):
        photograph(archive.root / f"seeds/{name}.jpg")
    archive.build()
    assert archive.page("articles/a.html").count("<picture>") == 1
    assert archive.page("articles/the-ferry-is-late-again.html").count("<picture>") == 2


def test_a_settings_change_does_not_encode_pictures_again(archive: Archive) -> None:
    photograph(archive.root / "seeds/a.png")
    archive.article("a.md", "A ferry")
    archive.build()
    settings = archive.root / "sitegen.toml"
    settings.write_text(settings.read_text("utf-8").replace("The Courier", "The Messenger"), "utf-8")
    report = archive.build()
    assert "articles/a.html" in report.paths
    assert not [path for path in report.paths if path.startswith("pictures/")]


def test_another_way_of_making_pictures_makes_them_again(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    photograph(archive.root / "seeds/a.png")
    archive.article("a.md", "A ferry")
    archive.age()
    archive.build()
    monkeypatch.setattr(images, "VERSION", "next")
    report = archive.build()
    assert {path for path in report.paths if path.startswith("pictures/")} == set(made(archive))
    assert archive.build().rendered == 0


def test_a_picture_that_no_article_shows_is_not_published(archive: Archive) -> None:
    photograph(archive.root / "seeds/secret.jpg")
    archive.article("a.md", "A ferry")
    assert archive.build().notices == ["1 picture not published: no article shows it."]
    assert made(archive) == {}
    archive.seed("b.md", "---\ntitle: B\nimage: secret.jpg\n---\n\n" + BODY)
    archive.build()
    assert made(archive)
    (archive.root / "seeds/b.md").unlink()
    archive.build()
    assert made(archive) == {}


@pytest.mark.parametrize(
    ("write", "words"),
    [
        (lambda path: None, "there is no such picture"),
        (lambda path: path.write_bytes(b""), "empty"),
        (lambda path: path.write_text("not a picture"), "picture"),
        (lambda path: _truncated(path), "cut short"),
    ],
)
def test_a_bad_picture_is_a_problem_with_a_placeholder(
    archive: Archive, write: Callable[[Path], object], words: str
) -> None:
    write(archive.root / "seeds/p.jpg")
    archive.seed("a.md", '---\ntitle: A\nimage: p.jpg\ncaption: "The ferry at noon"\n---\n\n' + BODY)
    for _ in range(2):
        (problem,) = archive.build().problems
        assert problem.where == "a.md" and words in problem.message, problem
        assert problem.hint
        page = archive.page("articles/a.html")
        assert "Picture missing" in page and "The ferry at noon" in page
    photograph(archive.root / "seeds/p.jpg")
    assert archive.build().problems == []
    assert "<picture>" in archive.page("articles/a.html")


def _truncated(path: Path) -> None:
    photograph(path, 2000, 1500)
    path.write_bytes(path.read_bytes()[:-2000])


def test_two_workers_make_the_same_files(new_archive: Callable[..., Archive]) -> None:
    sites = []
    for jobs in (1, 2):
        archive = new_archive(f"jobs {jobs}")
        for n in range(160):  # enough for a second process
            archive.article(f"a{n}.md", f"Article {n}")
        photograph(archive.root / "seeds/a0.jpg")
        archive.build(jobs=jobs)
        sites.append(made(archive))
    assert sites[0] == sites[1] != {}


def test_a_picture_whose_output_was_removed_is_made_again(archive: Archive) -> None:
    photograph(archive.root / "seeds/a.jpg")
    archive.article("a.md", "A ferry")
    archive.build()
    before = made(archive)
    os.unlink(archive.root / "site" / next(iter(before)))
    assert archive.build().rendered == 1
    assert made(archive) == before
