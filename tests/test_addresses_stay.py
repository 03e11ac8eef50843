"""After any history of renames, merges, splits and deletions every address ever published answers: with a page, with
one that leads straight to a page, or with a tombstone."""

from __future__ import annotations

import posixpath
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.build import build
from sitegen.config import load
from tests.conftest import Archive

PEOPLE = ["Ann Lee", "Bo Ek", "Cy Day", "Flo Hal", "Zoë Ash"]
LEADS_ON = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"]+)">')
TOMBSTONE = "No longer in the archive"


class History:
    """An archive whose editors have no rest; `published`: every address that was ever promised to stay."""

    def __init__(self, archive: Archive, rng: random.Random) -> None:
        self.archive, self.rng, self.seeds = archive, rng, archive.root / "seeds"
        self.removed: list[tuple[Path, bytes]] = []
        self.published: set[str] = set()
        self.n = 0
        for _ in range(12):
            self.write()

    def step(self) -> str:
        event = self.rng.choice(
            ["write", "rename", "rename", "rework", "delete", "restore", "alias", "people", "accept"]
        )
        getattr(self, event)()
        return event

    def files(self) -> list[Path]:
        return sorted(self.seeds.rglob("*.md"))

    def some(self) -> Path:
        return self.rng.choice(self.files())

    def elsewhere(self) -> Path:
        self.n += 1
        path = self.seeds / self.rng.choice(["", "sub", "sub/two"]) / f"n{self.n}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def write(self) -> None:
        path = self.elsewhere()
        who = tuple(self.rng.sample(PEOPLE, 2))
        self.archive.article(path.relative_to(self.seeds).as_posix(), f"Number {self.n}", "2019-03-04", who)

    def rename(self) -> None:
        self.some().rename(self.elsewhere())

    def rework(self) -> None:
        """Renamed and changed in one go: nobody can know that it is the same article."""
        path = self.some()
        self.elsewhere().write_text(path.read_text("utf-8") + f"\nMore, {self.n}.\n", "utf-8")
        path.unlink()

    def delete(self) -> None:
        path = self.some()
        if len(self.files()) > 6:
            self.removed.append((path, path.read_bytes()))
            path.unlink()

    def restore(self) -> None:
        if self.removed:
            path, data = self.removed.pop(self.rng.randrange(len(self.removed)))
            path.write_bytes(data)

    def alias(self) -> None:
        """Of what is gone, of somebody else's, or a new one; or an alias is stated no more."""
        path, known = self.some(), sorted(self.published)
        text = re.sub(r"^aliases: .*\n", "", path.read_text("utf-8"), flags=re.M)
        if self.rng.random() < 0.8:
            stated = [f"/old/{self.n}/", *self.rng.sample(known, min(1, len(known)))]
            text = text.replace("---\n", f"---\naliases: {stated}\n", 1)
        path.write_text(text, "utf-8")

    def people(self) -> None:
        """People are merged, parted, or have another address."""
        r, one = self.rng, self.some().relative_to(self.seeds).as_posix()
        entries = [
            f'["Ann Lee"]\naliases = ["{r.choice(PEOPLE[3:])}"]\n',
            f'["Cy Day"]\nslug = "{r.choice(["cy", "day", "cyrus"])}"\n',
            f'["Bo Ek (of {self.n})"]\nname = "Bo Ek"\narticles = ["{one}"]\n',
        ]
        (self.seeds / "people.toml").write_text("\n".join(r.sample(entries, r.randint(0, 3))), "utf-8")

    def accept(self) -> None:
        build(load(self.archive.root), jobs=1, allow_gone=True)

    def publish(self) -> None:
        self.archive.build()
        ledger = (self.seeds / "addresses.tsv").read_text("utf-8")
        self.published |= {line.split("\t")[1] for line in ledger.splitlines()}
        self.published |= {path for path in self.archive.site() if path.startswith(("articles/", "old/"))}


def answer(archive: Archive, address: str) -> str:
    """How an address answers: "page", "tombstone" or "leads on"; else what is wrong with it."""
    file = archive.root / "site" / address
    if not file.is_file():
        return "nothing"
    text = file.read_text("utf-8")
    if TOMBSTONE in text:
        return "tombstone"
    if not (found := LEADS_ON.search(text)):
        return "page"
    target = posixpath.normpath(posixpath.join(posixpath.dirname(address), found[1]))
    return "leads on" if answer(archive, target) == "page" else f"leads to {target}: {answer(archive, target)}"


def run(archive: Archive, seed: int, edits: int) -> set[str]:
    """The kinds of answers at the end."""
    history = History(archive, random.Random(seed))
    history.publish()
    done = 0
    while done < edits:
        events = [history.step() for _ in range(history.rng.randint(1, 4))]
        done += len(events)
        history.publish()
        wrong = {a: k for a in history.published if (k := answer(archive, a)) not in ("page", "tombstone", "leads on")}
        assert not wrong, f"seed {seed}, after {done} edits, of them last {events}"
    before = archive.site()
    archive.build(clean=True)
    assert archive.site() == before
    return {answer(archive, address) for address in history.published}


@pytest.mark.parametrize("seed", range(2))
def test_every_address_answers(archive: Archive, seed: int) -> None:
    assert run(archive, seed, 24) == {"page", "tombstone", "leads on"}


@pytest.mark.slow
def test_every_address_answers_after_long_histories(new_archive: Callable[..., Archive]) -> None:
    for seed in range(10, 14):
        assert run(new_archive(f"history {seed}"), seed, 200) == {"page", "tombstone", "leads on"}
