"""`sitegen people`: what is shown, what is written to people.toml, and that nothing is written that cannot be."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import authority
from sitegen.config import Config, load
from sitegen.editing.tablefile import pieces_of
from sitegen.errors import SitegenError
from sitegen.people.candidates import candidates, fits
from sitegen.people.commands import people as group
from sitegen.people.directory import Directory, opened
from sitegen.people.editing import merge, reject
from sitegen.people.peoplefile import people_file
from sitegen.people.reviewing import review
from sitegen.people.splitting import split
from sitegen.people.telling import listing, show
from sitegen.store import Store
from tests.conftest import SETTINGS, Archive

DOCUMENTED = Path(__file__).parent.parent / "docs/people.md"
EDITED = """\
# Kept by the desk.

# The Hales
["Margaret Hale"]  # mayor
aliases = [
  "Peggy Hale", # as friends say
]
born = 1951 # parish register

# Nobody
["Quarry Lane"]
not_a_person = true
"""


def story(title: str, date: str, *paragraphs: str) -> str:
    return "\n\n".join([title, date, *paragraphs]) + "\n"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """A built archive: two John Smiths, a mayor who married, a park, a misspelt name."""
    archive = Archive(tmp_path_factory.mktemp("town"), SETTINGS)
    for n, year in enumerate((2004, 2005, 2006)):
        said = f'"The budget for {year} is sound," said John Smith, a councillor for Tarn.'
        opened = "TARN — Councillor John Smith opened the council on Monday, and Mayor Margaret Hale spoke."
        text = story(f"Council meets {year}", f"May {n + 2}, {year}", opened, said)
        archive.seed(f"council/{year}.txt", text)
    for n, year in enumerate((2011, 2012)):
        looked = "TARN — Police sergeant John Smith looked for a bicycle on Friday."
        said = f'"It was blue," said Sergeant John Smith of the county police in {year}.'
        archive.seed(f"court/{year}.txt", story(f"Theft in {year}", f"June {n + 2}, {year}", looked, said))
    came = "TARN — John Smith came to the fair, and so did Anna Roe."
    archive.seed("fair.txt", story("The fair", "July 8, 2008", came, '"It rained," said John Smith.'))
    archive.article("walk.md", "A walk", "2013-01-02", ("Anna Roe", "Margaret Thorne", "Victoria Park"))
    archive.article("talk.md", "A talk", "2013-02-03", ("Ana Roe", "Margaret Thorne", "Ida Berg"))
    archive.article("tea.md", "Tea", "2013-03-04", ("Ida Bergh", "Ivo Berg", "Olga Kranz"))
    assert not archive.build().problems
    return archive


@pytest.fixture
def desk(town: Archive) -> Iterator[Desk]:
    """The town, with no people.toml before and after."""
    path = town.root / "seeds" / authority.FILE
    path.unlink(missing_ok=True)
    yield Desk(load(town.root), path)
    path.unlink(missing_ok=True)


class Desk:
    """Runs commands on the state of the last build."""

    def __init__(self, config: Config, path: Path) -> None:
        self.config, self.path = config, path

    def run(self, command: Callable[..., Iterator[str]], *words: object) -> list[str]:
        with opened(self.config) as people:
            first = (people,) if command is listing else (self.config, people)
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

    def entry(self, key: str) -> authority.Entry:
        (found,) = (e for e in authority.load(self.path.parent).entries if e.key == key)
        return found


# ---- list and show


@pytest.mark.parametrize("damage", [b"junk", None])
def test_a_state_that_cannot_be_used_is_said(tmp_path: Path, damage: bytes | None) -> None:
    archive = Archive(tmp_path / "an archive")
    archive.article("a.md", "A", "2001-02-03", ("Ann Lee",))
    archive.build()
    for file in (archive.root / ".sitegen").glob("build.db*"):
        if damage:
            file.write_bytes(damage * 400)
    if not damage:
        store = Store.open(archive.root / ".sitegen")
        store.db.put("format", 1)
        store.db.close()
    with pytest.raises(SitegenError) as told, opened(load(archive.root)) as people:
        list(listing(people))
    assert "cannot be used" in str(told.value) and "Run 'sitegen build' first" in str(told.value)


def test_list_has_everybody_with_a_page(desk: Desk) -> None:
    said = desk.run(listing)
    assert said[-1] == f"{len(said) - 2} people."
    (hale,) = (line for line in said if line.endswith(" Margaret Hale"))
    assert re.split(r"\s{2,}", hale.strip()) == ["3", "0", "0", "found", "people/margaret-hale.html", "Margaret Hale"]
    names = [re.split(r"\s{2,}", line)[-1] for line in said[1:-1]]
    assert names.index("Ida Berg") < names.index("Ida Bergh") < names.index("Margaret Hale") < names.index("Anna Roe")


def test_list_by_letter_number_and_status(desk: Desk) -> None:
    assert [line.rpartition("  ")[2].strip() for line in desk.run(listing, "r")[1:-1]] == ["Ana Roe", "Anna Roe"]
    assert len(desk.run(listing, "", 2)) == 4
    assert "John Smith" in desk.run(listing, "", 1)[1]
    assert all(" given " in line for line in desk.run(listing, "", 0, ("given",))[1:-1])
    assert "There are: found, given" in desk.refused(listing, "", 0, ("lost",))
    assert "'zz' is no letter" in desk.refused(listing, "zz")


def test_show_says_all_that_is_known(desk: Desk) -> None:
    desk.path.write_text(EDITED)
    said = "\n".join(desk.run(show, "margaret hale"))
    for words in (
        "Margaret Hale\n",
        "people/margaret-hale.html",
        f"{desk.path}:4",
        "born 1951",
        "Margaret Hale (3)",
        "3, 2004-2006",
        "Mayor (2004-2006)",
        "2006-05-04  Council meets 2006  [council/2006.txt]",
    ):
        assert words in said
    assert "quotations   6" in "\n".join(desk.run(show, "John Smith"))


@pytest.mark.parametrize(
    "words",
    [
        "Margaret Hale",
        "MARGARET  hale",
        "margaret-hale",
        "people/margaret-hale.html",
        "/people/margaret-hale.html",
        "site/people/margaret-hale.html",
        "https://example.org/people/margaret-hale.html",
        "people/margaret-hale/2004.html",
    ],
)
def test_who_is_meant(desk: Desk, words: str) -> None:
    assert desk.run(show, words)[0] == "Margaret Hale"


def test_an_alias_of_the_file_means_its_entry(desk: Desk) -> None:
    desk.path.write_text(EDITED)
    assert desk.run(show, "peggy hale")[0] == "Margaret Hale"


def test_nobody_of_that_name(desk: Desk) -> None:
    said = desk.refused(show, "Margret Hale")
    assert said.startswith("There is nobody called 'Margret Hale'") and "'Margaret Hale'" in said


def test_without_a_build_there_is_nobody(archive: Archive) -> None:
    with pytest.raises(SitegenError, match="no build") as told, opened(load(archive.root)):
        pass
    assert "sitegen build" in told.value.hint


# ---- merge


def test_merge_writes_an_entry_and_says_so(desk: Desk) -> None:
    said = desk.run(merge, "Margaret Hale", "people/margaret-thorne.html")
    assert said == [
        "Margaret Thorne is Margaret Hale from now on.",
        f"A new entry says so: 'Margaret Hale' ({desk.path}:3).",
        "Added as an alias: Margaret Thorne.",
        "people/margaret-thorne.html will lead on to people/margaret-hale.html.",
        "Run 'sitegen build' to bring the site up to date.",
    ]
    entry = desk.entry("Margaret Hale")
    assert (entry.names, entry.was) == (("Margaret Hale", "Margaret Thorne"), ("margaret-thorne",))


def test_merge_keeps_comments_and_order(desk: Desk) -> None:
    desk.path.write_text(EDITED)
    desk.run(merge, "Margaret Hale", "Margaret Thorne")
    assert desk.text() == EDITED.replace("say\n", 'say\n  "Margaret Thorne",\n').replace(
        "register\n", 'register\nwas = ["margaret-thorne"]\n'
    )


def test_merge_folds_an_entry_in_with_its_comments(desk: Desk) -> None:
    thorne = """
