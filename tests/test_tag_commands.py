"""`sitegen tags`: what is shown, what is written to tags.toml, and that nothing is written that cannot be."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import headings
from sitegen.config import Config, load
from sitegen.errors import SitegenError
from sitegen.model import TAG, Heading
from sitegen.settling import CAME
from sitegen.store import Store
from sitegen.tags.alike import pairs
from sitegen.tags.candidates import candidates
from sitegen.tags.commands import tags as group
from sitegen.tags.directory import opened
from sitegen.tags.editing import drop, keep, merge, rename
from sitegen.tags.reviewing import review
from sitegen.tags.tagsfile import tags_file
from sitegen.tags.telling import listing, show
from tests.conftest import SETTINGS, Archive

DOCUMENTED = Path(__file__).parent.parent / "docs/tags.md"
EDITED = """\
# Kept by the desk.

# Everything in pipes
["Water supply"]  # not the river
aliases = [
  "Water mains", # as engineers say
]
broader = "Utilities" # since 2011

# Nothing
["Front page"]
drop = true
"""
TAGS = {
    "2004/mains.md": ("Water supply", "Waterworks", "Bus driver"),
    "2005/pipes.md": ("Water supply", "Water works", "Bus drivers"),
    "2006/strike.md": ("Bus driver", "Strikes", "Front page"),
    "2007/strike.md": ("Bus driver", "Strikes", "Transport strikes"),
    "2008/strike.md": ("Strikes", "Transport strikes"),
    "2009/strike.md": ("Strikes", "Transport strikes", "Tarn Valley Railway"),
    "2011/train.md": ("Tarn Valley Railway", "TVR"),
}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """A built archive whose writers gave their articles tags, as they came to mind."""
    archive = Archive(tmp_path_factory.mktemp("town"))
    for path, tags in TAGS.items():
        archive.article(path, f"Of {path}", f"{path[:4]}-02-03", ("Ann Lee",), tags)
    assert not archive.build().problems
    return archive


@pytest.fixture
def desk(town: Archive) -> Iterator[Desk]:
    """The town, with no tags.toml before and after."""
    path = town.root / "seeds" / headings.FILE
    path.unlink(missing_ok=True)
    yield Desk(load(town.root), path)
    path.unlink(missing_ok=True)


class Desk:
    """Runs commands on the state of the last build."""

    def __init__(self, config: Config, path: Path) -> None:
        self.config, self.path = config, path

    def run(self, command: Callable[..., Iterator[str]], *words: object) -> list[str]:
        with opened(self.config) as tags:
            first = (tags,) if command is listing else (self.config, tags)
            return list(command(*first, *words))

    def refused(self, command: Callable[..., Iterator[str]], *words: object) -> str:
        """What is said by a command that must be refused, and must leave the file as it is."""
        before = self.path.read_bytes() if self.path.exists() else None
        with pytest.raises(SitegenError) as told:
            self.run(command, *words)
        assert (self.path.read_bytes() if self.path.exists() else None) == before
        return str(told.value)

    def text(self) -> str:
        return self.path.read_text("utf-8")

    def heading(self, key: str) -> Heading:
        (found,) = (h for h in headings.load(self.path.parent).entries if h.key == key)
        return found

    def found(self) -> list[tuple[str, set[str]]]:
        """What there is to look at: (kind, names of the tags)."""
        with opened(self.config) as tags:
            return [(c.kind, {tag.name for tag in c.subjects}) for c in candidates(tags)]


# ---- list and show


def test_list_has_every_tag_with_a_page(desk: Desk) -> None:
    said = desk.run(listing)
    assert said[-1] == f"{len(said) - 2} tags." and len(said) == 2 + len({t for tags in TAGS.values() for t in tags})
    (row,) = (line for line in said if line.endswith(" Bus driver"))
    assert re.split(r"\s{2,}", row.strip())[-4:] == ["2004-2007", "topic", "tags/bus-driver.html", "Bus driver"]
    assert row.split()[:3] == ["3", "3", "0"]
    names = [re.split(r"\s{2,}", line)[-1] for line in said[1:-1]]
    assert names == sorted(names, key=str.casefold)


def test_list_by_letter_number_and_kind(desk: Desk) -> None:
    assert [line.rpartition("  ")[2].strip() for line in desk.run(listing, "f")[1:-1]] == ["Front page"]
    assert [line.rpartition("  ")[2].strip() for line in desk.run(listing, "", 1)[1:-1]] == ["Strikes"]
    assert len(desk.run(listing, "", 0, ("topic",))) == len(desk.run(listing))
    assert "There are: topic" in desk.refused(listing, "", 0, ("place",))
    assert "'zz' is no letter" in desk.refused(listing, "zz")
    assert desk.run(listing, "q") == ["0 tags."]


def test_show_says_all_that_is_known(desk: Desk) -> None:
    desk.path.write_text(EDITED + '["Waterworks"]\nbroader = "Water supply"\n')
    said = "\n".join(desk.run(show, "WATER  supply"))
    for words in (
        "Water supply\n",
        "tags/water-supply.html",
        f"{desk.path}:4",
        "broader Utilities",
        "narrower     Waterworks",
        "given        2",
        "Water supply (2)",
        "2, 2004-2005",
        "2005-02-03  Of 2005/pipes.md  [2005/pipes.md]",
    ):
        assert words in said
    assert "dropped" in "\n".join(desk.run(show, "front-page"))


@pytest.mark.parametrize("words", ["Bus driver", "bus  DRIVER", "bus-driver", "tags/bus-driver.html"])
def test_what_is_meant(desk: Desk, words: str) -> None:
    assert desk.run(show, words)[0] == "Bus driver"


def test_no_tag_of_that_name(desk: Desk) -> None:
    said = desk.refused(show, "Bus drver")
    assert said.startswith("There is no tag called 'Bus drver'") and "'Bus driver'" in said
    assert "no tag called 'Ann Lee'" in desk.refused(show, "Ann Lee"), "people are no tags"


# ---- merge


def test_merge_writes_a_table_and_says_so(desk: Desk) -> None:
    said = desk.run(merge, "Bus driver", "tags/bus-drivers.html")
    assert said == [
        "Bus drivers is Bus driver from now on.",
        f"A new entry says so: 'Bus driver' ({desk.path}:3).",
        "Added as an alias: Bus drivers.",
        "tags/bus-drivers.html will lead on to tags/bus-driver.html.",
        "Run 'sitegen build' to bring the site up to date.",
    ]
    heading = desk.heading("Bus driver")
    assert (heading.names, heading.was) == (("Bus driver", "Bus drivers"), ("bus-drivers",))


def test_merge_keeps_comments_and_order(desk: Desk) -> None:
    desk.path.write_text(EDITED)
    desk.run(merge, "Water supply", "Waterworks")
    assert desk.text() == EDITED.replace("say\n", 'say\n  "Waterworks",\n').replace(
        "2011\n", '2011\nwas = ["waterworks"]\n'
    )


def test_merge_folds_a_table_in_with_its_comments(desk: Desk) -> None:
    other = """
