"""The interface in other languages: catalogues are whole, sites speak them, a change of one changes every page."""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sitegen import messages
from sitegen.errors import ConfigError
from sitegen.messages import catalogue, pofile, speaking
from sitegen.model import Date
from sitegen.pages import dates, places
from sitegen.pages.citing import cite
from tests.conftest import NO_SEARCH, SETTINGS, Archive
from tests.incremental.edits import assert_clean

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tools"))
import extract_messages as extraction  # noqa: E402

OTHERS = sorted(messages.languages() - {"en"})
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")
OUT = {
    "ar": ("الوسوم", "12 مارس 2003", "1,234", "98,765"),
    "de": ("Schlagwörter", "12. März 2003", "1.234", "98.765"),
    "es": ("Etiquetas", "12 de marzo de 2003", "1234", "98.765"),
    "fr": ("Mots-clés", "12 mars 2003", "1\u202f234", "98\u202f765"),
}
DAY = Date("2003-03-12", "day", "text")
ESPERANTO = """# The beginning of a catalogue.
msgid ""
msgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "People"
msgstr "Homoj"

msgid "%(num)s article"
msgid_plural "%(num)s articles"
msgstr[0] "%(num)s artikolo"
msgstr[1] "%(num)s artikoloj"
"""


# ---- catalogues


def test_there_are_the_languages_that_the_docs_name():
    named = (ROOT / "docs/languages.md").read_text("utf-8")
    assert OTHERS == ["ar", "de", "es", "fr"]
    assert all(f"`{name}`" in named for name in OTHERS)


@pytest.mark.parametrize("name", OTHERS)
def test_a_catalogue_has_every_message_and_no_other(name):
    wanted = {m if isinstance(m, str) else m[0] for m in extraction.collected()}
    assert set(catalogue(name).messages) == wanted
    assert not extraction.lacking(name)


def test_american_english_says_otherwise_only_what_there_is():
    wanted = {m if isinstance(m, str) else m[0] for m in extraction.collected()}
    assert set(catalogue("en-US").messages) < wanted
    with speaking(catalogue("en-us")):
        assert dates.label(DAY) == "March 12, 2003"
        assert messages.language() == "en"
        assert messages.number(1234) == "1,234"


@pytest.mark.parametrize("name", OTHERS)
def test_placeholders_and_plural_forms_are_those_of_the_message(name):
    words = catalogue(name)
    for message in extraction.collected():
        one, many = (message, "") if isinstance(message, str) else message
        forms = words.messages[one]
        assert len(forms) == (words.forms if many else 1), one
        whole = set(PLACEHOLDER.findall(many or one))
        assert set(PLACEHOLDER.findall(forms[-1])) == whole, one
        assert all(form and set(PLACEHOLDER.findall(form)) <= whole for form in forms), one


@pytest.mark.parametrize(
    ("name", "forms"),
    [("ar", [0, 1, 2, 3, 4, 4, 5, 3]), ("fr", [0, 0, 1, 1, 1, 1, 1, 1]), ("de", [1, 0, 1, 1, 1, 1, 1, 1])],
)
def test_which_form_a_count_takes(name, forms):
    words = catalogue(name)
    told = words.messages["%(num)s article"]
    said = [words.ngettext("%(num)s article", "", n) for n in (0, 1, 2, 3, 11, 99, 100, 103)]
    assert said == [told[form] for form in forms]


@pytest.mark.parametrize("name", OTHERS)
def test_numbers_and_dates_are_written_as_the_language_does(name):
    with speaking(catalogue(name)):
        assert (dates.label(DAY), messages.number(1234), messages.number(98765)) == OUT[name][1:]
    assert (dates.label(DAY), messages.number(1234)) == ("12 March 2003", "1,234")


def test_a_first_of_the_month_a_part_of_a_number_and_names_in_a_row():
    with speaking(catalogue("fr")):
        assert dates.label(Date("2003-03-01", "day", "text")) == "1er mars 2003"
        assert messages.decimal("1.2") == "1,2"
        assert messages.listed(["A", "B", "C"]) == "A, B et C"
        assert places._listed(["US", "GB"]) == "Royaume-Uni et États-Unis"
        assert cite("Pain", ("A", "B"), DAY, "fr", "Le Four", "u")["text"].startswith("A et B. «\u00a0Pain.\u00a0»")
    assert places._listed(["US", "GB"]) == "the United Kingdom and the United States"


def test_a_tag_of_a_region_has_the_language_and_an_unknown_one_english():
    spoken = {tag: catalogue(tag).language for tag in ("fr-CA", "DE", "eo", "en-GB")}
    assert spoken == {"fr-CA": "fr", "DE": "de", "eo": "en", "en-GB": "en"}


# ---- files