["Margaret Thorne"]
died = 2019-03-04  # the Courier
# a remark
roles = ["Mayor of Tarn"]
note = "not the painter"
slug = "thorne"

# The end
"""
    desk.path.write_text(EDITED + thorne)
    said = desk.run(merge, "Margaret Hale", "Margaret Thorne")
    assert "The entry 'Margaret Thorne' was folded in." in said
    entry = desk.entry("Margaret Hale")
    assert (entry.born, entry.died, entry.roles, entry.note) == (
        "1951",
        "2019-03-04",
        ("Mayor of Tarn",),
        "not the painter",
    )
    assert entry.was == ("margaret-thorne", "thorne")
    assert "# the Courier\n# a remark\n\n# Nobody" in desk.text()
    assert desk.text().endswith("not_a_person = true\n\n\n# The end\n")


def test_merge_of_entries_that_others_speak_of(desk: Desk) -> None:
    desk.path.write_text(
        '["Olga Kranz (a)"]\nborn = 1950\n["Ida Berg"]\ndifferent = ["Olga Kranz (a)"]\n["Ivo Berg"]\n'
    )
    desk.run(merge, "Ivo Berg", "Olga Kranz")
    assert 'different = ["Ivo Berg"]' in desk.text()
    assert authority.load(desk.path.parent).different == (("Ida Berg", "Ivo Berg"),)


def test_merge_twice_is_once(desk: Desk) -> None:
    desk.run(merge, "Margaret Hale", "Margaret Thorne")
    said = desk.refused(merge, "Margaret Hale", "Margaret Thorne")
    assert f"are one person already ({desk.path}:3)" in said


def test_merge_of_several_in_a_row(desk: Desk) -> None:
    desk.run(merge, "Ida Berg", "Ida Bergh")
    desk.run(merge, "Olga Kranz", "Ida Bergh")
    (entry,) = authority.load(desk.path.parent).entries
    assert (entry.key, set(entry.names)) == ("Olga Kranz", {"Olga Kranz", "Ida Berg", "Ida Bergh"})


def test_a_merge_among_several_of_one_name_holds_in_their_articles(archive: Archive) -> None:
    """Two of three bearers of a name are one: the third keeps the name elsewhere."""
    for n, (name, key) in enumerate((("Ann Lee", "a"), ("Ann Lee", "b"), ("Ann Lee", "c"), ("Annie Leigh", "d"))):
        archive.article(f"{key}.md", key.upper(), f"200{n}-01-02", (name,))
    toml = archive.root / "seeds" / authority.FILE
    toml.write_text('["Ann Lee (a)"]\narticles = ["a.md"]\n["Ann Lee (b)"]\narticles = ["b.md"]\n')
    archive.build()
    desk = Desk(load(archive.root), toml)
    assert "may be 3 people" in desk.refused(merge, "Ann Lee", "Annie Leigh")
    said = desk.run(merge, "Ann Lee (a)", "Annie Leigh")
    assert any("holds in 2 articles" in line for line in said)
    assert desk.entry("Ann Lee (a)").articles == ("a.md", "d.md")
    desk.run(merge, "Ann Lee (a)", "Ann Lee (b)")
    archive.build()
    with opened(desk.config) as people:
        assert sorted(len(p.articles) for p in people.find("Ann Lee")) == [1, 3]


@pytest.mark.parametrize(
    ("toml", "a", "b", "said"),
    [
        ("", "Margaret Hale", "Margaret Hill", "nobody called 'Margaret Hill'"),
        ("", "Margaret Hale", "margaret-hale", "are one person already"),
        ('["Ida Berg"]\ndifferent = ["Ida Bergh"]\n', "Ida Berg", "Ida Bergh", "are different"),
        ('["Ida Berg"]\ndifferent = ["Ida Bergh"]\n', "Ida Bergh", "Ida Berg", "are different"),
        ('["Ida Berg"]\nborn = 1950\n["Ida Bergh"]\nborn = 1951\n', "Ida Berg", "Ida Bergh", "has born 1950"),
        ('["Ida Berg"]\nborn = 1950\n["Ida Bergh"]\ndied = 1949\n', "Ida Berg", "Ida Bergh", "before being born"),
        ('["Ida Bergh"]\nnot_a_person = true\n', "Ida Berg", "Ida Bergh", "stated to be no person"),
        ('["Ida Berg"]\nborn = "?"\n', "Ida Berg", "Ida Bergh", "is no date"),
        ('"Ida Berg".born = 1950\n', "Ida Berg", "Ida Bergh", "no table of its own"),
    ],
)
def test_a_merge_that_cannot_be_leaves_the_file_alone(desk: Desk, toml: str, a: str, b: str, said: str) -> None:
    if toml:
        desk.path.write_text(toml)
    assert said in desk.refused(merge, a, b)


# ---- split


def test_split_by_what_articles_say(desk: Desk) -> None:
    said = desk.run(split, "John Smith")
    assert said[0] == "John Smith is 2 people from now on:"
    assert "1 article may mean any of them; add each to the articles of one entry:" in said and "  fair.txt" in said
    found = {e.key: e for e in authority.load(desk.path.parent).entries}
    assert {key: entry.articles for key, entry in found.items()} == {
        "John Smith (Councillor)": ("council/2004.txt", "council/2005.txt", "council/2006.txt"),
        "John Smith (Police sergeant)": ("court/2011.txt", "court/2012.txt"),
    }
    assert {entry.names for entry in found.values()} == {("John Smith",)}


def test_split_by_a_pattern(desk: Desk) -> None:
    desk.run(split, "John Smith", ("court/*",))
    articles = sorted(e.articles for e in authority.load(desk.path.parent).entries)
    assert articles == [
        ("council/2004.txt", "council/2005.txt", "council/2006.txt", "fair.txt"),
        ("court/2011.txt", "court/2012.txt"),
    ]


def test_an_entry_that_is_split_stays_the_one_with_most_articles(desk: Desk) -> None:
    desk.path.write_text('["John Smith"]\nborn = 1950\n')
    desk.run(split, "John Smith", ("court/*",))
    assert desk.entry("John Smith").articles == ()
    assert desk.entry("John Smith (Police sergeant)").articles == ("court/2011.txt", "court/2012.txt")


def test_an_entry_with_articles_loses_those_of_the_other(desk: Desk) -> None:
    desk.path.write_text('["John Smith (a)"]\narticles = ["council/2004.txt", "court/2012.txt", "court/2011.txt"]\n')
    with opened(desk.config) as people:
        assert [p.name for p in people.find("John Smith (a)")] == ["John Smith"]
    assert "sitegen build" in desk.refused(split, "John Smith", ("court/*",))


def test_a_split_that_tells_nothing_apart(desk: Desk) -> None:
    assert "--articles" in desk.refused(split, "Margaret Hale")
    assert "put all articles" in desk.refused(split, "Margaret Hale", ("nowhere/*",))
    assert "nobody called" in desk.refused(split, "Nobody Knows")


def test_what_is_split_is_not_merged_before_a_build(desk: Desk) -> None:
    desk.run(split, "John Smith")
    assert "sitegen build" in desk.refused(merge, "John Smith", "Olga Kranz")


# ---- reject


def test_reject(desk: Desk) -> None:
    desk.path.write_text(EDITED)
    said = desk.run(reject, "victoria-park")
    assert said[0] == f"Victoria Park is no person from now on ({desk.path}:14)."
    assert said[1] == "1 article will not link the name any more."
    assert desk.text() == EDITED + '\n["Victoria Park"]\nnot_a_person = true\n'
    assert f"no person already.\n  See {desk.path}:14." in desk.refused(reject, "Victoria  park")


def test_who_has_an_entry_is_not_rejected(desk: Desk) -> None:
    desk.path.write_text(EDITED)
    assert f"is in the entry 'Margaret Hale' ({desk.path}:4)" in desk.refused(reject, "Margaret Hale")
    assert "nobody called 'Margaret Hull'" in desk.refused(reject, "Margaret Hull")


def test_windows_line_ends_and_a_mark_at_the_start_stay(desk: Desk) -> None:
    desk.path.write_bytes(b"\xef\xbb\xbf" + EDITED.replace("\n", "\r\n").encode())
    desk.run(reject, "Victoria Park")
    added = EDITED + '\n["Victoria Park"]\nnot_a_person = true\n'
    assert desk.path.read_bytes() == b"\xef\xbb\xbf" + added.replace("\n", "\r\n").encode()


# ---- review


def test_review_shows_what_to_look_at_and_how_to_settle_it(desk: Desk) -> None:
    said = "\n".join(desk.run(review, 50))
    assert "Perhaps no person: " in said and "sitegen people reject 'Victoria Park'" in said
    assert "Victoria Park: 1 article, 2013  people/victoria-park.html" in said
    assert "Two spellings" in said and "sitegen people merge 'Ida Berg' 'Ida Bergh'" in said
    assert 'different = ["Ida Bergh"] under ["Ida Berg"] in people.toml' in said


def test_review_is_cut_and_says_how_much_is_left(desk: Desk) -> None:
    with opened(desk.config) as people:
        n = len(candidates(people))
    said = desk.run(review, n - 1)
    assert said[-1] == "1 more; --limit shows them."
    assert desk.run(review, n)[-1] == f"{n} to look at."


def test_what_is_settled_is_not_reviewed_again(desk: Desk) -> None:
    desk.run(reject, "Victoria Park")
    desk.run(merge, "Ida Berg", "Ida Bergh")
    desk.path.write_text(desk.text() + '["Ana Roe"]\ndifferent = ["Anna Roe"]\n')
    said = "\n".join(desk.run(review, 50))
    assert not any(name in said for name in ("Victoria Park", "Bergh", "Ana Roe"))


def test_what_review_finds(archive: Archive) -> None:
    for n in range(4):
        archive.article(f"a{n}.md", f"A {n}", f"200{n}-01-02", ("Jane Roe", "Siobhan O'Dea", "Lars Holm"))
    archive.article("b.md", "B", "2004-01-02", ("John Roe", "Siobhán O’Day", "Lars Hohn"))
    archive.article("c.md", "C", "2005-01-02", ("J. Roe", "Hall 9", "Tarn Market"), ("Tarn Market",))
    archive.build()
    with opened(load(archive.root)) as people:
        found = [(c.kind, {p.name for p in c.subjects}, c.touched) for c in candidates(people)]
        said = "\n".join(review(load(archive.root), people, 99))
    assert ("short name", {"J. Roe", "Jane Roe", "John Roe"}, 1) in found
    assert ("no person", {"Hall 9"}, 1) in found
    assert [touched for _, _, touched in found] == sorted((t for _, _, t in found), reverse=True)
    assert "Jane Roe:      sitegen people merge 'Jane Roe' 'J. Roe'" in said
    assert "O'\"" not in said, "who has an apostrophe is named by address"


@pytest.mark.parametrize(
    ("short", "name", "may"),
    [
        ("J. Roe", "Jane Roe", True),
        ("Roe", "Jane Roe", True),
        ("J. Roe", "Ann Roe", False),
        ("Dr. Roe", "Ann Roe", True),
    ],
)
def test_what_a_short_name_fits(short: str, name: str, may: bool) -> None:
    assert fits(short, name) is may


# ---- the file in pieces


@given(
    st.lists(st.sampled_from(['["Ann Lee"]', "# a", "", 'note = """', '"""', "born = 1951", "roles = [", '"x",', "]"]))
)
def test_a_file_in_pieces_is_the_file(rows: list[str]) -> None:
    file = people_file(Path("nowhere"))
    file.pieces = pieces_of("\n".join(rows))
    assert file.text == "\n".join(rows)


def test_a_table_inside_a_text_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / authority.FILE
    path.write_text('["Ann Lee"]\nnote = """\n["Ben Roe"]\n"""\n')
    file = people_file(tmp_path)
    assert file.has("ann lee") and not file.has("Ben Roe")
    file.put("Ann Lee", {"roles": [f"Poet of the {n}th row" for n in range(9)]})
    file.save()
    (entry,) = authority.load(tmp_path).entries
    assert entry.note == '["Ben Roe"]' and len(entry.roles) == 9
    assert max(map(len, path.read_text().split("\n"))) < 100


NAMES = ["Anna Roe", "Ana Roe", "Margaret Hale", "Margaret Thorne", "Ida Berg", "Ida Bergh", "Ivo Berg", "John Smith"]
EDITS = st.one_of(
    st.tuples(st.just(merge), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(st.just(reject), st.sampled_from(NAMES)),
    st.tuples(st.just(split), st.just("John Smith")),
    st.tuples(st.just(split), st.sampled_from(NAMES), st.just(("*/2011.txt",))),
)


@given(st.lists(EDITS, max_size=8))
def test_whatever_is_edited_the_file_can_be_followed(town: Archive, edits: list[tuple]) -> None:
    path = town.root / "seeds" / authority.FILE
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
        authority.load(path.parent)
        assert [c for c in re.findall(r"#.*", EDITED) if c not in desk.text()] == []
    path.unlink()


# ---- as commands


def test_the_commands_as_they_are_typed(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    def typed(*words: str) -> str:
        assert group.main(list(words), standalone_mode=False, obj=desk.config.root) == 0
        return capsys.readouterr().out

    assert typed("list", "--top", "1", "--status", "found").count("John Smith") == 1
    assert typed("show", "ida-berg").startswith("Ida Berg\n")
    assert typed("merge", "Ida Berg", "Ida Bergh").startswith("Ida Bergh is Ida Berg from now on.")
    assert typed("split", "John Smith", "--articles", "court/*").startswith("John Smith is 2 people")
    assert typed("reject", "Victoria Park").startswith("Victoria Park is no person")
    assert "to look at" in typed("review", "--limit", "99")
    with pytest.raises(click.UsageError):
        typed("merge", "Ida Berg")


def test_after_a_build_the_site_says_what_the_file_says(desk: Desk, town: Archive) -> None:
    desk.run(merge, "Margaret Hale", "Margaret Thorne")
    desk.run(split, "John Smith")
    desk.run(reject, "Victoria Park")
    assert not town.build().problems
    try:
        with opened(desk.config) as people:
            check_site(town, people)
    finally:
        desk.path.unlink()
        town.build()


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
    site = tmp_path / "ledger/site/people"
    assert "josephine-whitcombe.html" in (site / "josephine-whitcornbe.html").read_text("utf-8")
    assert "Josephine Whitcornbe" in (site / "josephine-whitcombe.html").read_text("utf-8")


def test_every_key_and_command_is_documented() -> None:
    said = DOCUMENTED.read_text("utf-8")
    keys = [
        key for row in re.findall(r"^\| ((?:`[a-z_]+`(?:, )?)+) \|", said, re.M) for key in re.findall(r"[a-z_]+", row)
    ]
    assert sorted(keys) == sorted(authority.KEYS)
    rows = dict(re.findall(r"^\| `sitegen people (\w+)[^`]*` \| (.*) \|$", said, re.M))
    assert rows.keys() == group.commands.keys()
    for name, command in group.commands.items():
        options = {opt for p in command.params if isinstance(p, click.Option) for opt in p.opts}
        assert set(re.findall(r"--[a-z]+", rows[name])) == options, name
    assert authority.read(Path("people.toml"), re.findall(r"^```toml\n(.*?)^```$", said, re.M | re.S)[0])


def check_site(town: Archive, people: Directory) -> None:
    assert len(people.find("John Smith")) == 3
    hale = people.one("Margaret Thorne")
    assert (hale.name, hale.address, len(hale.articles)) == ("Margaret Hale", "people/margaret-hale.html", 5)
    assert people.one("people/margaret-thorne.html").name == "Margaret Hale"
    assert "margaret-hale.html" in town.page("people/margaret-thorne.html")
    assert not (town.root / "site/people/victoria-park.html").exists()
