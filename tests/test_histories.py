"""Random histories of edits with kills: what stands must be what a clean build writes, and the next build
must render nothing."""

from __future__ import annotations

import io
import json
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from PIL import Image

from sitegen import crew, downloads, ids, index, output
from sitegen.annotate import given
from sitegen.annotate.annotator import GivenOnly
from sitegen.build import build
from sitegen.config import load
from sitegen.digest import hash31
from sitegen.index import lists, related
from sitegen.model import Annotations, Article, Report
from sitegen.pages import archive as archive_pages
from sitegen.pages import feeds, listings
from sitegen.pages import site as site_pages
from sitegen.press import Press
from sitegen.settling import Settling
from sitegen.store.addresses import Addresses
from sitegen.theme import default_theme
from sitegen.versions import gathering
from tests.conftest import NO_MODEL, NO_SEARCH, SETTINGS, Archive

# names that differ by case, accent, initial or middle name; that are reserved, not ASCII, or markup
PEOPLE = """Ann Lee|ann lee|A. Lee|Lee|Zoë Ash|Zoe Ash|Ash|Bo Ek|BO EK|Index|index|Łukasz Dal|7 Up|Cy Day|李白|Flo
Hal & Sons|<Ivy>|Ann B. Lee|Ann C. Lee""".replace("\n", "|").split("|")
TAGS = ["rain", "Rain", "RAIN", "snow", "sea level", "Sea-Level", "art", "war & peace", "x", "X 2", "محمد"]
SMALL = "[publish]\nsplit = 3\nsmall_archive = 12\nfeeds = 2\n[data]\nformats = ['jsonl', 'csv']\n"
TOPICS = "[tags]\nsettle = 6\n"
SUBJECTS = """harbour wall|bus fare|brass band|flood barrier|night shift|water supply|school roof|bird reserve|
road toll|oyster fishery|peat bog|railway bridge""".replace("\n", "").split("|")
TEMPLATES = ("cards.html", "term.html", "article.html", "masthead.html", "base.html")


ALIASES = [
    "/old/",
    "/older.html",
    "former.html",
    "/articles/n1.html",
    "/articles/n2.html",
    "/people/x.html",
    "r101.html",
]
RECURRING = ["Our weekly letter", "Share this story", "By Ann Lee", "THE MILL", "Picture: Zoë Ash"]

SAID = [
    "“The water stood in the hall for three days and nobody came to look at it,” said Mayor Ann Lee.",
    "“I have no more to say about the bridge than I had,” Bo Ek, the builder, said. “Nor has anybody else here.”",
    "“It was there in the morning, and at noon it was gone,” said Zoë Ash.",
]
STORIES = [
    (Path(__file__).parent / "cases" / "versions" / f"{name}.txt").read_text("utf-8").split("== ")[1].split("\n\n")
    for name in ("ferry", "bridge", "wolf")
]


def png(grey: int) -> bytes:
    """A small picture of one colour."""
    file = io.BytesIO()
    Image.new("L", (grey, 40), grey).save(file, "png")
    return file.getvalue()


class Killed(BaseException):
    """Stands for a process that ends there."""


def with_words(self: GivenOnly, article: Article) -> Annotations:
    """What front matter states, and a few of the article's words as its keyphrases."""
    words = [word for word in sorted(set(article.text.split())) if hash31(word) % 3]
    return Annotations(given.people(article), topics=given.topics(article), keyphrases=tuple(words[:10]))


@pytest.fixture(autouse=True)
def small_limits() -> Iterator[None]:
    """So that archives of a few articles cross every size at which pages are cut."""
    with (
        mock.patch.object(lists, "YEAR_SPLIT", 5),
        mock.patch.object(archive_pages, "YEAR_SPLIT", 5),
        mock.patch.object(ids, "DAY_SPLIT", 5),
        mock.patch.object(lists, "INDEX_SPLIT", 9),
        mock.patch.object(listings, "INDEX_SPLIT", 9),
        mock.patch.object(lists, "NEWEST", 5),
        mock.patch.object(site_pages, "NEWEST", 5),
        mock.patch.object(feeds, "NEWEST", 5),
        mock.patch.object(ids, "SITEMAP_MOST", 4),
        mock.patch.object(gathering, "WINDOW", 2),
        mock.patch.object(related, "WINDOW", 2),
        mock.patch.object(related, "MOST", 9),
        mock.patch.object(related, "SMALLEST", 8),
        mock.patch.object(GivenOnly, "annotate", with_words),
    ):
        yield