["Waterworks"]
kind = "topic"  # not the firm
patterns = ["burst (main|pipe)s?"]
mediatopic = "20000763"
note = "Closed in 2019."
slug = "works"

# The end
"""
    desk.path.write_text(EDITED + other)
    said = desk.run(merge, "Water supply", "Waterworks")
    assert "The entry 'Waterworks' was folded in." in said
    heading = desk.heading("Water supply")
    assert (heading.kind, heading.mediatopic, heading.note) == ("topic", "20000763", "Closed in 2019.")
    assert (heading.patterns, heading.was) == (("burst (main|pipe)s?",), ("waterworks", "works"))
    assert "# not the firm\n\n# Nothing" in desk.text() and desk.text().endswith("\n# The end\n")


def test_two_that_become_one_stand_below_each_other_no_more(desk: Desk) -> None:
    tables = (("Strikes", "Work"), ("Transport strikes", "Strikes"), ("Bus driver", "Strikes"))
    desk.path.write_text("".join(f'["{key}"]\nbroader = "{broader}"\n' for key, broader in tables))
    desk.run(merge, "Transport strikes", "Strikes")
    assert desk.heading("Transport strikes").broader == "Work"
    assert desk.heading("Bus driver").broader == "Transport strikes"


def test_merge_twice_is_once(desk: Desk) -> None:
    desk.run(merge, "Bus driver", "Bus drivers")
    assert f"are one tag already ({desk.path}:3)" in desk.refused(merge, "Bus driver", "Bus drivers")
    assert "are one tag already" in desk.refused(merge, "Bus driver", "Bus driver")


def test_merge_of_several_in_a_row(desk: Desk) -> None:
    desk.run(merge, "Waterworks", "Water works")
    desk.run(merge, "Water supply", "Water works")
    (heading,) = headings.load(desk.path.parent).entries
    assert (heading.key, set(heading.names)) == ("Water supply", {"Water supply", "Waterworks", "Water works"})


@pytest.mark.parametrize(
    ("toml", "a", "b", "said"),
    [
        ("", "Strikes", "Stroke", "no tag called 'Stroke'"),
        ('["Strikes"]\nkind = "topic"\n["TVR"]\nkind = "organisation"\n', "Strikes", "TVR", "has kind topic"),
        ('["TVR"]\ndrop = true\n', "Strikes", "TVR", "'TVR' is dropped already"),
        ('["TVR"]\ndrop = true\n', "TVR", "Strikes", "'TVR' is dropped already"),
        ('["TVR"]\nkind = "firm"\n', "Strikes", "TVR", "is not known"),
        ('"TVR".kind = "organisation"\n', "Strikes", "TVR", "no table of its own"),
    ],
)
def test_a_merge_that_cannot_be_leaves_the_file_alone(desk: Desk, toml: str, a: str, b: str, said: str) -> None:
    if toml:
        desk.path.write_text(toml)
    assert said in desk.refused(merge, a, b)


# ---- drop


def test_drop(desk: Desk) -> None:
    desk.path.write_text(EDITED)
    said = desk.run(drop, "strikes")
    assert said == [
        f"Strikes is no tag from now on ({desk.path}:14).",
        "4 articles will not show it any more, and tags/strikes.html will be gone.",
        "Run 'sitegen build' to bring the site up to date.",
    ]
    assert desk.text() == EDITED + '\n["Strikes"]\ndrop = true\n'
    assert f"is dropped already ({desk.path}:14)" in desk.refused(drop, "Strikes")


def test_what_is_described_is_not_dropped(desk: Desk) -> None:
    desk.path.write_text(EDITED + '["Waterworks"]\nbroader = "Strikes"\n["TVR"]\nnote = "?"\n')
    assert f"{desk.path}:4 says of 'Water supply' that it is a tag: broader." in desk.refused(drop, "water mains")
    assert "stands below" in desk.refused(drop, "Strikes"), "what the file's reader refuses is not written"
    desk.run(drop, "TVR")
    assert desk.heading("TVR").dropped and desk.heading("TVR").note == "?"


def test_windows_line_ends_and_a_mark_at_the_start_stay(desk: Desk) -> None:
    desk.path.write_bytes(b"\xef\xbb\xbf" + EDITED.replace("\n", "\r\n").encode())
    desk.run(drop, "Strikes")
    added = EDITED + '\n["Strikes"]\ndrop = true\n'
    assert desk.path.read_bytes() == b"\xef\xbb\xbf" + added.replace("\n", "\r\n").encode()


# ---- rename and keep


def test_rename(desk: Desk) -> None:
    said = desk.run(rename, "tvr", "Tarn  Valley Line")
    assert said[:2] == [
        f"TVR is called Tarn Valley Line from now on ({desk.path}:3).",
        "tags/tvr.html will lead on to the new address.",
    ]
    heading = desk.heading("TVR")
    assert (heading.name, set(heading.names), heading.was) == (
        "Tarn Valley Line",
        {"TVR", "Tarn Valley Line"},
        ("tvr",),
    )
    desk.run(rename, "TVR", "The Line")
    assert desk.heading("TVR").name == "The Line"


def test_a_name_keeps_its_tag_when_it_is_shown_no_more(desk: Desk) -> None:
    desk.path.write_text('["tvr"]\nname = "TVR"\naliases = ["Tarn Valley Railway"]\n')
    desk.run(rename, "TVR", "Tarn Valley Railway")
    heading = desk.heading("tvr")
    assert heading.name == "Tarn Valley Railway" and "tvr" in {name.casefold() for name in heading.names}


def test_another_tag_of_the_name_is_to_be_merged(desk: Desk) -> None:
    assert "sitegen tags merge 'Bus drivers' 'Bus driver'" in desk.refused(rename, "Bus driver", "bus drivers")
    assert "is its name already" in desk.refused(rename, "Strikes", "Strikes")
    assert "must have a name" in desk.refused(rename, "Strikes", " ")


def test_keep(desk: Desk) -> None:
    said = desk.run(keep, ("Bus driver", "Bus drivers"))
    assert said[:2] == [f"Bus driver is a tag ({desk.path}:3).", f"Bus drivers is a tag ({desk.path}:5)."]
    assert "says so already" in desk.refused(keep, ("Bus driver",))
    desk.run(keep, ("Bus driver",), "topic")
    assert desk.heading("Bus driver").kind == "topic"
    assert "is dropped" in (desk.run(drop, "TVR") and desk.refused(keep, ("TVR",)))


# ---- review


def test_review_shows_what_to_look_at_and_how_to_settle_it(desk: Desk) -> None:
    said = "\n".join(desk.run(review, 50))
    assert "One and many: one is the plural of the other  (1 article)" in said
    assert "   - Bus driver: 3 articles, 2004-2007, given in 3  tags/bus-driver.html" in said
    assert "sitegen tags merge 'Bus driver' 'Bus drivers'" in said
    assert "sitegen tags keep 'Bus driver' 'Bus drivers'" in said
    assert "sitegen tags merge 'Tarn Valley Railway' TVR" in said
    assert 'broader = "Strikes" under ["Transport strikes"] in tags.toml' in said


def test_what_review_finds(desk: Desk) -> None:
    found = desk.found()
    assert ("plural", {"Bus driver", "Bus drivers"}) in found
    assert ("spelling", {"Waterworks", "Water works"}) in found
    assert ("initials", {"TVR", "Tarn Valley Railway"}) in found
    assert ("part", {"Strikes", "Transport strikes"}) in found
    assert ("one article", {"Front page"}) in found
    assert not any({"Strikes", "Water supply"} <= names for _, names in found)


def test_review_is_cut_and_says_how_much_is_left(desk: Desk) -> None:
    n = len(desk.found())
    assert desk.run(review, n - 1)[-1] == "1 more; --limit shows them."
    assert desk.run(review, n)[-1] == f"{n} to look at."


def test_what_is_settled_is_not_reviewed_again(desk: Desk) -> None:
    desk.run(merge, "Bus driver", "Bus drivers")
    desk.run(keep, ("Waterworks", "Water works", "Front page"))
    desk.run(drop, "TVR")
    assert [names for kind, names in desk.found() if kind != "one article"] == [{"Strikes", "Transport strikes"}]
    assert not any("Front page" in names for _, names in desk.found())
    desk.path.write_text('["Transport strikes"]\nbroader = "strikes"\n')
    assert not any({"Strikes", "Transport strikes"} <= names for _, names in desk.found())


def test_kinds_names_and_what_is_new(archive: Archive) -> None:
    for n in range(3):
        archive.article(f"{n}.md", f"N {n}", f"200{n}-02-03", ("Ann Lee",), ("Tarn Bridge", "Ann Lee", "bridges"))
        archive.article(f"{n}b.md", f"B {n}", f"200{n}-03-03", (), ("tarn bridge",))
    archive.build()
    desk = Desk(load(archive.root), archive.root / "seeds" / headings.FILE)
    store = Store.open(archive.root / ".sitegen")
    with store.db.transaction():
        for kind, name in (("topic", "Ann Lee"), ("topic", "Tarn Bridge"), ("place", "tarn bridge")):
            store.db.run("UPDATE form SET kind=? WHERE family=? AND name=?", (kind, TAG, name))
        store.db.put(CAME, msgspec.msgpack.encode(["bridges", "nowhere"]))
    store.db.close()
    found = desk.found()
    assert ("kinds", {"Tarn Bridge"}) in found
    assert ("name", {"Ann Lee"}) in found
    assert ("new", {"bridges"}) in found
    said = "\n".join(desk.run(review, 9))
    assert "Tarn Bridge is taken for place in 3 articles, topic in 3 articles" in said
    assert "sitegen tags keep 'Tarn Bridge' --kind place" in said
    desk.run(keep, ("tarn-bridge", "Ann Lee"), "place")
    assert {kind for kind, _ in desk.found()} == {"new"}


def test_topics_that_came_when_they_were_settled_anew(new_archive: Callable[..., Archive]) -> None:
    archive = new_archive("topics", SETTINGS + "[tags]\nsettle = 6\n")

    def about(subject: str, n: int) -> None:
        told = f"The council spoke of the {subject} on Monday, and of what the {subject} would cost."
        archive.seed(f"{subject}-{n}.txt", story(f"{subject.capitalize()} is on the table again", told))

    for n in range(3):
        about("harbour wall", n)
        about("brass band", n)
    archive.build()
    desk = Desk(load(archive.root), archive.root / "seeds" / headings.FILE)
    assert "new" not in {kind for kind, _ in desk.found()}, "at first all are new"
    for n in range(3):
        about("oyster fishery", n)
    archive.build()
    (new,) = (names for kind, names in desk.found() if kind == "new")
    assert {name.casefold() for name in new} == {"oyster fishery"}


def story(title: str, *paragraphs: str) -> str:
    return "\n\n".join([title, *paragraphs]) + "\n"


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("bus driver", "bus drivers", "plural"),
        ("Water works", "Waterworks", "spelling"),
        ("co-operatives", "Cooperatives", "spelling"),
        ("F.B.I.", "FBI", "spelling"),
        ("Étretat", "Etretat", "spelling"),
        ("Bank of Tarn", "Tarn Bank", "order"),
        ("Tarn Valley Railway", "TVR", "initials"),
        ("Hedgerow planting", "Hedgerow plamting", "misspelt"),
        ("Route 12 closed", "Route 13 closed", ""),
        ("Horses", "Houses", "misspelt"),
        ("tax", "tex", ""),
        ("Strikes", "Transport strikes", ""),
        ("水道", "水路", ""),
    ],
)
def test_names_that_are_alike(a: str, b: str, kind: str) -> None:
    found = list(pairs([(a, 9), (b, 1)]))
    assert [found.kind for found in found[:1]] == ([kind] if kind else [])


@given(st.dictionaries(st.text("aAbs .-é水", min_size=1, max_size=9), st.integers(1, 9), max_size=9))
def test_likeness_depends_on_no_order(names: dict[str, int]) -> None:
    forward, backward = list(pairs(names.items())), list(pairs(reversed(names.items())))
    assert forward == backward and all(found.name != found.other for found in forward)


# ---- the file


NAMES = sorted({tag for tags in TAGS.values() for tag in tags})
EDITS = st.one_of(
    st.tuples(st.just(merge), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(st.just(drop), st.sampled_from(NAMES)),
    st.tuples(st.just(rename), st.sampled_from(NAMES), st.sampled_from(["Trams", "tvr"])),
    st.tuples(st.just(keep), st.tuples(st.sampled_from(NAMES)), st.sampled_from(["", "organisation"])),
)


@given(st.lists(EDITS, max_size=8))
def test_whatever_is_edited_the_file_can_be_followed(town: Archive, edits: list[tuple]) -> None:
    path = town.root / "seeds" / headings.FILE
    path.write_text(EDITED)
    desk = Desk(load(town.root), path)
    for command, *words in edits:
        before = desk.text()
        try:
            said = desk.run(command, *words)
        except SitegenError as error:
            assert error.message and desk.text() == before
        else:
            assert said and desk.text() != before
        headings.load(path.parent)
        assert [c for c in re.findall(r"#.*", EDITED) if c not in desk.text()] == []
    path.unlink()


def test_a_key_is_taken_out_with_its_row(tmp_path: Path) -> None:
    (tmp_path / headings.FILE).write_text(EDITED)
    file = tags_file(tmp_path)
    file.remove("water supply", "broader")
    file.remove("Front page", "kind")
    assert file.text == EDITED.replace('broader = "Utilities" # since 2011\n', "")


# ---- as commands


def test_the_commands_as_they_are_typed(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    def typed(*words: str) -> str:
        assert group.main(list(words), standalone_mode=False, obj=desk.config.root) == 0
        return capsys.readouterr().out

    assert typed("list", "--top", "1", "--kind", "topic").count("Strikes") == 1
    assert typed("show", "tvr").startswith("TVR\n")
    assert typed("merge", "Bus driver", "Bus drivers").startswith("Bus drivers is Bus driver from now on.")
    assert typed("drop", "Front page").startswith("Front page is no tag")
    assert typed("rename", "TVR", "Trams").startswith("TVR is called Trams")
    assert typed("keep", "Waterworks", "Water works", "--kind", "topic").startswith("Waterworks is a tag of the kind")
    assert "to look at" in typed("review", "--limit", "99")
    for wrong in (("merge", "TVR"), ("keep",), ("keep", "TVR", "--kind", "firm")):
        with pytest.raises(click.UsageError):
            typed(*wrong)


def test_after_a_build_the_site_says_what_the_file_says(desk: Desk, town: Archive) -> None:
    desk.run(merge, "Bus driver", "Bus drivers")
    desk.run(drop, "Front page")
    desk.run(rename, "Strikes", "Industrial action")
    desk.run(keep, ("TVR",), "organisation")
    try:
        assert not town.build().problems
        assert "bus-driver.html" in town.page("tags/bus-drivers.html")
        assert "industrial-action.html" in town.page("tags/strikes.html")
        assert "Industrial action" in town.page("tags/industrial-action.html")
        assert not (town.root / "site/tags/front-page.html").exists()
        assert not any(b"Front page" in page for page in town.site().values())
        rows = "\n".join(desk.run(listing))
        assert re.search(r"4 +4 +0 +2004-2007 +topic +tags/bus-driver.html +Bus driver\n", rows)
        assert re.search(r"organisation +tags/tvr.html +TVR\n", rows)
        assert desk.run(show, "tags/strikes.html")[0] == "Industrial action", "an address that leads on is known"
        assert "are one tag already" in desk.refused(merge, "Bus driver", "bus-drivers")
    finally:
        desk.path.unlink()
        town.build()
    assert "Front page" in "\n".join(desk.run(listing))


@pytest.mark.slow
def test_the_example_of_the_documentation(tmp_path: Path) -> None:
    (tour,) = re.findall(r"^```sh\n(.*?)^```$", DOCUMENTED.read_text("utf-8"), re.M | re.S)
    command = tmp_path / "bin/sitegen"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m sitegen "$@"\n')
    command.chmod(0o755)
    env = {**os.environ, "PATH": f"{command.parent}:{os.environ['PATH']}", "PYTHONPATH": str(DOCUMENTED.parent.parent)}
    done = subprocess.run(["sh", "-eu", "-c", tour], cwd=tmp_path, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    site = tmp_path / "ledger/site/tags"
    assert "theatre-and-stage.html" in (site / "theatre.html").read_text("utf-8")
    assert not (site / "interview.html").exists()


def test_every_command_is_documented() -> None:
    rows = dict(re.findall(r"^\| `sitegen tags (\w+)[^`]*` \| (.*) \|$", DOCUMENTED.read_text("utf-8"), re.M))
    assert rows.keys() == group.commands.keys()
    for name, command in group.commands.items():
        options = {opt for p in command.params if isinstance(p, click.Option) for opt in p.opts}
        assert set(re.findall(r"--[a-z]+", rows[name])) == options, name
