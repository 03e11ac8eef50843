"""Takedowns: what they withhold is in no byte of the output, and the proof finds it where one step of the cascade is
left out."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest
from click.testing import CliRunner
from PIL import Image

from sitegen import downloads, evidence, unpack, upkeep
from sitegen.build import Build
from sitegen.cli import cli
from sitegen.errors import ConfigError
from sitegen.model import Report, Takedown
from sitegen.withheld import Redaction, Withheld, seeds
from sitegen.withheld.redacting import redacted, surnames
from sitegen.work import printer
from sitegen.work.withholding import Withholding
from tests.conftest import NO_SEARCH, SETTINGS, Archive

FORMATS = '[data]\nformats = ["jsonl", "csv", "sqlite", "parquet", "ninjs"]\n'
NAME = re.compile(rb"(?i)jane[-_ +.]*quillfeather|quillfeather|QUILLFEATHER")
SECRET = "The ledger of the ferry company was found in a locked drawer below the stairs of the mill"
HIDES = '["1"]\nperson = "Jane Quillfeather"\nlevel = "{}"\nas = "a witness"\n'
REMOVES = '["2"]\narticle = "2018/ledger.txt"\nlevel = "removed"\n'


def photograph(artist: str) -> bytes:
    """A picture whose metadata tell by whom it is."""
    file, image = io.BytesIO(), Image.new("RGB", (60, 40), (90, 120, 60))
    exif = Image.Exif()
    exif[315] = artist
    exif[270] = f"{artist} at the mill"
    image.save(file, "jpeg", exif=exif)
    return file.getvalue()


def filled(archive: Archive) -> Archive:
    """A person in every place where a name can be."""
    archive.seed(
        "2017/jane-quillfeather-resigns.txt",
        "Mayor Jane Quillfeather resigns\n\nBy Tom Hill\n\n12 April 2017\n\n"
        "HARROWGATE — Mayor Jane Quillfeather resigned on Monday after a long dispute about the bridge.\n\n"
        "“I have had quite enough of the bridge and of the ferry,” Quillfeather said.\n\n"
        "Ada Finch, a baker, said: “Nobody in the town had been told of it before Monday.”\n",
    )
    archive.seed(
        "2017/council.txt",
        "Quillfeather meets the council\n\nBy Jane Quillfeather\n\n13 April 2017\n\n"
        "The council of Harrowgate met on Tuesday, and Ada Finch spoke for an hour about the ferry.\n",
    )
    archive.seed(
        "2017/portrait.md",
        '---\ntitle: "Quillfeather and the ferry"\npeople: ["Jane Quillfeather", "Ada Finch"]\ntags: [Ferry]\n'
        "aliases: [/2017/jane-quillfeather.html]\n---\n\n"
        "Jane Quillfeather: a portrait.\n\n"
        "![Jane Quillfeather at the mill](jane-quillfeather.jpg)\n\nSeen by JANE QUILLFEATHER’S neighbours.\n",
    )
    archive.seed("2017/jane-quillfeather.jpg", photograph("Jane Quillfeather"))
    archive.seed(
        "2018/ledger.txt",
        "Ledger found at the old mill\n\n2 May 2018\n\n"
        f"{SECRET}. Ada Finch, a baker, found it there on Monday morning.\n\n"
        "“It had been there for years and nobody had looked for it,” Ada Finch said.\n",
    )
    archive.seed("wire.csv", "id,title,text,date\n1,Flood,Jane Quillfeather saw the flood at the mill.,2018-03-04\n")
    archive.seed("people.toml", '["Jane Quillfeather"]\nnote = "Jane Quillfeather was the mayor."\nborn = 1951\n')
    archive.seed("tags.toml", '["Old bridge"]\naliases = ["Jane Quillfeather bridge"]\nslug = "the-bridge"\n')
    archive.seed("corrections.toml", '["2017/council.txt"]\ndek = "Told by Jane Quillfeather"\n')
    archive.age()
    return archive


def withhold(archive: Archive, *entries: str) -> Report:
    archive.seed("takedowns.toml", "\n".join(entries))
    return archive.build()


def leaks(report: Report) -> list[str]:
    return [str(p) for p in report.problems if p.stage == "takedown"]


def named(archive: Archive) -> list[str]:
    """Files of the site in which the name stands plainly: a second opinion, which knows nothing of the proof."""
    return [path for path, data in archive.site().items() if NAME.search(data) or NAME.search(path.encode())]


@pytest.fixture
def searched(new_archive: Callable[..., Archive]) -> Archive:
    """With a search and every kind of file for download."""
    return filled(new_archive("searched", SETTINGS + FORMATS))


@pytest.mark.parametrize("level", ["anonymised", "removed"])
def test_no_byte_tells_of_a_person(searched: Archive, level: str) -> None:
    searched.build()
    assert named(searched)
    report = withhold(searched, HIDES.format(level), REMOVES)
    assert not report.problems
    assert not named(searched)
    assert not NAME.search((searched.root / "seeds" / "addresses.tsv").read_bytes())
    assert not any(NAME.search(p.read_bytes()) for p in (searched.root / ".sitegen").rglob("*") if p.is_file())
    assert "[a witness]" in searched.page("articles/mayor-a-witness-resigns.html")
    assert any("Parquet" in line and "gzip" in line and "SQLite" in line for line in report.proof)
    assert not searched.build().rendered
    assert 'alt="[a witness] at the mill"' in searched.page("articles/portrait.html")
    found = run(searched, "check", "--format", "json")
    assert found[0] == 0, found[1]


def test_a_removed_article_leaves_a_tombstone_and_nothing_of_its_text(searched: Archive) -> None:
    searched.build()
    report = withhold(searched, REMOVES)
    assert not report.problems
    assert not any(SECRET.encode() in data for data in searched.site().values())
    (gone,) = [path for path in searched.site() if "ledger" in path]
    assert "No longer in the archive" in searched.page(gone)
    assert "sentences of 1 removed articles" in "".join(report.proof)
    withhold(searched, REMOVES + "tombstone = false\n")
    assert not any("ledger" in path for path in searched.site())


# ---- one step of the cascade left out


def nothing(*args: object, **options: object) -> None:
    """In place of a step."""


def as_it_is(self: object, *args: object) -> object:
    return args[-1]


def raw(file: str, picture: object, variant: object) -> bytes:
    return Path(file).read_bytes()


STEPS: dict[str, tuple[object, str, object]] = {
    "texts": (Withholding, "without", lambda self, path, data, columns: data),
    "file names": (Withheld, "known_as", as_it_is),
    "the ledger of addresses": (seeds, "cleanse", nothing),
    "reading again": (evidence, "_withheld", lambda *args: set()),
    "people.toml": (Withheld, "authority", as_it_is),
    "tags.toml": (Withheld, "headings", as_it_is),
    "corrections": (Withholding, "corrected", as_it_is),
    "credits of pictures": (Withheld, "plainly", lambda self, entry, fields: entry),
    "metadata of pictures": (printer.images, "encode", raw),
    "containers unpacked": (unpack, "_rewrite", nothing),
    "what was deleted": (upkeep, "purge", nothing),
    "leaving out": (upkeep, "leave_out", nothing),
    "pruning": (Build, "prune", nothing),
    "the search": (Build, "search", nothing),
    "files for download": (downloads, "renew", nothing),
    "addresses of articles": (Withholding, "tells", lambda *args: False),
}


NEEDED = {"the search": FORMATS, "files for download": FORMATS + NO_SEARCH}


@pytest.mark.parametrize("step", sorted(STEPS))
def test_the_proof_fails_where_a_step_is_left_out(new_archive: Callable[..., Archive], step: str) -> None:
    archive = filled(new_archive("an archive", SETTINGS + NEEDED.get(step, NO_SEARCH)))
    archive.build()
    owner, name, instead = STEPS[step]
    with mock.patch.object(owner, name, instead):
        assert leaks(withhold(archive, HIDES.format("anonymised"), REMOVES))


def test_the_proof_looks_at_what_changed_and_on_demand_at_everything(new_archive: Callable[..., Archive]) -> None:
    archive = filled(new_archive("an archive", SETTINGS + NO_SEARCH))
    withhold(archive, HIDES.format("anonymised"))
    page = archive.root / "site" / "notes.html"
    page.write_text("Not of the build, and about J&#97;ne QUILLFEATHER.", "utf-8")
    report = archive.build()
    assert "Searched 1 files" in report.proof[0]
    assert [line.partition(":")[0] for line in leaks(report)] == ["site/notes.html"]
    assert leaks(archive.build())  # it is told until it is gone
    page.unlink()
    assert not leaks(archive.build())
    found = CliRunner().invoke(cli, ["--root", str(archive.root), "takedown", "--prove"], standalone_mode=False)
    assert "Nothing of it was found." in found.output


# ---- many pages, other bearers


def many(archive: Archive) -> Archive:
    """A person in forty articles, and two others who bear the surname or the whole name."""
    for n in range(40):
        day = f"{1 + n % 28} {('March', 'April')[n // 28]} 2015"
        archive.seed(
            f"2015/report-{n}.txt",
            f"Harbour wall, part {n}\n\nBy Tom Hill\n\n{day}\n\n"
            f"The engineer Jane Quillfeather, 44, spoke of wall number {n} in Harrowgate on Monday.\n\n"
            f"“Wall number {n} will stand for a hundred years and more,” Quillfeather said.\n",
        )
    archive.seed(
        "2016/brother.txt",
        "A boat for the harbour\n\n3 May 2016\n\nJane Quillfeather came with her brother, the fisherman "
        "Peter Quillfeather, to the harbour.\n\n“The boat is not hers at all,” Peter Quillfeather said.\n",
    )
    archive.seed(
        "2016/baker.txt",
        "Bread for a town\n\n4 May 2016\n\nThe baker Jane Quillfeather, 80, closed her shop in Hull on Monday. "
        "She had sold bread for sixty years.\n",
    )
    archive.seed(
        "people.toml", '["Jane Quillfeather (baker)"]\nname = "Jane Quillfeather"\narticles = ["2016/baker.txt"]\n'
    )
    archive.age()
    return archive


def run(archive: Archive, *words: str) -> tuple[int, str]:
    found = CliRunner().invoke(cli, ["--root", str(archive.root), *words])
    return found.exit_code, found.output


@pytest.mark.slow
def test_each_level_for_a_person_on_forty_pages(new_archive: Callable[..., Archive]) -> None:
    archive = many(new_archive("many", SETTINGS + NO_SEARCH))
    archive.build()
    page = "people/jane-quillfeather--2.html"  # the baker, whom an editor named, has the other
    listed = [path for path, data in archive.site().items() if b"Jane Quillfeather" in data]
    assert len(listed) > 42
    for level in ("noindex", "anonymised", "removed"):
        _, told = run(archive, "takedown", page, "--level", level, "--as", "an engineer")
        assert "Entry 1" in told, told
        report = archive.build()
        assert not report.problems, (level, report.problems, report.proof)
        site = archive.site()
        if level == "noindex":
            assert b'content="noindex"' in site[page]
            assert not any(page.encode() in site[p] for p in site if p.startswith("sitemap"))
        else:
            assert "2016/baker.txt" in (archive.root / "seeds" / "takedowns.toml").read_text("utf-8")
            others = {path for path, data in site.items() if b"Jane Quillfeather" in data}
            assert "articles/bread-for-a-town.html" in others
            assert not any(path.startswith("articles/harbour") for path in others)
            assert "Peter Quillfeather" in archive.page("articles/a-boat-for-the-harbour.html")
            assert "[an engineer], 44, spoke" in archive.page("articles/harbour-wall-part-7.html")
            assert any("another bearer" in line and "2016/baker.txt" in line for line in report.proof)
            said = "Wall number 7 will stand for a hundred years"
            quotations = b"".join(data for path, data in site.items() if path.startswith("quotations"))
            assert not (level == "removed" and said.encode() in quotations)
        run(archive, "takedown", "1", "--lift")
        archive.build()
        assert {p for p, d in archive.site().items() if b"Jane Quillfeather" in d} == set(listed), level


def test_a_takedown_and_its_end_are_what_a_clean_build_makes(new_archive: Callable[..., Archive]) -> None:
    archive = filled(new_archive("an archive", SETTINGS + NO_SEARCH))
    archive.build()
    for entries in ((HIDES.format("removed"), REMOVES), (HIDES.format("noindex"),), ()):
        withhold(archive, *entries)
        site = archive.site()
        archive.build(clean=True)
        assert archive.site() == site


SOURCES = {
    "page.html": "<html><head><title>Flood at the mill</title></head><body><article><h1>Flood at the mill</h1>"
    "<p>By Tom Hill</p><p>2 May 2018</p><p>The miller <b>Jane</b> Quillfeather said the flood had come at night. "
    "Nobody had heard it.</p><p>Mr&nbsp;Hill saw J&#97;ne&nbsp;Quillfeather, and Quillfeather saw him, on Monday.</p>"
    "</article></body></html>",
    "wire.jsonl": json.dumps(
        {
            "id": "jane-quillfeather",
            "title": "Jane Quillfeather wins",
            "text": "So said Jane Quillfeather.\n\nSo it is.",
        }
    ),
    "wire.csv": 'id,title,text\n1,Flood,"Jane Quillfeather saw it. Quillfeather told nobody, on Monday."\n',
    "old.txt": "Flood at the mill\n\nJane Quillfeather saw the flood, and caf\xe9s closed on Monday.\n".encode(
        "latin-1"
    ),
    "front.md": "---\ntitle: Jane Quillfeather wins\npeople: [Jane Quillfeather, Ada Finch]\n---\n\nJane: won.\n",
    "toml.md": '+++\ntitle = "Jane Quillfeather wins"\nauthors = ["Jane Quillfeather"]\n+++\n\nShe won on Monday.\n',
    "late.txt": "Jane\nQuillfeather wins\n\nThe race was won by JANE  QUILLFEATHER of Hull on Monday.\n",
}


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_every_kind_of_source_is_rewritten(archive: Archive, name: str) -> None:
    archive.seed(name, SOURCES[name])
    archive.article("other.md", "Ada Finch bakes", people=("Ada Finch",))
    archive.age()
    archive.build()
    assert named(archive)
    report = withhold(archive, HIDES.format("anonymised"))
    assert not report.problems
    assert not named(archive)
    assert any(b"[a witness]" in data for data in archive.site().values())
    assert not any(NAME.search(p.read_bytes()) for p in (archive.root / ".sitegen").rglob("*") if p.is_file())


# ---- one by one


JANE = Takedown("1", "anonymised", person="Zoë O'Hara", names=("Zoë O'Hara", "Jane Roe"), described="a witness")


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("Zoë O'Hara came", "[a witness] came"),
        ("ZOE O’HARA's dog", "[a witness]'s dog"),
        ("Zoe\u0308 O'Hara", "[a witness]"),
        ("Roe, Jane; Jane M. Roe", "[a witness]; [a witness]"),
        ("<b>Jane</b> Roe</p>", "<b>[a witness]</b></p>"),
        ("Zo&euml; O&#39;Hara", "[a witness]"),
        ("x?q=Zo%C3%AB%20O%27Hara", "x?q=t1"),
        ("\\u201cJane Roe\\u201d", "\\u201c[a witness]\\u201d"),
        ("![](jane-roe.jpg)", "![](t1.jpg)"),
        ("/people/jane-roe.html", "/people/t1.html"),
        ("Jane and Roe; Janes Roe; Jane Roes", "Jane and Roe; Janes Roe; Jane Roes"),
    ],
)
def test_how_a_name_may_be_spelt(text: str, without: str) -> None:
    assert redacted(text, [Redaction.of(JANE)]) == without


def test_a_surname_alone_is_a_name_where_a_capital_begins_it() -> None:
    redaction = Redaction.of(JANE, short=surnames(JANE.names), others=["John Roe"])
    assert redacted("A roe deer, Mr Roe, ROE and John Roe", [redaction]) == (
        "A roe deer, Mr [a witness], [a witness] and John Roe"
    )


def test_names_of_files_say_nothing() -> None:
    withheld = Withheld((JANE,))
    assert withheld.known_as("2017/jane-roe-wins.txt") == "2017/t1-wins.txt"
    assert withheld.known_as("2017/roe-wins.txt") == "2017/roe-wins.txt"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('["1"]\nlevel = "removed"\n', "needs an article or a person"),
        ('["1"]\nperson = "A B"\nlevel = "gone"\n', "level = 'gone' is not known"),
        ('["1"]\nperson = "A B"\nlevle = "removed"\n', "unknown key 'levle'"),
        ('["Ann Lee"]\nperson = "Ann Lee"\nlevel = "removed"\n', "is published"),
        ('["1"]\narticle = "a.txt"\nlevel = "removed"\nkeep = ["b.txt"]\n', "belongs to an entry of a person"),
    ],
)
def test_an_entry_that_cannot_be_followed_is_an_error(archive: Archive, text: str, told: str) -> None:
    archive.seed("takedowns.toml", text)
    with pytest.raises(ConfigError, match=re.escape(told)):
        archive.build()


def test_commands_keep_the_file_and_tell_what_holds_a_name(new_archive: Callable[..., Archive]) -> None:
    archive = filled(new_archive("an archive", SETTINGS + NO_SEARCH))
    archive.build()
    archive.seed("takedowns.toml", "# Ask the lawyer.\n" + REMOVES)
    assert (
        run(archive, "takedown", "Jane Quillfeather", "--level", "anonymised", "--reason", "asked", "--public")[0] == 0
    )
    text = (archive.root / "seeds" / "takedowns.toml").read_text("utf-8")
    assert text.startswith("# Ask the lawyer.\n" + REMOVES) and "2017/jane-quillfeather.jpg" in text
    assert run(archive, "takedown", "jane quillfeather", "--level", "removed")[0]
    assert run(archive, "takedown", "list")[1].count("\n") == 3
    told = run(archive, "takedown", "--files")[1]
    assert all(f"{name}:" in told for name in ("2017/council.txt", "people.toml", "wire.csv", "2018/ledger.txt"))
    assert not archive.build().problems
    about = archive.page("data.html")
    assert "the name of a person taken out" in about and "(<span" in about and "Quillfeather" not in about
    assert run(archive, "takedown", "Jane Quillfeather", "--lift")[0] == 0
    assert (archive.root / "seeds" / "takedowns.toml").read_text("utf-8") == "# Ask the lawyer.\n" + REMOVES + "\n"