class History:
    """One archive and what happens to it."""

    def __init__(self, archive: Archive, rng: random.Random, found: bool = False) -> None:
        self.archive, self.rng, self.found = archive, rng, found
        self.seeds = archive.root / "seeds"

    def files(self) -> list[Path]:
        return sorted(path for path in self.seeds.rglob("*") if path.suffix in (".md", ".txt"))

    def write(self, path: Path) -> None:
        if path.suffix == ".txt":
            self.write_text(path)
            return
        r = self.rng
        date = r.choice([None, "2001-02-03", f"{r.randint(1999, 2003)}-{r.randint(1, 12):02}-{r.randint(1, 28):02}"])
        body = "\n\n".join(r.choice(["One two. Three four.", "*Five* six.", "Seven."]) for _ in range(r.randint(1, 3)))
        target = self.archive.article(
            path.relative_to(self.seeds).as_posix(),
            f"{r.choice(['A', 'B & C', 'D', 'é'])} {r.randint(0, 5)}",
            date,
            tuple(r.sample(PEOPLE, r.randint(0, 4))),
            tuple(r.sample(TAGS, r.randint(0, 3))),
            body,
        )
        if r.random() < 0.3:
            aliases = r.sample(ALIASES, r.randint(1, 2))
            target.write_text(target.read_text("utf-8").replace("---\n", f"---\naliases: {aliases}\n", 1), "utf-8")

    def write_text(self, path: Path) -> None:
        """A raw text: lines that may recur, and that mean another thing once they do."""
        r = self.rng
        lines = [r.choice(["The ferry is late again", "Mill burns in the night", "Ann Lee wins"])]
        lines += r.choices(RECURRING, k=r.randint(0, 3))
        who, where = r.choice(["Nobody", "Everybody"]), r.choice(TAGS)
        lines.append(f"{who} had seen it coming, said the master of the {where}, on Monday.")
        lines += r.choices(RECURRING, k=r.randint(0, 2))
        lines += [r.choice(SAID) for _ in range(r.randint(0, 3))]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n\n".join(lines) + "\n", "utf-8")

    def picture(self, path: Path) -> None:
        """A picture beside an article comes, changes, breaks or goes."""
        target = path.with_suffix(".png") if self.rng.random() < 0.7 else path.with_name(path.stem + "-2.png")
        if target.exists() and self.rng.random() < 0.4:
            target.unlink()
        else:
            data = png(self.rng.randint(1, 200))
            target.write_bytes(data if self.rng.random() < 0.9 else data[:40])

    def wire(self, path: Path) -> None:
        """A container of records: some come, go, change or change places; sometimes it goes."""
        target = self.seeds / "wire.jsonl"
        if target.exists() and self.rng.random() < 0.15:
            target.unlink()
            return
        names = self.rng.sample(TAGS, self.rng.randint(1, 6))
        records = [{"id": n, "title": f"On {n}", "text": f"{self.rng.choice(RECURRING)}\n\nSo it is."} for n in names]
        target.write_text("".join(json.dumps(r) + "\n" for r in records), "utf-8")

    def version(self, path: Path) -> None:
        """An article in the words of another: the same, cut, with another lead, or changed here and there."""
        r = self.rng
        paragraphs = [" ".join(p.split()) for p in r.choice(STORIES)]
        paragraphs[0] = paragraphs[0].removeprefix("report ")
        change = r.choice(["none", "cut", "lead", "words", "letter"])
        if change == "cut":
            paragraphs = paragraphs[: r.randint(2, 4)]
        elif change == "lead":
            paragraphs[0] = f"New since noon: {r.choice(PEOPLE)} has a plan, and {r.choice(TAGS)} is in it."
        elif change == "words":
            paragraphs = [p if r.random() < 0.6 else p.replace(" the ", " that ") for p in paragraphs]
        elif change == "letter":
            paragraphs[-1] += r.choice("abc")
        date = r.choice([None, "2001-02-03", "2001-02-03T07:30", f"{r.randint(1999, 2003)}-05-{r.randint(1, 28):02}"])
        who, tags = tuple(r.sample(PEOPLE, r.randint(0, 3))), tuple(r.sample(TAGS, r.randint(0, 2)))
        name = path.name if path.suffix == ".md" and r.random() < 0.3 else f"v{r.randint(0, 30)}.md"
        self.archive.article(name, f"V {r.randint(0, 5)}", date, who, tags, "\n\n".join(paragraphs))

    def correct(self, path: Path) -> None:
        """An editor's entry for an article comes, changes or goes."""
        source = path.relative_to(self.seeds).as_posix()
        entry = f'["{source}"]\ntitle = "Corrected {self.rng.randint(0, 2)}"\n'
        (self.seeds / "corrections.toml").write_text(self.rng.choice([entry, entry, ""]), "utf-8")

    def people(self, path: Path) -> None:
        """Editors state other things of people: spellings joined over surnames, two bearers of one name, a slug, a
        name that is none, or nothing any more."""
        r, source = self.rng, path.relative_to(self.seeds).as_posix()
        slug, born = r.choice(["dal", "bo-ek", "lukasz"]), r.choice([1950, 1951])
        entries = [
            f'["Ann Lee"]\naliases = ["Zoe Ash", "{r.choice(["Ann Ek", "Cy Day"])}"]\n',
            f'["Bo Ek (of {source})"]\nname = "Bo Ek"\narticles = ["{source}"]\n',
            f'["Łukasz Dal"]\nslug = "{slug}"\nborn = {born}\n',
            '["7 Up"]\nnot_a_person = true\n',
            '["Ann B. Lee"]\ndifferent = ["A. Lee"]\nwas = ["b-lee"]\n',
        ]
        chosen = r.sample(entries, r.randint(0, len(entries)))
        (self.seeds / "people.toml").write_text("\n".join(chosen), "utf-8")

    def report(self, path: Path) -> None:
        """A text with subjects, for the vocabulary of topics."""
        r = self.rng
        one, two = r.sample(SUBJECTS, 2)
        told = [
            f"The council spoke of the {one} on Monday, and of what the {one} would cost.",
            f"Nobody at the meeting had been told that the {two} was to come before the {one}.",
            f"A decision on the {one} is expected before the end of the year.",
        ]
        text = "\n\n".join([f"{one.capitalize()} is on the table again", *r.sample(told, r.randint(1, 3))])
        (self.seeds / f"t{r.randint(0, 40)}.txt").write_text(text + "\n", "utf-8")

    def vocabulary(self, path: Path) -> None:
        """The settled vocabulary is removed, or a term is taken out by hand."""
        file = self.seeds / "vocabulary.tsv"
        if file.exists() and self.rng.random() < 0.5:
            file.unlink()
        elif file.exists():
            lines = file.read_text("utf-8").splitlines(keepends=True)
            file.write_text("".join(lines[:-1] if not lines[-1].startswith("#") else lines), "utf-8")

    def tags(self, path: Path) -> None:
        """Editors state other things of tags: spellings merged, one dropped, one above others, a slug, patterns that
        assign one, or nothing any more."""
        r = self.rng
        slug, word = r.choice(["water", "sea-level", "rain"]), r.choice(["four", "seven|six", "master of the", "is it"])
        entries = [
            f'["Rain"]\naliases = ["{r.choice(["snow", "art"])}", "RAINFALL"]\nslug = "{slug}"\n',
            f'["sea level"]\nname = "Sea level"\nbroader = "{r.choice(["rain", "x", "Climate"])}"\n',
            '["X 2"]\ndrop = true\n',
            f'["Climate"]\npatterns = ["{word}"]\nbroader = "War & Peace"\n',
            f'["war & peace"]\nkind = "organisation"\npatterns = ["{word}", "burns"]\nwas = ["strife"]\n',
            f'["Water supply"]\naliases = ["{r.choice(["harbour wall", "brass band"])}", "floods"]\n',
            '["Bus fares"]\npatterns = ["told"]\n["School roof"]\ndrop = true\n',
        ]
        chosen = r.sample(entries, r.randint(0, len(entries)))
        (self.seeds / "tags.toml").write_text("\n".join(chosen), "utf-8")

    def takedown(self, path: Path) -> None:
        """Editors withhold other things: a person, an article, one of them from lists only, or nothing any more."""
        r, source = self.rng, path.relative_to(self.seeds).as_posix()
        level = r.choice(["anonymised", "removed"])
        entries = [
            f'["1"]\nperson = "{r.choice(["Ann Lee", "Zoë Ash", "Cy Day"])}"\nlevel = "{level}"\n',
            f'["2"]\nperson = "Bo Ek"\nlevel = "{r.choice(["noindex", "anonymised"])}"\nkeep = ["{source}"]\n',
            f'["3"]\narticle = "{source}"\nlevel = "{r.choice(["noindex", "removed", "anonymised"])}"\n',
            '["4"]\narticle = "wire.jsonl/rain"\nlevel = "removed"\ntombstone = false\n',
        ]
        chosen = r.sample(entries, r.randint(0, len(entries)))
        (self.seeds / "takedowns.toml").write_text("\n".join(chosen), "utf-8")

    def step(self) -> str:
        """One random event; its name."""
        files = self.files()
        event = self.rng.choice(
            [
                "add",
                "add",
                "edit",
                "append",
                "delete",
                "rename",
                "touch",
                "vandal",
                "template",
                "picture",
                "wire",
                "version",
                "version",
                "version",
                "correct",
                "people",
                "people",
                *(["report"] * 12 + ["vocabulary"] * 2 if self.found else []),
                "tags",
                "tags",
                "takedown",
                "accept",
            ]
        )
        if event == "add" or not files:
            self.write(self.seeds / f"{self.rng.choice(['', 'sub/'])}n{self.rng.randint(0, 60)}{self.ending()}")
            return "add"
        getattr(self, event)(self.rng.choice(files))
        return event

    def ending(self) -> str:
        return self.rng.choice([".md", ".md", ".txt"])

    def edit(self, path: Path) -> None:
        self.write(path)

    def append(self, path: Path) -> None:
        with path.open("a") as f:
            f.write("\nMore.\n")

    def delete(self, path: Path) -> None:
        path.unlink()

    def rename(self, path: Path) -> None:
        target = self.seeds / f"{self.rng.choice(['', 'sub/'])}r{self.rng.randint(100, 130)}{path.suffix}"
        if not target.exists():
            target.parent.mkdir(exist_ok=True)
            path.rename(target)

    def accept(self, path: Path) -> None:
        """The editors know of what is gone until now."""
        build(load(self.archive.root), jobs=1, allow_gone=True)

    def touch(self, path: Path) -> None:
        path.touch()

    def vandal(self, path: Path) -> None:
        site = self.archive.root / "site"
        pages = sorted([*site.rglob("*.html"), *site.rglob("pictures/*"), *site.rglob("data/*"), *site.rglob("*.atom")])
        if pages:
            page = self.rng.choice(pages)
            page.unlink() if self.rng.random() < 0.5 else page.write_text("vandal")

    def template(self, path: Path) -> None:
        name = self.rng.choice(TEMPLATES)
        own = self.archive.root / "templates" / name
        own.parent.mkdir(exist_ok=True)
        if not own.exists():
            shutil.copy(default_theme() / "templates" / name, own)
        text = own.read_text("utf-8")
        own.write_text(text.replace("</h1>", "</h1 >", 1) if "</h1>" in text else text + "\n", "utf-8")


