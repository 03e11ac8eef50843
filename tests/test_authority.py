"""seeds/people.toml: what editors state of people, its joins, and every way in which it cannot be followed."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen import authority
from sitegen.authority import assignments, changed, joined_surnames
from sitegen.errors import ConfigError
from sitegen.model import Authority, Entry

HALE = """\
["Margaret Hale"]
aliases = ["Margaret Thorne", "Peggy  Thorne"]
roles = ["Mayor of Tarn, 2004-2012"]
born = 1951
died = "2019-03"
wikidata = "Q4242"
slug = "margaret-hale"
was = ["peggy-thorne", "john-smith--2"]
different = ["Margaret Hales"]
note = "seen in print"
checked = true
"""
SMITHS = """\
["John Smith (baker)"]
name = "John Smith"
articles = ["2004/oven.txt", "2009/prize.txt"]
different = ["John Smith (sergeant)"]

["John Smith (sergeant)"]
name = "John Smith"
aliases = ["Sgt. Smith"]
articles = ["2011/theft.txt"]

["Victoria Park"]
not_a_person = true
note = "the park"
"""


def read(toml: str) -> Authority:
    return authority.read(Path("people.toml"), toml)


def only(toml: str) -> Entry:
    (entry,) = read(toml).entries
    return entry


def test_without_a_file_nothing_is_stated(tmp_path: Path) -> None:
    assert authority.load(tmp_path) == Authority()


def test_every_key_of_an_entry(tmp_path: Path) -> None:
    (tmp_path / authority.FILE).write_bytes(b"\xef\xbb\xbf" + HALE.replace("\n", "\r\n").encode())
    found = authority.load(tmp_path)
    assert found.entries == (
        Entry(
            key="Margaret Hale",
            name="Margaret Hale",
            names=("Margaret Hale", "Margaret Thorne", "Peggy Thorne"),
            roles=("Mayor of Tarn, 2004-2012",),
            born="1951",
            died="2019-03",
            wikidata="Q4242",
            slug="margaret-hale",
            was=("peggy-thorne", "john-smith--2"),
            note="seen in print",
            checked=True,
        ),
    )
    assert found.different == (("Margaret Hale", "Margaret Hales"),)
    assert set(authority.KEYS) == {
        *"name aliases same different not_a_person articles roles born died wikidata slug was note checked".split()
    }


def test_two_of_one_name_and_a_name_of_nobody() -> None:
    found = read(SMITHS)
    assert [(e.key, e.name, e.names, e.articles) for e in found.entries] == [
        ("John Smith (baker)", "John Smith", ("John Smith",), ("2004/oven.txt", "2009/prize.txt")),
        ("John Smith (sergeant)", "John Smith", ("John Smith", "Sgt. Smith"), ("2011/theft.txt",)),
    ]
    assert found.rejected == ("Victoria Park",)
    assert found.different == (("John Smith (baker)", "John Smith (sergeant)"),)
    assert assignments(found) == {
        "2004/oven.txt": {"john smith": "John Smith (baker)"},
        "2009/prize.txt": {"john smith": "John Smith (baker)"},
        "2011/theft.txt": {"john smith": "John Smith (sergeant)", "smith": "John Smith (sergeant)"},
    }


def test_a_remark_in_brackets_is_no_part_of_a_name() -> None:
    assert only('["Ana Roth (nurse)"]\n').names == ("Ana Roth",)
    assert only('["Ana Roth (nurse)"]\n').name == "Ana Roth"
    assert only('["Ana (Nan) Roth"]\n').names == ("Ana (Nan) Roth",)
    assert only('["Ana Roth"]\nname = "Dr. Ana Roth"\n').names == ("Dr. Ana Roth", "Ana Roth")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1951", "1951"),
        ("951", "0951"),
        ('"1951"', "1951"),
        ('"1951-04"', "1951-04"),
        ('" 1951-04-11 "', "1951-04-11"),
        ("1951-04-11", "1951-04-11"),
    ],
)
def test_days_as_they_may_be_written(written: str, meant: str) -> None:
    assert only(f'["Ann Lee"]\nborn = {written}\n').born == meant


# ---- joins


def test_the_same_person_under_two_entries() -> None:
    entry = only(
        '["Ann Lee"]\nsame = ["Ann Roth", "Annie Lee"]\nroles = ["Poet"]\nborn = 1951\nnote = "a"\n'
        '["Ann Roth"]\nname = "Dr. Ann Roth"\naliases = ["A. Roth"]\nroles = ["Physician"]\nwas = ["ann-roth"]\n'
        'died = 2001\nborn = "1951"\nnote = "b"\nchecked = true\n'
    )
    assert entry == Entry(
        key="Ann Lee",
        name="Ann Lee",
        names=("Ann Lee", "Ann Roth", "Annie Lee", "Dr. Ann Roth", "A. Roth"),
        roles=("Poet", "Physician"),
        born="1951",
        died="2001",
        was=("ann-roth",),
        note="a b",
        checked=True,
    )


def test_the_same_through_others_in_either_order() -> None:
    a, b, c = '["A Roe"]\nsame = ["B Roe"]\n', '["B Roe"]\nsame = ["C Roe"]\n', '["C Roe"]\nborn = 1900\n'
    for toml in (a + b + c, c + b + a, b + a + c):
        entry = only(toml)
        assert (entry.key, entry.born) == ("A Roe", "1900")
        assert set(entry.names) == {"A Roe", "B Roe", "C Roe"}


def test_each_the_same_as_the_other() -> None:
    assert only('["A Roe"]\nsame = ["B Roe"]\n["B Roe"]\nsame = ["A Roe"]\n').key == "A Roe"


def test_the_same_as_a_name_of_another_entry() -> None:
    entry = only('["Ann Lee"]\nsame = ["annie roth"]\n["Ann Roth"]\naliases = ["Annie Roth"]\n')
    assert (entry.key, entry.names) == ("Ann Lee", ("Ann Lee", "annie roth", "Ann Roth"))


def test_joined_entries_hold_in_the_articles_of_both() -> None:
    entry = only(
        '["Jo Roe (cook)"]\nsame = ["Jo Roe (chef)"]\narticles = ["a.txt"]\n["Jo Roe (chef)"]\narticles = ["b.txt"]\n'
    )
    assert (entry.names, entry.articles) == (("Jo Roe",), ("a.txt", "b.txt"))


def test_a_name_that_is_nobodys_may_be_somebodys_in_certain_articles() -> None:
    found = read('["Victoria Park"]\nnot_a_person = true\n["Victoria Park (singer)"]\narticles = ["song.txt"]\n')
    assert assignments(found) == {"song.txt": {"victoria park": "Victoria Park (singer)"}}


def test_an_entry_that_takes_its_former_address_again() -> None:
    assert only('["Ann Lee"]\nslug = "ann"\nwas = ["ann", "ann-lee"]\n').was == ("ann-lee",)


# ---- errors

NO_TOML = '["Ann Lee"]\naliases = \n'
PARK = '["Victoria Park"]\nnot_a_person = true\n'


@pytest.mark.parametrize(
    ("toml", "line", "said", "hint"),
    [
        (NO_TOML, 2, "not valid TOML", '["Margaret Hale"]'),
        ('["Ann Lee"]\nborn = 1\nborn = 2\n', 3, "not valid TOML", ""),
        ("[Ann Lee]\n", 1, "not valid TOML", "quotation marks"),
        ('born = 1951\n["Ann Lee"]\n', 1, "'born' stands outside any entry", "quotation marks"),
        ('["Ben Roe"]\n["Ann Lee"]\n\nalias = ["x"]\n', 4, "unknown key 'alias' for Ann Lee", "'aliases'"),
        ('["Ann Lee"]\nzzz = 1\n', 2, "unknown key 'zzz'", "Valid here: name, aliases"),
        ('["Ann Lee".born]\nx = 1\n', 1, "a table 'born' inside of 'Ann Lee'", "Keys belong"),
        ('[" "]\nborn = 1951\n', 1, "without a name", ""),
        ('["Ann Lee"]\nname = 7\n', 2, "name is no text", 'name = "..."'),
        ('["Ann Lee"]\naliases = "Annie"\n', 2, "aliases is no list", "aliases = ["),
        ('["Ann Lee"]\nroles = ["Poet", " "]\n', 2, "roles is no list", "roles = ["),
        ('["Ann Lee"]\nchecked = "yes"\n', 2, "checked = 'yes' is neither", "checked = true"),
        ('["Ann Lee"]\nborn = true\n', 2, "born = 'True' is no date", "1951-04"),
        ('["Ann Lee"]\nborn = "the fifties"\n', 2, "is no date", "1951-04"),
        ('["Ann Lee"]\nborn = "1951-02-30"\n', 2, "is no date", "1951-04"),
        ('["Ann Lee"]\nborn = 0\n', 2, "is no date", "1951-04"),
        ('["Ann Lee"]\ndied = 1951-04-11T08:00:00\n', 2, "is no date", "1951-04"),
        ('["Ann Lee"]\nwikidata = "42"\n', 2, "no number of Wikidata", '"Q42"'),
        ('["Ann Lee"]\nslug = "Ann Lee"\n', 2, "slug = 'Ann Lee' cannot be an address", '"ann-lee"'),
        ('["Ann Lee"]\nslug = "index"\n', 2, "cannot be an address", '"index-1"'),
        ('["Ann Lee"]\nwas = ["ann lee"]\n', 2, "'ann lee' cannot have been an address", '"ann-lee"'),
        (PARK + 'note = "a park"\nborn = 1951\n', 2, "has born (line 4)", "only a note"),
        ('["Ann Lee"]\nborn = 1951\ndied = 1950\n', 3, "died (1950) before being born (1951) (line 2)", "out"),
        ('["Ann Lee"]\nborn = 1951-04-11\ndied = "1951-03"\n', 3, "died (1951-03) before", "out"),
        ('["Ann Lee"]\n\n["ANN LEE"]\n', 3, "'ANN LEE' has an entry already (line 1)", "remark"),
        ('["Ann Lee"]\nsame = ["Bo Roe (cook)"]\n', 2, "no entry 'Bo Roe (cook)'", '["Bo Roe (cook)"]'),
        (
            '["Ann Lee"]\ndifferent = ["Bo Roe (cok)"]\n["Bo Roe (cook)"]\n',
            2,
            "different: there is no entry 'Bo Roe (cok)'",
            "'Bo Roe (cook)'",
        ),
        (
            '["Ann Lee"]\naliases = ["A. Lee"]\n\n["Amy Lee"]\nborn = 1951\naliases = ["a. lee"]\n',
            6,
            "'a. lee' names 'Amy Lee', and 'Ann Lee' (line 2)",
            'articles = [...] which is meant where; if they are one person, write same = ["Ann Lee"]',
        ),
        ('["Ann Lee (a)"]\n["Ann Lee (b)"]\n', 2, "'Ann Lee' names 'Ann Lee (b)', and 'Ann Lee (a)' (line 1)", "one"),
        (
            '["Jo Roe (a)"]\narticles = ["x.txt"]\n["Jo Roe (b)"]\narticles = ["y.txt", "x.txt"]\n',
            3,
            "'Jo Roe (a)' in x.txt (line 1)",
            "belongs to one",
        ),
        (PARK + '["V. Park"]\naliases = ["Victoria  park"]\n', 4, "stated to be no person (line 2)", "out"),
        ('["Ann Lee"]\nslug = "lee"\n["Amy Lee"]\nslug = "lee"\n', 4, "is the slug of 'Ann Lee' (line 2)", "out"),
        ('["Ann Lee"]\nwas = ["lee"]\n["Amy Lee"]\nslug = "lee"\n', 2, "is the slug of 'Amy Lee' (line 4)", "out"),
        ('["Ann Lee"]\nwas = ["lee"]\n["Amy Lee"]\nwas = ["lee"]\n', 4, "is the was of 'Ann Lee' (line 2)", "out"),
        ('["Ann Lee"]\nwikidata = "Q1"\n["Amy Lee"]\nwikidata = "Q1"\n', 4, "wikidata of 'Ann Lee' (line 2)", "out"),
        (
            '["Ann Lee"]\nsame = ["Ann Roe"]\nborn = 1951\n["Ann Roe"]\nborn = 1952\n',
            5,
            "'Ann Roe' is 'Ann Lee', and they differ: born 1952, 1951 (line 3)",
            "out",
        ),
        (
            '["Ann Lee"]\nsame = ["Ann Roe"]\nborn = 1951\n["Ann Roe"]\ndied = 1950\n',
            5,
            "'Ann Roe' died (1950) before being born (1951) (line 3)",
            "out",
        ),
        (
            '["Ann Lee"]\nsame = ["Jo Roe (a)"]\n["Jo Roe (a)"]\narticles = ["x.txt"]\n',
            4,
            "only one of them names articles (line 1)",
            "of both, or of none",
        ),
        (
            '["Ann Lee"]\nsame = ["Ann Roe"]\n["Ann Roe"]\ndifferent = ["Ann Lee"]\n',
            4,
            "'Ann Roe' is different from 'Ann Lee', and line 2 says that they are one",
            "out",
        ),
        (
            '["A Roe"]\nsame = ["B Roe"]\ndifferent = ["c roe"]\n["B Roe"]\nborn = 1951\nsame = ["C Roe"]\n["C Roe"]\n',
            3,
            "'A Roe' is different from 'c roe', and lines 2 and 6 say that they are one",
            "out",
        ),
        (
            '["Ann Lee"]\nsame = ["Ann Roe"]\n["Ann Roe"]\naliases = ["Annie Roe"]\ndifferent = ["Ann  lee"]\n',
            5,
            "line 2 says that they are one",
            "out",
        ),
        (
            '["Ann Lee"]\naliases = ["Annie"]\ndifferent = ["Annie"]\n',
            3,
            "'Ann Lee' is different from 'Annie', and line 2 says that they are one",
            "out",
        ),
        ('["Ann Lee"]\nsame = ["Annie"]\ndifferent = ["Annie"]\n', 3, "and line 2 says that they are one", "out"),
        ('["Ann Lee"]\ndifferent = ["Ann Lee"]\n', 2, "and line 1 says that they are one", "out"),
    ],
)
def test_what_cannot_be_followed_is_told_with_its_lines(
    tmp_path: Path, toml: str, line: int, said: str, hint: str
) -> None:
    (tmp_path / authority.FILE).write_text(toml, "utf-8")
    with pytest.raises(ConfigError) as told:
        authority.load(tmp_path)
    assert told.value.message.startswith(f"{tmp_path / authority.FILE}:{line}: ")
    assert said in told.value.message
    assert hint in told.value.hint and told.value.hint


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / authority.FILE).mkdir()
    with pytest.raises(ConfigError, match="cannot be read"):
        authority.load(tmp_path)


# ---- what it means for the archive


def test_surnames_that_a_marriage_joins_are_one_block() -> None:
    found = read(HALE + '["Ann Roe"]\naliases = ["Ann Thorne"]\n["Ben Kay"]\naliases = ["Benjamin Kay"]\n')
    assert joined_surnames(found) == {"hale": "hale", "thorne": "hale", "roe": "hale"}


def test_accents_and_case_make_no_other_surname() -> None:
    assert joined_surnames(read('["José Peña"]\naliases = ["Jose PENA"]\n')) == {}


def test_what_a_change_touches() -> None:
    before = read(HALE + SMITHS + '["Ann Roe"]\n')
    assert changed(before, before) == set()
    assert changed(before, read(HALE + SMITHS + '["Ann Roe"]\nborn = 1951\n')) == {"roe"}
    assert changed(before, read(HALE + SMITHS + '["Ann Roe"]\nslug = "roe"\n["Ann Fox"]\n')) == {"roe", "fox"}
    assert changed(before, read(SMITHS + '["Ann Roe"]\n')) == {"hale", "thorne", "hales"}
    assert changed(before, read(HALE + SMITHS.replace("2011", "2012") + '["Ann Roe"]\n')) == {"smith"}
    assert changed(before, read(HALE + SMITHS.replace('["Victoria Park', '["Victoria Lane') + '["Ann Roe"]\n')) == {
        "park",
        "lane",
    }


def test_a_block_that_grows_touches_all_of_it() -> None:
    before = read(HALE)
    assert changed(before, read(HALE + '["Ann Thorne"]\naliases = ["Ann Abbot"]\n')) == {"hale", "thorne", "abbot"}


def test_stating_that_two_are_different_touches_both() -> None:
    before = read('["Ann Lee (a)"]\naliases = ["A. Fox"]\n["Ben Kay"]\n')
    after = read('["Ann Lee (a)"]\naliases = ["A. Fox"]\n["Ben Kay"]\ndifferent = ["Ann Lee (a)"]\n')
    assert changed(before, after) == {"lee", "fox", "kay"}


GIVEN, SURNAMES = ("Ann", "Ben", "Cleo"), ("Fox", "Kay", "Roe", "Åker")
PEOPLE = [f"{given} {surname}" for given in GIVEN for surname in SURNAMES]
entries = st.dictionaries(
    st.sampled_from(PEOPLE),
    st.fixed_dictionaries({"aliases": st.lists(st.sampled_from(PEOPLE), max_size=2), "born": st.integers(1900, 1902)}),
    max_size=4,
)


def written(people: dict[str, dict]) -> str:
    return "".join(f'["{key}"]\naliases = {e["aliases"]}\nborn = {e["born"]}\n' for key, e in people.items())


def followed(people: dict[str, dict]) -> Authority | None:
    try:
        return read(written(people))
    except ConfigError:
        return None


@settings(deadline=None)
@given(entries, st.randoms(use_true_random=False))
def test_the_order_of_the_file_means_nothing(people: dict[str, dict], order: random.Random) -> None:
    items = list(people.items())
    order.shuffle(items)
    assert followed(dict(items)) == followed(people)


@settings(deadline=None)
@given(entries, entries)
def test_a_surname_that_is_not_touched_has_the_same_entries_and_block(a: dict[str, dict], b: dict[str, dict]) -> None:
    before, after = followed(a), followed(b)
    if before is None or after is None:
        return
    touched = changed(before, after)
    assert touched == changed(after, before)
    was, now = joined_surnames(before), joined_surnames(after)
    for name in {authority.surname(p) for p in PEOPLE} - touched:
        assert was.get(name) == now.get(name)
        assert [e for e in before.entries if name in map(authority.surname, e.names)] == [
            e for e in after.entries if name in map(authority.surname, e.names)
        ]
    for x in (was, now):
        assert all((p in touched) == (q in touched) for p in x for q in x if x[p] == x[q])


@settings(deadline=None)
@given(entries)
def test_names_joined_by_one_entry_are_one_block(people: dict[str, dict]) -> None:
    found = followed(people)
    if found is None:
        return
    blocks = joined_surnames(found)
    for entry in found.entries:
        assert len({blocks.get(s, s) for s in map(authority.surname, entry.names)}) == 1
    for name, block in blocks.items():
        assert block == min(n for n in blocks if blocks[n] == block) and name in blocks