def test_strings_over_several_lines_are_read_and_doubtful_ones_passed_over():
    text = 'msgid ""\n"Two "\n"parts"\nmsgstr "Deux "\n"parties"\nmsgid "a"\nmsgstr "b"\n'
    text += '\n#, fuzzy\nmsgid "c"\nmsgstr "d"\n\nmsgctxt "e"\nmsgid "f"\nmsgstr "g"\n\n#~ msgid "h"\n#~ msgstr "i"\n'
    assert [(m.one, m.forms) for m in pofile.read(text, "x")] == [("Two parts", ("Deux parties",)), ("a", ("b",))]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('msgid "a"\nmsgstr "b\n', 2),
        ('msgid "a"\nmsgid_plural "b"\n', 1),
        ('msgid "People"\nmsgstr "%(who)s"\n', 1),
        ('\n\nmsgid "People"\nmsgstr "100 %"\n', 3),
        ('msgid "1,234"\nmsgstr "12"\n', 1),
        ('"lost"\n', 1),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(tmp_path, text, line):
    (tmp_path / "xx.po").write_text(text, "utf-8")
    with pytest.raises(ConfigError, match=rf"xx\.po:{line}:"):
        catalogue("xx", tmp_path)


def test_a_rule_for_plurals_that_is_none_is_told(tmp_path):
    (tmp_path / "xx.po").write_text('msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=import os;\\n"\n', "utf-8")
    with pytest.raises(ConfigError, match="Plural-Forms"):
        catalogue("xx", tmp_path)


def test_an_archive_says_single_messages_otherwise(tmp_path):
    (tmp_path / "fr.po").write_text('msgid "Tags"\nmsgstr "Rubriques"\n', "utf-8")
    (tmp_path / "fr-CA.po").write_text('msgid "Search"\nmsgstr "Chercher"\n', "utf-8")
    said = {tag: [catalogue(tag, tmp_path).gettext(m) for m in ("Tags", "Search", "Year")] for tag in ("fr", "fr-ca")}
    assert said == {"fr": ["Rubriques", "Recherche", "Année"], "fr-ca": ["Rubriques", "Chercher", "Année"]}
    assert catalogue("fr").gettext("Tags") == "Mots-clés"