@contextmanager
def killed(where: str, after: int) -> Iterator[None]:
    """Within, the program dies at `where` when it comes there for the (after + 1)th time."""
    owner, name = {
        "record": (Press, "_record"),
        "put": (downloads, "_put"),
        "told": (downloads, "_tell"),
        "apply": (index, "apply"),
        "everything": (index, "everything"),
        "save": (Addresses, "save"),
        "settle": (Settling, "settle"),
        "assign": (Settling, "assign"),
    }[where]
    real: Callable[..., object] = getattr(owner, name)
    left = [after]

    def dying(*args: object, **options: object) -> object:
        left[0] -= 1
        if left[0] < 0:
            raise Killed
        return real(*args, **options)

    with mock.patch.object(owner, name, dying):
        yield


def vocabulary_of(archive: Archive) -> str:
    file = archive.root / "seeds" / "vocabulary.tsv"
    return file.read_text("utf-8") if file.exists() else ""


def run_history(
    new_archive: Callable[..., Archive], seed: int, steps: int, found: bool = False, quoted: bool = False
) -> None:
    """`found`: articles are texts in which topics are found, and given by a vocabulary; `quoted`: what people say is
    found in them."""
    rng = random.Random(seed)
    settings = SETTINGS + SMALL + (TOPICS if found else "" if quoted else NO_MODEL)
    archive = new_archive("history", settings)
    history = History(archive, rng, found)
    for n in range(steps):
        events = [history.step() for _ in range(20 if n == 0 else rng.choice([0, 1, 1, 2, 5]))]
        if rng.random() < 0.35:
            where = rng.choice(
                ["record", "apply", "everything", "save", "put", "told", *(["settle", "assign"] if found else [])]
            )
            events.append(f"killed at {where}")
            try:
                with killed(where, rng.randint(0, 2) if where in ("record", "put") else 0):
                    archive.build()
            except Killed:
                pass
        told = f"seed {seed}, step {n}: {events}"
        problems = archive.build().problems
        assert all(p.stage in ("picture", "corrections", "gone", "alias") for p in problems), (
            told,
            [str(p) for p in problems if p.stage not in ("picture", "gone")],
        )
        assert archive.build().rendered == 0, told
        clean = new_archive(f"clean {n}", settings)
        for folder in ("seeds", "templates"):
            if (archive.root / folder).exists():
                shutil.copytree(archive.root / folder, clean.root / folder, dirs_exist_ok=True)
        clean.build(jobs=1)
        assert archive.site() == clean.site(), told
        assert vocabulary_of(archive) == vocabulary_of(clean), told
        shutil.rmtree(clean.root)


