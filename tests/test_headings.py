"""seeds/tags.toml: what editors state of tags, every way in which it cannot be followed, and what it does."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen import headings
from sitegen.errors import ConfigError
from sitegen.model import Heading, Headings
from sitegen.work import Asked, Reader, ReadResult
from tests.conftest import Archive

WATER = '["Water supply"]\naliases = ["water mains", "Waterworks"]\n'


def read(toml: str) -> Headings:
    return headings.read(Path("tags.toml"), toml)


def only(toml: str) -> Heading:
    (heading,) = read(toml).entries
    return heading


# ---- the file


def test_without_a_file_nothing_is_stated(tmp_path: Path) -> None:
    assert headings.load(tmp_path) == Headings()


def test_every_key_of_a_heading() -> None:
    toml = """
        ["Water  supply"]
        name = "Drinking water"
        aliases = ["water mains", "WATER SUPPLY", "Waterworks"]
        kind = "topic"
        broader = "Utilities"
        mediatopic = "20000270"
        patterns = ["burst (main|pipe)s?"]
        slug = "water"
        was = ["water", "water-mains--2"]
        note = "Not the river."
        """
    assert only(toml) == Heading(
        key="Water supply",
        name="Drinking water",
        names=("Drinking water", "Water supply", "water mains", "Waterworks"),
        kind="topic",
        broader="Utilities",
        mediatopic="20000270",
        patterns=("burst (main|pipe)s?",),
        slug="water",
        was=("water-mains--2",),
        note="Not the river.",
    )


def test_a_tag_that_is_dropped() -> None:
    heading = only('["Latest"]\naliases = ["Latest news"]\ndrop = true\nnote = "The section."\n')
    assert heading.dropped and heading.names == ("Latest", "Latest news")


def test_a_broader_tag_is_known_by_all_its_names() -> None:
    found = {
        h.key: h.broader for h in read(WATER + '["Leaks"]\nbroader = "WATERWORKS"\n["Rain"]\nbroader = "Sky"\n').entries
    }
    assert found == {"Leaks": "Water supply", "Rain": "Sky", "Water supply": ""}


@pytest.mark.parametrize(
    ("toml", "line", "said", "hint"),
    [
        ("broader = 'x'\n", 1, "'broader' stands outside any tag", '["Water supply"]'),
        ('["A"]\nalias = ["B"]\n', 2, "unknown key 'alias'", "'aliases'"),
        ('["A"]\nqqq = ["B"]\nnote = 1\n', 2, "unknown key 'qqq'", "Valid here: name, aliases"),
        ("[water.supply]\nkind = 'topic'\n", 1, "a table 'supply' inside of 'water'", "quotation marks"),
        ('[" "]\n', 1, "a tag without a name", ""),
        ('["A"]\nname = 1\n', 2, "name is no text", "quotation marks"),
        ('["A"]\naliases = "B"\n', 2, "aliases is no list", "aliases = ["),
        ('["A"]\nkind = "plaice"\n', 2, "kind = 'plaice' is not known", "'place'"),
        ('["A"]\nkind = ["topic"]\n', 2, "is not known", "topic, organisation, place"),
        ('["A"]\nmediatopic = "2000"\n', 2, "'2000' is no code", "eight digits"),
        ('["A"]\nmediatopic = 20000270\n', 2, "is no code", "eight digits"),
        ('["A"]\nmediatopic = "29999999"\n', 2, "there is no Media Topic 29999999", "codes"),
        ('["A"]\nslug = "Big A"\n', 2, "cannot be an address", "big-a"),
        ('["A"]\nwas = ["Big A"]\n', 2, "cannot have been an address", "big-a"),
        ('["A"]\ndrop = 1\n', 2, "neither true nor false", "drop = true"),
        ('["A"]\nslug = "a"\ndrop = true\n', 3, "'A' is dropped, and has slug (line 2)", "Take one of the two out"),
        ('["A"]\npatterns = ["(b"]\n', 2, "'(b' is no regular expression", "backslash"),
        ('["A"]\npatterns = ["b*"]\n', 2, "'b*' matches where nothing stands", "must be there"),
        (f'["A"]\npatterns = ["{"b" * 201}"]\n', 2, "has 201 characters", "at most 200"),
        ('["A"]\n["a"]\n', 2, "'a' is a name of 'a', and of 'A' (line 1)", "make them one table"),
        (
            WATER + '["B"]\naliases = ["WATERWORKS"]\n',
            4,
            "'WATERWORKS' is a name of 'B', and of 'Water supply' (line 2)",
            "",
        ),
        (
            WATER + '["water mains"]\ndrop = true\n',
            3,
            "is dropped with 'water mains' (line 2)",
            "Take one of the two out",
        ),
        ('["B"]\ndrop = true\n["A"]\nname = "b"\n', 4, "'b' is a name of 'A', and is dropped with 'B' (line 1)", ""),
        ('["A"]\nslug = "x"\n["B"]\nslug = "x"\n', 4, "slug 'x' of 'B' is the slug of 'A' (line 2)", "Take one"),
        ('["A"]\nwas = ["x"]\n["B"]\nslug = "x"\n', 2, "was 'x' of 'A' is the slug of 'B' (line 4)", "Take one"),
        ('["A"]\nbroader = "a"\n', 2, "'A' below 'A': nothing stands below itself", "Take one broader out"),
        (
            '["A"]\nbroader = "B"\n["B"]\nbroader = "C"\n["C"]\naliases = ["D"]\nbroader = "a"\n',
            2,
            "'A' below 'B' below 'C' below 'A': nothing stands below itself (lines 4 and 7)",
            "Take one broader out",
        ),
        (
            '["A"]\nbroader = "B"\n["B"]\ndrop = true\n',
            2,
            "'A' stands below 'B', which is dropped (line 4)",
            "Take one",
        ),
        ('["A"]\nnote = \n', 2, "not valid TOML", ""),
    ],
)
def test_what_cannot_be_followed_is_told_with_its_lines(
    tmp_path: Path, toml: str, line: int, said: str, hint: str
) -> None:
    (tmp_path / headings.FILE).write_text(toml, "utf-8")
    with pytest.raises(ConfigError) as told:
        headings.load(tmp_path)
    assert told.value.message.startswith(f"{tmp_path / headings.FILE}:{line}: ")
    assert said in told.value.message
    assert hint in told.value.hint and told.value.hint


# ---- what a change touches


def test_names_of_one_heading_are_one_block() -> None:
    assert headings.joined_blocks(read(WATER + '["Rain"]\naliases = ["rains", "RAIN"]\n')) == {
        "water supply": "water main",
        "water main": "water main",
        "waterwork": "water main",
    }


def test_what_a_change_touches() -> None:
    before = read(WATER + '["Rain"]\n["Latest"]\ndrop = true\n')
    assert headings.changed(before, before) == set()
    assert headings.changed(before, read(WATER + '["Rain"]\nnote = "Wet."\n["Latest"]\ndrop = true\n')) == {"rain"}
    assert headings.changed(before, read(WATER + '["Rain"]\n')) == {"latest"}
    assert headings.changed(before, read('["Rain"]\n["Latest"]\ndrop = true\n')) == {
        "water supply",
        "water main",
        "waterwork",
    }
    with_pattern = read(WATER + '["Rain"]\npatterns = ["wet"]\n')
    assert headings.patterns(with_pattern) == (("wet", "Rain"),)
    assert headings.without_patterns(with_pattern) == read(WATER + '["Rain"]\n')


NAMES = ["Rain", "rain", "rains", "Sea level", "sea-level", "Snow", "Åland", "Bramley Tennis Academy", "BTA"]
tables = st.dictionaries(
    st.sampled_from(NAMES),
    st.fixed_dictionaries(
        {
            "aliases": st.lists(st.sampled_from(NAMES), max_size=2),
            "broader": st.sampled_from(["", *NAMES]),
            "note": st.sampled_from(["", "a"]),
        }
    ),
    max_size=4,
)


def written(stated: dict[str, dict]) -> str:
    rows = (
        f'["{key}"]\naliases = {t["aliases"]}\nbroader = "{t["broader"]}"\nnote = "{t["note"]}"\n'
        for key, t in stated.items()
    )
    return "".join(rows)


def followed(stated: dict[str, dict]) -> Headings | None:
    try:
        return read(written(stated))
    except ConfigError:
        return None


@settings(deadline=None)
@given(tables, st.randoms(use_true_random=False))
def test_the_order_of_the_file_means_nothing(stated: dict[str, dict], order: random.Random) -> None:
    shuffled = list(stated.items())
    order.shuffle(shuffled)
    assert followed(dict(shuffled)) == followed(stated)


@settings(deadline=None)
@given(tables)
def test_no_name_is_two_tags_and_no_tag_stands_below_itself(stated: dict[str, dict]) -> None:
    found = followed(stated)
    if found is None:
        return
    names = [name.casefold() for heading in found.entries for name in heading.names]
    assert len(names) == len(set(names))
    above = {heading.key: heading.broader for heading in found.entries}
    for key in above:
        way = [key]
        while way[-1] in above and len(way) <= len(above) + 1:
            way.append(above[way[-1]])
        assert len(way) <= len(above) + 1


# ---- in a site


@pytest.fixture
def built(archive: Archive) -> Archive:
    archive.article("first.md", "First", "2019-03-01", (), ("water mains", "Latest"))
    archive.article("second.md", "Second", "2019-04-01", (), ("Waterworks",), "A pipe burst, and the cellar was wet.")
    archive.article("third.md", "Third", "2020-05-01", (), ("Utilities",), "Pipes bursting\neverywhere, said all.")
    archive.build()
    return archive


def state(archive: Archive, toml: str) -> None:
    archive.seed("tags.toml", toml)
    archive.build()
    assert archive.build().rendered == 0
    before = archive.site()
    archive.build(clean=True)
    assert archive.site() == before


def test_merged_tags_have_one_page_and_the_others_lead_on_for_ever(built: Archive) -> None:
    state(built, WATER)
    page = built.page("tags/water-supply.html")
    assert "First" in page and "Second" in page and "Also water mains, Waterworks" in page
    assert 'href="../tags/water-supply.html"' in built.page("articles/second.html")
    for old in ("water-mains", "waterworks"):
        assert 'content="0; url=../tags/water-supply.html"' in built.page(f"tags/{old}.html")
    state(built, WATER + 'slug = "water"\n')
    state(built, WATER + 'name = "Drinking water"\nslug = "drink"\n')
    for old in ("water-mains", "waterworks", "water-supply", "water"):
        assert "url=../tags/drink.html" in built.page(f"tags/{old}.html")
    assert "tags.toml/Water supply\ttags/water.html\n" in (built.root / "seeds/addresses.tsv").read_text("utf-8")


def test_a_person_and_a_tag_of_one_name_lead_on_each_to_its_own(archive: Archive) -> None:
    archive.article("a.md", "A", "2019-03-01", ("Ann Lee",), ("Ann Lee",))
    archive.seed("people.toml", '["Ann Lee"]\nslug = "ann"\n')
    state(archive, '["Ann Lee"]\nslug = "lee"\n')
    assert "url=../people/ann.html" in archive.page("people/ann-lee.html")
    assert "url=../tags/lee.html" in archive.page("tags/ann-lee.html")


def test_a_dropped_tag_is_nowhere(built: Archive) -> None:
    state(built, '["latest"]\ndrop = true\n')
    assert "tags/latest.html" not in built.site()
    assert "Latest" not in built.page("articles/first.html") + built.page("tags/index.html")
    assert "First" not in built.page("tags/index.html")
    state(built, "")
    assert "tags/latest.html" in built.site()


def test_broader_and_narrower_tags_name_each_other(built: Archive) -> None:
    state(built, WATER + 'broader = "utilities"\n["Leaks"]\nbroader = "Water supply"\n')
    assert 'Part of <a href="../tags/utilities.html">Utilities</a>' in built.page("tags/water-supply.html")
    assert '<a href="../tags/water-supply.html">Water supply</a>' in built.page("tags/utilities.html")
    assert "Leaks" not in built.page("tags/water-supply.html"), "no article has it"
    built.article("fourth.md", "Fourth", "2020-06-01", (), ("Leaks",))
    built.build()
    assert '<a href="../tags/leaks.html">Leaks</a>' in built.page("tags/water-supply.html")
    (built.root / "seeds/third.md").unlink()
    built.build()
    assert "Utilities" not in built.page("tags/water-supply.html")
    assert built.build().rendered == 0


def test_a_code_is_named_and_a_note_is_shown(built: Archive) -> None:
    state(built, '["Utilities"]\nmediatopic = "20000270"\nnote = "Gas, too."\n')
    page = built.page("tags/utilities.html")
    assert "Gas, too." in page
    assert '<a href="http://cv.iptc.org/newscodes/mediatopic/20000270" rel="external">water supply</a>' in page
    assert '"sameAs": "http://cv.iptc.org/newscodes/mediatopic/20000270"' in page.replace('":"', '": "')


def test_a_topic_that_is_called_as_a_media_topic_has_its_code(archive: Archive) -> None:
    archive.article("a.md", "A", "2019-03-01", (), ("Water supply", "Bramley"))
    archive.build()
    assert "mediatopic/20000270" in archive.page("tags/water-supply.html")
    assert "mediatopic" not in archive.page("tags/bramley.html")


def test_a_pattern_gives_its_tag_to_what_it_matches(built: Archive) -> None:
    state(built, WATER + 'patterns = ["pipes? burst(ing everywhere)?"]\n')
    page = built.page("tags/water-supply.html")
    assert "Second" in page and "Third" in page
    assert "Utilities" in built.page("articles/third.html"), "what is given stays"
    state(built, '["Floods"]\npatterns = ["wet", "first"]\n')
    assert "Third" not in built.page("tags/floods.html")
    assert all(title in built.page("tags/floods.html") for title in ("First", "Second"))
    state(built, "")
    assert "No longer in the archive" in built.page("tags/floods.html")


def test_a_pattern_matches_whole_words_unless_it_says_otherwise(built: Archive) -> None:
    state(built, '["Floods"]\npatterns = ["burs"]\n["Leaks"]\npatterns = ["burst\\\\w*"]\n')
    assert "tags/floods.html" not in built.site()
    page = built.page("tags/leaks.html")
    assert "Second" in page and "Third" in page


def test_what_is_read_again_for_a_pattern(built: Archive) -> None:
    """The sources that a changed pattern matches, before or after, and no others."""
    built.age()
    built.build()
    assert sources_read(built, '["Floods"]\npatterns = ["wet"]\n') == {"second.md"}
    assert sources_read(built, '["Floods"]\npatterns = ["wet", "third"]\n') == {"third.md"}
    assert sources_read(built, '["Floods"]\npatterns = ["first", "third"]\nnote = "x"\n') == {"first.md", "second.md"}
    assert sources_read(built, '["Floods"]\npatterns = ["nowhere", "first", "third"]\n') == set()
    assert sources_read(built, "") == {"first.md", "third.md"}


def sources_read(archive: Archive, toml: str) -> set[str]:
    """The sources that a build under these headings reads."""
    asked: set[str] = set()
    real = Reader.read

    def read_and_noted(self: Reader, batch: Sequence[Asked]) -> ReadResult:
        asked.update(path for path, _, _ in batch)
        return real(self, batch)

    archive.seed("tags.toml", toml)
    with mock.patch.object(Reader, "read", read_and_noted):
        archive.build()
    return asked


# ---- the documentation


def test_the_example_of_the_documentation_can_be_followed_and_every_key_is_told() -> None:
    page = (Path(__file__).parent.parent / "docs/tags.md").read_text("utf-8")
    (example,) = re.findall(r"^```toml\n(.*?)^```$", page, re.M | re.S)
    assert [heading.key for heading in read(example).entries] == ["Latest", "Water supply"]
    told = set(re.findall(r"^\| `(\w+)` \|", page, re.M))
    assert set(headings.KEYS) <= told