def test_what_a_thread_speaks_no_other_hears():
    heard: dict[str, list[str]] = {}
    together = threading.Barrier(len(OTHERS))

    def say(name: str) -> None:
        with speaking(catalogue(name)):
            together.wait(10)
            heard[name] = [dates.label(DAY) for _ in range(50)]

    threads = [threading.Thread(target=say, args=(name,)) for name in OTHERS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert heard == {name: [OUT[name][1]] * 50 for name in OTHERS}
    assert dates.label(DAY) == "12 March 2003"


# ---- sites


def speak(archive: Archive, language: str) -> None:
    (archive.root / "sitegen.toml").write_text(f'language = "{language}"\n{SETTINGS}{NO_SEARCH}', "utf-8")


def own(archive: Archive, name: str, text: str) -> None:
    (archive.root / "locale").mkdir(exist_ok=True)
    (archive.root / "locale" / name).write_text(text, "utf-8")


@pytest.fixture
def bakery(new_archive: Callable[..., Archive]) -> Archive:
    """Some of everything that pages speak of: quotations, places, versions, a lost picture, lines left out."""
    archive = new_archive("bakery", SETTINGS + NO_SEARCH)
    body = "“We bake at dawn and we close at noon every week,” said Ida Crumb, a baker in Nairobi. Joe Oven wept.\n"
    archive.seed("bakers.txt", f"Bakers open a school\n\nBy Ada Quill\n12 March 2003\n\n{body}\n[Advertisement]\n")
    again = f"Bakers open a new school\n\nBy Ada Quill\n13 March 2003\n\n{body}\nRain fell on Leeds.\n"
    archive.seed("again.txt", again)
    picture = "![flour](gone.jpg)\n\nDear."
    archive.article("undated.md", "Flour is dear", None, ("Ida Crumb", "Joe Oven"), ("flour",), picture)
    for n, town in enumerate(("Canterbury", "Lagos", "Toronto")):
        fair = f"The fair in {town} opened on Monday. Traders came to {town} from Leeds. {town} was full."
        archive.seed(f"fair-{n}.md", f"---\ntitle: A fair in {town}\ndate: 200{n}-06-01\n---\n\n{fair}\n")
    archive.seed("people.toml", '["Ida Crumb"]\nborn = "1950-05-04"\ndied = "2001"\nnote = "Baker."\n')
    return archive


@pytest.mark.parametrize("name", OTHERS)
def test_a_site_speaks_its_language(bakery, name):
    speak(bakery, name)
    bakery.build()
    home = bakery.page("index.html")
    assert f'<html lang="{name}" dir="{"rtl" if name == "ar" else "ltr"}">' in home
    everything = b"".join(pages_of(bakery).values()).decode()
    assert OUT[name][0] in everything
    assert OUT[name][1] in everything
    assert "Skip to the text" not in everything


def test_an_article_keeps_its_own_language_and_direction(bakery):
    bakery.seed("rain.md", "---\ntitle: المطر\nlang: ar\n---\n\nهطل المطر يوم الاثنين في المدينة.\n")
    speak(bakery, "fr")
    bakery.build()
    (page,) = (data.decode() for data in pages_of(bakery).values() if b'<html lang="ar"' in data)
    assert '<html lang="ar" dir="rtl">' in page
    assert '<a class="skip" href="#main" lang="fr" dir="ltr">Aller au texte</a>' in page


def pages_of(archive: Archive) -> dict[str, bytes]:
    return {path: data for path, data in archive.site().items() if path.endswith(".html")}


EQUAL = frozenset(  # in French as in English, or said to programs, or of the archive
    """article articles minute minutes dates json csl bibtex ris sha wikidata atom feed sitemap organisations menu
    licence format sitegen website newspaperarticle profile noindex summary large image width device initial scale
    light dark source the courier canada england ontario kenya nigeria media topic school""".split()
)


def test_no_phrase_of_the_interface_is_the_same_in_french(bakery):
    bakery.build()
    english = pages_of(bakery)
    speak(bakery, "fr")
    bakery.build()
    seeds = " ".join(path.read_text("utf-8") for path in (bakery.root / "seeds").iterdir())
    own, names = f" {plain(seeds)} ", {word.lower() for word in re.findall(r"\b[A-Z]\w+", seeds)}
    left = {
        (path, text)
        for path, data in pages_of(bakery).items()
        for text in texts(english.get(path, b"")) & texts(data)
        if f" {plain(text)} " not in own and not set(re.findall(r"[^\W\d_]{3,}", text.lower())) <= EQUAL | names
    }
    assert not {text for _, text in left}


def plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def texts(page: bytes) -> set[str]:
    """What a page says: between elements and in attributes that are read aloud or shown; not addresses."""
    found: set[str] = set()
    code: list[str] = []

    class Reading(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag in ("pre", "code", "script"):
                code.append(tag)
            names = ("aria-label", "title", "alt", "placeholder", "abbr", "content")
            found.update(value for name, value in attrs if value and (name in names or name.startswith("data-")))

        def handle_endtag(self, tag: str) -> None:
            if tag in code:
                code.remove(tag)

        def handle_data(self, data: str) -> None:
            if not code and data.strip():
                found.add(data.strip().removesuffix(" · The Courier"))

    Reading().feed(page.decode())
    return {text for text in found if "://" not in text and ".html" not in text}


def test_another_language_makes_every_page_as_a_clean_build_would(bakery):
    bakery.build()
    speak(bakery, "de")
    bakery.build()
    assert bakery.build().rendered == 0
    assert_clean(bakery)


def test_a_catalogue_of_ones_own_is_spoken_and_followed(bakery):
    speak(bakery, "eo")
    bakery.build()
    own(bakery, "eo.po", ESPERANTO)
    assert bakery.build().rendered
    home = bakery.page("index.html")
    assert "Homoj" in home
    assert '<html lang="eo" dir="ltr">' in home
    assert ">Search<" not in bakery.page("data.html") and "artikoloj" in bakery.page("data.html")
    assert bakery.build().rendered == 0
    own(bakery, "eo.po", ESPERANTO.replace("Homoj", "Personoj & bestoj <b>"))
    bakery.build()
    assert "Personoj &amp; bestoj &lt;b&gt;" in bakery.page("index.html")
    assert_clean(bakery)
    (bakery.root / "locale/eo.po").unlink()
    bakery.build()
    assert "Homoj" not in bakery.page("index.html")
    assert_clean(bakery)


def test_a_catalogue_that_cannot_be_read_stops_the_build_and_the_site_stays(bakery):
    bakery.build()
    before = bakery.site()
    own(bakery, "en.po", 'msgid "People"\nmsgstr "%(people)s"\n')
    with pytest.raises(ConfigError, match=r"en\.po:1"):
        bakery.build()
    assert bakery.site() == before


def test_workers_in_other_processes_speak_it_too(bakery):
    speak(bakery, "es")
    for n in range(170):
        bakery.article(f"loaf-{n}.md", f"Loaf {n}", f"2004-01-{n % 28 + 1:02}")
    bakery.build(jobs=2)
    spoken = bakery.site()
    bakery.build(jobs=1, clean=True)
    assert bakery.site() == spoken
    assert "de enero de 2004" in bakery.page("articles/loaf-7.html")


# ---- templates

WORDS = re.compile(r"[A-Za-z]{3,}")
NAMES = frozenset("BibTeX RIS CSL JSON SHA Atom Feed Wikidata sitemap sha sum check checksums txt sha256sum".split())


def test_no_template_has_words_of_its_own():
    """Text between elements, and attributes that are read aloud, come from messages."""
    for file in sorted((ROOT / "templates").glob("*.html")):
        text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", file.read_text("utf-8"), flags=re.S)
        shown = re.findall(r">([^<>]*)<", text) + re.findall(r'(?:aria-label|title|alt|placeholder)="([^"]*)"', text)
        left = {word for part in shown for word in WORDS.findall(part)} - NAMES
        assert not left, f"{file.name}: {sorted(left)}"