@pytest.mark.parametrize("seed", range(6))
def test_incremental_is_clean(new_archive: Callable[..., Archive], seed: int) -> None:
    run_history(new_archive, seed, 6)


@pytest.mark.parametrize("seed", range(50, 53))
def test_incremental_is_clean_where_people_are_quoted(new_archive: Callable[..., Archive], seed: int) -> None:
    run_history(new_archive, seed, 6, quoted=True)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 130))
def test_incremental_is_clean_after_long_histories(new_archive: Callable[..., Archive], seed: int) -> None:
    run_history(new_archive, seed, 10)


@pytest.mark.parametrize("seed", range(200, 202))
def test_topics_given_to_few_articles_are_those_of_a_clean_build(
    new_archive: Callable[..., Archive], seed: int
) -> None:
    run_history(new_archive, seed, 5, found=True)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(202, 210))
def test_topics_are_those_of_a_clean_build_after_long_histories(new_archive: Callable[..., Archive], seed: int) -> None:
    run_history(new_archive, seed, 10, found=True)


@pytest.mark.slow
@pytest.mark.parametrize("who", ["processes:2", "dask"])
def test_incremental_is_clean_whoever_works(who: str, tmp_path: Path, scheduler: Any) -> None:
    """The clean build is always one in this process."""
    executor = f"dask:{scheduler.scheduler_address}" if who == "dask" else who

    class Elsewhere(Archive):
        def build(self, jobs: int = 0, clean: bool = False) -> Report:
            output._folders.clear()
            return build(load(self.root, executor=executor))

    def archive(name: str, settings: str) -> Archive:
        return (Archive if name.startswith("clean") else Elsewhere)(tmp_path / name, settings + NO_SEARCH)

    with mock.patch.object(crew, "ALONE", 0):
        run_history(archive, 77, 3, quoted=True)
